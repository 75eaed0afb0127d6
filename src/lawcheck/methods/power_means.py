"""The scoring methods of the power means: harmonic, geometric, and with any whole exponent.

A mean of this kind is low where one child is low, or high where one is high, more than a plain
mean. All but the harmonic mean are roots, and so irrational for most units: see
`lawcheck.model.roots`. A child that has nothing, or less, makes a geometric or harmonic mean 0.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import gcd, lcm
from typing import ClassVar, Final

import attrs

from lawcheck.model.exact import ONE, ZERO, add_up
from lawcheck.model.roots import root
from lawcheck.model.rule import Fault
from lawcheck.model.shares import OfShares, Shares
from lawcheck.model.text import message

_OTHERS: Final[Mapping[int, str]] = {0: "geometric_mean", 1: "mean", -1: "harmonic_mean"}
_MOST_EXPONENT: Final = 20
_MOST_DEGREE: Final = 10_000
"""Degree of a root; it is the sum of the weights as whole numbers."""


@attrs.frozen
class HarmonicMean(OfShares):
    """The harmonic mean of the children's shares, times the full score.

    It is 1 / (mean of 1 / share), and 0 if a child has nothing.

    Attributes:
        out_of: the full score.
    """

    method_name: ClassVar[str] = "harmonic_mean"

    def coefficients(self, shares: Shares) -> Sequence[Fraction]:
        """Return weight x (mean / share)²."""
        return _of_power(shares, -1)


@attrs.frozen
class WeightedHarmonicMean(HarmonicMean):
    """The harmonic mean of the children's shares by weight, times the full score.

    A child of weight 0 counts nothing.

    Attributes:
        out_of: the full score.
    """

    method_name: ClassVar[str] = "weighted_harmonic_mean"
    needs_weight: ClassVar[bool] = True


@attrs.frozen
class GeometricMean(OfShares):
    """The geometric mean of the children's shares, times the full score.

    It is the root of their product, and 0 if a child has nothing.

    Attributes:
        out_of: the full score.
    """

    method_name: ClassVar[str] = "geometric_mean"

    def check(self, weights: Sequence[Fraction]) -> Iterator[Fault]:
        """Report weights so fine that the root would be of too high a degree."""
        common = lcm(*(weight.denominator for weight in weights))
        whole = [int(weight * common) for weight in weights]
        if sum(whole) // (gcd(*whole) or 1) > _MOST_DEGREE:
            what = message(
                "权重太细：化成整数后合计不能超过 {most}；请少写几位小数",
                "the weights are too fine: as whole numbers they may add up to {most} at most; "
                "write them with fewer decimal places",
                most=_MOST_DEGREE,
            )
            yield Fault(what)

    def power(self, shares: Shares) -> tuple[Fraction, int]:
        """Return the product of share ^ weight, the weights as whole numbers, and their sum."""
        if min(shares.values) <= ZERO:
            return ZERO, 1
        degree = lcm(*(weight.denominator for weight in shares.weights))
        product = ONE
        for share, weight in zip(shares.values, shares.weights, strict=True):
            product *= Fraction(share ** int(weight * degree))
        return product, degree

    def coefficients(self, shares: Shares) -> Sequence[Fraction]:
        """Return weight x mean / share."""
        mean = root(*self.power(shares), shares.fineness)
        if not mean:
            return [ZERO] * len(shares.values)
        pairs = zip(shares.values, shares.weights, strict=True)
        return [weight * mean / share for share, weight in pairs]


@attrs.frozen
class WeightedGeometricMean(GeometricMean):
    """The geometric mean of the children's shares by weight, times the full score.

    It is the product of share ^ (weight / sum of the weights). A child of weight 0 counts nothing.

    Attributes:
        out_of: the full score.
    """

    method_name: ClassVar[str] = "weighted_geometric_mean"
    needs_weight: ClassVar[bool] = True


@attrs.frozen
class PowerMean(OfShares):
    """The power mean of the children's shares, times the full score.

    It is the root of the mean of share ^ exponent. A share below zero counts as 0.

    Attributes:
        out_of: the full score.
        exponent: a whole number. Above 1 the better children count more, below 0 the weaker ones,
            and a child that has nothing makes the mean 0.
    """

    method_name: ClassVar[str] = "power_mean"

    exponent: int

    def check(self, weights: Sequence[Fraction]) -> Iterator[Fault]:  # noqa: ARG002 - any number
        """Report an exponent that has a method of its own, or is too large."""
        other = _OTHERS.get(self.exponent)
        if other is not None:
            what = message(
                "指数为 {exponent} 的就是 {other}；请直接用它",
                "with the exponent {exponent} this is `{other}`: use that",
                exponent=self.exponent,
                other=other,
            )
            yield Fault(what, "exponent")
        elif abs(self.exponent) > _MOST_EXPONENT:
            what = message(
                "指数应在 -{most} 到 {most} 之间",
                "the exponent must be from -{most} to {most}",
                most=_MOST_EXPONENT,
            )
            yield Fault(what, "exponent")

    def power(self, shares: Shares) -> tuple[Fraction, int]:
        """Return the mean of share ^ exponent; below 0 its reciprocal, and a positive exponent."""
        return _power(shares, self.exponent)

    def coefficients(self, shares: Shares) -> Sequence[Fraction]:
        """Return weight x share ^ exponent x mean / (sum of these) / share."""
        return _of_power(shares, self.exponent)


@attrs.frozen
class WeightedPowerMean(PowerMean):
    """The power mean of the children's shares by weight, times the full score.

    A child of weight 0 counts nothing. A share below zero counts as 0.

    Attributes:
        out_of: the full score.
        exponent: as in `power_mean`.
    """

    method_name: ClassVar[str] = "weighted_power_mean"
    needs_weight: ClassVar[bool] = True


def _powers(shares: Shares, exponent: int) -> list[Fraction]:
    """Return weight x share ^ exponent of each child; nothing where the mean is 0."""
    values = [max(share, ZERO) for share in shares.values]
    if not any(values) or (exponent < 0 and not all(values)):
        return []
    pairs = zip(values, shares.weights, strict=True)
    return [weight * Fraction(share) ** exponent for share, weight in pairs]


def _power(shares: Shares, exponent: int) -> tuple[Fraction, int]:
    powers = _powers(shares, exponent)
    if not powers:
        return ZERO, 1
    whole = add_up(powers)
    return (whole if exponent > 0 else 1 / whole), abs(exponent)


def _of_power(shares: Shares, exponent: int) -> Sequence[Fraction]:
    powers = _powers(shares, exponent)
    if not powers:
        return [ZERO] * len(shares.values)
    whole = add_up(powers)
    mean = root(*_power(shares, exponent), shares.fineness)
    return [
        mean * power / whole / share if share > ZERO else ZERO
        for power, share in zip(powers, shares.values, strict=True)
    ]
