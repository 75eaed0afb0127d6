"""The text of a Word document: its paragraphs, those in tables included.

A few kilobytes of a crafted archive unpack to gigabytes, and an entity that its XML declares can
do the same. So the size is checked before anything is unpacked, and a document type is refused.
"""

from __future__ import annotations

import io
import zipfile
from typing import Final
from xml.parsers import expat

from lawcheck.plugin import EvidenceError, LimitError, Place, Problem, problem

_BODY: Final = "word/document.xml"
_MAX_UNPACKED: Final = 200_000_000
_OLD_FORMAT: Final = b"\xd0\xcf\x11\xe0"
_UNREAD: Final = frozenset(("w:del", "mc:Fallback", "w:moveFrom"))
"""Text that was deleted or moved away, and the copy of a text box for old programs."""


def text_of_docx(data: bytes, file: str) -> tuple[str, int]:
    """Return the text of a document, and how many paragraphs Word numbers by itself.

    Args:
        data: the bytes of the file.
        file: its name, for messages.

    Raises:
        EvidenceError: it is no intact document.
        LimitError: it is too large when unpacked.
    """
    if data.startswith(_OLD_FORMAT):
        raise EvidenceError([_old_format(file)])
    reading = _Body(file)
    parser = expat.ParserCreate()
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text
    parser.StartDoctypeDeclHandler = reading.refuse_doctype
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            size = packed.getinfo(_BODY).file_size
            if size > _MAX_UNPACKED:
                raise LimitError([_too_large(file, size)])
            with packed.open(_BODY) as body:
                parser.ParseFile(body)
    except (EvidenceError, LimitError):
        raise
    except Exception as why:  # each packer has errors of its own: zlib.error, lzma.LZMAError
        raise EvidenceError([_damaged(file, why)]) from None
    return "".join(reading.pieces).strip("\n"), reading.numbered


class _Body:
    def __init__(self, file: str) -> None:
        self.pieces: list[str] = []
        self.numbered = 0
        self._file = file
        self._unread = 0
        self._in_text = False

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        if name in _UNREAD:
            self._unread += 1
        elif self._unread:
            return
        elif name == "w:t":
            self._in_text = True
        elif name in ("w:br", "w:cr"):
            self.pieces.append("\n")
        elif name == "w:tab":
            self.pieces.append("\t")
        elif name == "w:numPr":
            self.numbered += 1

    def end(self, name: str) -> None:
        if name in _UNREAD:
            self._unread -= 1
        elif self._unread:
            return
        elif name == "w:t":
            self._in_text = False
        elif name == "w:p":
            self.pieces.append("\n")

    def text(self, data: str) -> None:
        if self._in_text:
            self.pieces.append(data)

    def refuse_doctype(self, *_: object) -> None:
        what = problem(
            Place(self._file),
            "文件里有 DOCTYPE 声明，Word 不会写这种声明；请用 Word 或 WPS 另存为 .docx",
            "the file declares a document type, which Word never writes; "
            "save it as .docx with Word or WPS",
        )
        raise EvidenceError([what])


def _old_format(file: str) -> Problem:
    return problem(
        Place(file),
        "这是旧格式（.doc、.wps）或有密码的文件；请去掉密码，另存为“Word 文档（.docx）”",
        "this is a file of the old format (.doc, .wps) or has a password; "
        'remove the password and save it as "Word Document (.docx)"',
    )


def _too_large(file: str, size: int) -> Problem:
    return problem(
        Place(file),
        "解开后有 {size} 字节，超过上限 {limit}；请只给报告本身",
        "it has {size} bytes when unpacked, more than the limit of {limit}; give the report alone",
        size=size,
        limit=_MAX_UNPACKED,
    )


def _damaged(file: str, why: object) -> Problem:
    return problem(
        Place(file),
        "不是完好的 .docx 文档（{why}）；请用 Word 或 WPS 打开后另存为 .docx",
        "not an intact .docx document ({why}); open it with Word or WPS and save it as .docx",
        why=str(why),
    )
