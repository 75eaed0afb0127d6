"""Word documents in the layout of official documents (GB/T 9704-2012), A4.

The type area is 156 mm by 225 mm, 22 lines of 28 characters. Titles are in 小标宋 of 22 points,
texts in 仿宋 of 16. Headings of four levels are 一、 in 黑体, （一） in 楷体, 1. and （1）
in 仿宋. Page numbers stand between dashes, on the outer side.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, datetime
from typing import Any, Final

import attrs
from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt

from lawcheck.plugin import Language, Text, visible
from lawcheck_office.numerals import chinese_number
from lawcheck_office.title_lines import title_lines
from lawcheck_office.word_parts import (
    add_borders,
    add_field,
    cell_paragraph,
    content_of,
    mark_row,
    set_fonts,
)

WIDE: Final = 156
"""The width of the type area in mm."""
_TITLE: Final = "方正小标宋简体"
_BODY: Final = "仿宋_GB2312"
_FONTS: Final = ("黑体", "楷体_GB2312", _BODY, _BODY)
"""Of headings, by level."""
_INSTEAD: Final = {
    _TITLE: "小标宋,华文中宋,宋体",
    _BODY: "仿宋,FangSong,华文仿宋",
    "楷体_GB2312": "楷体,KaiTi,华文楷体",
    "黑体": "SimHei,Noto Sans CJK SC",
}
"""What a program takes where it does not have a font."""
_LARGE: Final = 22
_NORMAL: Final = 16
_FOOT: Final = 14
_SMALL: Final = 10.5
_LINE: Final = 28.95
"""The pitch of lines: 22 of them in 225 mm."""
_PITCH: Final = "579"
_SQUEEZE: Final = "-5"
"""What makes 28 characters of 16 points fit into 156 mm, in twentieths of a point.

A grid of characters would do the same in Word; LibreOffice sets text far apart on one.
"""
_MADE: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""The day in the properties of a document, so that the same results give the same bytes."""


@attrs.frozen
class Column:
    """A column of a table.

    Attributes:
        head: the text above it.
        width: in mm.
        is_centred: whether its cells are centred.
    """

    head: str
    width: float
    is_centred: bool = False


