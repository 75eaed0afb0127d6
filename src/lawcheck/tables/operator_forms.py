"""Column forms of the operators of conditions: one form per operator.

The operator itself (`lawcheck.model.operators`) is the definition; its form gives the same result
for a whole column, faster. An operator without a form is applied to single records. The result
for a null is a null.
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
"""Takes a column, the operand and the column's denominator; returns whether the condition holds.

Numbers and dates in the column are codes, texts are folded.

Raises:
    NeedsUnit: the form does not support this type of operand.
"""


def _code(operand: Any, denominator: int) -> Fraction:
    """Return the code of a number or date; "never" has a code above those of all dates."""
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
"""Form by the class of the operator; a derived class has no form, since it may do more."""
