"""What is never advised, whatever the type of the item and wherever the rule stands in it."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from tests.tables.test_everything_together import worlds

import lawcheck
from lawcheck.analysis.gain import gains_of
from lawcheck.evidence.program_values import Given
from lawcheck.model.evidence import Evidence
from lawcheck.scoring.peers import among_peers
from lawcheck.session import Session

HEAD = """\
lawcheck: 1
id: small
version: "1"
title: {zh: 小表, en: small}
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 10}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: {zh: 优, en: good}, from: 9}, {name: {zh: 差, en: poor}, from: 0}]
not_applicable: {policy: redistribute, at_most: 20%}
"""
PUT_RIGHT = "kind: count, can_be_put_right: true"
CHANGE = "type: change, value: now, before: before, better: lower, measured: percent, deduct: {points: 1, per: 10%, partial: whole}, on_zero: zero"
RATES = "type: change, value: now, before: before, better: higher, measured: difference, deduct: {points: 1, per: 1%, partial: whole}"
LOST = "type: rate, numerator: lost, denominator: cases, target: 10%, better: lower, deduct: {points: 1, per: 10%, partial: whole}, on_zero: full"
MEETINGS = "{count: meetings, by: held}, each: quarter, target: 1, deduct: {points: 1, per: 1}"


def asked(tmp_path: Path, session: Session, below: str, **given_: object) -> list[str]:
    """What a unit is told to do on the first of June, for an item of ten points."""
    (tmp_path / "c.yaml").write_text(HEAD + below, "utf-8")
    checklist = session.load(tmp_path / "c.yaml")
    registers: dict[str, list[dict[str, Given]]] = {}
    facts: dict[str, Given] = {}
    for name, value in given_.items():
        if isinstance(value, list):
            registers[name] = value
        else:
            facts[name] = value  # type: ignore[assignment]
    evidence = lawcheck.build_evidence(checklist, "u", facts, registers)
    return [ask.what.pick("en") for ask in gains_of(checklist, evidence, date(2023, 6, 1)).asks]


def alone(rule: str) -> str:
    return f"indicators:\n  - {{id: item, title: x, points: 10, {rule}}}\n"


def in_a_part(rule: str) -> str:
    return f"indicators:\n  - {{id: item, title: x, points: 10, type: parts, parts: [{{id: part, title: y, points: 10, {rule}}}]}}\n"


@pytest.mark.parametrize("where", [alone, in_a_part])
def test_the_year_before_is_left_as_it_was(where, tmp_path: Path, session: Session) -> None:
    """8 to 10 is 25% more, two steps; 8 to 9 is one. 92% to 90% is two points. Only this year can be put right."""
    counts = f"facts: {{now: {{{PUT_RIGHT}}}, before: {{{PUT_RIGHT}}}}}\n"
    rates = "facts: {now: {kind: rate, written_as: percent}, before: {kind: rate, written_as: percent}}\n"

    assert asked(tmp_path, session, counts + where(CHANGE), now=10, before=8) == ["now: 1 fewer"]
    assert asked(tmp_path, session, rates + where(RATES), now="0.9", before="0.92") == []


@pytest.mark.parametrize("where", [alone, in_a_part])
@pytest.mark.parametrize("exceeding", ["", ", may_exceed: true"])
def test_no_more_lawsuits_to_dilute_those_that_were_lost(
    where, exceeding: str, tmp_path: Path, session: Session
) -> None:
    """3 of 10 is 20 points above 10%: 2 off. Three times as many lawsuits would cost nothing."""
    text = f"facts: {{lost: count, cases: {{{PUT_RIGHT}}}}}\n" + where(LOST + exceeding)

    assert asked(tmp_path, session, text, lost=3, cases=10) == []


@pytest.mark.parametrize("where", [alone, in_a_part])
def test_a_part_of_the_year_that_can_still_be_reached(
    where, tmp_path: Path, session: Session
) -> None:
    """On the first of June the first quarter is over: a meeting can be held for three quarters, this one first."""
    text = "registers:\n  meetings: {label: {zh: 会议, en: meetings}, columns: {held: date}}\n"
    text += where(f"type: count_target, value: {MEETINGS}")

    assert asked(tmp_path, session, text, meetings=[]) == ["meetings: 1 more, in order"]


def test_what_another_part_counts_may_be_more(tmp_path: Path, session: Session) -> None:
    """One part counts the meetings, the other the share that leaders attended: one more meeting earns 1 - 0."""
    text = "facts: {held: count, attended: count}\nindicators:\n  - id: item\n    title: x\n    points: 10\n    type: parts\n    parts:\n"
    text += "      - {id: a, title: y, points: 5, type: count_target, value: held, target: 12, deduct: {points: 1, per: 1}}\n"
    text += "      - {id: b, title: z, points: 5, type: rate, numerator: attended, denominator: held, target: 50%, on_zero: full, deduct: {points: 1, per: 10%, partial: whole}}\n"

    assert asked(tmp_path, session, text, held=9, attended=9) == ["held: 1 more"]


def test_points_for_each_award_are_no_part_of_the_year(tmp_path: Path, session: Session) -> None:
    """`each` is a number of points here: one more award earns one more point."""
    text = "registers:\n  awards: {label: {zh: 荣誉, en: awards}, worth_adding: true, columns: {name: text}}\n"
    text += alone("type: awards, register: awards, each: 1")

    assert asked(tmp_path, session, text, awards=[{"name": "甲"}, {"name": "乙"}]) == [
        "awards: 1 more, in order"
    ]


@given(worlds())
def test_all_types_together(tmp_path_factory, world: tuple[str, list[Evidence]]) -> None:
    """Whatever is advised brings points, and leaves the wholes of rates as they are."""
    text, units = world
    path = tmp_path_factory.getbasetemp() / "gains.yaml"
    path.write_text(text, "utf-8")
    checklist = Session.start(only=()).load(path)
    for evidence in among_peers(checklist, units):
        asks = gains_of(checklist, evidence, date(2023, 6, 1)).asks

        assert all(ask.points > 0 for ask in asks)
        assert not {"全部", "全部二"} & {ask.what.pick("zh").split("：")[0] for ask in asks}
