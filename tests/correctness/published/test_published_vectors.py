"""Small scores that others have published, argued about, or got wrong."""

from fractions import Fraction

import attrs
import pytest

from lawcheck.indicators.incidents import Incidents
from lawcheck.indicators.scale import Scale
from lawcheck.indicators.yes_no import YesNo
from lawcheck.methods.deduct_from import DeductFrom
from lawcheck.methods.mean import Mean, WeightedMean
from lawcheck.methods.points import Points
from lawcheck.model.evidence import Evidence, Fact, NotApplicable, Unit
from lawcheck.model.indicator import Indicator
from lawcheck.model.measures import FactRef
from lawcheck.model.sections import Bonus, Section
from lawcheck.model.text import Text
from lawcheck.scoring import score
from lawcheck.testing import one_item

pytestmark = pytest.mark.interpreter

ONE, HUNDRED = Fraction(1), Fraction(100)


def item(name, rule=None, points=ONE, weight=ONE):
    return Indicator(
        name,
        Text(name),
        rule or YesNo(FactRef(name)),
        None if points is None else Fraction(points),
        Fraction(weight),
    )


def total(method, items, values, not_applicable=(), bonus=None):
    """The exact total of a unit: `values` by item, True and False or a number."""
    facts = {
        name: Fact(name, value if isinstance(value, bool) else Fraction(value))
        for name, value in values.items()
    }
    decided = {name: NotApplicable(name, "不适用", "市司法局") for name in not_applicable}
    whole = one_item(items[0].rule)
    checklist = attrs.evolve(
        whole, root=Section("all", Text("全部"), tuple(items), method), bonus=bonus
    )
    return score(checklist, Evidence(Unit("u1"), facts, not_applicable=decided)).exact.low


@pytest.mark.parametrize("method", [Points(HUNDRED), Mean(HUNDRED), WeightedMean(HUNDRED)])
def test_seven_of_ten_that_apply_are_seventy_percent(method):
    """15 checks, 7 true, 3 false, 5 not applicable: 70 %, not 46 % (fbprogmbh/Hardening-Audit-Tool-AuditTAP#181)."""
    names = [f"c{number:02}" for number in range(15)]
    answers = {name: number < 7 for number, name in enumerate(names[:10])}

    assert total(method, [item(name) for name in names], answers, not_applicable=names[10:]) == 70


def test_sixteen_of_twenty_that_apply_are_eighty_percent():
    """5 + 5 + 5 + 1 of 20, one more item not applicable."""
    items = [item(name, Scale(FactRef(name), Fraction(0), Fraction(5)), 5) for name in "abcde"]

    assert (
        total(Points(HUNDRED), items, {"a": 5, "b": 5, "c": 5, "d": 1}, not_applicable="e") == 80
    )


def test_levels_by_weight():
    """(0 x 1 + 1 x 2 + 0.5 x 1) / 4 = 62.5 %."""
    items = [
        item(name, Scale(FactRef(name), Fraction(0), ONE), weight=weight)
        for name, weight in (("a", 1), ("b", 2), ("c", 1))
    ]

    assert total(WeightedMean(HUNDRED), items, {"a": 0, "b": 1, "c": "0.5"}) == Fraction("62.5")


@pytest.mark.parametrize(("prices", "expected"), [((2, 1, 1, 1), 95), ((2, 2, 1, 1), 94)])
def test_violations_from_a_hundred(prices, expected):
    """One 2-point and three 1-point violations leave 95; 2 + 2 + 1 + 1 leave 94."""
    items = [
        item(
            f"v{number}",
            Incidents(count=FactRef(f"v{number}"), deduct=(Fraction(price),)),
            points=None,
        )
        for number, price in enumerate(prices)
    ]

    assert (
        total(DeductFrom(HUNDRED, Fraction(0)), items, {each.id: 1 for each in items}) == expected
    )


@pytest.mark.parametrize(("cost", "expected"), [(15, 85), (10, 105), (11, 89)])
def test_bonus_only_from_ninety(cost, expected):
    """Start 100, 15 off, three bonuses of 5 only if the penalised score is at least 90: 85; with 10 off, 90 + 15."""
    deducted = item("cost", Incidents(count=FactRef("cost"), deduct=(ONE,)), points=None)
    bonuses = tuple(item(f"b{number}", points=5) for number in range(3))
    bonus = Bonus(bonuses, at_most=Fraction(15), only_from=Fraction(90))

    assert (
        total(
            DeductFrom(HUNDRED, Fraction(0)),
            [deducted],
            {"cost": cost, "b0": True, "b1": True, "b2": True},
            bonus=bonus,
        )
        == expected
    )


def test_a_light_item_of_a_heavy_sheet():
    """Weights 1, 1, 10, one of the light ones passed: 1 of 12."""
    items = [item(name, weight=weight) for name, weight in (("a", 1), ("b", 1), ("c", 10))]

    assert total(WeightedMean(ONE), items, {"a": True, "b": False, "c": False}) == Fraction(1, 12)


def test_weight_zero_counts_nothing():
    """Neither what it earns nor that it exists."""
    items = [item("a", weight=3), item("b", weight=1), item("c", weight=0)]
    without = items[:2]
    for passed in (True, False):
        answers = {"a": True, "b": False}

        assert total(WeightedMean(ONE), without, answers) == total(
            WeightedMean(ONE), items, answers | {"c": passed}
        )


def test_forty_tens_make_four():
    """0.1 x 40 = 4 and (95% - 55%) is 40 full percentage points; in binary both come out below."""
    items = [item(f"i{number:02}", points="0.1") for number in range(40)]

    assert total(Points(Fraction(4)), items, {each.id: True for each in items}) == 4
    assert HUNDRED - Fraction("1.2") - Fraction("4.4") - Fraction("4.4") == 90
    assert (Fraction(95, 100) - Fraction(11, 20)) * 100 == 40


def test_the_mean_that_excel_prints_wrong():
    """(59.98 + 60.01) / 2 = 59.995 is 60.00 by half up; sections 89.5 90.1 90.0 90.5 89.5 with weights make 89.995."""
    scales = [
        item(name, Scale(FactRef(name), Fraction(0), HUNDRED), weight=weight)
        for name, weight in zip("abcde", (15, 20, 25, 25, 15), strict=True)
    ]
    sections = dict(zip("abcde", ("89.5", "90.1", "90.0", "90.5", "89.5"), strict=True))

    assert total(Mean(HUNDRED), scales[:2], {"a": "59.98", "b": "60.01"}) == Fraction("59.995")
    assert total(WeightedMean(HUNDRED), scales, sections) == Fraction("89.995")
