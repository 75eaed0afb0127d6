"""Standard output and error: every byte or an error, any character on any console, closed pipes, full disks."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from collections.abc import Callable
from typing import Any, Final

from lawcheck.documents.whole_writes import CutShortError, Raw, write_all

_STANDARD: Final = 2
"""The highest of the file numbers that every program has."""


class WholeWriter(io.BufferedIOBase):
    """A binary stream that writes every byte or says how many it wrote.

    A system call may take a part of what it is given: a disk gets full, a pipe does not block. Python's own unbuffered
    stream loses the rest without a word.
    """

    def __init__(self, raw: Raw, fail: Callable[[OSError, int, int], None]) -> None:
        """Begin with nothing written.

        Args:
            raw: the stream below; its `write` may take a part. Never closed from here.
            fail: told of an error, how many bytes were written since the start, and how many should have been.
        """
        self.raw: Final[Any] = raw
        self.written = 0
        self._fail: Final = fail
        self._is_lost = False

    def write(self, data: Any, /) -> int:
        """Write all of it. Where the reader has gone away, the rest is thrown away."""
        size = memoryview(data).nbytes
        if self._is_lost:
            return size
        try:
            write_all(self.raw, data)
            self.written += size
        except CutShortError as error:
            self._is_lost = True
            before, self.written = self.written, self.written + error.written
            if not isinstance(error.cause, BrokenPipeError):
                self._fail(error.cause, self.written, before + size)
        return size

    def flush(self) -> None:
        """Nothing waits here, and below nothing may fail again."""
        try:  # called once more when Python ends and modules are gone already
            self.raw.flush()
        except (OSError, ValueError):
            self._is_lost = True

    def close(self) -> None:
        """Let the stream below be: it belongs to the process."""

    def writable(self) -> bool:
        """Always."""
        return True

    @property
    def name(self) -> str:
        """That of the stream below."""
        return str(getattr(self.raw, "name", ""))

    def isatty(self) -> bool:
        """Whether the stream below is a console."""
        return bool(self.raw.isatty())

    def fileno(self) -> int:
        """That of the stream below."""
        return int(self.raw.fileno())


class _Closed(io.RawIOBase):
    """Stands for a stream that was closed before the program began."""

    def writable(self) -> bool:
        return True

    def write(self, _data: object, /) -> int:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def prepare_streams() -> None:
    """Make both streams take every character, and write all of it.

    A pipe or file gets UTF-8 and the newlines as they are. A console keeps its encoding; what it cannot show is escaped.
    """
    _hold_standard_numbers()
    sys.stdout = _prepared(sys.stdout, _refuse)
    sys.stderr = _prepared(sys.stderr, _keep_quiet)


def _prepared(stream: Any, fail: Callable[[OSError, int, int], None]) -> Any:
    if stream is None:
        return _text_over(WholeWriter(_Closed(), fail), "utf-8", "")
    if not isinstance(stream, io.TextIOWrapper) or isinstance(stream.buffer, WholeWriter):
        return stream
    with contextlib.suppress(
        OSError
    ):  # nothing is lost: what waits was printed before the program began
        stream.flush()
    is_console = stream.isatty()
    encoding, newline = (stream.encoding, None) if is_console else ("utf-8", "")
    raw: Any = getattr(stream.buffer, "raw", stream.buffer)
    return _text_over(WholeWriter(raw, fail), encoding, newline)


def _text_over(writer: WholeWriter, encoding: str, newline: str | None) -> io.TextIOWrapper:
    return io.TextIOWrapper(writer, encoding, "backslashreplace", newline, write_through=True)


def _hold_standard_numbers() -> None:
    """Hold the numbers of streams that are closed, or the next file that is opened gets one, and what is printed.

    They can be read, with nothing in them, but not written.
    """
    number = 0
    while number <= _STANDARD:
        number = os.open(os.devnull, os.O_RDONLY)
    os.close(number)


def _refuse(error: OSError, written: int, wanted: int) -> None:
    from lawcheck.documents.output import cut_short

    raise cut_short("stdout", error, written, wanted) from error


def _keep_quiet(_error: OSError, _written: int, _wanted: int) -> None:
    """Where even standard error cannot be written there is nobody to tell."""


def emit(text: str) -> None:
    """Write results to standard output.

    A reader that has gone away (`| head`) is no fault of the run: the rest is thrown away and the run goes on to its own
    exit code.

    Raises:
        OutputError: the output cannot be written, a full disk for one.
    """
    sys.stdout.write(text)
    sys.stdout.flush()


def finish() -> None:
    """Flush what others printed."""
    sys.stdout.flush()


def has_written() -> bool:
    """Whether anything went to standard output."""
    writer = getattr(sys.stdout, "buffer", None)
    return isinstance(writer, WholeWriter) and writer.written > 0


def complain(text: str) -> None:
    """Write to standard error; where even that is closed there is nobody to tell."""
    with contextlib.suppress(OSError):
        sys.stderr.write(text + "\n")
        sys.stderr.flush()
