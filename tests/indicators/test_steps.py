"""Deductions by steps."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.indicators.blocks.steps import LATE, Partial, Steps
from lawcheck.model.case import BadEvidence
from lawcheck.model.deductions import Deduction
from lawcheck.model.text import message

PARTIALS: tuple[Partial, ...] = ("whole", "proportional", "started")


@pytest.mark.parametrize(
    ("short", "whole", "proportional", "started"),
    [
        ("0.4", 0, "0.4", 1),
        ("1", 1, "1", 1),
        ("1.5", 1, "1.5", 2),
        ("2", 2, "2", 2),
        ("0.001", 0, "0.001", 1),
    ],
)
def test_parts_of_a_step(short, whole, proportional, started):
    """1 point for each 1."""
    costs = [
        Steps(Fraction(1), Fraction(1), partial).cost(Fraction(short)) for partial in PARTIALS
    ]

    assert costs == [whole, Fraction(proportional), started]


def test_once_however_far():
    """Without `per`."""
    assert (
        Steps(Fraction("0.5")).cost(Fraction(1, 1000))
        == Steps(Fraction("0.5")).cost(Fraction(1000))
        == Fraction("0.5")
    )


def test_capped():
    """5 x 0.3 = 1.5, at most 1.2, and the arithmetic says so."""
    steps = Steps(Fraction("0.3"), Fraction(1), at_most=Fraction("1.2"))
    cost = steps.cost(Fraction(5))

    assert cost == Fraction("1.2")
    assert steps.working(Fraction(5), cost).pick("zh") == "5 ÷ 1 × 0.3 = 1.5（≤ 1.2）"


def test_counted_things_have_no_parts():
    """Half a thing short where whole things are counted."""
    with pytest.raises(BadEvidence):
        Steps(Fraction(1), Fraction(1)).cost(Fraction(1, 2))


def test_cap_over_several():
    """0.8 + 0.8 of at most 1: the second has 0.2 left; keys and order stay."""
    why = message("a", "a")
    found = Steps(Fraction(1), at_most=Fraction(1)).limited(
        {3: Deduction(Fraction("0.8"), why), 1: Deduction(Fraction("0.8"), why)}
    )

    assert {key: each.points for key, each in found.items()} == {
        3: Fraction("0.8"),
        1: Fraction("0.2"),
    }
    assert found[1].asked == Fraction("0.8")


@pytest.mark.parametrize(
    ("steps", "whole_things", "faults"),
    [
        (Steps(Fraction(1)), False, 0),
        (Steps(Fraction(1), Fraction(1)), True, 0),
        (Steps(Fraction(1), Fraction(1)), False, 1),
        (Steps(Fraction(1), Fraction(2)), True, 1),
        (Steps(Fraction(1), partial="whole"), False, 1),
        (Steps(Fraction(0)), False, 1),
        (Steps(Fraction(1), Fraction(0), "whole"), False, 1),
        (Steps(Fraction(1), at_most=Fraction(0)), False, 1),
        (Steps(Fraction(1), at_most=Fraction(5)), False, 0),
        (Steps(Fraction(1), at_most=Fraction(6)), False, 1),
    ],
)
def test_faults(steps, whole_things, faults):
    """Parts declared where they can happen, numbers above 0, a cap within 5 points; the key is the caller's."""
    assert [fault.key for fault in steps.check(whole_things, Fraction(5), "late")] == [
        "late"
    ] * faults


def test_describes_days():
    """For time limits."""
    assert (
        Steps(Fraction(1), Fraction(5), "started").describe(of=LATE).pick("zh")
        == "每逾期5天扣1分（不足一档按一档计）"
    )


@given(
    short=st.fractions(0, 100).filter(bool),
    per=st.fractions(0, 10).filter(bool),
    points=st.fractions(0, 10).filter(bool),
)
def test_whole_proportional_started(short, per, points):
    """In this order, and at most one step apart."""
    whole, proportional, started = (
        Steps(points, per, partial).cost(short) for partial in PARTIALS
    )

    assert whole <= proportional <= started <= whole + points
