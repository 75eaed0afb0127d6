"""Which units are compared with each other: those that the item is there for, each by its own rules."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

import lawcheck
from lawcheck.scoring.peers import among_peers
from lawcheck.session import Session

HEAD = """\
lawcheck: 1
id: demo
version: "1"
title: 演示
period: {from: 2024-01-01, to: 2024-12-31}
scoring: {method: points, out_of: 100}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 优, from: 90}, {name: 差, from: 0}]
not_applicable: {policy: redistribute, at_most: 100%}
facts: {has: yes_no, v: amount, w: amount}
indicators:
  - {id: a, title: 排名, points: 60, type: rank_points, value: v, better: higher, within: all, places: [60, 30], otherwise: 0, ties: best, alone: full, not_applicable: {policy: redistribute, when: {has: false}}}
  - {id: b, title: 其他, points: 40, type: scale, value: w, zero_at: 0, full_at: 1}
"""
OVERLAY = """\
lawcheck-overlay: 1
id: other
title: 另一
checklist: demo
reason: 不涉及
authority: 市局
on: 2024-03-01
"""
Points = Callable[..., list[str]]


@pytest.fixture
def points(session: Session, tmp_path: Path) -> Points:
    """The points of item a of each unit: in scorecards and, seen to be the same, in tables."""

    def made(facts: dict[str, list[object]], overlay: str = "") -> list[str]:
        (tmp_path / "demo.yaml").write_text(HEAD, "utf-8")
        (tmp_path / "o.yaml").write_text(OVERLAY + overlay, "utf-8")
        paths = [tmp_path / "o.yaml"] if overlay else []
        checklist = session.load(tmp_path / "demo.yaml", overlays=paths)
        names = ["u1", "u2", "u3"][: len(facts["v"])]
        frame = pl.DataFrame({"unit": names, **facts}, strict=False)
        rows = [
            {name: value for name, value in zip(facts, row, strict=True) if value is not None}
            for row in zip(*facts.values(), strict=True)
        ]
        evidence = [
            lawcheck.build_evidence(
                checklist,
                lawcheck.Unit(name, kind=str(row.pop("unit_kind", "")), group=str(row.pop("unit_group", ""))),
                row,
            )
            for name, row in zip(names, rows, strict=True)
        ]  # fmt: skip
        cards = [lawcheck.score(checklist, each) for each in among_peers(checklist, evidence)]
        of_table = lawcheck.table_cards(checklist, names, frame)
        assert [each.score for each in of_table] == [each.score for each in cards]
        scores = lawcheck.score_table(checklist, frame)
        assert scores["score_low"].to_list() == [each.score and each.score.low for each in cards]
        found = [{each.id: each for each in card.outcomes()} for card in cards]
        return [
            "off" if "a" not in each else str(each["a"].earned) if each["a"].state == "scored" else each["a"].state
            for each in found
        ]  # fmt: skip

    return made


def test_a_unit_to_which_the_item_does_not_apply_takes_no_place(points: Points) -> None:
    facts = {"has": [False, True, True], "v": [100, 50, 40], "w": [1, 1, 1]}

    assert points(facts) == ["not_applicable", "60", "30"]
    assert points({**facts, "v": [None, 50, 40]}) == ["not_applicable", "60", "30"]
    # nobody knows whether it takes the first place, or none
    assert points({**facts, "has": [None, True, True]}) == ["missing", "missing", "missing"]


@pytest.mark.parametrize("change", ["value: w", "value: w, within: group"])
def test_units_are_compared_by_their_own_rules(change: str, points: Points) -> None:
    """By v the third would be first; the overlay is for all of them."""
    facts = {"has": [True] * 3, "v": [100, 200, 300], "w": [3, 2, 1], "unit_group": ["A"] * 3}

    assert points(facts) == ["0", "30", "60"]
    assert points(facts, f"change: {{a: {{{change}}}}}\n") == ["60", "30", "0"]


def test_a_unit_without_the_item_takes_no_place(points: Points) -> None:
    facts = {"has": [True] * 3, "v": [100, 50, 40], "w": [1] * 3, "unit_kind": ["town", "", ""]}

    assert points(facts, "for: {kinds: [town]}\noff: [a]\n") == ["off", "60", "30"]


def test_the_group_that_one_unit_is_compared_in(points: Points) -> None:
    """The town is compared within its group A, the other two with all."""
    facts = {"has": [True] * 3, "v": [40, 50, 100], "w": [1] * 3, "unit_kind": ["town", "", ""], "unit_group": ["A", "A", "B"]}  # fmt: skip

    assert points(facts) == ["0", "30", "60"]
    assert points(facts, "for: {kinds: [town]}\nchange: {a: {within: group}}\n") == ["30", "30", "60"]  # fmt: skip


def test_what_the_score_would_be_without_the_overlay(session: Session, tmp_path: Path) -> None:
    """The first of the sheet, 60 and 40 of w; by the overlay the last, 0 and 40."""
    (tmp_path / "demo.yaml").write_text(HEAD, "utf-8")
    (tmp_path / "o.yaml").write_text(OVERLAY + "change: {a: {value: w}}\n", "utf-8")
    checklist = session.load(tmp_path / "demo.yaml", overlays=[tmp_path / "o.yaml"])
    units = [
        lawcheck.build_evidence(checklist, f"u{v}", {"has": True, "v": v, "w": 4 - v})
        for v in (1, 2, 3)
    ]
    card = lawcheck.score(checklist, among_peers(checklist, units)[2])

    assert str(card.score) == "40"
    assert card.without is not None
    assert str(card.without.score) == "100"
