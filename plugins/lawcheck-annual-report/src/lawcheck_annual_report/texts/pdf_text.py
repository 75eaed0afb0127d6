"""The text of a PDF: its lines joined to paragraphs, without page numbers and headers.

A PDF holds lines, not paragraphs. A line that reaches the right margin and does not end a sentence
goes on in the next, perhaps on the next page.
"""

from __future__ import annotations

import io
import logging
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import Final

from pypdf import PdfReader

from lawcheck.plugin import EvidenceError, LimitError, Place, Problem, problem

_MAX_PAGES: Final = 500
_PAGE_NUMBER: Final = re.compile(
    "[-—–－ 　]{0,3}(?:第[ ]?)?[0-9０-９]{1,4}(?:[ ]?页)?"
    "(?:[ ]?[/／共][ ]?[0-9]{1,4}[ ]?页?)?[-—–－ 　]{0,3}"
)
_REPEATED: Final = 3
"""On how many pages the first or last line must be the same to be a header or footer."""
_ENDED: Final = re.compile("[。；;！!？?：:]$")
_BEGINS: Final = re.compile(
    "[（(]?[一二三四五六七八九十]{1,3}(?:[、）)]|是|要)|[（(]?[0-9]{1,2}[、．.）)](?![0-9])"
)
_NEARLY_FULL: Final = (4, 5)
"""A line of at least four fifths of the longest reaches the margin."""


def text_of_pdf(data: bytes, file: str) -> str:
    """Return the text of a PDF; empty if it is a scan.

    Args:
        data: the bytes of the file.
        file: its name, for messages.

    Raises:
        EvidenceError: it is damaged, or has a password.
        LimitError: it has too many pages.
    """
    # pypdf reports on standard error what it mends, unless someone listens
    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise EvidenceError([_has_password(file)])
        count = len(reader.pages)
        if count > _MAX_PAGES:
            raise LimitError([_too_long(file, count)])
        pages = [page.extract_text().splitlines() for page in reader.pages]
    except (EvidenceError, LimitError):
        raise
    except Exception as why:  # a damaged file makes pypdf raise whatever it meets
        raise EvidenceError([_damaged(file, why)]) from None
    return "\n".join(paragraphs(_without_furniture(pages)))


def _without_furniture(pages: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of all pages without page numbers, headers and footers."""
    stripped = [[each for line in page if (each := line.strip())] for page in pages]
    ends = Counter(end for page in stripped for end in {*page[:1], *page[-1:]})
    headers = {line for line, count in ends.items() if count >= _REPEATED}
    for page in stripped:
        first, last = 0, len(page)
        while first < last and _is_furniture(page[first], headers):
            first += 1
        while first < last and _is_furniture(page[last - 1], headers):
            last -= 1
        yield from page[first:last]


def _is_furniture(line: str, headers: Collection[str]) -> bool:
    return line in headers or _PAGE_NUMBER.fullmatch(line) is not None


def paragraphs(lines: Iterable[str]) -> Iterator[str]:
    """Join lines that go on.

    >>> list(paragraphs(["一、主要举措", "全年组织会前学法和培训", "11次，考试2次。", "二、不足"]))
    ['一、主要举措', '全年组织会前学法和培训11次，考试2次。', '二、不足']
    """
    kept = list(lines)
    longest = max(map(len, kept), default=0)
    paragraph = ""
    for line, following in zip_longest(kept, kept[1:], fillvalue=""):
        paragraph += line
        if not _goes_on(line, following, longest):
            yield paragraph
            paragraph = ""


def _goes_on(line: str, following: str, longest: int) -> bool:
    """Return whether the next line belongs to the paragraph of a line."""
    part, whole = _NEARLY_FULL
    if not following or len(line) * whole < longest * part:
        return False
    # one number that is broken, or two: joined, they would be a third
    is_doubtful = line[-1].isdigit() and following[0].isdigit()
    return not is_doubtful and not _ENDED.search(line) and not _BEGINS.match(following)


def _has_password(file: str) -> Problem:
    return problem(
        Place(file),
        "PDF 有密码；请去掉密码再给",
        "the PDF has a password; remove it first",
    )


def _too_long(file: str, count: int) -> Problem:
    return problem(
        Place(file),
        "有 {count} 页，超过上限 {limit}；请只给报告本身",
        "it has {count} pages, more than the limit of {limit}; give the report alone",
        count=count,
        limit=_MAX_PAGES,
    )


def _damaged(file: str, why: Exception) -> Problem:
    return problem(
        Place(file),
        "不是完好的 PDF（{why}）；请重新导出，或另存为 .docx",
        "not an intact PDF ({why}); export it anew, or save it as .docx",
        why=str(why) or type(why).__name__,
    )
