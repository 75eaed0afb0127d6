"""Compute a part of a rule that depends on one number, by itself."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction


def apart(function: Callable[[Fraction], Fraction], number: Fraction) -> Fraction:
    """Return `function(number)`.

    If a number stands for a whole column, comparisons inside of the function divide the units. A
    rule that adds up many such parts, such as one for each month, computes them apart; otherwise,
    every case of one part would meet every case of all others.

    Args:
        function: a function of nothing but the number; a method of the rule, so that it is the
            same function whenever the rule is run.
        number: the number, or what stands for a column of numbers.
    """
    separate = getattr(number, "apart", None)
    return function(number) if separate is None else separate(function)
