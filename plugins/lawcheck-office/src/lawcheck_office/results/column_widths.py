"""How wide the columns of a table are on a page, by what stands in them."""

from __future__ import annotations

from typing import Final

from lawcheck.plugin import PageTable
from lawcheck_office.forms.styles import width_of

_LEAST: Final = 6
_MOST: Final = 40


def fitting(table: PageTable) -> list[int]:
    """Return the width of each column in characters: that of its widest cell, within limits."""
    return [
        min(max(_LEAST, *(width_of(row[at]) + 2 for row in (table.head, *table.rows))), _MOST)
        for at in range(len(table.head))
    ]
