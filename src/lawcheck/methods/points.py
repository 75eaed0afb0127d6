"""The scoring method `points`."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar

import attrs

from lawcheck.model.exact import ZERO
from lawcheck.model.in_points import IN_POINTS
from lawcheck.model.scoring_method import Part, Proportional


@attrs.frozen
class Points(Proportional):
    """Add the points up.

    Points of items that take no part are redistributed over the rest in proportion:
    score / (points that took part) x full score.

    Attributes:
        out_of: the full score.
        sheet: what the items' points add up to, where a smaller sheet is converted to `out_of`.
    """

    method_name: ClassVar[str] = "points"
    is_flat: ClassVar[bool] = True
    counts_down: ClassVar[bool] = False
    needs_points: ClassVar[bool] = True
    needs_weight: ClassVar[bool] = False
    start: ClassVar[Fraction] = ZERO
    floor: ClassVar[Fraction | None] = None

    out_of: Fraction = attrs.field(metadata=IN_POINTS)
    sheet: Fraction | None = attrs.field(default=None, metadata=IN_POINTS)

    @property
    def points(self) -> Fraction:
        """What the items' points must add up to."""
        return self.out_of if self.sheet is None else self.sheet

    def gives(self, parts: Sequence[Part]) -> Sequence[Fraction]:
        """Return the full score for every part."""
        return (self.out_of,) * len(parts)

    def claims(self, parts: Sequence[Part]) -> Sequence[Fraction]:
        """Return the points of every part."""
        return [part.points for part in parts]
