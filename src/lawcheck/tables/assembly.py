"""From inputs to results: items, totals, scores, and the units that must be scored alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Final

import attrs
import polars as pl

from lawcheck.model.checklist import Checklist
from lawcheck.model.evidence import Evidence
from lawcheck.scoring.leaves import Leaf, Node
from lawcheck.scoring.peers import compares_units
from lawcheck.scoring.plan import Plan
from lawcheck.tables.across_items import changed_across, without_sharing
from lawcheck.tables.all_items import items_of
from lawcheck.tables.final_scores import FinalScores
from lawcheck.tables.fixed_point import FINE, PointScale
from lawcheck.tables.item_columns import FALLBACK, Inputs, ItemColumn
from lawcheck.tables.node_columns import (
    IN_64_BITS,
    IN_128_BITS,
    IN_EQUAL_UNITS,
    NotInColumns,
    Precision,
)
from lawcheck.tables.register_measures import Measures
from lawcheck.tables.results import Results
from lawcheck.tables.rule_per_input import NeedsUnit
from lawcheck.tables.rule_runs import score_alone
from lawcheck.tables.totals import both, is_in_columns, totals_of
from lawcheck.tables.vetoes import VetoColumn, veto_columns, with_measures
from lawcheck.tables.zeroed_items import Zeroed

Fallback = Callable[[pl.Series], Results]
"""Scores the units in some rows one by one."""
_FEW: Final = 20
"""Up to so many undecided units are scored alone; another query would take longer."""
_AGAIN: Final = "is computed again"


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


def results_of(
    plan: Plan,
    inputs: Inputs,
    is_special: pl.Series,
    fallback: Fallback,
    evidence: Callable[[pl.Series], Iterable[Evidence]] | None = None,
) -> Results:
    """Score every unit.

    Args:
        plan: as `prepared` returns it.
        inputs: facts and results of measures.
        is_special: which units are scored by other rules.
        fallback: scores these units, and all whose result fixed-width integers cannot decide.
        evidence: returns the evidence of the units in some rows, for items that depend on who
            the unit is; None if there is no more evidence than the inputs.
    """
    scale = PointScale.of(plan.checklist)
    leaves = tuple(map(without_sharing, (*plan.leaves, *plan.bonus)))
    everyone = pl.Series(range(inputs.height), dtype=pl.UInt32)
    if not inputs.height or not is_in_columns(plan, scale):
        return fallback(everyone)
    items = items_of(leaves, inputs, scale)
    if any(map(_needs_unit, items)):
        if evidence is None or compares_units(plan.checklist):
            return fallback(everyone)
        items = [
            score_alone(each.leaf, evidence(everyone), inputs, scale)
            if _needs_unit(each)
            else each
            for each in items
        ]
        if any(map(_needs_unit, items)):  # the evidence of all units contradicts itself
            return fallback(everyone)
    given = {name: column for each in items for name, column in each.given.items()}
    states = _states(items, inputs.lazy(given))
    given |= {
        each.name("state"): states[each.leaf.index] for each in items if each.leaf.index in states
    }
    try:
        vetoes = veto_columns(
            plan.checklist,
            inputs,
            None
            if evidence is None or compares_units(plan.checklist)
            else partial(evidence, everyone),
        )
        given |= {each.name: each.codes for each in vetoes}
        sheet = Sheet(plan, scale, items, Zeroed.of(plan, vetoes))
    except NeedsUnit:
        return fallback(everyone)
    try:
        results, undecided = sheet.results(inputs.lazy(given), states, IN_64_BITS, IN_EQUAL_UNITS)
    except NotInColumns:
        return fallback(everyone)
    special = is_special | changed_across(plan, items[: len(plan.leaves)], inputs, scale)
    alone = undecided | special
    again = undecided & ~special
    if sheet.divides_sections and again.sum() > _FEW:
        frame = inputs.lazy({**given, _AGAIN: again}).filter(_AGAIN)
        states = {index: each.filter(again) for index, each in states.items()}
        with suppress(NotInColumns):
            finer, undecided = sheet.results(frame, states, IN_128_BITS)
            rows = again.arg_true()
            results = results.with_rows(rows, finer)
            alone = alone.scatter(rows, undecided)
    rows = alone.arg_true()
    return results.with_rows(rows, fallback(rows)) if len(rows) else results


@attrs.frozen
class Sheet:
    """A checklist with the columns of its items, whose totals are computed from these.

    Attributes:
        plan: as `prepared` returns it.
        scale: scale of the items.
        items: the items, bonus last.
        zeroed: the vetoes that apply or may apply to some units.
    """

    plan: Plan
    scale: PointScale
    items: Sequence[ItemColumn]
    zeroed: Zeroed

    @property
    def divides_sections(self) -> bool:
        """Whether only the division of the scores of sections can leave a unit undecided."""
        is_nested = any(isinstance(each, Node) for each in self.plan.root.parts)
        return is_nested and not any(each.is_truncated for each in self.items)

    def results(
        self,
        frame: pl.LazyFrame,
        states: Mapping[int, pl.Series],
        precision: Precision,
        *others: Precision,
    ) -> tuple[Results, pl.Series]:
        """Return the results of the units of a frame, and which units must be scored alone.

        Args:
            frame: the inputs of items, and their computed columns.
            states: state codes of the items whose state differs between units, by index.
            precision: how finely the scores of sections are divided.
            others: what to try where that needs numbers that are too large.

        Raises:
            NotInColumns: totals cannot be computed in columns.
        """
        count = len(self.plan.leaves)
        counted, bonus = self.items[:count], self.items[count:]
        names = self.zeroed.names
        try:
            totals = totals_of(self.plan, counted, states, self.scale, names, precision)
        except NotInColumns:
            if not others:
                raise
            return self.results(frame, states, *others)
        frame = frame.with_columns(
            *(each.low.alias(each.name("low")) for each in self.items),
            *(each.high.alias(each.name("high")) for each in self.items if each.high is not None),
        )
        for stage in (self.zeroed.columns(counted), *totals.stages):
            frame = frame.with_columns(**stage)
        truncated = sum(each.is_truncated for each in bonus)
        slack, truncation = totals.slack, totals.truncation
        if truncated:
            slack = slack + totals.common * truncated
            truncation += FINE // self.scale.steps * truncated
        counting = [each for each in bonus if not each.leaf.indicator.advisory]
        final = FinalScores(self.plan.checklist, self.scale, self.zeroed.covered)
        query, high = final.add_to(frame, totals, *_sums(counting), slack)
        unsure = [*totals.unsure, *(each.applies("low") for each in self.zeroed.uncovered)]
        has_score = _with_score(totals.has_score, self.zeroed.covered)
        return Results.of(self.items, states, query, high, has_score, unsure, truncation)


def _with_score(has_score: pl.Expr | bool, vetoes: Sequence[VetoColumn]) -> pl.Expr | bool:
    """Return which units have a score that no veto takes away, or may take away."""
    barring = [each.applies("low") for each in vetoes if not each.effect.leaves_score]
    return both(has_score, ~pl.any_horizontal(barring)) if barring else has_score


def _needs_unit(item: ItemColumn) -> bool:
    return isinstance(item.state, int) and item.state == FALLBACK


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
