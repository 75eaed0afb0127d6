"""Find conditions on a column that no value meets (`{at_least: 5, less_than: 3}`), or all do.

They would count no record, or never apply, though their author meant something else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from typing import Final, assert_never

from lawcheck.evidence.cells import bounded
from lawcheck.model.conditions import Comparison
from lawcheck.model.declarations import Spec
from lawcheck.model.evidence import NEVER, Value
from lawcheck.model.exact import ONE, ZERO
from lawcheck.model.kinds import Kind
from lawcheck.model.text import Message

_DAY: Final = timedelta(days=1)
_ANY_DAY: Final = date(2000, 1, 1)
"""Stands for all days where no condition names one."""


def is_never_met(tests: Sequence[Comparison], spec: Spec) -> bool:
    """Return whether no value of a column meets all of these conditions.

    Conditions of plugins are left out, since nobody knows what they ask.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import Comparison, Spec
    >>> least = Comparison("n", "more_than", Fraction(3))
    >>> is_never_met([least, Comparison("n", "less_than", Fraction(4))], Spec("count"))
    True
    >>> is_never_met([least, Comparison("n", "less_than", Fraction(4))], Spec("amount"))
    False

    Args:
        tests: conditions on one column.
        spec: what the column may hold.
    """
    known = [each for each in tests if not each.provider]
    if not known or (spec.optional and all(each.operator.of_blank for each in known)):
        return False
    return not any(
        all(each.holds({each.column: value}) for each in known)
        for value in _values([*_operands(known)], spec)
    )


def is_implied(test: Comparison, by: Sequence[Comparison], spec: Spec) -> bool:
    """Return whether every value that meets conditions on a column meets another one, too.

    Conditions of plugins imply nothing, since nobody knows what they ask.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import Comparison, Spec
    >>> three = Comparison("n", "at_least", Fraction(3))
    >>> is_implied(three, [Comparison("n", "more_than", Fraction(5))], Spec("count"))
    True
    >>> is_implied(three, [Comparison("n", "more_than", Fraction(1))], Spec("count"))
    False

    Args:
        test: the condition.
        by: the conditions that a value is known to meet.
        spec: what the column may hold.
    """
    if not by or any(each.provider for each in (test, *by)):
        return False
    found = [
        value
        for value in _values([*_operands(by), *_operands([test])], spec)
        if all(each.holds({each.column: value}) for each in by)
    ]
    return bool(found) and all(test.holds({test.column: value}) for value in found)


def _operands(tests: Iterable[Comparison]) -> Iterator[Value]:
    for each in tests:
        yield from each.operand if isinstance(each.operand, tuple) else (each.operand,)


def _values(operands: Iterable[Value], spec: Spec) -> Iterator[Value]:
    """Yield one value of each stretch in which no condition changes its answer."""
    match spec.kind.holds:
        case "number":
            yield from _numbers([each for each in operands if isinstance(each, Fraction)], spec)
        case "date":
            days = [each for each in operands if isinstance(each, date)] or [_ANY_DAY]
            yield from (day + move for day in days for move in (-_DAY, 0 * _DAY, _DAY))
            if spec.may_be_never:
                yield NEVER
        case "yes_no":
            yield from (True, False)
        case "text":
            texts = [str(each) for each in operands]
            # texts that contain all words, one that is none of them, and one that contains none
            yield from spec.choices or (*texts, "".join(texts), "".join((*texts, "?")), "?")
        case _:
            assert_never(spec.kind.holds)


def _numbers(operands: Iterable[Fraction], spec: Spec) -> Iterator[Fraction]:
    ends = (each for each in (spec.least, spec.most) if each is not None)
    marks = sorted({*operands, *ends, ZERO})
    between = [(low + high) / 2 for low, high in pairwise(marks)]
    near = [mark + move for mark in marks for move in (-ONE, ONE)]
    for number in (*marks, *between, *near):
        whole = spec.kind is Kind.COUNT and number.denominator != 1
        if not whole and not isinstance(bounded(number, spec), Message):
            yield number
