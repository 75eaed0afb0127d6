"""Standard output and error: any character on any console, closed pipes, full disks."""

from __future__ import annotations

import contextlib
import io
import os
import sys


def prepare_streams() -> None:
    """Make both streams take every character.

    A pipe or file gets UTF-8 and the newlines as they are. A console keeps its encoding; what it cannot show is escaped.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="backslashreplace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="")


def emit(text: str) -> None:
    """Write results to standard output.

    A reader that has gone away (`| head`) is no fault of the run: the rest is thrown away and the run goes on to its own
    exit code.

    Raises:
        OutputError: the output cannot be written, a full disk for one.
    """
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _discard(sys.stdout)
    except OSError as error:
        from lawcheck.output import not_written

        _discard(sys.stdout)
        raise not_written("stdout", error) from error


def finish() -> None:
    """Flush what click itself printed, such as help."""
    emit("")


def complain(text: str) -> None:
    """Write to standard error; where even that is closed there is nobody to tell."""
    with contextlib.suppress(OSError):
        sys.stderr.write(text + "\n")
        sys.stderr.flush()


def _discard(stream: object) -> None:
    """Send what is still in the buffer nowhere, so that the interpreter does not fail on it at exit."""
    if isinstance(stream, io.TextIOWrapper):
        with contextlib.suppress(OSError, ValueError):
            null = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null, stream.fileno())
            os.close(null)
