"""Whole numbers made of columns by whole factors, with bounds that are known before anything is worked out.

Polars wraps around without a word where 64 or 128 bits do not hold a number, so nothing is handed to it whose bound is not known.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import gcd

import attrs
import polars as pl

ONE = ""
"""Stands for the number 1 among the columns."""
NARROW = 2**62
"""Below this, 64 bits hold a number."""
WIDE = 2**126
"""Below this, 128 bits do."""


@attrs.frozen
class Term:
    """The sum of some columns, each times a whole number.

    Attributes:
        factors: by column; that of `ONE` is the number that is added.
        bounds: the smallest and the largest value of each column.
    """

    factors: Mapping[str, int]
    bounds: Mapping[str, tuple[int, int]]

    @classmethod
    def of_column(cls, name: str, bounds: tuple[int, int]) -> Term:
        """A column."""
        return cls({name: 1}, {name: bounds})

    @classmethod
    def of_number(cls, number: int) -> Term:
        """The same number for every unit."""
        return cls({ONE: number}, {ONE: (1, 1)})

    @property
    def size(self) -> int:
        """What it is at most, whatever its sign, and every sum on the way to it."""
        return sum(
            abs(factor) * max(1, *map(abs, self.bounds[name]))
            for name, factor in self.factors.items()
        )

    @property
    def least(self) -> int:
        """It is not below this."""
        return sum(
            min(factor * end for end in self.bounds[name]) for name, factor in self.factors.items()
        )

    @property
    def number(self) -> int | None:
        """What it is where it is the same for every unit."""
        return self.factors.get(ONE, 0) if self.factors.keys() <= {ONE} else None

    @property
    def content(self) -> int:
        """What divides all factors."""
        return gcd(*self.factors.values())

    def times(self, factor: int) -> Term:
        """Multiplied."""
        return attrs.evolve(
            self, factors={name: each * factor for name, each in self.factors.items()}
        )

    def divided(self, divisor: int) -> Term:
        """Divided by something that divides all factors."""
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
        """To be worked out by Polars; a literal where it is a number."""
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
    """One divided by the other, rounded down; null where `below` is zero, and meaningless below that.

    Returns:
        An expression, a number that is still to be added to it, and a bound of the sum and of everything on the way.
    """
    common = gcd(above.content, below.content)
    above, below = above.divided(common), below.divided(common)
    if below.number is not None:
        divided = above.expression() // below.number if below.number != 1 else above.expression()
        return divided, 0, above.size + below.number
    name, factor = next(iter(below.factors.items()))
    times = above.factors.get(name, 0) // factor if len(below.factors) == 1 else 0
    above = above - below.times(
        times
    )  # so many times it is contained for sure, whatever the columns hold
    return above.expression() // below.expression(), times, above.size + below.size + abs(times)


def reaches(left: Term, right: Term) -> tuple[pl.Expr, int]:
    """Whether one is at least the other, and a bound of both."""
    common = gcd(left.content, right.content) or 1
    left, right = left.divided(common), right.divided(common)
    return left.expression() >= right.expression(), max(left.size, right.size)


def clipped(number: pl.Expr, least: int, most: int) -> pl.Expr:
    """Not below one number and not above another; nulls become the lower one."""
    return pl.min_horizontal(pl.max_horizontal(number, least), most)
