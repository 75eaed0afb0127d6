"""End runs in which a call of a plugin hangs, and keep what plugins print out of the results.

The core announces each call of plugin code (`model.foreign_calls`) and does not know this module.
A thread of this process watches how long the call takes. A call that exceeds the deadline is
interrupted like by Ctrl-C. If it goes on after that, the process is ended. A call that does not
let other threads run is ended by the sentinel, which is another process.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final

import click

from lawcheck.cli.sentinel import PLUGIN_FAILED, Sentinel
from lawcheck.cli.streams import complain
from lawcheck.model.foreign_calls import WATCH

if TYPE_CHECKING:
    from lawcheck.cli.ui_language import Say
    from lawcheck.model.foreign_calls import Named
    from lawcheck.model.text import Language

_DEFAULT: Final = 60
_LONGEST: Final = 31_536_000
"""The longest deadline, in seconds: a year. Every platform can wait for that long."""
_SETTING: Final = "LAWCHECK_DEADLINE"
_GRACE: Final = 50
"""How long an interrupted call may go on before the process ends, in percent of the deadline."""
_SENTINEL_AFTER: Final = 180
"""When the sentinel ends the process, in percent of the deadline: later than this thread, which
says more."""
_CHECKS_PER_DEADLINE: Final = 10
"""How many times the thread looks at the clock within one deadline."""


class _Call:
    """A call that is running: a function that describes it, its arguments, and when it started."""

    def __init__(self, who: Callable[..., Named], given: tuple[Any, ...], since: float) -> None:
        self.who: Final = who
        self.given: Final = given
        self.since: Final = since


class Watchdog:
    """Watches the calls of plugin code in the thread that enters it.

    Attributes:
        say: the language of the message if the process has to be ended.
        seconds: the deadline of one call; 0 for none.
        debug: whether to print tracebacks of plugins.
    """

    def __init__(self, say: Say, seconds: int, debug: bool) -> None:
        self.say: Final = say
        self.seconds: Final = seconds
        self.debug: Final = debug
        self._calls: Final[list[_Call]] = []
        self._lock: Final = threading.Lock()
        self._done: Final = threading.Event()
        self._thread: Final = threading.Thread(target=self._watch, daemon=True)
        self._sentinel: Final = Sentinel(seconds * _SENTINEL_AFTER / 100)
        self._found: _Call | None = None

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
        with contextlib.suppress(KeyboardInterrupt):  # the interrupt may arrive as late as here
            WATCH.reset(self._before)
            self._done.set()
            if self.seconds:
                self._thread.join()
                self._sentinel.stop()
        if self._found is not None and isinstance(error, KeyboardInterrupt):
            from lawcheck.model.errors import Place, PluginError, Problem
            from lawcheck.model.text import Text, literal

            what = Text(self._said(self._found, "zh"), self._said(self._found, "en"))
            raise PluginError([Problem(Place(), literal(what))]) from error

    @contextlib.contextmanager
    def during(self, who: Callable[..., Named], given: tuple[Any, ...]) -> Iterator[None]:
        """Watch a call of plugin code while the block runs.

        A call inside another one is part of the outer call, so that one item is one call.

        Raises:
            KeyboardInterrupt: it took too long; its result must not be used.
        """
        if self._calls:
            yield
            return
        with _stdout_to_stderr():
            call = _Call(who, given, time.monotonic())
            self._calls.append(call)
            if self.seconds:
                self._sentinel.begin(call.since, self._said(call, self.say.language))
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
        """Print the traceback of a plugin's failure if debugging is on."""
        if self.debug:
            import traceback

            traceback.print_exception(error)

    def _watch(self) -> None:
        asked: _Call | None = None
        while not self._done.wait(self.seconds / _CHECKS_PER_DEADLINE):
            with self._lock:
                call = self._calls[0] if self._calls else None
                lasted = 0 if call is None else time.monotonic() - call.since
                if call is not None and call is not asked and lasted > self.seconds:
                    self._found = asked = call
                    if self.debug:
                        _print_stack()
                    _interrupt()
                    continue
            if call is not None and call is asked and lasted > self.seconds * (100 + _GRACE) / 100:
                self._end()

    def _end(self) -> None:
        """End the process.

        No file is left half-written, since lawcheck writes none while plugin code runs.
        """
        assert self._found is not None  # noqa: S101 - a call was over its time
        complain(self._said(self._found, self.say.language))
        os._exit(PLUGIN_FAILED)

    def _said(self, call: _Call, language: Language) -> str:
        who = call.who(*call.given).pick(language)
        if language == "zh":
            return (
                f"{who}：超过{self.seconds}秒没有结束；请联系插件作者，或用 {_SETTING} 放宽（秒）"
            )
        return (
            f"{who} took more than {self.seconds} seconds; tell its author, or allow more with "
            f"{_SETTING} (seconds)"
        )


def seconds_allowed(say: Say) -> int:
    """Return the deadline in seconds; 0 for none.

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
    if len(digits) > len(str(_LONGEST)) or int(digits) > _LONGEST:
        raise click.UsageError(
            say(
                f"{_SETTING} 至多 {_LONGEST} 秒（一年）；0 表示不限",
                f"{_SETTING} takes at most {_LONGEST} seconds (a year); 0 sets no deadline",
            )
        )
    return int(digits)


def _interrupt() -> None:
    """Interrupt the main thread like Ctrl-C, unless the program ignores that signal.

    Where there are signals, a real one is sent, because it also ends blocking calls like `sleep`.
    """
    import signal

    if not callable(signal.getsignal(signal.SIGINT)):
        return
    if sys.platform == "win32":
        import _thread

        _thread.interrupt_main()
    else:
        signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)


def _print_stack() -> None:
    import faulthandler

    # Standard error may be closed, or not be a file.
    with contextlib.suppress(OSError, ValueError, AttributeError):
        faulthandler.dump_traceback(sys.stderr)


@contextlib.contextmanager
def _stdout_to_stderr() -> Iterator[None]:
    """Send what a plugin prints to standard error, since standard output is for results.

    This replaces `sys.stdout` and file descriptor 1, which C libraries and subprocesses write to.
    """
    own = sys.stdout
    sys.stdout = sys.stderr
    try:
        with _descriptor_to_stderr():
            yield
            with contextlib.suppress(OSError, ValueError, AttributeError):
                own.flush()  # text that the plugin printed through a reference of its own
    finally:
        sys.stdout = own


@contextlib.contextmanager
def _descriptor_to_stderr() -> Iterator[None]:
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
