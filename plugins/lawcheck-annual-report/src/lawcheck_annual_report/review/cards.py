"""What a person decides on: one card for each fact that a report mentions, and what contradicts.

A card has a choice for each value that the report gives; places that say the same are one choice.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

import attrs

from lawcheck.plugin import HUNDRED, Language, Message, Spec, Text
from lawcheck_annual_report.audit.comparable import Finding
from lawcheck_annual_report.facts.evidence_file import Entry, entry_of
from lawcheck_annual_report.facts.proposals import Mention, Proposal
from lawcheck_annual_report.figures.annual_report import AnnualReport
from lawcheck_annual_report.review.marked_text import Quote, figures_within, quote_at

_YES: Final = Text("是", "yes")


@attrs.frozen
class Cited:
    """Words that a card or a contradiction cites.

    Attributes:
        number: of the quote, among all of the page.
        place: its line and column.
        words: the words.
    """

    number: int
    place: str
    words: str


@attrs.frozen
class Choice:
    """A value that a report gives for a fact.

    Attributes:
        entry: the entry of an evidence file.
        shown: the value as people read it.
        why_not: why it is not taken as it stands; empty if it is.
        cited: where the report says it.
    """

    entry: Entry
    shown: str
    why_not: str
    cited: tuple[Cited, ...]


@attrs.frozen
class Card:
    """A fact with what a report says about it.

    Attributes:
        fact: its name.
        spec: its declaration.
        choices: the values, in the order of the text.
        taken: the number of the choice that can be taken as it stands; None where a person must
            choose.
        findings: the numbers of the contradictions that have a figure of it.
    """

    fact: str
    spec: Spec
    choices: tuple[Choice, ...]
    taken: int | None
    findings: tuple[int, ...]


@attrs.frozen
class Contradiction:
    """What does not agree in a report.

    Attributes:
        what: what it is, with the arithmetic.
        cited: what is compared.
    """

    what: str
    cited: tuple[Cited, ...]


@attrs.frozen
class Review:
    """What the page to review a report shows.

    Attributes:
        cards: the facts, in the order of the checklist.
        contradictions: in the order of the text.
        quotes: where all quotes stand.
        facts_of: for each figure that is a mention, the facts.
        answers: for each quote that answers yes, the fact.
    """

    cards: tuple[Card, ...]
    contradictions: tuple[Contradiction, ...]
    quotes: tuple[Quote, ...]
    facts_of: Mapping[int, Sequence[str]]
    answers: Mapping[int, str]


def review_of(
    report: AnnualReport,
    found: Sequence[Proposal],
    findings: Sequence[Finding],
    language: Language,
) -> Review:
    """Return what a person has to review.

    Args:
        report: the report.
        found: what it says about the facts.
        findings: what does not agree in it.
        language: of the reasons.
    """
    return _Review(report, language).of(found, findings)


class _Review:
    def __init__(self, report: AnnualReport, language: Language) -> None:
        self._report = report
        self._language = language
        self._quotes: list[Quote] = []
        self._facts_of: dict[int, list[str]] = {}
        self._answers: dict[int, str] = {}

    def of(self, found: Sequence[Proposal], findings: Sequence[Finding]) -> Review:
        contradictions = tuple(
            Contradiction(
                each.what.pick(self._language),
                tuple(self._cited(words, start) for start, words in each.quotes),
            )
            for each in findings
        )
        touched = self._touched(contradictions)
        cards = tuple(self._card(each, touched) for each in found)
        return Review(cards, contradictions, tuple(self._quotes), self._facts_of, self._answers)

    def _card(self, each: Proposal, touched: Mapping[int, Sequence[int]]) -> Card:
        choices: dict[_Said, Choice] = {}
        findings: dict[int, None] = {}
        for mention in each.mentions:
            cited = self._cited(mention.quote, mention.start)
            for number in self._figures_of(mention, cited):
                self._facts_of.setdefault(number, []).append(each.fact)
                findings.update(dict.fromkeys(touched.get(number, ())))
            if mention.value is True:
                self._answers[cited.number] = each.fact
            said = _said(mention)
            first = choices.get(said) or self._choice(each, mention)
            choices[said] = attrs.evolve(first, cited=(*first.cited, cited))
        return Card(
            each.fact,
            each.spec,
            tuple(choices.values()),
            None if each.taken is None else list(choices).index(_said(each.taken)),
            tuple(sorted(findings)),
        )

    def _choice(self, each: Proposal, mention: Mention) -> Choice:
        entry = entry_of(self._report, each, mention)
        sign = "≥" if mention.at_least else ""
        shown = _YES.pick(self._language) if mention.value is True else f"{sign}{entry.value}"
        why = "" if mention.why_not is None else mention.why_not.pick(self._language)
        return Choice(entry, shown, why, ())

    def _cited(self, words: str, start: int) -> Cited:
        place = self._report.place(start)
        self._quotes.append(quote_at(self._report.text, words, start))
        return Cited(len(self._quotes) - 1, f"{place.line}:{place.column}", words)

    def _figures_of(self, mention: Mention, cited: Cited) -> Iterator[int]:
        """Yield the figures of a quote that are the value of a mention."""
        for number in figures_within(self._report, self._quotes[cited.number]):
            value = self._report.figures[number].figure.value
            if mention.value is not True and mention.value in (value, value / HUNDRED):
                yield number

    def _touched(self, contradictions: Sequence[Contradiction]) -> Mapping[int, Sequence[int]]:
        """Return the contradictions of each figure."""
        found: dict[int, list[int]] = {}
        for number, each in enumerate(contradictions):
            for cited in each.cited:
                for figure in figures_within(self._report, self._quotes[cited.number]):
                    found.setdefault(figure, []).append(number)
        return found


_Said = tuple[Fraction | bool, bool, Message | None]


def _said(mention: Mention) -> _Said:
    """Return what a mention says; those that say the same are one choice."""
    return mention.value, mention.at_least, mention.why_not
