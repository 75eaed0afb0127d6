"""All items of a checklist for every unit of a table: each by its rule, or by a formula that stands for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
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


def items_of(leaves: Sequence[Leaf], inputs: Inputs, grid: Grid) -> list[ItemColumn]:
    """Every item: by formula where there is one and the rule would be run too often, else by the rule."""
    codes = {name: column.codes for name, column in inputs.columns.items()}
    curves = {leaf.index: curve for leaf in leaves if (curve := _curve(leaf, inputs, grid)) is not None}
    unsure = {str(index): pl.all_horizontal(curve.ratio.fits) for index, curve in curves.items() if curve.ratio.fits}
    fits = pl.LazyFrame(codes).select(each.fill_null(False).alias(index) for index, each in unsure.items()).collect().rechunk()
    asked: dict[int, _Asked] = {}
    for leaf in leaves:
        if leaf.index in curves:
            fit = fits[str(leaf.index)] if str(leaf.index) in unsure else None
            asked[leaf.index] = _Asked.of_curve(leaf, curves[leaf.index], fit, inputs, grid)
        elif (found := listed_of(leaf, inputs, grid)) is not None:
            asked[leaf.index] = _Asked.of_list(leaf, *found)
    made = _worked_out(codes, asked.values())
    return [asked[leaf.index].column(made) if leaf.index in asked else scored_once(leaf, inputs, grid) for leaf in leaves]


@attrs.frozen
class _Asked:
    """An item as expressions.

    Attributes:
        state: codes; one number where all units have the same.
        low: points, as in an `ItemColumn`.
        high: the most; None where no unit has the item open.
        is_cut: as in an `ItemColumn`.
        is_wide: numbers on the way need more than 64 bits.
        rule: what the rule says of the units whom the formula does not fit.
        here: which units these are.
    """

    leaf: Leaf
    state: pl.Expr | int
    low: pl.Expr
    high: pl.Expr | None
    is_cut: bool
    is_wide: bool = False
    rule: ItemColumn | None = None
    here: pl.Series | None = None

    @classmethod
    def of_list(cls, leaf: Leaf, possible: Possible, listed: Listed) -> _Asked:
        """An item whose rule has run for every input that there can be."""
        state = listed.state if isinstance(listed.state, int) else possible.spread(listed.state)
        high = None if listed.high is None else possible.spread(listed.high)
        return cls(leaf, state, possible.spread(listed.low), high, listed.is_cut)

    @classmethod
    def of_curve(cls, leaf: Leaf, curve: Curve, fits: pl.Series | None, inputs: Inputs, grid: Grid) -> _Asked:
        """An item by its formula, and by the rule for the units whom it does not fit; it fits all if None."""
        points, state = curve.points.cast(pl.Int64), OUT if leaf.indicator.advisory else 0
        if fits is None or fits.all():
            return cls(leaf, state, points, None, curve.is_cut, curve.is_wide)
        rule = scored_once(leaf, inputs, grid, (~fits).arg_true())
        return cls(leaf, state, points, None, curve.is_cut or rule.is_cut, curve.is_wide, rule, ~fits)

    def expressions(self) -> dict[str, pl.Expr]:
        """What is to be worked out, by name."""
        wanted = {self._named("low"): self.low, self._named("high"): self.high, self._named("state"): self.state}
        return {name: each for name, each in wanted.items() if isinstance(each, pl.Expr)}

    def changes(self) -> tuple[dict[str, pl.Series], dict[str, pl.Expr]]:
        """What the rule says in place of what was worked out: columns to be read, and expressions."""
        if self.rule is None or self.here is None:
            return {}, {}
        read, changed = {self._named("here"): self.here}, dict[str, pl.Expr]()
        low, state = pl.col(self._named("low")), pl.lit(self.state, dtype=pl.Int8)
        for name, before, ruled in (
            ("low", low, self.rule.low),
            ("high", low, self.rule.high),
            ("state", state, self.rule.state),
        ):
            if ruled is None or (isinstance(ruled, int) and ruled == self.state):
                continue
            if isinstance(ruled, int):
                value = pl.lit(ruled, dtype=pl.Int8)
            elif ruled.n_unique() == 1:
                value = pl.lit(ruled[0], dtype=ruled.dtype)  # nothing has to be spread
            else:
                spread = pl.zeros(len(self.here), dtype=ruled.dtype, eager=True)
                read[self._named(f"ruled {name}")] = spread.scatter(self.here.arg_true(), ruled)
                value = pl.col(self._named(f"ruled {name}"))
            changed[self._named(name)] = pl.when(self._named("here")).then(value).otherwise(before)
        return read, changed

    def column(self, made: Mapping[str, pl.Series]) -> ItemColumn:
        """The item, given what was worked out."""
        state = made.get(self._named("state"), self.state)
        assert not isinstance(state, pl.Expr)  # noqa: S101 - expressions were worked out
        return ItemColumn(self.leaf, state, made[self._named("low")], made.get(self._named("high")), self.is_cut)

    def _named(self, column: str) -> str:
        return f"{column} {self.leaf.index}"


def _worked_out(codes: Mapping[str, pl.Series], asked: Collection[_Asked]) -> dict[str, pl.Series]:
    """Everything that expressions give, side by side; what needs numbers of 128 bits apart from the rest."""
    made: dict[str, pl.Series] = {}
    for is_wide in (False, True):
        items = [each for each in asked if each.is_wide == is_wide]
        wanted = {name: each for item in items for name, each in item.expressions().items()}
        if not wanted:
            continue
        read, changed = dict[str, pl.Series](), dict[str, pl.Expr]()
        for item in items:
            columns, expressions = item.changes()
            read |= columns
            changed |= expressions
        wide = {name: column.cast(pl.Int128) for name, column in codes.items()} if is_wide else codes
        frame = pl.LazyFrame({**wide, **read}).with_columns(**wanted).with_columns(**changed)
        made |= frame.select(list(wanted | changed)).collect().to_dict()
    return made


def _curve(leaf: Leaf, inputs: Inputs, grid: Grid) -> Curve | None:
    curve = curve_of(leaf, inputs, grid) if inputs.height > _MANY else None
    if curve is None or not curve.is_safe:
        return None
    possible = 1
    for name in curve.ratio.names:
        least, most = inputs.columns[name].bounds
        possible *= most - least + 1
    return curve if possible > _MANY else None