class Official:
    """A document that is written from top to bottom.

    Args:
        title: in the properties of the document.
        language: of headings and page numbers.
        is_part: whether it is made to be added to another one, on a page of its own.
    """

    def __init__(self, title: str, language: Language, *, is_part: bool = False) -> None:
        self._document: Any = Document()
        self.language: Language = language
        self._numbers = [0, 0, 0, 0]
        self._has_content = is_part
        self._set_up_page()
        self._set_up_feet()
        self._name_fonts()
        properties = self._document.core_properties
        properties.created = properties.modified = _MADE
        properties.title = visible(title)[:250]
        properties.author = properties.comments = ""
        style = self._document.styles["Normal"]
        style.font.size = Pt(_NORMAL)
        properties = style.element.get_or_add_rPr()
        squeeze = OxmlElement("w:spacing")
        squeeze.set(qn("w:val"), _SQUEEZE)
        properties.find(qn("w:sz")).addprevious(squeeze)
        set_fonts(properties, _BODY)

    def elements(self) -> list[Any]:
        """Return what was written, as XML to be put into another document."""
        return [each for each in self._document.element.body if each.tag != qn("w:sectPr")]

    def add(self, part: Official) -> None:
        """Add a part at the end.

        A long document is made of parts, since each paragraph looks through all those before it.
        """
        end = self._document.element.body[-1]  # the set-up of the page
        for element in part.elements():
            end.addprevious(element)
        self._has_content = True

    def content(self) -> bytes:
        """Return the document."""
        return content_of(self._document)

    # -- texts -------------------------------------------------------------------------------

    def title(self, *lines: str, is_new_page: bool = True) -> None:
        """Write a title, whose headings are numbered anew; on a new page, but for the first."""
        self._numbers = [0, 0, 0, 0]
        lines = tuple(part for line in lines for part in title_lines(line))
        for at, line in enumerate(lines):
            paragraph = self._paragraph(line, _TITLE, _LARGE)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            shape = paragraph.paragraph_format
            shape.line_spacing = Pt(_LINE * 1.2)
            shape.page_break_before = is_new_page and self._has_content and at == 0
            shape.space_after = Pt(_LINE) if at == len(lines) - 1 else Pt(0)
            shape.keep_with_next = True
        self._has_content = True

    def heading(self, text: str, level: int) -> None:
        """Write a numbered heading of level 1 to 4: 一、, （一）, 1., （1）."""
        self._numbers[level - 1] += 1
        self._numbers[level:] = [0] * (len(self._numbers) - level)
        number = numbered(self._numbers[level - 1], level, self.language)
        paragraph = self._paragraph(f"{number}{text}", _FONTS[level - 1], _NORMAL)
        paragraph.paragraph_format.first_line_indent = Pt(2 * _NORMAL)
        paragraph.paragraph_format.keep_with_next = True

    def text(self, text: str, *, is_indented: bool = True) -> None:
        """Write a paragraph; its first line is indented by two characters."""
        paragraph = self._paragraph(text, _BODY, _NORMAL)
        if is_indented:
            paragraph.paragraph_format.first_line_indent = Pt(2 * _NORMAL)

    def signed(self, *lines: str) -> None:
        """Write lines at the right, four characters in."""
        for line in lines:
            paragraph = self._paragraph(line, _BODY, _NORMAL)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            paragraph.paragraph_format.right_indent = Pt(4 * _NORMAL)

    # -- tables ------------------------------------------------------------------------------

    def table(
        self, columns: Sequence[Column], rows: Sequence[Sequence[str]], heads: Collection[int] = ()
    ) -> None:
        """Write a table as wide as the page; a row with one text only heads the rows below.

        Args:
            columns: the columns.
            rows: the texts of each row.
            heads: which rows are in the font of headings, by position from 0.
        """
        table = self._document.add_table(rows=1, cols=len(columns))
        add_borders(table)
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        scale = WIDE / sum(each.width for each in columns)
        widths = [Mm(each.width * scale) for each in columns]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        head = table.rows[0]
        for cell, column, width in zip(head.cells, columns, widths, strict=True):
            self._fill(cell, width, column.head, _FONTS[0], is_centred=True)
        mark_row(head, "w:tblHeader")
        mark_row(head, "w:cantSplit")
        for at, texts in enumerate(rows):
            self._row(table, columns, widths, texts, _FONTS[0] if at in heads else _BODY)
        # Word joins tables that nothing stands between; a low line starts no page of its own
        self._paragraph("", _BODY, _SMALL).paragraph_format.line_spacing = Pt(2)

    def _row(
        self,
        table: Any,
        columns: Sequence[Column],
        widths: Sequence[Length],
        texts: Sequence[str],
        font: str,
    ) -> None:
        row = table.add_row()
        mark_row(row, "w:cantSplit")
        said = [text for text in texts if text]
        if len(said) == 1 and len(columns) > 1 and texts[-1] == "":
            cell = row.cells[0].merge(row.cells[-1])
            self._fill(cell, None, said[0], _FONTS[0], is_centred=False)
            cell.paragraphs[0].paragraph_format.keep_with_next = True
            return
        for cell, column, width, text in zip(row.cells, columns, widths, texts, strict=True):
            self._fill(cell, width, text, font, is_centred=column.is_centred)

    def _fill(
        self, cell: Any, width: Length | None, text: str, font: str, *, is_centred: bool
    ) -> None:
        if width is not None:
            cell.width = width
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        cell._tc.remove(cell.paragraphs[0]._element)
        for line in text.split("\n"):
            paragraph = cell_paragraph(visible(line), font, _SMALL, is_centred=is_centred)
            cell._tc.append(paragraph)

    # -- set-up ------------------------------------------------------------------------------

    def _set_up_page(self) -> None:
        page = self._document.sections[0]
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.top_margin, page.bottom_margin = Mm(37), Mm(35)
        page.left_margin, page.right_margin = Mm(28), Mm(26)
        page.header_distance, page.footer_distance = Mm(15), Mm(23)
        grid = page._sectPr.find(qn("w:docGrid"))
        if grid is None:
            grid = OxmlElement("w:docGrid")
            page._sectPr.append(grid)
        grid.set(qn("w:type"), "lines")
        grid.set(qn("w:linePitch"), _PITCH)

    def _set_up_feet(self) -> None:
        """Number the pages: odd ones at the right, even ones at the left, a character in."""
        self._document.settings.odd_and_even_pages_header_footer = True
        page = self._document.sections[0]
        for foot, side in (
            (page.footer, WD_ALIGN_PARAGRAPH.RIGHT),
            (page.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT),
        ):
            paragraph = foot.paragraphs[0]
            paragraph.alignment = side
            paragraph.paragraph_format.left_indent = Pt(_FOOT)
            paragraph.paragraph_format.right_indent = Pt(_FOOT)
            for piece in ("— ", "PAGE", " —"):
                run = paragraph.add_run("" if piece == "PAGE" else piece)
                run.font.size = Pt(_FOOT)
                set_fonts(run._element.get_or_add_rPr(), "宋体", "宋体")
                if piece == "PAGE":
                    add_field(run, piece)

    def _name_fonts(self) -> None:
        """Say in the table of fonts what stands in for those that few computers have."""
        part = self._document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
        fonts = "".join(
            f'<w:font w:name="{name}"><w:altName w:val="{instead}"/><w:charset w:val="86"/>'
            "</w:font>"
            for name, instead in _INSTEAD.items()
        )
        part._blob = part.blob.replace(b"</w:fonts>", f"{fonts}</w:fonts>".encode())

    def _paragraph(self, text: str, font: str, size: float) -> Any:
        paragraph = self._document.add_paragraph()
        shape = paragraph.paragraph_format
        shape.space_before = shape.space_after = Pt(0)
        shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        shape.line_spacing = Pt(_LINE)
        self._run(paragraph, text, font, size)
        return paragraph

    def _run(self, paragraph: Any, text: str, font: str, size: float) -> None:
        run = paragraph.add_run(visible(text))
        run.font.size = Pt(size)
        set_fonts(run._element.get_or_add_rPr(), font)


def numbered(number: int, level: int, language: Language) -> str:
    """Return the number of a heading with what separates it from its text.

    >>> [numbered(2, level, "zh") for level in (1, 2, 3, 4)]
    ['二、', '（二）', '2.', '（2）']
    >>> [numbered(2, level, "en") for level in (1, 2, 3, 4)]
    ['2. ', '(2) ', '2) ', '(2) ']
    """
    forms = (
        Text(f"{chinese_number(number)}、", f"{number}. "),
        Text(f"（{chinese_number(number)}）", f"({number}) "),
        Text(f"{number}.", f"{number}) "),
        Text(f"（{number}）", f"({number}) "),
    )
    return forms[level - 1].pick(language)
