"""Rows that are not records, and records that are given twice: nothing counts that should not, nothing is lost in silence."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lawcheck.evidence.interpret import Intake
from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import EvidenceError
from lawcheck.session import Session

FACTS = "unit,study\na,1\n"
HEAD = "unit,case_no,heard_on,appeared,note\n"
UNIT = "lawcheck-evidence: 1\nunit: {id: a}\n"


def paths(put: Callable[..., Path], files: dict[str, str]) -> list[Path]:
    made = [put(name, content) for name, content in files.items()]
    return list(dict.fromkeys(path if path.parent == Path() else path.parent for path in made))


@pytest.mark.parametrize(
    ("files", "lines"),
    [
        (
            {"f.csv": FACTS, "hearings.csv": HEAD + "a,零报告,,,\na,1号,2023-01-05,是,\n"},
            [
                "hearings.csv:3: hearings both says that there is nothing and holds records; check it"
            ],
        ),
        (
            {"f.csv": FACTS, "hearings.csv": HEAD + "a,1号,2023-01-05,是,\na,NIL,,,\n"},
            [
                "hearings.csv:3: hearings both says that there is nothing and holds records; check it"
            ],
        ),
        (
            {"f.csv": FACTS, "hearings.csv": HEAD + "a,零报告,2023-01-05,,\n"},
            ["hearings.csv:2: a row that says `nil` holds nothing else; check it"],
        ),
        (
            {"f.csv": FACTS, "hearings.csv": HEAD + "a,,,,\n"},
            [
                "hearings.csv:2: this row holds nothing but the unit; write `nil` where there is nothing to record"
            ],
        ),
        (
            {"a.yaml": UNIT + "registers: {hearings: [{}]}\n"},
            [
                "a.yaml:3:24: this row holds nothing but the unit; write `nil` where there is nothing to record"
            ],
        ),
        (
            {
                "a.yaml": "lawcheck-evidence: 1\nunit: {id: 合计}\nfacts: {study: 1}\n",
                "b.yaml": UNIT,
            },
            [
                "a.yaml:2:12: 合计 is a row of totals, not a unit or a record; remove it, or skip it with --skip-total-rows"
            ],
        ),
        (
            {"f.csv": FACTS, "hearings.csv": HEAD + "a,1号,2023-01-05,是,\na,小计,,,\n合计,,,,\n"},
            [
                "hearings.csv:3:case_no: 小计 is a row of totals, not a unit or a record; remove it, or skip it with --skip-total-rows",
                "hearings.csv:4:unit: 合计 is a row of totals, not a unit or a record; remove it, or skip it with --skip-total-rows",
            ],
        ),
        (
            {"f.csv": "unit,study\n合　计,1\nGrand Total,2\n平均,1\n"},
            [
                "f.csv:2:unit: 合　计 is a row of totals, not a unit or a record; remove it, or skip it with --skip-total-rows",
                "f.csv:3:unit: Grand Total is a row of totals, not a unit or a record; remove it, or skip it with --skip-total-rows",
                "f.csv:4:unit: 平均 is a row of totals, not a unit or a record; remove it, or skip it with --skip-total-rows",
            ],
        ),
        (
            {"u/unit.yaml": UNIT, "u/unit.json": '{"lawcheck-evidence": 1, "unit": {"id": "b"}}'},
            ["u: there is more than one unit file; keep one"],
        ),
        (
            {
                "u/unit.yaml": UNIT
                + "registers: {hearings: [{case_no: 1号, heard_on: 2023-01-05, appeared: 是}]}\n",
                "u/hearings.csv": "case_no,heard_on,appeared,note\n1号,2023-01-05,是,\n2号,2023-01-05,是,\n",
            },
            [
                "u/hearings.csv:2: the register hearings of a is given at u/unit.yaml:3:24 already; put it into one table"
            ],
        ),
        (
            {"f.csv": "unit,study\na,1\nb\u200b,2\n"},
            ["f.csv:3:unit: holds the invisible character U+200B; remove it"],
        ),
        (
            {"a.yaml": "lawcheck-evidence: 1\nunit: {id: 012, name: no}\n"},
            ["a.yaml:2:12: YAML readers disagree on what 012 means; put it in quotes"],
        ),
        (
            {"a.yaml": "lawcheck-evidence: 1\nunit: {id: a, name: no}\n"},
            ["a.yaml:2:21: YAML readers disagree on what no means; put it in quotes"],
        ),
    ],
)
def test_refused(
    files: dict[str, str],
    lines: list[str],
    put: Callable[..., Path],
    refused: Callable[..., list[str]],
) -> None:
    assert refused(*paths(put, files)) == lines


def test_a_nil_report_in_small_letters(
    put: Callable[..., Path], read: Callable[..., Intake]
) -> None:
    intake = read(*paths(put, {"f.csv": FACTS, "hearings.csv": HEAD + "a,nil,,,\n"}))

    assert intake.evidence[0].registers == {"hearings": ()}


def test_a_file_of_totals_is_skipped_by_name(
    put: Callable[..., Path], read: Callable[..., Intake]
) -> None:
    files = {
        "a.yaml": "lawcheck-evidence: 1\nunit: {id: 合计}\nfacts: {study: 1}\n",
        "b.yaml": UNIT,
    }
    intake = read(*paths(put, files), skip_total_rows=True)

    assert [each.unit.id for each in intake.evidence] == ["a"]
    assert intake.skipped == ("a.yaml:2:12 合计",)


def test_a_register_given_twice_is_named_once(
    put: Callable[..., Path], session: Session, checklist: Checklist
) -> None:
    """Two tables of one register would count every hearing twice."""
    first = put("q1/hearings.csv", HEAD + "a,1号,2023-01-05,是,\nb,1号,2023-01-05,是,\n")
    second = put(
        "q2/hearings.csv", HEAD + "a,2号,2023-01-05,是,\na,3号,2023-01-05,是,\nc,零报告,,,\n"
    )

    with pytest.raises(EvidenceError) as error:
        session.read(checklist, [first, second])
    assert str(error.value) == (
        "q2/hearings.csv:2: the register hearings of a is given at q1/hearings.csv:2 already; put it into one table"
    )


def test_subtotals_of_units_are_skipped_by_name(
    put: Callable[..., Path], read: Callable[..., Intake]
) -> None:
    files = {"f.csv": FACTS, "hearings.csv": HEAD + "a,1号,2023-01-05,是,\na,小计,,,\n合计,,,,\n"}
    intake = read(*paths(put, files), skip_total_rows=True)

    assert len(intake.evidence[0].registers["hearings"]) == 1
    assert intake.skipped == ("hearings.csv:3:case_no 小计", "hearings.csv:4:unit 合计")


def test_a_text_may_be_a_word_of_totals(
    put: Callable[..., Path], read: Callable[..., Intake]
) -> None:
    """The first fact of a file is not a row."""
    intake = read(*paths(put, {"a.yaml": UNIT + "facts: {name: 合计}\n"}))

    assert intake.evidence[0].facts["name"].value == "合计"
