"""Numbers in Chinese numerals: `十二`, `一百零五`, `两万`."""

from __future__ import annotations

from typing import Final

NUMERALS: Final = "〇零一二两三四五六七八九十百千万亿"
"""The characters of a number in Chinese numerals."""

_DIGITS: Final = "零一二三四五六七八九"
_SAME: Final = str.maketrans({"〇": "零", "两": "二"})
_SMALL: Final = {"十": 10, "百": 100, "千": 1_000}
_LARGE: Final = {"亿": 100_000_000, "万": 10_000}
_LONGEST: Final = 20
"""Characters of 9999亿9999万9999; a longer run is no number."""


def numeral_value(text: str) -> int | None:
    """Return the value of a number in Chinese numerals, or None if it is not written as one.

    Only full forms are numbers. `一百二` (120, as people speak), `三四` (three or four) and `二三`
    could be read in two ways.

    >>> numeral_value("一百零五"), numeral_value("两万"), numeral_value("十二")
    (105, 20000, 12)
    >>> numeral_value("一百二"), numeral_value("三四")
    (None, None)
    """
    if len(text) > _LONGEST:
        return None
    plain = text.translate(_SAME)
    value = _added_up(plain)
    written = numeral_text(value)
    is_full = plain in (written, written.removeprefix("一") if 10 <= value < 20 else written)
    return value if is_full else None


def _added_up(text: str) -> int:
    """Return the value of the characters, in whatever order they stand."""
    for name, size in _LARGE.items():
        above, found, below = text.rpartition(name)
        if found:
            return _added_up(above) * size + _added_up(below)
    value = digit = 0
    for letter in text:
        if letter in _DIGITS:
            digit = _DIGITS.index(letter)
        else:
            value += (digit or 1) * _SMALL[letter]
            digit = 0
    return value + digit


def numeral_text(value: int) -> str:
    """Return a whole number in Chinese numerals, in its full form.

    >>> numeral_text(20_015)
    '二万零一十五'
    """
    for name, size in _LARGE.items():
        if value >= size:
            above, rest = divmod(value, size)
            return numeral_text(above) + name + _below(rest, size)
    for name, size in reversed(_SMALL.items()):
        if value >= size:
            above, rest = divmod(value, size)
            return _DIGITS[above] + name + _below(rest, size)
    return _DIGITS[value]


def _below(rest: int, size: int) -> str:
    """Return what follows a place, with 零 where the next place is empty."""
    if not rest:
        return ""
    return ("" if rest * 10 >= size else "零") + numeral_text(rest)
