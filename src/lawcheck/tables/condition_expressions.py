"""Translate conditions on records into expressions; null where the result is unknown."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import and_, or_
from typing import assert_never

import narwhals as nw

from lawcheck.model.conditions import Comparison, IsMissing, Where, Within
from lawcheck.tables.known_fields import is_known
from lawcheck.tables.operator_forms import FORMS
from lawcheck.tables.rule_per_input import NEVER_CODE, NeedsUnit


def truth(where: Where, denominators: Mapping[str, int]) -> nw.Expr:
    """Return an expression for whether a record meets the conditions.

    The conditions use Kleene logic, as Polars does: unknown or true is true.

    Args:
        where: the conditions. Text columns must hold folded texts.
        denominators: of the columns that hold numbers.

    Raises:
        NeedsUnit: a condition has no column form, such as one that counts working days; the rule
            itself must decide it.
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
    form = FORMS.get(type(test.operator))
    if form is None:
        raise NeedsUnit
    held = form(column, test.operand, denominators.get(test.column, 1))
    return held.fill_null(test.operator.of_blank) if test.optional else held
