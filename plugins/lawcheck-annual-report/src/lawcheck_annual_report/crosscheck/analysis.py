"""What `lawcheck crosscheck` finds, as an analysis: every format writes it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

import attrs

from lawcheck.cli import csv_table
from lawcheck.plugin import (
    Block,
    Fact,
    Heading,
    Language,
    Outline,
    PageTable,
    Pairs,
    Scorecard,
    Span,
    Text,
    points_of,
    printed_score,
    visible,
)
from lawcheck_annual_report.crosscheck.pairs import Agreement, FactPair, ItemPair
from lawcheck_annual_report.facts.evidence_file import reason
from lawcheck_annual_report.facts.proposals import Mention, mention_text, value_text
from lawcheck_annual_report.figures.annual_report import AnnualReport

_TITLE = Text("报告与填写材料比对", "The report beside the typed evidence")
_TYPED = Text("按填写", "as typed")
_PROPOSED = Text("按报告", "by the report")
_FACTS = Text("不同的数据", "Facts that differ")
_ITEMS = Text("得分不同的指标", "Items that earn something else")
_FACT_HEADS = (
    Text("数据", "fact"),
    Text("填写", "typed"),
    Text("报告", "report"),
    Text("行:字", "line:column"),
    Text("差异", "difference"),
)
_ITEM_HEADS = (
    Text("指标", "item"),
    Text("满分", "out of"),
    _TYPED,
    _PROPOSED,
    Text("因为", "because of"),
)
_COLUMNS = ("fact", "label", "typed", "report", "place", "quote", "agreement", "why")


@attrs.frozen
class Crosscheck:
    """A report beside the evidence that was typed for the same unit.

    Attributes:
        report: the report.
        facts: all facts of both.
        items: the items that differ.
        typed: the scorecard by the typed evidence.
        proposed: the scorecard by the report.
    """

    report: AnnualReport
    facts: Sequence[FactPair]
    items: Sequence[ItemPair]
    typed: Scorecard
    proposed: Scorecard

    def outline(self, language: Language, width: int | None = None) -> Outline:  # noqa: ARG002 - its tables are narrow
        """Return both scores, how many facts agree, and what differs and why."""
        return tuple(self._blocks(language))

    def csv(self, language: Language) -> str:
        """Return a row for each fact, and for each place where the report must be decided."""
        return csv_table(
            _COLUMNS, [row for each in self.facts for row in self._rows(each, language)]
        )

    def json(self, language: Language) -> str:
        """Return the same as objects."""
        found: list[dict[str, Any]] = [
            dict(zip(_COLUMNS, row, strict=True))
            for each in self.facts
            for row in self._rows(each, language)
        ]
        return json.dumps(found, ensure_ascii=False, indent=2) + "\n"

    def _blocks(self, language: Language) -> Iterator[Block]:
        unit = self.typed.unit
        yield Heading(f"{_TITLE.pick(language)} · {unit.name or unit.id}", 1)
        yield Pairs(tuple(self._summary(language)))
        apart = [each for each in self.facts if each.agreement is not Agreement.SAME]
        if apart:
            yield Heading(_FACTS.pick(language))
            rows = [
                (row[1], row[2], row[3], row[4], visible(row[7]))
                for each in apart
                for row in self._rows(each, language)
            ]
            yield PageTable(_heads(_FACT_HEADS, language), tuple(rows), frozenset({1, 2}))
        if self.items:
            yield Heading(_ITEMS.pick(language))
            lines = tuple(_item(each, language) for each in self.items)
            yield PageTable(_heads(_ITEM_HEADS, language), lines, frozenset({1, 2, 3}))

    def _summary(self, language: Language) -> Iterator[tuple[str, str]]:
        yield _TYPED.pick(language), printed_score(self.typed, language)
        yield _PROPOSED.pick(language), printed_score(self.proposed, language)
        counts = Counter(each.agreement for each in self.facts)
        for each in Agreement:
            if counts[each]:
                yield each.value.pick(language), str(counts[each])

    def _rows(self, each: FactPair, language: Language) -> Iterator[tuple[str, ...]]:
        typed = "" if each.typed is None else _typed(each.typed, each, language)
        head = (each.name, each.spec.label.pick(language) or each.name, typed)
        why, kind = each.agreement.value.pick(language), each.agreement.name.lower()
        if each.proposal is None:
            yield (*head, "", "", "", kind, why)
            return
        taken = each.proposal.taken
        for mention in each.proposal.mentions if taken is None else (taken,):
            value = mention_text(mention, each.spec).pick(language)
            told = why if taken is not None else _undecided(why, mention, language)
            yield (*head, value, self._place(mention), mention.quote, kind, told)

    def _place(self, mention: Mention) -> str:
        place = self.report.place(mention.start)
        return f"{place.line}:{place.column}"


def _heads(heads: Sequence[Text], language: Language) -> tuple[str, ...]:
    return tuple(each.pick(language) for each in heads)


def _undecided(why: str, mention: Mention, language: Language) -> str:
    told = reason(mention, language)
    return Text(f"{why}（{told}）", f"{why} ({told})").pick(language)


def _typed(fact: Fact, each: FactPair, language: Language) -> str:
    if isinstance(fact.value, Fraction | bool):
        text = value_text(fact.value, each.spec).pick(language)
        return f"≥{text}" if fact.at_least else text
    return visible(str(fact.value))


def _item(each: ItemPair, language: Language) -> tuple[str, ...]:
    full = Span(each.typed.points, each.typed.points)
    return (
        each.typed.title.pick(language),
        points_of(full, language),
        points_of(each.typed.earned, language),
        points_of(each.proposed.earned, language),
        _because(each, language),
    )


def _because(each: ItemPair, language: Language) -> str:
    """Return what differs; where nothing that is read does, why the report leaves it open."""
    names = [one.spec.label.pick(language) or one.name for one in each.facts]
    names += [
        Text(f"台账“{label.zh}”", f"register {label.en}").pick(language)
        for label in each.registers
    ]
    if not names and each.proposed.why is not None:
        return each.proposed.why.pick(language)
    return Text("、", ", ").pick(language).join(names)
