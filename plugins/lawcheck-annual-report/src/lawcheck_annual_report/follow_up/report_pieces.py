"""The sentences of a part of a report, with the marks that number them.

A mark (`（一）`, `1.`, `一是`) begins a piece also in the middle of a sentence, and has
a level, so that what stands below it is known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from lawcheck_annual_report.follow_up.plan_words import MARK

_LEVELS: Final = ("section", "point", "word")
UNMARKED: Final = len(_LEVELS) + 1
"""The level of a piece without a mark: below every mark."""
_CUT: Final = re.compile(
    "[。；;！!？?\n]|(?<=[，,：:、])(?=[ 　]{0,2}(?:[（(][一二三四五六七八九十]{1,3}[）)]"
    "|[一二三四五六七八九十]{1,3}(?:是|要)|首先|其次|再次))"
)
_MARGIN: Final = " 　\u00a0\t\r，,：:、"
_LONGEST_TITLE: Final = 40


@attrs.frozen
class Piece:
    """A sentence, or a numbered part of one.

    Attributes:
        mark: what numbers it, as written; empty if nothing does.
        level: 1 for the highest kind of mark; `UNMARKED` without one.
        start: the offset of its first character, after the mark.
        end: the offset after its last character, without the sign that ends it.
        is_line: whether nothing but the end of the line ends it, as with a title.
    """

    mark: str
    level: int
    start: int
    end: int
    is_line: bool

    @property
    def is_short(self) -> bool:
        """Whether it could be a title."""
        return self.end - self.start <= _LONGEST_TITLE


def pieces_of(text: str, start: int, end: int) -> tuple[Piece, ...]:
    """Return the pieces of a stretch of text in order.

    >>> text = "还有短板：一是力量不足；二是经费不够。"
    >>> [(each.mark, text[each.start : each.end]) for each in pieces_of(text, 0, len(text))]
    [('', '还有短板'), ('一是', '力量不足'), ('二是', '经费不够')]
    """
    return tuple(_pieces(text, start, end))


def _pieces(text: str, start: int, end: int) -> Iterator[Piece]:
    begun = start
    for cut in _CUT.finditer(text, start, end):
        sign = cut[0]
        yield from _piece(text, begun, cut.start(), is_line=sign == "\n")
        begun = cut.end()
    yield from _piece(text, begun, end, is_line=True)


def _piece(text: str, start: int, end: int, *, is_line: bool) -> Iterator[Piece]:
    raw = text[start:end]
    first = start + len(raw) - len(raw.lstrip(_MARGIN))
    last = start + len(raw.rstrip(_MARGIN))
    if first >= last:
        return
    found = MARK.match(text, first, last)
    if found is None or found.end() == last:
        yield Piece("", UNMARKED, first, last, is_line)
        return
    level = _LEVELS.index(found.lastgroup or "") + 1
    rest = text[found.end() : last]
    begun = found.end() + len(rest) - len(rest.lstrip(_MARGIN))
    yield Piece(found[0].rstrip(_MARGIN), level, begun, last, is_line)


def below(pieces: Sequence[Piece], number: int) -> Sequence[Piece]:
    """Return the pieces below one: those after it up to the next of its level or a higher one."""
    level = pieces[number].level
    end = number + 1
    while end < len(pieces) and pieces[end].level > level:
        end += 1
    return pieces[number + 1 : end]
