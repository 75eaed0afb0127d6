"""The indicator type `stepped_bonus`."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.indicators.blocks.steps import Steps
from lawcheck.indicators.stepped_bonus import SteppedBonus
from lawcheck.model.measures import FactRef
from lawcheck.model.text import Text

TENTH = Fraction("0.1")
EARLY = FactRef("early", Text("提前办结率", "finished early"), is_rate=True)
RULE = SteppedBonus(EARLY, TENTH, Fraction(1), Steps(Fraction(1), TENTH, "whole"))


@pytest.mark.parametrize(
    ("rate", "gains"),
    [
        ("0.099", []),
        ("0.1", [1]),
        ("0.1999", [1]),
        ("0.2", [1, 1]),
        ("0.29", [1, 1]),
        ("0.3", [1, 2]),
        ("0.5", [1, 4]),
    ],
)
def test_first_and_further(case, added, rate, gains):
    """1 at 10%, 1 for each further whole 10%."""
    assert added(RULE.score(case(3, {"early": Fraction(rate)}))) == gains


def test_the_item_is_the_cap(case, earned):
    """1 + 4 = 5, at most 3; nothing reached is 0."""
    assert [
        earned(RULE, case(3, {"early": Fraction(rate)})) for rate in ("0.05", "0.2", "0.5")
    ] == [0, 2, 3]


def test_larger_first_gain(case, added):
    """Shortened by 30%: 3; each further 10%: 1. 55% are 2 whole steps more."""
    rule = SteppedBonus(EARLY, Fraction("0.3"), Fraction(3), Steps(Fraction(1), TENTH, "whole"))

    assert added(rule.score(case(9, {"early": Fraction("0.55")}))) == [3, 2]


def test_only_once(case, added):
    """Without `further` there is one gain."""
    rule = SteppedBonus(FactRef("extra"), Fraction(3), Fraction(2))

    assert [added(rule.score(case(2, {"extra": number}))) for number in (2, 3, 30)] == [
        [],
        [2],
        [2],
    ]


def test_shows_the_arithmetic(case, reasons):
    """Start and steps."""
    result = RULE.score(case(3, {"early": Fraction("0.35")}))

    assert reasons(result) == [
        "35% ≥ 10%：加1",
        "超出25个百分点：25个百分点 ÷ 10个百分点 → 2 × 1 = 2",
    ]
    assert (
        result.gains[1].reason.pick("en")
        == "25 percentage points more: 25 percentage points ÷ 10 percentage points → 2 × 1 = 2"
    )
    assert [fact.name for fact in result.gains[0].cites] == ["early"]


@pytest.mark.parametrize(
    ("rule", "points", "keys"),
    [
        (RULE, 3, []),
        (RULE, None, ["type"]),
        (RULE, 1, ["first"]),
        (SteppedBonus(EARLY, TENTH, Fraction(1)), 1, []),
        (SteppedBonus(EARLY, TENTH, Fraction(2)), 1, ["first"]),
        (SteppedBonus(EARLY, TENTH, Fraction(0)), 1, ["first"]),
        (SteppedBonus(EARLY, TENTH, Fraction(1), Steps(Fraction(1), TENTH)), 3, ["further"]),
        (SteppedBonus(EARLY, TENTH, Fraction(1), Steps(Fraction(1))), 3, ["further"]),
        (SteppedBonus(EARLY, Fraction(10), Fraction(1), Steps(Fraction(1), Fraction(1))), 3, []),
    ],
)
def test_faults(faults, rule, points, keys):
    """Gains that the item cannot hold, steps that are none."""
    assert faults(rule, points) == keys


def test_describes_itself():
    """As a score sheet says it."""
    assert (
        RULE.describe().pick("zh")
        == "提前办结率达到10%加1分；每再超10个百分点加1分（不足一档不计）"
    )
    assert (
        RULE.describe().pick("en")
        == "finished early: 1 from 10%; 1 more for each further 10 percentage points (whole steps only)"
    )


@given(rates=st.lists(st.fractions(0, 2), min_size=2, max_size=2).map(sorted))
def test_more_never_adds_less(case, added, rates):
    """Monotone."""
    low, high = (sum(added(RULE.score(case(3, {"early": rate})))) for rate in rates)

    assert low <= high
