"""Whatever a column cannot do is left to the rule, also if the rule catches every exception."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from math import floor
from typing import Any, ClassVar

import attrs
import pytest
from tests.tables.conftest import expected, tables_of

from lawcheck.model.case import Result
from lawcheck.model.declarations import Spec
from lawcheck.model.deductions import Deduction
from lawcheck.model.evidence import Evidence, Fact, Unit
from lawcheck.model.measures import FactRef
from lawcheck.model.text import message
from lawcheck.tables import all_items, score_table
from lawcheck.testing import one_item

WHY = message("原因", "a reason")


@attrs.frozen
class Careless:
    """A type that takes off 3 points whatever goes wrong."""

    type_name: ClassVar[str] = "careless"

    values: tuple[FactRef, ...]
    cost: Callable[..., Any]

    def describe(self):
        return WHY

    def score(self, case):
        values = [reading.value for reading in case.read_all(self.values)]
        try:
            points = self.cost(*values)
        except Exception:
            points = Fraction(3)
        return Result((Deduction(points, WHY),))


DAYS = {
    "is no time": lambda a, b: Fraction(1 if b - a else 2),
    "equals": lambda a, b: Fraction(1 if b - a == timedelta(0) else 2),
    "is among": lambda a, b: Fraction(1 if b - a in (timedelta(0), timedelta(4)) else 2),
    "is longer": lambda a, b: Fraction(1 if b - a > timedelta(3) else 2),
    "absolute": lambda a, b: Fraction(1 if abs(b - a) > timedelta(3) else 2),
    "is a time": lambda a, b: Fraction(1 if isinstance(b - a, timedelta) else 2),
    "is an integer": lambda a, b: Fraction(1 if isinstance((b - a).days, int) else 2),
    "text": lambda a, b: Fraction(len(str(b - a)), 20),
    "text of a day": lambda a, _: Fraction(len(repr(a)), 20),
    "weeks as a float": lambda a, b: abs((b - a).days) / 7,
}
NUMBERS = {
    "text": lambda a: Fraction(len(repr(a)), 20),
    "text of the numerator": lambda a: Fraction(len(str(a.numerator)), 2),
    "sum": lambda a: Fraction(abs(a.numerator) + a.denominator, 100),
    "negative": lambda a: Fraction(1 if -a.numerator < 0 else 2),
    "odd": lambda a: Fraction(1 if a.numerator % 2 else 2),
    "is an integer": lambda a: Fraction(1 if isinstance(a.numerator, int) else 2),
    "a float": lambda a: Fraction(1 if a + 0.5 > 1 else 2),
    "a fraction again": lambda a: abs(Fraction(a)) / 10,
    "a fraction of the floor": lambda a: abs(Fraction(floor(a)) + 1) / 20,
    "floor is an integer": lambda a: Fraction(1 if isinstance(floor(a), int) else 2),
    "bits of the floor": lambda a: Fraction(1 if floor(a) & 1 else 2),
    "half of the floor is a float": lambda a: abs(floor(a) / 2),
    "half of the floor of a constant": lambda a: floor(a - a + 3) / 2,
    "half of the numerator": lambda a: Fraction(1 if a.numerator / 2 > 1 else 2),
}


def compare(monkeypatch, cost, spec, rows):
    monkeypatch.setattr(all_items, "_FEW_UNITS", 0)
    names = [f"f{place}" for place, _ in enumerate(rows[0])]
    rule = Careless(tuple(map(FactRef, names)), cost)
    checklist = one_item(rule, points=Fraction(4), facts=dict.fromkeys(names, spec))
    units = [
        Evidence(
            Unit(f"u{number}"),
            {name: Fact(name, value) for name, value in zip(names, row, strict=True)},
        )
        for number, row in enumerate(rows)
    ]

    found = score_table(checklist, tables_of(checklist, units)[0])

    wanted = [expected(checklist, each) for each in units]
    for name in ("state.item", "points.item", "score_low", "score_high"):
        assert found[name].to_list() == [each[name] for each in wanted]


@pytest.mark.parametrize("name", DAYS)
def test_days(monkeypatch, name):
    first = date(2023, 1, 1)
    rows = [(first, first + timedelta(days)) for days in (0, 3, 4, -10)]
    compare(monkeypatch, DAYS[name], Spec("date", any_date=True), rows)


@pytest.mark.parametrize("name", NUMBERS)
def test_numbers(monkeypatch, name):
    numbers = [Fraction(each) for each in ("0.5", "2", "-1.5", "10", "7.25", "0")]
    compare(monkeypatch, NUMBERS[name], Spec("amount"), [(each,) for each in numbers])


def test_the_floor_of_what_has_no_bounds(monkeypatch):
    def cost(a, b, c):
        return max(Fraction(0), min(Fraction(2), floor(a / (b - c) / (c - b + 5)) * Fraction(1)))

    rows = [(1, 2, 1), (10, 5, 2), (9, 7, 5), (3, 3, 3), (8, 9, 1), (7, 6, 1)]
    compare(monkeypatch, cost, Spec("amount"), [tuple(map(Fraction, each)) for each in rows])
