"""Scoring methods that go by the order of the shares: the weakest, the best, the middle.

Children that are level share what there is for them evenly, so their order never matters.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import ClassVar

import attrs

from lawcheck.model.exact import ONE, ZERO
from lawcheck.model.rule import Fault
from lawcheck.model.shares import OfShares, Shares, alike
from lawcheck.model.text import message


@attrs.frozen
class Minimum(OfShares):
    """The share of the weakest child, times the full score: the weakest counts (短板).

    Attributes:
        out_of: the full score.
    """

    method_name: ClassVar[str] = "minimum"

    def coefficients(self, shares: Shares) -> Sequence[Fraction]:
        """Return coefficients for the weakest alone."""
        lowest = min(shares.values)
        return alike([each == lowest for each in shares.values])


@attrs.frozen
class Maximum(OfShares):
    """The share of the best child, times the full score.

    Attributes:
        out_of: the full score.
    """

    method_name: ClassVar[str] = "maximum"

    def coefficients(self, shares: Shares) -> Sequence[Fraction]:
        """Return coefficients for the best alone."""
        highest = max(shares.values)
        return alike([each == highest for each in shares.values])


@attrs.frozen
class Median(OfShares):
    """The median of the children's shares, times the full score.

    Of an even number of children it is the mean of the two in the middle.

    Attributes:
        out_of: the full score.
    """

    method_name: ClassVar[str] = "median"

    def coefficients(self, shares: Shares) -> Sequence[Fraction]:
        """Return coefficients for the one or two in the middle."""
        count = len(shares.values)
        return _ranked(shares.values, (count - 1) // 2, count // 2 + 1)


@attrs.frozen
class BestOf(OfShares):
    """The mean of the shares of the best children, times the full score.

    Where fewer children apply than are counted, it is the mean of those that do.

    Attributes:
        out_of: the full score.
        count: how many of the children count.
    """

    method_name: ClassVar[str] = "best_of"

    count: int

    def check(self, weights: Sequence[Fraction]) -> Iterator[Fault]:
        """Report a count that is not from 1 to one less than there are children."""
        yield from _check_count(self.count, len(weights))

    def coefficients(self, shares: Shares) -> Sequence[Fraction]:
        """Return coefficients for the best."""
        many = len(shares.values)
        return _ranked(shares.values, max(many - self.count, 0), many)


@attrs.frozen
class DropLowest(OfShares):
    """The mean of the children's shares without the lowest ones, times the full score.

    One child always counts, however few of them apply.

    Attributes:
        out_of: the full score.
        count: how many of the children are dropped.
    """

    method_name: ClassVar[str] = "drop_lowest"

    count: int

    def check(self, weights: Sequence[Fraction]) -> Iterator[Fault]:
        """Report a count that is not from 1 to one less than there are children."""
        yield from _check_count(self.count, len(weights))

    def coefficients(self, shares: Shares) -> Sequence[Fraction]:
        """Return coefficients for all but the lowest."""
        many = len(shares.values)
        return _ranked(shares.values, min(self.count, many - 1), many)


def _check_count(count: int, children: int) -> Iterator[Fault]:
    if not 0 < count < children:
        what = message(
            "count 应为 1 到 {most}（共{children}项），不能是 {count}；都算的请用 mean",
            "`count` must be from 1 to {most}, as there are {children} children, not {count}; "
            "if all of them count, use `mean`",
            most=children - 1,
            children=children,
            count=count,
        )
        yield Fault(what, "count")


def _ranked(values: Sequence[Fraction], first: int, end: int) -> Sequence[Fraction]:
    """Return coefficients of a mean over some places of the order, the lowest value first.

    Equal values take up several places, and each has its part of those that are counted.
    """
    ordered = sorted(values)
    each: dict[Fraction, Fraction] = {}
    for value in set(values):
        start, many = ordered.index(value), ordered.count(value)
        counted = max(min(start + many, end) - max(start, first), 0)
        each[value] = ONE * counted / many / (end - first) if counted else ZERO
    return [each[value] for value in values]
