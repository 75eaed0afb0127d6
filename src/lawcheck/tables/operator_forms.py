"""How operators of conditions are asked of a whole column at once. One form per operator.

An operator without a form here is asked of single records by the rule (`lawcheck.model.operators`),
which stays the definition; a form only has to be faster. A null stays a null.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from fractions import Fraction
from functools import reduce
from operator import or_
from typing import Any, Final

import narwhals as nw

from lawcheck.model import operators as op
from lawcheck.model.evidence import Never
from lawcheck.model.text import fold
from lawcheck.tables.rule_per_input import NeedsUnit
from lawcheck.tables.typed_column import at_least, at_most, code_of

Form = Callable[[nw.Expr, Any, int], nw.Expr]
"""From a column, the operand, and the denominator of the column to whether the condition holds.

Numbers and days are codes, texts are folded.

Raises:
    NeedsUnit: the operand is of a kind that the form does not know.
"""


def _code(operand: Any, denominator: int) -> Fraction:
    """The code of a number, or of a day; the date that never came is after every day."""
    match operand:
        case bool():
            raise NeedsUnit
        case Fraction():
            return operand * denominator
        case date() | Never():
            return Fraction(code_of(operand))
        case _:
            raise NeedsUnit


def _equal(column: nw.Expr, operand: Any, denominator: int) -> nw.Expr:
    if isinstance(operand, str | bool):
        return column == (fold(operand) if isinstance(operand, str) else operand)
    number = _code(operand, denominator)
    same: nw.Expr = at_least(column, number) & at_most(column, number)
    return same


def _among(column: nw.Expr, operands: Any, denominator: int) -> nw.Expr:
    return reduce(or_, [_equal(column, each, denominator) for each in operands], nw.lit(False))


def _negated(form: Form) -> Form:
    return lambda column, operand, denominator: ~form(column, operand, denominator)


def _contains(column: nw.Expr, operand: Any, _: int) -> nw.Expr:
    if not isinstance(operand, str):
        raise NeedsUnit
    return column.str.contains(fold(operand), literal=True)


def _at_least(column: nw.Expr, operand: Any, denominator: int) -> nw.Expr:
    reached: nw.Expr = at_least(column, _code(operand, denominator))
    return reached


def _at_most(column: nw.Expr, operand: Any, denominator: int) -> nw.Expr:
    kept: nw.Expr = at_most(column, _code(operand, denominator))
    return kept


FORMS: Final[Mapping[type[op.Operator], Form]] = {
    op.Equals: _equal,
    op.Not: _negated(_equal),
    op.In: _among,
    op.NotIn: _negated(_among),
    op.Contains: _contains,
    op.AtLeast: _at_least,
    op.OnOrAfter: _at_least,
    op.MoreThan: _negated(_at_most),
    op.After: _negated(_at_most),
    op.AtMost: _at_most,
    op.OnOrBefore: _at_most,
    op.LessThan: _negated(_at_least),
    op.Before: _negated(_at_least),
}
"""By the class of the operator; a class that is derived from one of these has no form."""
