"""The indicator type `tiers`."""

from fractions import Fraction

import pytest

from lawcheck.indicators.tiers import Tier, Tiers
from lawcheck.model.conditions import EVERYTHING, Comparison, Where
from lawcheck.model.readings import MissingEvidence
from lawcheck.model.text import Text


def when(**facts):
    return Where(tuple(Comparison(name, "equals", value) for name, value in facts.items()))


OWN = Tier(Text("独立机构", "own unit"), when(own_unit=True), Fraction(3))
SHARED = Tier(Text("责任机构", "shared unit"), when(shared_unit=True), Fraction(2))
UNITS = Tiers((OWN, SHARED), Fraction(0))


@pytest.mark.parametrize(
    ("own", "shared", "points"),
    [(True, True, 3), (True, False, 3), (False, True, 2), (False, False, 0)],
)
def test_first_tier_that_holds(case, earned, own, shared, points):
    """3, 2 or 0 of 3; where both hold the first decides."""
    assert earned(UNITS, case(3, {"own_unit": own, "shared_unit": shared})) == points


def test_says_which_tier_and_cites_what_was_asked(case):
    """The deduction names the tier and the facts up to it."""
    (deduction,) = UNITS.score(case(3, {"own_unit": False, "shared_unit": True})).deductions

    assert deduction.points == 1
    assert deduction.reason.pick("zh") == "责任机构：得2，满分3"
    assert deduction.reason.pick("en") == "shared unit: 2 of 3 points"
    assert [fact.name for fact in deduction.cites] == ["own_unit", "shared_unit"]


def test_later_tier_does_not_repair_an_unknown_earlier_one(case):
    """The own unit might exist, so the shared one does not settle it."""
    with pytest.raises(MissingEvidence) as caught:
        UNITS.score(case(3, {"shared_unit": True}))

    assert caught.value.names == ("own_unit",)


def test_tier_that_is_not_reached_needs_no_facts(case, off):
    """Full points are settled without the second fact."""
    assert off(UNITS.score(case(3, {"own_unit": True}))) == []


@pytest.mark.parametrize(
    ("tiers", "otherwise", "keys"),
    [
        ((), 0, ["tiers", "tiers"]),  # empty, and 3 points can never be earned
        ((OWN, OWN), 0, ["tiers", "tiers"]),  # title and condition twice
        ((Tier(Text("a"), EVERYTHING, Fraction(3)),), 0, ["tiers"]),
        ((OWN,), 4, ["tiers"]),
        ((OWN, Tier(Text("负", ""), when(x=True), Fraction(-1))), 0, ["tiers"]),
        ((SHARED,), 0, ["tiers"]),  # at best 2 of 3
        ((SHARED,), 3, []),
        ((OWN, SHARED), 0, []),
    ],
)
def test_faults(faults, tiers, otherwise, keys):
    """Points outside the item, tiers that are never reached, points that cannot be earned."""
    assert faults(Tiers(tiers, Fraction(otherwise)), 3) == keys


def test_describes_itself():
    """All tiers in order."""
    assert UNITS.describe().pick("zh") == "独立机构得3分；责任机构得2分；其他情形得0分"
    assert UNITS.describe().pick("en") == "own unit: 3; shared unit: 2; otherwise: 0"
