"""Read files from disk: regular files under a size limit, and text whose encoding is certain."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import assert_never

from lawcheck.documents.encodings import decoded
from lawcheck.model.errors import LawcheckError, LimitError, Place, Problem, problem
from lawcheck.model.raw_tables import Encoding
from lawcheck.model.text import Message, message


def read_bytes(path: Path, limit: int, error: type[LawcheckError]) -> bytes:
    """Read the bytes of a regular file.

    >>> from pathlib import Path
    >>> from lawcheck.plugin import EvidenceError, read_bytes
    >>> _ = Path("visits.lines").write_bytes(b"a visits=12")
    >>> read_bytes(Path("visits.lines"), 1_000_000, EvidenceError)
    b'a visits=12'

    Args:
        path: the file.
        limit: the largest size in bytes.
        error: class of the exception to raise.

    Raises:
        LawcheckError: of the class given; the file does not exist, cannot be read, or is not a
            regular file (opening a pipe could block for ever).
        LimitError: it is larger than the limit.
    """
    place = Place(str(path))
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise error(
                [
                    problem(
                        place,
                        "这是文件夹，这里需要文件",
                        "this is a folder; a file is needed here",
                    )
                ]
            )
        if not stat.S_ISREG(status.st_mode):
            raise error(
                [
                    problem(
                        place,
                        "不是普通文件；请另存为文件",
                        "this is not a regular file; save it as one",
                    )
                ]
            )
        if path.name.startswith("~$"):
            raise error(
                [
                    problem(
                        place,
                        "这是 Office 的锁定文件；请关闭文档，选原文件",
                        "this is a lock file of Office; "
                        "close the document and take the file itself",
                    )
                ]
            )
        if status.st_size > limit:
            raise LimitError(
                [
                    problem(
                        place,
                        "文件有 {size} 字节，超过上限 {limit}",
                        "the file has {size} bytes, more than the limit of {limit}",
                        size=status.st_size,
                        limit=limit,
                    )
                ]
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise error(
            [problem(place, "没有这个文件；请检查路径", "there is no such file; check the path")]
        ) from None
    except (OSError, ValueError) as fault:
        raise error([_unreadable(place, fault)]) from fault


def is_there(path: Path) -> bool:
    """Check whether anything exists at a path; False if the path cannot be looked up."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def is_folder(path: Path) -> bool:
    """Check whether a path is a folder.

    False if the path cannot be looked up; reading it as a file then reports why.
    """
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def files_in(folder: Path, error: type[LawcheckError]) -> list[Path]:
    """List a folder in the order of names.

    Raises:
        error: the folder cannot be read.
    """
    try:
        return sorted(folder.iterdir())
    except OSError as fault:
        raise error([_unreadable(Place(str(folder)), fault)]) from fault


def _unreadable(place: Place, fault: OSError | ValueError) -> Problem:
    return problem(
        place,
        "无法读取：{why}；请检查路径和权限",
        "cannot read: {why}; check the path and the permissions",
        why=getattr(fault, "strerror", None) or str(fault),
    )


def decode_text(
    data: bytes, file: str, error: type[LawcheckError], said: Encoding | None = None
) -> tuple[str, Message | None]:
    """Decode the text of a file: UTF-8 with or without BOM, else GB18030. No byte is replaced.

    >>> from lawcheck.plugin import EvidenceError, decode_text
    >>> text, notice = decode_text("学法12次".encode("gb18030"), "report.txt", EvidenceError)
    >>> text, notice.pick("en")
    ('学法12次', 'report.txt: read as GB18030')

    Args:
        data: the bytes of the file.
        file: name of the file, for messages.
        error: class of the exception to raise.
        said: the encoding that the user named, if any.

    Returns:
        The text, and a notice if it was read as GB18030.

    Raises:
        LawcheckError: of the class `error`: the text is UTF-16, holds NUL characters, is neither
            UTF-8 nor GB18030, or may be both.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" in data:
        raise error(
            [
                problem(
                    Place(file),
                    "不是 UTF-8 文本（可能是 UTF-16 或 Excel 文件）；请另存为“CSV UTF-8”",
                    'not UTF-8 text (UTF-16 or an Excel file?); save it as "CSV UTF-8"',
                )
            ]
        )
    found = decoded(data, file, error, said)
    match found.encoding:
        case "utf-8":
            return found.text, None
        case "gb18030":
            return found.text, message(
                "{file}：按 GB18030 编码读取", "{file}: read as GB18030", file=file
            )
        case _:
            assert_never(found.encoding)
