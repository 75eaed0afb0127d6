"""Writing files whole or not at all: a temporary file beside the target, synced, then put in its place."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path

from lawcheck.errors import OutputError, Place, problem


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file: text as UTF-8 with the newlines it has, bytes as they are.

    A crash at any moment leaves the old file or the new one, never a part.

    Raises:
        OutputError: the file cannot be written; an older one is left as it was.
    """
    data = content.encode() if isinstance(content, str) else content
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(prefix=".lawcheck-", suffix=".tmp", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with contextlib.suppress(OSError):
            Path(temporary).chmod(_mode(path))
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
        raise not_written(str(path), error) from error
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise


def _mode(path: Path) -> int:
    """The mode of the file that is replaced, or what a new file would get; mkstemp makes private files."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def not_written(name: str, error: OSError) -> OutputError:
    """The error for an output that could not be written."""
    return OutputError(
        [
            problem(
                Place(name),
                "无法写入：{why}；没有写出任何内容，请检查磁盘空间和权限",
                "cannot write: {why}; nothing was written, check space and permissions",
                why=error.strerror or type(error).__name__,
            )
        ]
    )
