"""Writing results: a file whole or not at all; into what is no regular file; never over what the run has read."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from lawcheck.documents.replacing import replace_file
from lawcheck.documents.whole_writes import CutShortError, open_number, write_into
from lawcheck.model.errors import OutputError, Place, UsageError, problem


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file: text as UTF-8 with the newlines it has, bytes as they are.

    A regular file is replaced: a crash at any moment leaves the old file or the new one, never a part. Links are followed;
    permissions and owner stay; a file that has several names, or whose owner we cannot give to another, is written in place.
    What is no regular file (a device, a pipe, `/dev/stdout`) is written into.

    Raises:
        OutputError: the file cannot be written; an older one is left as it was.
    """
    data = content.encode("utf-8", "backslashreplace") if isinstance(content, str) else content
    try:
        if replaces(path):
            replace_file(Path(os.path.realpath(path)), data)
        else:
            write_into(path, data)
    except CutShortError as error:
        raise cut_short(str(path), error.cause, error.written, len(data)) from error
    except (OSError, ValueError) as error:
        raise not_written(str(path), error) from error


def replaces(path: Path) -> bool:
    """Whether writing makes or replaces a regular file; not so for devices, pipes, and names of open streams."""
    if open_number(path) is not None:
        return False
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return True
    return stat.S_ISREG(mode) or stat.S_ISDIR(mode)


def refuse_overwriting(output: Path | str | None, inputs: Iterable[Path | str]) -> None:
    """Refuse a file that the run reads, by whatever name it goes; a folder stands for all files in it.

    Args:
        output: a path; what is no path of this machine, an address for one, is none of its files.
        inputs: paths of files and folders.

    Raises:
        UsageError: the output is one of the inputs.
    """
    if output is None:
        return
    try:
        wanted = Path(output).stat()
    except (OSError, ValueError):
        return  # what is not there is no input
    if not stat.S_ISREG(wanted.st_mode):
        return
    for path in inputs:
        for file in _files(Path(path)):
            with suppress(OSError, ValueError):
                if os.path.samestat(wanted, file.stat()):
                    what = (
                        "这次运行要读取 {file}，不能写在它上面；请换一个文件名",
                        "this run reads {file}, which must not be written over; choose another name",
                    )
                    raise UsageError([problem(Place(str(output)), *what, file=str(file))])


def _files(path: Path) -> Iterator[Path]:
    with suppress(OSError, ValueError):
        if path.is_dir():
            for folder, _, names in os.walk(path):
                yield from (Path(folder, name) for name in names)
            return
    yield path


def not_written(name: str, error: OSError | ValueError) -> OutputError:
    """The error for an output that could not be written."""
    return OutputError(
        [
            problem(
                Place(name),
                "无法写入：{why}；没有写出任何内容，请检查磁盘空间和权限",
                "cannot write: {why}; nothing was written, check space and permissions",
                why=_why(error),
            )
        ]
    )


def cut_short(name: str, error: OSError, written: int, wanted: int) -> OutputError:
    """The error for an output of which a part stands there."""
    if not written:
        return not_written(name, error)
    return OutputError(
        [
            problem(
                Place(name),
                "无法写入：{why}；{wanted} 字节中只写出了 {written} 字节，输出不完整，请检查磁盘空间和权限",
                "cannot write: {why}; {written} of {wanted} bytes were written, so the output is not whole; "
                "check space and permissions",
                why=_why(error),
                written=written,
                wanted=wanted,
            )
        ]
    )


def _why(error: OSError | ValueError) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
