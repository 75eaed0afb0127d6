"""The ways of rounding (取整) that a checklist may name.

This table is the one place to add one: the loader, the schema, the reports and the samples of the tests read it. What a way
does to whole columns stands in `lawcheck.tables.rounding`; until it stands there, tables are scored unit by unit.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from fractions import Fraction

from lawcheck.model.exact import half_up, round_exact
from lawcheck.model.text import Text


def half_even(whole: int, rest: int, of: int) -> bool:
    """Whether `rest / of` of a step is more than a half, or a half above an odd digit (四舍六入五成双)."""
    return 2 * rest > of or (2 * rest == of and whole % 2 == 1)


def down(_whole: int, _rest: int, _of: int) -> bool:
    """Never: what lies beyond is dropped (去尾法)."""
    return False


def up(_whole: int, rest: int, _of: int) -> bool:
    """Whether anything lies beyond (进一法)."""
    return rest > 0


class RoundingMode(StrEnum):
    """Where a number goes that lies between two steps. The value is the name in the checklist.

    >>> RoundingMode("half_even").round(Fraction("0.25"), 1)
    Fraction(1, 5)

    Attributes:
        label: what people call it.
        takes_step: whether a number of `whole` steps and `rest / of` of another becomes one step more. Asked of the number
            without its sign, so every way treats points taken off as it treats points given.
    """

    label: Text
    takes_step: Callable[[int, int, int], bool]

    def __new__(
        cls, name: str, label: Text, takes_step: Callable[[int, int, int], bool]
    ) -> RoundingMode:
        """A member, which is its name with the rest beside it."""
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
        """The value with so many decimal places."""
        return round_exact(value, places, self.takes_step)


def rounding_mode(name: str) -> RoundingMode:
    """The mode of a name.

    Raises:
        ValueError: no mode has this name.
    """
    return RoundingMode(name)  # type: ignore[call-arg]  # mypy takes the arguments of a member
