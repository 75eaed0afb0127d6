"""The XLSForm and the Word sheet of a checklist."""

import io
import re
from pathlib import Path

import lawcheck_office
import pytest
from docx import Document
from docx.oxml.ns import qn
from lawcheck_office.forms.checks import number_text
from lawcheck_office.forms.word_form import word_form
from lawcheck_office.forms.xlsform import xlsform
from openpyxl import load_workbook
from pyxform.xls2xform import convert

from lawcheck import Session, Unit
from lawcheck.plugin import ZERO, Language

UNITS = [Unit("a 1", "甲街道"), Unit("b", "乙街道")]
CHECKLISTS = ["street-visit", "district-annual", "department-annual"]


@pytest.fixture(scope="module")
def session() -> Session:
    return Session.start(only=(), plugins=[lawcheck_office])


def survey(made: bytes) -> dict[str, dict[str, str]]:
    head, *rows = load_workbook(io.BytesIO(made))["survey"].iter_rows(values_only=True)
    named = [dict(zip(head, row, strict=True)) for row in rows]
    return {each["name"]: each for each in named if each["name"]}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", CHECKLISTS)
def test_pyxform_takes_the_xlsform_without_a_warning(
    session: Session, tmp_path: Path, name: str, language: Language
) -> None:
    path = tmp_path / "form.xlsx"
    path.write_bytes(xlsform(session.load(name), UNITS, language))
    warnings: list[str] = []

    made = convert(str(path), warnings=warnings, validate=False)

    assert warnings == []
    assert made.xform.startswith("<?xml")


def test_questions_have_the_kinds_and_bounds_of_the_checklist(session: Session) -> None:
    asked = survey(xlsform(session.load("street-visit"), [], "en"))

    assert asked["unit"]["type"] == "text"
    assert (asked["publicity_events"]["type"], asked["publicity_events"]["constraint"]) == (
        "integer",
        ". >= 0",
    )
    assert (asked["satisfaction"]["type"], asked["satisfaction"]["constraint"]) == (
        "decimal",
        ". >= 0 and . <= 100",
    )
    assert asked["report_filed"]["relevant"] == "${report_filed_never} != 'yes'"
    assert (
        asked["study__held_on"]["constraint"]
        == ". >= date('2023-01-01') and . <= date('2023-12-31')"
    )
    assert asked["register_study"]["relevant"] == "${register_study_kept} = 'records'"
    assert asked["deduct__case_quality"]["constraint"] == ". >= 0 and . <= 6"


def test_a_label_refers_to_no_answer(session: Session, tmp_path: Path) -> None:
    text = session.find("street-visit").read_text(encoding="utf-8")
    path = tmp_path / "street-visit.yaml"
    path.write_text(text.replace("普法活动场次", '"${staff}"', 1), encoding="utf-8")

    asked = survey(xlsform(session.load(path), [], "zh"))

    assert asked["publicity_events"]["label"] == "$ {staff}"


# -- the Word sheet -----------------------------------------------------------------------------


def test_every_item_stands_on_the_sheet_with_its_points(session: Session) -> None:
    checklist = session.load("street-visit")
    (table, _signed) = Document(io.BytesIO(word_form(checklist, UNITS[0], "zh"))).tables

    rows = {row.cells[1].text: row.cells[2].text for row in table.rows}

    wanted = {item.title.zh: number_text(item.points or ZERO) for item in checklist.indicators()}
    assert wanted == {title: rows[title] for title in wanted}
    assert rows["合计"] == "100"


def test_the_sheet_is_a4_with_the_fonts_of_official_documents(session: Session) -> None:
    document = Document(io.BytesIO(word_form(session.load("street-visit"), None, "zh")))
    page = document.sections[0]

    sizes = (page.page_width, page.page_height, page.left_margin, page.top_margin)
    assert [each and round(each.mm) for each in sizes] == [210, 297, 28, 37]
    fonts = {each.get(qn("w:eastAsia")) for each in document.element.iter(qn("w:rFonts"))}
    assert fonts == {"仿宋", "黑体", "宋体"}
    assert re.search("被考核单位：＿+", "\n".join(each.text for each in document.paragraphs))


def test_the_header_is_repeated_on_each_page(session: Session) -> None:
    table = Document(io.BytesIO(word_form(session.load("street-visit"), None, "en"))).tables[0]

    assert [*table.rows[0]._tr.iter(qn("w:tblHeader"))]
