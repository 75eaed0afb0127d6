"""Calls of plugin code, reported to the watch of this run, if there is one.

The core reports when such a call begins, ends and fails. The watch decides what to do about it,
for example to enforce a deadline or to print a traceback.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from typing import Protocol

    from lawcheck.model.text import Language

    class Named(Protocol):
        """What is called, as a sentence names it: a message, or a plugin."""

        def pick(self, language: Language) -> str:
            """Return the name in one language."""

    class Watch(Protocol):
        """Watches the calls of plugin code in a run."""

        def during(
            self, who: Callable[..., Named], given: tuple[Any, ...]
        ) -> contextlib.AbstractContextManager[None]:
            """Return a context manager that is entered for the duration of a call.

            Args:
                who: makes the name of what is called.
                given: the arguments of `who`. It is only called if the name is needed.
            """

        def failed(self, error: BaseException) -> None:
            """Take note that a call failed, and the run goes on."""


WATCH: Final[ContextVar[Watch | None]] = ContextVar("lawcheck_watch", default=None)
"""The watch of this run; only the command line sets one."""
_UNWATCHED: Final = contextlib.nullcontext()


def calling(who: Callable[..., Named], *given: Any) -> contextlib.AbstractContextManager[None]:
    """Return a context manager to enter around a call of plugin code.

    Args:
        who: makes the name of what is called.
        given: the arguments of `who`. It is only called if the call takes too long.
    """
    watch = WATCH.get()
    return _UNWATCHED if watch is None else watch.during(who, given)


def report_failure(error: BaseException) -> None:
    """Report to the watch that a call failed, if the run goes on without its result."""
    watch = WATCH.get()
    if watch is not None:
        watch.failed(error)
