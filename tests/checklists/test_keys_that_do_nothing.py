"""A key that would decide nothing, or everything, is a slip of the pen: it is refused where it stands."""

from collections.abc import Callable

import pytest

Faults = Callable[[str], tuple[list[str], int]]

EMPTY = "there is no condition here, so it would always hold; write one, or remove the key"
BONUS = """\
bonus:
  at_most: 2
  total_at_most: 12
  indicators: [{id: more, title: 多, points: 2, type: stepped_bonus, value: study, from: 14, first: 2}]
"""
DOWN = """\
lawcheck: 1
id: down
version: "1"
title: 倒扣
period: {from: 2023-01-01, to: 2023-12-31}
rounding: {places: 2, mode: half_up, at: total}
grade_on: exact
grades: [{name: 优, from: 60}, {name: 劣, from: 0}]
not_applicable: {policy: redistribute, at_most: 60%}
facts: {a: count}
scoring: {method: deduct_from, start: 100, floor: 0, cause_caps: {late: 12}}
indicators:
  - {id: i, title: i, type: incidents, count: a, deduct: 5, cause: late}
"""


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("when: {bad: true}", "when: {}", f"c.yaml:44:11: {EMPTY}"),
        ("when: {bad: true}", "when: {any: []}", f"c.yaml:44:17: {EMPTY}"),
        ("when: {bad: true}", "when: {bad: {}}", f"c.yaml:44:17: {EMPTY}"),
        ("when: {bad: true}", "when: {bad: {in: []}}", f"c.yaml:44:22: {EMPTY}"),
        ("where: {head_appeared: true}", "where: {}", f"c.yaml:36:45: {EMPTY}"),
        (
            "        target: 12",
            "        not_applicable: {when: {}}\n        target: 12",
            f"c.yaml:30:32: {EMPTY}",
        ),
        (
            "effect: {grade_at_most: 合格}",
            "effect: {zero: []}",
            "c.yaml:45:20: `zero` is empty; name items or sections",
        ),
        (
            "at_most: 20%",
            "at_most: 20",
            "c.yaml:13:17: `at_most` must lie between 0 and 100%, not 2000%",
        ),
        (
            "at_most: 20%",
            "at_most: -1%",
            "c.yaml:13:17: `at_most` must lie between 0 and 100%, not -1%",
        ),
        (
            "points, out_of: 10}",
            "points, out_of: 0, sheet: 10}",
            "c.yaml:6:10: the full score must be above 0, not 0",
        ),
        ("vetoes:", "appeal_days: 0\nvetoes:", "c.yaml:41:14: `appeal_days` must be 1 or more"),
        (
            "vetoes:",
            BONUS.replace("at_most: 2", "at_most: -2", 1) + "vetoes:",
            "c.yaml:42:12: `at_most` must be above 0",
        ),
        (
            "vetoes:",
            BONUS.replace("total_at_most: 12", "total_at_most: 9") + "vetoes:",
            "c.yaml:43:18: `total_at_most` is below the full score 10; raise it",
        ),
        (
            "vetoes:",
            BONUS + "once: [[study, more]]\nvetoes:",
            "c.yaml:45:7: unknown item that takes points off `more`; known: appearance, study",
        ),
    ],
)
def test_is_refused(base: str, faults_of: Faults, old: str, new: str, fault: str) -> None:
    assert old in base
    lines, code = faults_of(base.replace(old, new, 1))

    assert code == 2
    assert fault in lines


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("late: 12", "late: -12", "c.yaml:11:10: the cap of late must be above 0"),
        (
            "cause: late",
            "cause: lates",
            "c.yaml:11:10: unknown cause of items `late`; did you mean `lates`?",
        ),
        (
            "cause: late",
            "cause: late, points: 20, floor: -30",
            "c.yaml:13:93: under a method that counts down `floor` of an item has no effect; write the most it can cost as `points`",
        ),
    ],
)
def test_is_refused_where_points_are_taken_off(
    faults_of: Faults, old: str, new: str, fault: str
) -> None:
    assert faults_of(DOWN) == ([], 0)
    assert fault in faults_of(DOWN.replace(old, new))[0]
