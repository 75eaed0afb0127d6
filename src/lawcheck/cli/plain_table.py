"""Plain tables and paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lawcheck.reports.text_width import columns_of

_GAP: Final = 2


def listing(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table that is aligned for wide characters; cells are never parsed as numbers.

    >>> from lawcheck.cli import listing
    >>> print(listing(["unit", "score"], [["甲", "90.50"], ["b", "7"]]), end="")
    unit    score
    ------  -------
    甲      90.50
    b       7

    Args:
        head: the names of the columns.
        rows: the cells of each row.
    """
    widths = [
        max(columns_of(name) + _GAP, *map(columns_of, ["", *cells]))
        for name, *cells in zip(head, *rows, strict=True)
    ]
    lines = (head, ["-" * width for width in widths], *rows)
    return "".join(f"{_line(cells, widths)}\n" for cells in lines)


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (
        cell + " " * (width - columns_of(cell)) for cell, width in zip(cells, widths, strict=True)
    )
    return (" " * _GAP).join(padded).rstrip()


def paragraph(text: str) -> str:
    """Return a text in lines that fit the screen.

    Chinese text is broken between characters, since it has no spaces, and each takes two columns.

    >>> from lawcheck.cli import paragraph
    >>> print(paragraph("one " * 30))
    one one one one one one one one one one one one one one one one one one one one
    one one one one one one one one one one
    """
    from lawcheck.cli.width import screen_width
    from lawcheck.reports.text_width import wrap

    return "\n".join(wrap(text, screen_width()))
