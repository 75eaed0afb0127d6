"""Write every byte into an open stream, a device or a pipe."""

from __future__ import annotations

import os
import select
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

_PAUSE: Final = 0.01
"""Seconds to wait where `select` cannot tell whether a stream is ready."""
_HOPS: Final = 40
"""The largest number of links in a path, as in Linux."""
_OPEN_NUMBERS: Final = ("/dev/fd", "/proc/self/fd")
"""Folders in which the open files of this process have their file descriptors as names."""


if TYPE_CHECKING:
    from typing import Protocol

    class Raw(Protocol):
        """A raw binary stream, as of `open(..., buffering=0)`."""

        def write(self, data: Any, /) -> int | None:
            """Write data; return how many bytes it took, or None if the stream would block."""

        def fileno(self) -> int:
            """Return the file descriptor."""


class CutShortError(Exception):
    """Not every byte was written.

    Attributes:
        cause: why the rest could not be written.
        written: how many bytes were written.
    """

    def __init__(self, cause: OSError, written: int) -> None:
        super().__init__(cause, written)
        self.cause: Final = cause
        self.written: Final = written


def write_all(raw: Raw, data: bytes | memoryview) -> None:
    """Write all data; wait for a non-blocking stream until it is ready again.

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
    except (OSError, ValueError):  # on Windows, `select` works with sockets only
        time.sleep(_PAUSE)


def write_chunks(raw: Raw, chunks: Iterable[bytes]) -> None:
    """Write all chunks, as `write_all` does.

    Raises:
        CutShortError: with how many bytes of all chunks were written.
    """
    written = 0
    for chunk in chunks:
        try:
            write_all(raw, chunk)
        except CutShortError as error:
            raise CutShortError(error.cause, written + error.written) from error
        written += len(chunk)


def write_into(path: Path, chunks: Iterable[bytes]) -> None:
    """Write into a device, a pipe, or a stream that is open already, such as `/dev/stdout`.

    Raises:
        CutShortError: not every byte was written.
        OSError: the path cannot be opened.
    """
    number = open_number(path)
    opened = (
        os.open(path, os.O_WRONLY | getattr(os, "O_BINARY", 0))
        if number is None
        else os.dup(number)
    )
    with os.fdopen(opened, "wb", buffering=0) as raw:
        write_chunks(raw, chunks)


def open_number(path: Path) -> int | None:
    """Return the file descriptor that a path such as `/dev/stdout` names; None for other paths.

    If output is redirected to a file, opening `/dev/stdout` again would start at the beginning of
    that file and overwrite what is there. A duplicate of the descriptor shares its position.
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
