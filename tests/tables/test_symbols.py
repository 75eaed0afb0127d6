"""A rule that is run on symbols gives what it gives for each unit by itself."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from math import ceil, floor
from typing import Any, ClassVar

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.tables.conftest import expected, tables_of

from lawcheck.model.case import Result
from lawcheck.model.declarations import Spec
from lawcheck.model.deductions import Deduction
from lawcheck.model.evidence import NEVER, Evidence, Fact, Unit
from lawcheck.model.exact import reaches, share_reaches
from lawcheck.model.measures import FactRef
from lawcheck.model.readings import DoesNotApply
from lawcheck.model.rounding import Rounding
from lawcheck.model.rule_fields import Date, Number
from lawcheck.model.text import message
from lawcheck.tables import all_items, score_table
from lawcheck.tables.assembly import prepared
from lawcheck.tables.fixed_point import PointScale
from lawcheck.tables.formulas import formula_of
from lawcheck.tables.inputs import TableInputs
from lawcheck.tables.source import Source
from lawcheck.testing import one_item

pytestmark = pytest.mark.interpreter
NAMES = ("a", "b", "c")
FACTS = {name: Spec("amount") for name in NAMES}
WHY = message("原因", "a reason")


@pytest.fixture(autouse=True)
def by_formula(monkeypatch):
    """However few units there are."""
    monkeypatch.setattr(all_items, "_FEW_UNITS", 0)


@attrs.frozen
class Program:
    """A type that computes and compares as its steps say.

    Attributes:
        values: the facts.
        steps: each appends a number: an operation and the places of what it is applied to.
        full: the points that the last number is limited to.
    """

    type_name: ClassVar[str] = "program"

    values: tuple[Number, ...]
    steps: tuple[tuple[str, int, int], ...]
    full: Fraction

    def describe(self):
        return WHY

    def score(self, case):
        stack: list[Any] = [reading.value for reading in case.read_all(self.values)]
        for name, one, other in self.steps:
            stack.append(
                OPERATIONS_OF_ALL[name](stack[one % len(stack)], stack[other % len(stack)])
            )
        points = max(stack[-1], Fraction(0))
        return Result((Deduction(points, WHY),) if points else ())


def _over(a, b):
    if not b:
        raise DoesNotApply(WHY)
    return a / b


OPERATIONS = {
    "plus": lambda a, b: a + b,
    "minus": lambda a, b: a - b,
    "times": lambda a, b: a * b,
    "over": _over,
    "a third": lambda a, _: a / 3,
    "from one": lambda a, _: 1 - a,
    "down": lambda a, _: floor(a) * Fraction(1),
    "up": lambda a, _: ceil(a) * Fraction(1),
    "floor by terms": lambda a, _: a.numerator // a.denominator * Fraction(1),
    "least": lambda a, b: min(a, b),
    "most": lambda a, b: max(a, b),
    "most of two": lambda a, _: max(a, Fraction(2)),
    "size": lambda a, _: abs(a),
    "whole or none": lambda a, _: a if a.denominator == 1 else Fraction(0),
    "reaches": lambda a, b: Fraction(2) if reaches(a, b) else b - a,
    "share": lambda a, b: Fraction(1) if b > 0 and share_reaches(a, b, Fraction(1, 3)) else a,
    "below zero": lambda a, _: Fraction(1, 2) if a.numerator < 0 else a,
    "equal": lambda a, b: Fraction(3) if a == b else a,
}
LEFT_TO_THE_RULE = {
    "numerators": lambda a, b: Fraction(1) if a.numerator >= b.numerator else Fraction(2),
    "of numerator and denominator": lambda a, _: Fraction(a.numerator + a.denominator),
    "text": lambda a, _: Fraction(len(str(a))),
    "remainder": lambda a, _: a % 2,
    "a float": lambda a, _: Fraction(float(a)),
    "in a set": lambda a, _: Fraction(a in {Fraction(2), Fraction(3)}),
    "in a dict": lambda a, _: {Fraction(2): Fraction(1)}.get(a, Fraction(3)),
    "different ones": lambda a, b: Fraction(len({a, b})),
}
"""A column does not know its numbers in lowest terms, nor what they look like."""
OPERATIONS_OF_ALL = OPERATIONS | LEFT_TO_THE_RULE
AMOUNTS = st.none() | st.sampled_from(["0", "1", "2", "3", "-1", "0.5", "2.25", "-0.75", "7"])


@st.composite
def programs(draw):
    """A program, and units."""
    steps = draw(
        st.lists(
            st.tuples(
                st.sampled_from(list(OPERATIONS_OF_ALL)), st.integers(0, 8), st.integers(0, 8)
            ),
            min_size=1,
            max_size=6,
        )
    )
    full = Fraction(draw(st.integers(1, 4)))
    rows = draw(st.lists(st.tuples(*(AMOUNTS for _ in NAMES)), min_size=1, max_size=12))
    rule = Program(tuple(map(FactRef, NAMES)), tuple(steps), full)
    at = draw(st.sampled_from(["item", "total"]))
    mode = draw(st.sampled_from(["half_up", "half_even", "down", "up"]))
    checklist = one_item(rule, points=full, facts=FACTS)
    checklist = attrs.evolve(
        checklist,
        rounding=Rounding(draw(st.integers(0, 2)), mode, at),
    )
    return checklist, [
        Evidence(
            Unit(f"u{n}"),
            {
                name: Fact(name, Fraction(text))
                for name, text in zip(NAMES, row, strict=True)
                if text is not None
            },
        )
        for n, row in enumerate(rows)
    ]


@given(made=programs())
def test_any_program(made):
    checklist, units = made
    assume(all((each.start * 100).denominator == 1 for each in checklist.grades))
    facts, _ = tables_of(checklist, units)

    rows = score_table(checklist, facts).to_dicts()

    for row, unit in zip(rows, units, strict=True):
        wanted = expected(checklist, unit)
        assert {name: row[name] for name in wanted if name in row} == {
            name: each for name, each in wanted.items() if name in row
        }


def formula(checklist, units):
    """Return the formula of the only item, and which units it covers."""
    plan, measures = prepared(checklist)
    facts, _ = tables_of(checklist, units)
    source = Source.read(checklist, TableInputs(facts), measures)
    made = formula_of(plan.leaves[0], source.inputs, PointScale.of(checklist))
    if made is None:
        return None, []
    fits = (
        source.inputs.lazy()
        .select(x=True if made.fits is None else made.fits.fill_null(False))
        .collect()["x"]
        .to_list()
    )
    return made, fits * len(units) if len(fits) < len(units) else fits


def unit(name, **facts):
    return Evidence(Unit(name), {each: Fact(each, value) for each, value in facts.items()})


def checklist_of(rule, **facts):
    return one_item(rule, points=Fraction(4), facts=facts)


@pytest.mark.parametrize("operation", OPERATIONS)
def test_each_operation_has_a_formula(operation):
    """None of them is silently left to the rule."""
    rule = Program(tuple(map(FactRef, NAMES)), ((operation, 0, 1),), Fraction(4))
    units = [
        unit(f"u{n}", a=Fraction(n, 2), b=Fraction(n * n % 7, 4), c=Fraction(1)) for n in range(9)
    ]

    made, fits = formula(checklist_of(rule, **FACTS), units)

    assert made is not None
    assert all(fits)


@pytest.mark.parametrize("operation", LEFT_TO_THE_RULE)
def test_what_columns_cannot_do_is_left_to_the_rule(operation):
    rule = Program((FactRef("a"), FactRef("b")), ((operation, 0, 1),), Fraction(4))
    numbers = [("0.5", "0.25"), ("2", "3.75"), ("1.25", "1.5"), ("3", "3")]
    units = [unit(f"u{n}", a=Fraction(a), b=Fraction(b)) for n, (a, b) in enumerate(numbers)]
    checklist = checklist_of(rule, **FACTS)

    made, _ = formula(checklist, units)

    assert made is None
    rows = score_table(checklist, tables_of(checklist, units)[0])["score_low"].to_list()
    assert rows == [expected(checklist, each)["score_low"] for each in units]


@attrs.frozen
class Jumps:
    """A type whose points jump where a cap begins."""

    type_name: ClassVar[str] = "jumps"

    value: Number
    first: Fraction
    limit: Fraction
    pick: Any

    def describe(self):
        return WHY

    def score(self, case):
        value = case.read(self.value).value
        points = self.first if value >= 5 else self.pick(self.limit, 7 - value)
        return Result((Deduction(points, WHY),) if points else ())


@pytest.mark.parametrize(
    ("first", "limit", "pick", "lost"),
    [
        (2, 1, max, [7, 3, 2, 2]),  # the same as max(2, 7 - value)
        (2, 3, max, [7, 3, 2, 2]),  # not: the limit is above what 5 and more get
        (2, 3, min, [3, 3, 2, 2]),
        (2, 1, min, [1, 1, 2, 2]),
        (1, 3, min, [3, 3, 1, 1]),
        (3, 6, min, [6, 3, 3, 3]),
    ],
)
def test_a_cap_is_no_cap_where_points_jump(first, limit, pick, lost):
    rule = Jumps(FactRef("a"), Fraction(first), Fraction(limit), pick)
    checklist = one_item(rule, points=Fraction(10), facts=FACTS)
    units = [unit(f"u{n}", a=Fraction(a)) for n, a in enumerate((0, 4, 5, 9))]

    made, fits = formula(checklist, units)

    assert made is not None
    assert all(fits)
    rows = score_table(checklist, tables_of(checklist, units)[0])["points.item"].to_list()
    assert [10 - each for each in rows] == lost


@attrs.frozen
class Late:
    """A type that counts the days from one date to another."""

    type_name: ClassVar[str] = "late"

    start: Date
    end: Date

    def describe(self):
        return WHY

    def score(self, case):
        start, end = (case.date(each)[0] for each in (self.start, self.end))
        if end is NEVER or start is NEVER:
            return Result((Deduction(Fraction(3), WHY),))
        if end <= start + timedelta(days=10):
            return Result()
        if end >= date(2023, 12, 1) or start == end:
            return Result((Deduction(Fraction(2), WHY),))
        return Result((Deduction((end - start).days * Fraction(1, 100), WHY),))


def test_days():
    spec = Spec("date", may_be_never=True, any_date=True)
    checklist = checklist_of(Late(FactRef("s"), FactRef("e")), s=spec, e=spec)
    days = [date(2023, 1, 1) + timedelta(days=n) for n in (0, 9, 10, 11, 12, 200, 333, 334, 335)]
    units = [unit(f"u{n}", s=days[0], e=day) for n, day in enumerate(days)]
    units += [unit("x", s=days[3], e=days[0]), unit("y", s=NEVER, e=days[0]), unit("z", s=days[1])]
    made, fits = formula(checklist, units)

    rows = score_table(checklist, tables_of(checklist, units)[0]).to_dicts()

    assert made is not None
    assert all(fits)
    lost = [None if row["points.item"] is None else 4 - row["points.item"] for row in rows]
    # 11, 12, 200 and 333 days at 0.01; from December on 2; never 3; a missing date is open
    wanted = ["0", "0", "0", "0.11", "0.12", "2", "3.33", "2", "2", "0", "3", None]
    assert [None if each is None else Fraction(each) for each in lost] == [
        None if each is None else Fraction(each) for each in wanted
    ]
