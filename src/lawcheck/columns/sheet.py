"""All items of a checklist for every unit of a table: each by its rule, or by a formula that stands for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import attrs
import polars as pl

from lawcheck.columns.curves import Curve, curve_of
from lawcheck.columns.grid import Grid
from lawcheck.columns.items import OUT, Inputs, ItemColumn, Listed, listed_of, scored_once
from lawcheck.columns.keys import Possible
from lawcheck.scoring.tree import Leaf

_MANY: Final = 1_000
"""From so many different inputs on a formula is used, where the rule has one."""


@attrs.frozen
class Sheet:
    """The items of a checklist, sorted by how they are worked out; what is in none of both is left to the rule.

    Attributes:
        curves: by formula, by the position of the item.
        lists: the rule has run for every input that there can be.
    """

    curves: Mapping[int, Curve]
    lists: Mapping[int, tuple[Possible, Listed]]

    @classmethod
    def of(cls, leaves: Sequence[Leaf], inputs: Inputs, grid: Grid) -> Sheet:
        """Of the items of a checklist."""
        curves = {leaf.index: curve for leaf in leaves if (curve := _curve(leaf, inputs, grid)) is not None}
        others = [leaf for leaf in leaves if leaf.index not in curves]
        lists = {leaf.index: found for leaf in others if (found := listed_of(leaf, inputs, grid)) is not None}
        return cls(curves, lists)

    def worked_out(self, inputs: Inputs) -> dict[str, pl.Series]:
        """Everything that expressions give, side by side; what needs numbers of 128 bits apart from the rest."""
        narrow, wide = dict[str, pl.Expr](), dict[str, pl.Expr]()
        for index, (possible, listed) in self.lists.items():
            narrow |= {f"{name} {index}": possible.spread(values) for name, values in _columns(listed)}
        for index, curve in self.curves.items():
            asked = wide if curve.is_wide else narrow
            asked[f"low {index}"] = curve.points.cast(pl.Int64)
            if curve.ratio.fits:
                asked[f"fits {index}"] = pl.all_horizontal(curve.ratio.fits).fill_null(False)
        frame = pl.DataFrame([column.codes.alias(name) for name, column in inputs.columns.items()])
        made = frame.with_columns(**narrow).select(list(narrow)).get_columns()  # what is alike for all units has a row for each
        if wide:
            made += frame.lazy().with_columns(pl.all().cast(pl.Int128)).select(**wide).collect().get_columns()
        return {column.name: column for column in made}


def items_of(leaves: Sequence[Leaf], inputs: Inputs, grid: Grid) -> list[ItemColumn]:
    """Every item: by formula where there is one and the rule would be run too often, else by the rule."""
    sheet = Sheet.of(leaves, inputs, grid)
    made = sheet.worked_out(inputs)
    return [_item(leaf, sheet, made, inputs, grid) for leaf in leaves]


def _item(leaf: Leaf, sheet: Sheet, made: dict[str, pl.Series], inputs: Inputs, grid: Grid) -> ItemColumn:
    index = leaf.index
    if index in sheet.curves:
        fits = made.pop(f"fits {index}", None)
        return _by_formula(leaf, inputs, grid, sheet.curves[index], made.pop(f"low {index}"), fits)
    if index not in sheet.lists:
        return scored_once(leaf, inputs, grid)
    listed = sheet.lists[index][1]
    state = listed.state if isinstance(listed.state, int) else made[f"state {index}"]
    return ItemColumn(leaf, state, made[f"low {index}"], made.get(f"high {index}"), listed.is_cut)


def _columns(listed: Listed) -> Iterator[tuple[str, pl.Series]]:
    yield "low", listed.low
    if listed.high is not None:
        yield "high", listed.high
    if not isinstance(listed.state, int):
        yield "state", listed.state


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
        state = pl.Series([scored], dtype=pl.Int8).new_from_index(0, inputs.height).scatter(rows, rest.state)
    high = None if rest.high is None else points.clone().scatter(rows, rest.high)
    return ItemColumn(leaf, state, points.scatter(rows, rest.low), high, curve.is_cut or rest.is_cut)
