"""The scoring methods `mean` and `weighted_mean`."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar

import attrs

from lawcheck.model.exact import ONE, ZERO
from lawcheck.model.scoring_method import Part, Proportional


@attrs.frozen
class Mean(Proportional):
    """The mean of the children's shares of their full scores, times the full score of the node.

    Attributes:
        out_of: the full score.
    """

    method_name: ClassVar[str] = "mean"
    is_flat: ClassVar[bool] = False
    counts_down: ClassVar[bool] = False
    needs_points: ClassVar[bool] = True
    needs_weight: ClassVar[bool] = False
    start: ClassVar[Fraction] = ZERO
    floor: ClassVar[Fraction | None] = None
    points: ClassVar[Fraction | None] = None

    out_of: Fraction

    def gives(self, parts: Sequence[Part]) -> Sequence[Fraction]:
        """Return out_of / points of the child; 0 for a child without points."""
        return [self.out_of / part.points if part.points else ZERO for part in parts]

    def claims(self, parts: Sequence[Part]) -> Sequence[Fraction]:
        """Return 1 for every child."""
        return (ONE,) * len(parts)


@attrs.frozen
class WeightedMean(Proportional):
    """The mean of the children's shares of their full scores by weight, times the full score.

    A child of weight 0 counts nothing. The weights of children that take no part are redistributed
    in proportion.

    Attributes:
        out_of: the full score.
    """

    method_name: ClassVar[str] = "weighted_mean"
    is_flat: ClassVar[bool] = False
    counts_down: ClassVar[bool] = False
    needs_points: ClassVar[bool] = True
    needs_weight: ClassVar[bool] = True
    start: ClassVar[Fraction] = ZERO
    floor: ClassVar[Fraction | None] = None
    points: ClassVar[Fraction | None] = None

    out_of: Fraction

    def gives(self, parts: Sequence[Part]) -> Sequence[Fraction]:
        """Return out_of x weight / points of the child; 0 for a child without points."""
        return [self.out_of * part.weight / part.points if part.points else ZERO for part in parts]

    def claims(self, parts: Sequence[Part]) -> Sequence[Fraction]:
        """Return the weight of every child."""
        return [part.weight for part in parts]
