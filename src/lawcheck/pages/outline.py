"""What a page says, before anybody decides how it looks: headings, pairs, tables, lists."""

from __future__ import annotations

import re
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

_UNSEEN: Final = re.compile(
    r"[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u2800\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]"
)
"""Letters and marks without ink. Python calls some of them printable."""
_COMMANDS: Final = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
"""Categories of Unicode: control, format (also those that turn the direction of writing), surrogate, line and paragraph end."""
_BASIC_PLANE: Final = 0xFFFF
_SHORT: Final = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def visible(text: str) -> str:
    r"""The text with everything that has no ink or could command a screen written out: `\u202e`, `\u001b`, `\n`."""
    if text.isprintable() and not _UNSEEN.search(text):
        return text
    return "".join(map(_written, text))


def _written(letter: str) -> str:
    if letter in _SHORT:
        return _SHORT[letter]
    if unicodedata.category(letter) in _COMMANDS or _UNSEEN.match(letter):
        return f"\\u{ord(letter):04x}" if ord(letter) <= _BASIC_PLANE else f"\\U{ord(letter):08x}"
    return letter
