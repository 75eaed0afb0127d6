"""Overlays that take items off, or change them, for some units: tables say what the scorecards say."""

from decimal import Decimal
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
scoring: {method: points, out_of: 100}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 优, from: 90}, {name: 差, from: 0}]
not_applicable: {policy: redistribute, at_most: 60%}
facts: {n: count, m: count}
indicators:
  - {id: a, title: 甲, points: 40, type: count_target, value: n, target: 4, deduct: {points: 10, per: 1}}
  - {id: b, title: 乙, points: 60, type: count_target, value: m, target: 6, deduct: {points: 10, per: 1}}
"""
OVERLAY = """\
lawcheck-overlay: 1
id: {name}
title: {name}
checklist: demo
reason: 不涉及
authority: 市局
on: 2024-03-01
for: {{kinds: [{name}]}}
off: [{off}]
"""


@pytest.fixture
def load(session: Session, tmp_path: Path):
    def loaded(**off: str) -> lawcheck.Checklist:
        (tmp_path / "demo.yaml").write_text(CHECKLIST, "utf-8")
        paths = []
        for name, item in off.items():
            paths.append(tmp_path / f"{name}.yaml")
            paths[-1].write_text(OVERLAY.format(name=name, off=item), "utf-8")
        return session.load(tmp_path / "demo.yaml", overlays=paths)

    return loaded


def test_each_unit_has_the_points_of_its_own_items(load) -> None:
    """A town is scored on b alone, 30 of 60; a street on a alone, 10 of 40. Both are scaled to 100."""
    checklist = load(town="a", street="b")
    facts = pl.DataFrame(
        {"unit": ["u1", "u2"], "unit_kind": ["town", "street"], "n": [4, 1], "m": [3, 6]}
    )
    made = score_table(checklist, facts)
    cards = table_cards(checklist, (each for each in ("u1", "u2")), facts)  # type: ignore[arg-type]

    assert made["points.a"].to_list() == [None, Decimal(10)]
    assert made["points.b"].to_list() == [Decimal(30), None]
    assert made["state.a"].to_list() == [None, "scored"]
    assert made["state.b"].to_list() == ["scored", None]
    assert [[each.id for each in card.outcomes()] for card in cards] == [["b"], ["a"]]
    assert made["score_low"].to_list() == [card.score.low for card in cards if card.score]


def test_units_with_and_without_an_overlay(load) -> None:
    checklist = load(town="a")
    facts = pl.DataFrame(
        {"unit": ["u0", "u1"], "unit_kind": ["", "town"], "n": [4, 4], "m": [6, 6]}
    )
    made = score_table(checklist, facts)

    assert made["points.a"].to_list() == [Decimal(40), None]
    assert made["state.a"].to_list() == ["scored", None]
    assert made["score_low"].to_list() == [Decimal(100), Decimal(100)]
