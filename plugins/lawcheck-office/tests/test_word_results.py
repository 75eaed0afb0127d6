"""Results as official documents: the layout of GB/T 9704-2012, numbered headings, everything of the card."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any, cast

import attrs
import lawcheck_office
import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from hypothesis import strategies as st
from lawcheck_office.numerals import chinese_number
from lawcheck_office.official import Column, Official, numbered
from lawcheck_office.results.column_widths import fitting
from lawcheck_office.results.word import WordResults

from lawcheck import Report, Session, deductions
from lawcheck.plugin import Heading, Language, Outline, PageTable
from lawcheck.testing import WriterSuite

EXAMPLES = Path(__file__).parents[3] / "examples"


def lines_of(content: str | bytes) -> list[str]:
    """Every paragraph, those in tables included, in order."""
    document = Document(io.BytesIO(cast("bytes", content)))
    return [
        "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
        for paragraph in document.element.body.iter(qn("w:p"))
    ]


@pytest.fixture(scope="module")
def streets() -> Report:
    session = Session.start(only=(), plugins=[lawcheck_office])
    checklist = session.load("street-visit")
    files = sorted((EXAMPLES / "streets-2023").glob("*.csv"))
    return session.score(checklist, session.read(checklist, files))


class TestWordResults(WriterSuite):
    """On one unit of an example: a document takes long to write."""

    writer = WordResults()

    def reports(self) -> st.SearchStrategy[Report]:
        session = Session.start(only=())
        checklist = session.load("street-visit")
        files = sorted((EXAMPLES / "streets-2023").glob("*.csv"))
        report = session.score(checklist, session.read(checklist, files))
        return st.just(attrs.evolve(report, scorecards=report.scorecards[2:]))

    def text_of(self, content: bytes) -> str:
        return "\n".join(lines_of(content))


def test_the_page_is_that_of_official_documents(streets: Report) -> None:
    """A4 with a type area of 156 mm by 225 mm, and 22 lines on it."""
    document: Any = Document(io.BytesIO(WordResults().write(streets, "zh", 80)))
    page = document.sections[0]
    grid = page._sectPr.find(qn("w:docGrid"))

    assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)
    assert (round(page.top_margin.mm), round(page.left_margin.mm)) == (37, 28)
    assert round((page.page_width - page.left_margin - page.right_margin) / Mm(1)) == 156
    assert round((page.page_height - page.top_margin - page.bottom_margin) / Mm(1)) == 225
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")
    body = next(each for each in document.paragraphs if each.text == "（盖章）")
    pitch = body.paragraph_format.line_spacing
    assert 22 * pitch <= Mm(225) < 23 * pitch


def test_fonts_and_sizes_are_those_of_the_standard(streets: Report) -> None:
    document: Any = Document(io.BytesIO(WordResults().write(streets, "zh", 80)))
    by_text = {each.text: each for each in document.paragraphs}

    def looks(text: str) -> tuple[str, Any]:
        run = by_text[text].runs[0]
        return run._element.rPr.rFonts.get(qn("w:eastAsia")), run.font.size

    assert looks("评分结果反馈意见") == ("方正小标宋简体", Pt(22))
    assert looks("一、评分结果") == ("黑体", Pt(16))
    assert looks("（一）组织领导") == ("楷体_GB2312", Pt(16))
    assert looks("1.第一责任人职责") == ("仿宋_GB2312", Pt(16))
    assert looks("（盖章）") == ("仿宋_GB2312", Pt(16))


def test_a_font_that_is_missing_has_one_that_stands_in_for_it(streets: Report) -> None:
    with zipfile.ZipFile(io.BytesIO(WordResults().write(streets, "zh", 80))) as packed:
        fonts = packed.read("word/fontTable.xml").decode("utf-8")

    assert '<w:font w:name="仿宋_GB2312"><w:altName w:val="仿宋,FangSong,华文仿宋"/>' in fonts
    assert fonts.count("</w:fonts>") == 1


def test_page_numbers_stand_between_dashes_on_the_outer_side(streets: Report) -> None:
    document: Any = Document(io.BytesIO(WordResults().write(streets, "zh", 80)))
    page = document.sections[0]

    assert document.settings.odd_and_even_pages_header_footer
    for foot, side in ((page.footer, "right"), (page.even_page_footer, "left")):
        paragraph = foot.paragraphs[0]
        assert (paragraph.text, paragraph.runs[0].font.size) == ("—  —", Pt(14))
        assert paragraph._element.find(".//" + qn("w:instrText")).text == "PAGE"
        assert paragraph._element.pPr.jc.get(qn("w:val")) == side


def test_the_feedback_has_every_deduction_below_its_item(streets: Report) -> None:
    """The first problems of s02, and one paragraph for each deduction."""
    one = attrs.evolve(streets, scorecards=streets.scorecards[1:2])
    lines = lines_of(WordResults().write(one, "zh", 80))
    start, end = lines.index("二、存在问题"), lines.index("三、整改")

    assert lines[:8] == [
        "2023年度乡镇（街道）",
        "法治政府建设实地督察",
        "评分结果反馈意见",
        "西岭街道（虚构）：",
        "一、评分结果",
        "单位：西岭街道（虚构）（s02）",
        "得分：68.00 / 100",
        "等次：合格",
    ]
    assert lines[start : start + 4] == [
        "二、存在问题",
        "（一）组织领导",
        "1.第一责任人职责",
        "工作要点 否（扣2分）。",
    ]
    said = [line for line in lines[start:end] if line.endswith("。")]
    assert len(said) == len(deductions(one))
    for line, row in zip(said, deductions(one), strict=True):
        assert line.startswith(row["reason"].pick("zh"))


def test_every_unit_begins_on_a_page_of_its_own(streets: Report) -> None:
    document: Any = Document(io.BytesIO(WordResults().write(streets, "zh", 80)))
    starts = [each.text for each in document.paragraphs if each.paragraph_format.page_break_before]

    assert starts == [
        *["2023年度乡镇（街道）", "附件1　评分表", "附件2　问题清单"] * 3,
        "核对",
    ]


def test_the_list_of_problems_leaves_what_the_unit_fills_in(streets: Report) -> None:
    one = attrs.evolve(streets, scorecards=streets.scorecards[1:2])
    document: Any = Document(io.BytesIO(WordResults().write(one, "zh", 80)))
    sheet, problems = document.tables
    head, *rows = [[cell.text for cell in row.cells] for row in problems.rows]

    assert head == ["序号", "指标", "问题", "扣分", "依据", "责任单位", "整改措施", "整改时限"]
    assert [row[0] for row in rows] == [str(at) for at in range(1, len(deductions(one)) + 1)]
    assert all(row[5:] == ["", "", ""] for row in rows)
    assert [cell.text for cell in sheet.rows[-1].cells][1:4] == ["总分", "100", "68.00"]
    for row in (sheet.rows[0], problems.rows[0]):
        assert row._tr.trPr.find(qn("w:tblHeader")) is not None


def test_headings_are_numbered_by_level_and_anew_below_a_title() -> None:
    document = Official("题", "zh")
    document.title("甲")
    for level in (1, 2, 2, 3, 4, 4, 1, 2):
        document.heading("目", level)
    document.title("乙")
    document.heading("目", 1)

    assert lines_of(document.content()) == [
        "甲", "一、目", "（一）目", "（二）目", "1.目", "（1）目", "（2）目", "二、目", "（一）目",
        "乙", "一、目",
    ]  # fmt: skip
    assert [numbered(3, level, "en") for level in (1, 2, 3, 4)] == ["3. ", "(3) ", "3) ", "(3) "]


@pytest.mark.parametrize(
    ("number", "said"),
    [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (21, "二十一"), (100, "一百"), (101, "一百零一"), (110, "一百一十"), (111, "一百一十一"), (1001, "一千零一"), (1100, "一千一百")],
)  # fmt: skip
def test_chinese_numbers(number: int, said: str) -> None:
    assert chinese_number(number) == said


def test_tables_are_as_wide_as_the_page() -> None:
    document = Official("题", "zh")
    document.table([Column("甲", 1), Column("乙", 2)], [["1", "2"], ["组", ""]])
    (table,) = Document(io.BytesIO(document.content())).tables

    assert [round(cell.width.mm) for cell in table.rows[1].cells if cell.width] == [52, 104]
    assert table.rows[2].cells[0]._tc is table.rows[2].cells[1]._tc


def test_control_characters_are_written_out() -> None:
    document = Official("题\x1b", "zh")
    document.title("a\x1b\u202eb")

    assert lines_of(document.content()) == [r"a\u001b\u202eb"]
    assert re.search("题", Document(io.BytesIO(document.content())).core_properties.title or "")


def test_columns_get_what_they_need_and_long_ones_share_the_rest() -> None:
    """4 and 8 letters at 2 mm and 5 mm free: 13 and 21; 122 mm are left for two long texts."""
    short = PageTable(("no.", "unit"), (("1", "a street"),))
    long = PageTable(("no.", "unit", "a", "b"), (("1", "a street", "x" * 60, "y" * 90),))

    assert fitting(short) == [13, 21]
    assert fitting(long) == [13, 21, 61, 61]


class Wide:
    """An analysis with one more column where its tables need not be split."""

    def __init__(self, columns: int) -> None:
        self.columns = columns

    def outline(self, language: Language, width: int | None = None) -> Outline:  # noqa: ARG002 - the same in both
        count = self.columns if width is None else self.columns - 1
        head = tuple(f"column {at}" for at in range(count))
        return Heading("title", 1), PageTable(head, (tuple("x" * 30 for _ in range(count)),))

    def csv(self, language: Language) -> str:
        raise NotImplementedError

    def json(self, language: Language) -> str:
        raise NotImplementedError


@pytest.mark.parametrize(("columns", "shown"), [(10, 10), (11, 10)])
def test_a_table_is_whole_where_the_page_has_room(columns: int, shown: int) -> None:
    """A wide column takes 15 mm at least, and a page has 156."""
    content = WordResults().write_analysis(Wide(columns), "en", 80)
    (table,) = Document(io.BytesIO(content)).tables

    assert len(table.columns) == shown
