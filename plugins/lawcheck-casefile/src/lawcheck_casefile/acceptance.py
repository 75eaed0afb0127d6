"""Acceptance plans (抽样方案), and the risk of each.

A plan says: draw n files, and accept all files of the unit if at most c of those are faulty.
"""

from __future__ import annotations

from fractions import Fraction
from math import comb

import attrs


@attrs.frozen
class AcceptancePlan:
    """A plan (n, c).

    Attributes:
        size: how many files are drawn, n.
        accept: the most faulty files with which all files are accepted, c; fewer than n.
        population: how many files there are; None if they are so many that drawing some does not
            change the share of faulty ones among the rest.
    """

    size: int
    accept: int
    population: int | None = None

    def faulty(self, share: Fraction) -> int:
        """Return the number of faulty files in the population at a share, rounded up.

        Raises:
            ValueError: the plan has no population.
        """
        if self.population is None:
            raise ValueError(self.population)
        return -(-share * self.population // 1)

    def accepted(self, share: Fraction) -> Fraction:
        """Return the exact probability that all files are accepted at this share of faulty files.

        It is hypergeometric with a population, for the number of faulty files that `faulty`
        returns, and binomial without one.
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
        # comb(n, k) is 0 for k > n, so that impossible outcomes do not count.
        ways = sum(
            comb(faulty, found) * comb(population - faulty, self.size - found)
            for found in range(self.accept + 1)
        )
        return Fraction(ways, comb(population, self.size))
