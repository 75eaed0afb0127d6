"""Integer linear expressions over columns, with overflow bounds.

Polars wraps around without an error if a number does not fit into 64 or 128 bits. So the bound of
every expression is computed first, from the bounds of its columns, in Python integers. For
example, 3 x - 2 y + 5 with x in 0..10 and y in 0..4 is at most 30 + 8 + 5 in absolute value.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import gcd

import attrs
import polars as pl

ONE = ""
"""Name of a pseudo-column that is always 1; its factor is the constant term."""
NARROW = 2**62
"""Numbers below this fit into 64 bits, with room for one more addition."""
WIDE = 2**126
"""Numbers below this fit into 128 bits, with room for one more addition."""


@attrs.frozen
class Term:
    """Sum of some columns, each times an integer.

    Attributes:
        factors: factor by column; that of `ONE` is the constant term.
        bounds: the least and the greatest value of each column.
    """

    factors: Mapping[str, int]
    bounds: Mapping[str, tuple[int, int]]

    @classmethod
    def of_column(cls, name: str, bounds: tuple[int, int]) -> Term:
        """Return a term that is a column."""
        return cls({name: 1}, {name: bounds})

    @classmethod
    def of_number(cls, number: int) -> Term:
        """Return a term that is a constant."""
        return cls({ONE: number}, {ONE: (1, 1)})

    @property
    def size(self) -> int:
        """Upper bound of its absolute value, and of that of every partial sum."""
        return sum(
            abs(factor) * max(1, *map(abs, self.bounds[name]))
            for name, factor in self.factors.items()
        )

    @property
    def least(self) -> int:
        """Lower bound of its value."""
        return sum(
            min(factor * end for end in self.bounds[name]) for name, factor in self.factors.items()
        )

    @property
    def number(self) -> int | None:
        """Its value if it is a constant; else None."""
        return self.factors.get(ONE, 0) if self.factors.keys() <= {ONE} else None

    @property
    def content(self) -> int:
        """Greatest common divisor of its factors."""
        return gcd(*self.factors.values())

    def times(self, factor: int) -> Term:
        """Multiply by an integer."""
        return attrs.evolve(
            self, factors={name: each * factor for name, each in self.factors.items()}
        )

    def divided(self, divisor: int) -> Term:
        """Divide by a common divisor of all factors."""
        return attrs.evolve(
            self, factors={name: each // divisor for name, each in self.factors.items()}
        )

    def __add__(self, other: Term) -> Term:
        names = self.factors.keys() | other.factors.keys()
        factors = {
            name: self.factors.get(name, 0) + other.factors.get(name, 0) for name in sorted(names)
        }
        return Term(
            {name: factor for name, factor in factors.items() if factor},
            {**self.bounds, **other.bounds},
        )

    def __sub__(self, other: Term) -> Term:
        return self + other.times(-1)

    def expression(self) -> pl.Expr:
        """Return the Polars expression; a literal if it is a constant."""
        number = self.factors.get(ONE, 0)
        columns = sorted(
            ((factor, name) for name, factor in self.factors.items() if name != ONE), reverse=True
        )
        if not columns:
            return pl.lit(number)
        first, *others = (
            (pl.col(name) * factor if factor != 1 else pl.col(name)) for factor, name in columns
        )
        made = sum(others, first)
        return made + number if number else made


def quotient(above: Term, below: Term) -> tuple[pl.Expr, int, int]:
    """Divide one term by another, rounded down.

    The result is null if `below` is zero, and has no meaning if it is negative.

    Returns:
        An expression; an integer that is still to be added to it; and an upper bound of the sum
        and of all intermediate numbers.
    """
    common = gcd(above.content, below.content)
    above, below = above.divided(common), below.divided(common)
    if below.number is not None:
        divided = above.expression() // below.number if below.number != 1 else above.expression()
        return divided, 0, above.size + below.number
    name, factor = next(iter(below.factors.items()))
    times = above.factors.get(name, 0) // factor if len(below.factors) == 1 else 0
    # take out the whole part that does not depend on the columns: (5 D + N) // D is N // D + 5
    above = above - below.times(times)
    return above.expression() // below.expression(), times, above.size + below.size + abs(times)


def reaches(left: Term, right: Term) -> tuple[pl.Expr, int]:
    """Return whether `left` >= `right`, and an upper bound of both."""
    common = gcd(left.content, right.content) or 1
    left, right = left.divided(common), right.divided(common)
    return left.expression() >= right.expression(), max(left.size, right.size)


def clipped(number: pl.Expr, least: int, most: int) -> pl.Expr:
    """Limit a number to bounds; null becomes the lower bound."""
    return pl.min_horizontal(pl.max_horizontal(number, least), most)
