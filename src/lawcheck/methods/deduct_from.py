"""The scoring method `deduct_from`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import ClassVar

import attrs

from lawcheck.model.exact import ONE
from lawcheck.model.in_points import IN_POINTS
from lawcheck.model.scoring_method import Part, Proportional


@attrs.frozen
class DeductFrom(Proportional):
    """Start from a score and take deductions off (倒扣).

    `points` of an item is the most that it can cost; an item without points can cost any number.

    Attributes:
        start: the score of a unit without deductions.
        floor: the lowest score; None (`none` in a checklist) for no limit. It has no default,
            since any default would decide scores.
        cause_caps: the most that all deductions of one cause take off together, across items.
    """

    method_name: ClassVar[str] = "deduct_from"
    is_flat: ClassVar[bool] = True
    counts_down: ClassVar[bool] = True
    needs_points: ClassVar[bool] = False
    needs_weight: ClassVar[bool] = False
    points: ClassVar[Fraction | None] = None

    start: Fraction = attrs.field(metadata=IN_POINTS)
    floor: Fraction | None = attrs.field(metadata=IN_POINTS)
    cause_caps: Mapping[str, Fraction] = attrs.field(factory=dict, hash=False, metadata=IN_POINTS)

    @property
    def out_of(self) -> Fraction:
        """The start score."""
        return self.start

    def gives(self, parts: Sequence[Part]) -> Sequence[Fraction]:
        """Return 1 for every part."""
        return (ONE,) * len(parts)

    def claims(self, parts: Sequence[Part]) -> None:  # noqa: ARG002 - whoever takes part
        """Return None: the deductions are added up as they are."""
        return
