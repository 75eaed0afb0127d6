"""Tables in, tables out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import attrs
import polars as pl

from lawcheck.checklist import Checklist
from lawcheck.columns.alone import results_of
from lawcheck.columns.curves import Curve, curve_of
from lawcheck.columns.grid import Grid
from lawcheck.columns.items import ALONE, OUT, Inputs, ItemColumn, scored_once
from lawcheck.columns.keys import bounds_of, distinct
from lawcheck.columns.measures import Measures
from lawcheck.columns.once import evidence_of
from lawcheck.columns.results import Results, frame_of
from lawcheck.columns.source import Source
from lawcheck.columns.totals import Ending, is_linear, totals_of
from lawcheck.evidence import Judgement, NotApplicable, Value
from lawcheck.indicator import Peered
from lawcheck.scorecard import Scorecard
from lawcheck.scoring import score_units
from lawcheck.scoring.plan import Plan
from lawcheck.scoring.tree import Leaf
from lawcheck.scoring.vetoes import veto_outcomes

_MANY: Final = 1_000
"""From so many different inputs on a formula is used, where the rule has one."""


def score_table(
    checklist: Checklist,
    facts: Any,
    registers: Mapping[str, Any] | None = None,
    *,
    unit: str = "unit",
    not_applicable: Mapping[str, Sequence[NotApplicable]] | None = None,
    judgements: Mapping[str, Sequence[Judgement]] | None = None,
) -> Any:
    """Score every unit of a table.

    Args:
        checklist: the checklist.
        facts: one row a unit, columns named as the facts, beside them `name`, `kind` and `group` where wanted; a frame of
            pandas, Polars, PyArrow, DuckDB or the like, or the path of a Parquet or CSV file. A blank is missing.
        registers: tables of records by the register's name, with the column of the unit; a unit without records has none.
        unit: the column that holds the unit's id.
        not_applicable: decisions that items do not apply, by unit.
        judgements: points taken off by people, by unit.

    Returns:
        A frame of the same kind as `facts` (Polars for files), one row a unit in the same order. Columns:
        `score_low` and `score_high`, equal where nothing is open, null without a score; `exact_low` and `exact_high`, the total
        before it is rounded, at most a few thousand-millionths too low where the points of an item do not end (thirds); `grade`,
        its place from the highest, from 1, null where there is none; `rank_best` and `rank_worst`, as `lawcheck rank` has them,
        null where the checklist ranks by the exact total or by ties; `full_by_rounding` and `near_cut`; and for each item
        `points.ID`, null where it is open or takes no part, and `state.ID`.

    Raises:
        EvidenceError: with the faults of all tables.
        UsageError: something is no table.
    """
    plan, measures = _prepared(checklist)
    source = Source.read(checklist, facts, registers or {}, unit, not_applicable or {}, judgements or {}, measures)
    return source.back(frame_of(checklist, source, _results(plan, source)))


def table_cards(
    checklist: Checklist,
    units: Sequence[str],
    facts: Any,
    registers: Mapping[str, Any] | None = None,
    *,
    unit: str = "unit",
    not_applicable: Mapping[str, Sequence[NotApplicable]] | None = None,
    judgements: Mapping[str, Sequence[Judgement]] | None = None,
) -> tuple[Scorecard, ...]:
    """Full scorecards of some units of a table, with every deduction explained; equal to what `score()` gives.

    Args:
        checklist: the checklist.
        units: their ids.
        facts: as for `score_table`.
        registers: as for `score_table`.
        unit: the column that holds the unit's id.
        not_applicable: decisions that items do not apply, by unit.
        judgements: points taken off by people, by unit.

    Raises:
        EvidenceError: with the faults of all tables.
        UsageError: something is no table, or a unit is not there.
    """
    source = Source.read(
        checklist, facts, registers or {}, unit, not_applicable or {}, judgements or {}, Measures(checklist.period)
    )
    return tuple(score_units(checklist, source.evidence(source.rows_of(units))))


def _prepared(checklist: Checklist) -> tuple[Plan, Measures]:
    """The plan with rules that find the results of their measures among the facts."""
    plan, measures = Plan.of(checklist), Measures(checklist.period)

    def prepared(leaf: Leaf) -> Leaf:
        rule = measures.in_rule(leaf.indicator.rule)
        return attrs.evolve(leaf, indicator=attrs.evolve(leaf.indicator, rule=rule))

    leaves, bonus = tuple(map(prepared, plan.leaves)), tuple(map(prepared, plan.bonus))
    return attrs.evolve(plan, leaves=leaves, bonus=bonus), measures


def _results(plan: Plan, source: Source) -> Results:
    checklist = plan.checklist
    grid = Grid.of(checklist)
    leaves = (*plan.leaves, *plan.bonus)
    everyone = pl.Series(range(source.height), dtype=pl.UInt32)
    if not is_linear(plan, grid) or any(isinstance(leaf.indicator.rule, Peered) for leaf in leaves) or not source.height:
        return results_of(checklist, source, everyone, grid)
    inputs = source.inputs
    items = _items(leaves, inputs, grid)
    if any(each.state == ALONE for each in items if isinstance(each.state, int)):
        return results_of(checklist, source, everyone, grid)
    counted, bonus = items[: len(plan.leaves)], items[len(plan.leaves) :]
    totals = totals_of(plan, counted, grid, source.height)
    ending = Ending(checklist, grid)
    lowest, highest = _bonus(bonus, source.height)
    slack = totals.slack + totals.common * sum(each.is_cut for each in bonus)
    low = ending.of(totals, totals.low, lowest)
    is_alone = totals.is_alone | source.is_special | _vetoed(plan, inputs)
    for each in bonus:
        if isinstance(each.state, pl.Series):
            is_alone = is_alone | (each.state == ALONE)
    high = low
    if isinstance(slack, pl.Series) or slack:
        is_alone = is_alone | _differs(low, ending.of(totals, totals.low, lowest, slack))
    if totals.high is not totals.low or highest is not lowest:
        high = ending.of(totals, totals.high, highest)
        if isinstance(slack, pl.Series) or slack:
            is_alone = is_alone | _differs(high, ending.of(totals, totals.high, highest, slack))
    results = Results.of(leaves, items, low, high, totals.has_score)
    rows = is_alone.arg_true()
    return results.with_rows(rows, results_of(checklist, source, rows, grid)) if len(rows) else results


def _items(leaves: Sequence[Leaf], inputs: Inputs, grid: Grid) -> list[ItemColumn]:
    """By formula where there is one and the rule would be run too often, else by the rule."""
    curves = {leaf.index: curve for leaf in leaves if (curve := _curve(leaf, inputs, grid)) is not None}
    names = dict.fromkeys(name for curve in curves.values() for name in curve.ratio.names)
    wide = any(curve.is_wide for curve in curves.values())
    frame = pl.DataFrame([inputs.columns[name].codes.alias(name) for name in names]).lazy()
    frame = frame.with_columns(pl.all().cast(pl.Int128)) if wide else frame
    unsure = {index: curve for index, curve in curves.items() if not curve.ratio.is_known}
    made = frame.select(
        *(curve.points.cast(pl.Int64).alias(f"points {index}") for index, curve in curves.items()),
        *(curve.ratio.fits.fill_null(False).alias(f"fits {index}") for index, curve in unsure.items()),
    ).collect()
    items = []
    for leaf in leaves:
        if leaf.index not in curves:
            items.append(scored_once(leaf, inputs, grid))
            continue
        fits = made[f"fits {leaf.index}"] if f"fits {leaf.index}" in made.columns else None
        items.append(_by_formula(leaf, inputs, grid, curves[leaf.index], made[f"points {leaf.index}"], fits))
    return items


def _curve(leaf: Leaf, inputs: Inputs, grid: Grid) -> Curve | None:
    curve = curve_of(leaf, inputs, grid) if inputs.height > _MANY else None
    if curve is None or not curve.is_safe:
        return None
    possible = 1
    for name in curve.ratio.names:
        least, most = bounds_of(inputs.columns[name].codes) or (0, 0)
        possible *= most - least + 1
    return curve if possible > _MANY else None


def _by_formula(leaf: Leaf, inputs: Inputs, grid: Grid, curve: Curve, points: pl.Series, fits: pl.Series | None) -> ItemColumn:
    scored = OUT if leaf.indicator.advisory else 0
    if fits is None or fits.all():
        return ItemColumn(leaf, scored, points, None, curve.is_cut)
    rows = (~fits).arg_true()
    rest = scored_once(leaf, inputs, grid, rows)
    state: pl.Series | int = scored
    if not (isinstance(rest.state, int) and rest.state == scored):
        state = pl.Series([scored], dtype=pl.Int8).new_from_index(0, inputs.height).clone().scatter(rows, rest.state)
    high = None if rest.high is None else points.clone().scatter(rows, rest.high)
    return ItemColumn(leaf, state, points.clone().scatter(rows, rest.low), high, curve.is_cut or rest.is_cut)


def _bonus(items: Sequence[ItemColumn], height: int) -> tuple[pl.Series | None, pl.Series | None]:
    if not items:
        return None, None
    low = sum((each.low for each in items), pl.zeros(height, dtype=pl.Int64, eager=True))
    if all(each.high is None for each in items):
        return low, low
    return low, sum(
        ((each.low if each.high is None else each.high) for each in items), pl.zeros(height, dtype=pl.Int64, eager=True)
    )


def _differs(one: pl.DataFrame, other: pl.DataFrame) -> pl.Series:
    differs = pl.zeros(one.height, dtype=pl.Boolean, eager=True)
    for name in ("score", "grade", "flags"):
        differs = differs | (one[name] != other[name])
    return differs


def _vetoed(plan: Plan, inputs: Inputs) -> pl.Series:
    """Units that a veto strikes, or may strike."""
    nobody = pl.zeros(inputs.height, dtype=pl.Boolean, eager=True)
    if not plan.checklist.vetoes:
        return nobody
    if any(veto.when is None for veto in plan.checklist.vetoes):
        return ~nobody
    names = sorted({name for veto in plan.checklist.vetoes if veto.when for name in veto.when.columns})
    there = [name for name in names if name in inputs.columns]
    found = distinct([inputs.columns[name].codes for name in there], inputs.height)
    struck = []
    for place in range(found.count):
        facts: dict[str, Value | None] = dict.fromkeys(names)
        facts |= {name: inputs.columns[name].value(codes[place]) for name, codes in zip(there, found.codes, strict=True)}
        outcomes = veto_outcomes(plan.checklist, evidence_of(facts, frozenset()), {})
        struck.append(any(each.state in ("applied", "open") for each in outcomes))
    return found.spread(pl.Series(struck, dtype=pl.Boolean), inputs.height)
