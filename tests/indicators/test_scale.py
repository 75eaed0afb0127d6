"""The indicator type `scale`."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.indicators.scale import Scale
from lawcheck.model.measures import FactRef, OverFacts
from lawcheck.model.operations import Mean
from lawcheck.model.text import Text

SURVEY = FactRef("survey", Text("满意度", "satisfaction"), is_rate=True)
UP = Scale(SURVEY, Fraction("0.6"), Fraction("0.95"))


@pytest.mark.parametrize(
    ("rate", "points"),
    [("0.81", 6), ("0.95", 10), ("0.99", 10), ("0.6", 0), ("0.1", 0), ("0.7", Fraction(20, 7))],
)
def test_in_proportion_between_the_ends(case, earned, rate, points):
    """(81 - 60) / (95 - 60) = 21/35 = 3/5 of 10 is 6; 70%: 10/35 of 10 is 20/7."""
    assert earned(UP, case(10, {"survey": Fraction(rate)})) == points


def test_fewer_may_be_better(case, earned):
    """20 complaints earn 0, 4 or fewer all 8; 8 are 12/16 of the way: 6."""
    rule = Scale(FactRef("complaints"), Fraction(20), Fraction(4))

    assert [earned(rule, case(8, {"complaints": number})) for number in (30, 20, 8, 4, 0)] == [
        0,
        0,
        6,
        8,
        8,
    ]


def test_mean_of_raters_without_the_extremes(case, earned):
    """70, 80, 90, 100 without highest and lowest: mean 85, of 100, times 20 points: 17."""
    raters = OverFacts(Mean(drop=1), tuple(FactRef(name) for name in "abcd"))

    assert (
        earned(
            Scale(raters, Fraction(0), Fraction(100)),
            case(20, {"a": 100, "b": 70, "c": 80, "d": 90}),
        )
        == 17
    )


def test_shows_the_arithmetic(case):
    """The deduction carries the whole sum; outside the ends the cut share is shown."""
    (deduction,) = UP.score(case(10, {"survey": Fraction("0.81")})).deductions

    assert deduction.points == 4
    assert deduction.reason.pick("zh") == "满意度：(81% - 60%) ÷ (95% - 60%) × 10 = 6"
    assert (
        UP.score(case(10, {"survey": Fraction(1)})).working.pick("en")
        == "(100% - 60%) ÷ (95% - 60%) → 1 × 10 = 10"
    )


def test_faults(faults):
    """Two different ends, and points."""
    assert faults(UP) == []
    assert faults(Scale(SURVEY, Fraction(1), Fraction(1))) == ["full_at"]
    assert faults(UP, None) == ["type"]


def test_describes_itself():
    """Both ends."""
    assert UP.describe().pick("zh") == "满意度：60%得0分，95%得满分，其间按比例"
    assert (
        UP.describe().pick("en")
        == "satisfaction: nothing at 60%, full points at 95%, in proportion between"
    )


@given(rate=st.fractions(-1, 2), points=st.fractions(0, 100))
def test_never_outside_the_item(case, off, rate, points):
    """Whatever the value, between 0 and all points are lost."""
    assert all(0 < lost <= points for lost in off(UP.score(case(points, {"survey": rate}))))
