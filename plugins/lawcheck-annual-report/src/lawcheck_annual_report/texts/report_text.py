"""Read the text of a report: `.txt`, `.docx`, `.pdf`, `.html`.

What is read from a file of a program (Word, a browser) is its text in reading order. Offsets of
figures and quotes are offsets in that text, which no later stage changes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import attrs

from lawcheck.plugin import (
    Encoding,
    EvidenceError,
    LimitError,
    Message,
    Place,
    Problem,
    decode_text,
    message,
    problem,
    read_bytes,
)
from lawcheck_annual_report.texts.altered_text import altered_at

MAX_BYTES: Final = 50_000_000
"""The largest file, in bytes."""
MAX_CHARACTERS: Final = 10_000_000
"""The longest text, in characters; a report of a province has 20,000."""
_DAMAGED: Final = "\ufffd"


@attrs.frozen
class ReportText:
    """The text of a report.

    Attributes:
        file: the name of the file.
        text: its text.
        notices: what a person should know about the reading.
        notes: what a page says beside the text, as when it was published.
    """

    file: str
    text: str
    notices: tuple[Message, ...] = ()
    notes: tuple[str, ...] = ()


def is_report(path: Path) -> bool:
    """Return whether a file may be a report, by its suffix.

    >>> from pathlib import Path
    >>> is_report(Path("a.PDF")), is_report(Path("a.csv"))
    (True, False)
    """
    return path.suffix.lower() in _READERS


def read_report_text(path: Path, encoding: Encoding | None = None) -> ReportText:
    """Read the text of a report.

    Args:
        path: the file.
        encoding: of a text file, if the user named it; None to detect it.

    Raises:
        EvidenceError: the file cannot be read, is of another format, holds no text, or a text
            that was altered.
        LimitError: it is too large.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise EvidenceError([_of_another_format(path)])
    found = reader(path, encoding)
    if len(found.text) > MAX_CHARACTERS:
        what = problem(
            Place(found.file),
            "有 {size} 字，超过上限 {limit}；请只给报告本身",
            "it has {size} characters, more than the limit of {limit}; give the report alone",
            size=len(found.text),
            limit=MAX_CHARACTERS,
        )
        raise LimitError([what])
    if not found.text.strip():
        what = problem(
            Place(found.file),
            "没有文字；扫描件和图片里的文字请先识别，另存为文本",
            "there is no text in it; recognize the text of scans and pictures first, "
            "and save it as text",
        )
        raise EvidenceError([what])
    damaged = found.text.find(_DAMAGED)
    if damaged >= 0:
        line = found.text.count("\n", 0, damaged) + 1
        what = problem(
            Place(found.file, line),
            "有读坏的字（�）；请从原文重新保存",
            "it has characters that were damaged before (�); save it anew from the original",
        )
        raise EvidenceError([what])
    altered = altered_at(found.text)
    if altered is not None:
        what = problem(
            Place(found.file, found.text.count("\n", 0, altered) + 1),
            "是繁体字，或字间夹有拼音：转载网站改过的文字，数字和用词都靠不住；请用政府网站的原文",
            "it is in traditional characters, or has sounds between them: a site that copied it "
            "has altered words and numbers; take the text from the site of the government",
        )
        raise EvidenceError([what])
    return found


def _plain(path: Path, encoding: Encoding | None) -> ReportText:
    text, notice = decode_text(
        read_bytes(path, MAX_BYTES, EvidenceError), str(path), EvidenceError, encoding
    )
    return ReportText(str(path), text, () if notice is None else (notice,))


def _html(path: Path, encoding: Encoding | None) -> ReportText:
    from lawcheck_annual_report.texts.html_text import read_page

    page = _plain(path, encoding)
    text, notes = read_page(page.text)
    return attrs.evolve(page, text=text, notes=notes)


def _docx(path: Path, _encoding: Encoding | None) -> ReportText:
    from lawcheck_annual_report.texts.docx_text import text_of_docx

    file = str(path)
    text, numbered = text_of_docx(read_bytes(path, MAX_BYTES, EvidenceError), file)
    notices = (
        message(
            "{file}：{n}段用了自动编号，编号本身没有读取",
            "{file}: {n} paragraphs are numbered by Word, and these numbers are not read",
            file=file,
            n=numbered,
        ),
    )
    return ReportText(file, text, notices if numbered else ())


def _pdf(path: Path, _encoding: Encoding | None) -> ReportText:
    from lawcheck_annual_report.texts.pdf_text import text_of_pdf

    file = str(path)
    return ReportText(file, text_of_pdf(read_bytes(path, MAX_BYTES, EvidenceError), file))


_READERS: Final[Mapping[str, Callable[[Path, Encoding | None], ReportText]]] = {
    ".txt": _plain,
    ".docx": _docx,
    ".pdf": _pdf,
    ".html": _html,
    ".htm": _html,
}


def _of_another_format(path: Path) -> Problem:
    return problem(
        Place(str(path)),
        "不读取这种文件；可读：{known}。.doc、.wps 请另存为 .docx",
        "this kind of file is not read; there are: {known}; save a .doc or .wps as .docx",
        known=list(_READERS),
    )
