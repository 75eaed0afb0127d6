"""`lawcheck feedback`: a document for each unit, in our layout or in that of an office's own template."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import attrs
import lawcheck_office
import pytest
from click.testing import CliRunner, Result
from docx import Document
from docx.oxml.ns import qn
from lawcheck_office.feedback_command import command
from lawcheck_office.results.template import Template

from lawcheck import Report, Session, deductions
from lawcheck.cli import Say
from lawcheck.plugin import EvidenceError

EXAMPLES = Path(__file__).parents[3] / "examples"
STREETS = sorted((EXAMPLES / "streets-2023").glob("*.csv"))
Run = Callable[..., Result]


@pytest.fixture(scope="module")
def streets() -> Report:
    session = Session.start(only=(), plugins=[lawcheck_office])
    checklist = session.load("street-visit")
    return session.score(checklist, session.read(checklist, STREETS))


def template(path: Path, *texts: str) -> Path:
    document = Document()
    for text in texts:
        document.add_paragraph(text)
    document.save(str(path))
    return path


def lines_of(content: bytes) -> list[str]:
    body = Document(io.BytesIO(content)).element.body
    return [
        "".join(text.text or "" for text in each.iter(qn("w:t"))) for each in body.iter(qn("w:p"))
    ]


def refused(path: Path) -> list[str]:
    with pytest.raises(EvidenceError) as error:
        Template.read(path)
    return [each.pick("en").replace(f"{path.parent}/", "") for each in error.value.problems]


def test_placeholders_become_what_the_card_says(streets: Report, tmp_path: Path) -> None:
    """In both languages, with or without spaces; other braces stay."""
    file = template(
        tmp_path / "t.docx",
        "{{单位}}（{{ id }}）：{{得分}}/{{满分}}，{{等次}}，{{problems}}个问题{x}{{ checklist }}。",
    )
    filled = Template.read(file)

    assert lines_of(filled.filled(streets.scorecards[1], "zh")) == [
        "西岭街道（虚构）（s02）：68.00/100，合格，18个问题{x}2023年度乡镇（街道）法治政府建设实地督察。"
    ]
    assert lines_of(filled.filled(streets.scorecards[2], "en")) == [
        "北塘镇（虚构）（s03）：0.00 to 48.13/100，fail，22个问题{x}Inspection visit to a street or township 2023。"
    ]


def test_a_placeholder_that_word_split_into_pieces(streets: Report, tmp_path: Path) -> None:
    """The looks are those of its beginning; what stands around it keeps its own."""
    document = Document()
    paragraph = document.add_paragraph("甲 {{")
    paragraph.add_run("单").bold = True
    paragraph.add_run("位}} 乙 {{得分}}")
    document.save(str(tmp_path / "t.docx"))
    filled = Template.read(tmp_path / "t.docx").filled(streets.scorecards[1], "zh")
    (made,) = Document(io.BytesIO(filled)).paragraphs

    assert [run.text for run in made.runs] == ["甲 西岭街道（虚构）", "", " 乙 68.00"]


def test_findings_and_tables_take_the_place_of_their_paragraph(
    streets: Report, tmp_path: Path
) -> None:
    file = template(tmp_path / "t.docx", "前", "{{存在问题}}", "{{ problem_list }}", "后")
    content = Template.read(file).filled(streets.scorecards[1], "zh")
    lines = lines_of(content)
    (table,) = Document(io.BytesIO(content)).tables

    assert lines[:3] == ["前", "（一）组织领导", "1.第一责任人职责"]
    assert lines[-1] == "后"
    assert len(table.rows) == 1 + len(deductions(streets.scorecards[1]))
    assert table._tbl.tblPr.find(qn("w:tblBorders")) is not None


def test_heads_feet_and_tables_of_a_template_are_filled_in(
    streets: Report, tmp_path: Path
) -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{单位}}"
    document.add_table(1, 1).cell(0, 0).text = "{{等次}}"
    document.save(str(tmp_path / "t.docx"))
    content = Template.read(tmp_path / "t.docx").filled(streets.scorecards[1], "zh")
    made = Document(io.BytesIO(content))

    assert made.sections[0].header.paragraphs[0].text == "西岭街道（虚构）"
    assert made.tables[0].cell(0, 0).text == "合格"


def test_what_a_unit_is_called_is_never_a_placeholder(streets: Report, tmp_path: Path) -> None:
    file = template(tmp_path / "t.docx", "{{单位}}{{得分}}")
    card = streets.scorecards[1]
    named = attrs.evolve(card, unit=attrs.evolve(card.unit, name="{{等次}}\x1b"))

    assert lines_of(Template.read(file).filled(named, "zh")) == [r"{{等次}}\u001b68.00"]


def test_templates_that_are_refused(tmp_path: Path) -> None:
    known = (
        "单位, unit, 编号, id, 指标体系, checklist, 得分, score, 满分, out_of, 等次, grade, 评分日, "
        "as_of, 问题数, problems, 存在问题, findings, 评分表, score_sheet, 问题清单, problem_list"
    )

    assert refused(template(tmp_path / "a.docx", "{{总分}} {{评分表}}表", "{{}}")) == [
        f"a.docx: there is no placeholder {{{{总分}}}}; there are: {known}",
        "a.docx: the placeholder {{评分表}} stands for paragraphs or a table; give it a paragraph of "
        "its own",
        f"a.docx: there is no placeholder {{{{}}}}; there are: {known}",
    ]
    assert refused(template(tmp_path / "b.docx", "没有")) == [
        "b.docx: the template has no placeholder; write {{unit}}, {{score}} and the like where "
        f"something belongs: {known}"
    ]
    (tmp_path / "c.docx").write_bytes(b"text")
    assert refused(tmp_path / "c.docx")[0].startswith("c.docx: ")
    with zipfile.ZipFile(tmp_path / "d.docx", "w") as packed:
        packed.writestr("word/document.xml", "<w/>")
    assert refused(tmp_path / "d.docx") == [
        "d.docx: this is no whole Word document; save it as .docx with Word or WPS"
    ]
    with zipfile.ZipFile(tmp_path / "e.docx", "w") as packed:
        packed.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    assert "declares a document type" in refused(tmp_path / "e.docx")[0]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LAWCHECK_PLUGINS", "")

    def program(*arguments: object) -> Result:
        return CliRunner().invoke(command(Say("en")), [str(each) for each in arguments])

    return program


def test_a_document_for_each_unit(run: Run, tmp_path: Path) -> None:
    """No file is written over; a wrong template stops before anything is read."""
    done = run("street-visit", *STREETS, "-o", "out")
    again = run("street-visit", *STREETS, "-o", "out")
    one = run("street-visit", *STREETS, "--unit", "s02", "-o", "one")
    bad = run("street-visit", "none.csv", "--template", STREETS[0], "-o", "bad")

    assert done.output == "feedback written to out: 3\n"
    assert sorted(each.name for each in (tmp_path / "out").iterdir()) == [
        "东桥街道（虚构）.docx",
        "北塘镇（虚构）.docx",
        "西岭街道（虚构）.docx",
    ]
    assert "may be filled in, so it is not written over" in str(again.exception)
    assert [each.name for each in (tmp_path / "one").iterdir()] == ["西岭街道（虚构）.docx"]
    assert one.exit_code == 0
    assert isinstance(bad.exception, EvidenceError)
    assert not (tmp_path / "bad").exists()


def test_a_template_for_each_unit(run: Run, tmp_path: Path) -> None:
    file = template(tmp_path / "t.docx", "{{unit}}")
    done = run("street-visit", *STREETS, "--template", file, "-o", "out")

    assert done.exit_code == 0
    assert lines_of((tmp_path / "out" / "北塘镇（虚构）.docx").read_bytes()) == ["北塘镇（虚构）"]
