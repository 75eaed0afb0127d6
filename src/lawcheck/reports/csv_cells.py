"""What the CSV formats share: rows by unit, the row counts of a run, both ends of a number."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar, Final

from lawcheck.documents.csv_output import CRLF, csv_head, csv_lines, exact_text
from lawcheck.model.report import Report
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.spans import Span
from lawcheck.model.text import Language
from lawcheck.reports.labels import word

ROW_COUNTS: Final = (
    "rows_read", "rows_scored", "rows_not_scored", "rows_blank", "rows_skipped",
)  # fmt: skip


class RowsByUnit(ABC):
    """A format whose rows each belong to one unit, with the row counts of the run beside them.

    Attributes:
        columns: the names of the columns before the row counts.
    """

    columns: ClassVar[Sequence[str]]

    @abstractmethod
    def rows(self, card: Scorecard, language: Language) -> Iterator[list[str]]:
        """Yield the rows of a unit."""

    def write(self, report: Report, language: Language, width: int) -> str:  # noqa: ARG002 - CSV has no width
        """Return the report as one table."""
        pieces = (self.piece(card, language) for card in report.scorecards)
        return "".join(self.joined(report, pieces))

    def piece(self, card: Scorecard, language: Language) -> str:
        """Return the rows of a unit, without the row counts of the whole run."""
        return csv_lines(self.rows(card, language))

    def joined(self, accounts: Report, pieces: Iterable[str]) -> Iterator[str]:
        """Yield the table in pieces.

        The row counts are on every row, so that they stay with any part of the table.
        """
        rows = accounts.rows
        counts = (rows.read, rows.scored, rows.not_scored, rows.blank, len(rows.skipped))
        end = "".join(f",{each}" for each in counts) + CRLF
        yield csv_head((*self.columns, *ROW_COUNTS))
        for piece in pieces:
            yield piece.replace(CRLF, end)


def ends_of(span: Span | None) -> tuple[str, str]:
    """Return both ends as cells; empty if there are none."""
    if span is None:
        return "", ""
    low = exact_text(span.low)
    return low, low if span.low is span.high else exact_text(span.high)


def flags_of(card: Scorecard, language: Language) -> str:
    """Return the flags of a scorecard in words; empty if it has none."""
    return word("semicolon", language).join(flag.what.pick(language) for flag in card.flags)
