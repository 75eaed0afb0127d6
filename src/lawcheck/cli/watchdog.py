"""Ends a run in which a plugin never comes back, keeps what plugins print out of the results, and shows where they fail.

The core tells which call of a plugin's code is going on (`model.foreign_calls`) and knows nothing of this. A thread looks at the
clock: a call over the deadline is interrupted as by Ctrl-C, and where that does not end it, the process is ended; by
another process, where the call lets no thread run.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from fractions import Fraction
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final

import attrs
import click

from lawcheck.cli.sentinel import Sentinel
from lawcheck.cli.streams import complain
from lawcheck.model.errors import ExitCode, Place, PluginError, Problem, problem
from lawcheck.model.foreign_calls import WATCH
from lawcheck.model.text import Message

if TYPE_CHECKING:
    from lawcheck.cli.ui_language import Say

_DEFAULT: Final = 60
_MOST: Final = 31_536_000
"""A year; longer than any run, and no more than every machine can wait for."""
_SETTING: Final = "LAWCHECK_DEADLINE"
_GRACE: Final = Fraction(1, 2)
"""How long an interrupted call may take to end, as a share of the deadline."""
_LAST: Final = Fraction(9, 5)
"""When the sentinel ends what even this thread cannot, in deadlines."""
_LOOKS: Final = 10
"""How often the clock is looked at within one deadline."""


@attrs.frozen(eq=False)
class _Call:
    """One call that is going on: what says what it is, and since when it lasts."""

    who: Callable[..., Message]
    given: tuple[Any, ...]
    since: float


class Watchdog:
    """Watches the calls of the thread that enters it.

    Attributes:
        say: for the last word where the program cannot be stopped any other way.
        seconds: how long one call may take; 0 for as long as it likes.
        debug: show where plugins fail.
    """

    def __init__(self, say: Say, seconds: int, debug: bool) -> None:
        self.say: Final = say
        self.seconds: Final = seconds
        self.debug: Final = debug
        self._calls: Final[list[_Call]] = []
        self._lock: Final = threading.Lock()
        self._done: Final = threading.Event()
        self._thread: Final = threading.Thread(target=self._watch, daemon=True)
        self._sentinel: Final = Sentinel(seconds * _LAST)
        self._found: Problem | None = None

    def __enter__(self) -> Watchdog:
        self._before = WATCH.set(self)
        if self.seconds:
            self._sentinel.start()
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with contextlib.suppress(KeyboardInterrupt):  # the interruption may arrive only now
            WATCH.reset(self._before)
            self._done.set()
            if self.seconds:
                self._thread.join()
                self._sentinel.stop()
        if self._found is not None and isinstance(error, KeyboardInterrupt):
            raise PluginError([self._found]) from error

    @contextlib.contextmanager
    def during(self, who: Callable[..., Message], given: tuple[Any, ...]) -> Iterator[None]:
        """Entered while a call of a plugin's code lasts; only the outermost counts, so that one item is one call.

        Raises:
            KeyboardInterrupt: it took too long; what an interrupted call answers is not to be used.
        """
        if self._calls:
            yield
            return
        with _nothing_on_stdout():
            call = _Call(who, given, time.monotonic())
            self._calls.append(call)
            if self.seconds:
                self._sentinel.begin(
                    call.since, _too_long(call, self.seconds).pick(self.say.language)
                )
            try:
                yield
            finally:
                with self._lock:
                    self._calls.clear()
                if self.seconds:
                    self._sentinel.end()
        if self._found is not None:
            raise KeyboardInterrupt

    def failed(self, error: BaseException) -> None:
        """Show where a plugin failed, if that is wanted."""
        if self.debug:
            traceback.print_exception(error)

    def _watch(self) -> None:
        asked: _Call | None = None
        while not self._done.wait(self.seconds / _LOOKS):
            with self._lock:
                call = self._calls[0] if self._calls else None
                lasted = 0 if call is None else time.monotonic() - call.since
                if call is not None and call is not asked and lasted > self.seconds:
                    self._found, asked = _too_long(call, self.seconds), call
                    if self.debug:
                        _show_where()
                    _interrupt()
                    continue
            if call is not None and call is asked and lasted > self.seconds * (1 + _GRACE):
                self._end()

    def _end(self) -> None:
        """The last resort: nothing of ours is being written while a plugin's code runs, so no file is left in part."""
        assert self._found is not None  # noqa: S101 - a call was over its time
        complain(self._found.pick(self.say.language))
        os._exit(ExitCode.PLUGIN)


def seconds_allowed(say: Say) -> int:
    """The deadline: whole seconds, 0 for none.

    Raises:
        click.UsageError: `LAWCHECK_DEADLINE` is not a whole number, or above a year.
    """
    text = os.environ.get(_SETTING, "").strip()
    if not text:
        return _DEFAULT
    if not (text.isascii() and text.isdigit()):
        raise click.UsageError(
            say(
                f"{_SETTING} 应是秒数（整数），不是 {text}",
                f"{_SETTING} takes whole seconds, not {text}",
            )
        )
    digits = text.lstrip("0") or "0"
    if len(digits) > len(str(_MOST)) or int(digits) > _MOST:
        raise click.UsageError(
            say(
                f"{_SETTING} 至多 {_MOST} 秒（一年）；0 表示不限",
                f"{_SETTING} takes at most {_MOST} seconds (a year); 0 sets no deadline",
            )
        )
    return int(digits)


def _interrupt() -> None:
    """Interrupt the program like Ctrl-C, where somebody takes that; this also wakes a call that waits."""
    if not callable(signal.getsignal(signal.SIGINT)):
        return
    if sys.platform == "win32":
        import _thread

        _thread.interrupt_main()
    else:
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)


def _show_where() -> None:
    with contextlib.suppress(
        OSError, ValueError, AttributeError
    ):  # standard error is closed, or is no file
        faulthandler.dump_traceback(sys.stderr)


@contextlib.contextmanager
def _nothing_on_stdout() -> Iterator[None]:
    """What a plugin prints goes to standard error, also past Python; results are the program's own."""
    own = sys.stdout
    sys.stdout = sys.stderr
    try:
        with _file_on_stderr():
            yield
            with contextlib.suppress(OSError, ValueError, AttributeError):
                own.flush()  # what was printed to it all the same
    finally:
        sys.stdout = own


@contextlib.contextmanager
def _file_on_stderr() -> Iterator[None]:
    try:
        kept = os.dup(1)
    except OSError:  # it is closed
        yield
        return
    try:
        with contextlib.suppress(OSError):
            os.dup2(2, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)


def _too_long(call: _Call, seconds: int) -> Problem:
    return problem(
        Place(),
        "{who}：超过{seconds}秒没有结束；请联系插件作者，或用 {setting} 放宽（秒）",
        "{who} took more than {seconds} seconds; tell its author, or allow more with {setting} "
        "(seconds)",
        who=call.who(*call.given),
        seconds=seconds,
        setting=_SETTING,
    )
