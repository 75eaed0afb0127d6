"""Score all items of a checklist for every unit of a table, each by its rule or by a formula."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import attrs
import polars as pl

from lawcheck.scoring.leaves import Leaf
from lawcheck.tables.decimals import decimals_by_lookup
from lawcheck.tables.fixed_point import PointScale
from lawcheck.tables.formulas import Formula, formula_of
from lawcheck.tables.item_columns import Inputs, ItemColumn
from lawcheck.tables.rule_runs import score_found_inputs

_FEW_UNITS: Final = 500
"""For so few units, to run a rule per distinct input is faster than to make a formula."""


def items_of(leaves: Sequence[Leaf], inputs: Inputs, scale: PointScale) -> list[ItemColumn]:
    """Score every item.

    A formula is used if there is one, and for units that it does not cover, the rule is run once
    per distinct input.
    """
    formulas = {
        leaf.index: formula
        for leaf in leaves
        if (formula := _usable_formula(leaf, inputs, scale)) is not None
    }
    fits = _undecided(leaves, _fits(formulas, inputs), inputs)
    wide = _wide(formulas, inputs)
    return [
        _by_formula(
            leaf,
            formulas[leaf.index],
            fits.get(_fit(leaf.index)),
            wide,
            inputs,
            scale,
        )
        if leaf.index in formulas
        else score_found_inputs(leaf, inputs, scale)
        for leaf in leaves
    ]


def _usable_formula(leaf: Leaf, inputs: Inputs, scale: PointScale) -> Formula | None:
    formula = formula_of(leaf, inputs, scale) if inputs.height > _FEW_UNITS else None
    return formula if formula is not None and formula.is_safe else None


def _fits(formulas: Mapping[int, Formula], inputs: Inputs) -> dict[str, pl.Series]:
    """Return which units each formula covers, for the formulas that do not cover all."""
    made: dict[str, pl.Series] = {}
    for is_wide in (False, True):
        unsure = {
            _fit(index): formula.fits.fill_null(False)
            for index, formula in formulas.items()
            if formula.fits is not None and formula.is_wide is is_wide
        }
        made |= _computed(unsure, inputs, is_wide)
    return {name: column for name, column in made.items() if not column.all()}


def _undecided(
    leaves: Sequence[Leaf], fits: Mapping[str, pl.Series], inputs: Inputs
) -> dict[str, pl.Series]:
    """Take out the units about whose item people have decided, which no formula takes up."""
    found = dict(fits)
    for leaf in leaves:
        decided = inputs.decisions.decided(leaf.indicator.id, inputs.height)
        if decided is not None:
            name = _fit(leaf.index)
            found[name] = ~decided & found[name] if name in found else ~decided
    return found


def _wide(formulas: Mapping[int, Formula], inputs: Inputs) -> dict[str, pl.Series]:
    """Compute the states and points of formulas whose intermediate numbers need 128 bits.

    They are computed in a query of their own, because 128 bits would slow down all others.
    """
    wanted: dict[str, pl.Expr] = {}
    for index, formula in formulas.items():
        if formula.is_wide:
            # of units that the formula does not cover, the points may be of any size
            wanted |= {
                _points(end, index): steps.expression.cast(pl.Int64, strict=False)
                for end, steps in formula.ends.items()
            }
            if isinstance(formula.state, pl.Expr):
                wanted[_wide_state(index)] = formula.state
    return _computed(wanted, inputs, is_wide=True)


def _computed(
    wanted: Mapping[str, pl.Expr], inputs: Inputs, is_wide: bool
) -> dict[str, pl.Series]:
    """Compute expressions over the inputs: for every unit one number, also for a constant."""
    if not wanted:
        return {}
    frame = inputs.lazy().cast(pl.Int128) if is_wide else inputs.lazy()
    made = frame.select(pl.col("of units"), **wanted).collect(engine="streaming").rechunk()
    return {name: made[name] for name in wanted}


def _by_formula(
    leaf: Leaf,
    formula: Formula,
    fits: pl.Series | None,
    wide: Mapping[str, pl.Series],
    inputs: Inputs,
    scale: PointScale,
) -> ItemColumn:
    """Score an item by its formula, and by its rule for the units that the formula does not cover.

    Args:
        leaf: the item.
        formula: its formula.
        fits: which units the formula covers; all if None.
        wide: states and points that were computed in 128 bits.
        inputs: facts and results of measures.
        scale: scale of the points.
    """
    names = [_wide_state(leaf.index), *(_points(end, leaf.index) for end in formula.ends)]
    given = {name: wide[name] for name in names if name in wide}
    state = pl.col(names[0]) if names[0] in wide else formula.state
    points = {
        end: pl.col(_points(end, leaf.index)) if formula.is_wide else steps.expression
        for end, steps in formula.ends.items()
    }
    is_truncated = any(steps.is_truncated for steps in formula.ends.values())
    low = points["low"]
    column = ItemColumn(
        leaf, state, low, points.get("high"), low, formula.low.bounds, is_truncated, given
    )
    if fits is not None:
        column = _with_rule(
            column, fits, score_found_inputs(leaf, inputs, scale, (~fits).arg_true())
        )
    unit = formula.low.unit if fits is None else 1
    return attrs.evolve(
        column,
        decimals=decimals_by_lookup(pl.col(column.name("low")), column.bounds, unit, scale.places),
    )


def _with_rule(column: ItemColumn, fits: pl.Series, rule: ItemColumn) -> ItemColumn:
    """Take the results of the rule for the units that the formula does not cover."""
    fit = pl.col(_fit(column.leaf.index))
    states = column.state, rule.state
    is_same = all(isinstance(each, int) for each in states) and states[0] == states[1]
    least, most = zip(column.bounds, rule.bounds, strict=True)
    return attrs.evolve(
        column,
        state=column.state
        if is_same
        else pl.when(fit).then(_code(column.state)).otherwise(_code(rule.state)),
        low=pl.when(fit).then(column.low).otherwise(rule.low),
        high=None
        if column.high is None and rule.high is None
        else pl.when(fit)
        .then(column.low if column.high is None else column.high)
        .otherwise(rule.low if rule.high is None else rule.high),
        bounds=(min(least), max(most)),
        is_truncated=column.is_truncated or rule.is_truncated,
        given={**column.given, **rule.given, _fit(column.leaf.index): fits},
    )


def _code(state: pl.Expr | int) -> pl.Expr:
    return pl.lit(state, dtype=pl.Int8) if isinstance(state, int) else state


def _fit(index: int) -> str:
    return f"fit {index}"


def _wide_state(index: int) -> str:
    return f"wide state {index}"


def _points(end: str, index: int) -> str:
    return f"points {end} {index}"
