"""Fill an office's own Word document: placeholders are replaced, nothing in it is run."""

from __future__ import annotations

import copy
import io
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import attrs
from docx import Document
from docx.oxml.ns import qn

from lawcheck import deductions
from lawcheck.plugin import (
    EvidenceError,
    Language,
    Place,
    Problem,
    Scorecard,
    Span,
    Text,
    points_of,
    printed_score,
    problem,
    visible,
)
from lawcheck_office.archive import DOCUMENT, Archive, open_archive
from lawcheck_office.official import Official
from lawcheck_office.results.feedback import (
    write_findings,
    write_problem_list,
    write_score_sheet,
)
from lawcheck_office.word_parts import content_of

_PLACEHOLDER: Final = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def _grade(card: Scorecard, language: Language) -> str:
    none = Text("未评定", "none").pick(language)
    return card.grade.pick(language) if card.grade else none


_VALUES: Final[Mapping[Text, Callable[[Scorecard, Language], str]]] = {
    Text("单位", "unit"): lambda card, _: card.unit.name or card.unit.id,
    Text("编号", "id"): lambda card, _: card.unit.id,
    Text("指标体系", "checklist"): lambda card, language: card.checklist_title.pick(language),
    Text("得分", "score"): printed_score,
    Text("满分", "out_of"): lambda card, language: points_of(
        Span(card.out_of, card.out_of), language
    ),
    Text("等次", "grade"): _grade,
    Text("评分日", "as_of"): lambda card, _: "" if card.as_of is None else card.as_of.isoformat(),
    Text("问题数", "problems"): lambda card, _: str(len(deductions(card))),
}
"""What stands for a text, in both languages."""
_PARTS: Final[Mapping[Text, Callable[[Official, Scorecard, Language], None]]] = {
    Text("存在问题", "findings"): write_findings,
    Text("评分表", "score_sheet"): write_score_sheet,
    Text("问题清单", "problem_list"): write_problem_list,
}
"""What stands for paragraphs and tables, alone in its paragraph."""


@attrs.frozen
class Template:
    """A document that has placeholders.

    Attributes:
        archive: the document.
    """

    archive: Archive

    @classmethod
    def read(cls, path: Path) -> Template:
        """Read a template, and check every placeholder in it.

        Raises:
            EvidenceError: the file is no `.docx`, or has a placeholder that there is not, or none.
            LimitError: it is too large.
        """
        archive = open_archive(path, DOCUMENT)
        for name in sorted(archive.names):
            if name.endswith((".xml", ".rels")):
                archive.walk(name, lambda _name, _attributes: None)  # refuses what is not safe
        template = cls(archive)
        try:
            document = template._document()
        except Exception as error:  # python-docx raises whatever a missing part leads to
            what = problem(
                Place(archive.file),
                "不是完整的 Word 文档；请用 Word 或 WPS 另存为 .docx",
                "this is no whole Word document; save it as .docx with Word or WPS",
            )
            raise EvidenceError([what]) from error
        problems = [*template._problems(document)]
        if problems:
            raise EvidenceError(problems)
        return template

    def filled(self, card: Scorecard, language: Language) -> bytes:
        """Return the document of a unit."""
        document = self._document()
        for paragraph in [*_paragraphs(document)]:
            _fill(paragraph, card, language)
        return content_of(document)

    def _document(self) -> Any:
        return Document(io.BytesIO(self.archive.data))

    def _problems(self, document: Any) -> Iterator[Problem]:
        place = Place(self.archive.file)
        known = [each for names in (*_VALUES, *_PARTS) for each in (names.zh, names.en)]
        parts = {each for names in _PARTS for each in (names.zh, names.en)}
        is_any = False
        for paragraph in _paragraphs(document):
            text = _text(paragraph)
            for name in _PLACEHOLDER.findall(text):
                is_any = True
                if name not in known:
                    yield problem(
                        place,
                        "没有占位符 {{{{{name}}}}}；可用：{known}",
                        "there is no placeholder {{{{{name}}}}}; there are: {known}",
                        name=name,
                        known=known,
                    )
                elif name in parts and _PLACEHOLDER.fullmatch(text.strip()) is None:
                    yield problem(
                        place,
                        "占位符 {{{{{name}}}}} 是几段文字或一张表，要独占一段",
                        "the placeholder {{{{{name}}}}} stands for paragraphs or a table; "
                        "give it a paragraph of its own",
                        name=name,
                    )
        if not is_any:
            yield problem(
                place,
                "模板里没有占位符；请在要填的地方写 {{{{单位}}}}、{{{{得分}}}} 等：{known}",
                "the template has no placeholder; write {{{{unit}}}}, {{{{score}}}} and the like "
                "where something belongs: {known}",
                known=known,
            )


def _paragraphs(document: Any) -> Iterator[Any]:
    """Yield every paragraph: of the text, of tables and text boxes, of heads and feet."""
    yield from document.element.body.iter(qn("w:p"))
    for section in document.sections:
        for part in (
            section.header,
            section.footer,
            section.first_page_header,
            section.first_page_footer,
            section.even_page_header,
            section.even_page_footer,
        ):
            if not part.is_linked_to_previous:
                yield from part._element.iter(qn("w:p"))


def _text(paragraph: Any) -> str:
    return "".join(each.text or "" for each in paragraph.iter(qn("w:t")))


def _fill(paragraph: Any, card: Scorecard, language: Language) -> None:
    text = _text(paragraph)
    for names, write in _PARTS.items():
        found = _PLACEHOLDER.fullmatch(text.strip())
        if found is not None and found[1] in (names.zh, names.en):
            part = Official("", language)
            write(part, card, language)
            for element in part.elements():
                paragraph.addprevious(copy.deepcopy(element))
            for piece in paragraph.iter(qn("w:t")):
                piece.text = ""
            return
    for found in reversed([*_PLACEHOLDER.finditer(text)]):
        for names, value_of in _VALUES.items():
            if found[1] in (names.zh, names.en):
                _replace(paragraph, found.start(), found.end(), visible(value_of(card, language)))


def _replace(paragraph: Any, start: int, end: int, text: str) -> None:
    """Replace a stretch of a paragraph; the text has the looks of where the stretch begins.

    Word often splits what was typed in one go into several pieces.
    """
    at = 0
    for piece in paragraph.iter(qn("w:t")):
        said = piece.text or ""
        first, last = max(start - at, 0), min(end - at, len(said))
        if first < last:
            piece.text = said[:first] + (text if at <= start else "") + said[last:]
            piece.set(_SPACE, "preserve")
        at += len(said)
