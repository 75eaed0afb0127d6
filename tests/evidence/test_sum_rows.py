"""Rows that are not units by what they hold: the sums or averages of the others, or nothing but a word."""

from collections.abc import Callable
from pathlib import Path

import pytest

from lawcheck.evidence.interpret import Intake

SUMS = (
    "the numbers of {} are the {} of the other rows, as in a row of totals; remove it, or skip it with --skip-total-rows; "
    "if it is a unit, move it between others"
)
ALONE = "the row of {} holds nothing but its id; remove it where it is not a unit, write its unit_name where it is one without data"


@pytest.mark.parametrize(
    ("rows", "line"),
    [
        (["a,1,2", "b,2,3", "c,4,5", "本级,7,10"], "f.csv:5:unit: " + SUMS.format("本级", "sums")),
        (["a,100,", "b,20,", "c,3,", "13,123,"], "f.csv:5:unit: " + SUMS.format("13", "sums")),
        (["13,7,10", "a,1,2", "b,2,3", "c,4,5"], "f.csv:2:unit: " + SUMS.format("13", "sums")),
        (
            ["a,1,10", "b,2,30", "c,4,50", "x,7,90", "y,1,2"],
            "f.csv:5:unit: " + SUMS.format("x", "sums"),
        ),
    ],
)
def test_sums(
    rows: list[str], line: str, put: Callable[..., Path], refused: Callable[..., list[str]]
) -> None:
    assert line in refused(put("f.csv", "unit,study,done\n" + "\n".join(rows) + "\n"))


def test_averages(put: Callable[..., Path], refused: Callable[..., list[str]]) -> None:
    rows = "a,50%,1,4\nb,60.5%,2,4\nc,70%,6,7\n本级,60.17%,3,5\n"

    assert refused(put("f.csv", f"unit,share,study,done\n{rows}")) == [
        "f.csv:5:unit: " + SUMS.format("本级", "averages")
    ]


@pytest.mark.parametrize(
    "rows",
    [
        "a,1,2\nb,2,3\nc,3,5\n",  # two others only
        "a,1,2\nb,2,3\nc,4,5\nd,7,11\n",  # one column is not a sum
        "a,1,\nb,2,\nc,3,\nd,6,\n",  # one column of small numbers
        "a,0,0\nb,0,0\nc,0,0\nd,0,0\n",
        "a,0,0\nb,0,9\nc,5,0\nd,5,9\n",  # each sum is one number
        "a,12,4\nb,12,4\nc,12,4\nd,12,4\n",
        "a,1,2\nb,7,10\nc,2,3\nd,4,5\n",  # between others, as the hint says
        "a,1,4\nb,2,4\nc,3,4\nd,2,4\n",
    ],
)
def test_units_that_are_no_sums(
    rows: str, put: Callable[..., Path], read: Callable[..., Intake]
) -> None:
    assert len(read(put("f.csv", f"unit,study,done\n{rows}")).evidence) == rows.count("\n")


def test_a_row_of_sums_is_skipped_by_name(
    put: Callable[..., Path], read: Callable[..., Intake]
) -> None:
    intake = read(
        put("f.csv", "unit,study,done\na,1,2\nb,2,3\nc,4,5\n本级,7,10\n"), skip_total_rows=True
    )

    assert [each.unit.id for each in intake.evidence] == ["a", "b", "c"]
    assert intake.skipped == ("f.csv:5:unit 本级",)


def test_a_row_with_nothing_but_a_word(
    put: Callable[..., Path], refused: Callable[..., list[str]]
) -> None:
    assert refused(put("f.csv", "unit,study\na,1\nb,2\n张某某,\n")) == [
        "f.csv:4:unit: " + ALONE.format("张某某")
    ]


def test_a_unit_without_data_has_a_name_or_records(
    put: Callable[..., Path], read: Callable[..., Intake]
) -> None:
    intake = read(
        put("f.csv", "unit,unit_name,study\na,甲,1\nb,,2\nc,丙,\nd,,\n"),
        put("hearings.csv", "unit,case_no\nd,零报告\n"),
    )

    assert [each.unit.id for each in intake.evidence] == ["a", "b", "c", "d"]


def test_a_list_of_units_without_facts(
    put: Callable[..., Path], read: Callable[..., Intake]
) -> None:
    assert len(read(put("f.csv", "unit,study\na,\nb,\n")).evidence) == 2
