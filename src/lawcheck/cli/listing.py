"""Plain tables for lists of things."""

from __future__ import annotations

from collections.abc import Sequence


def listing(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table aligned for wide characters, its cells never read as numbers."""
    from tabulate import tabulate

    return tabulate(rows, head, tablefmt="simple", disable_numparse=True) + "\n"
