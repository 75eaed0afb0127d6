"""Write results: files whole or not at all, and never over a file that the run reads.

Devices, pipes and open streams, which cannot be replaced, are written into.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from lawcheck.documents.replacing import replace_file
from lawcheck.documents.whole_writes import CutShortError, open_number, write_into
from lawcheck.model.errors import OutputError, Place, UsageError, problem

_CHUNK: Final = 1_000_000
"""How many bytes are written at once, about."""


def write_whole(path: Path, content: str | bytes) -> None:
    r"""Write a file whole or not at all.

    A regular file is replaced: a crash at any moment leaves the old file or the new one, never a
    part of it. Links are followed; permissions and owner are kept. A file with several names (hard
    links), or whose owner cannot be given to the new file, is written in place. Anything else (a
    device, a pipe, `/dev/stdout`) is written into.

    >>> from pathlib import Path
    >>> from lawcheck.cli import write_whole
    >>> write_whole(Path("notes.txt"), "重新计算\n")
    >>> Path("notes.txt").read_text(encoding="utf-8")
    '重新计算\n'

    Args:
        path: the file.
        content: text, which is written as UTF-8 with the line ends that it has, or bytes.

    Raises:
        OutputError: the file cannot be written; an existing one is left as it was.
    """
    write_pieces(path, [content])


def write_pieces(path: Path, pieces: Iterable[str | bytes]) -> None:
    """Write a file as `write_whole` does, from pieces that need not be in memory together.

    Args:
        path: the file.
        pieces: the content in order.

    Raises:
        OutputError: the file cannot be written; an existing one is left as it was.
    """
    chunks = _Chunks(pieces)
    try:
        if replaces(path):
            replace_file(Path(os.path.realpath(path)), chunks)
        else:
            write_into(path, chunks)
    except CutShortError as error:
        wanted = chunks.size + sum(map(len, chunks))
        raise cut_short(str(path), error.cause, error.written, wanted) from error
    except (OSError, ValueError) as error:
        raise not_written(str(path), error) from error


class _Chunks:
    """Bytes of some pieces, in chunks of a size that suits files.

    Attributes:
        size: how many bytes were taken so far.
    """

    def __init__(self, pieces: Iterable[str | bytes]) -> None:
        self._pieces = iter(pieces)
        self.size = 0

    def __iter__(self) -> Iterator[bytes]:
        chunk = bytearray()
        for piece in self._pieces:
            chunk += piece.encode("utf-8", "backslashreplace") if isinstance(piece, str) else piece
            if len(chunk) >= _CHUNK:
                self.size += len(chunk)
                yield bytes(chunk)
                chunk.clear()
        self.size += len(chunk)
        yield bytes(chunk)


def replaces(path: Path) -> bool:
    """Check whether writing to a path creates or replaces a regular file.

    False for devices, pipes and names of open streams.
    """
    if open_number(path) is not None:
        return False
    try:
        mode = path.stat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return True
    return stat.S_ISREG(mode) or stat.S_ISDIR(mode)


def refuse_overwriting(output: Path | str | None, inputs: Iterable[Path | str]) -> None:
    """Refuse an output file that is one of the inputs, also under another name (links).

    >>> from pathlib import Path
    >>> import lawcheck
    >>> from lawcheck.cli import refuse_overwriting
    >>> Path("facts.csv").touch()
    >>> refuse_overwriting("report.csv", ["facts.csv"])
    >>> try:
    ...     refuse_overwriting("facts.csv", ["facts.csv"])
    ... except lawcheck.UsageError as error:
    ...     print(error.problems[0].place)
    facts.csv

    Args:
        output: a path, or an address that is not a path of this machine; None if there is no
            output.
        inputs: paths of files and folders; a folder means all files in it.

    Raises:
        UsageError: the output is one of the inputs.
    """
    if output is None:
        return
    try:
        wanted = Path(output).stat()
    except (OSError, ValueError):
        return  # a file that does not exist cannot be an input
    if not stat.S_ISREG(wanted.st_mode):
        return
    for path in inputs:
        for file in _files(Path(path)):
            with suppress(OSError, ValueError):
                if os.path.samestat(wanted, file.stat()):
                    what = (
                        "这次运行要读取 {file}，不能写在它上面；请换一个文件名",
                        "this run reads {file}, which must not be written over; "
                        "choose another name",
                    )
                    raise UsageError([problem(Place(str(output)), *what, file=str(file))])


def _files(path: Path) -> Iterator[Path]:
    """Iterate over the files in a folder, or return the file itself."""
    with suppress(OSError, ValueError):
        if path.is_dir():
            for folder, _, names in os.walk(path):
                yield from (Path(folder, name) for name in names)
            return
    yield path


def not_written(name: str, error: OSError | ValueError) -> OutputError:
    """Return the error for an output of which nothing could be written.

    >>> from lawcheck.cli import not_written
    >>> error = not_written("report.csv", OSError(28, "No space left on device"))
    >>> print(error.problems[0].what.pick("en"))
    cannot write: No space left on device...

    Args:
        name: path of the output, or `stdout`.
        error: why it cannot be written.
    """
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
    """Return the error for an output that was written in part.

    Args:
        name: path of the output, or `stdout`.
        error: why the rest cannot be written.
        written: how many bytes were written.
        wanted: how many bytes there are.
    """
    if not written:
        return not_written(name, error)
    return OutputError(
        [
            problem(
                Place(name),
                "无法写入：{why}；{wanted} 字节中只写出了 {written} 字节，输出不完整，"
                "请检查磁盘空间和权限",
                "cannot write: {why}; {written} of {wanted} bytes were written, "
                "so the output is not whole; check space and permissions",
                why=_why(error),
                written=written,
                wanted=wanted,
            )
        ]
    )


def _why(error: OSError | ValueError) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
