"""Write tables as CSV for Excel and WPS: UTF-8 with BOM, CRLF, formulas escaped."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final

from lawcheck.model.exact import ZERO, decimal_text
from lawcheck.model.text import visible

CRLF: Final = "\r\n"
"""The end of a line. `safe` writes it out in a cell."""
_BOM: Final = "\ufeff"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters of a formula.

Spreadsheets accept the full-width signs of Chinese and Japanese keyboards as well.
"""


def csv_text(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table as CSV text. Cells are written as they are; see `safe` and `exact_text`."""
    return csv_head(head) + csv_lines(rows)


def csv_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    r"""Return a table of texts as CSV text for Excel and WPS, which evaluate none of its cells.

    A number stays one, also below zero.

    >>> from lawcheck.cli import csv_table
    >>> csv_table(["unit", "note", "moved"], [["a", "=1+1", "-1.5"]])
    "\ufeffunit,note,moved\r\na,'=1+1,-1.5\r\n"

    Args:
        head: the names of the columns.
        rows: the cells of each row.
    """
    return csv_text([*map(safe, head)], ([*map(_safe_or_number, row)] for row in rows))


def csv_head(head: Sequence[str]) -> str:
    """Return the beginning of a table as CSV text: its mark and the line of its columns."""
    return _BOM + csv_lines([head])


def csv_lines(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as lines of CSV text, each of which ends in CRLF."""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator=CRLF).writerows(rows)
    return out.getvalue()


def safe(text: str) -> str:
    """Return a text that a spreadsheet does not evaluate, with invisible characters written out.

    `=1+1` becomes `'=1+1`.
    """
    seen = visible(text)
    return f"'{seen}" if text.startswith(_FORMULA) else seen


def _safe_or_number(text: str) -> str:
    return text if text.removeprefix("-").replace(".", "", 1).isdecimal() else safe(text)


def unescaped(cell: str) -> str:
    """Return the text of a cell that `csv_table` wrote.

    >>> from lawcheck.cli import unescaped
    >>> unescaped("'=1+1"), unescaped("'s-Gravenhage")
    ('=1+1', "'s-Gravenhage")
    """
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(_FORMULA) else cell


def exact_text(value: Fraction) -> str:
    """Return the exact number as text: `0.5`, `12`, `-1 4/33`.

    A fraction has its whole part even where that is zero, because a spreadsheet reads `4/33` as
    a date.

    >>> from fractions import Fraction
    >>> from lawcheck.cli import exact_text
    >>> exact_text(Fraction(1, 2)), exact_text(Fraction(4, 33))
    ('0.5', '0 4/33')
    """
    text = decimal_text(value)
    if value.denominator == 1 or "/" not in text:
        return text
    whole, rest = divmod(abs(value.numerator), value.denominator)
    return f"{'-' if value < ZERO else ''}{whole} {rest}/{value.denominator}"
