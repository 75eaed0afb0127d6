"""What a program is told of how its tables were read stands at the line that called lawcheck."""

import warnings
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

import lawcheck
from lawcheck.session import Session
from lawcheck.tables import score_table, table_cards

CHECKLIST = """\
lawcheck: 1
id: demo
version: "1"
title: 演示
period: {from: 2024-01-01, to: 2024-12-31}
scoring: {method: points, out_of: 10}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 优, from: 9}, {name: 差, from: 0}]
not_applicable: {policy: redistribute, at_most: 60%}
facts: {plan: yes_no}
other_columns: {facts: ignore}
indicators: [{id: a, title: 甲, points: 10, type: yes_no, value: plan}]
"""


@pytest.fixture
def checklist(session: Session, tmp_path: Path) -> lawcheck.Checklist:
    (tmp_path / "demo.yaml").write_text(CHECKLIST, "utf-8")
    return session.load(tmp_path / "demo.yaml")


def test_the_line_of_a_warning(checklist: lawcheck.Checklist, tmp_path: Path) -> None:
    frame = pl.DataFrame({"unit": ["a"], "plan": ["√"], "note": ["x"]})
    frame.write_csv(tmp_path / "f.csv")
    calls: list[Callable[[], object]] = [
        lambda: score_table(checklist, frame),
        lambda: table_cards(checklist, ["a"], frame),
        lambda: score_table(checklist, tmp_path / "f.csv"),
        lambda: table_cards(checklist, ["a"], str(tmp_path / "f.csv")),
        lambda: lawcheck.build_evidence(checklist, "a", {"plan": True, "note": "x"}),
    ]

    for call in calls:
        with warnings.catch_warnings(record=True) as told:
            warnings.simplefilter("always")
            call()
        assert told
        assert {each.filename for each in told} == {__file__}
