"""The parts of a page before layout: headings, pairs, tables, lists."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from lawcheck.model.spans import Span


@attrs.frozen
class Heading:
    """A title; level 1 is for the page, 2 for a part of it.

    >>> from lawcheck.plugin import Heading
    >>> Heading("Deductions").level
    2
    """

    text: str
    level: int = 2


@attrs.frozen
class Pairs:
    """Labels, each with a text.

    >>> from lawcheck.plugin import Pairs
    >>> Pairs((("score", "91.5"),)).pairs[0][1]
    '91.5'
    """

    pairs: tuple[tuple[str, str], ...]


@attrs.frozen
class PageTable:
    """A table.

    >>> from lawcheck.plugin import PageTable
    >>> table = PageTable(("unit", "score"), (("a", "91.5"),), right=frozenset({1}))
    >>> table.rows[0][1]
    '91.5'

    Attributes:
        head: the names of the columns.
        rows: the cells, as text in their final form.
        right: the columns that hold numbers and are aligned right, by position from 0.
        shares: for each row and column, which share of full points the number is, from its lowest
            to its highest; None where it is no share. Empty if no cell is one. Formats that have
            colours may show it.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[int] = frozenset()
    shares: tuple[tuple[Span | None, ...], ...] = ()


@attrs.frozen
class Entry:
    """An entry of a list, with lines of details.

    >>> from lawcheck.plugin import Entry
    >>> Entry("Study: -0.5", ("source: study.csv:2",)).details
    ('source: study.csv:2',)
    """

    text: str
    details: tuple[str, ...] = ()


@attrs.frozen
class Entries:
    """A list.

    >>> from lawcheck.plugin import Entries, Entry
    >>> len(Entries((Entry("Study: -0.5"),)).entries)
    1
    """

    entries: tuple[Entry, ...]


@attrs.frozen
class Note:
    """A paragraph.

    >>> from lawcheck.plugin import Note
    >>> Note("Nothing is taken off.").text
    'Nothing is taken off.'
    """

    text: str


Block = Heading | Pairs | PageTable | Entries | Note
Outline = Sequence[Block]
