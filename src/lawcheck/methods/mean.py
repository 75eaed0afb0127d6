"""The scoring methods `mean` and `weighted_mean`."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar

import attrs

from lawcheck.model.exact import ZERO, add_up
from lawcheck.model.scoring_method import Part


@attrs.frozen
class Mean:
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

    def factors(
        self, parts: Sequence[Part], scores: Sequence[Fraction | None]
    ) -> Sequence[Fraction]:
        """Return out_of / (children that take part x points of the child)."""
        count = sum(score is not None for score in scores)
        return [
            ZERO if score is None else self.out_of / (count * part.points)
            for part, score in zip(parts, scores, strict=True)
        ]


@attrs.frozen
class WeightedMean:
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

    def factors(
        self, parts: Sequence[Part], scores: Sequence[Fraction | None]
    ) -> Sequence[Fraction]:
        """Return out_of x weight / (weights that take part x points of the child)."""
        weights = add_up(
            part.weight for part, score in zip(parts, scores, strict=True) if score is not None
        )
        return [
            ZERO if score is None else self.out_of * part.weight / (weights * part.points)
            for part, score in zip(parts, scores, strict=True)
        ]
