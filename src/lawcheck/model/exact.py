"""Exact numbers: reading, rounding and printing them without a binary float.

Every number of a score is a `fractions.Fraction` from the moment it is read until it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from fractions import Fraction
from typing import Final

ZERO: Final = Fraction(0)
"""Exactly 0."""
ONE: Final = Fraction(1)
"""Exactly 1, or 100%."""
HUNDRED: Final = Fraction(100)
"""Exactly 100."""

MAX_DIGITS: Final = 15
"""Digits a number may have before the point. A longer one is not a quantity but, for example, a
case number or an identity number in the wrong column."""
MAX_PLACES: Final = 50
"""Decimal places a number may have. Programs that print floats write 16 or 17; all are kept."""

_NUMBER = re.compile(r"(?P<sign>[+-]?)(?P<whole>0|[1-9][0-9]*)(?:\.(?P<part>[0-9]+))?", re.ASCII)
_FRACTION = re.compile(r"[+-]?(?:0|[1-9][0-9]*)(?:/[1-9][0-9]*)?", re.ASCII)


def parse_number(text: str) -> Fraction:
    """Read a number by lawcheck's own grammar: sign, digits, at most one decimal point.

    `int()` and `Decimal()` also take `1_000`, `１２` and `NaN`; a score sheet must not.

    >>> from lawcheck.plugin import parse_number
    >>> parse_number("-1.25")
    Fraction(-5, 4)
    >>> parse_number("1_000")
    Traceback (most recent call last):
    ...
    ValueError: 1_000

    Raises:
        ValueError: the text is not a number of this grammar, or has too many digits.
    """
    match = _NUMBER.fullmatch(text)
    if match is None:
        raise ValueError(text)
    part = match["part"] or ""
    if len(match["whole"]) > MAX_DIGITS or len(part) > MAX_PLACES:
        raise ValueError(text)
    value = Fraction(int(match["whole"] + part), 10 ** len(part))
    return -value if match["sign"] == "-" else value


def to_exact(value: object) -> Fraction:
    """Return the exact value of an `int`, `Fraction`, `Decimal` or number text from a program.

    Raises:
        ValueError: the text is not a number, or the Decimal is not finite.
        TypeError: a float (its decimal digits are already lost), a bool, or anything else.
    """
    if isinstance(value, bool):
        raise TypeError(value)
    if isinstance(value, int):
        return Fraction(value)
    if isinstance(value, Fraction):
        return value
    if isinstance(value, str):
        return parse_number(value)
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise ValueError(value)
        return Fraction(value)
    raise TypeError(value)


def half_up(_whole: int, rest: int, of: int) -> bool:
    """Return whether `rest / of` of a step is a half or more (四舍五入)."""
    return 2 * rest >= of


def round_exact(
    value: Fraction, places: int, takes_step: Callable[[int, int, int], bool] = half_up
) -> Fraction:
    """Round once to a number of decimal places.

    The absolute value is rounded, so points taken off round like points given.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import round_exact
    >>> round_exact(Fraction("89.995"), 2)
    Fraction(90, 1)

    Args:
        value: the number.
        places: how many decimal places are kept.
        takes_step: decides whether the last digit goes up by one; see
            `lawcheck.model.rounding.RoundingMode`. Half up if not given.
    """
    scale: int = 10**places
    whole, rest = divmod(abs(value.numerator) * scale, value.denominator)
    whole += takes_step(whole, rest, value.denominator)
    return Fraction(-whole if value.numerator < 0 else whole, scale)


def round_down(value: Fraction, places: int) -> Fraction:
    """Return the highest number with so many decimal places that does not exceed the value."""
    scale: int = 10**places
    return Fraction(value.numerator * scale // value.denominator, scale)


def add_up(numbers: Iterable[Fraction]) -> Fraction:
    """Return the exact sum."""
    return sum(by_denominator(numbers), ZERO)


def by_denominator(numbers: Iterable[Fraction]) -> Iterator[Fraction]:
    """Return one subtotal for each denominator among the numbers.

    A scorecard has many terms but few denominators, and adding integers is much faster than
    adding Fractions, which computes a greatest common divisor for every term.
    """
    sums: dict[int, int] = {}
    for number in numbers:
        denominator = number.denominator
        sums[denominator] = sums.get(denominator, 0) + number.numerator
    return (Fraction(numerator, denominator) for denominator, numerator in sums.items())


def reaches(value: Fraction, bound: Fraction) -> bool:
    """Return `value >= bound`.

    Cross-multiplied by hand: `Fraction.__ge__` spends more time on finding out the type of its
    operand than on comparing.
    """
    return value.numerator * bound.denominator >= bound.numerator * value.denominator


def share_reaches(part: Fraction, whole: Fraction, bound: Fraction) -> bool:
    """Return `part / whole >= bound` for a whole above zero, without the division."""
    return (
        part.numerator * whole.denominator * bound.denominator
        >= bound.numerator * whole.numerator * part.denominator
    )


def is_on_grid(value: Fraction, places: int) -> bool:
    """Return whether the value has at most this many decimal places.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import is_on_grid
    >>> is_on_grid(Fraction("0.25"), 2), is_on_grid(Fraction("0.25"), 1)
    (True, False)
    """
    scale: int = 10**places
    return scale % value.denominator == 0


def fixed_text(value: Fraction, places: int) -> str:
    """Print a value with exactly this many decimal places.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import fixed_text
    >>> fixed_text(Fraction("92.5"), 2)
    '92.50'

    Raises:
        ValueError: the value has more decimal places; printing it would round silently.
    """
    if not is_on_grid(value, places):
        raise ValueError(value)
    scaled = str(abs(value.numerator) * 10**places // value.denominator).rjust(places + 1, "0")
    sign = "-" if value.numerator < 0 else ""
    return f"{sign}{scaled[:-places]}.{scaled[-places:]}" if places else f"{sign}{scaled}"


def decimal_text(value: Fraction) -> str:
    """Return the shortest exact text: `0.5`, `12`, and `25/3` for a repeating decimal."""
    if value.denominator == 1:
        return str(value.numerator)
    # a decimal ends exactly if the denominator has no prime factor but 2 and 5, and then it has
    # as many places as the more frequent of the two: 1/40 = 1/(2*2*2*5) = 0.025
    rest = value.denominator
    twos = fives = 0
    while rest % 2 == 0:
        rest, twos = rest // 2, twos + 1
    while rest % 5 == 0:
        rest, fives = rest // 5, fives + 1
    places = max(twos, fives)
    if rest != 1 or places > MAX_PLACES:
        return f"{value.numerator}/{value.denominator}"
    return fixed_text(value, places)


def short_text(value: Fraction, places: int = 4) -> str:
    """Print a value for people: exact if it is short, else rounded half up and marked `≈`."""
    if is_on_grid(value, places):
        return decimal_text(value)
    return "≈" + fixed_text(round_exact(value, places), places)


def fraction_text(value: Fraction) -> str:
    """Print a value exactly, in the form that saved scorecards use.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import fraction_text
    >>> fraction_text(Fraction(37, 20)), fraction_text(Fraction(12))
    ('37/20', '12')
    """
    return (
        str(value.numerator)
        if value.denominator == 1
        else f"{value.numerator}/{value.denominator}"
    )


def parse_fraction(text: str) -> Fraction:
    """Read back what `fraction_text` wrote.

    Raises:
        ValueError: the text has another form.
    """
    if not _FRACTION.fullmatch(text):
        raise ValueError(text)
    numerator, _, denominator = text.partition("/")
    return Fraction(int(numerator), int(denominator or 1))
