"""Frames that hold what they should not are refused by the column, as the same values are in a CSV file."""

from pathlib import Path

import pandas as pd
import polars as pl
import pytest

import lawcheck

CHECKLIST = """\
lawcheck: 1
id: demo
version: "1"
title: 演示
period: {from: 2024-01-01, to: 2024-12-31}
scoring: {method: points, out_of: 60}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 合格, from: 0}]
not_applicable: {policy: redistribute, at_most: 60%}
facts: {n: count}
indicators:
  - {id: a1, title: x, points: 60, type: count_target, value: n, target: 10, deduct: {points: 6, per: 1}}
"""
MIXED = "the values of this column are not of one type; make them all numbers, dates or texts"
LONG = "1000000000000000 has more than 15 digits; is it a code?"


@pytest.fixture
def checklist(tmp_path: Path) -> lawcheck.Checklist:
    (tmp_path / "c.yaml").write_text(CHECKLIST, "utf-8")
    return lawcheck.load_checklist(tmp_path / "c.yaml")


@pytest.mark.parametrize(
    ("frame", "line"),
    [
        (pd.DataFrame({"unit": ["a", "b"], "n": ["1", 2]}), f"facts:n: {MIXED}"),
        (pd.DataFrame({"unit": ["a", 2], "n": [1, 2]}), f"facts:unit: {MIXED}"),
        (pl.DataFrame({"unit": ["a", "b"], "n": [1, 10**15]}), f"facts:2:n: {LONG}"),
        (pd.DataFrame({"unit": ["a", "b"], "n": [1, 10**15]}), f"facts:2:n: {LONG}"),
    ],
)
def test_a_column_that_is_refused(frame: object, line: str, checklist: lawcheck.Checklist) -> None:
    with pytest.raises(lawcheck.EvidenceError) as refused:
        lawcheck.score_table(checklist, frame)

    assert str(refused.value) == line


def test_a_number_that_is_too_long_whatever_the_file(
    checklist: lawcheck.Checklist, tmp_path: Path
) -> None:
    """10^15 was refused from CSV and taken from Parquet."""
    frame = pl.DataFrame({"unit": ["a", "b"], "n": [1, 10**15]})
    frame.write_csv(tmp_path / "units.csv")
    frame.write_parquet(tmp_path / "units.parquet")
    for name in ("units.csv", "units.parquet"):
        with pytest.raises(lawcheck.EvidenceError) as refused:
            lawcheck.score_table(checklist, tmp_path / name)
        assert LONG in str(refused.value), name
