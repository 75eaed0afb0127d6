"""Replace a file atomically: write a temporary file beside it, sync it, rename it."""

from __future__ import annotations

import os
import secrets
import signal
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType
from typing import Final

from lawcheck.documents.whole_writes import CutShortError, write_all, write_chunks

_FLAGS: Final = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
_CHUNK: Final = 1_000_000
"""How many bytes are copied at once."""
_ENDINGS: Final = tuple(
    getattr(signal, name) for name in ("SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name)
)
"""Signals that end a process unless it handles them."""


def replace_file(path: Path, chunks: Iterable[bytes]) -> None:
    """Replace or create a regular file.

    Args:
        path: path of the file itself, not of a link to it.
        chunks: the whole content, in order.

    Raises:
        OSError: it cannot be written; an existing file is as it was.
    """
    temporary = path.with_name(f".lawcheck-{secrets.token_hex(8)}.tmp")
    with _removed(temporary):
        old = _status(path)
        is_like_old = _fill(temporary, chunks, old)
        if old is None or (old.st_nlink == 1 and is_like_old):
            temporary.replace(path)
            _sync_folder(path.parent)
        else:
            _write_in_place(path, temporary)


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except FileNotFoundError:
        return None


def _fill(temporary: Path, chunks: Iterable[bytes], old: os.stat_result | None) -> bool:
    """Write the temporary file; return whether it got owner and permissions of the old one."""
    with os.fdopen(
        os.open(temporary, _FLAGS, 0o666 if old is None else 0o600), "wb", buffering=0
    ) as raw:
        is_like_old = old is None or _made_like(temporary, old)
        try:
            write_chunks(raw, chunks)
        except CutShortError as error:
            raise error.cause from error
        os.fsync(raw.fileno())
    return is_like_old


def _made_like(temporary: Path, old: os.stat_result) -> bool:
    """Give a file the owner and permissions of another; return False if that is not allowed."""
    try:
        new = temporary.stat()
        if hasattr(os, "chown") and (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
            os.chown(temporary, old.st_uid, old.st_gid)
        temporary.chmod(old.st_mode & 0o7777)
    except OSError:
        return False
    return True


def _write_in_place(path: Path, temporary: Path) -> None:
    """Write a file with several names, or one whose owner cannot be set on a new file.

    On an error the old content is written back.
    """
    before = path.read_bytes()
    with path.open("r+b", buffering=0) as raw, temporary.open("rb") as made:
        try:
            write_chunks(raw, iter(lambda: made.read(_CHUNK), b""))
            raw.truncate()
            os.fsync(raw.fileno())
        except (CutShortError, OSError) as error:
            with suppress(CutShortError, OSError):
                raw.seek(0)
                write_all(raw, before)
                raw.truncate()
            raise (error.cause if isinstance(error, CutShortError) else error) from error


def _sync_folder(folder: Path) -> None:
    """Sync a folder so that a rename survives a crash, on systems that can sync folders."""
    with suppress(OSError):
        opened = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(opened)
        finally:
            os.close(opened)


@contextmanager
def _removed(temporary: Path) -> Iterator[None]:
    """Remove a temporary file after an error, and before a signal that ends the process."""

    def end(number: int, _frame: FrameType | None) -> None:
        with suppress(OSError):
            temporary.unlink()
        signal.signal(number, signal.SIG_DFL)
        signal.raise_signal(number)

    # only the main thread may set handlers of signals
    is_main = threading.current_thread() is threading.main_thread()
    handled = [each for each in _ENDINGS if is_main and signal.getsignal(each) is signal.SIG_DFL]
    for each in handled:
        signal.signal(each, end)
    try:
        yield
    finally:
        with suppress(OSError):
            temporary.unlink()
        for each in handled:
            signal.signal(each, signal.SIG_DFL)
