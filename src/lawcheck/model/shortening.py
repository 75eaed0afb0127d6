"""Shorten long lists of problems and notices, and the long values in them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from lawcheck.model.text import LaterMessage, Message, message

MAX_REPORTED: Final = 20
"""How many problems of one kind are reported, and ids are listed; the rest are only counted."""
_LONGEST_LIST: Final = 50
LONGEST_VALUE: Final = 200
"""How many characters of one value are reported."""


def first_ids(ids: Sequence[str]) -> list[str]:
    """Return the ids that a message lists: the first ones, and `…` if there are more."""
    return [*ids[:MAX_REPORTED], *(["…"] if len(ids) > MAX_REPORTED else [])]


def kind_of(what: Message) -> Hashable:
    """Return a key that is equal for messages of one kind.

    Two messages are of one kind if they have the same templates, whatever their values:
    `3 is above 2` and `5 is above 4` are.
    """
    inner = tuple(kind_of(each) for each in what.values.values() if isinstance(each, Message))
    return (what.template, inner)


def first_of_each_kind(messages: Iterable[Message]) -> tuple[Message, ...]:
    """Return the first messages of each kind, in order, and a message that counts the rest."""
    counts: dict[Hashable, int] = {}
    kept: list[Message] = []
    ends: dict[Hashable, int] = {}
    for each in messages:
        kind = kind_of(each)
        counts[kind] = counts.get(kind, 0) + 1
        if counts[kind] <= MAX_REPORTED:
            kept.append(each)
            ends[kind] = len(kept)
    more = {
        end: counts[kind] - MAX_REPORTED
        for kind, end in ends.items()
        if counts[kind] > MAX_REPORTED
    }
    return tuple(_with_more(kept, more))


def _with_more(kept: Sequence[Message], more: Mapping[int, int]) -> Iterator[Message]:
    for number, each in enumerate(kept, 1):
        yield each
        if number in more:
            yield message(
                "另有{count}条同类说明", "{count} more notices of this kind", count=more[number]
            )


def truncated(what: Message) -> Message:
    """Return the message with its long values truncated."""
    if isinstance(what, LaterMessage):
        return what
    values = {name: _truncated_value(value) for name, value in what.values.items()}
    return attrs.evolve(what, values=values)


def _truncated_value(value: Any) -> Any:
    if isinstance(value, Message):
        return truncated(value)
    if isinstance(value, str):
        return value if len(value) <= LONGEST_VALUE else f"{value[:LONGEST_VALUE]}…"
    if isinstance(value, list | tuple):
        more = ["…"] if len(value) > _LONGEST_LIST else []
        return [*map(_truncated_value, value[:_LONGEST_LIST]), *more]
    return value
