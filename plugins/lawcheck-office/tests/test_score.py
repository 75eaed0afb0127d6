"""The program scores workbooks as it scores the same tables in CSV."""

import csv
import re
from datetime import date
from pathlib import Path
from typing import ClassVar

import lawcheck_office
import pytest
from lawcheck_office.evidence import Excel
from lawcheck_office.score_sheet import ExcelGrid
from workbooks import Value, written

from lawcheck import EvidenceError, Scorecard, Session
from lawcheck.testing import ReaderSuite

EXAMPLES = Path(__file__).parents[3] / "examples"
SHEETS = {"facts": "指标数据", "judgements": "评议", "study": "学法台账"}


@pytest.fixture(scope="module")
def session() -> Session:
    return Session.start(only=(), plugins=[lawcheck_office])


def typed(text: str) -> Value:
    """Return what Excel makes of a text that is typed into a cell."""
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return date.fromisoformat(text)
    return float(text) if re.fullmatch(r"-?\d{1,12}(\.\d+)?", text) else text or None


def sheet(file: Path) -> list[list[Value]]:
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return [[typed(text) for text in row] for row in csv.reader(lines)]


def points_of(card: Scorecard) -> tuple[object, ...]:
    """Return every number of a card, and every reason, without the places of the evidence."""
    return (
        card.unit.id,
        card.score,
        card.grade,
        [
            (
                item.id,
                item.state,
                item.points,
                [(each.points, each.reason.pick("zh")) for each in item.deductions],
            )
            for item in card.outcomes()
        ],
    )


def test_three_streets_score_as_their_csv_files_do(session: Session, tmp_path: Path) -> None:
    files = sorted((EXAMPLES / "streets-2023").glob("*.csv"))
    checklist = session.load("street-visit")
    book = written(
        tmp_path / "streets.xlsx",
        {SHEETS.get(file.stem, file.stem): sheet(file) for file in files},
    )

    of_csv = session.score(checklist, session.read(checklist, files))
    of_excel = session.score(checklist, session.read(checklist, [book]))

    assert [points_of(card) for card in of_excel.scorecards] == [
        points_of(card) for card in of_csv.scorecards
    ]


def test_the_source_of_a_fact_is_file_sheet_and_cell(session: Session, tmp_path: Path) -> None:
    checklist = session.load("street-visit")
    book = written(
        tmp_path / "a.xlsx",
        {"指标数据": [["2023年督察"], ["unit", "unlawful_document"], ["s1", "no"]]},
    )

    intake = session.read(checklist, [book])

    place = intake.evidence[0].facts["unlawful_document"].source.place
    assert str(place) == f"{book}[指标数据]:3:B"


def test_every_fault_is_told_with_sheet_and_cell(session: Session, tmp_path: Path) -> None:
    checklist = session.load("street-visit")
    book = written(
        tmp_path / "a.xlsx",
        {
            "指标数据": [["unit", "unlawful_document"], ["s1", "maybe"], ["合计", "no"]],
            "hearings": [["unit", "case_no"], ["s1", None]],
        },
    )

    with pytest.raises(EvidenceError) as refused:
        session.read(checklist, [book])

    places = [str(each.place).removeprefix(str(book)) for each in refused.value.problems]
    assert places == ["[指标数据]:2:B", "[指标数据]:3:A", "[hearings]:2"]


def test_columns_of_another_sheet_are_left_out_where_the_checklist_says_so(
    session: Session, tmp_path: Path
) -> None:
    text = (EXAMPLES.parent / "checklists" / "street-visit.yaml").read_text("utf-8")
    path = tmp_path / "c.yaml"
    path.write_text(f"{text}\nother_columns: {{facts: ignore, hearings: [承办人]}}\n", "utf-8")
    checklist = session.load(path)
    book = written(
        tmp_path / "a.xlsx",
        {
            "指标数据": [["unit", "unlawful_document", "人口"], ["s1", "no", 900]],
            "hearings": [["unit", "case_no", "承办人"], ["s1", "1", "甲"]],
        },
    )

    intake = session.read(checklist, [book])

    assert list(intake.evidence[0].facts) == ["unlawful_document"]
    assert [list(each.values) for each in intake.evidence[0].registers["hearings"]] == [
        ["case_no"]
    ]
    assert [each.pick("en").partition("xlsx")[2] for each in intake.notices] == [
        "[指标数据]: read as the table “facts”, by its name",
        "[指标数据]: the column 人口 is left out (cells with content: 1)",
        "[hearings]: the column 承办人 is left out (cells with content: 1)",
    ]


def test_a_printed_score_sheet_is_read(tmp_path: Path) -> None:
    rows: list[list[Value]] = [["序号", "考核内容", "分值"], [1, "学法", 5]]
    path = written(tmp_path / "a.xlsx", {"评分表": rows})

    grid = ExcelGrid().read(path)

    assert [(row.line, row.cells) for row in grid.rows] == [
        (1, ("序号", "考核内容", "分值")),
        (2, ("1", "学法", "5")),
    ]


def test_a_score_sheet_among_others_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "a.xlsx", {"评分表": [["a"]], "说明": [["b"]]})

    with pytest.raises(EvidenceError) as refused:
        ExcelGrid().read(path)

    assert refused.value.problems[0].pick("en") == (
        f"{path}: exactly one sheet must hold something, not: 评分表, 说明; keep the score sheet only"
    )


def _bytes(tmp: Path, rows: list[list[Value]]) -> bytes:
    return written(tmp / "made.xlsx", {"facts": rows}).read_bytes()


class TestReader(ReaderSuite):
    reader = Excel()
    files: ClassVar[dict[str, bytes]] = {}
    refused: ClassVar[tuple[dict[str, bytes], ...]] = ({"a.xls": b"old"}, {"a.xlsx": b"PK"})

    @pytest.fixture(autouse=True)
    def made(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        made = _bytes(tmp_path, [["unit", "visits"], ["a", 12]])
        monkeypatch.setattr(type(self), "files", {"a.xlsx": made})
