"""Conditions on the records of a register, as expressions; null where it is not known whether they hold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import reduce
from operator import and_, or_
from typing import Any

import narwhals as nw

from lawcheck.columns.once import NeedsUnit
from lawcheck.columns.values import NEVER_CODE, code_of
from lawcheck.conditions import Comparison, IsMissing, Where, Within
from lawcheck.evidence import Never

_AFTER = frozenset({"after", "on_or_after", "at_least", "more_than"})


def truth(where: Where, denominators: Mapping[str, int]) -> nw.Expr:
    """Whether a record meets the conditions.

    Args:
        where: the conditions.
        denominators: of the columns that hold numbers.

    Raises:
        NeedsUnit: working days are counted, which is for the rule itself to do.
    """
    parts = [_test(test, denominators) for test in where.tests]
    if where.either:
        parts.append(reduce(or_, [truth(group, denominators) for group in where.either]))
    return reduce(and_, parts, nw.lit(True))


def _test(test: Comparison | IsMissing | Within, denominators: Mapping[str, int]) -> nw.Expr:
    column = nw.col(test.column)
    if isinstance(test, IsMissing):
        return column.is_null() if test.wanted else ~column.is_null()
    if isinstance(test, Within):
        if test.calendar is not None:
            raise NeedsUnit
        start = nw.col(test.of)
        known = nw.when(start != NEVER_CODE).then(column <= start + test.days)
        return nw.when(column == NEVER_CODE).then(nw.lit(False)).otherwise(known)
    many = test.word in ("in", "not_in")
    operands = test.operand if many else (test.operand,)
    held = reduce(or_, [_compared(column, test.word, each, denominators.get(test.column, 1)) for each in operands], nw.lit(False))
    if test.word == "not_in":
        held = ~held
    return held.fill_null(test.word in ("not", "not_in")) if test.optional else held


def _compared(column: nw.Expr, word: str, operand: Any, denominator: int) -> nw.Expr:
    """One comparison; a null stays a null."""
    if isinstance(operand, Fraction):
        column = column * operand.denominator
        value: int | str | bool = operand.numerator * denominator
    else:
        value = operand if isinstance(operand, str | bool) else code_of(operand)
    if word in ("equals", "in", "not_in"):
        return column == value
    if word == "not":
        return column != value
    if word in ("at_least", "on_or_after"):
        held = column >= value
    elif word in ("more_than", "after"):
        held = column > value
    elif word in ("at_most", "on_or_before"):
        held = column <= value
    else:
        held = column < value
    if isinstance(operand, date | Never):
        held = nw.when(column == NEVER_CODE).then(nw.lit(word in _AFTER)).otherwise(held)
    return held
