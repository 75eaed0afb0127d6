"""What the column forms do not know is left to the rule: operations, words, options, classes, ways of rounding."""

from fractions import Fraction
from typing import Any, get_args

import attrs
import pytest
from tests.tables.conftest import expected, tables_of

from lawcheck.indicators.bands import Band, Bands
from lawcheck.indicators.blocks.steps import Steps
from lawcheck.indicators.rate import Rate
from lawcheck.indicators.scale import Scale
from lawcheck.model.case import Result
from lawcheck.model.conditions import Comparison, Where
from lawcheck.model.declarations import Register, Spec
from lawcheck.model.evidence import Evidence, Fact, Record, Unit
from lawcheck.model.measures import FactRef
from lawcheck.model.operations import OPERATIONS, Maximum, Operation
from lawcheck.model.operators import OPERATORS, Equals, Operator
from lawcheck.model.outcomes import State
from lawcheck.model.ranking import Ranking
from lawcheck.model.readings import Reading
from lawcheck.model.register_measures import OverRecords
from lawcheck.model.rounding import Rounding, RoundingMode
from lawcheck.model.sections import Section
from lawcheck.model.text import Text
from lawcheck.scoring.plan import Plan
from lawcheck.tables import operation_forms, operator_forms, score_table
from lawcheck.tables.condition_expressions import truth
from lawcheck.tables.fixed_point import PointScale
from lawcheck.tables.item_columns import STATES
from lawcheck.tables.known_fields import KNOWN, has_known_totals, is_known, unknown
from lawcheck.tables.rounding import COLUMN_ROUNDINGS
from lawcheck.tables.rule_per_input import NeedsUnit
from lawcheck.tables.totals import is_in_columns
from lawcheck.testing import one_item

COLUMNS = {"score": Spec("amount")}


def records(unit, *scores):
    rows = tuple(
        Record("marks", n, {"score": Fraction(score)}) for n, score in enumerate(scores, 1)
    )
    return Evidence(Unit(unit), registers={"marks": rows})


UNITS = [records("a", 1, 2, 9), records("b", 3), records("c", 0, 10)]


