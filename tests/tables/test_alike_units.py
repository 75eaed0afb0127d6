"""Units of tables that may be one are told, as those of files are."""

import warnings
from pathlib import Path

import polars as pl
import pytest

import lawcheck
from lawcheck.model.checklist import Checklist
from lawcheck.model.engine import Notice
from lawcheck.session import Session

SHEET = """\
lawcheck: 1
id: demo
version: "1"
title: 示例
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 100}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 合格, from: 60}, {name: 不合格, from: 0}]
not_applicable: {policy: redistribute, at_most: 100%}
facts:
  done: {kind: yes_no, label: 完成}
indicators:
  - {id: done, title: 完成, points: 100, type: yes_no, value: done}
"""
HEAD = ["unit", "unit_name", "unit_kind", "unit_group", "done"]
CASE = "the unit ids {} differ by case alone; they are read as different units"
NAME = "the units {} are all called {}; they are read as different units"
GROUP = "the groups or kinds of units {} are nearly the same; they are read as different ones"


@pytest.fixture(scope="module")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Checklist:
    file = tmp_path_factory.mktemp("sheet") / "demo.yaml"
    file.write_text(SHEET, "utf-8")
    return Session.start(only=()).load(file)


def told(sheet: Checklist, facts: object) -> list[str]:
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always", Notice)
        made = lawcheck.score_table(sheet, facts)
    assert made["score_low"].to_list() == [100] * len(made)
    return [str(each.message) for each in seen]


@pytest.mark.parametrize(
    ("rows", "notices"),
    [
        ([("a1", "甲", "", "A组"), ("b1", "乙", "", "B组")], []),
        ([("a1", "甲", "", ""), ("A1", "乙", "", "")], [CASE.format("a1, A1")]),
        ([("AB1", "甲", "", ""), ("A1", "乙", "", "")], []),
        ([("é", "甲", "", ""), ("É", "乙", "", "")], [CASE.format("é, É")]),
        ([("1", "青石镇", "", ""), ("2", "", "", ""), ("3", "青 石镇", "", "")], [NAME.format("1, 3", "青石镇")]),
        ([("1", "", "", ""), ("2", "", "", "")], []),
        ([("1", "甲", "", "A组"), ("2", "乙", "", "A组（城区）"), ("3", "丙", "", "A组")], [GROUP.format("A组, A组（城区）")]),
        ([("1", "甲", "乡镇", ""), ("2", "乙", "乡镇。", "")], [GROUP.format("乡镇, 乡镇。")]),
        (
            [("a1", "甲", "镇", "A组"), ("A1", "甲", "镇", "Ａ组")],
            [CASE.format("a1, A1"), NAME.format("a1, A1", "甲")],
        ),
    ],
)  # fmt: skip
def test_frames_and_files_tell_the_same(
    sheet: Checklist, rows: list[tuple[str, ...]], notices: list[str], tmp_path: Path
) -> None:
    """With these notices, in this order; `A组` and `Ａ组` are one group."""
    frame = pl.DataFrame([(*row, "是") for row in rows], HEAD, orient="row")
    frame.write_parquet(tmp_path / "units.parquet")
    frame.write_csv(tmp_path / "units.csv")

    assert told(sheet, frame) == notices
    assert told(sheet, tmp_path / "units.parquet") == notices
    assert told(sheet, tmp_path / "units.csv") == notices


def test_no_more_than_twenty_ids_are_listed(sheet: Checklist, tmp_path: Path) -> None:
    frame = pl.DataFrame(
        [(str(at), "甲", "", "", "是") for at in range(1, 31)], HEAD, orient="row"
    )
    frame.write_csv(tmp_path / "units.csv")
    first = ", ".join(map(str, range(1, 21)))

    assert told(sheet, frame) == [NAME.format(f"{first}, …", "甲")]
    assert told(sheet, tmp_path / "units.csv") == [NAME.format(f"{first}, …", "甲")]
