"""From inputs to results: items, totals, scores, and the units that must be scored alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import attrs
import polars as pl

from lawcheck.model.checklist import Checklist
from lawcheck.scoring.leaves import Leaf
from lawcheck.scoring.plan import Plan
from lawcheck.tables.all_items import items_of
from lawcheck.tables.final_scores import FinalScores
from lawcheck.tables.fixed_point import FINE, PointScale
from lawcheck.tables.item_columns import FALLBACK, Inputs, ItemColumn
from lawcheck.tables.register_measures import Measures
from lawcheck.tables.results import Results
from lawcheck.tables.totals import is_linear, totals_of
from lawcheck.tables.vetoes import may_be_vetoed, with_measures

Fallback = Callable[[pl.Series], Results]
"""Scores the units in some rows one by one."""


def prepared(checklist: Checklist) -> tuple[Plan, Measures]:
    """Return the plan of a checklist, and its measures.

    Rules and vetoes of the plan read the results of their measures from facts.
    """
    measures = Measures(checklist.period)
    plan = Plan.of(attrs.evolve(checklist, vetoes=with_measures(checklist.vetoes, measures)))

    def with_facts(leaf: Leaf) -> Leaf:
        return attrs.evolve(
            leaf,
            indicator=attrs.evolve(leaf.indicator, rule=measures.in_rule(leaf.indicator.rule)),
        )

    return attrs.evolve(
        plan, leaves=tuple(map(with_facts, plan.leaves)), bonus=tuple(map(with_facts, plan.bonus))
    ), measures


def results_of(plan: Plan, inputs: Inputs, is_special: pl.Series, fallback: Fallback) -> Results:
    """Score every unit.

    Args:
        plan: as `prepared` returns it.
        inputs: facts and results of measures.
        is_special: which units have evidence beside the inputs, such as decisions.
        fallback: scores these units, and all whose result fixed-width integers cannot decide.
    """
    scale = PointScale.of(plan.checklist)
    leaves = (*plan.leaves, *plan.bonus)
    everyone = pl.Series(range(inputs.height), dtype=pl.UInt32)
    if not inputs.height or not is_linear(plan, scale):
        return fallback(everyone)
    items = items_of(leaves, inputs, scale)
    if any(isinstance(each.state, int) and each.state == FALLBACK for each in items):
        return fallback(everyone)
    given = {name: column for each in items for name, column in each.given.items()}
    states = _states(items, inputs.lazy(given))
    given |= {
        each.name("state"): states[each.leaf.index] for each in items if each.leaf.index in states
    }
    counted, bonus = items[: len(plan.leaves)], items[len(plan.leaves) :]
    totals = totals_of(plan, counted, states, scale, inputs.height)
    frame = inputs.lazy({**given, **totals.given}).with_columns(
        *(each.low.alias(each.name("low")) for each in items),
        *(each.high.alias(each.name("high")) for each in items if each.high is not None),
    )
    truncated = sum(each.is_truncated for each in bonus)
    slack, truncation = (
        totals.slack + totals.common * truncated,
        totals.truncation + FINE // scale.steps * truncated,
    )
    counting = [each for each in bonus if not each.leaf.indicator.advisory]
    query, high = FinalScores(plan.checklist, scale).add_to(frame, totals, *_sums(counting), slack)
    results, needs_fallback = Results.of(items, states, query, high, totals, truncation)
    needs_fallback = needs_fallback | is_special | may_be_vetoed(plan.checklist, inputs)
    rows = needs_fallback.arg_true()
    return results.with_rows(rows, fallback(rows)) if len(rows) else results


def _states(items: Sequence[ItemColumn], frame: pl.LazyFrame) -> dict[int, pl.Series]:
    """Compute the states that differ between units, by the index of the item.

    They are computed before the totals, because the factors of the totals depend on them.
    """
    wanted = {
        each.leaf.index: each.state.alias(each.name("state"))
        for each in items
        if isinstance(each.state, pl.Expr)
    }
    made = frame.select(wanted.values()).collect(engine="streaming").rechunk()
    return dict(zip(wanted, made.iter_columns(), strict=True))


def _sums(bonus: Sequence[ItemColumn]) -> tuple[pl.Expr | None, pl.Expr | None]:
    """Sum the bonus items; None for the highest sum if none is open."""
    if not bonus:
        return None, None
    low, high = (pl.sum_horizontal(each.name(end) for each in bonus) for end in ("low", "high"))
    return low, high if any(each.high is not None for each in bonus) else None
