"""Select units by id or name; a name that several units share is refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from lawcheck.evidence.lookup import matching_ids
from lawcheck.model.errors import Place, Problem, UsageError, problem
from lawcheck.model.evidence import Evidence
from lawcheck.model.shortening import first_ids


def chosen_units(evidence: Sequence[Evidence], wanted: Iterable[str]) -> tuple[Evidence, ...]:
    """Return the evidence of the units that are asked for, in the order of the evidence.

    A text that is the id of a unit means that unit, even if another unit has it as its name.

    Args:
        evidence: evidence of all units.
        wanted: ids or names.

    Raises:
        UsageError: a text is neither an id nor a name, or is the name of several units; all such
            texts are named.
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
    """Return the ids of the units that a text can mean."""
    return matching_ids(text, [(each.unit.id, (each.unit.name,)) for each in evidence])


def _unclear(evidence: Sequence[Evidence], text: str, found: Sequence[str]) -> Problem:
    if found:
        return problem(
            Place(),
            "叫 {text} 的单位不止一个；请写编号：{ids}",
            "more than one unit is called {text}; write the id: {ids}",
            text=text,
            ids=first_ids(found),
        )
    return problem(
        Place(),
        "佐证材料里没有单位 {text}；有：{known}",
        "no unit {text} in the evidence; there are: {known}",
        text=text,
        known=first_ids([each.unit.id for each in evidence]),
    )
