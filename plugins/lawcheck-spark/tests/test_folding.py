"""Texts in other widths are the same on a cluster: ids, groups, conditions, different values."""

from pathlib import Path

import local_spark  # noqa: F401 - a Spark that starts quickly
import polars as pl
import pytest
from lawcheck_spark.engine import SparkEngine

from lawcheck import EvidenceError, Session
from lawcheck.plugin import TableRun

CHECKLIST = """\
lawcheck: 1
id: small
version: "1"
title: 小表
sample_weights: true
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 80}
rounding: {places: 1, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 全部, from: 0}]
not_applicable: {policy: redistribute, at_most: 50%}
ranking: {within: group}
facts: {}
registers: {docs: {columns: {kind: text, case: text}}}
indicators:
  - {id: kinds, title: 违法, points: 40, type: incidents, count: {count: docs, where: {kind: "规范性文件（试行）"}}, deduct: 10}
  - id: cases
    title: 案件
    points: 40
    type: count_target
    value: {distinct: docs, of: case}
    target: 4
    deduct: {points: 10, per: 1}
"""
DOCS = {
    "unit": ["青 石镇", "青 石镇", "青 石镇", "b"],
    "kind": ["规范性文件(试行)", "规范性 文件（试行）", "其他", "其他"],
    "case": ["（2023）甲1号", "(2023)甲１号", "(2023)甲2号", "1"],
}
"""Of the first unit two of one kind, two cases: 40 - 2 x 10, 40 - 2 x 10; of the other 40, 40 - 3 x 10."""


def run_of(folder: Path, units: list[str], groups: list[str]) -> TableRun:
    (folder / "c.yaml").write_text(CHECKLIST, "utf-8")
    pl.DataFrame({"unit": units, "unit_group": groups}).write_parquet(folder / "units.parquet")
    pl.DataFrame(DOCS).write_parquet(folder / "docs.parquet")
    checklist = Session.start(only=()).load(folder / "c.yaml")
    return TableRun(
        checklist,
        str(folder / "units.parquet"),
        {"docs": str(folder / "docs.parquet")},
        str(folder / "scores"),
    )


def test_widths_make_no_difference(tmp_path: Path) -> None:
    run = run_of(tmp_path, ["青石镇", "ｂ"], ["A组", "Ａ组"])
    SparkEngine().run(run)
    made = pl.read_parquet(tmp_path / "scores" / "*.parquet").sort("score_low")

    assert made.select("unit", "unit_group", "score_low", "rank_best").rows() == [
        ("青石镇", "A组", 40, 2),
        ("ｂ", "Ａ组", 50, 1),
    ]


def test_one_unit_in_two_rows(tmp_path: Path) -> None:
    with pytest.raises(EvidenceError) as caught:
        SparkEngine().run(run_of(tmp_path, ["青石镇", "青 石 镇", "b"], ["A组"] * 3))

    line = f"{tmp_path / 'units.parquet'}: the unit 青石镇 has several rows; keep one"
    assert str(caught.value).splitlines() == [line]
