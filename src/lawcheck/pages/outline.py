"""What a page says, before anybody decides how it looks: headings, pairs, tables, lists."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Final

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

_DANGEROUS: Final = frozenset(
    "\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\u061c\ufeff"
)


def visible(text: str) -> str:
    r"""The text with everything that could command a screen written out: `\u202e`, `\u001b`."""
    return "".join(
        f"\\u{ord(letter):04x}" if letter in _DANGEROUS or unicodedata.category(letter) in ("Cc", "Cs") else letter
        for letter in text
    )
