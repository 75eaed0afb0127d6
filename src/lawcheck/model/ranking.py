"""How units are ranked, as a checklist declares it (`ranking`)."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, Literal

import attrs

from lawcheck.model.text import Text


@attrs.frozen
class Quota:
    """How many units may have a grade (优秀等次不超过30%).

    Attributes:
        grade: the name of the grade, in either language.
        at_most: the share of the units that are ranked together, rounded down to whole units.
        at_border: what becomes of units that share the last rank there is room for, but are too many: all have the grade
            (`in`), or none (`out`).
    """

    grade: str
    at_most: Fraction
    at_border: Literal["in", "out"]

    def is_for(self, grade: Text) -> bool:
        """Whether it limits the grade of this name."""
        return self.grade in (grade.zh, grade.en)


@attrs.frozen
class Ranking:
    """How units are ranked.

    Attributes:
        within: the units that are ranked together: all, those of one group, or those of one kind.
        ties: ids of items and sections; of units with the same score, the one to which the first of them adds more stands
            higher, then the second, and so on. Units that are equal in all of them share the rank.
        quotas: how many units may have a grade; those beyond get the next one.
    """

    within: Literal["all", "group", "kind"]
    ties: tuple[str, ...] = ()
    quotas: tuple[Quota, ...] = ()


TOGETHER: Final = Ranking("all")
"""Of a checklist that says nothing of ranks: what `rank` and `show` print."""
