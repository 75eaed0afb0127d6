"""Roots of exact numbers, between two decimals that can be as close as one needs.

The root of 2 has no last digit. It is enclosed instead: 1.41 < root < 1.42, and with more places
as narrowly as rounding and grades need. Whole numbers only, so both ends are certain.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final, Literal

import attrs

from lawcheck.model.exact import ONE, ZERO


@attrs.frozen
class Fineness:
    """How finely a number that may be irrational is computed.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import Fineness, root
    >>> root(Fraction(2), 2, Fineness(1)), root(Fraction(2), 2, Fineness(1, "above"))
    (Fraction(7, 5), Fraction(3, 2))

    Attributes:
        places: decimal places.
        end: the decimal `below` the number, or the next one `above` it; the number itself where it
            is rational.
    """

    places: int
    end: Literal["below", "above"] = "below"


USUAL: Final = Fineness(20)
"""What a score is computed with first."""


def root(value: Fraction, degree: int, fineness: Fineness) -> Fraction:
    """Return a root of a number of zero or more, or a decimal next to it if it is irrational.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import Fineness, root
    >>> root(Fraction(8, 27), 3, Fineness(2))
    Fraction(2, 3)
    >>> [str(float(root(Fraction(2), 2, Fineness(3, end)))) for end in ("below", "above")]
    ['1.414', '1.415']
    """
    if value in (ZERO, ONE) or degree == 1:
        return value
    above, below = (whole_root(each, degree) for each in (value.numerator, value.denominator))
    if above**degree == value.numerator and below**degree == value.denominator:
        return Fraction(above, below)
    scale: int = 10**fineness.places
    whole = whole_root(value.numerator * scale**degree // value.denominator, degree)
    return Fraction(whole + (fineness.end == "above"), scale)


_BY_HALVES: Final = 16
"""Bits of a root that are found one by one."""


def whole_root(value: int, degree: int) -> int:
    """Return the largest whole number whose power is not above the value."""
    bits = -(-value.bit_length() // degree)
    if bits <= _BY_HALVES:
        found = 0
        for bit in reversed(range(bits)):
            raised = found | 1 << bit
            if raised**degree <= value:
                found = raised
        return found
    # The first half of the digits gives a number just above the root, from which Newton's steps
    # fall to it, and stop where they do not fall any more.
    half = bits // 2
    found = (whole_root(value >> half * degree, degree) + 1) << half
    while True:
        power = found ** (degree - 1)
        lower = ((degree - 1) * found + value // power) // degree
        if lower >= found:
            return found
        found = lower
