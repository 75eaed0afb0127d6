"""What a page says, before anybody decides how it looks: headings, pairs, tables, lists."""

from __future__ import annotations

from collections.abc import Sequence

import attrs


@attrs.frozen
class Heading:
    """A title; level 1 is the page, 2 a part of it."""

    text: str
    level: int = 2


@attrs.frozen
class Pairs:
    """Labels and what they are."""

    pairs: tuple[tuple[str, str], ...]


@attrs.frozen
class Grid:
    """A table.

    Attributes:
        head: names of the columns.
        rows: cells as text, already in their final form.
        right: columns that hold numbers and stand to the right.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[int] = frozenset()


@attrs.frozen
class Entry:
    """One entry of a list, with what belongs to it."""

    text: str
    details: tuple[str, ...] = ()


@attrs.frozen
class Entries:
    """A list."""

    entries: tuple[Entry, ...]


@attrs.frozen
class Note:
    """A paragraph."""

    text: str


Block = Heading | Pairs | Grid | Entries | Note
Outline = Sequence[Block]
