"""How children's scores become their parent's: what a scoring method (计分方法) must offer.

A method hands back one factor a child, so that parent = start + sum(factor x child score). Every point of the total can
then be traced to the item it came from, whatever the method.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar, Protocol

import attrs


@attrs.frozen
class Part:
    """One child as a method sees it.

    Attributes:
        points: its full score; 0 where it can only take off.
        weight: its weight.
    """

    points: Fraction
    weight: Fraction


class Aggregation(Protocol):
    """A scoring method with its parameters filled in: a frozen attrs class whose fields are its keys."""

    method_name: ClassVar[str]
    is_flat: ClassVar[bool]
    """A section without its own `scoring` is a plain grouping (True) or a node of the same method (False)."""
    counts_down: ClassVar[bool]
    """Items only take off; their points are the most they can cost."""
    needs_points: ClassVar[bool]
    """Every item must declare its points."""
    needs_weight: ClassVar[bool]
    """Every child must declare its weight."""

    @property
    def out_of(self) -> Fraction:
        """The full score of the node."""

    @property
    def start(self) -> Fraction:
        """The score before any child counts."""

    @property
    def floor(self) -> Fraction | None:
        """The lowest score that the node can have, where the method sets one."""

    @property
    def points(self) -> Fraction | None:
        """What the children's points must add up to; None for any sum."""

    def factors(
        self, parts: Sequence[Part], scores: Sequence[Fraction | None]
    ) -> Sequence[Fraction]:
        """One factor a part, none negative.

        Args:
            parts: the children.
            scores: what each earned; None where it takes no part (not applicable), and its factor is not used. At least one
                takes part.
        """
