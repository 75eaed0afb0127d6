"""All items of a checklist for every unit of a table: each by its rule, or by a formula that stands for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import polars as pl

from lawcheck.columns.curves import Curve, curve_of
from lawcheck.columns.grid import Grid
from lawcheck.columns.items import OUT, Inputs, ItemColumn, scored_once
from lawcheck.scoring.tree import Leaf

_MANY: Final = 1_000
"""From so many different inputs on a formula is used, where the rule has one."""


def items_of(leaves: Sequence[Leaf], inputs: Inputs, grid: Grid) -> list[ItemColumn]:
    """Every item: by formula where there is one and the rule would be run too often, else by the rule."""
    curves = {leaf.index: curve for leaf in leaves if (curve := _curve(leaf, inputs, grid)) is not None}
    names = dict.fromkeys(name for curve in curves.values() for name in curve.ratio.names)
    wide = any(curve.is_wide for curve in curves.values())
    frame = pl.DataFrame([inputs.columns[name].codes.alias(name) for name in names]).lazy()
    frame = frame.with_columns(pl.all().cast(pl.Int128)) if wide else frame
    unsure = {index: curve for index, curve in curves.items() if curve.ratio.fits}
    made = frame.select(
        *(curve.points.cast(pl.Int64).alias(f"points {index}") for index, curve in curves.items()),
        *(pl.all_horizontal(curve.ratio.fits).fill_null(False).alias(f"fits {index}") for index, curve in unsure.items()),
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
        least, most = inputs.columns[name].bounds
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
