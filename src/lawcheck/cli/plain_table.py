"""Plain tables and paragraphs."""

from __future__ import annotations

from collections.abc import Sequence


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
    from tabulate import tabulate

    return tabulate(rows, head, tablefmt="simple", disable_numparse=True) + "\n"


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
