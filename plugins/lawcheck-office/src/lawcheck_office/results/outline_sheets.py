"""Outlines as sheets of a workbook: a sheet for each part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from lawcheck.plugin import (
    Block,
    Entries,
    Heading,
    Note,
    Outline,
    PageTable,
    Pairs,
    Span,
)
from lawcheck_office.forms.styles import width_of
from lawcheck_office.results.sheets import HEAD_FILL, Book, Cell, Sheet, shown

_WIDEST: Final = 44
_NARROWEST: Final = 8
_HEAD: Final = 10
_PAD: Final = 4
_LEAST: Final = (16, 60)
"""The widths of a sheet without a table: labels, and their texts."""
_SHADES: Final = (
    "#F6B7A9", "#F6B7A9", "#F6B7A9", "#F6B7A9", "#FBD3B4", "#FBD3B4", "#FDEEBF", "#FDEEBF",
    "#E3F0C6", "#CBE8CB", "#A9D9B4",
)  # fmt: skip
"""From nothing of the full points to all of them."""


def write_outline(book: Book, outline: Outline) -> None:
    """Write an outline into sheets: one for each part of a page, or for each page of several."""
    pages = sum(isinstance(each, Heading) and each.level == 1 for each in outline)
    for name, blocks in _groups(outline, 1 if pages > 1 else 2):
        write_blocks(book, name, blocks)


def write_blocks(book: Book, name: str, blocks: Sequence[Block]) -> None:
    """Write blocks below each other on a sheet of this name."""
    tables = [each for each in blocks if isinstance(each, PageTable)]
    sheet = book.sheet(name, _widths(tables))
    for block in blocks:
        _write(sheet, block, is_only=len(tables) == 1)


def _groups(outline: Outline, level: int) -> Iterator[tuple[str, list[Block]]]:
    """Yield the blocks below each heading down to a level, with the heading as name."""
    name, blocks = "", list[Block]()
    for block in outline:
        if isinstance(block, Heading) and block.level <= level:
            if blocks:
                yield name, blocks
            name, blocks = block.text, []
        blocks.append(block)
    if blocks:
        yield name, blocks


def _widths(tables: Sequence[PageTable]) -> list[int]:
    """Return the width of each column: that of its widest cell, within limits."""
    columns = [*zip_longest(*map(_widths_of, tables), fillvalue=0)]
    widths = [min(max(_NARROWEST, *column), _WIDEST) for column in columns]
    least = () if len(widths) >= len(_LEAST) else _LEAST
    return [max(*each) for each in zip_longest(widths, least, fillvalue=0)]


def _widths_of(table: PageTable) -> list[int]:
    """Return what the columns of a table need; the head of a column of numbers is wrapped."""
    needed = []
    for at, head in enumerate(table.head):
        title = width_of(shown(head))
        cells = (width_of(shown(row[at])) for row in table.rows)
        needed.append(max([min(title, _HEAD) if at in table.right else title, *cells]) + _PAD)
    return needed


def _write(sheet: Sheet, block: Block, *, is_only: bool) -> None:
    match block:
        case Heading(text=text, level=level):
            sheet.heading(text, is_title=level == 1)
        case Note(text=text):
            sheet.note(text)
        case Pairs(pairs=pairs):
            for label, text in pairs:
                sheet.note(f"{label}　{text}")
        case Entries(entries=entries):
            for entry in entries:
                sheet.note(
                    "\n".join((f"· {entry.text}", *(f"　{each}" for each in entry.details)))
                )
        case PageTable():
            _write_table(sheet, block, is_only=is_only)


def _write_table(sheet: Sheet, table: PageTable, *, is_only: bool) -> None:
    head = sheet.row
    sheet.header(table.head, is_frozen=is_only)
    for row, shares in zip_longest(table.rows, table.shares, fillvalue=()):
        is_group = sum(map(bool, row)) == 1 and len(row) > 1
        cells = [
            Cell(
                text,
                "right" if at in table.right else "left",
                HEAD_FILL if is_group else _fill(share),
                is_number=at in table.right,
                is_bold=is_group,
            )
            for at, (text, share) in enumerate(zip_longest(row, shares))
        ]
        sheet.line(cells)
    if is_only and table.rows:
        sheet.filter(head, sheet.row - 1)


def _fill(share: Span | None) -> str:
    """Return the colour of a share of full points, by its lowest end."""
    return "" if share is None else _SHADES[int(share.low * (len(_SHADES) - 1))]
