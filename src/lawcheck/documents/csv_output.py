"""Write tables as CSV for Excel and WPS: UTF-8 with BOM, CRLF, formulas escaped."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Final

from lawcheck.model.exact import ZERO, decimal_text
from lawcheck.model.text import visible

_BOM: Final = "\ufeff"
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""First characters of a formula.

Spreadsheets accept the full-width signs of Chinese and Japanese keyboards as well.
"""


def csv_text(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table as CSV text. Cells are written as they are; see `safe` and `exact_text`."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(rows)
    return _BOM + out.getvalue()


def safe(text: str) -> str:
    """Return a text that a spreadsheet does not evaluate, with invisible characters written out.

    `=1+1` becomes `'=1+1`.
    """
    return f"'{visible(text)}" if text.startswith(_FORMULA) else visible(text)


def exact_text(value: Fraction) -> str:
    """Return the exact number as text: `0.5`, `12`, `-1 4/33`.

    A fraction has its whole part even where that is zero, because a spreadsheet reads `4/33` as
    a date.
    """
    text = decimal_text(value)
    if "/" not in text:
        return text
    whole, rest = divmod(abs(value.numerator), value.denominator)
    return f"{'-' if value < ZERO else ''}{whole} {rest}/{value.denominator}"
