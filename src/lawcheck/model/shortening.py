"""What is told of many faults: equal ones in one line, the first of each kind, long values cut."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import attrs

from lawcheck.model.text import LaterMessage, Message, message

MAX_REPORTED: Final = 20
"""How many problems of one kind are reported; of the rest, how many there are."""
_LONGEST_LIST: Final = 50
LONGEST_VALUE: Final = 200
"""How many letters of one value are told."""


def kind_of(what: Message) -> Hashable:
    """What makes two messages of one kind: their sentences, whatever values they speak of."""
    inner = tuple(kind_of(each) for each in what.values.values() if isinstance(each, Message))
    return (what.template, inner)


def first_of_each_kind(messages: Iterable[Message]) -> tuple[Message, ...]:
    """The first messages of each kind, and how many there are more, in order."""
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


def cut(what: Message) -> Message:
    """The message with its long values cut."""
    if isinstance(what, LaterMessage):
        return what
    return attrs.evolve(what, values={name: _cut(value) for name, value in what.values.items()})


def _cut(value: Any) -> Any:
    if isinstance(value, Message):
        return cut(value)
    if isinstance(value, str):
        return value if len(value) <= LONGEST_VALUE else f"{value[:LONGEST_VALUE]}…"
    if isinstance(value, list | tuple):
        return [*map(_cut, value[:_LONGEST_LIST]), *(["…"] if len(value) > _LONGEST_LIST else [])]
    return value
