"""Progress on standard error for work that takes longer than two seconds."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

import click

from lawcheck.cli.streams import complain
from lawcheck.cli.ui_language import Say

if TYPE_CHECKING:
    from lawcheck.model.engine import Progress

Item = TypeVar("Item")
_PATIENCE: Final = 2.0
"""Seconds before anything is shown."""


def progress(say: Say) -> Progress:
    """Return a function that shows a progress bar on a terminal, and nothing elsewhere."""
    return partial(watched, label=say("评分", "scoring"))


def watched(items: Iterator[Item], count: int, label: str) -> Iterator[Item]:
    """Pass through an iterator of so many items, with a progress bar on a terminal."""
    if not sys.stderr.isatty():
        yield from items
        return
    started = time.monotonic()
    done = 0
    for item in items:
        yield item
        done += 1
        if time.monotonic() - started > _PATIENCE:
            break
    with click.progressbar(
        items,
        length=count - done,
        label=label,
        file=sys.stderr,
        update_min_steps=max(1, count // 100),
    ) as bar:
        yield from bar


def reading(say: Say) -> str:
    """Return the line for reading evidence that takes long."""
    return say(
        "正在读佐证材料；文件大时要等一会儿", "reading the evidence; large files take a while"
    )


@contextmanager
def patience(line: str) -> Iterator[None]:
    """Print one line on a terminal if the block takes long; for work without known progress.

    >>> from lawcheck.cli import patience
    >>> with patience("drawing; large registers take a while"):
    ...     total = sum(range(1000))

    Args:
        line: what goes on.
    """
    timer = threading.Timer(_PATIENCE, complain, [line])
    timer.daemon = True
    if sys.stderr.isatty():
        timer.start()
    try:
        yield
    finally:
        timer.cancel()
