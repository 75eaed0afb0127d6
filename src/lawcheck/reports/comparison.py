"""The page on what changed between two scorecards, and on units that only one report has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

import attrs

from lawcheck.analysis.comparison import (
    CAUSES,
    CardChange,
    CardComparison,
    ReportComparison,
)
from lawcheck.analysis.findings import Finding
from lawcheck.model.outline import Block, Entries, Entry, Heading, Note, Outline, PageTable, Pairs
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.text import Language
from lawcheck.reports.comparison_rows import comparison_csv, comparison_json
from lawcheck.reports.entries import said_of
from lawcheck.reports.labels import word
from lawcheck.reports.number_format import change_of, points_of, taken_off
from lawcheck.reports.scorecard import printed_score


@attrs.frozen
class ComparisonAnalysis:
    """What changed between two reports, unit by unit, and which units only one of them has.

    Attributes:
        compared: the comparison.
    """

    compared: ReportComparison

    def outline(self, language: Language, width: int | None = None) -> Outline:  # noqa: ARG002 - no table is split
        """Return a part for each unit, and one for the units without a pair."""
        units = (block for each in self.compared.units for block in _outline(each, language))
        return (*units, *_unpaired(self.compared, language))

    def csv(self, language: Language) -> str:
        """Return its rows as CSV."""
        return comparison_csv(self.compared, language)

    def json(self, language: Language) -> str:
        """Return its rows as JSON."""
        return comparison_json(self.compared, language)


def _unpaired(compared: ReportComparison, language: Language) -> Iterator[Block]:
    """Yield the number and names of units that only one of two reports has; nothing if none."""
    say = partial(word, language=language)
    lists = [
        (say(name), cards)
        for name, cards in (("only_old", compared.only_old), ("only_new", compared.only_new))
        if cards
    ]
    if not lists:
        return
    names = (
        (each, f"{len(cards)}{say('colon')}{say('joint').join(map(_unit, cards))}")
        for each, cards in lists
    )
    yield Heading(say("units"), 1)
    yield Pairs(((say("compared"), str(len(compared.units))), *names))


def _unit(card: Scorecard) -> str:
    return f"{card.unit.id} {card.unit.name}".strip()


def _outline(comparison: CardComparison, language: Language) -> Iterator[Block]:
    say = partial(word, language=language)
    new = comparison.new
    yield Heading(f"{say('comparison')} · {new.unit.name or new.unit.id}", 1)
    yield Pairs(
        (
            (say("old_card"), _card(comparison.old, language)),
            (say("new_card"), _card(new, language)),
            (say("total_change"), change_of(comparison.total.change, language)),
        )
    )
    yield from _causes(comparison.total, language)
    changed = [each for each in comparison.sections if _has_changed(each)]
    if changed:
        yield Heading(say("changed_sections"))
        yield _grid(changed, "section", language)
    changed = [each for each in (*comparison.items, *comparison.steps) if _has_changed(each)]
    yield Heading(say("changed_items"))
    yield _grid(changed, "item", language) if changed else Note(say("no_change"))
    for name in ("closed", "still_open", "fresh", "decided", "unjudged"):
        findings: tuple[Finding, ...] = getattr(comparison, name)
        if findings:
            yield Heading(say(name))
            yield Entries(tuple(_finding(each, language) for each in findings))


def _has_changed(change: CardChange) -> bool:
    """Return whether anything changed, also if two causes cancel out, so that columns add up."""
    return change.old != change.new or any(part.low or part.high for part in change.by.values())


def _card(card: Scorecard, language: Language) -> str:
    grade = card.grade.pick(language) if card.grade else word("no_grade", language)
    score = printed_score(card, language)
    checklist = f"{card.checklist_title.pick(language)} {card.checklist_version}"
    day = () if card.as_of is None else (f"{word('as_of', language)} {card.as_of.isoformat()}",)
    return word("comma", language).join((score, grade, checklist, *day))


def _causes(total: CardChange, language: Language) -> Iterator[Block]:
    say = partial(word, language=language)
    yield Heading(say("why_changed"))
    if not total.by:
        yield Note(say("why_unknown") if total.old != total.new else say("no_change"))
        return
    rows = tuple(
        (CAUSES[cause].pick(language), change_of(total.by[cause], language))
        for cause in CAUSES
        if cause in total.by
    )
    yield PageTable((say("cause_of"), say("change")), rows, frozenset({1}))


def _grid(changes: Iterable[CardChange], of: str, language: Language) -> PageTable:
    """Return a table of changes, with a column for each cause if there is more than one."""
    say = partial(word, language=language)
    changes = tuple(changes)
    causes = (
        [cause for cause in CAUSES if any(cause in each.by for each in changes)]
        if len(changes[0].by) > 1
        else []
    )
    head = (
        say(of),
        say("old_card"),
        say("new_card"),
        say("change"),
        *(CAUSES[cause].pick(language) for cause in causes),
    )
    rows = tuple(
        (
            each.title.pick(language),
            points_of(each.old, language),
            points_of(each.new, language),
            change_of(each.change, language),
            *(change_of(each.by[cause], language) for cause in causes),
        )
        for each in changes
    )
    return PageTable(head, rows, frozenset(range(1, len(head))))


def _finding(finding: Finding, language: Language) -> Entry:
    found = finding.new or finding.old
    assert found is not None  # noqa: S101 - a finding is in one card at least
    points = taken_off(found.points)
    if (
        finding.old is not None
        and finding.new is not None
        and finding.old.points != finding.new.points
    ):
        points = f"{taken_off(finding.old.points)} → {points}"
    return Entry(
        f"{points}  {said_of(finding.title.pick(language), found.reason.pick(language), language)}"
    )
