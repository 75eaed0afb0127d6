"""Hypothesis strategies for exact numbers, values, records, and evidence for a checklist."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction
from typing import assert_never

import attrs
from hypothesis import strategies as st

from lawcheck.model.calendars import Period
from lawcheck.model.checklist import Checklist
from lawcheck.model.declarations import Register, Spec
from lawcheck.model.evidence import NEVER, Evidence, Fact, NotApplicable, Record, Unit, Value
from lawcheck.model.exact import ONE, ZERO
from lawcheck.model.kinds import Kind
from lawcheck.model.rule import Paired
from lawcheck.scoring.peers import among_peers

# Numbers and values


def exact(
    least: int | Fraction, most: int | Fraction, places: int = 2
) -> st.SearchStrategy[Fraction]:
    """Generate exact numbers with at most `places` decimals.

    >>> from fractions import Fraction
    >>> from hypothesis import find
    >>> from lawcheck.testing import exact
    >>> find(exact(0, 10, places=1), lambda number: number > 2)
    Fraction(21, 10)

    Args:
        least: the smallest number; it has no more than `places` decimals itself.
        most: the largest number; the same holds for it.
        places: the largest number of decimals.
    """
    scale: int = 10**places
    return st.integers(int(least * scale), int(most * scale)).map(
        lambda units: Fraction(units, scale)
    )


def values(spec: Spec, period: Period) -> st.SearchStrategy[Value]:
    """Generate values that a fact or a column may hold.

    >>> from hypothesis import find
    >>> from lawcheck.plugin import Spec, year
    >>> from lawcheck.testing import values
    >>> find(values(Spec("count"), year(2023)), lambda value: value > 2)
    Fraction(3, 1)

    Args:
        spec: the declaration of the fact or column.
        period: the period in which dates lie, unless the declaration allows any date.
    """
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
    """Generate evidence that the readers accept for a checklist.

    Where the checklist compares units, other units are generated beside this one.

    >>> from hypothesis import Phase, find, settings
    >>> from lawcheck import load_checklist
    >>> from lawcheck.testing import evidence
    >>> checklist = load_checklist("street-visit")
    >>> first = settings(phases=[Phase.generate])  # do not search for a simpler one
    >>> find(evidence(checklist, gaps=False), lambda each: True, settings=first).unit.id
    'u1'

    Args:
        draw: passed by Hypothesis.
        checklist: the checklist whose facts, registers and indicators the evidence is for.
        gaps: whether facts and registers may be missing and items may be not applicable.
        unit: the id of the unit.
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
        if not gaps or draw(usually_true())
    }
    _respect_limits(checklist, facts)
    registers = {
        name: draw(records(name, register, checklist.period))
        for name, register in checklist.registers.items()
        if not gaps or draw(usually_true())
    }
    decided = {
        indicator.id: NotApplicable(indicator.id, "没有此项业务", "市司法局")
        for indicator in checklist.indicators()
        if gaps and indicator.not_applicable != "forbid" and not draw(usually_true())
    }
    return Evidence(
        Unit(unit, kind="street", group="a"),
        {name: Fact(name, value) for name, value in facts.items()},
        registers,
        decided,
    )


def usually_true() -> st.SearchStrategy[bool]:
    """Generate True nine times out of ten."""
    return st.integers(0, 9).map(bool)


def records(
    name: str, register: Register, period: Period
) -> st.SearchStrategy[tuple[Record, ...]]:
    """Generate the records of one register, numbered from 1; optional columns may be blank.

    >>> from hypothesis import find
    >>> from lawcheck.plugin import Register, Spec, Text, year
    >>> from lawcheck.testing import records
    >>> hearings = Register(Text("听证", "hearings"), {"people": Spec("count")})
    >>> some = find(records("hearings", hearings, year(2023)), lambda rows: len(rows) == 2)
    >>> [(record.number, record.values["people"]) for record in some]
    [(1, Fraction(0, 1)), (2, Fraction(0, 1))]

    Args:
        name: the name of the register.
        register: its declaration.
        period: the period in which dates lie.
    """
    return st.lists(_record(name, register, period), max_size=6).map(_numbered)


@st.composite
def _record(draw: st.DrawFn, name: str, register: Register, period: Period) -> Record:
    cells = {
        column: draw(values(spec, period))
        for column, spec in register.columns.items()
        if not spec.optional or draw(usually_true())
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
