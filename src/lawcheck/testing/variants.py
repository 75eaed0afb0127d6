"""Modified copies of a rule or of evidence, for checks of what a score may depend on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any, Final, assert_never

import attrs

from lawcheck.model.declarations import Spec
from lawcheck.model.errors import Place
from lawcheck.model.evidence import Evidence, Record, Source, Unit
from lawcheck.model.kinds import Kind

WEEKS: Final = (timedelta(weeks=-313), timedelta(weeks=574))
"""Move dates from 2023 to 2017 and to 2034.

These years start on the same day of the week and are as long, so that nothing else changes.
"""
LONG: Final = 4000
"""The number of records of a long register; more than Python's recursion limit."""
OTHER_SOURCE: Final = Source(Place("another.csv", 77, 3), "另一份文件", "第9页", "另一句话")
OTHER_UNIT: Final = Unit("zz-99", "另一个单位", "another-kind", "another-group")


def changed(thing: Any, change: Callable[[Any], Any]) -> Any:
    """Return a copy of a rule or of evidence with `change` applied to every value inside it.

    Objects in which nothing changes are returned as they are, not copied.
    """
    if isinstance(thing, tuple | list) and type(thing) in (tuple, list):
        return type(thing)([changed(each, change) for each in thing])
    if isinstance(thing, Mapping):
        return {name: changed(value, change) for name, value in thing.items()}
    if attrs.has(type(thing)) and not isinstance(thing, type):
        new = {
            field.alias: value
            for field in attrs.fields(type(thing))
            if field.init
            and (value := changed(getattr(thing, field.name), change))
            != getattr(thing, field.name)
        }
        return attrs.evolve(thing, **new) if new else thing
    return change(thing)


def moved(thing: Any, by: timedelta) -> Any:
    """Return a copy with every date moved."""
    return changed(thing, lambda value: value + by if isinstance(value, date) else value)


def doubled(thing: Any) -> Any:
    """Return a copy with every number doubled."""
    return changed(
        thing,
        lambda value: (
            value * 2
            if isinstance(value, Fraction | int) and not isinstance(value, bool)
            else value
        ),
    )


def numbers_in(thing: Any) -> frozenset[Fraction]:
    """Return every number in a rule."""
    found: set[Fraction] = set()

    def note(value: Any) -> Any:
        if isinstance(value, Fraction | int) and not isinstance(value, bool):
            found.add(Fraction(value))
        return value

    changed(thing, note)
    return frozenset(found)


def with_other_sources(given: Evidence) -> Evidence:
    """Return the same facts and records from another file, with other numbers and labels."""
    facts = {name: attrs.evolve(fact, source=OTHER_SOURCE) for name, fact in given.facts.items()}
    return attrs.evolve(
        given,
        facts=facts,
        registers={name: _renumbered(rows) for name, rows in given.registers.items()},
    )


def _renumbered(rows: tuple[Record, ...]) -> tuple[Record, ...]:
    return tuple(
        attrs.evolve(row, number=1000 + 7 * place, label=f"第{place}号", source=OTHER_SOURCE)
        for place, row in enumerate(rows, 1)
    )


def with_long_registers(given: Evidence) -> Evidence:
    """Return the evidence with the records of each register repeated, `LONG` records in all."""
    registers = {
        name: tuple(
            attrs.evolve(rows[place % len(rows)], number=place + 1) for place in range(LONG)
        )
        if rows
        else rows
        for name, rows in given.registers.items()
    }
    return attrs.evolve(given, registers=registers)


def far_values(spec: Spec) -> Iterator[Fraction]:
    """Yield numbers that a fact may hold, far from the usual ones."""
    for number in (Fraction(0), *(Fraction(10) ** power for power in range(1, 13))):
        for value in (number, number * Fraction(1, 2), number + 1):
            fits = (spec.least is None or value >= spec.least) and (
                spec.most is None or value <= spec.most
            )
            match spec.kind:
                case Kind.AMOUNT:
                    may_hold = True
                case Kind.COUNT:
                    may_hold = value.denominator == 1
                case Kind.RATE:
                    may_hold = value <= (spec.most or 1)
                case Kind.DATE | Kind.YES_NO | Kind.TEXT:
                    may_hold = False
                case _:
                    assert_never(spec.kind)
            if may_hold and fits:
                yield value
