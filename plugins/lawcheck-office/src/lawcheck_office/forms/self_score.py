"""Compare what a unit gives itself with what the inspector found: by item, in points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

import attrs

from lawcheck import Checklist, Evidence, Scorecard, Span
from lawcheck.cli import csv_table, listing, paragraph
from lawcheck.plugin import Language, Message, Text, message
from lawcheck_office.forms.opinions import Opinion, opinions
from lawcheck_office.forms.questions import read_by

_NONE: Final = Text("—")
"""Characters that start a formula in a spreadsheet, also as full-width signs."""
_HEAD: Final = (
    Text("指标", "indicator"),
    Text("自评分", "self score"),
    Text("核查分", "checked score"),
    Text("增减", "moved"),
    Text("依据", "because of"),
)


@attrs.frozen
class Moved:
    """An item for which the two cards, or the values that it reads, differ.

    Attributes:
        title: the title of the item.
        own: what it adds to the total by the unit's own values; None where it takes no part.
        checked: the same by the checked values.
        because: the values that differ.
    """

    title: Text
    own: Span | None
    checked: Span | None
    because: tuple[Opinion, ...]

    @property
    def points(self) -> Fraction | None:
        """What the check added; None where an end is not known."""
        return _between(self.own, self.checked)


@attrs.frozen
class SelfScore:
    """One unit by its own values, and by the checked ones.

    Attributes:
        own: the scorecard by its own values.
        checked: the scorecard by the checked values.
        moved: the items that differ.
    """

    own: Scorecard
    checked: Scorecard
    moved: tuple[Moved, ...]


def self_score(
    checklist: Checklist, cards: tuple[Scorecard, Scorecard], evidence: tuple[Evidence, Evidence]
) -> SelfScore:
    """Compare the cards of a unit by its own values and by the checked ones."""
    rules = checklist.rules_for(evidence[0].unit)
    changed = [each for each in opinions(rules, *evidence) if not each.is_same]
    reads = {each.id: read_by(each) for each in rules.indicators()}
    own = {each.id: each for each in cards[0].outcomes()}
    moved = []
    for outcome in cards[1].outcomes():
        because = tuple(each for each in changed if each.name in reads.get(outcome.id, ()))
        counted = own[outcome.id].counted if outcome.id in own else None
        if because or counted != outcome.counted:
            moved.append(Moved(outcome.title, counted, outcome.counted, because))
    return SelfScore(*cards, tuple(moved))


def as_text(compared: Iterable[SelfScore], language: Language) -> str:
    """Return the comparison for people."""
    pages = []
    for each in compared:
        lines = [paragraph(_total(each).pick(language))]
        rows = [
            [
                item.title.pick(language),
                _span(item.own).pick(language),
                _span(item.checked).pick(language),
                _signed(item.points).pick(language),
                "; ".join(_because(item, language)),
            ]
            for item in each.moved
        ]
        if rows:
            lines += ["", listing([text.pick(language) for text in _HEAD], rows).rstrip("\n")]
        pages.append("\n".join(lines))
    return "\n\n".join(pages) + "\n"


def as_csv(compared: Iterable[SelfScore], language: Language) -> str:
    """Return one row for each item that differs, as every spreadsheet opens it."""
    names = (Text("单位编号", "unit"), Text("单位名称", "unit_name"))
    rows = [
        [
            each.checked.unit.id,
            each.checked.unit.name,
            item.title.pick(language),
            _span(item.own).pick(language),
            _span(item.checked).pick(language),
            _signed(item.points).pick(language),
            "; ".join(_because(item, language)),
        ]
        for each in compared
        for item in each.moved
    ]
    return csv_table([text.pick(language) for text in (*names, *_HEAD)], rows)


def _total(each: SelfScore) -> Message:
    own, checked = each.own, each.checked
    moved = _between(own.score, checked.score)
    return message(
        "{unit}：自评{own}分（{own_grade}），核查{checked}分（{checked_grade}）{moved}",
        "{unit}: {own} by its own values ({own_grade}), {checked} as checked ({checked_grade})"
        "{moved}",
        unit=checked.unit.name or checked.unit.id,
        own=_span(own.score),
        own_grade=own.grade or _NONE,
        checked=_span(checked.score),
        checked_grade=checked.grade or _NONE,
        moved="" if moved is None else message("，增减{n}分", ", moved by {n}", n=_signed(moved)),
    )


def _because(item: Moved, language: Language) -> Iterator[str]:
    for each in item.because:
        yield message(
            "{label}：{first} → {second}",
            "{label}: {first} → {second}",
            label=each.label,
            first=each.first or _NONE,
            second=each.second or _NONE,
        ).pick(language)


def _between(own: Span | None, checked: Span | None) -> Fraction | None:
    if own is None or checked is None or not (own.is_exact and checked.is_exact):
        return None
    return checked.low - own.low


def _span(span: Span | None) -> Message | Text:
    if span is None:
        return _NONE
    if span.is_exact:
        return message("{low}", "{low}", low=span.low)
    return message("{low}至{high}", "{low} to {high}", low=span.low, high=span.high)


def _signed(points: Fraction | None) -> Message | Text:
    if points is None:
        return _NONE
    return message("+{n}", "+{n}", n=points) if points > 0 else message("{n}", "{n}", n=points)
