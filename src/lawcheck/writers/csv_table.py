"""The format `csv`: one row for each unit and indicator, for a spreadsheet or another program."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Final

from lawcheck.exact import ZERO, decimal_text, fixed_text
from lawcheck.pages.outline import visible
from lawcheck.pages.words import word
from lawcheck.scorecard import Outcome, Report, Scorecard, SectionScore, Span, lost
from lawcheck.text import Language

COLUMNS: Final = (
    "unit", "unit_name", "section", "indicator", "title", "points", "state", "earned_low", "earned_high",
    "counted_low", "counted_high", "deducted", "reasons", "basis", "unit_score_low", "unit_score_high", "grade",
)  # fmt: skip
_BOM: Final = "\ufeff"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a formula begins; spreadsheets with a Chinese or Japanese keyboard take full-width signs too."""


class CsvTable:
    """Scorecards as CSV: UTF-8 with BOM and CRLF, which every Excel and WPS opens; numbers exact, `37/33` where no decimal ends.

    A text that a spreadsheet would take for a formula gets a `'` in front.
    """

    def write(self, report: Report, language: Language, width: int) -> str:  # noqa: ARG002 - a table has no width
        """The report as one table."""
        out = io.StringIO(newline="")
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for card in report.scorecards:
            for path, outcome in _placed(card, language):
                writer.writerow(_row(card, path, outcome, language))
        return _BOM + out.getvalue()


def _placed(card: Scorecard, language: Language) -> Iterator[tuple[str, Outcome]]:
    def walk(children: tuple[SectionScore | Outcome, ...], path: tuple[str, ...]) -> Iterator[tuple[str, Outcome]]:
        for child in children:
            if isinstance(child, SectionScore):
                yield from walk(child.children, (*path, child.title.pick(language)))
            else:
                yield " / ".join(path), child

    yield from walk(card.sections, ())
    yield from (("", outcome) for outcome in card.bonus)


def _row(card: Scorecard, path: str, outcome: Outcome, language: Language) -> list[str]:
    joint = word("semicolon", language)
    reasons = [deduction.reason.pick(language) for deduction in outcome.deductions]
    if outcome.why is not None:
        reasons.append(outcome.why.pick(language))
    return [
        safe(card.unit.id),
        safe(card.unit.name),
        safe(path),
        safe(outcome.id),
        safe(outcome.title.pick(language)),
        decimal_text(outcome.points),
        outcome.state,
        *_ends(outcome.earned),
        *_ends(outcome.counted),
        decimal_text(lost(outcome) if outcome.deductions else ZERO),
        safe(joint.join(reasons)),
        safe(joint.join(outcome.basis)),
        *(
            ("", "")
            if card.score is None
            else (fixed_text(card.score.low, card.places), fixed_text(card.score.high, card.places))
        ),
        safe(card.grade.pick(language) if card.grade else ""),
    ]


def _ends(span: Span | None) -> tuple[str, str]:
    return ("", "") if span is None else (decimal_text(span.low), decimal_text(span.high))


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula, with everything that has no ink written out."""
    return f"'{visible(text)}" if text.startswith(_FORMULA) else visible(text)
