"""Detect what a rule reads or changes outside of its arguments.

For example the clock, random numbers, the environment, files, threads and decimal settings.
"""

from __future__ import annotations

import contextlib
import decimal
import locale
import os
import random
import sys
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any, Final

import attrs

_FORBIDDEN: Final = {
    "time": "the clock",
    "random": "chance",
    "_random": "chance",
    "secrets": "chance",
    "uuid": "chance",
    "_uuid": "chance",
    "locale": "the language of the machine",
    "_locale": "the language of the machine",
    "_thread": "threads",
    "threading": "threads",
    "posix": "the operating system",
    "nt": "the operating system",
    "os": "the operating system",
    "subprocess": "other programs",
    "_posixsubprocess": "other programs",
    "socket": "the network",
    "_socket": "the network",
    "_io": "files",
    "io": "files",
    "pathlib": "files",
    "platform": "the machine",
}
"""Modules that a score must not depend on, by name, with what they give access to.

`os.path` is not among them (its module is `posixpath`): it only computes with texts.
"""
_MOMENTS: Final = frozenset(("today", "now", "utcnow"))
"""Class methods of `date` and `datetime` that read the clock."""
_SETTINGS: Final = frozenset(("getcontext", "setcontext"))
_HARMLESS: Final = frozenset(
    (
        "fspath",
        "allocate_lock",
        "RLock",
        "get_ident",
        "lock",
        "StringIO",
        "BytesIO",
        "acquire",
        "release",
        "__enter__",
        "__exit__",
    )
)


@attrs.define
class ForbiddenCalls:
    """The forbidden calls that were made, one sentence for each; a dict keeps their order."""

    found: dict[str, None] = attrs.field(factory=dict)


@contextlib.contextmanager
def recorded_calls() -> Iterator[ForbiddenCalls]:
    """Record all calls of forbidden functions in this block, including functions written in C.

    It uses `sys.setprofile`, which also reports calls of C functions such as `time.time`. Patching
    functions would miss those that the author imported by name.
    """
    calls, before = ForbiddenCalls(), sys.getprofile()

    def record(frame: FrameType, event: str, function: Any) -> None:
        if event == "c_call":
            what, caller = _built_in(function), _author(frame)
        elif event == "call":
            what, caller = _FORBIDDEN.get(str(frame.f_globals.get("__name__"))), _author(frame)
        else:
            return
        if what is not None and caller is not None and not _is_of_hypothesis(caller):
            calls.found[f"{what}, at {caller.f_code.co_filename}:{caller.f_lineno}"] = None

    sys.setprofile(record)
    try:
        yield calls
    finally:
        sys.setprofile(before)


def _built_in(function: Any) -> str | None:
    name = getattr(function, "__name__", "")
    owner = getattr(function, "__self__", None)
    module = (
        getattr(function, "__module__", None)
        or getattr(owner, "__module__", None)
        or type(owner).__module__
    )
    if isinstance(owner, type) and owner.__module__ == "datetime" and name in _MOMENTS:
        return "the clock"
    if module in ("decimal", "_decimal") and name in _SETTINGS:
        return "the decimal settings of the caller"
    return None if name in _HARMLESS else _FORBIDDEN.get(str(module))


def _author(frame: FrameType | None) -> FrameType | None:
    """Return the frame of the nearest caller outside of the standard library.

    For example, `date.today()` inside `calendar` is reported at the line that called `calendar`.
    """
    while (
        frame is not None
        and str(frame.f_globals.get("__name__")).partition(".")[0] in sys.stdlib_module_names
    ):
        if frame.f_globals.get("__name__") == "__main__":
            return frame
        frame = frame.f_back
    return frame


def _is_of_hypothesis(caller: FrameType) -> bool:
    """Return whether Hypothesis made the call.

    It reads the clock whenever Python collects garbage, which may be in the middle of a rule.
    """
    return str(caller.f_globals.get("__name__")).partition(".")[0] == "hypothesis"


def state() -> dict[str, object]:
    """Return the process-wide state that a rule must not change, by a readable name."""
    context = decimal.getcontext()
    return {
        "the decimal context": (
            context.prec,
            context.rounding,
            context.Emin,
            context.Emax,
            context.capitals,
            context.clamp,
            tuple(signal.__name__ for signal, is_on in context.traps.items() if is_on),
        ),
        "the locale": locale.setlocale(locale.LC_ALL),
        "the number of threads": threading.active_count(),
        "the environment": dict(os.environ),
        "the current folder": str(Path.cwd()),
        "the recursion limit": sys.getrecursionlimit(),
        "the state of `random`": hash(random.getstate()),
        "the filters of warnings": len(warnings.filters),
        "the search path of modules": tuple(sys.path),
    }


@contextlib.contextmanager
def restored_settings() -> Iterator[None]:
    """Restore the decimal context, the locale and the recursion limit at the end of the block."""
    spoken, deep = locale.setlocale(locale.LC_ALL), sys.getrecursionlimit()
    with decimal.localcontext():
        try:
            yield
        finally:
            locale.setlocale(locale.LC_ALL, spoken)
            sys.setrecursionlimit(deep)
