"""The rounding modes (取整) that a checklist may name.

To add one, add it to `RoundingMode`: the loader, the schema, the reports and the strategies of
the tests read it from there. Its form for whole columns is in `lawcheck.tables.rounding`; tables
are scored unit by unit until it has one.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from fractions import Fraction

from lawcheck.model.exact import half_up, round_exact
from lawcheck.model.text import Text


def half_even(whole: int, rest: int, of: int) -> bool:
    """Return whether `rest / of` of a step is more than a half, or a half above an odd digit.

    Half to even (四舍六入五成双).
    """
    return 2 * rest > of or (2 * rest == of and whole % 2 == 1)


def down(_whole: int, _rest: int, _of: int) -> bool:
    """Return False: further digits are dropped (去尾法)."""
    return False


def up(_whole: int, rest: int, _of: int) -> bool:
    """Return whether there are further digits (进一法)."""
    return rest > 0


class RoundingMode(StrEnum):
    """A way to round a number that lies between two steps. Its value is its name in the checklist.

    >>> RoundingMode("half_even").round(Fraction("0.25"), 1)
    Fraction(1, 5)

    Attributes:
        label: what people call it.
        takes_step: called as `takes_step(whole, rest, of)` for a number of `whole` steps and
            `rest / of` of another; returns whether it is rounded to one step more. The number is
            without its sign, so points taken off are rounded like points given.
    """

    label: Text
    takes_step: Callable[[int, int, int], bool]

    def __new__(
        cls, name: str, label: Text, takes_step: Callable[[int, int, int], bool]
    ) -> RoundingMode:
        """Make a member: a `str` (its name) with further attributes."""
        mode = str.__new__(cls, name)
        mode._value_ = name
        mode.label = label
        mode.takes_step = takes_step
        return mode

    HALF_UP = "half_up", Text("四舍五入", "half up"), half_up
    HALF_EVEN = "half_even", Text("四舍六入五成双", "half to even"), half_even
    DOWN = "down", Text("去尾", "down"), down
    UP = "up", Text("进一", "up"), up

    def round(self, value: Fraction, places: int) -> Fraction:
        """Round a value to so many decimal places."""
        return round_exact(value, places, self.takes_step)


def rounding_mode(name: str) -> RoundingMode:
    """Return the mode with this name.

    Raises:
        ValueError: no mode has this name.
    """
    return RoundingMode(name)  # type: ignore[call-arg]  # mypy takes the arguments of a member
