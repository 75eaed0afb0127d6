"""Irrational totals that lie very near each other: equal where they are made alike, else refused."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from lawcheck.analysis.near_ties import _Root
from lawcheck.analysis.ranking import ranked
from lawcheck.evidence.from_program import build_evidence
from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import LimitError
from lawcheck.scoring import score_units
from lawcheck.session import Session
from lawcheck.tables import score_table

CHECKLIST = """\
lawcheck: 1
id: roots
version: "1"
title: 示例
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 60}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 合格, from: 0}]
not_applicable: {policy: redistribute, at_most: 100%}
ranking: {within: all, by: exact}
facts: {a: count, b: count, c: count, d: count}
sections:
  - id: one
    title: 一
    scoring: {method: geometric_mean, out_of: 30}
    indicators:
      - {id: a, title: 甲, points: 30, type: scale, value: a, zero_at: 0, full_at: 30}
      - {id: b, title: 乙, points: 30, type: scale, value: b, zero_at: 0, full_at: 30}
  - id: two
    title: 二
    scoring: {method: geometric_mean, out_of: 30}
    indicators:
      - {id: c, title: 丙, points: 30, type: scale, value: c, zero_at: 0, full_at: 30}
      - {id: d, title: 丁, points: 30, type: scale, value: d, zero_at: 0, full_at: 30}
"""
REFUSED = (
    "the scores of x and y are irrational, and 15 decimal places do not tell which is higher; "
    "rank by the rounded score (`ranking: {by: rounded}`)"
)
Load = Callable[[str], Checklist]
Units = dict[str, tuple[int, int, int, int]]


@pytest.fixture
def load(session: Session, tmp_path: Path) -> Load:
    def loaded(text: str) -> Checklist:
        path = tmp_path / "roots.yaml"
        path.write_text(text, encoding="utf-8")
        return session.load(path)

    return loaded


def ranks(checklist: Checklist, units: Units, section: str | None = None) -> dict[str, Any]:
    evidence = [
        build_evidence(checklist, name, dict(zip("abcd", values, strict=True)))
        for name, values in units.items()
    ]
    standings = ranked(checklist, tuple(score_units(checklist, evidence)), section)
    return {each.card.unit.id: each.best for each in standings}


def in_table(checklist: Checklist, units: Units) -> dict[str, Any]:
    rows = [{"unit": name, **dict(zip("abcd", each, strict=True))} for name, each in units.items()]
    made = score_table(checklist, pl.DataFrame(rows))
    return dict(zip(made["unit"], made["rank_best"], strict=True))


@pytest.mark.parametrize("by", [ranks, in_table], ids=["cards", "a table"])
def test_totals_that_are_made_alike_are_equal(by: Any, load: Load) -> None:
    """Items of a section, and sections of equal worth, in another order: 3 times the root of 2."""
    units = {"x": (2, 1, 8, 1), "y": (1, 2, 8, 1), "z": (8, 1, 1, 2), "low": (2, 1, 7, 1)}

    assert by(load(CHECKLIST), units) == {"x": 1, "y": 1, "z": 1, "low": 4}


@pytest.mark.parametrize("by", [ranks, in_table], ids=["cards", "a table"])
def test_totals_that_are_equal_in_another_way_are_refused(by: Any, load: Load) -> None:
    """√2 + √8 and √18 + 0 are equal, but no number of decimal places shows it."""
    units = {"x": (2, 1, 8, 1), "low": (1, 1, 1, 1), "y": (18, 1, 0, 5)}
    with pytest.raises(LimitError) as caught:
        by(load(CHECKLIST), units)

    assert caught.value.pick("en") in (REFUSED, REFUSED.replace("x and y", "y and x"))


def test_ranks_by_the_rounded_score_are_not_refused(load: Load) -> None:
    units = {"x": (2, 1, 8, 1), "y": (18, 1, 0, 5)}

    assert ranks(load(CHECKLIST.replace("by: exact", "by: rounded")), units) == {"x": 1, "y": 1}


def test_roots_of_one_number_are_equal(load: Load) -> None:
    """2 x 9 and 3 x 6 are 18; 2 x 2 x 9 x 9 under a root of degree 4 is 18 under one of degree 2."""
    units = {"x": (2, 9, 1, 0), "y": (9, 2, 0, 0), "z": (3, 6, 0, 0), "low": (4, 4, 1, 1)}

    assert ranks(load(CHECKLIST), units, "one") == {"x": 1, "y": 1, "z": 1, "low": 4}
    assert ranks(load(CHECKLIST), {**units, "low": (2, 8, 0, 0)}) == {
        "x": 1,
        "y": 1,
        "z": 1,
        "low": 4,
    }
    assert _Root.reduced(Fraction(18**2), 4) == _Root.reduced(Fraction(18), 2)
    assert _Root.reduced(Fraction(64, 729), 12) == _Root.reduced(Fraction(2, 3), 2)
    assert _Root.reduced(Fraction(64, 729), 3) == Fraction(4, 9)


@pytest.mark.parametrize(
    ("method", "x", "y"),
    [
        # 1 + 49 = 25 + 25
        ("{method: power_mean, exponent: 2, out_of: 30}", (1, 7, 0, 0), (5, 5, 0, 0)),
        ("{method: power_mean, exponent: -2, out_of: 30}", (15, 20, 0, 0), (20, 15, 0, 0)),
    ],
)
def test_power_means_of_one_number_are_equal(method: str, x: Any, y: Any, load: Load) -> None:
    text = CHECKLIST.replace("{method: geometric_mean, out_of: 30}", method)

    assert ranks(load(text), {"x": x, "y": y, "low": (1, 1, 0, 0)}) == {"x": 1, "y": 1, "low": 3}


def test_a_gap_of_the_last_place_that_is_certain_is_told(load: Load) -> None:
    """Numbers further apart than 15 places are told, however near they are otherwise."""
    text = CHECKLIST.replace("full_at: 30", "full_at: 30000000000000")
    units = {
        "x": (30000000000000, 29999999999999, 0, 0),
        "y": (29999999999998, 29999999999999, 0, 0),
    }
    checklist = load(text)
    (x, y) = (
        each.exact.low
        for each in score_units(
            checklist,
            [
                build_evidence(checklist, name, dict(zip("abcd", values, strict=True)))
                for name, values in units.items()
            ],
        )
        if each.exact is not None
    )

    assert 0 < x - y < Fraction(1, 10**11)
    assert ranks(checklist, units) == {"x": 1, "y": 2}
