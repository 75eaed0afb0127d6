"""The rules of ranking that a checklist declares (`ranking`)."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, Literal

import attrs

from lawcheck.model.text import Text


@attrs.frozen
class Quota:
    """The largest share of units that may have a grade (优秀等次不超过30%).

    Attributes:
        grade: the name of the grade, in either language.
        at_most: the share of the units that are ranked together, rounded down to whole units.
        at_border: how to treat units that share the last rank within the quota if they are too
            many: all have the grade (`in`), or none (`out`).
    """

    grade: str
    at_most: Fraction
    at_border: Literal["in", "out"]

    def is_for(self, grade: Text) -> bool:
        """Return whether it limits this grade."""
        return self.grade in (grade.zh, grade.en)


@attrs.frozen
class Ranking:
    """How units are ranked.

    Attributes:
        within: the units that are ranked together: all, those of one group, or those of one kind.
        ties: ids of items and sections that break ties: of units with the same score, the one with
            more points in the first of them ranks higher, then in the second, and so on. Units
            that are equal in all of them share the rank.
        quotas: how many units may have a grade; the others get the next one.
        by: the number that decides the rank, the `rounded` score or the `exact` total; None for
            the one that decides the grade.
    """

    within: Literal["all", "group", "kind"]
    ties: tuple[str, ...] = ()
    quotas: tuple[Quota, ...] = ()
    by: Literal["rounded", "exact"] | None = None


TOGETHER: Final = Ranking("all")
"""The ranking of a checklist without `ranking`: all units together."""
