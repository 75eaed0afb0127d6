"""Integer polynomials over columns, with bounds that are known before a query runs.

Polars wraps around without an error if a number does not fit into 64 or 128 bits. So the bounds of
every expression are computed first, from the bounds of its columns, in Python integers. For
example, 3 x y - 2 y + 5 with x in 0..10 and y in 0..4 lies between -3 and 125.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from math import gcd
from typing import Final

import attrs
import polars as pl

NARROW: Final = 2**62
"""Numbers below this fit into 64 bits, with room for one more addition."""
WIDE: Final = 2**126
"""Numbers below this fit into 128 bits, with room for one more addition."""

Monomial = tuple[str, ...]
"""The names of columns that are multiplied, sorted; empty for the constant term."""
Bounds = tuple[int, int]
"""The least and the greatest value."""


@attrs.frozen(slots=False)
class Polynomial:
    """A sum of products of columns, each times an integer.

    >>> x, y = Polynomial.column("x"), Polynomial.column("y")
    >>> (x + y) * (x - y) == x * x - y * y
    True

    Attributes:
        terms: factor by monomial, without zeros.
    """

    terms: Mapping[Monomial, int] = attrs.field(hash=False)

    @classmethod
    def number(cls, number: int) -> Polynomial:
        """Return a constant."""
        return cls({(): number} if number else {})

    @classmethod
    def column(cls, name: str) -> Polynomial:
        """Return a column."""
        return cls({(name,): 1})

    def __hash__(self) -> int:
        return hash(frozenset(self.terms.items()))

    def __add__(self, other: Polynomial) -> Polynomial:
        terms = dict(self.terms)
        for each, factor in other.terms.items():
            terms[each] = terms.get(each, 0) + factor
        return Polynomial({each: factor for each, factor in terms.items() if factor})

    def __neg__(self) -> Polynomial:
        return self.times(-1)

    def __sub__(self, other: Polynomial) -> Polynomial:
        return self + other.times(-1)

    def __mul__(self, other: Polynomial) -> Polynomial:
        terms: dict[Monomial, int] = {}
        for one, factor in self.terms.items():
            for two, another in other.terms.items():
                both = tuple(sorted(one + two))
                terms[both] = terms.get(both, 0) + factor * another
        return Polynomial({each: factor for each, factor in terms.items() if factor})

    def times(self, factor: int) -> Polynomial:
        """Multiply by an integer."""
        if factor == 1:
            return self
        return Polynomial(
            {each: number * factor for each, number in self.terms.items()} if factor else {}
        )

    def divided(self, divisor: int) -> Polynomial:
        """Divide by a common divisor of all factors."""
        if divisor == 1:
            return self
        return Polynomial({each: number // divisor for each, number in self.terms.items()})

    @property
    def constant(self) -> int | None:
        """Its value if it has no column; else None."""
        return self.terms.get((), 0) if self.terms.keys() <= {()} else None

    @cached_property
    def names(self) -> frozenset[str]:
        """The names of its columns."""
        return frozenset(name for each in self.terms for name in each)

    @cached_property
    def content(self) -> int:
        """The greatest common divisor of its factors, above zero."""
        return gcd(*self.terms.values()) or 1

    @cached_property
    def primitive(self) -> tuple[Polynomial, int]:
        """The polynomial divided by its content, and by -1 if its first factor is negative.

        Two polynomials that differ by a constant factor have the same one. The second value is
        what it was divided by.
        """
        if not self.terms:
            return self, 1
        divisor = self.content if self.terms[min(self.terms)] > 0 else -self.content
        return self.divided(divisor), divisor

    def bounds(self, columns: Mapping[str, Bounds]) -> Bounds:
        """Return a lower and an upper bound, from the bounds of the columns."""
        least = most = 0
        for names, factor in self.terms.items():
            ends = {factor}
            for name in names:
                ends = {end * bound for end in ends for bound in columns[name]}
            least, most = least + min(ends), most + max(ends)
        return least, most

    def size(self, columns: Mapping[str, Bounds]) -> int:
        """Return an upper bound of its absolute value and of that of every partial sum."""
        size = 0
        for names, factor in self.terms.items():
            product = abs(factor)
            for name in names:
                product *= max(1, *map(abs, columns[name]))
            size += product
        return size

    def expression(self, columns: Mapping[str, pl.Expr]) -> pl.Expr:
        """Return the Polars expression.

        Args:
            columns: the expressions of the columns.
        """
        # the terms with positive factors first, which often saves a negation: y - 3 x
        ordered = sorted(
            ((factor, names) for names, factor in self.terms.items() if names), reverse=True
        )
        constant = self.terms.get((), 0)
        if not ordered:
            return pl.lit(constant, dtype=pl.Int64 if abs(constant) < NARROW else pl.Int128)
        made: pl.Expr | None = None
        for factor, names in ordered:
            product = columns[names[0]]
            for name in names[1:]:
                product = product * columns[name]
            if made is None:
                made = product if factor == 1 else product * factor
            elif factor < 0:
                made = made - (product if factor == -1 else product * -factor)
            else:
                made = made + (product if factor == 1 else product * factor)
        assert made is not None  # noqa: S101 - there is a column
        return made + constant if constant else made
