"""Open a workbook or a document as the zip archive that it is, and refuse what is not safe.

A few kilobytes of a crafted archive unpack to gigabytes, and an entity that its XML declares can
do the same. So sizes are checked before anything is unpacked, and document type declarations,
which Office never writes, are refused.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Final
from xml.parsers import expat

import attrs

from lawcheck.plugin import EvidenceError, LimitError, Place, Problem, Text, problem, read_bytes

MAX_BYTES: Final = 200_000_000
"""The largest workbook, in bytes of the file."""
MAX_UNPACKED: Final = 600_000_000
"""The most bytes that all parts of a workbook may have when unpacked."""
MAX_RATIO: Final = 200
"""How many times larger than packed a part may be; those of real registers are 10 to 40 times."""
_SMALL: Final = 4_000_000
"""Parts up to this size may be packed at any ratio."""
_OLD_FORMAT: Final = b"\xd0\xcf\x11\xe0"
"""The first bytes of `.xls`, `.et` and of workbooks with a password."""


@attrs.frozen
class FileFormat:
    """A format of files, for messages.

    Attributes:
        ending: of the names of its files.
        program: the program that writes it.
        kind: what a file is called.
        older: the endings of the older formats of that program.
        saved_as: what the program calls the format.
    """

    ending: str
    program: str
    kind: Text
    older: str
    saved_as: Text


WORKBOOK: Final = FileFormat(
    ".xlsx",
    "Excel",
    Text("工作簿", "workbook"),
    ".xls, .et",
    Text("Excel 工作簿（.xlsx）", "Excel Workbook (.xlsx)"),
)
DOCUMENT: Final = FileFormat(
    ".docx",
    "Word",
    Text("文档", "document"),
    ".doc, .wps",
    Text("Word 文档（.docx）", "Word Document (.docx)"),
)

StartTag = Callable[[str, dict[str, str]], None]
"""What is called at each start tag: the name without prefix, and the attributes."""


@attrs.frozen
class Archive:
    """A workbook or document whose parts are safe to read.

    Attributes:
        form: its format.
        file: its name, for messages.
        data: its bytes.
        names: the names of its parts.
    """

    form: FileFormat
    file: str
    data: bytes
    names: frozenset[str]

    def part(self, name: str) -> bytes:
        """Return the bytes of a part; empty if there is none.

        Raises:
            EvidenceError: the part is damaged.
        """
        if name not in self.names:
            return b""
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as packed:
                return packed.read(name)
        except Exception as why:  # each packer has errors of its own: zlib.error, lzma.LZMAError
            raise EvidenceError([_damaged(self.form, self.file, why)]) from None

    def walk(
        self,
        name: str,
        start: StartTag,
        text: Callable[[str], None] | None = None,
        end: Callable[[str], None] | None = None,
    ) -> None:
        """Call a function at each start tag of a part, others for each piece of text and end tag.

        Raises:
            EvidenceError: the part is damaged, or declares a document type.
        """
        data = self.part(name)
        if not data:
            return
        parser = expat.ParserCreate()
        parser.StartElementHandler = start
        parser.CharacterDataHandler = text
        parser.EndElementHandler = end
        parser.StartDoctypeDeclHandler = self._refuse_doctype
        try:
            parser.Parse(data, True)
        except expat.ExpatError as why:
            raise EvidenceError([_damaged(self.form, self.file, why)]) from None

    def _refuse_doctype(self, *_: object) -> None:
        what = problem(
            Place(self.file),
            "文件里有 DOCTYPE 声明，{program} 不会写这种声明；"
            "请用 {program} 或 WPS 另存为 {ending}",
            "the file declares a document type, which {program} never writes; "
            "save it as {ending} with {program} or WPS",
            program=self.form.program,
            ending=self.form.ending,
        )
        raise EvidenceError([what])


def open_archive(path: Path, form: FileFormat = WORKBOOK) -> Archive:
    """Open a workbook or a document.

    Args:
        path: the file.
        form: the format that it must have.

    Raises:
        EvidenceError: the file cannot be read, or is not of the format.
        LimitError: it is too large, packed or unpacked.
    """
    file = str(path)
    data = read_bytes(path, MAX_BYTES, EvidenceError)
    if data.startswith(_OLD_FORMAT):
        raise EvidenceError([_old_format(form, file)])
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as why:
        raise EvidenceError([_damaged(form, file, why)]) from None
    names = [part.filename for part in parts]
    if len(set(names)) < len(names):
        twice = next(name for name in names if names.count(name) > 1)
        raise EvidenceError([_damaged(form, file, f"{twice} x 2")])
    _check_sizes(form, file, parts)
    return Archive(form, file, data, frozenset(names))


def _check_sizes(form: FileFormat, file: str, parts: list[zipfile.ZipInfo]) -> None:
    unpacked = sum(part.file_size for part in parts)
    if unpacked > MAX_UNPACKED:
        what = problem(
            Place(file),
            "解开后有 {size} 字节，超过上限 {limit}；请分成几个文件",
            "it has {size} bytes when unpacked, more than the limit of {limit}; "
            "split it into several files",
            size=unpacked,
            limit=MAX_UNPACKED,
        )
        raise LimitError([what])
    for part in parts:
        if part.file_size > max(_SMALL, MAX_RATIO * part.compress_size):
            what = problem(
                Place(file),
                "{part} 解开后是原来的 {ratio} 倍，不像真的{kind}；"
                "请用 {program} 或 WPS 另存为 {ending}",
                "{part} is {ratio} times as large when unpacked, unlike a real {kind}; "
                "save it as {ending} with {program} or WPS",
                kind=form.kind,
                program=form.program,
                ending=form.ending,
                part=part.filename,
                ratio=part.file_size // max(part.compress_size, 1),
            )
            raise LimitError([what])


def _old_format(form: FileFormat, file: str) -> Problem:
    return problem(
        Place(file),
        "这是旧格式（{older}）或有密码的文件；请去掉密码，另存为“{saved_as}”",
        "this is a file of the old format ({older}) or has a password; "
        'remove the password and save it as "{saved_as}"',
        older=form.older,
        saved_as=form.saved_as,
    )


def _damaged(form: FileFormat, file: str, why: object) -> Problem:
    return problem(
        Place(file),
        "不是完好的 {ending} {kind}（{why}）；请用 {program} 或 WPS 打开后另存为 {ending}",
        "not an intact {ending} {kind} ({why}); open it with {program} or WPS and save it as "
        "{ending}",
        why=str(why),
        kind=form.kind,
        program=form.program,
        ending=form.ending,
    )
