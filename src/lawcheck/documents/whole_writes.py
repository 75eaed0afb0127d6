"""Writing every byte into something that is open, or that takes bytes and is no regular file."""

from __future__ import annotations

import os
import select
import time
from pathlib import Path
from typing import Any, Final, Protocol

_PAUSE: Final = 0.01
"""Seconds to wait for a stream that cannot be asked whether it takes more."""
_HOPS: Final = 40
"""How many links a path may go through."""
_OPEN_NUMBERS: Final = ("/dev/fd", "/proc/self/fd")
"""Folders whose names are the numbers of what this process has open."""


class Raw(Protocol):
    """A binary stream whose `write` may take a part, or None where it can take nothing now."""

    def write(self, data: Any, /) -> int | None:
        """How many bytes were taken."""

    def fileno(self) -> int:
        """The number of what is open."""


class CutShortError(Exception):
    """Not every byte was written.

    Attributes:
        cause: why.
        written: how many were.
    """

    def __init__(self, cause: OSError, written: int) -> None:
        super().__init__(cause, written)
        self.cause: Final = cause
        self.written: Final = written


def write_all(raw: Raw, data: bytes | memoryview) -> None:
    """Write all of it; where the stream does not block, wait until it takes more.

    Raises:
        CutShortError: with how many bytes were written.
    """
    view = memoryview(data).cast("B")
    written = 0
    try:
        while written < len(view):
            taken = raw.write(view[written:])
            if taken is None:
                _wait_for(raw)
            else:
                written += taken
    except OSError as error:
        raise CutShortError(error, written) from error


def _wait_for(raw: Raw) -> None:
    try:
        select.select((), (raw.fileno(),), ())
    except (OSError, ValueError):  # Windows asks sockets only
        time.sleep(_PAUSE)


def write_into(path: Path, data: bytes) -> None:
    """Write into a device, a pipe, or a stream that is open already, such as `/dev/stdout`.

    Raises:
        CutShortError: not every byte was written.
        OSError: it cannot be opened.
    """
    number = open_number(path)
    opened = (
        os.open(path, os.O_WRONLY | getattr(os, "O_BINARY", 0))
        if number is None
        else os.dup(number)
    )
    with os.fdopen(opened, "wb", buffering=0) as raw:
        write_all(raw, data)


def open_number(path: Path) -> int | None:
    """The number that a path names of what this process has open; None for every other path.

    Opening `/dev/stdout` anew would begin at the start of a file into which others have written.
    """
    folders = {os.path.realpath(each) for each in _OPEN_NUMBERS}
    for _ in range(_HOPS):
        path = path.absolute()
        if os.path.realpath(path.parent) in folders and path.name.isdecimal():
            return int(path.name)
        if not path.is_symlink():
            return None
        path = path.parent / path.readlink()
    return None
