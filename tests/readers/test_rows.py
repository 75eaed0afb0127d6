"""Rows that are no records, and records that are given twice: nothing counts that should not, nothing is lost in silence."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lawcheck.intake import Intake

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
            ["hearings.csv:3: hearings both says that there is nothing and holds records; check it"],
        ),
        (
            {"f.csv": FACTS, "hearings.csv": HEAD + "a,1号,2023-01-05,是,\na,NIL,,,\n"},
            ["hearings.csv:3: hearings both says that there is nothing and holds records; check it"],
        ),
        (
            {"f.csv": FACTS, "hearings.csv": HEAD + "a,零报告,2023-01-05,,\n"},
            ["hearings.csv:2: a row that says `nil` holds nothing else; check it"],
        ),
        (
            {"f.csv": FACTS, "hearings.csv": HEAD + "a,,,,\n"},
            ["hearings.csv:2: this row holds nothing but the unit; write `nil` where there is nothing to record"],
        ),
        (
            {"a.yaml": UNIT + "registers: {hearings: [{}]}\n"},
            ["a.yaml:3:24: this row holds nothing but the unit; write `nil` where there is nothing to record"],
        ),
        (
            {"a.yaml": "lawcheck-evidence: 1\nunit: {id: 合计}\nfacts: {study: 1}\n", "b.yaml": UNIT},
            ["a.yaml:2:12: 合计 is a row of totals, no unit or record; remove it, or skip it with --skip-total-rows"],
        ),
    ],
)
def test_refused(files: dict[str, str], lines: list[str], put: Callable[..., Path], refused: Callable[..., list[str]]) -> None:
    assert refused(*paths(put, files)) == lines


def test_a_nil_report_in_small_letters(put: Callable[..., Path], read: Callable[..., Intake]) -> None:
    intake = read(*paths(put, {"f.csv": FACTS, "hearings.csv": HEAD + "a,nil,,,\n"}))

    assert intake.evidence[0].registers == {"hearings": ()}


def test_a_file_of_totals_is_skipped_by_name(put: Callable[..., Path], read: Callable[..., Intake]) -> None:
    files = {"a.yaml": "lawcheck-evidence: 1\nunit: {id: 合计}\nfacts: {study: 1}\n", "b.yaml": UNIT}
    intake = read(*paths(put, files), skip_total_rows=True)

    assert [each.unit.id for each in intake.evidence] == ["a"]
    assert intake.skipped == ("a.yaml:2:12 合计",)
