"""From inputs to results: items, totals, and the units that have to be looked at by themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import attrs
import polars as pl

from lawcheck.checklist import Checklist
from lawcheck.columns.endings import Ending
from lawcheck.columns.grid import Grid
from lawcheck.columns.items import ALONE, Inputs, ItemColumn
from lawcheck.columns.measures import Measures
from lawcheck.columns.results import Results
from lawcheck.columns.sheet import items_of
from lawcheck.columns.struck import struck, with_measures
from lawcheck.columns.totals import is_linear, totals_of
from lawcheck.scoring.peers import compares_units
from lawcheck.scoring.plan import Plan
from lawcheck.scoring.tree import Leaf

Alone = Callable[[pl.Series], Results]
"""Scores the units in some rows by themselves."""


def prepared(checklist: Checklist) -> tuple[Plan, Measures]:
    """The plan of a checklist, with rules and vetoes that find the results of their measures among the facts."""
    measures = Measures(checklist.period)
    plan = Plan.of(attrs.evolve(checklist, vetoes=with_measures(checklist.vetoes, measures)))

    def with_facts(leaf: Leaf) -> Leaf:
        return attrs.evolve(leaf, indicator=attrs.evolve(leaf.indicator, rule=measures.in_rule(leaf.indicator.rule)))

    return attrs.evolve(plan, leaves=tuple(map(with_facts, plan.leaves)), bonus=tuple(map(with_facts, plan.bonus))), measures


def results_of(plan: Plan, inputs: Inputs, is_special: pl.Series, alone: Alone) -> Results:
    """The numbers of every unit.

    Args:
        plan: as `prepared` makes it.
        inputs: facts and results of measures.
        is_special: units of which more is known than the inputs tell.
        alone: for these, and for what whole numbers of a fixed size cannot decide.
    """
    grid = Grid.of(plan.checklist)
    leaves = (*plan.leaves, *plan.bonus)
    everyone = pl.Series(range(inputs.height), dtype=pl.UInt32)
    if not inputs.height or not is_linear(plan, grid) or compares_units(plan.checklist):
        return alone(everyone)
    items = items_of(leaves, inputs, grid)
    if any(isinstance(each.state, int) and each.state == ALONE for each in items):
        return alone(everyone)
    counted, bonus = items[: len(plan.leaves)], items[len(plan.leaves) :]
    totals = totals_of(plan, counted, grid, inputs.height)
    slack = totals.slack + totals.common * sum(each.is_cut for each in bonus)
    ends = Ending(plan.checklist, grid).of(totals, *_sums(bonus, inputs.height), slack)
    results = Results.of(leaves, items, ends, totals.has_score)
    is_alone = totals.is_alone | is_special | struck(plan.checklist, inputs) | _needs_unit(bonus, inputs.height)
    is_alone = is_alone | ends["is_undecided"]
    rows = is_alone.arg_true()
    return results.with_rows(rows, alone(rows)) if len(rows) else results


def _needs_unit(items: Sequence[ItemColumn], height: int) -> pl.Series:
    found = pl.zeros(height, dtype=pl.Boolean, eager=True)
    for each in items:
        if isinstance(each.state, pl.Series):
            found = found | (each.state == ALONE)
    return found


def _sums(bonus: Sequence[ItemColumn], height: int) -> tuple[pl.Series | None, pl.Series | None]:
    """The least and the most that the bonus items bring together; the same column where none is open."""
    if not bonus:
        return None, None
    nothing = pl.zeros(height, dtype=pl.Int64, eager=True)
    low = sum((each.low for each in bonus), nothing)
    if all(each.high is None for each in bonus):
        return low, low
    return low, sum((each.low if each.high is None else each.high for each in bonus), nothing)
