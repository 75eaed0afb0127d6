"""The two sums whose quotient is the score of a section, as integers with bounds.

The score is (sum of factor x part) / (sum of claims), both over the parts that take part, and the
start score of the method is added. Take two items of 10 and 30 points out of 100: the sums are
100 x + 100 y, and 10 or 30 for each that takes part; divided by 10, 10 x + 10 y, and 1 or 3.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import reduce
from itertools import combinations
from math import gcd, lcm
from operator import add

import attrs
import polars as pl

from lawcheck.model.exact import ONE, ZERO, add_up
from lawcheck.tables.rounding import Number


@attrs.frozen
class Part:
    """A leaf, or a section below the root, for every unit.

    Attributes:
        low: column of its points, in whole units; of what is open, the fewest. They are 0 where
            it takes no part.
        high: column of the most points; the same as `low` if it is never open.
        units: how many units of the columns make one step of the scale.
        size: upper bound of the absolute value of the columns.
        slack: the true points lie above the columns by less than this; 0 if these are exact.
        most_slack: upper bound of `slack`.
        is_left_out: whether it takes no part; an expression if units differ in this.
    """

    low: str
    high: str
    units: int
    size: int
    slack: Number
    most_slack: int
    is_left_out: pl.Expr | bool

    @property
    def is_open(self) -> bool:
        """Whether some unit has it open."""
        return self.low != self.high


@attrs.frozen
class Sums:
    """The sums of a section.

    Attributes:
        parts: the parts that can take part.
        factors: of the parts, zero or more.
        claims: what a part adds to the denominator if it takes part, zero or more; zeros if the
            denominator is the same for all units.
        starts: what a part adds to the numerator with its claim.
        fixed: the denominator, if it is the same for all units; else 0.
        start: what is added to the numerator of all units.
    """

    parts: Sequence[Part]
    factors: Sequence[int]
    claims: Sequence[int]
    starts: Sequence[int]
    fixed: int
    start: int

    @classmethod
    def of(
        cls,
        parts: Sequence[Part],
        given: Sequence[Fraction],
        claims: Sequence[Fraction] | None,
        start: Fraction,
    ) -> Sums | None:
        """Multiply both sums by the least number that makes every term an integer.

        Args:
            parts: the parts that can take part.
            given: what the method gives for each.
            claims: what each claims; None if nothing is divided.
            start: the start score, in steps.

        Returns:
            None if a term is negative.
        """
        if any(each < 0 for each in (*given, *(claims or ()))):
            return None
        is_fixed = not claims or all(part.is_left_out is False for part in parts)
        # of parts that claim nothing together, none gives the section a score
        below = [add_up(claims or ()) or ONE] if is_fixed else list(claims or ())
        gains = [gain / part.units for gain, part in zip(given, parts, strict=True)]
        starts = [start * each for each in below]
        terms = (*gains, *below, *starts)
        common = lcm(*(each.denominator for each in terms))
        content = gcd(*(int(each * common) for each in terms)) or 1
        factors, downs, ups = (
            [int(each * common) // content for each in numbers]
            for numbers in (gains, below, starts)
        )
        if is_fixed:
            nothing = [0] * len(parts)
            return cls(parts, factors, nothing, nothing, downs[0], ups[0])
        return cls(parts, factors, downs, ups, 0, 0)

    def always_divides(self, carries: Sequence[bool]) -> bool:
        """Whether the denominator is above zero wherever a part that gives a score takes part."""
        pairs = zip(carries, self.claims, strict=True)
        return bool(self.fixed) or all(claim for here, claim in pairs if here)

    @property
    def bounds(self) -> tuple[int, int]:
        """The bounds of the denominator, for units of which some part that claims takes part."""
        if self.fixed:
            return self.fixed, self.fixed
        always = sum(
            claim
            for claim, part in zip(self.claims, self.parts, strict=True)
            if part.is_left_out is False
        )
        return always or min(filter(None, self.claims), default=1), sum(self.claims) or 1

    def likely(self, left_out: int) -> Iterator[int]:
        """Yield the denominators of units in which few parts take no part."""
        absent = [
            claim
            for claim, part in zip(self.claims, self.parts, strict=True)
            if claim and part.is_left_out is not False
        ]
        for many in range(left_out + 1):
            for gone in combinations(absent, many):
                yield self.bounds[1] - sum(gone) or 1

    @property
    def size(self) -> int:
        """Upper bound of the numerator and of all partial sums."""
        sizes = self._products([part.size for part in self.parts])
        return sum(sizes) + sum(map(abs, self.starts)) + abs(self.start)

    @property
    def most(self) -> Fraction:
        """Upper bound of the absolute value of the quotient."""
        sizes = self._products([part.size for part in self.parts])
        return self._quotient(
            [one + abs(other) for one, other in zip(sizes, self.starts, strict=True)],
            abs(self.start),
        )

    @property
    def size_of_slack(self) -> int:
        """Upper bound of `slack`."""
        return sum(self._products([part.most_slack for part in self.parts]))

    @property
    def most_slack(self) -> Fraction:
        """Upper bound of the slack divided by the denominator."""
        return self._quotient(self._products([part.most_slack for part in self.parts]), 0)

    @property
    def slack(self) -> Number:
        """The true numerator lies above the computed one by less than this."""
        fixed, others = 0, list[pl.Expr]()
        for part, factor in zip(self.parts, self.factors, strict=True):
            if isinstance(part.slack, pl.Expr):
                others.append(_times(part.slack, factor))
            else:
                fixed += part.slack * factor
        return reduce(add, others) + fixed if others else fixed

    def _products(self, numbers: Sequence[int]) -> list[int]:
        return [factor * each for factor, each in zip(self.factors, numbers, strict=True)]

    def _quotient(self, numbers: Sequence[int], more: int) -> Fraction:
        """Return an upper bound of (sum of some numbers + more) / (sum of their claims).

        A quotient of sums is never above the greatest of the single quotients. What claims
        nothing is divided by the least denominator.
        """
        pairs = list(zip(numbers, self.claims, strict=True))
        rest = sum(number for number, claim in pairs if not claim) + more
        single = (Fraction(number, claim) for number, claim in pairs if claim)
        return max(single, default=ZERO) + Fraction(rest, self.bounds[0])

    def denominator(self, is_wide: bool) -> Number:
        """Return the denominator.

        Args:
            is_wide: whether to compute in 128 bits.
        """
        if self.fixed:
            return self.fixed
        least, most = self.bounds
        left_out = self._left_out(self.claims, is_wide)
        # where nothing takes part the number has no meaning, and must only not be 0
        return most if left_out is None else pl.max_horizontal(most - left_out, least)

    def numerator(self, columns: Sequence[str], is_wide: bool) -> pl.Expr:
        """Return the numerator.

        Args:
            columns: of the points of each part.
            is_wide: whether to compute in 128 bits.
        """
        dtype = pl.Int128() if is_wide else pl.Int64()
        groups: dict[int, list[pl.Expr]] = {}
        for factor, name in zip(self.factors, columns, strict=True):
            if factor:
                column = pl.col(name)
                groups.setdefault(factor, []).append(column.cast(dtype) if is_wide else column)
        terms = [_times(reduce(add, each), factor) for factor, each in groups.items()]
        start = self.start + sum(self.starts)
        if start or not terms:
            terms.append(pl.lit(start, dtype=dtype))
        left_out = self._left_out(self.starts, is_wide)
        made = reduce(add, terms)
        return made if left_out is None else made - left_out

    def _left_out(self, numbers: Sequence[int], is_wide: bool) -> pl.Expr | None:
        """Add up the numbers of the parts that take no part; None if all parts always do."""
        pairs = [
            (part.is_left_out, number)
            for part, number in zip(self.parts, numbers, strict=True)
            if isinstance(part.is_left_out, pl.Expr) and number
        ]
        return added_where(pairs, pl.Int128() if is_wide else pl.Int64()) if pairs else None


def added_where(numbers: Iterable[tuple[pl.Expr, int]], dtype: pl.DataType) -> pl.Expr:
    """Add up the numbers whose condition is met.

    Equal numbers are counted first, in small integers, which is faster.
    """
    groups: dict[int, list[pl.Expr]] = {}
    for condition, number in numbers:
        groups.setdefault(number, []).append(condition)
    terms = []
    for number, conditions in groups.items():
        small = pl.Int8() if len(conditions) < 2**7 else pl.Int32()
        count = reduce(add, (each.cast(small) for each in conditions))
        terms.append(_times(count.cast(dtype), number))
    return reduce(add, terms)


def _times(number: pl.Expr, factor: int) -> pl.Expr:
    return number if factor == 1 else number * factor
