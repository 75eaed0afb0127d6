"""Calls of code that lawcheck did not write, told to whoever watches this run; with nobody watching, nothing happens.

The core tells when such a call begins, ends and fails. What is made of it (a deadline, a traceback) is not its business.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Final, Protocol

if TYPE_CHECKING:
    from lawcheck.model.text import Message


class Watch(Protocol):
    """Watches a run."""

    def during(
        self, who: Callable[..., Message], given: tuple[Any, ...]
    ) -> contextlib.AbstractContextManager[None]:
        """Entered while a call lasts.

        Args:
            who: says what is called.
            given: what `who` is given, if anybody asks.
        """

    def failed(self, error: BaseException) -> None:
        """A call failed, and the run goes on."""


WATCH: Final[ContextVar[Watch | None]] = ContextVar("lawcheck_watch", default=None)
"""Who watches this run; nobody but in the command line."""
_UNWATCHED: Final = contextlib.nullcontext()


def calling(who: Callable[..., Message], *given: Any) -> contextlib.AbstractContextManager[None]:
    """To be entered around a call; `who(*given)` says what is called, and is only asked where that takes too long."""
    watch = WATCH.get()
    return _UNWATCHED if watch is None else watch.during(who, given)


def tell_failure(error: BaseException) -> None:
    """Tell who watches that a call failed, where the run goes on with what is known."""
    watch = WATCH.get()
    if watch is not None:
        watch.failed(error)
