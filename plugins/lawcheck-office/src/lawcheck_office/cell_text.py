"""Write the value of a cell as text, in the form in which a person would have typed it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal

from lawcheck.plugin import Message, message

CellValue = str | int | float | bool | date | datetime | time | timedelta
"""What the library gives for a cell; a blank is an empty text."""

_CUT_AT = 10**15
"""Excel keeps 15 digits of a number, and makes zeros of the rest."""


def text_of(value: CellValue, is_percent: bool) -> str | Message:
    """Return the text of a value, or what is wrong with it.

    A number is written with the 15 digits that Excel shows of it: 0.1 + 0.2 is 0.3, as in the
    sheet.

    >>> text_of(0.985, is_percent=True)
    '98.5%'
    """
    match value:
        case str():
            return value.strip()
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            return _number(value, is_percent)
        case datetime():
            return (
                value.date().isoformat()
                if value.time() == time()
                else value.isoformat(" ", "minutes" if not value.second else "seconds")
            )
        case date():
            return value.isoformat()
        case time() | timedelta():
            return str(value)


def _number(value: float, is_percent: bool) -> str | Message:
    if abs(value) >= _CUT_AT:
        return message(
            "这个数超过15位，Excel 已把后面的数字改成0；号码请按文本填写（先设为文本格式）",
            "the number has more than 15 digits, and Excel has made zeros of the others; "
            "write it as text (format the cell as text first)",
        )
    shown = Decimal(f"{value:.15g}") + 0  # of a negative zero, zero
    if not is_percent:
        return _plain(shown)
    return f"{_plain(shown * 100)}%"


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
