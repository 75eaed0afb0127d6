"""The format `csv`: one row for each unit and indicator, for a spreadsheet or another program."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from lawcheck.exact import add_up, fixed_text
from lawcheck.pages.words import word
from lawcheck.scorecard import Deduction, Gain, Outcome, Report, RowAccount, Scorecard, SectionScore, Span
from lawcheck.spreadsheet import csv_text, exact_text, safe
from lawcheck.text import Language

COLUMNS: Final = (
    "unit", "unit_name", "section", "indicator", "title", "points", "state", "earned_low", "earned_high",
    "counted_low", "counted_high", "deducted", "reasons", "basis", "unit_score_low", "unit_score_high", "grade",
    "grade_presumes", "rows_read", "rows_scored", "rows_not_scored", "rows_blank", "rows_skipped",
)  # fmt: skip


class CsvTable:
    """Scorecards as CSV: UTF-8 with BOM and CRLF, which every Excel and WPS opens.

    Numbers are exact, `1 4/33` where no decimal ends: spreadsheets read that as the number that it is, and `3/7` as a date.
    A text that they would take for a formula gets a `'` in front.
    """

    def write(self, report: Report, language: Language, width: int) -> str:  # noqa: ARG002 - a table has no width
        """The report as one table."""
        return csv_text(COLUMNS, _rows(report, language))


def _rows(report: Report, language: Language) -> Iterator[list[str]]:
    accounts = _accounts(report.rows)
    for card in report.scorecards:
        for path, outcome in _placed(card.sections, language):
            yield [*_row(card, path, outcome, outcome.deductions, language), *accounts]
        for outcome in card.bonus:
            yield [*_row(card, "", outcome, (), language), *accounts]


def _accounts(rows: RowAccount) -> list[str]:
    """The accounts of the whole run, on every row, so that no part of the table goes without them."""
    return list(map(str, (rows.read, rows.scored, rows.not_scored, rows.blank, len(rows.skipped))))


def _placed(
    children: Iterable[SectionScore | Outcome], language: Language, path: tuple[str, ...] = ()
) -> Iterator[tuple[str, Outcome]]:
    for child in children:
        if isinstance(child, SectionScore):
            yield from _placed(child.children, language, (*path, child.title.pick(language)))
        else:
            yield " / ".join(path), child


def _row(card: Scorecard, path: str, outcome: Outcome, deductions: Sequence[Deduction], language: Language) -> list[str]:
    """A row. What a bonus item did not give is no deduction."""
    joint = word("semicolon", language)
    changes: tuple[Gain | Deduction, ...] = (*outcome.gains, *deductions)
    reasons = [change.reason.pick(language) for change in changes]
    if outcome.why is not None:
        reasons.append(outcome.why.pick(language))
    return [
        safe(card.unit.id),
        safe(card.unit.name),
        safe(path),
        safe(outcome.id),
        safe(outcome.title.pick(language)),
        exact_text(outcome.points),
        outcome.state,
        *_ends(outcome.earned),
        *_ends(outcome.counted),
        exact_text(add_up(each.points for each in deductions)),
        safe(joint.join(reasons)),
        safe(joint.join(outcome.basis)),
        *(
            ("", "")
            if card.score is None
            else (fixed_text(card.score.low, card.places), fixed_text(card.score.high, card.places))
        ),
        safe(card.grade.pick(language) if card.grade else ""),
        safe(joint.join(veto.title.pick(language) for veto in card.presumed)),
    ]


def _ends(span: Span | None) -> tuple[str, str]:
    return ("", "") if span is None else (exact_text(span.low), exact_text(span.high))
