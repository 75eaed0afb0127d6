"""Methods inside methods: what a section that counts down is worth, and what does not fit there."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

import lawcheck
from lawcheck.model.evidence import NotApplicable
from lawcheck.reports.render_text import render_text
from lawcheck.reports.scorecard import card_outline
from lawcheck.session import Session

HEAD = """\
lawcheck: 1
id: nested
version: "1"
title: 嵌套
period: {from: 2023-01-01, to: 2023-12-31}
rounding: {places: 2, mode: half_up, at: total}
grade_on: exact
grades: [{name: 优, from: 90}, {name: 劣, from: 0}]
not_applicable: {policy: redistribute, at_most: 20%}
facts: {a: yes_no, n: count}
"""
POINTS = """\
scoring: {method: points, out_of: 100}
sections:
  - {id: s1, title: s1, points: 60, indicators: [{id: i1, title: i1, points: 60, type: yes_no, value: a}]}
  - id: s2
    title: s2
    points: 40
    scoring: {method: deduct_from, start: 40, floor: 0}
    indicators: [{id: i2, title: i2, points: 20, type: incidents, count: n, deduct: 5}]
"""
MEAN = """\
scoring: {method: weighted_mean, out_of: 100}
sections:
  - {id: s1, title: s1, weight: 50%, indicators: [{id: i1, title: i1, points: 5, weight: 100%, type: yes_no, value: a}]}
  - id: s2
    title: s2
    weight: 50%
    scoring: {method: deduct_from, start: 30, floor: 0}
    indicators: [{id: i2, title: i2, points: 3, type: incidents, count: n, deduct: 1}]
"""
VETO = """\
vetoes:
  - {id: v, title: v, when: {a: false}, effect: {zero: [s2]}, if_missing: open, basis: [{law: 某法}]}
"""


@pytest.fixture
def load(session: Session, tmp_path: Path) -> Callable[[str], lawcheck.Checklist]:
    def read(text: str) -> lawcheck.Checklist:
        path = tmp_path / "nested.yaml"
        path.write_text(HEAD + text, encoding="utf-8")
        return session.load(path)

    return read


def test_a_section_that_counts_down_is_worth_its_start(
    load: Callable[[str], lawcheck.Checklist],
) -> None:
    """60 + (40 - 5) = 95; the section's own line says 35 of 40, and the sections add up to the total."""
    checklist = load(POINTS)
    card = lawcheck.score(checklist, lawcheck.build_evidence(checklist, "u", {"a": True, "n": 1}))
    one, two = card.sections

    assert (two.counted.low, two.out_of, two.own.low) == (35, 40, 40)
    assert one.own is None
    assert one.counted.low + two.counted.low == card.exact.low == 95
    assert card.adjustments == ()
    page = " ".join(render_text(tuple(card_outline(card, "en")), 80).split())
    assert "– start score, floor, rounding 40" in page


def test_its_share_of_the_whole_counts_for_the_limit_of_not_applicable(
    load: Callable[[str], lawcheck.Checklist],
) -> None:
    """The only item of a section of half the weight does not apply: half of the points, more than 20 %."""
    checklist = load(MEAN)
    decision = NotApplicable("i2", "没有", "司法局")
    card = lawcheck.score(
        checklist, lawcheck.build_evidence(checklist, "u", {"a": True}, not_applicable=[decision])
    )

    assert card.not_applicable == Fraction(1, 2)
    assert card.score is None


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (
            POINTS + VETO,
            "items of a method that counts down have no points to zero; use `total: 0` or `grade_at_most`",
        ),
        (
            POINTS.replace("start: 40, floor: 0}", "start: 40, floor: 0, cause_caps: {c: 5}}"),
            "`cause_caps` belongs to the scoring of the whole checklist",
        ),
    ],
)
def test_what_does_not_fit_in_a_section_that_counts_down(
    text: str, line: str, faults_of: Callable[[str], tuple[list[str], int]]
) -> None:
    lines, code = faults_of(HEAD + text)

    assert [each.split(": ", 1)[1] for each in lines] == [line]
    assert code == 2


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("places: 2", "places: 99999999", "c.yaml:6:11: `places` must be from 0 to 9"),
        ("places: 2", "places: -1", "c.yaml:6:11: `places` must be from 0 to 9"),
        ("to: 2023-12-31", "to: 9999-12-31", "c.yaml:5:9: the year is too large; check it"),
    ],
)
def test_numbers_out_of_reason(
    old: str, new: str, line: str, faults_of: Callable[[str], tuple[list[str], int]]
) -> None:
    assert faults_of((HEAD + POINTS).replace(old, new)) == ([line], 2)


def test_a_grade_that_nobody_can_reach(faults_of: Callable[[str], tuple[list[str], int]]) -> None:
    """100 points and no bonus: a cut at 101 is a slip of the pen."""
    lines, code = faults_of(
        (HEAD + POINTS).replace("{name: 优, from: 90}", "{name: 优, from: 101}")
    )

    assert (lines, code) == (
        ["c.yaml:8:10: the grade starts at 101, but a unit can have 100 at most; lower it"],
        2,
    )
