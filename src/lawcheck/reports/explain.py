"""The explanation of one indicator of one unit: rule, data, sources, law, arithmetic."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from typing import Final

import attrs

from lawcheck.model.adjustments import AdjustmentKind, VetoOutcome
from lawcheck.model.checklist import Checklist
from lawcheck.model.deductions import Tally
from lawcheck.model.evidence import Fact, Never
from lawcheck.model.exact import decimal_text
from lawcheck.model.indicator import Indicator
from lawcheck.model.outcomes import Outcome
from lawcheck.model.outline import Block, Entries, Entry, Heading, Note, Outline, Pairs
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.spans import Span
from lawcheck.model.text import Language, message
from lawcheck.reports.choices import STATES, policy_of
from lawcheck.reports.entries import (
    cited,
    decision_of,
    deduction_entry,
    gain_entry,
    labelled,
    said_of,
    sources_of,
)
from lawcheck.reports.explain_rows import explanation_csv, explanation_json
from lawcheck.reports.labels import word
from lawcheck.reports.number_format import change_of, number, points_of

_MOST_TERMS: Final = 8
_BONUS_CAPS: Final = frozenset[AdjustmentKind]({"bonus_cap", "gate", "ceiling"})


@attrs.frozen
class Explanation:
    """The explanation of one indicator of a unit.

    Attributes:
        checklist: the rules of the unit.
        card: its scorecard.
        indicator: the indicator.
    """

    checklist: Checklist
    card: Scorecard
    indicator: Indicator

    @classmethod
    def of(cls, checklist: Checklist, card: Scorecard, indicator_id: str) -> Explanation:
        """Return the explanation of the indicator with this id.

        Raises:
            KeyError: the checklist has no such indicator.
        """
        for each in checklist.indicators():
            if each.id == indicator_id:
                return cls(checklist, card, each)
        raise KeyError(indicator_id)

    def outline(self, language: Language, width: int | None = None) -> Outline:  # noqa: ARG002 - it has no table
        """Return rule, data, sources, law and arithmetic."""
        outcome = self.card.outcome(self.indicator.id)
        return tuple(_outline(self.checklist, self.card, self.indicator, outcome, language))

    def csv(self, language: Language) -> str:
        """Return its rows as CSV."""
        return explanation_csv(self.card, self.indicator, language)

    def json(self, language: Language) -> str:
        """Return its rows as JSON."""
        return explanation_json(self.card, self.indicator, language)


def _outline(
    checklist: Checklist,
    card: Scorecard,
    indicator: Indicator,
    outcome: Outcome,
    language: Language,
) -> Iterator[Block]:
    say = partial(word, language=language)
    yield Heading(f"{indicator.title.pick(language)} · {card.unit.name or card.unit.id}", 1)
    as_of = () if card.as_of is None else ((say("as_of"), card.as_of.isoformat()),)
    unreviewed = (
        (say("flags"), each.what.pick(language))
        for each in card.flags
        if each.kind == "unreviewed"
    )
    yield Pairs((*_summary(indicator, outcome, language), *as_of, *unreviewed))
    if card.sample_weights:
        yield Note(say("sample"))
    facts = tuple(_read(checklist, each, language) for each in dict.fromkeys(outcome.about))
    if facts:
        yield Heading(say("facts"))
        yield Entries(facts)
    yield Heading(say("arithmetic"))
    steps = [*_arithmetic(outcome, language), *_contribution(checklist, card, outcome, language)]
    yield Entries(tuple(steps))


def _summary(
    indicator: Indicator, outcome: Outcome, language: Language
) -> Iterator[tuple[str, str]]:
    say = partial(word, language=language)
    yield say("id"), indicator.id
    marks = [STATES[outcome.state].pick(language), say("advisory") if outcome.advisory else ""]
    got = f"{points_of(outcome.earned, language)} / {number(outcome.points)}"
    aside = say("comma").join(mark for mark in marks if mark)
    yield say("got"), say("aside").format(what=got, aside=aside) if aside else got
    yield say("rule"), indicator.rule.describe().pick(language)
    if indicator.falls_due is not None:
        yield say("falls_due"), indicator.falls_due.describe().pick(language)
    yield say("policy"), policy_of(indicator.not_applicable, language)
    for basis in indicator.basis:
        yield cited(basis, language)
    if indicator.evidence.pick(language):
        yield say("evidence_wanted"), indicator.evidence.pick(language)


def _read(checklist: Checklist, about: Fact | Tally, language: Language) -> Entry:
    """Return a value with its source, or how many records of a register met the conditions."""
    if isinstance(about, Tally):
        register = checklist.registers.get(about.register)
        label = register.label.pick(language) if register else ""
        of_records = word("of_records", language).format(
            records=about.records, counted=about.counted
        )
        return Entry(said_of(label or about.register, of_records, language))
    spec = checklist.facts.get(about.name)
    form = f"{{value{spec.kind.form if spec else ''}}}"
    value: object = word("never", language) if isinstance(about.value, Never) else about.value
    text = message(form, form, value=value).pick(language)
    label, unit = (spec.label.pick(language), spec.unit.pick(language)) if spec else ("", "")
    if unit:
        text = word("measured", language).format(value=text, unit=unit)
    return Entry(f"{label or about.name} = {text}", sources_of((about,), language))


def _arithmetic(outcome: Outcome, language: Language) -> Iterator[Entry]:
    if outcome.why is not None:
        yield Entry(outcome.why.pick(language), decision_of(outcome, language))
    elif outcome.decided_by is not None:
        who, *where = decision_of(outcome, language)
        yield Entry(who, tuple(where))
    if outcome.working is not None:
        yield Entry(outcome.working.pick(language))
    for gain in outcome.gains:
        yield gain_entry(outcome, gain, language)
    for deduction in outcome.deductions:
        yield deduction_entry(outcome, deduction, language)
    if outcome.state == "scored":
        yield Entry(labelled("got", _sum(outcome, language), language))


def _sum(outcome: Outcome, language: Language) -> str:
    """Return `8 − 1 − 0.5 = 6.5`; if there are many deductions, their sum in place of each."""
    earned = points_of(outcome.earned, language)
    taken = [each.points for each in outcome.deductions if each.points]
    if not taken:
        return earned
    terms = taken if len(taken) <= _MOST_TERMS else [outcome.deducted]
    return f"{' − '.join(map(number, (outcome.points, *terms)))} = {earned}".replace("= ≈", "≈ ")


def _contribution(
    checklist: Checklist, card: Scorecard, outcome: Outcome, language: Language
) -> Iterator[Entry]:
    """Yield what the item adds to the total, and what may still change or remove that."""
    if outcome.counted is not None:
        name = "counts_as_bonus" if outcome in card.bonus else "counts"
        counted = points_of(outcome.counted, language)
        earned = outcome.earned and Span(
            *map(checklist.rounding.of_item, (outcome.earned.low, outcome.earned.high))
        )
        factor = _factor(earned, outcome.counted)
        if factor is not None:
            counted = (
                f"{points_of(earned, language)} × {decimal_text(factor)} = {counted}".replace(
                    "= ≈", "≈ "
                )
            )
        yield Entry(labelled(name, counted, language), _notes(card, outcome, language))
        if outcome in card.bonus:
            caps = (each for each in card.adjustments if each.kind in _BONUS_CAPS)
            yield from (
                Entry(
                    said_of(each.reason.pick(language), change_of(each.change, language), language)
                )
                for each in caps
            )
        yield from (
            _veto(each, language) for each in card.vetoes if each.state in ("applied", "open")
        )
    elif outcome.advisory:
        yield Entry(word("advisory", language))


def _notes(card: Scorecard, outcome: Outcome, language: Language) -> tuple[str, ...]:
    """Return the notes on the item's number, then those on its sections, the outermost first."""
    above = card.sections_of(outcome.id)
    of_sections = (
        said_of(each.title.pick(language), note.pick(language), language)
        for each in above
        for note in each.notes
    )
    return (*(note.pick(language) for note in outcome.notes), *of_sections)


def _factor(earned: Span | None, counted: Span) -> Fraction | None:
    """Return what the points are multiplied by in the total; None if it is 1 or not known."""
    if earned is None or earned == counted or not earned.high:
        return None
    factor = counted.high / earned.high
    return factor if earned.low * factor == counted.low else None


def _veto(veto: VetoOutcome, language: Language) -> Entry:
    what = said_of(word("vetoes", language), veto.title.pick(language), language)
    state = {"applied": "veto_applied", "open": "veto_open"}[veto.state]
    return Entry(
        word("aside", language).format(what=what, aside=word(state, language)),
        (veto.effect.pick(language),),
    )
