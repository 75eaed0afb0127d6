"""Tables of an outline as a page shows them: heads of rows, bars for scores, shades."""

from __future__ import annotations

from itertools import zip_longest
from typing import Final

import attrs

from lawcheck.plugin import PageTable, Span
from lawcheck_html.charts import Bar, bar_of

_MANY: Final = 12
"""Columns that stand beside each other with heads from left to right."""


@attrs.frozen
class Cell:
    """A cell.

    Attributes:
        text: what it says.
        tag: `th` for the head of its row, else `td`.
        looks: its classes.
        bar: beside the number; None where there is none.
    """

    text: str
    tag: str
    looks: str
    bar: Bar | None


@attrs.frozen
class Row:
    """A row; `is_group` where it heads the rows below."""

    cells: tuple[Cell, ...]
    is_group: bool


@attrs.frozen
class ShownTable:
    """A table.

    Attributes:
        head: the names of the columns.
        right: the columns of numbers.
        rows: the rows.
        looks: its classes: `heat` where cells are shaded, `many` where there are many columns.
    """

    head: tuple[str, ...]
    right: frozenset[int]
    rows: tuple[Row, ...]
    looks: str


def shown(table: PageTable) -> ShownTable:
    """Return a table as a page shows it.

    Of one number in a row, the share of the full points is a bar; of several, they are shades.
    """
    is_heat = any(sum(each is not None for each in row) > 1 for row in table.shares)
    title = next((at for at in range(len(table.head)) if at not in table.right), None)
    rows = []
    for texts, shares in zip_longest(table.rows, table.shares, fillvalue=()):
        is_group = sum(map(bool, texts)) == 1 and len(texts) > 1
        cells = (
            Cell(
                text,
                "th" if at == title and not is_group else "td",
                _looks(at in table.right, share if is_heat else None),
                None if share is None or is_heat else bar_of(share, text),
            )
            for at, (text, share) in enumerate(zip_longest(texts, shares))
        )
        rows.append(Row(tuple(cells), is_group))
    looks = ("heat" if is_heat else "", "many" if len(table.head) > _MANY else "")
    return ShownTable(table.head, table.right, tuple(rows), " ".join(filter(None, looks)))


def _looks(is_number: bool, share: Span | None) -> str:
    classes = ["number"] if is_number else []
    if share is not None:
        classes.append(f"shade-{bar_of(share, '').shade}")
    return " ".join(classes)
