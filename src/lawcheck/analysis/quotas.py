"""Grades that only a share of the units may have (等次名额); other units get the next grade."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import attrs

from lawcheck.analysis.standing import Standing
from lawcheck.model.checklist import Checklist
from lawcheck.model.ranking import Quota
from lawcheck.model.text import Text


def with_quotas(checklist: Checklist, standings: Sequence[Standing]) -> tuple[Standing, ...]:
    """Return the standings of one group with the grades that its quotas allow.

    The highest grade is filled first; units that find no place there compete for the next one. If
    the ranks known so far do not decide it, a unit has no grade, as if its score left it open.
    """
    found = list(standings)
    for place, grade in enumerate(checklist.grades[:-1]):
        for quota in checklist.ranking.quotas:
            if quota.is_for(grade.name):
                found = _limited(found, grade.name, checklist.grades[place + 1].name, quota)
    return tuple(found)


def _limited(
    standings: Sequence[Standing], grade: Text, lower: Text, quota: Quota
) -> list[Standing]:
    room = int(quota.at_most * len(standings))
    ranks = _Ranks.of(standings, grade, quota)
    changed = []
    for each in standings:
        if (
            each.grade != grade
            or each.best is None
            or each.worst is None
            or ranks.worst(each.best, each.worst) <= room
        ):
            changed.append(each)
        elif ranks.best(each.best, each.worst) > room:
            changed.append(attrs.evolve(each, grade=lower))
        else:
            changed.append(attrs.evolve(each, grade=None))
    return changed


@attrs.frozen
class _Ranks:
    """Sorted ranks, so that the units before a rank are counted by bisection.

    Attributes:
        equals_out: equal units at the border are all left out, so each counts the others before
            itself.
        possible: best ranks of all that may have the grade.
        certain: worst ranks of all that do have it.
        exact: ranks of those of them whose rank is known exactly.
    """

    equals_out: bool
    possible: Sequence[int]
    certain: Sequence[int]
    exact: Sequence[int]

    @classmethod
    def of(cls, standings: Sequence[Standing], grade: Text, quota: Quota) -> _Ranks:
        """Sort the ranks of the units with one grade."""
        possible = sorted(
            each.best
            for each in standings
            if each.best is not None and each.grade in (grade, None)
        )
        have = [
            (each.best, each.worst)
            for each in standings
            if each.worst is not None and each.grade == grade
        ]
        certain = sorted(worst for _, worst in have)
        exact = sorted(worst for best, worst in have if best == worst)
        return cls(quota.at_border == "out", possible, certain, exact)

    def worst(self, best: int, worst: int) -> int:
        """Return the last place that a unit with the grade may have.

        That is after all others that may have the grade and may stand above it.
        """
        before = (
            bisect_right(self.possible, worst)
            if self.equals_out
            else bisect_left(self.possible, worst)
        )
        itself = best <= worst if self.equals_out else best < worst
        return 1 + before - itself

    def best(self, best: int, worst: int) -> int:
        """Return the first place that a unit with the grade may have.

        That is after all others that certainly have the grade and stand above it.
        """
        before = bisect_left(self.certain, best)
        equals = (
            bisect_right(self.exact, best) - bisect_left(self.exact, best) - 1
            if self.equals_out and best == worst
            else 0
        )
        return 1 + before + equals
