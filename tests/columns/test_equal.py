"""A table of units scored in columns says of each unit what its own scorecard says."""

from decimal import Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.columns.conftest import expected, tables_of

from lawcheck.columns import score_table, sheet
from lawcheck.exact import is_on_grid
from lawcheck.population.ranking import ranked
from lawcheck.scoring import score
from lawcheck.testing import checklists, edge_worlds, evidence


def check(checklist, units):
    facts, registers = tables_of(checklist, units)
    rows = score_table(checklist, facts, registers).to_dicts()
    there = [attrs.evolve(each, registers={name: each.registers[name] for name in registers}) for each in units]
    wanted = [expected(checklist, each) for each in there]
    if checklist.grade_on == "rounded":
        standings = {each.card.unit.id: each for each in ranked(checklist, [score(checklist, each) for each in there])}
        for each in wanted:
            standing = standings[each["unit"]]
            each |= {"rank_best": standing.best, "rank_worst": standing.worst}
    else:
        wanted = [{**each, "rank_best": None, "rank_worst": None} for each in wanted]
    for row, right in zip(rows, wanted, strict=True):
        for name in ("exact_low", "exact_high"):
            here, exact = row.pop(name), right.pop(name)
            assert (here is None) == (exact is None)
            assert exact is None or 0 <= exact - here <= Decimal("0.000005")
    assert [dict(sorted(row.items())) for row in rows] == [dict(sorted(right.items())) for right in wanted]


@st.composite
def pools(draw, *, gaps=True):
    checklist = draw(checklists())
    count = draw(st.integers(1, 5))
    return checklist, [
        attrs.evolve(draw(evidence(checklist, gaps=gaps, unit=f"u{number}")), not_applicable={}, judgements={})
        for number in range(count)
    ]


@pytest.mark.parametrize("many", [20_000, 0], ids=["by rule", "by formula"])
@given(pool=pools())
def test_any_checklist(many, pool):
    before, sheet._MANY = sheet._MANY, many
    try:
        check(*pool)
    finally:
        sheet._MANY = before


@pytest.mark.parametrize("many", [20_000, 0], ids=["by rule", "by formula"])
@given(world=edge_worlds(extras=True))
def test_beside_ties_and_cuts(many, world):
    checklist, one, _ = world
    numbers = [fact.value for fact in one.facts.values() if isinstance(fact.value, Fraction)]
    assume(all(is_on_grid(number, 12) for number in numbers))
    before, sheet._MANY = sheet._MANY, many
    try:
        check(checklist, [attrs.evolve(one, not_applicable={}, judgements={})])
    finally:
        sheet._MANY = before
