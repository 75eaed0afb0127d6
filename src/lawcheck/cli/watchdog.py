"""Ends a run in which a plugin never comes back: loading it, or scoring one item of one unit.

The core knows nothing of it. A thread looks at what the program is doing, once in a while; where it finds the same call as
so many seconds ago, it interrupts the program as Ctrl-C would.
"""

from __future__ import annotations

import _thread
import os
import sys
import threading
from types import FrameType, TracebackType
from typing import TYPE_CHECKING, Final

import click

from lawcheck.cli.streams import complain
from lawcheck.errors import ExitCode, Place, PluginError, Problem, problem
from lawcheck.text import Message, message

if TYPE_CHECKING:
    from lawcheck.cli.app import Say

_DEFAULT: Final = 60
_SETTING: Final = "LAWCHECK_DEADLINE"
_INTERRUPTIONS: Final = 3
"""How often the program is asked to stop; a plugin may swallow that too."""


class Watchdog:
    """Watches the program while it is entered.

    Attributes:
        say: for the last word where the program cannot be stopped any other way.
        seconds: how long one call may take.
    """

    def __init__(self, say: Say, seconds: int) -> None:
        self.say: Final = say
        self.seconds: Final = seconds
        self._watched: Final = threading.get_ident()
        self._done: Final = threading.Event()
        self._found: Problem | None = None

    def __enter__(self) -> Watchdog:
        threading.Thread(target=self._watch, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._done.set()
        if self._found is not None and isinstance(error, KeyboardInterrupt):
            raise PluginError([self._found]) from error

    def _watch(self) -> None:
        before: FrameType | None = None
        asked = 0
        while not self._done.wait(self.seconds):
            now = _call_of_a_plugin(sys._current_frames().get(self._watched))
            if now is None or now is not before:
                before, asked = now, 0
                continue
            self._found = _too_long(now, self.seconds)
            asked += 1
            if asked > _INTERRUPTIONS:
                complain(self._found.pick(self.say.language))
                os._exit(ExitCode.PLUGIN)
            _thread.interrupt_main()


def seconds_allowed(say: Say) -> int:
    """The deadline: whole seconds, 0 for none.

    Raises:
        click.UsageError: `LAWCHECK_DEADLINE` is no whole number.
    """
    text = os.environ.get(_SETTING, "").strip()
    if not text:
        return _DEFAULT
    if not (text.isascii() and text.isdigit()):
        raise click.UsageError(say(f"{_SETTING} 应是秒数（整数），不是 {text}", f"{_SETTING} takes whole seconds, not {text}"))
    return int(text)


def _call_of_a_plugin(frame: FrameType | None) -> FrameType | None:
    """The call that a plugin has not come back from: the outermost, so that one item counts as a whole."""
    found = None
    while frame is not None:
        if (frame.f_globals.get("__name__"), frame.f_code.co_name) in _CALLS:
            found = frame
        frame = frame.f_back
    return found


def _scoring(call: FrameType) -> Message:
    indicator, evidence = call.f_locals["leaf"].indicator, call.f_locals["evidence"]
    return message(
        "单位{unit}，指标{indicator}：评分方式 {type}（{provider}）",
        "unit {unit}, indicator {indicator}: indicator type {type} ({provider})",
        unit=evidence.unit.id,
        indicator=indicator.id,
        type=indicator.rule.type_name,
        provider=indicator.provider or type(indicator.rule).__module__,
    )


def _loading(call: FrameType) -> Message:
    plugin = call.f_locals["plugin"]
    return message(
        "插件 {name}（{distribution} {version}）",
        "plugin {name} ({distribution} {version})",
        name=plugin.name,
        distribution=plugin.distribution,
        version=plugin.version,
    )


_CALLS: Final = {
    ("lawcheck.scoring.outcomes", "outcome_of"): _scoring,
    ("lawcheck.scoring.sampled", "_error_of"): _scoring,
    ("lawcheck.plugins", "_register"): _loading,
    ("lawcheck.plugins", "_call"): _loading,
}
"""Calls that may end in the code of a plugin, by module and function."""


def _too_long(call: FrameType, seconds: int) -> Problem:
    who = _CALLS[call.f_globals["__name__"], call.f_code.co_name](call)
    return problem(
        Place(),
        "{who}：超过{seconds}秒没有结束；请联系插件作者，或用 {setting} 放宽（秒）",
        "{who} took more than {seconds} seconds; tell its author, or allow more with {setting} (seconds)",
        who=who,
        seconds=seconds,
        setting=_SETTING,
    )
