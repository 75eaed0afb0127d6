"""Columns that the checklist does not know: left out where it says so, never one that may be misspelt."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from lawcheck.evidence.from_program import build_evidence
from lawcheck.evidence.interpret import Intake
from lawcheck.model.checklist import Checklist
from lawcheck.model.engine import Notice
from lawcheck.model.errors import EvidenceError
from lawcheck.session import Session

CHECKLIST = """\
lawcheck: 1
id: demo
version: "1"
title: 示例
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 3}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 合格, from: 0}]
not_applicable: {policy: redistribute, at_most: 50%}
facts:
  study: {kind: count, label: 学法次数}
registers:
  cases:
    label: 案件
    columns:
      case_no: text
      closed_on: {kind: date, label: 办结日期, optional: true}
  visits: {columns: {village: text}}
other_columns: {facts: [population, 常住人口], cases: ignore}
indicators:
  - {id: study, title: 学法, points: 1, type: count_target, value: study, target: 4, deduct: {points: 0.25, per: 1}}
  - {id: cases, title: 案件, points: 1, type: count_target, value: {count: cases}, target: 1, deduct: {points: 1, per: 1}}
  - {id: visits, title: 走访, points: 1, type: count_target, value: {count: visits}, target: 1, deduct: {points: 1, per: 1}}
