"""Worked examples in checklists: what passes, what does not, and how it is said."""

from pathlib import Path

import pytest

from lawcheck.checklists.worked_examples import run_examples
from lawcheck.session import Session

ROOT = Path(__file__).parents[2]
HEAD = """\
lawcheck: 1
id: demo
version: "1"
title: 示例
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 3}
rounding: {places: 1, mode: half_up, at: total}
grade_on: rounded
grades: [{name: {zh: 合格, en: pass}, from: 2}, {name: 不合格, from: 0}]
not_applicable: {policy: redistribute, at_most: 50%}
facts: {n: count, bad: yes_no}
indicators:
  - {id: a, title: 甲, points: 2, type: count_target, value: n, target: 3, deduct: {points: 1, per: 1}}
  - {id: b, title: 乙, points: 1, type: judged, from: 0.5, to: 1}
vetoes:
  - {id: v, title: 否决, when: {bad: true}, effect: {total: 0}, if_missing: open, basis: [{law: 某法}]}
tests:
  - name: one
"""


@pytest.mark.parametrize(
    ("example", "differences"),
    [
        (
            "    facts: {n: 3, bad: no}\n    expect: {a: 2, b: awaiting, total: [2, 3], grade: pass, v: not_applied}\n",
            [],
        ),
        ("    facts: {n: 2, bad: 否}\n    expect: {a: 1.0, total: [1, 2], grade: none}\n", []),
        ("    facts: {n: 3, bad: 是}\n    expect: {v: applied, total: 0, grade: 不合格}\n", []),
        ("    facts: {n: 3}\n    expect: {v: open, total: [0, 3]}\n", []),
        ("    facts: {n: 2}\n    expect: {a: 2}\n", ["a: expected 2, found 1"]),
        (
            "    facts: {n: 3, bad: 否}\n    expect: {total: 3, grade: 不合格}\n",
            ["total: expected 3, found 2, 3", "grade: expected 不合格, found 合格, pass"],
        ),
        ("    facts: {n: -1}\n    expect: {a: 2}\n", ["-1 must be a whole number, zero or more"]),
        (
            "    judgements: [{indicator: b, deduct: 0.7, reason: r, judge: j}]\n    expect: {b: 0.3}\n",
            [],
        ),
    ],
)
def test_an_example(example: str, differences: list[str], tmp_path: Path) -> None:
    path = tmp_path / "demo.yaml"
    path.write_text(HEAD + example, encoding="utf-8")
    (result,) = run_examples(Session.start(only=()).load(path))

    assert [each.pick("en") for each in result.differences] == differences
    assert result.passed == (not differences)
    assert (result.name, result.line) == ("one", 18)


@pytest.mark.parametrize(
    "path", sorted((ROOT / "checklists").glob("*.yaml")), ids=lambda path: path.stem
)
def test_the_examples_of_the_checklists_that_ship(path: Path) -> None:
    results = list(run_examples(Session.start(only=()).load(path)))

    assert len(results) >= 8
    assert [result.name for result in results if not result.passed] == []
