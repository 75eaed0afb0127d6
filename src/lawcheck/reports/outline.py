"""The parts of a page before layout: headings, pairs, tables, lists."""

from __future__ import annotations

from collections.abc import Sequence

import attrs


@attrs.frozen
class Heading:
    """A title; level 1 is for the page, 2 for a part of it."""

    text: str
    level: int = 2


@attrs.frozen
class Pairs:
    """Labels, each with a text."""

    pairs: tuple[tuple[str, str], ...]


@attrs.frozen
class PageTable:
    """A table.

    Attributes:
        head: the names of the columns.
        rows: the cells, as text in their final form.
        right: the columns that hold numbers and are aligned right, by position from 0.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[int] = frozenset()


@attrs.frozen
class Entry:
    """An entry of a list, with lines of details."""

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


Block = Heading | Pairs | PageTable | Entries | Note
Outline = Sequence[Block]
