"""Printed score sheets in Word documents, for `lawcheck import-table`."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from lawcheck_office.word_sheet import WordGrid
from workbooks import spoiled

from lawcheck.plugin import EvidenceError, Grid, LimitError

BODY = "word/document.xml"


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    """A score sheet with a merged section, a cell of two paragraphs, and a table to sign."""
    made = Document()
    made.add_paragraph("2024年评分表（虚构示例）")
    table = made.add_table(3, 4)
    rows = (
        ("类别", "考核内容", "分值", "评分标准"),
        ("组织领导", "学法", "5", "每少一次扣1分"),
        ("", "普法", "5", "视情扣1—3分"),
    )
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(1, 1).add_paragraph("全年不少于6次")
    signed = made.add_table(1, 2)
    signed.cell(0, 0).text = "评查人"
    path = tmp_path / "评分表.docx"
    made.save(str(path))
    return path


def read(path: Path) -> Grid:
    return WordGrid().read(path)


def said(path: Path) -> list[str]:
    return [each.pick("en").replace(f"{path.parent}/", "") for each in read(path).notices]


def refusal(path: Path) -> list[str]:
    with pytest.raises((EvidenceError, LimitError)) as error:
        read(path)
    return [each.pick("en").replace(f"{path.parent}/", "") for each in error.value.problems]


def test_merged_cells_are_blank_as_in_other_sheets(sheet: Path) -> None:
    assert [(row.line, row.cells) for row in read(sheet).rows] == [
        (1, ("类别", "考核内容", "分值", "评分标准")),
        (2, ("组织领导", "学法\n全年不少于6次", "5", "每少一次扣1分")),
        (3, ("", "普法", "5", "视情扣1—3分")),
    ]


def test_a_table_of_another_width_is_named(sheet: Path) -> None:
    assert said(sheet) == ["评分表.docx: tables of another width are not read (评查人)"]


def test_cells_merged_across_keep_their_place(sheet: Path) -> None:
    made = Document(str(sheet))
    table = made.tables[0]
    table.cell(0, 1).merge(table.cell(0, 2))
    made.save(str(sheet))

    assert [len(row.cells) for row in read(sheet).rows] == [4, 4, 4]
    assert read(sheet).rows[0].cells == ("类别", "考核内容\n分值", "", "评分标准")


def test_tracked_changes_are_read_as_accepted(sheet: Path) -> None:
    old, new = (
        "<w:r><w:t>每少一次扣1分</w:t></w:r>",
        "<w:r><w:t>每少一次</w:t></w:r><w:ins><w:r><w:t>扣2分</w:t></w:r></w:ins>"
        "<w:del><w:r><w:delText>扣1分</w:delText></w:r></w:del>",
    )
    spoiled(sheet, BODY, old, new)

    assert read(sheet).rows[1].cells[3] == "每少一次扣2分"
    assert said(sheet)[-1] == (
        "评分表.docx: 1 tracked deletions are left out, and insertions are read as accepted; check them"
    )


def test_the_sheet_of_a_document_becomes_a_checklist(sheet: Path) -> None:
    arguments = ["--lang", "zh", "import-table", str(sheet), "--id", "demo", "--year", "2024"]

    done = subprocess.run(
        [sys.executable, "-m", "lawcheck", *arguments],
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "组织领导" in done.stdout
    assert "全年不少于6次" in done.stdout


@pytest.mark.parametrize("name", ["表.doc", "表.wps"])
def test_other_formats_are_refused_with_what_to_do(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"\xd0\xcf\x11\xe0 anything")

    assert refusal(tmp_path / name) == [
        f'{name}: {Path(name).suffix} is not read; save it as "Word Document (.docx)" in Word or WPS'
    ]


def test_a_document_without_a_table_is_refused(tmp_path: Path) -> None:
    made = Document()
    made.add_paragraph("没有表")
    made.save(str(tmp_path / "a.docx"))

    assert refusal(tmp_path / "a.docx") == [
        "a.docx: the document has no table; give one with the score sheet"
    ]


Spoil = Callable[[Path], object]


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (
            lambda path: spoiled(path, BODY, "?>", '?>\n<!DOCTYPE x [<!ENTITY e "1">]>'),
            "declares a document type, which Word never writes",
        ),
        (lambda path: path.write_bytes(path.read_bytes()[:-200]), "not an intact .docx document"),
        (
            lambda path: path.write_bytes(b"\xd0\xcf\x11\xe0"),
            "this is a file of the old format (.doc, .wps) or has a password",
        ),
        (lambda path: _bomb(path), "times as large when unpacked, unlike a real document"),
    ],
)
def test_what_is_not_safe_to_open_is_refused(sheet: Path, spoil: Spoil, words: str) -> None:
    spoil(sheet)

    (problem,) = refusal(sheet)
    assert words in problem


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(BODY, b" " * 50_000_000)
