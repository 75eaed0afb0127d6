"""Fit text into columns of a screen, where a Chinese character takes two."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Final

_NEVER_FIRST: Final = frozenset("，。；：、！？）》〉〕”’」』】］％…—～,.;:!?)]%")
_NEVER_LAST: Final = frozenset("（《〈〔“‘「『【［([")


@lru_cache(maxsize=4096)
def columns_of(text: str) -> int:
    """Return the columns that a text takes on screen; cached, since the same words recur."""
    if text.isascii():
        return len(text)
    from wcwidth import wcswidth

    return max(0, wcswidth(text))


def wrap(text: str, width: int) -> list[str]:
    """Return lines of at most `width` columns, at least two.

    Lines are broken at spaces and beside wide characters; words are broken only if they are wider
    than a line.
    """
    if columns_of(text) <= width:
        return [text.rstrip()]
    lines, line, taken = [], "", 0
    for piece in pieces(text):
        for part in _broken(piece, width):
            size = columns_of(part)
            if line and taken + columns_of(part.rstrip()) > width:
                lines.append(line.rstrip())
                line, taken = "", 0
                part = part.lstrip()
                size = columns_of(part)
            line, taken = line + part, taken + size
    lines.append(line.rstrip())
    return lines


def pieces(text: str) -> Iterator[str]:
    """Yield pieces that stay together.

    These are words with the space after them, and wide characters with their punctuation.
    """
    piece = ""
    for position, letter in enumerate(text):
        piece += letter
        following = text[position + 1 : position + 2]
        if not following or following in _NEVER_FIRST or letter in _NEVER_LAST:
            continue
        if letter == " " or not letter.isascii() or not following.isascii():
            yield piece
            piece = ""
    if piece:
        yield piece


def _broken(piece: str, width: int) -> Iterator[str]:
    """Yield a piece that is wider than a line in parts that fit."""
    if columns_of(piece.rstrip()) <= width:
        yield piece
        return
    part = ""
    for letter in piece:
        if part and columns_of(part + letter) > width:
            yield part
            part = ""
        part += letter
    yield part
