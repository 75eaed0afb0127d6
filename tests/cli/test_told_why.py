"""What moves a score, or holds one back, is written in the checklist and told where the number is."""

import csv
import io
import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]
HEAD = """\
lawcheck: 1
id: demo
version: "1"
title: 演示
period: {from: 2024-01-01, to: 2024-12-31}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 优秀, from: 6}, {name: 不合格, from: -100}]
not_applicable: {policy: redistribute, at_most: 60%}
"""
DOWN = f"""{HEAD}facts: {{n: count}}
scoring: {{method: deduct_from, start: 100, floor: FLOOR}}
indicators:
  - {{id: a1, title: x, points: 200, type: incidents, count: n, deduct: 10}}
"""
PENALTIES = f"""{HEAD}facts: {{a: count, q: count}}
scoring: {{method: points, out_of: 10}}
sections:
  - id: base
    title: 基本
    points: 10
    indicators: [{{id: i, title: i, points: 10, type: count_target, value: a, target: 10, deduct: {{points: 1, per: 1}}}}]
  - id: penalties
    title: 扣分
    scoring: {{method: deduct_from, start: 0, floor: FLOOR}}
    indicators: [{{id: p, title: p, points: 20, type: incidents, count: q, deduct: 1}}]
"""
SHARED = f"""{HEAD}facts: {{report: yes_no, praised: yes_no, cited: yes_no}}
scoring: {{method: points, out_of: 10}}
sections:
  - id: a
    title: 甲
    indicators:
      - {{id: a1, title: 甲一, points: 6, type: yes_no, value: report}}
  - id: b
    title: 乙
    indicators:
      - {{id: b1, title: 乙一, points: 2, type: yes_no, value: praised}}
      - {{id: b2, title: 乙二, points: 2, type: yes_no, value: cited}}
"""
BONUS = f"""{HEAD}facts: {{n: count, praised: yes_no, cited: yes_no}}
scoring: {{method: points, out_of: 100}}
indicators:
  - {{id: a1, title: 甲, points: 100, type: count_target, value: n, target: 10, deduct: {{points: 10, per: 1}}}}
bonus:
  at_most: 10
  only_from: 90
  total_at_most: none
  indicators:
    - {{id: p, title: 表彰, points: 1, type: yes_no, value: praised}}
    - {{id: c, title: 推广, points: 2, type: yes_no, value: cited}}
"""
MARKS = f"""{HEAD}registers: {{marks: {{columns: {{by: text, score: amount}}}}}}
scoring: {{method: points, out_of: 100}}
indicators:
  - {{id: a1, title: 评议, points: 100, type: scale, value: {{mean: marks, of: score, drop: 1}}, zero_at: 0, full_at: 100}}
"""


@pytest.fixture
def score(run: Run, tmp_path: Path) -> Callable[..., "subprocess.CompletedProcess[str]"]:
    """Scores a file by a checklist: as text unless a format is said."""

    def scored(
        checklist: str, name: str, content: str, *options: str
    ) -> "subprocess.CompletedProcess[str]":
        (tmp_path / "c.yaml").write_text(checklist, "utf-8")
        (tmp_path / name).write_text(content, "utf-8")
        return run("score", "c.yaml", name, *options)

    return scored


def the_score(done: "subprocess.CompletedProcess[str]") -> object:
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)["units"][0]["score"]


@pytest.mark.parametrize(
    ("checklist", "evidence", "floor", "expected"),
    [
        (DOWN, "unit,n\nu,15\n", "none", "-50.00"),  # 100 - 15 x 10
        (DOWN, "unit,n\nu,15\n", "-20", "-20.00"),
        (DOWN, "unit,n\nu,15\n", "0", "0.00"),
        (PENALTIES, "unit,a,q\nu,3,2\n", "none", "1.00"),  # 3 - 2
        (PENALTIES, "unit,a,q\nu,3,5\n", "none", "-2.00"),
        (PENALTIES, "unit,a,q\nu,3,5\n", "-4", "-1.00"),
    ],
)
def test_a_floor_is_what_the_checklist_says(
    checklist: str, evidence: str, floor: str, expected: str, score: Run
) -> None:
    done = score(checklist.replace("FLOOR", floor), "f.csv", evidence, "--format", "json")

    assert the_score(done) == expected


