"""Rules that multiply large numbers: states and points are exact where 64 bits do not suffice."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any, ClassVar

import attrs
import pytest
from tests.tables.conftest import expected, tables_of

from lawcheck.methods.deduct_from import DeductFrom
from lawcheck.model.case import Result
from lawcheck.model.declarations import Spec
from lawcheck.model.deductions import Deduction
from lawcheck.model.evidence import Evidence, Fact, Unit
from lawcheck.model.measures import FactRef
from lawcheck.model.readings import DoesNotApply
from lawcheck.model.text import message
from lawcheck.tables import all_items, score_table
from lawcheck.testing import one_item

NAMES = ("a", "b", "c", "d")
WHY = message("原因", "a reason")
LARGE = 10**13
"""Its square needs more than 64 bits."""


@attrs.frozen
class Compares:
    """A type that compares two products."""

    type_name: ClassVar[str] = "compares"

    value: FactRef
    then: Callable[[Any], Fraction]

    def describe(self):
        return WHY

    def score(self, case):
        a, b, c, d = (case.read(FactRef(name)).value for name in NAMES)
        points = self.then(a) if a * b > c * d else Fraction(1)
        return Result((Deduction(points, WHY),))


def applies_not(_):
    raise DoesNotApply(WHY)


def left_to_the_rule(a):
    return Fraction(len({a}) + 1)


def points(_):
    return Fraction(2)


@pytest.mark.parametrize("then", [applies_not, left_to_the_rule, points])
def test_products_of_large_numbers(monkeypatch, then):
    monkeypatch.setattr(all_items, "_FEW_UNITS", 0)
    checklist = one_item(
        Compares(FactRef("a"), then),
        points=Fraction(4),
        facts={name: Spec("amount") for name in NAMES},
    )
    rows = [(LARGE, LARGE, 1, 1), (1, 1, LARGE, LARGE), (2, 2, 4, 1), (LARGE, 1, 1, 7)]
    units = [
        Evidence(
            Unit(f"u{number}"),
            {name: Fact(name, Fraction(each)) for name, each in zip(NAMES, row, strict=True)},
        )
        for number, row in enumerate(rows)
    ]

    found = score_table(checklist, tables_of(checklist, units)[0])

    wanted = [expected(checklist, each) for each in units]
    for name in ("state.item", "points.item", "score_low", "grade"):
        assert found[name].to_list() == [each[name] for each in wanted]
    assert [each["score_low"] for each in wanted][1:3] == [3, 3]  # 10^26 is above 1, 4 is 4


def test_a_limit_that_needs_128_bits(monkeypatch):
    monkeypatch.setattr(all_items, "_FEW_UNITS", 0)
    limit = Fraction(10**24)

    @attrs.frozen
    class Limit:
        type_name: ClassVar[str] = "limit"

        value: FactRef

        def describe(self):
            return WHY

        def score(self, case):
            value = case.read(self.value).value
            return Result((Deduction(Fraction(2 if value * value > limit else 1), WHY),))

    checklist = one_item(Limit(FactRef("a")), points=Fraction(4), facts={"a": Spec("amount")})
    units = [
        Evidence(Unit(f"u{number}"), {"a": Fact("a", Fraction(value))})
        for number, value in enumerate((10**12 - 1, 10**12, 10**12 + 1))
    ]

    found = score_table(checklist, tables_of(checklist, units)[0])

    assert found["score_low"].to_list() == [3, 3, 2]


@pytest.mark.parametrize("few", [0, 500], ids=["by formula", "by rule"])
def test_an_item_without_limit_may_cost_any_number_of_points(monkeypatch, few):
    monkeypatch.setattr(all_items, "_FEW_UNITS", few)

    @attrs.frozen
    class Each:
        type_name: ClassVar[str] = "each"

        value: FactRef

        def describe(self):
            return WHY

        def score(self, case):
            return Result((Deduction(case.read(self.value).value, WHY),))

    checklist = one_item(Each(FactRef("a")), facts={"a": Spec("amount")})
    (item,) = checklist.root.children
    item = attrs.evolve(item, points=None, floor=None)
    hundred = Fraction(100)
    root = attrs.evolve(
        checklist.root,
        children=(item,),
        scoring=DeductFrom(hundred, Fraction(0)),
        points=hundred,
    )
    checklist = attrs.evolve(checklist, root=root)
    units = [
        Evidence(Unit(f"u{number}"), {"a": Fact("a", Fraction(value))})
        for number, value in enumerate((10**14, 1))
    ]

    found = score_table(checklist, tables_of(checklist, units)[0])

    assert found["points.item"].to_list() == [-(10**14), -1]
    assert found["score_low"].to_list() == [0, 99]
