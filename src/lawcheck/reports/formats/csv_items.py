"""The format `csv`: one row per unit and indicator, for spreadsheets and other programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from lawcheck.documents.csv_output import csv_text, exact_text, safe
from lawcheck.model.deductions import Deduction, Gain
from lawcheck.model.exact import add_up, fixed_text
from lawcheck.model.outcomes import Outcome, SectionScore
from lawcheck.model.report import Report, RowAccount
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.spans import Span
from lawcheck.model.text import Language
from lawcheck.reports.entries import limit_of, said_of
from lawcheck.reports.labels import word
from lawcheck.reports.number_format import change_of

COLUMNS: Final = (
    "unit", "unit_name", "section", "indicator", "title", "points", "state",
    "earned_low", "earned_high", "counted_low", "counted_high", "deducted", "reasons", "notes",
    "basis", "unit_score_low", "unit_score_high", "unit_steps", "unit_raw_low", "unit_raw_high",
    "grade", "grade_presumes", "why_no_grade", "rows_read", "rows_scored", "rows_not_scored",
    "rows_blank", "rows_skipped",
)  # fmt: skip


class CsvTable:
    """Scorecards as CSV: UTF-8 with BOM and CRLF, which every Excel and WPS opens.

    Numbers are exact. A number without a finite decimal is a mixed fraction, `1 4/33`, which
    spreadsheets read as that number; a plain fraction like `3/7` they would read as a date. A text
    that they would take for a formula gets a `'` in front.
    """

    def write(self, report: Report, language: Language, width: int) -> str:  # noqa: ARG002 - CSV has no width
        """Return the report as one table."""
        return csv_text(COLUMNS, _rows(report, language))


def _rows(report: Report, language: Language) -> Iterator[list[str]]:
    counts = _row_counts(report.rows)
    for card in report.scorecards:
        steps = _steps(card, language)
        for path, outcome in _with_sections(card.sections):
            yield [*_row(card, path, outcome, steps, language), *counts]
        for outcome in card.bonus:
            yield [*_row(card, (), outcome, steps, language), *counts]


def _row_counts(rows: RowAccount) -> list[str]:
    """Return the row counts of the whole run.

    They are on every row, so that they stay with any part of the table.
    """
    return list(map(str, (rows.read, rows.scored, rows.not_scored, rows.blank, len(rows.skipped))))


def _with_sections(
    children: Iterable[SectionScore | Outcome], path: tuple[SectionScore, ...] = ()
) -> Iterator[tuple[tuple[SectionScore, ...], Outcome]]:
    for child in children:
        if isinstance(child, SectionScore):
            yield from _with_sections(child.children, (*path, child))
        else:
            yield path, child


def _steps(card: Scorecard, language: Language) -> str:
    """Return how the items lead to the score of the unit; empty if there is no score."""
    if card.score is None:
        return ""
    steps = (
        said_of(each.reason.pick(language), change_of(each.change, language), language)
        for each in card.adjustments
    )
    applied = (each for each in card.vetoes if each.state == "applied")
    effects = (
        said_of(each.title.pick(language), each.effect.pick(language), language)
        for each in applied
    )
    return word("semicolon", language).join((*steps, *effects))


def _row(
    card: Scorecard, path: Sequence[SectionScore], outcome: Outcome, steps: str, language: Language
) -> list[str]:
    """Return one row.

    Points that a bonus item did not give are not a deduction, but their reason is printed.
    """
    joint = word("semicolon", language)
    changes: tuple[Gain | Deduction, ...] = (*outcome.gains, *outcome.deductions)
    deducted = () if outcome in card.bonus else outcome.deductions
    reasons = [_reason(change, language) for change in changes]
    notes = [note.pick(language) for note in outcome.notes]
    notes += [
        said_of(each.title.pick(language), note.pick(language), language)
        for each in path
        for note in each.notes
    ]
    if outcome.why is not None:
        reasons.append(outcome.why.pick(language))
    return [
        safe(card.unit.id),
        safe(card.unit.name),
        safe(" / ".join(each.title.pick(language) for each in path)),
        safe(outcome.id),
        safe(outcome.title.pick(language)),
        exact_text(outcome.points),
        outcome.state,
        *_ends(outcome.earned),
        *_ends(outcome.counted),
        exact_text(add_up(each.points for each in deducted)),
        safe(joint.join(reasons)),
        safe(joint.join(notes)),
        safe(joint.join(outcome.basis)),
        *(
            ("", "")
            if card.score is None
            else (
                fixed_text(card.score.low, card.places),
                fixed_text(card.score.high, card.places),
            )
        ),
        safe(steps),
        *_ends(card.raw),
        safe(card.grade.pick(language) if card.grade else ""),
        safe(joint.join(veto.title.pick(language) for veto in card.presumed)),
        safe(card.why_no_grade.pick(language) if card.why_no_grade else ""),
    ]


def _reason(change: Gain | Deduction, language: Language) -> str:
    reason = change.reason.pick(language)
    return (
        word("aside", language).format(what=reason, aside=limit[0])
        if (limit := limit_of(change, language))
        else reason
    )


def _ends(span: Span | None) -> tuple[str, str]:
    return ("", "") if span is None else (exact_text(span.low), exact_text(span.high))
