"""Conditions on the records of a register, as expressions; null where it is not known whether they hold."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from functools import reduce
from operator import and_, or_
from typing import Any, Final, assert_never

import narwhals as nw

from lawcheck.model.conditions import Comparison, IsMissing, Where, Within
from lawcheck.model.evidence import Never
from lawcheck.model.text import fold
from lawcheck.tables.known_fields import is_known
from lawcheck.tables.rule_per_input import NEVER_CODE, NeedsUnit
from lawcheck.tables.typed_column import at_least, at_most, code_of

_AFTER = frozenset({"after", "on_or_after", "at_least", "more_than"})


def truth(where: Where, denominators: Mapping[str, int]) -> nw.Expr:
    """Whether a record meets the conditions.

    Args:
        where: the conditions.
        denominators: of the columns that hold numbers.

    Columns of text hold texts that are folded already.

    Raises:
        NeedsUnit: working days are counted, or something is asked that is not known here: that is for the rule itself to do.
    """
    if not is_known(where):
        raise NeedsUnit
    parts = [_test(test, denominators) for test in where.tests]
    if where.either:
        parts.append(reduce(or_, [truth(group, denominators) for group in where.either]))
    return reduce(and_, parts, nw.lit(True))


def _test(test: Comparison | IsMissing | Within, denominators: Mapping[str, int]) -> nw.Expr:
    if not is_known(test):
        raise NeedsUnit
    column = nw.col(test.column)
    match test:
        case IsMissing():
            return column.is_null() if test.wanted else ~column.is_null()
        case Within():
            return _in_time(column, test)
        case Comparison():
            return _comparison(column, test, denominators)
        case _:
            assert_never(test)


def _in_time(column: nw.Expr, test: Within) -> nw.Expr:
    if test.calendar is not None:
        raise NeedsUnit
    start = nw.col(test.of)
    known = nw.when(start != NEVER_CODE).then(column <= start + test.days)
    return nw.when(column == NEVER_CODE).then(nw.lit(False)).otherwise(known)


def _comparison(column: nw.Expr, test: Comparison, denominators: Mapping[str, int]) -> nw.Expr:
    many = test.word in ("in", "not_in")
    operands = test.operand if many else (test.operand,)
    held = reduce(or_, [_compared(column, test.word, each, denominators.get(test.column, 1)) for each in operands], nw.lit(False))
    if test.word == "not_in":
        held = ~held
    return held.fill_null(test.word in ("not", "not_in")) if test.optional else held


def _compared(column: nw.Expr, word: str, operand: Any, denominator: int) -> nw.Expr:
    """One comparison; a null stays a null."""
    match operand:
        case str() | bool():
            return _same(column, word, fold(operand) if isinstance(operand, str) else operand)
        case Fraction():
            return _held(column, word, operand * denominator)
        case date() | Never():
            held = _held(column, word, Fraction(code_of(operand)))
            return held if word in _EQUALITIES else nw.when(column == NEVER_CODE).then(nw.lit(word in _AFTER)).otherwise(held)
        case _:
            raise NeedsUnit


def _same(column: nw.Expr, word: str, operand: str | bool) -> nw.Expr:
    match word:
        case "equals" | "in" | "not_in":
            return column == operand
        case "not":
            return column != operand
        case _:
            raise NeedsUnit


def _held(column: nw.Expr, word: str, number: Fraction) -> nw.Expr:
    if word not in COMPARED:
        raise NeedsUnit
    held: nw.Expr = COMPARED[word](column, number)
    return held


def _equals(codes: Any, number: Fraction) -> Any:
    return at_least(codes, number) & at_most(codes, number)


_EQUALITIES: Final[Mapping[str, Callable[[Any, Fraction], Any]]] = {
    "equals": _equals,
    "in": _equals,
    "not_in": _equals,  # negated over all that it names
    "not": lambda codes, number: ~_equals(codes, number),
}
COMPARED: Final[Mapping[str, Callable[[Any, Fraction], Any]]] = {
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
"""What each word asks of a code; one that is not here is left to the rule."""
