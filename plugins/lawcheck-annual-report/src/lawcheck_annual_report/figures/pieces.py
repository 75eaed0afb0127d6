"""Where the sentences or clauses of a text begin and end."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

_REACH: Final = 300
"""How far the words of a figure may stand from it; longer sentences are damaged texts."""


class Pieces:
    """The sentences or clauses of a text; longer ones than any are cut.

    >>> Pieces("受理9件。办结8件", re.compile("。")).around(6)
    (5, 9)

    Args:
        text: the text.
        ends: a pattern of the signs that end a piece.
    """

    def __init__(self, text: str, ends: re.Pattern[str]) -> None:
        self._starts = [0, *(match.end() for match in ends.finditer(text))]
        self._length = len(text)

    def around(self, position: int) -> tuple[int, int]:
        """Return the offsets of the piece around a position, without the sign that ends it."""
        number = bisect_right(self._starts, position)
        after = self._starts[number] - 1 if number < len(self._starts) else self._length
        return max(self._starts[number - 1], position - _REACH), min(after, position + _REACH)

    def block(self, position: int) -> tuple[int, int]:
        """Return a piece around a position that it shares with its neighbours, to be read once."""
        number = bisect_right(self._starts, position)
        start = self._starts[number - 1]
        after = self._starts[number] - 1 if number < len(self._starts) else self._length
        start += max(0, (position - start) // _REACH - 1) * _REACH
        return start, min(after, start + 3 * _REACH)
