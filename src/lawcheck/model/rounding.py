"""Rounding (取整): the modes that a checklist may name, and what it rounds with them.

To add a mode, add it to `RoundingMode`: the loader, the schema, the reports and the strategies of
the tests read it from there. Its form for whole columns is in `lawcheck.tables.rounding`; tables
are scored unit by unit until it has one.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from fractions import Fraction
from typing import Final, Literal, assert_never

import attrs

from lawcheck.model.exact import fixed_text, half_up, is_on_grid, round_exact
from lawcheck.model.text import Text

MAX_PLACES: Final = 9
"""Most decimal places that rounding may keep; no score sheet prints so many."""


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


@attrs.frozen
class SectionRounding:
    """How the score of a section is rounded, on its own scale, before it counts in the one above.

    Attributes:
        places: decimal places.
        mode: how a number between two steps is rounded, such as `half_up` (四舍五入).
    """

    places: int
    mode: RoundingMode = attrs.field(converter=rounding_mode)

    def apply(self, value: Fraction) -> Fraction:
        """Return the rounded value."""
        return self.mode.round(value, self.places)

    def holds(self, value: Fraction) -> bool:
        """Return whether the value needs no rounding."""
        return is_on_grid(value, self.places)


@attrs.frozen
class Rounding:
    """Where and how numbers are rounded, once.

    GB/T 8170-2008 rounds ties to even; score sheets mean half up. So a checklist has to say it.

    Attributes:
        places: decimal places of the score.
        mode: how a number between two steps is rounded, such as `half_up` (四舍五入).
        at: `total`, or `item`: each item's points are rounded and the total is the sum of the
            rounded points. The total is then rounded itself only if it is converted to another
            full score, because the conversion can give more decimal places.
    """

    places: int
    mode: RoundingMode = attrs.field(converter=rounding_mode)
    at: Literal["total", "item"]

    @property
    def step(self) -> Fraction:
        """The smallest difference between two printed scores."""
        return Fraction(1, 10**self.places)

    def apply(self, value: Fraction) -> Fraction:
        """Return the rounded value."""
        return self.mode.round(value, self.places)

    def of_item(self, points: Fraction) -> Fraction:
        """Return an item's points as they count: rounded if items are rounded, else unchanged."""
        match self.at:
            case "item":
                return self.apply(points)
            case "total":
                return points
            case _:
                assert_never(self.at)

    def holds(self, value: Fraction) -> bool:
        """Return whether the value needs no rounding."""
        return is_on_grid(value, self.places)

    def print(self, value: Fraction) -> str:
        """Return a rounded value as text with all its decimal places."""
        return fixed_text(value, self.places)
