"""Progress on standard error for work that takes longer than two seconds."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import click

from lawcheck.cli.streams import complain
from lawcheck.cli.ui_language import Say

if TYPE_CHECKING:
    from lawcheck.model.engine import Progress
    from lawcheck.model.scorecard import Scorecard

_PATIENCE: Final = 2.0
"""Seconds before anything is shown."""


def progress(say: Say) -> Progress:
    """Return a function that shows a progress bar on a terminal, and nothing elsewhere."""

    def watch(cards: Iterator[Scorecard], count: int) -> Iterable[Scorecard]:
        if not sys.stderr.isatty():
            yield from cards
            return
        started = time.monotonic()
        done = 0
        for card in cards:
            yield card
            done += 1
            if time.monotonic() - started > _PATIENCE:
                break
        with click.progressbar(
            cards,
            length=count - done,
            label=say("评分", "scoring"),
            file=sys.stderr,
            update_min_steps=max(1, count // 100),
        ) as bar:
            yield from bar

    return watch


@contextmanager
def patience(say: Say) -> Iterator[None]:
    """Print one line on a terminal if the block takes long; for work without known progress."""
    line = say(
        "正在读表、评分；表大时要等一会儿", "reading and scoring; large tables take a while"
    )
    timer = threading.Timer(_PATIENCE, complain, [line])
    timer.daemon = True
    if sys.stderr.isatty():
        timer.start()
    try:
        yield
    finally:
        timer.cancel()