"""


@pytest.fixture(scope="module")
def checklist(session: Session, tmp_path_factory: pytest.TempPathFactory) -> Checklist:
    path = tmp_path_factory.mktemp("checklist") / "demo.yaml"
    path.write_text(CHECKLIST, encoding="utf-8")
    return session.load(path)


def told(intake: Intake) -> list[str]:
    return [each.pick("en") for each in intake.notices]


def test_columns_of_a_csv_file(put: Callable[..., Path], read: Callable[..., Intake]) -> None:
    facts = put("facts.csv", "unit,study,常住人口\na,3,900\n")
    cases = put("cases.csv", "unit,case_no,办结日期,clerk,judge\na,1,2023-02-01,甲,\n")

    intake = read(facts, cases)

    (unit,) = intake.evidence
    assert list(unit.facts) == ["study"]
    assert [list(each.values) for each in unit.registers["cases"]] == [["case_no", "closed_on"]]
    assert told(intake) == [
        "facts.csv: the column 常住人口 is left out (cells with content: 1)",
        "cases.csv: columns read as 办结日期 = closed_on",
        "cases.csv: the column clerk is left out (cells with content: 1)",
        "cases.csv: the column judge is left out (cells with content: 0)",
    ]


def test_columns_of_a_yaml_file(put: Callable[..., Path], read: Callable[..., Intake]) -> None:
    path = put(
        "a.yaml",
        "lawcheck-evidence: 1\nunit: {id: a}\nfacts: {study: 3, population: 900}\n"
        "registers:\n  cases:\n    - {case_no: 1, clerk: 甲}\n    - {clerk: 乙, case_no: 2, judge: 丙}\n",
    )

    intake = read(path)

    (unit,) = intake.evidence
    assert list(unit.facts) == ["study"]
    assert [each.label for each in unit.registers["cases"]] == ["1", "2"]
    assert told(intake) == [
        "a.yaml: columns left out, which the checklist does not know: population",
        "a.yaml: columns left out, which the checklist does not know: clerk, judge",
    ]


def test_columns_that_a_program_passes(checklist: Checklist) -> None:
    with pytest.warns(Notice) as told:
        evidence = build_evidence(
            checklist,
            "a",
            {"study": 3, "population": 900},
            {"cases": [{"case_no": "1", "clerk": 7}]},
        )

    assert evidence.facts["study"].value == Fraction(3)
    assert [dict(each.values) for each in evidence.registers["cases"]] == [{"case_no": "1"}]
    assert [str(each.message) for each in told] == [
        "facts: columns left out, which the checklist does not know: population",
        "cases: columns left out, which the checklist does not know: clerk",
    ]


REFUSED = [
    (
        "not named for the facts",
        {"f.csv": "unit,study,households\na,3,9\n"},
        ["f.csv:1:households: the checklist has no column households; remove or rename it"],
    ),
    (
        "none allowed in this register",
        {"visits.csv": "unit,village,clerk\na,v,x\n"},
        ["visits.csv:1:clerk: the checklist has no column clerk; remove or rename it"],
    ),
    (
        "like the name of a column that the table lacks",
        {"cases.csv": "unit,case_no,closed\na,1,2023-02-01\n"},
        [
            "cases.csv:1:closed: the column closed looks like closed_on; rename it if it is that column, "
            "else list the other columns by name under `other_columns` in the checklist"
        ],
    ),
    (
        "in other letters",
        {"cases.csv": "unit,case_no,CLOSED_ON\na,1,2023-02-01\n"},
        [
            "cases.csv:1:CLOSED_ON: the column CLOSED_ON looks like closed_on; rename it if it is that column, "
            "else list the other columns by name under `other_columns` in the checklist"
        ],
    ),
    (
        "like a label",
        {"cases.csv": "unit,case_no,办结日\na,1,2023-02-01\n"},
        [
            "cases.csv:1:办结日: the column 办结日 looks like 办结日期; rename it if it is that column, "
            "else list the other columns by name under `other_columns` in the checklist"
        ],
    ),
    (
        "in a YAML file",
        {
            "a.yaml": "lawcheck-evidence: 1\nunit: {id: a}\nregisters: {cases: [{case_no: 1, close_on: 1}]}\n"
        },
        [
            "a.yaml:3:34: the column close_on looks like closed_on; rename it if it is that column, "
            "else list the other columns by name under `other_columns` in the checklist"
        ],
    ),
]


@pytest.mark.parametrize(
    ("files", "lines"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_columns_that_are_not_left_out(
    files: dict[str, str],
    lines: list[str],
    put: Callable[..., Path],
    refused: Callable[..., list[str]],
) -> None:
    assert refused(*(put(name, text) for name, text in files.items())) == lines


def test_a_like_name_beside_the_column_itself_is_another_column(
    put: Callable[..., Path], read: Callable[..., Intake]
) -> None:
    intake = read(put("cases.csv", "unit,case_no,closed_on,closed_by\na,1,2023-02-01,甲\n"))

    assert told(intake) == ["cases.csv: the column closed_by is left out (cells with content: 1)"]


def test_a_row_with_nothing_but_other_columns_is_no_record(
    put: Callable[..., Path], refused: Callable[..., list[str]]
) -> None:
    text = "lawcheck-evidence: 1\nunit: {id: a}\nregisters: {cases: [{case_no: 1}, {clerk: 甲}]}\n"

    assert refused(put("a.yaml", text)) == [
        "a.yaml:3:35: this row holds nothing but the unit; write `nil` where there is nothing to record"
    ]


def test_a_like_name_from_a_program(checklist: Checklist) -> None:
    with pytest.raises(EvidenceError) as caught:
        build_evidence(checklist, "a", registers={"cases": [{"case_no": "1", "close_on": None}]})

    assert caught.value.pick("en") == (
        "cases: the column close_on looks like closed_on; rename it if it is that column, "
        "else list the other columns by name under `other_columns` in the checklist (unit a)"
    )
    assert caught.value.pick("zh") == (
        "cases: 列 close_on 与 closed_on 相近；是这一列请改名，不是请在指标体系的 other_columns 里逐一写出其他列的列名（单位 a）"
    )


def test_the_digest_of_a_checklist_does_not_cover_them(session: Session, tmp_path: Path) -> None:
    """They decide how a file is read, not how its values are scored."""
    path = tmp_path / "other.yaml"
    path.write_text(CHECKLIST, encoding="utf-8")
    with_others = session.load(path)
    path.write_text(
        CHECKLIST.replace("other_columns: {facts: [population, 常住人口], cases: ignore}\n", ""),
        encoding="utf-8",
    )

    assert session.load(path) == with_others
