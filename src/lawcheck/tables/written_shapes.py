"""Write conditions, states and points of a rule's tree as Polars expressions over integers."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from math import gcd
from typing import Final, assert_never

import attrs
import polars as pl

from lawcheck.model.lookups import Lookup
from lawcheck.tables.fixed_point import PointScale
from lawcheck.tables.knowledge import (
    AT_LEAST_ZERO,
    AT_MOST_ZERO,
    NEGATIVE,
    POSITIVE,
    ZERO,
    Blank,
    Condition,
    Knowledge,
    LookedUp,
    Made,
    Quotient,
    Sign,
    Signs,
)
from lawcheck.tables.paths import Branch, Entry, Leaf, Piece, Tree
from lawcheck.tables.pieces import Pieces
from lawcheck.tables.polynomials import Bounds, Polynomial
from lawcheck.tables.rounding import COLUMN_ROUNDINGS
from lawcheck.tables.shapes import Choice, Extreme, Number, Shape, shape_of


@attrs.frozen
class Steps:
    """Points in steps of a scale.

    Attributes:
        expression: the points; those of units that the formula does not cover have no meaning.
        bounds: the least and the most.
        unit: all are the least plus a multiple of this; 0 if all are equal.
        is_truncated: whether some may have been truncated.
        constant: the points if all units have the same.
    """

    expression: pl.Expr
    bounds: Bounds
    unit: int
    is_truncated: bool
    constant: int | None = None

    def joined(self, expression: pl.Expr, other: Steps, bounds: Bounds) -> Steps:
        """Return points of which each is one of these or one of the others."""
        return Steps(
            expression,
            bounds,
            gcd(self.unit, other.unit, self.bounds[0] - other.bounds[0]),
            self.is_truncated or other.is_truncated,
        )


class Writer:
    """Writes expressions.

    Args:
        scale: the scale of points.
        pieces: the numbers that have a tree of their own.

    Attributes:
        size: upper bound of every intermediate number that was written.
    """

    def __init__(self, scale: PointScale, pieces: Pieces) -> None:
        self._scale, self._pieces = scale, pieces
        self.size = 0

    def truth(self, tree: Tree) -> pl.Expr | bool:
        """Return for which units the tree has a result."""
        match tree:
            case Leaf(result):
                return result is not None
            case Branch(condition, yes, no, knowledge):
                one, other = self.truth(yes), self.truth(no)
                if isinstance(one, bool) and one is other:
                    return one
                holds = self.condition(condition, knowledge)
                return _and(holds, one) | _and(~holds, other)
            case _:
                assert_never(tree)

    def state(self, tree: Tree, pick: Callable[[Entry], int]) -> pl.Expr | int:
        """Return the state codes; an integer if all units have the same."""
        code = self._code(tree, pick)
        return 0 if code is None else code

    def _code(self, tree: Tree, pick: Callable[[Entry], int]) -> pl.Expr | int | None:
        match tree:
            case Leaf(result):
                return None if result is None else pick(result)
            case Branch(condition, yes, no, knowledge):
                one, other = self._code(yes, pick), self._code(no, pick)
                if one is None or other is None:
                    return other if one is None else one
                if isinstance(one, int) and isinstance(other, int) and one == other:
                    return one
                holds = self.condition(condition, knowledge)
                return pl.when(holds).then(_state(one)).otherwise(_state(other))
            case _:
                assert_never(tree)

    def condition(self, condition: Condition, knowledge: Knowledge) -> pl.Expr:
        """Return whether a condition holds."""
        match condition:
            case Blank(name):
                return pl.col(name).is_null()
            case Sign(of, signs):
                positive = {each: factor for each, factor in of.terms.items() if factor > 0}
                negative = {each: -factor for each, factor in of.terms.items() if factor < 0}
                left, right = (
                    self._polynomial(Polynomial(terms), knowledge)
                    for terms in (positive, negative)
                )
                return _COMPARISONS[signs](left, right)
            case _:
                assert_never(condition)

    def steps(self, shape: Shape) -> Steps:
        """Return points in steps."""
        match shape:
            case Number(quotient, knowledge):
                return self._number(quotient, knowledge)
            case Extreme(is_greater, one, other):
                return self._extreme(is_greater, self.steps(one), self.steps(other))
            case Choice(condition, yes, no, knowledge):
                first, second = self.steps(yes), self.steps(no)
                if first.constant is not None and first.constant == second.constant:
                    return first
                bounds = (
                    min(first.bounds[0], second.bounds[0]),
                    max(first.bounds[1], second.bounds[1]),
                )
                holds = self.condition(condition, knowledge)
                expression = pl.when(holds).then(first.expression).otherwise(second.expression)
                return first.joined(expression, second, bounds)
            case _:
                assert_never(shape)

    def _extreme(self, is_greater: bool, one: Steps, other: Steps) -> Steps:
        pick, join = (max, pl.max_horizontal) if is_greater else (min, pl.min_horizontal)
        least, most = (pick(ends) for ends in zip(one.bounds, other.bounds, strict=True))
        return one.joined(join(one.expression, other.expression), other, (least, most))

    def _number(self, quotient: Quotient, knowledge: Knowledge) -> Steps:
        scale = self._scale
        above, below = quotient.above.times(scale.steps), quotient.below
        common = gcd(above.content, below.content)
        above, below = above.divided(common), below.divided(common)
        if above.constant is not None and below.constant is not None:
            return self._constant(above.constant, below.constant)
        is_exact = below.constant == 1
        made, more = self._rounded(above, below, knowledge)
        least, most = knowledge.bounds_of(above)
        fewest, _ = knowledge.bounds_of(below)
        divisors = (max(1, fewest), knowledge.bounds_of(below)[1])
        ends = [end // divisor for end in (least, most) for divisor in divisors]
        unit = gcd(*(factor for each, factor in above.terms.items() if each)) if is_exact else 1
        return Steps(
            made + more if more else made,
            (min(ends), max(ends) + (not is_exact)),
            unit,
            scale.mode is None and not is_exact,
        )

    def _constant(self, above: int, below: int) -> Steps:
        points = Fraction(above, below * self._scale.steps)
        steps = self._scale.to_steps(points)
        is_truncated = self._scale.truncates(points)
        return Steps(pl.lit(steps, dtype=pl.Int64), (steps, steps), 0, is_truncated, steps)

    def _rounded(
        self, above: Polynomial, below: Polynomial, knowledge: Knowledge
    ) -> tuple[pl.Expr, int]:
        """Return a quotient as a whole number: truncated, or rounded as the scale says."""
        mode = self._scale.mode
        if mode is None or below.constant == 1:
            return self._floor(above, below, knowledge)
        rounding = COLUMN_ROUNDINGS[mode]
        if rounding.unsigned is not None and knowledge.bounds_of(above)[0] >= 0:
            return self._floor(*rounding.unsigned(above, below), knowledge)
        found, more = self._floor(above, below, knowledge)
        whole = found + more if more else found
        top, one = self._polynomial(above, knowledge), self._polynomial(below, knowledge)
        self._fits(4 * (knowledge.size_of(above) + knowledge.size_of(below)))
        return rounding.after_cut(whole, top - whole * one, one, top >= 0), 0

    def _floor(
        self, above: Polynomial, below: Polynomial, knowledge: Knowledge
    ) -> tuple[pl.Expr, int]:
        """Divide, rounded down; the second number is still to be added to the first."""
        if below.constant is not None:
            top = self._polynomial(above, knowledge)
            self._fits(below.constant)
            return (top if below.constant == 1 else top // below.constant), 0
        # take out the whole part that does not depend on the columns: (5 D + N) // D is N // D + 5
        times = 0
        if len(below.terms) == 1:
            ((name, factor),) = below.terms.items()
            times = above.terms.get(name, 0) // factor
            above = above - below.times(times)
        self._fits(knowledge.size_of(above) + knowledge.size_of(below) + abs(times))
        top, under = self._polynomial(above, knowledge), self._polynomial(below, knowledge)
        return top // under, times

    def _polynomial(self, polynomial: Polynomial, knowledge: Knowledge) -> pl.Expr:
        self._fits(knowledge.size_of(polynomial))
        columns: dict[str, pl.Expr] = {}
        for name in polynomial.names:
            made = knowledge.made.get(name)
            piece = None if made else self._pieces.named(name)
            columns[name] = (
                self._made(made, knowledge)
                if made is not None
                else pl.col(name)
                if piece is None
                else self._piece(piece)
            )
        return polynomial.expression(columns)

    def _made(self, made: Made, knowledge: Knowledge) -> pl.Expr:
        match made:
            case Quotient(above, below):
                found, more = self._floor(above, below, knowledge)
                return found + more if more else found
            case LookedUp(table, at):
                first = Polynomial.number(table.first)
                place = self._polynomial(at - first, knowledge).clip(0, len(table.values) - 1)
                found = pl.lit(_beyond_place(table)).gather(place.cast(pl.UInt32))
                return place + found
            case _:
                assert_never(made)

    def _piece(self, piece: Piece) -> pl.Expr:
        """Return the integer of a piece, which its denominator makes exact."""
        shape = shape_of(piece.tree, lambda entry: entry.low)
        assert shape is not None  # noqa: S101 - all leaves of a piece have a number
        writer = Writer(PointScale(piece.denominator, None), self._pieces)
        made = writer.steps(shape).expression
        self._fits(writer.size)
        return made

    def _fits(self, size: int) -> None:
        self.size = max(self.size, size)


@lru_cache(maxsize=64)
def _beyond_place(table: Lookup) -> pl.Series:
    """Return the values less their places: added to a place, they have as many bits as it."""
    beyond = [value - place for place, value in enumerate(table.values)]
    return pl.Series(beyond, dtype=pl.Int64)


def _and(one: pl.Expr, other: pl.Expr | bool) -> pl.Expr:
    if isinstance(other, bool):
        return one if other else pl.lit(False)
    return one & other


def _state(code: pl.Expr | int) -> pl.Expr:
    return pl.lit(code, dtype=pl.Int8) if isinstance(code, int) else code


_COMPARISONS: Final[Mapping[Signs, Callable[[pl.Expr, pl.Expr], pl.Expr]]] = {
    POSITIVE: lambda left, right: left > right,
    AT_LEAST_ZERO: lambda left, right: left >= right,
    ZERO: lambda left, right: left == right,
    AT_MOST_ZERO: lambda left, right: left <= right,
    NEGATIVE: lambda left, right: left < right,
    POSITIVE | NEGATIVE: lambda left, right: left != right,
}
