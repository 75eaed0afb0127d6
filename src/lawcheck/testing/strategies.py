"""Hypothesis strategies: exact numbers, values, records, and evidence that a checklist could get."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import assert_never

import attrs
from hypothesis import strategies as st

from lawcheck.model.calendars import Period
from lawcheck.model.checklist import (
    Checklist,
    Register,
    Spec,
)
from lawcheck.model.evidence import NEVER, Evidence, Fact, NotApplicable, Record, Unit, Value
from lawcheck.model.exact import ONE, ZERO
from lawcheck.model.indicator import Paired
from lawcheck.model.kinds import Kind
from lawcheck.scoring.peers import among_peers

# Numbers and values


def exact(
    least: int | Fraction, most: int | Fraction, places: int = 2
) -> st.SearchStrategy[Fraction]:
    """Numbers with at most so many decimals between two bounds that have no more."""
    scale: int = 10**places
    return st.integers(int(least * scale), int(most * scale)).map(
        lambda units: Fraction(units, scale)
    )


def values(spec: Spec, period: Period) -> st.SearchStrategy[Value]:
    """Values that a fact or column may hold."""
    match spec.kind.holds:
        case "yes_no":
            return st.booleans()
        case "text":
            return (
                st.sampled_from(spec.choices)
                if spec.choices
                else st.sampled_from(["甲", "乙", "丙"])
            )
        case "date":
            return _dates(spec, period)
        case "number":
            return _numbers(spec)
        case _:
            assert_never(spec.kind.holds)


def _numbers(spec: Spec) -> st.SearchStrategy[Value]:
    least = ZERO if spec.least is None else spec.least
    if spec.kind is Kind.RATE:
        return exact(least, ONE if spec.most is None else spec.most, places=4)
    most = max(least, Fraction(20)) if spec.most is None else spec.most
    return exact(least, most, places=0 if spec.kind is Kind.COUNT else 2)


def _dates(spec: Spec, period: Period) -> st.SearchStrategy[Value]:
    margin = timedelta(days=60 if spec.any_date else 0)
    days: st.SearchStrategy[Value] = st.dates(period.start - margin, period.end + margin)
    return days | st.just(NEVER) if spec.may_be_never else days


# Evidence


@st.composite
def evidence(
    draw: st.DrawFn, checklist: Checklist, *, gaps: bool = True, unit: str = "u1"
) -> Evidence:
    """Evidence that the readers would let through for a checklist; beside other units, where it compares units.

    Args:
        draw: given by Hypothesis.
        checklist: whose facts, registers and indicators it is for.
        gaps: facts and registers may be missing, and items may be decided not to apply.
        unit: the unit's id.
    """
    own = draw(_of_one(checklist, gaps, unit))
    if own is among_peers(checklist, [own])[0]:
        return own
    others = [
        draw(_of_one(checklist, gaps, f"other{number}"))
        for number in range(draw(st.integers(0, 3)))
    ]
    return among_peers(checklist, [own, *others])[0]


@st.composite
def _of_one(draw: st.DrawFn, checklist: Checklist, gaps: bool, unit: str) -> Evidence:
    facts = {
        name: draw(values(spec, checklist.period))
        for name, spec in checklist.facts.items()
        if not gaps or draw(mostly())
    }
    _respect_limits(checklist, facts)
    registers = {
        name: draw(records(name, register, checklist.period))
        for name, register in checklist.registers.items()
        if not gaps or draw(mostly())
    }
    decided = {
        indicator.id: NotApplicable(indicator.id, "没有此项业务", "市司法局")
        for indicator in checklist.indicators()
        if gaps and indicator.not_applicable != "forbid" and not draw(mostly())
    }
    return Evidence(
        Unit(unit, kind="street", group="a"),
        {name: Fact(name, value) for name, value in facts.items()},
        registers,
        decided,
    )


def mostly() -> st.SearchStrategy[bool]:
    """True nine times of ten."""
    return st.integers(0, 9).map(bool)


def records(
    name: str, register: Register, period: Period
) -> st.SearchStrategy[tuple[Record, ...]]:
    """The records of one register, numbered; columns that are optional may be blank."""
    return st.lists(_record(name, register, period), max_size=6).map(_numbered)


@st.composite
def _record(draw: st.DrawFn, name: str, register: Register, period: Period) -> Record:
    cells = {
        column: draw(values(spec, period))
        for column, spec in register.columns.items()
        if not spec.optional or draw(mostly())
    }
    return Record(name, 0, cells)


def _numbered(drawn: list[Record]) -> tuple[Record, ...]:
    return tuple(attrs.evolve(record, number=number) for number, record in enumerate(drawn, 1))


def _respect_limits(checklist: Checklist, facts: dict[str, Value]) -> None:
    for name, spec in checklist.facts.items():
        if spec.equals_sum and name in facts and all(part in facts for part in spec.equals_sum):
            facts[name] = sum((_number(facts[part]) for part in spec.equals_sum), ZERO)
        if spec.at_most:
            _lower(facts, name, spec.at_most)
    for indicator in checklist.indicators():
        if isinstance(indicator.rule, Paired):
            for part, whole in indicator.rule.pairs():
                _lower(facts, part, whole)


def _lower(facts: dict[str, Value], part: str, whole: str) -> None:
    if part in facts and whole in facts:
        facts[part] = min(_number(facts[part]), _number(facts[whole]))


def _number(value: Value) -> Fraction:
    assert isinstance(value, Fraction), value
    return value
