"""Facts of the same units in the tables of two offices: they are one unit, and no value is decided silently."""

from collections.abc import Callable
from itertools import permutations
from pathlib import Path

import pytest

from lawcheck.evidence.interpret import Intake

FIRST = "unit,study,done\na,5,\nb,6,2\n"
SECOND = "unit,unit_name,unit_group,filed,done\nb,乙,城区,2023-03-01,\na,甲,城区,,1\nc,丙,,2023-04-01,3\n"
ALONE = "lawcheck-evidence: 1\nunit: {id: a, kind: 镇}\nfacts: {share: 95%}\n"


@pytest.mark.parametrize("order", list(permutations(("f.csv", "g.csv", "a.yaml"))))
def test_their_facts_are_joined(
    order: tuple[str, ...], put: Callable[..., Path], read: Callable[..., Intake]
) -> None:
    texts = {"f.csv": FIRST, "g.csv": SECOND, "a.yaml": ALONE}
    intake = read(*(put(name, texts[name]) for name in order))
    found = {
        each.unit.id: {name: str(fact.value) for name, fact in sorted(each.facts.items())}
        for each in intake.evidence
    }

    assert found == {
        "a": {"done": "1", "share": "19/20", "study": "5"},
        "b": {"done": "2", "filed": "2023-03-01", "study": "6"},
        "c": {"done": "3", "filed": "2023-04-01"},
    }
    units = {each.unit.id: each.unit for each in intake.evidence}
    assert (units["a"].name, units["a"].kind, units["a"].group) == ("甲", "镇", "城区")
    assert (units["b"].name, units["c"].group) == ("乙", "")
    assert {each.unit.id: each.rows for each in intake.evidence}["b"] == 2


def test_where_each_fact_stands_is_kept(
    put: Callable[..., Path], read: Callable[..., Intake]
) -> None:
    intake = read(put("f.csv", FIRST), put("g.csv", SECOND))
    facts = {each.unit.id: each.facts for each in intake.evidence}

    assert str(facts["a"]["study"].source.place) == "f.csv:2:study"
    assert str(facts["a"]["done"].source.place) == "g.csv:3:done"
    assert str(facts["b"]["done"].source.place) == "f.csv:3:done"
