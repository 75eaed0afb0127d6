"""Which units a person means: by id first, by name second, and never by a name that two units have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from lawcheck.evidence.lookup import ids_meant
from lawcheck.model.errors import Place, Problem, UsageError, problem
from lawcheck.model.evidence import Evidence

_SHOWN: Final = 20
"""How many ids a message names."""


def chosen_units(evidence: Sequence[Evidence], wanted: Iterable[str]) -> tuple[Evidence, ...]:
    """The evidence of the units that are asked for, in the order of the evidence.

    A text that is the id of a unit means that unit, also where another unit is called so.

    Args:
        evidence: of all units.
        wanted: ids or names.

    Raises:
        UsageError: a text is neither, or it is the name of several units; all such texts at once.
    """
    problems: list[Problem] = []
    chosen: set[str] = set()
    for text in wanted:
        found = _meant(evidence, text)
        if len(found) == 1:
            chosen.add(found[0])
        else:
            problems.append(_unclear(evidence, text, found))
    if problems:
        raise UsageError(problems)
    return tuple(each for each in evidence if each.unit.id in chosen)


def _meant(evidence: Sequence[Evidence], text: str) -> list[str]:
    """The ids of the units that a text can mean."""
    return ids_meant(text, [(each.unit.id, (each.unit.name,)) for each in evidence])


def _unclear(evidence: Sequence[Evidence], text: str, found: Sequence[str]) -> Problem:
    if found:
        return problem(
            Place(),
            "叫 {text} 的单位不止一个；请写编号：{ids}",
            "more than one unit is called {text}; write the id: {ids}",
            text=text,
            ids=_some(found),
        )
    return problem(
        Place(),
        "佐证材料里没有单位 {text}；有：{known}",
        "no unit {text} in the evidence; there are: {known}",
        text=text,
        known=_some([each.unit.id for each in evidence]),
    )


def _some(ids: Sequence[str]) -> list[str]:
    return [*ids[:_SHOWN], *(["…"] if len(ids) > _SHOWN else [])]
