"""What those methods have in common that combine the shares (得分率) of children by size."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import ClassVar

import attrs

from lawcheck.model.exact import ONE, ZERO
from lawcheck.model.roots import USUAL, Fineness
from lawcheck.model.scoring_method import Irrational, Part


@attrs.frozen
class Shares:
    """The share of its full score that each child earned, and its weight.

    Attributes:
        values: one for each child that takes part.
        weights: their weights; they add up to 1.
        fineness: how finely an irrational number is computed.
    """

    values: Sequence[Fraction]
    weights: Sequence[Fraction]
    fineness: Fineness


@attrs.frozen
class OfShares(Irrational):
    """The base of these methods. A child without points, or without weight, counts nothing."""

    is_flat: ClassVar[bool] = False
    counts_down: ClassVar[bool] = False
    needs_points: ClassVar[bool] = True
    needs_weight: ClassVar[bool] = False
    start: ClassVar[Fraction] = ZERO
    floor: ClassVar[Fraction | None] = None
    points: ClassVar[Fraction | None] = None

    out_of: Fraction

    def coefficients(self, shares: Shares) -> Sequence[Fraction]:
        """Return a coefficient for each share; the score is their weighted sum x `out_of`."""
        raise NotImplementedError

    def factors_at(
        self,
        parts: Sequence[Part],
        scores: Sequence[Fraction | None],
        fineness: Fineness,
    ) -> Sequence[Fraction]:
        """Return out_of x coefficient / points of each child; 0 for one that counts nothing."""
        factors = [ZERO] * len(parts)
        places, shares = self._shares(parts, scores, fineness)
        if places:
            for place, each in zip(places, self.coefficients(shares), strict=True):
                factors[place] = self.out_of * each / parts[place].points
        return factors

    def power_of_score(
        self, parts: Sequence[Part], scores: Sequence[Fraction | None]
    ) -> tuple[Fraction, int]:
        """Return a power of the score that is rational, and its exponent.

        It decides whether two scores are equal, which no number of decimal places can.
        """
        places, shares = self._shares(parts, scores, USUAL)
        mean, exponent = self.power(shares) if places else (ZERO, 1)
        return Fraction(self.out_of**exponent) * mean, exponent

    def power(self, shares: Shares) -> tuple[Fraction, int]:
        """Return a power of the mean that is rational, and its exponent; by default, the mean."""
        pairs = zip(self.coefficients(shares), shares.values, strict=True)
        return sum((each * share for each, share in pairs), ZERO), 1

    def _shares(
        self,
        parts: Sequence[Part],
        scores: Sequence[Fraction | None],
        fineness: Fineness,
    ) -> tuple[Sequence[int], Shares]:
        """Return the places of the children that count, and their shares."""
        found: dict[int, tuple[Fraction, Fraction]] = {}
        for place, (part, score) in enumerate(zip(parts, scores, strict=True)):
            weight = part.weight if self.needs_weight else ONE
            if score is not None and part.points and weight:
                found[place] = score / part.points, weight
        whole = sum((weight for _, weight in found.values()), ZERO)
        return tuple(found), Shares(
            [share for share, _ in found.values()],
            [weight / whole for _, weight in found.values()],
            fineness,
        )


def alike(chosen: Sequence[bool]) -> Sequence[Fraction]:
    """Return equal coefficients that add up to 1 for those chosen, and 0 for the others."""
    each = Fraction(1, sum(chosen))
    return [each if here else ZERO for here in chosen]
