"""What of an item's rule `gain` may advise, found in its fields, whatever its type."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Any

import attrs

from lawcheck.model.calendars import PeriodLength
from lawcheck.model.conditions import Comparison
from lawcheck.model.evidence import Value
from lawcheck.model.measures import FactRef
from lawcheck.model.operations import Count, Distinct, Sum
from lawcheck.model.register_measures import OverRecords
from lawcheck.model.rule import Guarded, Periodic, Rule, parts_of


def guarded_facts(rule: Rule) -> set[str]:
    """Return the facts that are left alone, unless another part of the item asks for them."""
    guarded, free = set[str](), set[str]()
    for each in _rules(rule):
        own = set[str]()
        if isinstance(each, Guarded):
            own = {fact.name for fact in _inside(tuple(each.not_advised()), FactRef)}
        guarded |= own
        free |= {fact.name for fact in _inside(each, FactRef)} - own
    return guarded - free


def is_counted(rule: Rule, register: str) -> bool:
    """Return whether a rule counts records of a register, and compares nothing with them."""
    measures = [each for each in _inside(rule, OverRecords) if each.register == register]
    guarded = [
        measure
        for each in _rules(rule)
        if isinstance(each, Guarded)
        for measure in _inside(tuple(each.not_advised()), OverRecords)
    ]
    return not any(each in guarded for each in measures) and all(
        isinstance(each.operation, Count | Sum | Distinct) for each in measures
    )


def lengths(rule: Rule) -> Iterator[PeriodLength]:
    """Yield the lengths of the parts of the period that a rule counts by themselves."""
    for each in _rules(rule):
        if isinstance(each, Periodic) and each.counts_each is not None:
            yield each.counts_each


def wanted(thing: Any, register: str) -> Iterator[tuple[str, Value]]:
    """Yield the columns of a register that a rule's measures test, with values that pass."""
    for measure in _inside(thing, OverRecords):
        if measure.register == register:
            for test in measure.where.tests:
                wanted = test.example() if isinstance(test, Comparison) else None
                if wanted is not None:
                    yield test.column, wanted


def goals(thing: Any, value: Fraction) -> Iterator[Fraction]:
    """Yield the numbers that a rule names, nearest first: targets, starts of bands, and so on."""
    numbers = {number for number in _inside(thing, Fraction) if number != value}
    yield from sorted(numbers, key=lambda number: abs(number - value))


def _rules(rule: Rule) -> Iterator[Rule]:
    """Yield the rules of an item that are not made of others."""
    parts = parts_of(rule)
    if not parts:
        yield rule
    for part in parts:
        yield from _rules(part.rule)


def _inside(thing: Any, kind: type[Any]) -> Iterator[Any]:
    """Yield the objects of a class in a rule, except points, with which no value is compared."""
    if isinstance(thing, kind):
        yield thing
    elif attrs.has(type(thing)):
        for field in attrs.fields(type(thing)):
            if "in_points" not in field.metadata:
                yield from _inside(getattr(thing, field.name), kind)
    elif isinstance(thing, Mapping):
        yield from _inside(tuple(thing.values()), kind)
    elif isinstance(thing, Iterable) and not isinstance(thing, str):
        for each in thing:
            yield from _inside(each, kind)
