"""The indicator type `yes_no`."""

from fractions import Fraction

import pytest

from lawcheck.indicators.yes_no import YesNo
from lawcheck.model.measures import FactRef
from lawcheck.model.readings import MissingEvidence
from lawcheck.model.text import Text

PLAN = FactRef("plan", Text("有年度计划", "has a plan"))


@pytest.mark.parametrize(
    ("answer", "want", "points"),
    [(True, True, 3), (False, True, 0), (False, False, 3), (True, False, 0)],
)
def test_all_or_nothing(case, earned, answer, want, points):
    """3 - 0 or 3 - 3."""
    assert earned(YesNo(PLAN, want=want), case(3, {"plan": answer})) == points


def test_says_why_and_points_at_the_fact(case):
    """A no costs all, with the fact as its source."""
    result = YesNo(PLAN).score(case(3, {"plan": False}))
    (deduction,) = result.deductions

    assert deduction.points == 3
    assert deduction.reason.pick("zh") == "有年度计划：否，不得分"
    assert deduction.reason.pick("en") == "has a plan: no, no points"
    assert [fact.name for fact in deduction.cites] == ["plan"]
    assert result.about == deduction.cites


def test_unknown_is_not_no(case):
    """A fact that nobody gave is missing."""
    with pytest.raises(MissingEvidence) as caught:
        YesNo(PLAN).score(case(3))

    assert caught.value.names == ("plan",)


def test_needs_points(faults):
    """All or nothing of an item without points is a fault."""
    assert faults(YesNo(PLAN), None) == ["type"]
    assert faults(YesNo(PLAN), "0.5") == []


def test_describes_itself():
    """The wanted answer is named."""
    assert YesNo(PLAN, want=False).describe().pick("zh") == "有年度计划：否得满分，否则不得分"
    assert YesNo(PLAN).describe().pick("en") == "has a plan: full points for yes, none otherwise"


def test_points_stay_exact(case, earned):
    """A third of a point is a third."""
    assert earned(YesNo(PLAN), case("1/3", {"plan": True})) == Fraction(1, 3)
