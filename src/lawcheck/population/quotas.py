"""Grades that only a share of the units may have (等次名额): who has room, by rank; the others get the next grade."""

from __future__ import annotations

from collections.abc import Sequence

import attrs

from lawcheck.checklist import Checklist
from lawcheck.population.standing import Standing
from lawcheck.rank_rules import Quota
from lawcheck.text import Text


def with_quotas(checklist: Checklist, standings: Sequence[Standing]) -> tuple[Standing, ...]:
    """The standings of one group with the grades that its quotas leave.

    The highest grade is filled first; whoever finds no room there competes for the next one. A unit whose rank is not known
    well enough to tell has no grade, as if its score left it open.
    """
    found = list(standings)
    for place, grade in enumerate(checklist.grades[:-1]):
        for quota in checklist.ranking.quotas:
            if quota.is_for(grade.name):
                found = _limited(found, grade.name, checklist.grades[place + 1].name, quota)
    return tuple(found)


def _limited(standings: Sequence[Standing], grade: Text, lower: Text, quota: Quota) -> list[Standing]:
    room = int(quota.at_most * len(standings))
    changed = []
    for each in standings:
        if each.grade != grade or each.best is None or each.worst is None or _worst_place(each, standings, grade, quota) <= room:
            changed.append(each)
        elif _best_place(each, standings, grade, quota) > room:
            changed.append(attrs.evolve(each, grade=lower))
        else:
            changed.append(attrs.evolve(each, grade=None))
    return changed


def _worst_place(unit: Standing, standings: Sequence[Standing], grade: Text, quota: Quota) -> int:
    """The last place among those with the grade that it may come to: after all who may have it and may stand above."""
    assert unit.worst is not None  # noqa: S101 - asked for ranked units only
    others = (each for each in standings if each is not unit and each.best is not None and each.grade in (grade, None))
    equal = quota.at_border == "out"
    return 1 + sum(_before(each.best, unit.worst, equal) for each in others)


def _best_place(unit: Standing, standings: Sequence[Standing], grade: Text, quota: Quota) -> int:
    """The first place that it may come to: after all who do have the grade and do stand above."""
    assert unit.best is not None  # noqa: S101 - asked for ranked units only
    others = (each for each in standings if each is not unit and each.worst is not None and each.grade == grade)
    equal = quota.at_border == "out" and unit.best == unit.worst
    return 1 + sum(_before(each.worst, unit.best, equal and each.best == each.worst) for each in others)


def _before(rank: int | None, other: int, equal: bool) -> bool:
    """Above, or equal where those who are equal count each other."""
    return rank is not None and (rank <= other if equal else rank < other)
