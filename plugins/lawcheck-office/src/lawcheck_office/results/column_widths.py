"""How wide the columns of a table are on a page, by what stands in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lawcheck.plugin import PageTable
from lawcheck_office.forms.styles import width_of
from lawcheck_office.official import WIDE

_CHARACTER: Final = 2
"""The width of a Latin letter in mm, a little more than it is at the size of tables."""
_PAD: Final = 5
"""What is left free in a cell, in mm."""
_LEAST: Final = 4
"""How many letters stand in a line of a head at least."""
_NARROW: Final = 26
"""Up to this width a column gets what it needs; wider ones share the rest of the page."""
_SHARE: Final = 15
"""The least that is left for each of the wider ones; else all columns shrink alike."""
_MOST: Final = 90


def fitting(table: PageTable) -> list[int]:
    """Return the width of each column in mm.

    >>> fitting(PageTable(("unit", "why"), (("a", "a reason that is long enough to be wrapped"),)))
    [13, 89]
    """
    needed = _needed(table)
    wide = [min(each, _MOST) for each in needed if each > _NARROW]
    rest = _rest(needed)
    more = rest - _SHARE * len(wide)
    if sum(wide) <= rest or more < 0:
        return [min(each, _MOST) for each in needed]
    return [
        each if each <= _NARROW else _SHARE + min(each, _MOST) * more // sum(wide)
        for each in needed
    ]


def fits(table: PageTable) -> bool:
    """Check whether a page has room for every column."""
    needed = _needed(table)
    return _rest(needed) >= _SHARE * sum(each > _NARROW for each in needed)


def _needed(table: PageTable) -> list[int]:
    """Return the width of each column in which nothing is wrapped."""
    needed = []
    for at, head in enumerate(table.head):
        title = max(width_of(head) // 2, _LEAST)  # a head may stand in two lines
        widest = max([title, *(width_of(row[at]) for row in table.rows)])
        needed.append(widest * _CHARACTER + _PAD)
    return needed


def _rest(needed: Sequence[int]) -> int:
    """Return what is left of a line beside the narrow columns."""
    return WIDE - sum(each for each in needed if each <= _NARROW)
