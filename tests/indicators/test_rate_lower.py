"""The indicator type `rate` where a low rate is the good one (败诉率不超过10%)."""

from fractions import Fraction

import attrs
import pytest

from lawcheck.indicators.blocks.steps import Steps
from lawcheck.indicators.rate import Rate
from lawcheck.model.conditions import Comparison, Where
from lawcheck.model.measures import FactRef
from lawcheck.model.operations import Count
from lawcheck.model.register_measures import OverRecords
from lawcheck.model.text import Text

TENTH = Fraction("0.1")
LOST = FactRef("lost", Text("败诉", "lost"))
CASES = FactRef("cases", Text("案件", "cases"))
STEPS = Steps(Fraction("0.5"), Fraction("0.01"), "started")
LOW = Rate(TENTH, STEPS, numerator=LOST, denominator=CASES, on_zero="full", better="lower")


@pytest.mark.parametrize(
    ("lost", "cases", "points"),
    [(0, 8, 5), (1, 10, 5), (1, 8, "3.5"), (1, 9, 4), (101, 1000, "4.5"), (5, 10, 0), (0, 0, 5)],
)
def test_what_lies_above_the_target_costs(case, earned, lost, cases, points):
    """12.5% is 2.5 points above 10%: 3 started steps of 0.5. 1 of 9 is 1.11 above: 2 steps."""
    assert earned(LOW, case(5, {"lost": lost, "cases": cases})) == Fraction(points)


def test_no_target_above_zero_is_needed(case, earned):
    """0% allowed: 1 of 8 is 12.5 points above."""
    rule = attrs.evolve(
        LOW, target=Fraction(0), deduct=Steps(Fraction("0.1"), Fraction("0.01"), "proportional")
    )

    assert earned(rule, case(5, {"lost": 1, "cases": 8})) == Fraction("3.75")
    assert earned(rule, case(5, {"lost": 0, "cases": 8})) == 5


def test_shows_the_arithmetic(case, reasons):
    result = LOW.score(case(5, {"lost": 1, "cases": 8}))

    assert reasons(result) == ["1/8 = 12.5%，高于10%：2.5个百分点 ÷ 1个百分点 → 3 × 0.5 = 1.5"]
    assert result.deductions[0].reason.pick("en") == (
        "1/8 = 12.5%, above 10%: 2.5 percentage points ÷ 1 percentage point → 3 × 0.5 = 1.5"
    )
    assert result.working.pick("zh") == "1/8 = 12.5%，不高于10%"
    assert (
        LOW.describe().pick("zh") == "败诉÷案件不高于10%；每高1个百分点扣0.5分（不足一档按一档计）"
    )
    assert LOW.describe().pick("en") == (
        "lost / cases: at most 10%; 0.5 off for each 1 percentage point above (a started step counts)"
    )


def test_cites_the_records_that_raise_the_rate(case):
    """The lost one, not the two that were won."""
    lost = Where((Comparison("lost", "equals", True),))
    rule = attrs.evolve(
        LOW,
        numerator=OverRecords(Count(), "judgments", where=lost),
        denominator=OverRecords(Count(), "judgments"),
    )
    rows = [{"no": str(number), "lost": number == 1} for number in range(3)]
    (deduction,) = rule.score(case(5, {}, {"judgments": rows})).deductions

    assert [each.values["no"] for each in deduction.cites] == ["1"]


@pytest.mark.parametrize(
    ("rule", "keys"),
    [
        (LOW, []),
        (attrs.evolve(LOW, target=Fraction(0)), []),
        (attrs.evolve(LOW, target=Fraction(-1)), ["target"]),
        (attrs.evolve(LOW, target=Fraction(1)), ["target"]),
        (attrs.evolve(LOW, target=Fraction(1), may_exceed=True), []),
        (attrs.evolve(LOW, better="higher", target=Fraction(0)), ["target"]),
    ],
)
def test_faults(faults, rule, keys):
    """A target that nothing can miss is refused."""
    assert faults(rule, 5) == keys
