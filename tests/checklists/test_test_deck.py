"""The test deck: what it expects is right by hand, the engine agrees on any checklist, and a wrong sum is found."""

from fractions import Fraction

import attrs
import pytest
from hypothesis import given

from lawcheck.checklists.test_deck import run_deck
from lawcheck.methods.points import Points
from lawcheck.model.errors import PluginError
from lawcheck.model.spans import Span
from lawcheck.testing import checklists


def test_the_deck_of_a_checklist_that_ships(session):
    """100 points, cuts at 90, 80 and 60, an `appearance` item of 10 points, a bonus of at most 5 with a ceiling of 100."""
    checklist = session.load("street-visit")
    deck = {each.what.pick("en"): each for each in run_deck(checklist)}

    assert all(each.passed for each in deck.values())
    assert deck["every item full"].expected == Span(Fraction(100), Fraction(100))
    assert deck["every item at its lowest"].expected == Span(Fraction(0), Fraction(0))
    assert deck["every item missing"].expected == Span(Fraction(0), Fraction(100))
    assert deck["every item missing"].grade is None
    assert deck["no item applies"].expected is None
    assert deck["only Appearance of the head of the agency earns"].expected.low == 10
    assert (
        deck["Appearance of the head of the agency does not apply (redistributed)"].expected.low
        == 100
    )
    assert deck["excellent: on the cut"].expected.low == 90
    assert deck["excellent: on the cut"].grade.en == "excellent"
    assert deck["excellent: one step below"].expected.low == Fraction("89.99")
    assert deck["excellent: one step below"].grade.en == "good"
    assert deck["excellent: half a step below"].expected.low == 90  # 89.995 rounds half up
    assert deck["full, with every bonus"].expected.low == 100
    assert deck["lowest, with every bonus"].expected.low == 3


def test_every_item_has_a_unit_in_which_it_alone_earns(session):
    checklist = session.load("district-annual")
    said = [each.what.pick("en") for each in run_deck(checklist)]

    for item in checklist.root.indicators():
        assert item.advisory or f"only {item.title.pick('en')} earns" in said


@given(checklists())
def test_the_engine_agrees_on_any_checklist(checklist):
    """Two ways of adding up, written apart."""
    assert [each.what.pick("en") for each in run_deck(checklist) if not each.passed] == []


class Stingy(Points):
    """Points that are added up wrongly: one in a hundred is lost."""

    def factors(self, parts, scores):
        return [factor * Fraction(99, 100) for factor in super().factors(parts, scores)]


def test_a_section_that_only_takes_off_has_no_score_alone(session, tmp_path):
    """Where no other item applies, there are no points that its deductions could be set against."""
    (tmp_path / "p.yaml").write_text(PENALTIES, "utf-8")
    deck = run_deck(session.load(tmp_path / "p.yaml"))

    assert all(each.passed for each in deck)


PENALTIES = """\
lawcheck: 1
id: demo
version: "1"
title: 演示
period: {from: 2024-01-01, to: 2024-12-31}
scoring: {method: points, out_of: 100}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 优, from: 90}, {name: 差, from: -1000}]
not_applicable: {policy: redistribute, at_most: 100%}
facts: {n: count, m: count}
sections:
  - {id: s, title: 倒扣, scoring: {method: deduct_from, start: 0, floor: none}, indicators: [{id: a, title: 违法, points: 20, type: incidents, count: n, deduct: 5}]}
  - {id: t, title: 得分, indicators: [{id: b, title: 次, points: 100, type: count_target, value: m, target: 10, deduct: {points: 10, per: 1}}]}
"""


def test_a_wrong_sum_is_found(session):
    checklist = session.load("street-visit")
    wrong = attrs.evolve(
        checklist, root=attrs.evolve(checklist.root, scoring=Stingy(Fraction(100)))
    )
    failed = {each.what.pick("en") for each in run_deck(wrong) if not each.passed}

    assert "only Appearance of the head of the agency earns" in failed
    assert "excellent: one step below" in failed


class Elsewhere(Points):
    method_name = "of_a_plugin"


class Failing(Elsewhere):
    def factors(self, parts, scores):
        raise ZeroDivisionError("no parts")


def test_a_method_of_a_plugin_is_asked_for_its_factors(session):
    checklist = session.load("street-visit")
    foreign = attrs.evolve(
        checklist, root=attrs.evolve(checklist.root, scoring=Elsewhere(Fraction(100)))
    )
    told = {each.what.pick("en"): (each.expected, each.passed) for each in run_deck(foreign)}

    assert told["every item full"][0].low == 100
    assert told["excellent: one step below"][0].low == Fraction("89.99")
    assert [what for what, (_, passed) in told.items() if not passed] == []


def test_a_method_of_a_plugin_that_fails_is_named(session):
    checklist = session.load("street-visit")
    foreign = attrs.evolve(
        checklist, root=attrs.evolve(checklist.root, scoring=Failing(Fraction(100)))
    )

    with pytest.raises(
        PluginError, match=r"scoring method of_a_plugin \(.*\) failed: ZeroDivisionError: no parts"
    ):
        list(run_deck(foreign))
