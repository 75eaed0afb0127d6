"""Functions of whole numbers that are looked up in a table."""

from __future__ import annotations

from collections.abc import Sequence

import attrs


@attrs.frozen(eq=False)
class Lookup:
    """A function that never falls, such as how many working days there are up to a day.

    >>> squares = Lookup(1, (1, 4, 9))
    >>> squares.last, squares.at(3)
    (3, 9)

    Attributes:
        first: the least number at which it has a value.
        values: its values from there on, for one number after the other.
    """

    first: int
    values: Sequence[int]

    @property
    def last(self) -> int:
        """The greatest number at which it has a value."""
        return self.first + len(self.values) - 1

    def at(self, number: int) -> int:
        """Return the value at a number from `first` to `last`.

        What stands for a column of numbers looks up all of them: a rule that compared it with one
        number after the other would divide the units into as many parts.
        """
        in_column = getattr(number, "looked_up", None)
        value: int = self.values[number - self.first] if in_column is None else in_column(self)
        return value
