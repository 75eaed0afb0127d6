"""The floor of `deduct_from` is written, and a penalty section costs what it says."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import lawcheck
from lawcheck.model.evidence import NotApplicable
from lawcheck.session import Session

HEAD = """\
lawcheck: 1
id: floors
version: "1"
title: 下限
period: {from: 2023-01-01, to: 2023-12-31}
rounding: {places: 2, mode: half_up, at: total}
grade_on: exact
not_applicable: {policy: redistribute, at_most: 60%}
"""
DOWN = """\
grades: [{name: 优, from: 60}, {name: 劣, from: -100}]
scoring: {method: deduct_from, start: 100, floor: none}
indicators: [{id: i, title: i, points: 200, type: incidents, count: a, deduct: 10}]
"""
PENALTIES = """\
grades: [{name: 优, from: 6}, {name: 劣, from: -20}]
scoring: {method: points, out_of: 10}
sections:
  - id: base
    title: 基本
    points: 10
    indicators: [{id: i, title: i, points: 10, type: count_target, value: a, target: 10, deduct: {points: 1, per: 1}}]
  - id: penalties
    title: 扣分
    scoring: {method: deduct_from, start: 0, floor: none}
    indicators: [{id: p, title: p, points: 20, type: incidents, count: q, deduct: 1}]
"""


def _whole(text: str) -> str:
    """The checklist with the facts that it reads."""
    return HEAD + f"facts: {{a: count{', q: count' if 'count: q' in text else ''}}}\n" + text


def total(
    session: Session,
    folder: Path,
    text: str,
    not_applicable: tuple[NotApplicable, ...] = (),
    **facts: int,
) -> Any:
    path = folder / "c.yaml"
    path.write_text(_whole(text), encoding="utf-8")
    checklist = session.load(path)
    return lawcheck.score(
        checklist, lawcheck.build_evidence(checklist, "u", facts, not_applicable=not_applicable)
    ).exact


def test_without_a_floor_a_total_falls_below_zero(session: Session, tmp_path: Path) -> None:
    assert total(session, tmp_path, DOWN, a=15).low == -50
    assert (
        total(
            session,
            tmp_path,
            DOWN.replace("floor: none", "floor: 0").replace("from: -100", "from: 0"),
            a=15,
        ).low
        == 0
    )


@pytest.mark.parametrize(("a", "q", "expected"), [(3, 2, 1), (3, 5, -2), (10, 0, 10)])
def test_a_penalty_section_costs(
    session: Session, tmp_path: Path, a: int, q: int, expected: int
) -> None:
    assert total(session, tmp_path, PENALTIES, a=a, q=q).low == expected


def test_penalties_alone_are_no_score(session: Session, tmp_path: Path) -> None:
    """Nothing else applies: there is nothing to take them off."""
    decided = (NotApplicable("i", "没有", "司法局"),)
    assert total(session, tmp_path, PENALTIES, decided, q=2) is None


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            DOWN.replace(", floor: none", ""),
            ["c.yaml:11:10: `floor` is missing; add it"],
        ),
        (
            DOWN.replace("points: 200, ", ""),
            [
                "c.yaml:12:14: the method has `floor: none` and the item no `points`, so there is no limit to what it costs; "
                "add `points` (the most it can cost) or a floor"
            ],
        ),
        (
            PENALTIES.replace("method: points", "method: mean"),
            [
                "c.yaml:19:14: the method above takes a mean, so the section's full score must be above 0, not 0"
            ],
        ),
    ],
)
def test_what_is_refused(
    faults_of: Callable[[str], tuple[list[str], int]], text: str, lines: list[str]
) -> None:
    assert faults_of(_whole(text)) == (lines, 2)
