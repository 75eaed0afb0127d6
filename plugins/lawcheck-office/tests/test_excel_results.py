"""Results as workbooks: the digits of the scorecard, a reason for every point, no formula, pages for A4."""

import html
import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any, cast

import attrs
import lawcheck_office
import pytest
from hypothesis import strategies as st
from lawcheck_office.results.cell_numbers import number_in
from lawcheck_office.results.excel import ExcelResults
from openpyxl import load_workbook

from lawcheck import Report, Session, deductions
from lawcheck.plugin import Heading, Language, Note, Outline, PageTable, Span, fixed_text
from lawcheck.testing import WriterSuite

EXAMPLES = Path(__file__).parents[3] / "examples"


def texts_of(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        strings = packed.read("xl/sharedStrings.xml").decode("utf-8")
    return html.unescape(re.sub("<[^>]*>", "\n", strings))


class TestExcelResults(WriterSuite):
    """On two examples: a workbook takes long to write."""

    writer = ExcelResults()

    def reports(self) -> st.SearchStrategy[Report]:
        session = Session.start(only=())
        made = []
        for name, folder in (("street-visit", "streets-2023"), ("department-annual", "pool-2023")):
            checklist = session.load(name)
            intake = session.read(checklist, sorted((EXAMPLES / folder).glob("*.csv")))
            report = session.score(checklist, intake)
            made.append(attrs.evolve(report, scorecards=report.scorecards[:3]))
        return st.sampled_from(made)

    def text_of(self, content: bytes) -> str:
        return texts_of(content)


@pytest.fixture(scope="module")
def session() -> Session:
    return Session.start(only=(), plugins=[lawcheck_office])


@pytest.fixture(scope="module")
def streets(session: Session) -> Report:
    checklist = session.load("street-visit")
    files = sorted((EXAMPLES / "streets-2023").glob("*.csv"))
    return session.score(checklist, session.read(checklist, files))


def book_of(content: str | bytes) -> Any:
    return load_workbook(io.BytesIO(cast("bytes", content)))


def rows_of(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize(
    ("text", "number", "shape"),
    [
        ("95.00", "95.00", "0.00"),
        ("0", "0", "0"),
        ("−0.5", "-0.5", '0.0;"−"0.0'),
        ("+2", "2", '"+"0;"−"0;0'),
        ("23.89%", "0.2389", "0.00%"),
        ("123456789012345", "123456789012345", "0"),
    ],
)
def test_an_exact_number_is_a_number_with_its_digits(text: str, number: str, shape: str) -> None:
    found = number_in(text)

    assert found is not None
    assert (str(found[0]), found[1]) == (number, shape)


@pytest.mark.parametrize(
    "text",
    ["", "—", "≈1.1212", "80~90", "80 to 90", "1–3", "007", "1234567890123456", "0.1234567890123456", "−0", "21/30", "1e5", "１２"],
)  # fmt: skip
def test_everything_else_stays_text(text: str) -> None:
    assert number_in(text) is None


def test_the_score_sheet_has_the_numbers_of_the_card(streets: Report) -> None:
    """100, 68, and an interval that is no number; full points and points earned add up."""
    sheet = book_of(ExcelResults().write(streets, "zh", 80))["评分表"]
    head = next(row for row in sheet.iter_rows() if row[0].value == "序号")
    at = {cell.value: number for number, cell in enumerate(head)}
    totals = [row for row in sheet.iter_rows() if row[1].value == "总分"]

    assert [row[at["得分"]].value for row in totals] == [100, 68, "0.00~48.13"]
    assert [row[at["得分"]].number_format for row in totals][:2] == ["0.00", "0.00"]
    items = [row for row in sheet.iter_rows() if isinstance(row[0].value, int)]
    assert len(items) == 3 * 23
    for row in items:
        full, got, off = (row[at[name]].value for name in ("满分", "得分", "扣分"))
        if isinstance(got, int | float) and off is not None:
            assert Fraction(str(full)) - Fraction(str(off)) == Fraction(str(got))


def test_every_deduction_is_a_row_of_the_list_of_problems(streets: Report) -> None:
    """With law and source; responsible unit, measures and time limit are left to fill in."""
    sheet = book_of(ExcelResults().write(streets, "zh", 80))["问题清单"]
    (_, head, *rows) = rows_of(sheet)
    expected = deductions(streets)

    assert head == [
        "序号", "单位", "指标", "问题", "扣分", "依据", "出处", "责任单位", "整改措施", "责任人",
        "整改时限", "完成日期", "佐证", "编号",
    ]  # fmt: skip
    assert [row[0] for row in rows] == list(range(1, len(expected) + 1))
    assert [row[3] for row in rows] == [each["reason"].pick("zh") for each in expected]
    assert [str(row[4]) for row in rows] == [
        fixed_text(each["points"], 4).rstrip("0").rstrip(".")
        if each["points"].denominator in (1, 2, 4, 5, 10)
        else str(row[4])
        for row, each in zip(rows, expected, strict=True)
    ]
    assert [row[1] for row in rows] == [each["unit_name"] for each in expected]
    assert all(row[7:13] == [None] * 6 for row in rows)
    assert [row[13] for row in rows] == [f"{each['unit']}/{each['finding']}" for each in expected]


def test_no_text_becomes_a_formula(streets: Report) -> None:
    """Names and ids that begin like one are written as they are, and marked as text."""
    names = (
        "=1+1",
        "+86",
        "-1",
        "@SUM(A1)",
        '=HYPERLINK("http://example.org")',
        "http://x.example",
    )
    card = streets.scorecards[1]
    cards = tuple(
        attrs.evolve(card, unit=attrs.evolve(card.unit, id=f"={at}", name=name))
        for at, name in enumerate(names)
    )
    content = ExcelResults().write(attrs.evolve(streets, scorecards=cards), "en", 80)
    cells = [cell for sheet in book_of(content) for row in sheet.iter_rows() for cell in row]

    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert set(names) <= {cell.value for cell in cells}
    assert not [cell for cell in cells if cell.hyperlink]
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert not any(
            b"<f>" in packed.read(name) for name in packed.namelist() if "sheet" in name
        )


def test_pages_are_a4_with_the_head_on_each(streets: Report) -> None:
    book = book_of(ExcelResults().write(streets, "zh", 80))

    assert book.sheetnames == ["各单位得分", "评分表", "问题清单", "计分卡", "核对"]
    sheet = book["评分表"]
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (
        True,
        0,
    )
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$2:$2", "A3")
    assert len(sheet.row_breaks.brk) == 2
    assert sheet.oddFooter.left.text.strip() == "2023年度乡镇（街道）法治政府建设实地督察"
    reasons = sheet["F5"]
    assert (reasons.font.name, reasons.alignment.wrap_text) == ("宋体", True)


def test_what_does_not_fit_a_row_is_counted(streets: Report) -> None:
    """A row of a sheet has room for some twenty lines; the list of problems has all of them."""
    card = streets.scorecards[1]
    item = next(part for part in card.outcomes() if part.deductions)
    many = attrs.evolve(item, deductions=item.deductions[:1] * 90)
    report = attrs.evolve(streets, scorecards=(attrs.evolve(card, sections=(many,)),))
    book = book_of(ExcelResults().write(report, "zh", 80))
    (cell,) = (
        cell.value
        for row in book["评分表"].iter_rows()
        for cell in row
        if "见“问题清单”" in str(cell.value) and "扣" in str(cell.value)
    )
    *shown, rest = cell.split("\n")

    assert rest == f"……其余{90 - len(shown)}条见“问题清单”"
    assert book["问题清单"].max_row == 2 + len(deductions(report))


def test_a_card_without_deductions_says_so(streets: Report) -> None:
    full = attrs.evolve(streets, scorecards=streets.scorecards[:1])
    kept = deductions(full)
    book = book_of(ExcelResults().write(full, "zh", 80))

    assert "各单位得分" not in book.sheetnames
    assert (book["问题清单"]["A3"].value == "没有扣分。") is (kept == [])


@attrs.frozen
class Pages:
    """An analysis about several units."""

    names: tuple[str, ...]

    def outline(self, language: Language, width: int | None = None) -> Outline:  # noqa: ARG002
        return tuple(block for name in self.names for block in self._page(name))

    def _page(self, name: str) -> Iterator[Heading | Note | PageTable]:
        half = Span(Fraction(1, 2), Fraction(1))
        yield Heading(name, 1)
        yield Heading("表")
        yield PageTable(("单位", "得分"), ((name, "50~100"),), frozenset({1}), ((None, half),))
        yield Heading("注")
        yield Note("-")

    def csv(self, language: Language) -> str:  # noqa: ARG002
        return ""

    def json(self, language: Language) -> str:  # noqa: ARG002
        return "[]"


def test_an_analysis_has_a_sheet_for_each_part_or_for_each_unit() -> None:
    one = book_of(ExcelResults().write_analysis(Pages(("甲/乙",)), "zh", 80))
    two = book_of(ExcelResults().write_analysis(Pages(("甲", "乙" * 40)), "zh", 80))

    assert one.sheetnames == ["甲_乙", "表", "注"]
    assert two.sheetnames == ["甲", "乙" * 28]
    assert rows_of(two["甲"]) == [
        ["甲", None],
        ["表", None],
        ["单位", "得分"],
        ["甲", "50~100"],
        ["注", None],
        ["-", None],
    ]


def test_the_colour_of_a_cell_is_that_of_its_lowest_share() -> None:
    """Half of the full points at least: the sixth of eleven shades."""
    sheet = book_of(ExcelResults().write_analysis(Pages(("甲",)), "zh", 80))["表"]

    assert sheet["B3"].fill.start_color.rgb == "FFFBD3B4"
    assert sheet["A3"].fill.fill_type is None


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_reads_numbers_as_numbers_and_names_as_names(
    streets: Report, tmp_path: Path
) -> None:
    named = (
        attrs.evolve(card, unit=attrs.evolve(card.unit, name="=1+1"))
        for card in streets.scorecards
    )
    report = attrs.evolve(streets, scorecards=tuple(named))
    (tmp_path / "x.xlsx").write_bytes(ExcelResults().write(report, "zh", 80))
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'user').as_uri()}", "--headless"]
    sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2"
    subprocess.run(
        [*command, "--convert-to", sheet, "--outdir", str(tmp_path), str(tmp_path / "x.xlsx")],
        check=True,
        capture_output=True,
    )
    (made,) = tmp_path.glob("*.csv")
    text = made.read_text("utf-8")

    assert re.findall(r"^,总分,100,([^,]*),", text, re.M) == ["100", "68", "0.00~48.13"]
    assert text.count("单位 =1+1（s0") == 3
