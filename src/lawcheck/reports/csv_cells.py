"""What the CSV formats share: both ends of a number, and the row counts of a run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from lawcheck.documents.csv_output import CRLF, csv_head, exact_text
from lawcheck.model.report import Report
from lawcheck.model.spans import Span

ROW_COUNTS: Final = (
    "rows_read", "rows_scored", "rows_not_scored", "rows_blank", "rows_skipped",
)  # fmt: skip


def with_row_counts(
    columns: Sequence[str], accounts: Report, pieces: Iterable[str]
) -> Iterator[str]:
    """Yield a table in pieces, with the row counts of the run in its last columns.

    They are on every row, so that they stay with any part of the table.
    """
    rows = accounts.rows
    counts = (rows.read, rows.scored, rows.not_scored, rows.blank, len(rows.skipped))
    end = "".join(f",{each}" for each in counts) + CRLF
    yield csv_head((*columns, *ROW_COUNTS))
    for piece in pieces:
        yield piece.replace(CRLF, end)


def ends_of(span: Span | None) -> tuple[str, str]:
    """Return both ends as cells; empty if there are none."""
    if span is None:
        return "", ""
    low = exact_text(span.low)
    return low, low if span.low is span.high else exact_text(span.high)