@attrs.frozen
class Median(OverRecords):
    """A measure that a column form cannot know."""

    def read(self, evidence):
        values = sorted(each.values["score"] for each in evidence.registers["marks"])
        return Reading(values[len(values) // 2])


@attrs.frozen
class Squared(OverRecords):
    """A measure with an option more."""

    square: bool = False

    def read(self, evidence):
        total = sum((each.values["score"] for each in evidence.registers["marks"]), Fraction(0))
        return Reading(total**2 if self.square else total)


@attrs.frozen
class Typical(Operation):
    """An operation without a form."""

    name = "typical"
    title = Text("{of}典型值", "typical {of}")

    def fewest(self):
        return 1

    def combine(self, values):
        return sorted(values)[len(values) // 2]


@attrs.frozen
class Kinder(Maximum):
    """One derived from an operation that has a form."""

    def combine(self, values):
        return max(values) + 1


@pytest.mark.parametrize(
    ("measure", "values"),
    [
        (Median("mean", "marks", of="score"), [2, 3, 10]),
        (Squared("sum", "marks", of="score", square=True), [144, 9, 100]),
        (OverRecords(Typical(), "marks", of="score"), [2, 3, 10]),
        (OverRecords(Kinder(), "marks", of="score"), [10, 4, 11]),
    ],
    ids=["a class", "an option", "an operation", "a derived operation"],
)
def test_a_measure_that_columns_do_not_know_is_read_from_records(measure, values):
    checklist = one_item(
        Scale(measure, Fraction(0), Fraction(200)),
        points=Fraction(100),
        registers={"marks": Register(Text("评分"), COLUMNS)},
    )
    facts, registers = tables_of(checklist, UNITS)

    made = score_table(checklist, facts, registers).to_dicts()

    for row, unit in zip(made, UNITS, strict=True):
        assert {name: row[name] for name in ("score_low", "state.item")} == {
            name: expected(checklist, unit)[name] for name in ("score_low", "state.item")
        }
    assert [row["score_low"] for row in made] == [Fraction(value, 2) for value in values]


@attrs.frozen
class Lenient(Rate):
    """A rate with an option more, which forgives everything."""

    forgives: bool = False

    def score(self, case):
        return Result() if self.forgives else Rate.score(self, case)


@attrs.frozen
class Gentle(Steps):
    """Steps that cost nothing."""

    def cost(self, short):
        return short * 0


@attrs.frozen
class Upper(Band):
    """A band that is worth nothing."""

    def __attrs_post_init__(self):
        object.__setattr__(self, "points", Fraction(0))


MANY = [
    Evidence(
        Unit(f"u{n}"), {"part": Fact("part", Fraction(n)), "whole": Fact("whole", Fraction(3000))}
    )
    for n in range(1, 1500)
]
STEPS = Steps(Fraction(1), Fraction(1, 100), "proportional")
PAIR: dict[str, Any] = {
    "numerator": FactRef("part"),
    "denominator": FactRef("whole"),
    "on_zero": "zero",
}


@pytest.mark.parametrize(
    ("rule", "full"),
    [
        (Lenient(Fraction(1), STEPS, **PAIR, forgives=True), 100),
        (Rate(Fraction(1), Gentle(Fraction(1), Fraction(1, 100), "proportional"), **PAIR), 100),
    ],
    ids=["of the rule", "of its steps"],
)
def test_a_formula_is_made_from_the_derived_rule(rule, full):
    checklist = one_item(
        rule, points=Fraction(100), facts={"part": Spec("count"), "whole": Spec("count")}
    )

    made = score_table(checklist, tables_of(checklist, MANY)[0])

    assert made["score_low"].unique().to_list() == [full]


def test_a_formula_is_made_from_the_derived_band():
    rule = Bands(FactRef("part"), (Upper(Fraction(100), Fraction(1)),), Fraction(50))
    checklist = one_item(
        rule, points=Fraction(100), facts={"part": Spec("count"), "whole": Spec("count")}
    )

    made = score_table(checklist, tables_of(checklist, MANY)[0])

    assert made["score_low"].unique().to_list() == [0]


LEFT_TO_CARDS = {Section: {"rounding"}, Ranking: {"by"}}
"""Attributes that have no column form: where one is not at its default, units are scored one by one."""


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.__name__)
def test_the_table_has_every_attribute(known):
    """Whoever adds one says here that the column forms heed it, or that it is left to cards."""
    # what is computed from the other attributes says nothing new
    there = {field.name for field in attrs.fields(known) if field.init}
    assert there == KNOWN[known] | LEFT_TO_CARDS.get(known, set())


def test_the_choices_are_those_of_the_rules():
    assert operation_forms.FORMS.keys() <= set(OPERATIONS)
    assert operator_forms.FORMS.keys() <= set(OPERATORS)
    assert set(RoundingMode) == set(COLUMN_ROUNDINGS)
    assert set(get_args(State)) == set(STATES)


def test_what_stands_at_its_default_says_nothing():
    condition = Comparison("kind", "equals", "a")
    names = KNOWN[Comparison] - {"optional"}

    assert list(unknown(condition, names)) == []
    assert list(unknown(attrs.evolve(condition, optional=True), names)) == ["optional"]
    assert list(unknown(condition, KNOWN[Comparison] - {"column"})) == ["column"]
    assert is_known(condition)
    assert not is_known(Exactly("kind", "equals", "a"))


def test_a_place_of_rounding_that_columns_do_not_know():
    checklist = one_item(Rate(Fraction(1), STEPS, **PAIR))
    rounding = attrs.evolve(checklist.rounding, at="section")  # type: ignore[arg-type]
    scale, other = PointScale.of(checklist), attrs.evolve(checklist, rounding=rounding)

    assert is_in_columns(Plan.of(checklist), scale)
    assert has_known_totals(checklist)
    assert not has_known_totals(other)
    assert not is_in_columns(Plan.of(other), scale)


@pytest.mark.parametrize("at", ["item", "total"])
def test_a_way_of_rounding_that_columns_do_not_know(monkeypatch, at):
    """Every unit is scored by the rule, so the table says the same."""
    checklist = one_item(
        Rate(Fraction(1), STEPS, **PAIR),
        points=Fraction(100),
        facts={"part": Spec("count"), "whole": Spec("count")},
    )
    checklist = attrs.evolve(checklist, rounding=Rounding(1, "half_even", at))
    table = tables_of(checklist, MANY)[0]
    known = score_table(checklist, table)
    monkeypatch.delitem(COLUMN_ROUNDINGS, RoundingMode.HALF_EVEN)

    assert not has_known_totals(checklist)
    assert score_table(checklist, table).equals(known)


@attrs.frozen
class Exactly(Comparison):
    """A comparison by other rules."""


@attrs.frozen
class StartsWith(Operator):
    """An operator without a form."""

    name = "starts_with"
    title = Text("{column}以{operand}开头", "{column} starts with {operand}")


@attrs.frozen
class Same(Equals):
    """One derived from an operator that has a form."""


@pytest.mark.parametrize(
    "test",
    [
        Comparison("kind", StartsWith(), "违法"),
        Comparison("kind", "at_least", "违法"),
        Comparison("n", Same(), Fraction(1)),
        Comparison("n", "equals", 1.5),
        Exactly("kind", "equals", "违法"),
    ],
    ids=["an operator", "order of texts", "a derived operator", "a kind of value", "a class"],
)
def test_a_condition_that_columns_do_not_know(test):
    with pytest.raises(NeedsUnit):
        truth(Where((test,)), {})
