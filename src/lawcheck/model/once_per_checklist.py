"""Values that are computed from a checklist once, for callers that score unit by unit."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

import attrs

from lawcheck.model.checklist import Checklist

_Made = TypeVar("_Made")


def once_per_checklist(make: Callable[[Checklist], _Made]) -> Callable[[Checklist], _Made]:
    """Keep what a function returned for the last few checklists; a decorator.

    A checklist is frozen, so what was computed from it stays right.
    """

    @lru_cache(maxsize=8)
    def made(key: _ByIdentity) -> _Made:
        return make(key.checklist)

    @wraps(make)
    def of(checklist: Checklist) -> _Made:
        return made(_ByIdentity(checklist))

    return of


@attrs.frozen(eq=False)
class _ByIdentity:
    """Cache key of a checklist: equal only to a key of the very same object.

    Hashing and comparing checklists by value would walk through every item at each call.
    """

    checklist: Checklist

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and other.checklist is self.checklist

    def __hash__(self) -> int:
        # the key holds the checklist, so that the id is not used again while the key is cached
        return id(self.checklist)
