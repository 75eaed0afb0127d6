"""Conditions on the records of a register, as expressions; null where it is not known whether they hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import reduce
from operator import and_, or_
from typing import Any, Final

import narwhals as nw

from lawcheck.columns.once import NeedsUnit
from lawcheck.columns.values import NEVER_CODE, at_least, at_most, code_of
from lawcheck.conditions import Comparison, IsMissing, Where, Within

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
    if isinstance(operand, str | bool):
        return column != operand if word == "not" else column == operand
    number = operand * denominator if isinstance(operand, Fraction) else Fraction(code_of(operand))
    held: nw.Expr = _COMPARED[word](column, number)
    if isinstance(operand, Fraction) or word in _EQUALITIES:
        return held
    return nw.when(column == NEVER_CODE).then(nw.lit(word in _AFTER)).otherwise(held)


def _equals(codes: Any, number: Fraction) -> Any:
    return at_least(codes, number) & at_most(codes, number)


_EQUALITIES: Final[Mapping[str, Callable[[Any, Fraction], Any]]] = {
    "equals": _equals,
    "in": _equals,
    "not_in": _equals,  # negated over all that it names
    "not": lambda codes, number: ~_equals(codes, number),
}
_COMPARED: Final[Mapping[str, Callable[[Any, Fraction], Any]]] = {
    **_EQUALITIES,
    "at_least": at_least,
    "on_or_after": at_least,
    "more_than": lambda codes, number: ~at_most(codes, number),
    "after": lambda codes, number: ~at_most(codes, number),
    "at_most": at_most,
    "on_or_before": at_most,
    "less_than": lambda codes, number: ~at_least(codes, number),
    "before": lambda codes, number: ~at_least(codes, number),
}
