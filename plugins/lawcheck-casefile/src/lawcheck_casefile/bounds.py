"""Confidence intervals (95 %) for a share of all files, from a random sample of them.

Bounds are computed in integers and rounded outwards, so the interval is never too narrow. The
interval for `of - found` mirrors that for `found`, so only lower bounds are computed.
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
"""The confidence level of an interval."""
Z_95: Final = Fraction(1959964, 10**6)
"""The two-sided 95 % point of the normal distribution, rounded up."""

_SCALE: Final = 10**6
"""Bounds have six decimals, which are four of a percentage."""
_ROOT_SCALE: Final = 10**12
"""Square roots have twice as many decimals, so that rounding them hardly ever changes a bound."""
_TAILS: Final = 40
"""Each tail has a probability of 2.5 %, which is 1/40."""


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
    """Return the 95 % interval of Wilson's score method for `found` of `of`.

    `found` may be a sum of scores from 0 to 1, one for each file. The variance of scores is
    largest where all are 0 or 1, as the method assumes, so the interval is then too wide if
    anything.

    Args:
        found: how many files qualify, or the sum of the scores.
        of: how many files were reviewed.

    Raises:
        ValueError: nothing was reviewed, or `found` is not between 0 and `of`.
    """
    _refuse_impossible(found, of)
    return Interval(_wilson_low(found, of), 1 - _wilson_low(of - found, of))


def clopper_pearson(found: int, of: int) -> Interval:
    """Return the exact 95 % interval of Clopper and Pearson for `found` of `of`.

    Its confidence is at least 95 % for every true share.

    Raises:
        ValueError: nothing was reviewed, or `found` is not between 0 and `of`.
    """
    _refuse_impossible(found, of)
    return Interval(_clopper_pearson_low(found, of), 1 - _clopper_pearson_low(of - found, of))


INTERVALS: Final[dict[Method, Callable[[int, int], Interval]]] = {
    "wilson": wilson,
    "clopper_pearson": clopper_pearson,
}
"""The intervals by their names in checklists."""


def _refuse_impossible(found: int | Fraction, of: int) -> None:
    if not 0 <= found <= of or not of:
        raise ValueError((found, of))


def _wilson_low(found: int | Fraction, of: int) -> Fraction:
    square = Z_95**2
    root = _root_above(square * (square + Fraction(4 * found * (of - found)) / of))
    # The root is rounded up, so that the difference may be below zero.
    exact = max(Fraction(0), (2 * found + square - root) / (2 * (of + square)))
    return Fraction(exact.numerator * _SCALE // exact.denominator, _SCALE)


def _root_above(square: Fraction) -> Fraction:
    """Return the square root, rounded up to 12 decimals."""
    scaled = square * _ROOT_SCALE**2
    root = isqrt(scaled.numerator // scaled.denominator)
    return Fraction(root if root * root == scaled else root + 1, _ROOT_SCALE)


@lru_cache(maxsize=4096)
def _clopper_pearson_low(found: int, of: int) -> Fraction:
    """Return the largest share at which `found` or more have a probability of at most 2.5 %.

    The share is found by bisection between 0 and 1 in steps of a millionth: the probability grows
    with it.
    """
    if not found:
        return Fraction(0)
    all_ways: int = _SCALE**of
    low, high = 0, _SCALE  # the probability is 0 at a share of 0, and 1 at a share of 1
    while high - low > 1:
        middle = (low + high) // 2
        if _TAILS * _ways(found, of, middle) <= all_ways:
            low = middle
        else:
            high = middle
    return Fraction(low, _SCALE)


def _ways(found: int, of: int, share: int) -> int:
    """Return the probability of `found` or more of `of`, times 1,000,000 to the power of `of`.

    `share` is in millionths. The shorter tail is summed. Each term is computed from the one
    before, so that every step multiplies a big number by a small one.
    """
    all_ways: int = _SCALE**of
    if 2 * found < of:
        return all_ways - _ways(of - found + 1, of, _SCALE - share)
    other = _SCALE - share
    total, power, choices = 0, 1, comb(of, found)
    # The sum of C(of, i) * share^(i - found) * other^(of - i) for i = found..of, by Horner's
    # scheme in powers of `other`.
    for i in range(found, of + 1):
        total = total * other + choices * power
        power, choices = power * share, choices * (of - i) // (i + 1)
    rest: int = share**found
    return total * rest
