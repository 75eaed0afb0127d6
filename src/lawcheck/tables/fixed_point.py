"""The grid of whole numbers on which points of a table are counted."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

import attrs

from lawcheck.model.checklist import Checklist
from lawcheck.model.rounding import RoundingMode

FINE_PLACES = 9
FINE = 10**FINE_PLACES
"""Points of the grid in one point of a score, where only the total is rounded."""


@attrs.frozen
class Grid:
    """So many steps in one point. What lies between two steps is cut, or rounded where the checklist rounds items.

    Attributes:
        steps: in one point.
        mode: how points are put on the grid; None for points that are cut, to be rounded with the total.
    """

    steps: int
    mode: RoundingMode | None

    @classmethod
    def of(cls, checklist: Checklist) -> Grid:
        """The places of the checklist where it rounds items, else a fine one."""
        rounding = checklist.rounding
        match rounding.at:
            case "item":
                return cls(10**rounding.places, rounding.mode)
            case "total":
                return cls(FINE, None)
            case other:
                assert_never(other)

    @property
    def places(self) -> int:
        """Decimal places of a step."""
        return len(str(self.steps)) - 1

    def place(self, points: Fraction) -> int:
        """Points as a whole number of steps."""
        if self.mode is None:
            return points.numerator * self.steps // points.denominator
        return int(self.mode.round(points, self.places) * self.steps)

    def has(self, points: Fraction) -> bool:
        """Whether points are a whole number of steps."""
        return self.steps % points.denominator == 0

    def cuts(self, points: Fraction) -> bool:
        """Whether a part of points is cut off."""
        return self.mode is None and not self.has(points)
