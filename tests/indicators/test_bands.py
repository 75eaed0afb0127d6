"""The indicator type `bands`."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.indicators.bands import Band, Bands
from lawcheck.model.measures import FactRef
from lawcheck.model.text import Text

RATE = FactRef("rate", Text("出庭率", "appearance"), is_rate=True)
BANDS = Bands(
    RATE, (Band(Fraction("0.95"), Fraction(5)), Band(Fraction("0.9"), Fraction(3))), Fraction(0)
)


@pytest.mark.parametrize(
    ("rate", "points"),
    [("1", 5), ("0.95", 5), ("0.9499999", 3), ("0.9", 3), ("0.8999999", 0), ("0", 0), ("1.2", 5)],
)
def test_a_band_holds_its_own_lower_end(case, earned, rate, points):
    """95% is in the band from 95%, a hair less is in the one below: no gap, no overlap."""
    assert earned(BANDS, case(5, {"rate": Fraction(rate)})) == points


def test_says_the_band(case):
    """5 - 3 = 2, with value and limit as percentages."""
    (deduction,) = BANDS.score(case(5, {"rate": Fraction("0.925")})).deductions

    assert deduction.points == 2
    assert deduction.reason.pick("zh") == "92.5% ≥ 90%：得3，满分5"
    assert deduction.reason.pick("en") == "92.5% ≥ 90%: 3 of 5 points"


def test_below_the_last_band(case):
    """`otherwise` is compared with the last band's start."""
    (deduction,) = BANDS.score(case(5, {"rate": Fraction("0.5")})).deductions

    assert deduction.reason.pick("en") == "50% < 90%: 0 of 5 points"


def test_fewer_may_be_better(case, earned):
    """Complaints: 10 and more earn 0, 5 to 9 earn 2, fewer earn 4."""
    rule = Bands(
        FactRef("complaints"),
        (Band(Fraction(10), Fraction(0)), Band(Fraction(5), Fraction(2))),
        Fraction(4),
    )

    assert [earned(rule, case(4, {"complaints": number})) for number in (12, 10, 9, 5, 4, 0)] == [
        0,
        0,
        2,
        2,
        4,
        4,
    ]


def test_faults(faults):
    """Order, points outside the item, full points out of reach, no bands."""
    high, low = Band(Fraction("0.95"), Fraction(5)), Band(Fraction("0.9"), Fraction(3))

    assert faults(BANDS) == []
    assert faults(Bands(RATE, (low, high), Fraction(0))) == ["bands"]
    assert faults(Bands(RATE, (high, high), Fraction(0))) == ["bands"]
    assert faults(BANDS, 4) == ["bands"]
    assert faults(BANDS, 6) == ["bands"]
    assert faults(Bands(RATE, (), Fraction(5))) == ["bands"]
    assert faults(BANDS, None) == ["type"]


def test_describes_itself():
    """From the top band to the rest."""
    assert BANDS.describe().pick("zh") == "出庭率；95%及以上得5分；90%及以上得3分；其余得0分"
    assert BANDS.describe().pick("en") == "appearance; from 95% 5; from 90% 3; otherwise 0"


@given(rates=st.lists(st.fractions(0, 1), min_size=2, max_size=2).map(sorted))
def test_a_higher_rate_never_earns_less(case, earned, rates):
    """Where the points fall with the bands."""
    low, high = (earned(BANDS, case(5, {"rate": rate})) for rate in rates)

    assert low <= high
