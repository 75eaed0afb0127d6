"""Weights in one form, grades that an exact total can meet, advice that the checklist accepts."""

from collections.abc import Callable

import pytest

Faults = Callable[[str], tuple[list[str], int]]

WEIGHTS = """\
lawcheck: 1
id: weights
version: "1"
title: 权重
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: weighted_mean, out_of: 100}
rounding: {places: 2, mode: half_up, at: total}
grade_on: exact
grades: [{name: 优, from: 90}, {name: 劣, from: 0}]
not_applicable: {policy: redistribute, at_most: 20%}
facts: {a: yes_no, b: yes_no}
indicators:
  - {id: a, title: a, points: 5, weight: 40%, type: yes_no, value: a}
  - {id: b, title: b, points: 5, weight: 60%, type: yes_no, value: b}
"""


def test_weights_stand_in_one_form(faults_of: Faults) -> None:
    """40% is 0.4, which is next to nothing beside 60."""
    assert faults_of(WEIGHTS) == ([], 0)
    assert faults_of(WEIGHTS.replace("60%", "60")) == (
        [
            "c.yaml:14:42: the weight 60 is written unlike 40% on line 13: one is a percentage, the other is not; "
            "write all of them one way"
        ],
        2,
    )


@pytest.mark.parametrize(
    ("one", "total"), [("50%", "110"), ("4%", "64"), ("39.99%", "99.99"), ("400%", "460")]
)
def test_percentages_are_those_of_the_whole(faults_of: Faults, one: str, total: str) -> None:
    """50% beside 60% would be 5 of 11 parts, which nobody wrote; 5 beside 6 is."""
    assert faults_of(WEIGHTS.replace("40%", one)) == (
        [
            f"c.yaml:13:42: the weights here add up to {total}%, not to 100%; "
            "where they only compare with each other, write numbers without %"
        ],
        2,
    )
    assert faults_of(WEIGHTS.replace("40%", "5").replace("60%", "6")) == ([], 0)


@pytest.mark.parametrize(
    ("grade_on", "lines"),
    [
        ("exact", []),
        (
            "rounded",
            [
                "c.yaml:9:10: 80.5 has more decimal places than the 0 of `rounding`: no rounded score can equal it"
            ],
        ),
    ],
)
def test_only_a_rounded_score_needs_a_cut_on_its_grid(
    faults_of: Faults, grade_on: str, lines: list[str]
) -> None:
    text = (
        WEIGHTS.replace("places: 2", "places: 0")
        .replace("from: 90", "from: 80.5")
        .replace("exact", grade_on)
    )

    assert faults_of(text)[0] == lines


def test_a_lowest_grade_is_advised_that_is_accepted(faults_of: Faults) -> None:
    """The lowest total is -100/3; the advice is written down and taken."""
    text = (
        WEIGHTS.replace("method: weighted_mean", "method: mean")
        .replace("weight: 40%, ", "")
        .replace("weight: 60%, ", "")
    )
    text = text.replace(
        "points: 5, type: yes_no, value: a",
        "points: 6, floor: -4, type: incidents, count: n, deduct: 1",
    )
    text = text.replace("a: yes_no", "n: count")

    lines, _ = faults_of(text)

    assert lines == [
        "c.yaml:9:9: the lowest grade starts at 0, but a score can be ≈-33.3333: a gap; let it start at -33.34"
    ]
    assert faults_of(text.replace("from: 0", "from: -33.34")) == ([], 0)


def test_a_fact_cannot_be_asked_whether_it_is_missing(base: str, faults_of: Faults) -> None:
    assert faults_of(base.replace("when: {bad: true}", "when: {bad: {is_missing: true}}")) == (
        [
            "c.yaml:44:30: `is_missing` is for columns of registers; a missing fact leaves the item open: remove the condition"
        ],
        2,
    )
