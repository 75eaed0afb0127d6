"""Write a checklist as a score sheet to sign (评分表): a Word document of one unit, A4.

Margins, sizes and fonts are those of official documents (GB/T 9704-2012): the table is 156 mm
wide, titles are in 黑体, texts in 仿宋, page numbers between dashes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, Final

import attrs
from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from lawcheck.plugin import Checklist, Indicator, Language, Section, Text, Unit
from lawcheck_office.forms.checks import number_text
from lawcheck_office.word_parts import add_field, content_of, mark_row, off_the_grid, set_fonts

_TEXT: Final = Text("仿宋", "Times New Roman")
_HEAD: Final = Text("黑体", "Arial")
_TITLE: Final = Text("宋体", "Times New Roman")
_SMALL: Final = 10.5
_NORMAL: Final = 12
_LARGE: Final = 22
_FOOT: Final = 14


@attrs.frozen
class _Column:
    header: Text
    width: int
    is_centred: bool = False


_COLUMNS: Final = (
    _Column(Text("序号", "no."), 13, is_centred=True),
    _Column(Text("指标", "indicator"), 28),
    _Column(Text("分值", "points"), 13, is_centred=True),
    _Column(Text("评分标准、证明材料", "rule, evidence wanted"), 44),
    _Column(Text("自评分", "self score"), 16),
    _Column(Text("核查分", "checked score"), 16),
    _Column(Text("扣分理由", "reasons"), 26),
)
"""The columns, in mm."""


def word_form(checklist: Checklist, unit: Unit | None, language: Language) -> bytes:
    """Return the score sheet of one unit.

    Args:
        checklist: what the sheet asks for.
        unit: whose sheet it is; None to leave room for the name.
        language: the language of the sheet.
    """
    return _Sheet(checklist, language).made(unit)


class _Sheet:
    def __init__(self, checklist: Checklist, language: Language) -> None:
        self._checklist = checklist
        self._language = language
        self._document: Any = Document()
        self._number = 0

    def made(self, unit: Unit | None) -> bytes:
        self._set_up()
        title = self._checklist.title
        self._paragraph(
            Text(f"{title.zh}\n评分表", f"{title.pick('en')}\nScore sheet"),
            _TITLE,
            _LARGE,
            is_centred=True,
            is_bold=True,
        )
        name = "＿" * 10 if unit is None else unit.name or unit.id
        period = f"{self._checklist.period.start} — {self._checklist.period.end}"
        self._paragraph(Text(f"被考核单位：{name}", f"Unit: {name}"), _TEXT, _NORMAL)
        self._paragraph(Text(f"考评期间：{period}", f"Period: {period}"), _TEXT, _NORMAL)
        self._table()
        self._signatures()
        return content_of(self._document)

    def _set_up(self) -> None:
        page = self._document.sections[0]
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.top_margin, page.bottom_margin = Mm(37), Mm(35)
        page.left_margin, page.right_margin = Mm(28), Mm(26)
        start = self._checklist.period.start
        made = datetime(start.year, start.month, start.day, tzinfo=UTC)
        properties = self._document.core_properties
        properties.created = properties.modified = made
        properties.title = self._checklist.title.pick(self._language)
        properties.author = ""
        properties.comments = f"{self._checklist.id} {self._checklist.version}"
        style = self._document.styles["Normal"]
        style.font.size = Pt(_NORMAL)
        set_fonts(style.element.get_or_add_rPr(), _TEXT.pick("zh"))
        foot = page.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for piece in ("— ", "PAGE", " —"):
            run = foot.add_run("" if piece == "PAGE" else piece)
            run.font.size = Pt(_FOOT)
            set_fonts(run._element.get_or_add_rPr(), "宋体")
            if piece == "PAGE":
                add_field(run, piece)

    # -- the table ---------------------------------------------------------------------------

    def _table(self) -> None:
        table = self._document.add_table(rows=1, cols=len(_COLUMNS))
        table.style = "Table Grid"
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        for column, shown in zip(table.columns, _COLUMNS, strict=True):
            column.width = Mm(shown.width)
        header = table.rows[0]
        self._fill(header, [each.header.pick(self._language) for each in _COLUMNS], _HEAD, True)
        mark_row(header, "w:tblHeader")
        self._section(table, self._checklist.root, 0)
        if self._checklist.bonus is not None:
            most = number_text(self._checklist.bonus.at_most)
            text = Text(f"加分项（最多加{most}分）", f"Bonus (at most {most})")
            self._heading(table, text.pick(self._language))
            for each in self._checklist.bonus.indicators:
                self._item(table, each)
        total = Text("合计", "Total").pick(self._language)
        full = number_text(self._checklist.out_of)
        row = table.add_row()
        self._fill(row, ["", total, full, "", "", "", ""], _HEAD, False)
        mark_row(row, "w:cantSplit")
        for veto in self._checklist.vetoes:
            effect = veto.effect.describe(dict(self._checklist.titles())).in_both()
            title = veto.title
            line = Text(
                f"一票否决：{title.zh}（{effect.zh}）", f"Veto: {title.pick('en')} ({effect.en})"
            )
            self._heading(table, line.pick(self._language), is_light=True)

    def _section(self, table: Any, section: Section, depth: int) -> None:
        for child in section.children:
            if isinstance(child, Section):
                points = "" if child.points is None else number_text(child.points)
                title = child.title.pick(self._language)
                shown = Text(f"{title}（{points}分）", f"{title} ({points})")
                self._heading(table, shown.pick(self._language) if points else title)
                self._section(table, child, depth + 1)
            else:
                self._item(table, child)

    def _heading(self, table: Any, text: str, *, is_light: bool = False) -> None:
        row = table.add_row()
        cell = row.cells[0].merge(row.cells[-1])
        self._write(cell, text, _TEXT if is_light else _HEAD, _NORMAL, is_centred=False)
        mark_row(row, "w:cantSplit")
        if not is_light:
            cell.paragraphs[0].paragraph_format.keep_with_next = True

    def _item(self, table: Any, indicator: Indicator) -> None:
        self._number += 1
        rule = indicator.rule.describe().pick(self._language)
        evidence = indicator.evidence.pick(self._language)
        if evidence:
            shown = Text(f"\n证明材料：{evidence}", f"\nEvidence wanted: {evidence}")
            rule += shown.pick(self._language)
        points = "" if indicator.points is None else number_text(indicator.points)
        title = indicator.title.pick(self._language)
        row = table.add_row()
        self._fill(row, [str(self._number), title, points, rule, "", "", ""], _TEXT, False)
        mark_row(row, "w:cantSplit")

    def _fill(self, row: Any, texts: Sequence[str], font: Text, is_centred: bool) -> None:
        for cell, text, shown in zip(row.cells, texts, _COLUMNS, strict=True):
            cell.width = Mm(shown.width)
            self._write(cell, text, font, _SMALL, is_centred=is_centred or shown.is_centred)

    # -- texts -------------------------------------------------------------------------------

    def _signatures(self) -> None:
        self._paragraph(Text(""), _TEXT, _SMALL)
        table = self._document.add_table(rows=0, cols=2)
        table.autofit = False
        for left, right in _signed():
            row = table.add_row()
            for cell, text in zip(row.cells, (left, right), strict=True):
                cell.width = Mm(78)
                self._write(cell, text.pick(self._language), _TEXT, _NORMAL, is_centred=False)
                cell.paragraphs[0].paragraph_format.space_after = Pt(14)
            mark_row(row, "w:cantSplit")

    def _paragraph(
        self,
        text: Text,
        font: Text,
        size: float,
        *,
        is_centred: bool = False,
        is_bold: bool = False,
    ) -> None:
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(8)
        if is_centred:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        self._run(paragraph, text.pick(self._language), font, size, is_bold=is_bold)

    def _write(self, cell: Any, text: str, font: Text, size: float, *, is_centred: bool) -> None:
        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        for at, line in enumerate(text.split("\n")):
            paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(2)
            paragraph.paragraph_format.space_before = Pt(2)
            off_the_grid(paragraph)
            if is_centred:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            self._run(paragraph, line, font, size)

    def _run(
        self, paragraph: Any, text: str, font: Text, size: float, *, is_bold: bool = False
    ) -> None:
        shown = (each if each.isprintable() or each == "\n" else " " for each in text)
        run = paragraph.add_run("".join(shown))
        run.font.size = Pt(size)
        run.font.bold = is_bold
        set_fonts(run._element.get_or_add_rPr(), font.zh)


def _signed() -> Iterator[tuple[Text, Text]]:
    yield Text("被考核单位（盖章）：", "Unit (seal):"), Text("核查组（签字）：", "Inspectors:")
    yield Text("主要负责人（签字）：", "Head:"), Text("核查人：", "Inspector:")
    yield Text("填报人（签字）：", "Filled in by:"), Text("核查人：", "Inspector:")
    day = Text("日期：　　　年　　月　　日", "Date:")
    yield day, day
