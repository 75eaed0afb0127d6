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
    RATE, (Band(Fraction(5), Fraction("0.95")), Band(Fraction(3), Fraction("0.9"))), Fraction(0)
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
        (Band(Fraction(0), Fraction(10)), Band(Fraction(2), Fraction(5))),
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
    high, low = Band(Fraction(5), Fraction("0.95")), Band(Fraction(3), Fraction("0.9"))

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


UP_TO = Bands(
    RATE,
    (
        Band(Fraction(5), end=Fraction("0.1")),
        Band(Fraction(3), end=Fraction("0.2"), other_end=Fraction(5)),
        Band(Fraction(1), end=Fraction("0.3")),
    ),
    Fraction(0),
)


@pytest.mark.parametrize(
    ("rate", "points"),
    [
        ("0", 5),
        ("0.1", 5),
        ("0.15", 4),
        ("0.125", "4.5"),
        ("0.2", 3),
        ("0.2000001", 1),
        ("0.3", 1),
        ("0.31", 0),
    ],
)
def test_a_band_may_hold_its_upper_end(case, earned, rate, points):
    """不超过10%得5分: 10% itself earns 5. From 10% to 20% points fall from 5 to 3 in proportion."""
    assert earned(UP_TO, case(5, {"rate": Fraction(rate)})) == Fraction(points)


@pytest.mark.parametrize(
    ("rate", "points"), [("1", 5), ("0.9999", "3.9996"), ("0.75", 3), ("0.5", 2), ("0.4999", 0)]
)
def test_points_in_proportion_within_a_band(case, earned, rate, points):
    """From 2 at 50% towards 4 at 100%, which itself earns 5: 0.9999 is 0.4999/0.5 of the way, 2 + 2 x 0.9998."""
    bands = (Band(F5, Fraction(1)), Band(Fraction(2), Fraction("0.5"), other_end=Fraction(4)))

    assert earned(Bands(RATE, bands, Fraction(0)), case(5, {"rate": Fraction(rate)})) == Fraction(
        points
    )


def test_shows_the_proportion(case):
    """20% - 15% of 20% - 10%."""
    (deduction,) = UP_TO.score(case(5, {"rate": Fraction("0.15")})).deductions

    assert (
        deduction.reason.pick("zh")
        == "15% ≤ 20%：得3 + (20% - 15%) ÷ (20% - 10%) × (5 - 3) = 4，满分5"
    )
    assert (
        deduction.reason.pick("en")
        == "15% ≤ 20%: 3 + (20% - 15%) ÷ (20% - 10%) × (5 - 3) = 4 of 5 points"
    )
    assert UP_TO.score(case(5, {"rate": Fraction("0.5")})).working.pick("en") == "50% > 30%: 0"


def test_describes_upper_ends():
    assert UP_TO.describe().pick("zh") == (
        "出庭率；10%及以下得5分；20%及以下得3分，至10%按比例变为5分；30%及以下得1分；其余得0分"
    )
    assert UP_TO.describe().pick("en") == (
        "appearance; up to 10% 5; up to 20% 3, in proportion to 5 towards 10%; up to 30% 1; otherwise 0"
    )


F5, F3 = Fraction(5), Fraction(3)


@pytest.mark.parametrize(
    ("bands", "keys"),
    [
        ((Band(F5, end=Fraction(1)), Band(F3, end=Fraction(2))), []),
        ((Band(F5, end=Fraction(2)), Band(F3, end=Fraction(1))), ["bands"]),
        ((Band(F5, end=Fraction(1)), Band(F3, Fraction(2))), ["bands"]),
        ((Band(F5),), ["bands"]),
        ((Band(F5, Fraction(2), Fraction(1)),), ["bands"]),
        ((Band(F5, Fraction(2), other_end=F3),), ["bands"]),
        ((Band(F5, Fraction(2)), Band(F3, Fraction(1), other_end=Fraction(6))), ["bands"]),
    ],
)
def test_ends_of_bands(faults, bands, keys):
    """Every band its own end, all of one kind; the first has no other."""
    assert faults(Bands(RATE, bands, Fraction(0))) == keys
