"""Plain tables for lists of things."""

from __future__ import annotations

from collections.abc import Sequence


def listing(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table aligned for wide characters, its cells never read as numbers."""
    from tabulate import tabulate

    return tabulate(rows, head, tablefmt="simple", disable_numparse=True) + "\n"


def paragraph(text: str) -> str:
    """A sentence in lines that fit the screen; Chinese has no spaces to break at, and its letters are wide."""
    from lawcheck.cli.width import screen_width
    from lawcheck.reports.text_width import wrap

    return "\n".join(wrap(text, screen_width()))
