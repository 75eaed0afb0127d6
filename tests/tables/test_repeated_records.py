"""A register that lets no two records be equal is checked in tables as in files."""

from pathlib import Path

import polars as pl
import pytest

from lawcheck.model.errors import EvidenceError
from lawcheck.session import Session
from lawcheck.tables import score_table

BASE = """\
lawcheck: 1
id: demo
version: "1"
title: 演示
period: {from: 2024-01-01, to: 2024-12-31}
scoring: {method: points, out_of: 100}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 合格, from: 60}, {name: 不合格, from: 0}]
not_applicable: {policy: redistribute, at_most: 60%}
facts: {n: {kind: count}}
registers:
  docs: {columns: {number: text, day: {kind: date, optional: true}}, unique: [number, day]}
indicators:
  - {id: a1, title: 违法, points: 90, type: incidents, count: {count: docs}, deduct: 5}
  - {id: a2, title: 学法, points: 10, type: count_target, value: n, target: 10, deduct: {points: 1, per: 1}}
"""


def test_equal_records_of_a_table(tmp_path: Path) -> None:
    path = tmp_path / "base.yaml"
    path.write_text(BASE, "utf-8")
    checklist = Session.start(only=()).load(path)
    facts = pl.DataFrame({"unit": ["a", "b"], "n": [10, 10]})

    with pytest.raises(EvidenceError) as error:
        score_table(
            checklist,
            facts,
            {"docs": pl.DataFrame({"unit": ["a", "b", "a"], "number": ["1号", "1号", "１号"]})},
        )
    assert str(error.value) == (
        "docs:3: a: this record of docs has the same number, day as the one at docs:1; remove the repeated one"
    )
    made = score_table(
        checklist, facts, {"docs": pl.DataFrame({"unit": ["a", "b"], "number": ["1号", "1号"]})}
    )
    assert made["score_low"].to_list() == made["score_high"].to_list() == [95, 95]
