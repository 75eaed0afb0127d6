"""The protocol of scoring methods (计分方法): how children's scores become their parent's.

A method returns one factor for each child, so that parent = start + sum(factor x child score).
Every point of the total can then be traced to an item, whatever the method.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import ClassVar, Protocol

import attrs

from lawcheck.model.exact import ONE, ZERO, add_up
from lawcheck.model.roots import USUAL, Fineness
from lawcheck.model.rule import Fault


@attrs.frozen
class Part:
    """One child of a section, as input of a scoring method.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import Part
    >>> parts = (Part(Fraction(6), Fraction(1)), Part(Fraction(4), Fraction(1)))
    >>> sum(part.points for part in parts)
    Fraction(10, 1)

    Attributes:
        points: its full score; 0 if it can only take off.
        weight: its weight.
    """

    points: Fraction
    weight: Fraction


class Aggregation(Protocol):
    """A scoring method with its parameters filled in: a frozen attrs class.

    Its fields are its keys in the checklist.

    >>> import attrs
    >>> from fractions import Fraction
    >>> from lawcheck.plugin import ZERO, Part
    >>> @attrs.frozen
    ... class Mean:
    ...     "The mean of the scores of all children that take part."
    ...
    ...     method_name = "mean"
    ...     is_flat = counts_down = needs_weight = False
    ...     needs_points = True
    ...     start = ZERO
    ...     floor = points = None
    ...
    ...     out_of: Fraction
    ...
    ...     def factors(self, parts, scores):
    ...         count = sum(score is not None for score in scores)
    ...         return [self.out_of / (part.points * count) for part in parts]
    >>> parts = [Part(Fraction(4), ZERO), Part(Fraction(6), ZERO)]
    >>> Mean(Fraction(100)).factors(parts, [Fraction(3), Fraction(6)])
    [Fraction(25, 2), Fraction(25, 3)]
    """

    method_name: ClassVar[str]
    """How a checklist writes it."""
    is_flat: ClassVar[bool]
    """Whether a section without its own `scoring` is a plain grouping (True), or a node that is
    scored by the same method (False)."""
    counts_down: ClassVar[bool]
    """Whether items only take off; their points are then the most they can cost."""
    needs_points: ClassVar[bool]
    """Whether every item must declare its points."""
    needs_weight: ClassVar[bool]
    """Whether every child must declare its weight."""

    @property
    def out_of(self) -> Fraction:
        """The full score of the node."""

    @property
    def start(self) -> Fraction:
        """The score before any child counts."""

    @property
    def floor(self) -> Fraction | None:
        """The lowest score that the node can have; None if the method sets none."""

    @property
    def points(self) -> Fraction | None:
        """The required sum of the children's points; None for any."""

    def factors(
        self, parts: Sequence[Part], scores: Sequence[Fraction | None]
    ) -> Sequence[Fraction]:
        """Return one factor for each part, none negative.

        Args:
            parts: the children.
            scores: what each earned; None if it takes no part (not applicable), and its factor is
                not used. At least one takes part.
        """


class Proportional:
    """The base of a method whose factors are quotients.

    The factor of a part is what the method gives for it, divided by the sum of the claims of all
    parts that take part. So who takes part decides the factors, and the scores do not. Tables
    read the same two members: with them a method is computed in columns.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import Part, Proportional
    >>> class Mean(Proportional):
    ...     def gives(self, parts):
    ...         return [100 / part.points for part in parts]
    ...
    ...     def claims(self, parts):
    ...         return [Fraction(1)] * len(parts)
    >>> parts = [Part(Fraction(4), Fraction(0)), Part(Fraction(6), Fraction(0))]
    >>> Mean().factors(parts, [Fraction(3), Fraction(6)])
    [Fraction(25, 2), Fraction(25, 3)]
    """

    __slots__ = ()

    def gives(self, parts: Sequence[Part]) -> Sequence[Fraction]:
        """Return the numerator of each part's factor, zero or more."""
        raise NotImplementedError

    def claims(self, parts: Sequence[Part]) -> Sequence[Fraction] | None:
        """Return what each part adds to the common denominator if it takes part, zero or more.

        None if nothing is divided: the factors are what the method gives.
        """
        raise NotImplementedError

    def factors(
        self, parts: Sequence[Part], scores: Sequence[Fraction | None]
    ) -> Sequence[Fraction]:
        """Return one factor for each part; see `Aggregation`."""
        claims, given = self.claims(parts), self.gives(parts)
        if claims is None:
            return given
        whole = add_up(
            [claim for claim, score in zip(claims, scores, strict=True) if score is not None]
        )
        factors, last, factor = [], ZERO, ZERO
        for each in given:
            # many methods give the same object for every part: one division is enough then
            if each is not last:
                last, factor = each, ONE if each == whole else each / whole
            factors.append(factor)
        return factors


class ByScores:
    """The base of a method whose factors follow from the scores, as that of a minimum.

    Its score must never fall where a part rises: the score of a unit with open items is then
    between those of its worst and its best case, although the factors differ. A factor says what
    one more point of the part brings at the scores that there are.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import ByScores, Part
    >>> class Lowest(ByScores):
    ...     def factors(self, parts, scores):
    ...         lowest = scores.index(min(scores))
    ...         return [Fraction(place == lowest) for place in range(len(parts))]
    >>> parts = [Part(Fraction(10), Fraction(0)), Part(Fraction(10), Fraction(0))]
    >>> Lowest().factors(parts, [Fraction(3), Fraction(6)])
    [Fraction(1, 1), Fraction(0, 1)]
    """

    __slots__ = ()

    def check(self, weights: Sequence[Fraction]) -> Iterator[Fault]:  # noqa: ARG002 - for others
        """Yield what does not fit the children, when a checklist is loaded.

        Args:
            weights: of the children that can count; 1 for each if the method takes no weights.
        """
        return iter(())


class Irrational(ByScores):
    """The base of a method whose score may be irrational, as that of a geometric mean.

    It is computed between two decimals. Where rounding, grade or rank are the same for both, they
    are those of the true score; where not, it is computed again with more places.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import Fineness, Irrational, Part, root
    >>> class TwoSides(Irrational):
    ...     def factors_at(self, parts, scores, fineness):
    ...         middle = root(scores[0] * scores[1], 2, fineness)
    ...         return [middle / 2 / score for score in scores]
    >>> parts = [Part(Fraction(10), Fraction(0)), Part(Fraction(10), Fraction(0))]
    >>> TwoSides().factors(parts, [Fraction(4), Fraction(9)])
    [Fraction(3, 4), Fraction(1, 3)]
    """

    __slots__ = ()

    def factors_at(
        self,
        parts: Sequence[Part],
        scores: Sequence[Fraction | None],
        fineness: Fineness,
    ) -> Sequence[Fraction]:
        """Return the factors with which the score is one of the two decimals next to it.

        Args:
            parts: the children.
            scores: as in `Aggregation.factors`.
            fineness: the decimal places, and which of the two; see `lawcheck.plugin.root`.
        """
        raise NotImplementedError

    def factors(
        self, parts: Sequence[Part], scores: Sequence[Fraction | None]
    ) -> Sequence[Fraction]:
        """Return the factors to 20 places; see `Aggregation`."""
        return self.factors_at(parts, scores, USUAL)
