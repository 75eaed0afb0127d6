"""A limit to the length of exact points.

The sum of fractions whose denominators have no common factor grows longer with every one of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final

from lawcheck.model.errors import LimitError, Place, problem
from lawcheck.model.exact import ZERO, by_denominator
from lawcheck.model.outcomes import Outcome

MOST_DIGITS: Final = 4_000
"""Digits that the denominator of exact points may have; Python converts up to 4,300 to text."""
_TOO_LARGE: Final = 10**MOST_DIGITS


def added(numbers: Iterable[Fraction]) -> Fraction:
    """Return the exact sum.

    Raises:
        LimitError: it takes too many digits. Adding stops there, so that time stays in proportion
            to the number of summands.
    """
    total = ZERO
    for each in by_denominator(numbers):
        total += each
        _check(total)
    return total


def check_lengths(outcomes: Iterable[Outcome]) -> None:
    """Refuse items whose own points take too many digits.

    Raises:
        LimitError: the points of an item do.
    """
    for outcome in outcomes:
        span = outcome.earned
        if span is not None:
            _check(span.low)
            if span.high is not span.low:
                _check(span.high)


def _check(number: Fraction) -> None:
    if number.denominator >= _TOO_LARGE:
        what = problem(
            Place(),
            "得分的精确值超过 {most} 位数字：太多比率的分母没有公因数；"
            "请改报已四舍五入的比率（kind: rate）",
            "the exact points take more than {most} digits, since the denominators of too many "
            "rates have nothing in common; give rates that are rounded already (kind: rate)",
            most=MOST_DIGITS,
        )
        raise LimitError([what])
