"""Write the value of a cell as text, in the form in which a person would have typed it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import assert_never

from lawcheck.plugin import Message, message
from lawcheck_office.parts import Shown

CellValue = str | int | float | bool | date | datetime | time | timedelta
"""What the library gives for a cell; a blank is an empty text."""

_CUT_AT = 10**15
"""Excel keeps 15 digits of a number, and makes zeros of the rest."""
_BEFORE_ALL = 1900
"""The year of small numbers as dates: 15 is 1900-01-15."""


def text_of(value: CellValue, shown: Shown | None = None) -> str | Message:
    """Return the text of a value as the sheet shows it, or what is wrong with it.

    A number is written with the 15 digits that Excel shows of it: 0.1 + 0.2 is 0.3, as in the
    sheet. The first of a month that is shown as its month is that month: Excel put the day there.

    >>> text_of(0.985, "percent"), text_of(0.985, "sign")
    ('98.5%', '0.985%')
    >>> text_of(date(2024, 1, 1), "month")
    '2024年1月'
    """
    match value:
        case str():
            return value.strip()
        case bool():
            return "TRUE" if value else "FALSE"
        case int() | float():
            return _number(value, shown)
        case date() if value.year <= _BEFORE_ALL:
            return message(
                "这一格显示为 {day}，像是数字写进了日期格式的格；请改正格式或日期",
                "the cell shows {day}, as a number does in a cell with the format of a date; "
                "correct the format or the date",
                day=date(value.year, value.month, value.day),
            )
        case date() if shown == "month" and value.day == 1:
            return f"{value.year}年{value.month}月"
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


def _number(value: float, shown: Shown | None) -> str | Message:
    if abs(value) >= _CUT_AT:
        return message(
            "这个数超过15位，Excel 已把后面的数字改成0；号码请按文本填写（先设为文本格式）",
            "the number has more than 15 digits, and Excel has made zeros of the others; "
            "write it as text (format the cell as text first)",
        )
    number = Decimal(f"{value:.15g}") + 0  # of a negative zero, zero
    match shown:
        case "percent":
            return f"{_plain(number * 100)}%"
        case "sign":
            return f"{_plain(number)}%"
        case "month" | None:
            return _plain(number)
        case _:
            assert_never(shown)


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
