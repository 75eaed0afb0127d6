"""The scoring method `points`."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar

import attrs

from lawcheck.model.exact import ONE, ZERO, add_up
from lawcheck.model.scoring_method import Part


@attrs.frozen
class Points:
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

    out_of: Fraction
    sheet: Fraction | None = None

    @property
    def points(self) -> Fraction:
        """What the items' points must add up to."""
        return self.out_of if self.sheet is None else self.sheet

    def factors(
        self, parts: Sequence[Part], scores: Sequence[Fraction | None]
    ) -> Sequence[Fraction]:
        """Return the same factor for every part."""
        taking_part = add_up(
            [part.points for part, score in zip(parts, scores, strict=True) if score is not None]
        )
        factor = ONE if taking_part == self.out_of else self.out_of / taking_part
        return (factor,) * len(parts)
