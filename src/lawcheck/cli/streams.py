"""Standard output and error that lose no byte and take any character.

They handle closed pipes, full disks, and consoles that cannot show a character.
"""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Final

from lawcheck.documents.whole_writes import CutShortError, write_all

if TYPE_CHECKING:
    from lawcheck.documents.whole_writes import Raw

_STANDARD: Final = 2
"""The highest file descriptor of a standard stream."""


class WholeWriter(io.BufferedIOBase):
    """A binary stream that writes all bytes, or reports how many it wrote.

    A system call may write only a part of the data: on a full disk, or to a non-blocking pipe.
    Python's own unbuffered stream then drops the rest silently.
    """

    def __init__(self, raw: Raw, fail: Callable[[OSError, int, int], None]) -> None:
        """Begin with nothing written.

        Args:
            raw: the stream below, whose `write` may write a part; it is never closed from here.
            fail: called with an error, the number of bytes written so far and the number intended.

        `following` returns how many bytes are to come after those of the present call; it is asked
        only where these cannot be written.
        """
        self.raw: Final[Any] = raw
        self.written = 0
        self.following: Callable[[], int] = lambda: 0
        self._fail: Final = fail
        self._has_failed = False

    def write(self, data: Any, /) -> int:
        """Write all of the data; if the reader has closed the pipe, discard it."""
        size = memoryview(data).nbytes
        if self._has_failed:
            return size
        try:
            write_all(self.raw, data)
            self.written += size
        except CutShortError as error:
            self._has_failed = True
            before, self.written = self.written, self.written + error.written
            if not isinstance(error.cause, BrokenPipeError):
                self._fail(error.cause, self.written, before + size + self.following())
        return size

    def flush(self) -> None:
        """Flush the stream below, and ignore its errors, which `write` reports."""
        try:  # also called at exit, when modules may be gone already
            self.raw.flush()
        except (OSError, ValueError):
            self._has_failed = True

    def close(self) -> None:
        """Do nothing: the stream below belongs to the process."""

    def writable(self) -> bool:
        """Return True."""
        return True

    @property
    def name(self) -> str:
        """The name of the stream below."""
        return str(getattr(self.raw, "name", ""))

    def isatty(self) -> bool:
        """Return whether the stream below is a console."""
        return bool(self.raw.isatty())

    def fileno(self) -> int:
        """Return the file descriptor of the stream below."""
        return int(self.raw.fileno())


class _Closed(io.RawIOBase):
    """A stream that was closed before the program started; every write fails."""

    def writable(self) -> bool:
        return True

    def write(self, _data: object, /) -> int:
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))


def prepare_streams() -> None:
    """Replace both standard streams by ones that take every character and lose no byte.

    Pipes and files get UTF-8, without conversion of newlines. A console keeps its encoding, and
    characters that it cannot show are escaped.
    """
    _occupy_standard_descriptors()
    sys.stdout = _prepared(sys.stdout, _refuse)
    sys.stderr = _prepared(sys.stderr, _ignore)


def _prepared(stream: Any, fail: Callable[[OSError, int, int], None]) -> Any:
    if stream is None:
        return _text_over(WholeWriter(_Closed(), fail), "utf-8", "")
    if not isinstance(stream, io.TextIOWrapper) or isinstance(stream.buffer, WholeWriter):
        return stream
    # No result is lost: what is in the buffer was printed before the program started.
    with contextlib.suppress(OSError):
        stream.flush()
    is_console = stream.isatty()
    encoding, newline = (stream.encoding, None) if is_console else ("utf-8", "")
    raw: Any = getattr(stream.buffer, "raw", stream.buffer)
    return _text_over(WholeWriter(raw, fail), encoding, newline)


def _text_over(writer: WholeWriter, encoding: str, newline: str | None) -> io.TextIOWrapper:
    return io.TextIOWrapper(writer, encoding, "backslashreplace", newline, write_through=True)


def _occupy_standard_descriptors() -> None:
    """Open the null device for each standard stream that is closed.

    Otherwise the next file that is opened gets the free descriptor, and printed text goes into
    that file. The descriptors can be read, which gives nothing, but not written.
    """
    number = 0
    while number <= _STANDARD:
        number = os.open(os.devnull, os.O_RDONLY)
    os.close(number)


def _refuse(error: OSError, written: int, wanted: int) -> None:
    from lawcheck.documents.output import cut_short

    raise cut_short("stdout", error, written, wanted) from error


def _ignore(_error: OSError, _written: int, _wanted: int) -> None:
    """Do nothing: if standard error cannot be written, there is nowhere to report it."""


def emit(text: str) -> None:
    r"""Write results to standard output.

    If the reader has closed the pipe (`| head`), the rest is discarded and the run goes on to its
    own exit code.

    >>> from lawcheck.cli import emit
    >>> emit("86.50 / 100\n")
    86.50 / 100

    Raises:
        OutputError: the output cannot be written, for example on a full disk.
    """
    sys.stdout.write(text)
    sys.stdout.flush()


def emit_pieces(pieces: Iterable[str]) -> None:
    """Write results to standard output, as `emit` does, that need not be in memory together.

    Raises:
        OutputError: the output cannot be written.
    """
    rest = iter(pieces)
    writer = getattr(sys.stdout, "buffer", None)
    if isinstance(writer, WholeWriter):
        encoding = sys.stdout.encoding
        writer.following = lambda: sum(
            len(each.encode(encoding, "backslashreplace")) for each in rest
        )
    for piece in rest:
        sys.stdout.write(piece)
    sys.stdout.flush()


def finish() -> None:
    """Flush standard output, for text that others printed."""
    sys.stdout.flush()


def has_written() -> bool:
    """Return whether anything was written to standard output."""
    writer = getattr(sys.stdout, "buffer", None)
    return isinstance(writer, WholeWriter) and writer.written > 0


def complain(text: str) -> None:
    """Write a line to standard error; if that is closed, the line is lost.

    >>> import contextlib, sys
    >>> from lawcheck.cli import complain
    >>> with contextlib.redirect_stderr(sys.stdout):
    ...     complain("facts.csv:3: blank row, skipped")
    facts.csv:3: blank row, skipped
    """
    with contextlib.suppress(OSError):
        sys.stderr.write(text + "\n")
        sys.stderr.flush()
