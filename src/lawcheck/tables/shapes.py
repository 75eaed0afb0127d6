"""Simplify the tree of a rule's points: a cap is `min`, a floor `max`, not two paths.

"Full points if part / whole >= 95%, else 10 - 10 (95% - part / whole)" is the same as
`min(10, 10 - 10 (95% - part / whole))`, because the second number is above 10 exactly where the
condition holds. It is recognized by the difference of the two numbers: a multiple of the
polynomial whose sign is asked for. A minimum takes one pass over a column, a choice several.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import assert_never

import attrs

from lawcheck.tables.knowledge import (
    AT_LEAST_ZERO,
    AT_MOST_ZERO,
    NEGATIVE,
    POSITIVE,
    Blank,
    Condition,
    Knowledge,
    Quotient,
    Sign,
)
from lawcheck.tables.paths import Branch, Entry, Leaf, Tree
from lawcheck.tables.polynomials import Polynomial


@attrs.frozen
class Number:
    """A quotient of polynomials; its divisor is above zero where the knowledge holds."""

    quotient: Quotient
    knowledge: Knowledge = attrs.field(eq=False)

    @property
    def is_constant(self) -> bool:
        """Whether it is the same for all units."""
        return (
            self.quotient.above.constant is not None and self.quotient.below.constant is not None
        )


@attrs.frozen
class Extreme:
    """The greater of two numbers, or the smaller."""

    is_greater: bool
    one: Number | Extreme
    other: Number | Extreme


@attrs.frozen
class Choice:
    """One of two numbers, by a condition."""

    condition: Condition
    yes: Shape
    no: Shape
    knowledge: Knowledge = attrs.field(eq=False)


Shape = Number | Extreme | Choice


def shape_of(tree: Tree, pick: Callable[[Entry], Quotient]) -> Shape | None:
    """Return the shape of the numbers at the leaves; None if no leaf has one.

    Args:
        tree: the tree of a rule.
        pick: the number of a leaf.
    """
    match tree:
        case Leaf(result, knowledge):
            return None if result is None else Number(pick(result), knowledge)
        case Branch(condition, yes, no, knowledge):
            one, other = shape_of(yes, pick), shape_of(no, pick)
            if one is None or other is None:
                return one or other
            return _joined(condition, one, other, knowledge)
        case _:
            assert_never(tree)


def _joined(condition: Condition, yes: Shape, no: Shape, knowledge: Knowledge) -> Shape:
    made = Choice(condition, yes, no, knowledge)
    if isinstance(yes, Choice) or isinstance(no, Choice):
        return made
    one, other = _under(yes, knowledge), _under(no, knowledge)
    if one is None or other is None:
        return made
    if one == other:
        return one
    match condition:
        case Blank():
            return made
        case Sign(of, signs) if signs in (POSITIVE, AT_LEAST_ZERO):
            order = _order(one, other, of, knowledge)
        case Sign(of, signs) if signs in (NEGATIVE, AT_MOST_ZERO):
            order = _order(one, other, -of, knowledge)
        case Sign():
            return made
        case _:
            assert_never(condition)
    return made if order is None else Extreme(order > 0, one, other)


def _under(shape: Number | Extreme, knowledge: Knowledge) -> Number | Extreme | None:
    """Return the same numbers for more units; None if a divisor may not be above zero there."""
    match shape:
        case Number(quotient):
            try:
                known = knowledge.with_made_of(quotient, shape.knowledge)
                is_valid = known.signs_of(quotient.below) == POSITIVE
                known.bounds_of(quotient.above)
            except ArithmeticError:
                return None
            return Number(quotient, known) if is_valid else None
        case Extreme(is_greater, one, other):
            first, second = _under(one, knowledge), _under(other, knowledge)
            if first is None or second is None:
                return None
            return Extreme(is_greater, first, second)
        case _:
            assert_never(shape)


def _order(
    one: Number | Extreme, other: Number | Extreme, of: Polynomial, knowledge: Knowledge
) -> int | None:
    """Return 1 if `one - other` has the sign of a polynomial or is 0, and -1 for the opposite.

    None if neither is known.
    """
    if isinstance(one, Number) and isinstance(other, Number):
        return _order_of_numbers(one.quotient, other.quotient, of, one.knowledge, other.knowledge)
    if isinstance(one, Number) and isinstance(other, Extreme):
        return _order_of_extreme(one, other, of, knowledge)
    if isinstance(one, Extreme) and isinstance(other, Number):
        order = _order_of_extreme(other, one, of, knowledge)
        return None if order is None else -order
    return None


def _order_of_extreme(
    one: Number, other: Extreme, of: Polynomial, knowledge: Knowledge
) -> int | None:
    """Compare a constant with a number that has a constant limit."""
    limit, rest = (
        (other.one, other.other)
        if isinstance(other.one, Number) and other.one.is_constant
        else (other.other, other.one)
    )
    if not (isinstance(limit, Number) and limit.is_constant and one.is_constant):
        return None
    order = _order(one, rest, of, knowledge)
    # say `one >= rest` exactly where `of` is positive; then `max(limit, rest)` is also below
    # `one` there if the limit is, and where `of` is negative, it is above `one` like `rest`
    above = _signs(one.quotient, limit.quotient)
    is_beyond = above >= 0 if other.is_greater else above <= 0
    return order if is_beyond else None


def _signs(one: Quotient, other: Quotient) -> int:
    difference = _difference(one, other).constant or 0
    return (difference > 0) - (difference < 0)


def _difference(one: Quotient, other: Quotient) -> Polynomial:
    """Return a polynomial with the sign of the difference of two quotients."""
    return one.above * other.below - other.above * one.below


def _order_of_numbers(
    one: Quotient, other: Quotient, of: Polynomial, *knowledge: Knowledge
) -> int | None:
    difference, factor = _difference(one, other).primitive
    wanted, divisor = of.primitive
    sign = 1 if factor * divisor > 0 else -1
    if difference == wanted:
        return sign
    made = {name: each for known in knowledge for name, each in known.made.items()}
    ((names, _),) = difference.terms.items() if len(difference.terms) == 1 else (((), 0),)
    floor = made.get(names[0]) if len(names) == 1 else None
    if not isinstance(floor, Quotient):
        return None
    # a floor is 0 or has the sign of the number; so the difference has, too
    number, content = floor.above.primitive
    if number != wanted:
        return None
    return sign if content > 0 else -sign
