"""The actions of a sentence of a plan, each with what it is for and how it is done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lawcheck_annual_report.follow_up.plan_words import (
    ACTION,
    CLOSING,
    FRAME,
    INTENT,
    MANNER,
    PURPOSE,
    SOMETHING_TO_DO,
    STATEMENT,
    WHEN,
)

_CLAUSE: Final = re.compile("[，,：:]")
_SPACES: Final = " 　\u00a0\t\r"
_SHORTEST: Final = 6
"""Characters of an action that is an item by itself."""


def actions_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where each action of a sentence begins and ends; none if it promises nothing.

    A clause that says how (`以案卷评查为抓手`) belongs to the next action, one that says what for
    (`提升执法水平`) to the one before it.

    >>> text = "2024年，健全责任清单，以评查为抓手，加强执法监督，提升执法水平"
    >>> [text[start:end] for start, end in actions_in(text, 0, len(text))]
    ['健全责任清单', '以评查为抓手，加强执法监督，提升执法水平']
    """
    if _is_preamble(text, start, end):
        return
    begun: int | None = None
    pending: int | None = None
    ended = start
    is_action = False
    for first, last in _clauses(text, start, end):
        acts = ACTION.match(text, first, last) is not None
        is_aim = PURPOSE.match(text, first, last) is not None
        if _promises_nothing(text, first, last):
            if begun is not None and CLOSING.fullmatch(text, first, last) and pending is None:
                ended = last
            continue
        if MANNER.match(text, first, last) and not acts and last < end:
            pending = first if pending is None else pending
            continue
        is_next = acts and not is_aim and last - first >= _SHORTEST
        if begun is not None and is_action and (is_next or pending is not None):
            yield begun, ended
            begun, is_action = None, False
        if begun is None:
            begun = first if pending is None else pending
        pending = None
        says_so = acts or is_aim or INTENT.search(text, first, last) is not None
        is_action = is_action or says_so
        ended = last
    if begun is not None and (is_action or _says_what_to_do(text, begun, ended)):
        yield begun, ended


def _clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begun = start
    for cut in (*_CLAUSE.finditer(text, start, end), None):
        stop = end if cut is None else cut.start()
        raw = text[begun:stop]
        first = begun + len(raw) - len(raw.lstrip(_SPACES))
        last = begun + len(raw.rstrip(_SPACES))
        if first < last:
            yield first, last
        begun = stop if cut is None else cut.end()


def _promises_nothing(text: str, start: int, end: int) -> bool:
    return any(each.fullmatch(text, start, end) for each in (WHEN, FRAME, CLOSING))


def _says_what_to_do(text: str, start: int, end: int) -> bool:
    """Return whether a sentence without an action at its front asks for one all the same."""
    return (
        SOMETHING_TO_DO.search(text, start, end) is not None
        and STATEMENT.search(text, start, end) is None
    )


def _is_preamble(text: str, start: int, end: int) -> bool:
    """Return whether a sentence only says in whose spirit, and to what end, work is done."""
    *before, last = _clauses(text, start, end)
    return CLOSING.fullmatch(text, *last) is not None and any(
        FRAME.fullmatch(text, *each) for each in before
    )
