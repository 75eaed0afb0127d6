"""A table of units scored in columns says of each unit what its own scorecard says."""

from collections.abc import Iterator
from contextlib import contextmanager
from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.tables.conftest import expected, tables_of

from lawcheck.analysis.ranking import ranked
from lawcheck.analysis.standing import Standing
from lawcheck.model.evidence import Evidence
from lawcheck.model.exact import is_on_grid
from lawcheck.scoring import score
from lawcheck.tables import all_items, score_table
from lawcheck.testing import checklists, edge_worlds, evidence


def check(checklist, units):
    facts, registers = tables_of(checklist, units)
    rows = score_table(
        checklist,
        facts,
        registers,
        not_applicable={each.unit.id: [*each.not_applicable.values()] for each in units},
        judgements={
            each.unit.id: [one for some in each.judgements.values() for one in some]
            for each in units
        },
    ).to_dicts()
    there = [
        attrs.evolve(each, registers={name: each.registers[name] for name in registers})
        for each in units
    ]
    wanted = [expected(checklist, each) for each in there]
    standings: dict[object, Standing] = {
        each.card.unit.id: each
        for each in ranked(checklist, [score(checklist, each) for each in there])
    }
    for each in wanted:
        standing = standings[each["unit"]]
        each |= {"rank_best": standing.best, "rank_worst": standing.worst}
    for row, right in zip(rows, wanted, strict=True):
        for name in ("exact_low", "exact_high"):
            here, exact = row.pop(name), right.pop(name)
            assert (here is None) == (exact is None)
            assert exact is None or 0 <= exact - here <= Decimal("0.000005")
    assert [dict(sorted(row.items())) for row in rows] == [
        dict(sorted(right.items())) for right in wanted
    ]


@st.composite
def pools(draw, *, gaps=True):
    """Some units are alike in everything but their id; ties between units may be decided by items."""
    checklist = draw(checklists())
    names = [each.id for each in checklist.indicators()]
    ties = draw(st.lists(st.sampled_from(names), max_size=2, unique=True))
    ranking = attrs.evolve(checklist.ranking, within="all", ties=tuple(ties), quotas=())
    units: list[Evidence] = []
    for number in range(draw(st.integers(1, 5))):
        is_new = not units or draw(st.integers(0, 2))
        one = (
            draw(evidence(checklist, gaps=gaps, unit="u"))
            if is_new
            else draw(st.sampled_from(units))
        )
        units.append(
            attrs.evolve(
                one, unit=attrs.evolve(one.unit, id=f"u{number}"), not_applicable={}, judgements={}
            )
        )
    return attrs.evolve(checklist, ranking=ranking), units


@contextmanager
def above(many: int) -> Iterator[None]:
    """Formulas stand for rules from so many inputs on."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(all_items, "_FEW_UNITS", many)
        yield


@pytest.mark.parametrize("many", [20_000, 0], ids=["by rule", "by formula"])
@given(pool=pools())
def test_any_checklist(many, pool):
    with above(many):
        check(*pool)


@pytest.mark.parametrize("many", [20_000, 0], ids=["by rule", "by formula"])
@given(world=edge_worlds(extras=True))
def test_beside_ties_and_cuts(many, world):
    checklist, one, _ = world
    numbers = [fact.value for fact in one.facts.values() if isinstance(fact.value, Fraction)]
    assume(all(is_on_grid(number, 12) for number in numbers))
    with above(many):
        check(checklist, [attrs.evolve(one, not_applicable={}, judgements={})])
