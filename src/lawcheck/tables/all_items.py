"""Score all items of a checklist for every unit of a table, each by its rule or by a formula."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import attrs
import polars as pl

from lawcheck.scoring.leaves import Leaf
from lawcheck.tables.decimals import looked_up
from lawcheck.tables.fixed_point import Grid
from lawcheck.tables.formulas import Curve, curve_of
from lawcheck.tables.item_columns import OUT, Inputs, ItemColumn, listed_of, scored_once

_MANY: Final = 1_000
"""A rule with a formula is only run per distinct input if there are at most this many inputs."""


def items_of(leaves: Sequence[Leaf], inputs: Inputs, grid: Grid) -> list[ItemColumn]:
    """Score every item.

    A formula is used if there is one and the rule would be run too often; else the rule is run
    once per distinct input.
    """
    curves = {
        leaf.index: curve for leaf in leaves if (curve := _curve(leaf, inputs, grid)) is not None
    }
    fits = _fits(curves, inputs)
    wide = _wide(curves, inputs)
    return [
        _by_curve(
            leaf,
            curves[leaf.index],
            fits.get(_fit(leaf.index)),
            wide.get(_points(leaf.index)),
            inputs,
            grid,
        )
        if leaf.index in curves
        else listed_of(leaf, inputs, grid) or scored_once(leaf, inputs, grid)
        for leaf in leaves
    ]


def _curve(leaf: Leaf, inputs: Inputs, grid: Grid) -> Curve | None:
    curve = curve_of(leaf, inputs, grid) if inputs.height > _MANY else None
    if curve is None or not curve.is_safe:
        return None
    possible = 1
    for name in curve.ratio.names:
        least, most = inputs.columns[name].bounds
        possible *= most - least + 1
    return curve if possible > _MANY else None


def _fits(curves: Mapping[int, Curve], inputs: Inputs) -> dict[str, pl.Series]:
    """Return which units each formula covers, for the formulas that do not cover all."""
    unsure = {
        _fit(index): pl.all_horizontal(curve.ratio.fits)
        for index, curve in curves.items()
        if curve.ratio.fits
    }
    if not unsure:
        return {}
    found = inputs.lazy().select(
        each.fill_null(False).alias(name) for name, each in unsure.items()
    )
    made = found.collect(engine="streaming").rechunk()
    return {name: column for name, column in made.to_dict().items() if not column.all()}


def _wide(curves: Mapping[int, Curve], inputs: Inputs) -> dict[str, pl.Series]:
    """Compute the points of formulas whose intermediate numbers need 128 bits.

    They are computed in a query of their own, because 128 bits would slow down all others.
    """
    wanted = {
        _points(index): curve.points.cast(pl.Int64)
        for index, curve in curves.items()
        if curve.is_wide
    }
    return (
        inputs.lazy()
        .cast(pl.Int128)
        .select(**wanted)
        .collect(engine="streaming")
        .rechunk()
        .to_dict()
        if wanted
        else {}
    )


def _by_curve(
    leaf: Leaf,
    curve: Curve,
    fits: pl.Series | None,
    points: pl.Series | None,
    inputs: Inputs,
    grid: Grid,
) -> ItemColumn:
    """Score an item by its formula, and by its rule for the units that the formula does not cover.

    Args:
        leaf: the item.
        curve: its formula.
        fits: which units the formula covers; all if None.
        points: the points by the formula, if they were computed in 128 bits.
        inputs: facts and results of measures.
        grid: scale of the points.
    """
    state = OUT if leaf.indicator.advisory else 0
    given = {} if points is None else {_points(leaf.index): points}
    low = curve.points if points is None else pl.col(_points(leaf.index))
    column = ItemColumn(leaf, state, low, None, low, curve.bounds, curve.is_cut, given)
    if fits is not None:
        column = _with_rule(column, fits, scored_once(leaf, inputs, grid, (~fits).arg_true()))
    unit = curve.unit if fits is None else 1
    return attrs.evolve(
        column, decimals=looked_up(pl.col(column.name("low")), column.bounds, unit, grid.places)
    )


def _with_rule(column: ItemColumn, fits: pl.Series, rule: ItemColumn) -> ItemColumn:
    """Take the results of the rule for the units that the formula does not cover."""
    fit = pl.col(_fit(column.leaf.index))
    is_same = isinstance(rule.state, int) and rule.state == column.state
    least, most = zip(column.bounds, rule.bounds, strict=True)
    return attrs.evolve(
        column,
        state=column.state
        if is_same
        else pl.when(fit).then(_code(column.state)).otherwise(_code(rule.state)),
        low=pl.when(fit).then(column.low).otherwise(rule.low),
        high=None if rule.high is None else pl.when(fit).then(column.low).otherwise(rule.high),
        bounds=(min(least), max(most)),
        is_cut=column.is_cut or rule.is_cut,
        given={**column.given, **rule.given, _fit(column.leaf.index): fits},
    )


def _code(state: pl.Expr | int) -> pl.Expr:
    return pl.lit(state, dtype=pl.Int8) if isinstance(state, int) else state


def _fit(index: int) -> str:
    return f"fit {index}"


def _points(index: int) -> str:
    return f"points {index}"
