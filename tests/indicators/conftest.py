"""What tests of indicator types share: a case from plain values, and what the item earns in the end."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import count
from typing import Any

import pytest

from lawcheck.model.calendars import Period
from lawcheck.model.case import Case, Result
from lawcheck.model.deductions import Deduction, Gain
from lawcheck.model.errors import Place
from lawcheck.model.evidence import Evidence, Fact, Judgement, Record, Source, Unit
from lawcheck.model.indicator import Indicator
from lawcheck.model.rule import Checked, Rule
from lawcheck.model.text import Text
from lawcheck.scoring.item_outcome import outcome_of
from lawcheck.scoring.leaves import leaf_of

YEAR = Period(date(2023, 1, 1), date(2023, 12, 31))


def _value(value: Any) -> Any:
    return Fraction(value) if type(value) is int else value


@pytest.fixture(scope="session")
def case() -> Callable[..., Case]:
    """A case: `case(5, {"sessions": 3}, {"hearings": [{"no": "a"}]})`. A column of a record that is None is blank."""

    def make(
        points: int | str | None = 5,
        facts: Mapping[str, Any] | None = None,
        registers: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
        judgements: Sequence[Judgement] = (),
    ) -> Case:
        found = {name: Fact(name, _value(value)) for name, value in (facts or {}).items()}
        tables = {
            name: tuple(
                Record(
                    name,
                    number,
                    {column: _value(value) for column, value in row.items() if value is not None},
                    Source(Place(f"{name}.csv", number + 1)),
                    str(next(iter(row.values()))),
                )
                for number, row in enumerate(rows, 1)
            )
            for name, rows in (registers or {}).items()
        }
        judged: dict[str, tuple[Judgement, ...]] = {}
        for each in judgements:
            judged[each.indicator] = (*judged.get(each.indicator, ()), each)
        evidence = Evidence(Unit("u"), found, tables, judgements=judged)
        return Case("item", None if points is None else Fraction(points), evidence, YEAR)

    return make


@pytest.fixture(scope="session")
def off() -> Callable[[Result], list[Fraction]]:
    """The points of each deduction."""
    return lambda result: [deduction.points for deduction in result.deductions]


@pytest.fixture(scope="session")
def added() -> Callable[[Result], list[Fraction]]:
    """The points of each gain."""
    return lambda result: [gain.points for gain in result.gains or ()]


@pytest.fixture(scope="session")
def reasons() -> Callable[[Result], list[str]]:
    """The Chinese reason of each deduction or gain."""

    def of(result: Result) -> list[str]:
        changes: list[Deduction | Gain] = [*result.deductions, *(result.gains or ())]
        return [each.reason.pick("zh") for each in changes]

    return of


@pytest.fixture(scope="session")
def earned() -> Callable[[Rule, Case], Fraction]:
    """What the item earns when the engine has capped it."""

    def earn(rule: Rule, case: Case) -> Fraction:
        indicator = Indicator("item", Text("item"), rule, case.points)
        leaf = leaf_of(indicator, None, count())
        outcome = outcome_of(leaf, case.evidence, case.period)

        assert outcome.state == "scored", outcome.why
        assert outcome.earned is not None
        assert outcome.points - outcome.earned.low == sum(
            deduction.points for deduction in outcome.deductions
        )
        return outcome.earned.low

    return earn


@pytest.fixture(scope="session")
def earned_ends() -> Callable[[Rule, Case], tuple[Fraction, Fraction]]:
    """The least and the most that an open item can earn."""

    def ends(rule: Rule, case: Case) -> tuple[Fraction, Fraction]:
        leaf = leaf_of(Indicator("item", Text("item"), rule, case.points), None, count())
        outcome = outcome_of(leaf, case.evidence, case.period)
        assert outcome.state in ("missing", "awaiting")
        assert outcome.earned is not None
        return outcome.earned.low, outcome.earned.high

    return ends


@pytest.fixture(scope="session")
def faults() -> Callable[..., list[str]]:
    """The keys of the faults that a type finds in its own use."""

    def find(rule: Checked, points: int | str | None = 5) -> list[str]:
        return [fault.key for fault in rule.check(None if points is None else Fraction(points))]

    return find
