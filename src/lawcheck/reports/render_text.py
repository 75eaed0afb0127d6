"""Outlines as plain text, for a terminal or for paper, aligned for wide characters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from lawcheck.model.outline import Block, Entries, Heading, Note, Outline, PageTable, Pairs
from lawcheck.model.text import visible
from lawcheck.reports.text_width import columns_of, pieces, wrap

_GAP: Final = 2
_SPACE: Final = {1: "\n\n"}
"""Blank lines above a heading by level: two above a page, one above a part of it."""


def render_text(outline: Outline, width: int) -> str:
    """Return an outline in lines of at most `width` columns."""
    parts = ["\n".join(_lines(block, width)) for block in outline]
    text = ""
    for block, part in zip(outline, parts, strict=True):
        space = _SPACE.get(block.level, "\n") if text and isinstance(block, Heading) else ""
        text += space + part + "\n"
    return text


def _lines(block: Block, width: int) -> Iterator[str]:
    if isinstance(block, Heading):
        lines = wrap(visible(block.text), width)
        yield from lines
        yield ("=" if block.level == 1 else "-") * max(map(columns_of, lines))
    elif isinstance(block, Pairs):
        column = max((columns_of(label) for label, _ in block.pairs), default=0) + _GAP
        for label, text in block.pairs:
            first, *more = wrap(visible(text), width - column)
            yield label + " " * (column - columns_of(label)) + first
            yield from (" " * column + line for line in more)
    elif isinstance(block, PageTable):
        yield from _table(block, width)
    elif isinstance(block, Entries):
        for entry in block.entries:
            first, *more = wrap(visible(entry.text), width - _GAP)
            yield f"· {first}"
            yield from (f"  {line}" for line in more)
            for detail in entry.details:
                yield from (f"    {line}" for line in wrap(visible(detail), width - 2 * _GAP))
    elif isinstance(block, Note):
        yield from wrap(visible(block.text), width)


def _table(grid: PageTable, width: int) -> Iterator[str]:
    """Yield the lines of a table.

    Cells are wrapped here, because tabulate breaks lines only at spaces, and Chinese has none.
    """
    from tabulate import tabulate

    rows = [[visible(cell) for cell in row] for row in (grid.head, *grid.rows)]
    room = _widths(rows, width)
    cells = [[wrap(cell, size) for cell, size in zip(row, room, strict=True)] for row in rows]
    align = ["right" if column in grid.right else "left" for column in range(len(grid.head))]
    # The head is passed as a row: passed as a head, tabulate makes each column two wider than it.
    table = tabulate(
        [["\n".join(lines) for lines in row] for row in cells],
        tablefmt="plain",
        disable_numparse=True,
        colalign=align,
    )
    widths = [
        max(columns_of(line) for lines in column for line in lines)
        for column in zip(*cells, strict=True)
    ]
    lines = [line.rstrip() for line in table.split("\n")]
    height = max(map(len, cells[0]))
    yield from lines[:height]
    yield (" " * _GAP).join("-" * size for size in widths)
    yield from lines[height:]


def _widths(rows: list[list[str]], width: int) -> list[int]:
    """Return the width of each column: that of its widest cell, less if the table is too wide.

    The widest column shrinks first. Columns shrink to their longest word at first, and words are
    broken only if the table is still too wide.
    """
    columns = list(zip(*rows, strict=True))
    widths = [min(width, max(map(columns_of, column))) for column in columns]
    words = [
        max((columns_of(piece.strip()) for cell in column for piece in pieces(cell)), default=0)
        for column in columns
    ]
    room = width - _GAP * (len(widths) - 1)
    for least in (words, [_GAP] * len(widths)):
        while sum(widths) > room:
            shrinkable = [index for index, size in enumerate(widths) if size > least[index]]
            if not shrinkable:
                break
            widths[max(shrinkable, key=lambda index: widths[index])] -= 1
    return widths