@pytest.mark.parametrize(
    ("checklist", "evidence", "place"),
    [(DOWN, "unit,n\nu,15\n", "11:10"), (PENALTIES, "unit,a,q\nu,3,2\n", "19:14")],
)
def test_a_floor_that_is_not_written(
    checklist: str, evidence: str, place: str, score: Run
) -> None:
    """It was 0: the total stopped there, and penalties cost nothing."""
    done = score(checklist.replace(", floor: FLOOR", ""), "f.csv", evidence)

    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"c.yaml:{place}: `floor` is missing; add it\n"


def test_more_points_than_the_full_score_are_explained(score: Run) -> None:
    """2 of 10 points do not apply: 6 become 6 x 10/8 = 7.5."""
    unit = (
        "lawcheck-evidence: 1\nunit: {id: u}\nfacts: {report: true, praised: true}\n"
        "not_applicable: [{indicator: b2, reason: 没有此项业务, authority: 市司法局}]\n"
    )
    done = score(SHARED, "u.yaml", unit, "--lang", "zh")

    assert done.returncode == 0, done.stderr
    assert "甲：此次满分7.5，不是6：不适用指标的分值由其余分担" in done.stdout
    rows = {
        row["indicator"]: row for row in table(score(SHARED, "u.yaml", unit, "--format", "csv"))
    }
    assert rows["a1"]["counted_low"] == "7.5"
    assert rows["a1"]["notes"] == (
        "counts × 1.25 instead of × 1: points of items that do not apply are shared out; "
        "甲: out of 7.5 here, not 6: points of items that do not apply are shared out"
    )


def table(done: "subprocess.CompletedProcess[str]") -> list[dict[str, str]]:
    assert done.returncode == 0, done.stderr
    return list(csv.DictReader(io.StringIO(done.stdout.removeprefix("\ufeff"))))


def test_a_bonus_that_is_held_back_is_a_step(score: Run, run: Run) -> None:
    """7 of 10 times cost 30 points, and 1 + 2 count from 90 on only: 70."""
    evidence = "unit,n,praised,cited\nu,7,是,是\n"
    (unit,) = json.loads(score(BONUS, "f.csv", evidence, "--format", "json").stdout)["units"]

    assert unit["score"] == "70.00"
    assert [(each["kind"], each["change"]["low"]) for each in unit["adjustments"]] == [
        ("bonus", "3"),
        ("gate", "-3"),
    ]
    why = "bonuses count from a score of 90 on: not reached, not added"
    assert why in score(BONUS, "f.csv", evidence).stdout
    assert why in run("explain", "c.yaml", "f.csv", "-i", "c").stdout
    for row in table(score(BONUS, "f.csv", evidence, "--format", "csv")):
        assert row["unit_steps"] == f"bonus: +3; {why}: −3"


def test_too_few_values_are_not_called_missing(score: Run) -> None:
    """Two marks without the highest and the lowest are none, and both were handed in."""
    done = score(MARKS, "marks.csv", "unit,by,score\nu,甲,80\nu,乙,90\n", "--format", "csv")
    (row,) = table(done)

    assert (row["earned_low"], row["earned_high"]) == ("0", "100")
    assert row["reasons"] == (
        "mean of score of marks: 2 values; without the 1 highest and 1 lowest, at least 3 are needed"
    )
    third = "unit,by,score\nu,甲,80\nu,乙,90\nu,丙,70\n"
    assert the_score(score(MARKS, "marks.csv", third, "--format", "json")) == "80.00"
