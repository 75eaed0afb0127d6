"""Chinese numerals."""

from __future__ import annotations

from typing import Final

_DIGITS: Final = "零一二三四五六七八九"
_UNITS: Final = ("", "十", "百", "千")


def chinese_number(number: int) -> str:
    """Return a number from 1 to 9999 in Chinese, as headings are numbered.

    >>> [chinese_number(number) for number in (1, 10, 12, 20, 105, 110, 1010)]
    ['一', '十', '十二', '二十', '一百零五', '一百一十', '一千零一十']
    """
    said = ""
    for place, digit in zip(reversed(range(len(str(number)))), str(number), strict=True):
        if digit != "0":
            said += _DIGITS[int(digit)] + _UNITS[place]
        elif not said.endswith("零"):
            said += "零"
    said = said.rstrip("零")
    return said.removeprefix("一") if said.startswith("一十") else said
