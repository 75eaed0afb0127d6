"""Tables as CSV that every Excel and WPS opens: UTF-8 with BOM, CRLF, no text that they would take for a formula."""

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
"""How a formula begins; spreadsheets with a Chinese or Japanese keyboard take full-width signs too."""


def csv_text(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; its cells are in their final form."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(rows)
    return _BOM + out.getvalue()


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula, with everything that has no ink written out."""
    return f"'{visible(text)}" if text.startswith(_FORMULA) else visible(text)


def exact_text(value: Fraction) -> str:
    """The exact number: `0.5`, `12`, `-1 4/33`; with its whole part, since a spreadsheet takes `4/33` for a date."""
    text = decimal_text(value)
    if "/" not in text:
        return text
    whole, rest = divmod(abs(value.numerator), value.denominator)
    return f"{'-' if value < ZERO else ''}{whole} {rest}/{value.denominator}"
