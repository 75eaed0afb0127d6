"""Fixed-point scale on which the points of a table are integers."""

from __future__ import annotations

from fractions import Fraction
from typing import assert_never

import attrs

from lawcheck.model.checklist import Checklist
from lawcheck.model.rounding import RoundingMode

FINE_PLACES = 9
FINE = 10**FINE_PLACES
"""Steps in one point where only the total is rounded."""


@attrs.frozen
class PointScale:
    """Fixed-point scale: points are stored as a number of steps.

    Points between two steps are rounded if the checklist rounds items. Otherwise they are
    truncated, and the total is rounded later with regard to the error. With 100 steps per point,
    2/3 of a point is stored as 67 (half up) or as 66 (truncated).

    Attributes:
        steps: number of steps in one point; a power of ten.
        mode: how points are rounded to steps; None to truncate them.
    """

    steps: int
    mode: RoundingMode | None

    @classmethod
    def of(cls, checklist: Checklist) -> PointScale:
        """Return the scale of a checklist: its decimal places if it rounds items, else 1e-9."""
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
        """Number of decimal places of a step."""
        return len(str(self.steps)) - 1

    def to_steps(self, points: Fraction) -> int:
        """Convert points to steps."""
        if self.mode is None:
            return points.numerator * self.steps // points.denominator
        return int(self.mode.round(points, self.places) * self.steps)

    def is_exact(self, points: Fraction) -> bool:
        """Whether points are a whole number of steps, so nothing is lost."""
        return self.steps % points.denominator == 0

    def truncates(self, points: Fraction) -> bool:
        """Whether `to_steps` truncates these points."""
        return self.mode is None and not self.is_exact(points)
