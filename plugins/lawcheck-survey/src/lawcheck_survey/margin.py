"""The margin of error of a mean, computed without floats so that it is the same everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import isqrt
from typing import Final

CONFIDENCE: Final = Fraction(95, 100)
"""The confidence level of the margin."""
Z_95: Final = Fraction(196, 100)
"""The two-sided 95 % point of the normal distribution, with two decimals as in survey reports."""

_DIGITS: Final = 10**6


def margin_of_error(answers: Sequence[tuple[Fraction, int]]) -> Fraction:
    """Return half the width of the 95 % interval of the mean answer, rounded up to 6 decimals.

    It is 1.96 x sqrt(variance / n).

    Args:
        answers: (value of the answer, how many gave it); at least one answer was given.
    """
    count = sum(number for _, number in answers)
    mean = sum((value * number for value, number in answers), Fraction(0)) / count
    variance = (
        sum((number * (value - mean) ** 2 for value, number in answers), Fraction(0)) / count
    )
    square = Z_95**2 * variance / count * _DIGITS**2
    root = isqrt(square.numerator // square.denominator)
    if root * root * square.denominator < square.numerator:
        root += 1
    return Fraction(root, _DIGITS)
