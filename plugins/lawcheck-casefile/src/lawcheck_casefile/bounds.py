"""What a sample says about all files: 95 % bounds of a share, in whole numbers, rounded outwards so that they never promise more.

Both intervals assume files drawn at random. Mirrored counts have mirrored bounds, so only the lower ends are worked out.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from math import comb, isqrt
from typing import Final, Literal

import attrs

Method = Literal["wilson", "clopper_pearson"]

CONFIDENCE: Final = Fraction(95, 100)
"""How sure one can be of both ends of an interval."""
Z_95: Final = Fraction(1959964, 10**6)
"""Two-sided 95 % point of the normal distribution, rounded up."""

_GRID: Final = 10**6
"""Bounds have six decimals: four of a percentage."""
_FINE: Final = 10**12
"""Roots are taken finer than the grid, so that their own rounding hardly ever shows."""
_TAILS: Final = 40
"""2.5 % on each side is one part in forty."""


@attrs.frozen
class Interval:
    """A confidence interval of a share.

    Attributes:
        low: the lower bound, rounded down to six decimals.
        high: the upper bound, rounded up.
    """

    low: Fraction
    high: Fraction


def wilson(found: int | Fraction, of: int) -> Interval:
    """The 95 % interval of Wilson's score method for `found` of `of`.

    `found` may be the sum of marks from 0 to 1, one for each that was looked at: marks scatter most where all are 0 or 1, so the
    interval is then, if anything, too wide.

    Raises:
        ValueError: nothing was looked at, or more was found than looked at.
    """
    _refuse_impossible(found, of)
    return Interval(_wilson_low(found, of), 1 - _wilson_low(of - found, of))


def clopper_pearson(found: int, of: int) -> Interval:
    """The exact 95 % interval of Clopper and Pearson for `found` of `of`; it holds for every true share.

    Raises:
        ValueError: nothing was looked at, or more was found than looked at.
    """
    _refuse_impossible(found, of)
    return Interval(_clopper_pearson_low(found, of), 1 - _clopper_pearson_low(of - found, of))


INTERVALS: Final[dict[Method, Callable[[int, int], Interval]]] = {
    "wilson": wilson,
    "clopper_pearson": clopper_pearson,
}
"""The interval by the name that a checklist gives it."""


def _refuse_impossible(found: int | Fraction, of: int) -> None:
    if not 0 <= found <= of or not of:
        raise ValueError((found, of))


def _wilson_low(found: int | Fraction, of: int) -> Fraction:
    square = Z_95**2
    root = _root_above(square * (square + Fraction(4 * found * (of - found)) / of))
    exact = max(
        Fraction(0), (2 * found + square - root) / (2 * (of + square))
    )  # the root is rounded up, perhaps past all of it
    return Fraction(exact.numerator * _GRID // exact.denominator, _GRID)


def _root_above(square: Fraction) -> Fraction:
    """The square root, rounded up."""
    scaled = square * _FINE**2
    root = isqrt(scaled.numerator // scaled.denominator)
    return Fraction(root if root * root == scaled else root + 1, _FINE)


@lru_cache(maxsize=4096)
def _clopper_pearson_low(found: int, of: int) -> Fraction:
    """The largest share on the grid under which `found` or more have a chance of 2.5 % at most."""
    if not found:
        return Fraction(0)
    all_ways: int = _GRID**of
    low, high = (
        0,
        _GRID,
    )  # the chance grows with the share: 0 at a share of 0, certain at a share of 1
    while high - low > 1:
        middle = (low + high) // 2
        if _TAILS * _ways(found, of, middle) <= all_ways:
            low = middle
        else:
            high = middle
    return Fraction(low, _GRID)


def _ways(found: int, of: int, share: int) -> int:
    """The chance of `found` or more of `of` under `share` millionths, times a million to the power of `of`.

    The shorter tail is summed; each term is made from the one before, which keeps every step a product by a small number.
    """
    all_ways: int = _GRID**of
    if 2 * found < of:
        return all_ways - _ways(of - found + 1, of, _GRID - share)
    other = _GRID - share
    total, power, choices = 0, 1, comb(of, found)
    # the sum of C(of, i) * share^(i - found) * other^(of - i) over i = found..of, by Horner's scheme in powers of `other`
    for i in range(found, of + 1):
        total = total * other + choices * power
        power, choices = power * share, choices * (of - i) // (i + 1)
    rest: int = share**found
    return total * rest
