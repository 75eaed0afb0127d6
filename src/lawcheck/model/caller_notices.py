"""Tell a program that calls lawcheck what it should know: Python warnings at its own line."""

from __future__ import annotations

import sys
import warnings
from collections.abc import Iterable

from lawcheck.model.engine import Notice
from lawcheck.model.text import Message


def tell_caller(notices: Iterable[Message]) -> None:
    """Warn of each notice, at the line outside lawcheck from which it was called."""
    level, frame = 2, sys._getframe(1)
    while frame.f_back is not None and _is_ours(frame.f_globals.get("__name__", "")):
        level, frame = level + 1, frame.f_back
    for notice in notices:
        warnings.warn(Notice(notice), stacklevel=level)


def _is_ours(module: str) -> bool:
    return module.partition(".")[0] == "lawcheck"
