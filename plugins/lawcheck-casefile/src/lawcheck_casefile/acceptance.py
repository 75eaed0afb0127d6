"""Acceptance plans (抽样方案): draw n files, accept the unit's files if at most c of them are faulty. What such a plan risks."""

from __future__ import annotations

from fractions import Fraction
from math import comb

import attrs


@attrs.frozen
class AcceptancePlan:
    """A plan (n, c).

    Attributes:
        size: how many files are drawn, n.
        accept: with how many faulty ones at most all files are accepted, c; fewer than n.
        population: how many files there are; None for so many that drawing changes nothing.
    """

    size: int
    accept: int
    population: int | None = None

    def faulty(self, share: Fraction) -> int:
        """How many of the population are faulty at a share of faults: so many that the share is reached.

        Raises:
            ValueError: the plan has no population.
        """
        if self.population is None:
            raise ValueError(self.population)
        return -(-share * self.population // 1)

    def accepted(self, share: Fraction) -> Fraction:
        """The chance that all files are accepted although this share of them is faulty, exactly.

        Binomial without a population; with one hypergeometric, for as many faulty files as `faulty` says.
        """
        if self.population is not None:
            return self._accepted_of(self.population, self.faulty(share))
        good, bad, whole = share.denominator - share.numerator, share.numerator, share.denominator
        ways = sum(
            comb(self.size, found) * bad**found * good ** (self.size - found)
            for found in range(self.accept + 1)
        )
        return Fraction(ways, whole**self.size)

    def _accepted_of(self, population: int, faulty: int) -> Fraction:
        # comb() is 0 where more is chosen than there is, which leaves out what cannot happen
        ways = sum(
            comb(faulty, found) * comb(population - faulty, self.size - found)
            for found in range(self.accept + 1)
        )
        return Fraction(ways, comb(population, self.size))
