"""One item for every unit of a table: its state and its points, as whole numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Final, Literal, get_args

import attrs
import polars as pl

from lawcheck.model.calendars import Period
from lawcheck.model.conditions import Where
from lawcheck.model.exact import ZERO
from lawcheck.model.scorecard import Outcome, State
from lawcheck.scoring.item_outcome import outcome_of
from lawcheck.scoring.leaves import Leaf
from lawcheck.tables.aggregated import facts_in
from lawcheck.tables.decimals import as_decimals, decimals_of
from lawcheck.tables.distinct_inputs import Cases, bounds_of
from lawcheck.tables.fixed_point import Grid
from lawcheck.tables.rule_per_input import NeedsFacts, NeedsUnit, evidence_of
from lawcheck.tables.typed_column import Column, codes_of

STATES: Final[tuple[State, ...]] = get_args(State)
"""By their codes."""
OUT: Final = 8
"""Added to the code of a state where the item takes no part in the total."""
ALONE: Final = 127
"""The code of a unit whose evidence must be looked at by itself."""


@attrs.frozen
class ItemColumn:
    """An item, or bonus, for every unit: expressions over the inputs and what is `given`.

    Attributes:
        state: codes, one a unit; one number where all units have the same.
        low: points on the grid, cut where they lie between; for an open item, the fewest.
        high: the most; None where no unit has the item open.
        decimals: `low` as people get it; it may read the column of `low`.
        bounds: `low` lies between these.
        is_cut: some points lie between two points of the grid.
        given: columns that were worked out before, by the names that the expressions have for them.
    """

    leaf: Leaf
    state: pl.Expr | int
    low: pl.Expr
    high: pl.Expr | None
    decimals: pl.Expr
    bounds: tuple[int, int]
    is_cut: bool
    given: Mapping[str, pl.Series] = attrs.field(factory=dict)

    def name(self, of: Literal["low", "high", "state"]) -> str:
        """The column that holds what an expression of this item gives; where nothing is open, `low` holds the most points too."""
        return f"{'low' if of == 'high' and self.high is None else of} {self.leaf.index}"

    @classmethod
    def of(cls, leaf: Leaf, cases: Cases, listed: Listed, places: int) -> ItemColumn:
        """An item of which is known what it is in each case; decimals have so many places."""
        state = listed.state if isinstance(listed.state, int) else cases.spread(listed.state)
        high = None if listed.high is None else cases.spread(listed.high)
        decimals = cases.spread(decimals_of(listed.low, places))
        bounds = bounds_of(listed.low) or (0, 0)
        return cls(
            leaf,
            state,
            cases.spread(listed.low),
            high,
            decimals,
            bounds,
            listed.is_cut,
            cases.given,
        )


@attrs.frozen
class Inputs:
    """What items are scored from.

    Attributes:
        columns: facts and results of measures, by name.
        names: every fact of the checklist, there or not.
        alone: results of measures that can only be worked out from single records.
        height: how many units.
    """

    columns: Mapping[str, Column]
    names: frozenset[str]
    height: int
    period: Period
    alone: frozenset[str] = frozenset()

    def lazy(self, given: Mapping[str, pl.Series] | None = None) -> pl.LazyFrame:
        """One row a unit, with all columns as their codes, and others that are given."""
        stored = {name: column.stored for name, column in self.columns.items()}
        rows = {
            "of units": pl.zeros(self.height, dtype=pl.UInt8, eager=True)
        }  # there may be no other column
        return pl.LazyFrame({**rows, **stored, **(given or {})}).with_columns(
            codes_of(pl.col(name)) for name in stored
        )


@attrs.frozen
class Listed:
    """An item for each different input.

    Attributes:
        state: codes; one number where all are the same.
        low: points, as in an `ItemColumn`.
        high: the most; None where no input has the item open.
        is_cut: as in an `ItemColumn`.
    """

    state: pl.Series | int
    low: pl.Series
    high: pl.Series | None
    is_cut: bool

    @classmethod
    def of(cls, entries: Sequence[tuple[int, Fraction, Fraction]], grid: Grid) -> Listed:
        """Given state, lowest and highest points of each."""
        first = entries[0][0] if entries else 0
        same = all(state == first for state, _, _ in entries)
        states = pl.Series([state for state, _, _ in entries], dtype=pl.Int8)
        low = [grid.place(points) for _, points, _ in entries]
        high = [grid.place(points) for _, _, points in entries]
        is_cut = any(grid.cuts(one) or grid.cuts(other) for _, one, other in entries)
        is_open = any(one != other for _, one, other in entries)
        most = pl.Series(high, dtype=pl.Int64) if is_open else None
        return cls(first if same else states, pl.Series(low, dtype=pl.Int64), most, is_cut)


def scored_once(
    leaf: Leaf, inputs: Inputs, grid: Grid, rows: pl.Series | None = None
) -> ItemColumn:
    """The item, its rule run once for each different input.

    Args:
        leaf: the item.
        inputs: what it reads.
        grid: on which points are told.
        rows: the units to score, all if None; what is said of others means nothing.
    """

    def cases_of(names: Sequence[str]) -> Cases:
        return Cases.found(
            [inputs.columns[name].codes for name in names],
            inputs.height,
            f"case {leaf.index}",
            rows,
        )

    try:
        return ItemColumn.of(leaf, *_listed(leaf, inputs, grid, cases_of), grid.places)
    except NeedsUnit:
        return ItemColumn(
            leaf, ALONE, pl.lit(0), None, as_decimals(pl.lit(0), grid.places), (0, 0), False
        )


def listed_of(leaf: Leaf, inputs: Inputs, grid: Grid) -> ItemColumn | None:
    """The item for every input that there can be; None where these are many, or not known from the columns alone."""

    def cases_of(names: Sequence[str]) -> Cases:
        cases = (
            Cases.possible({name: inputs.columns[name].ends for name in names}) if names else None
        )
        if cases is None:
            raise NeedsUnit
        return cases

    try:
        return ItemColumn.of(leaf, *_listed(leaf, inputs, grid, cases_of), grid.places)
    except NeedsUnit:
        return None


def _listed(
    leaf: Leaf, inputs: Inputs, grid: Grid, cases_of: Callable[[Sequence[str]], Cases]
) -> tuple[Cases, Listed]:
    condition: Where | None = leaf.indicator.not_applicable_when
    names = list(
        dict.fromkeys((*facts_in(leaf.indicator.rule), *(condition.columns if condition else ())))
    )
    while True:
        if not inputs.alone.isdisjoint(names):
            raise NeedsUnit
        there = [name for name in names if name in inputs.columns]
        cases = cases_of(there)
        codes: Mapping[str, Sequence[int | None]] = dict(zip(there, cases.codes, strict=True))
        try:
            return cases, Listed.of(list(_entries(leaf, inputs, names, codes, cases.count)), grid)
        except NeedsFacts as error:
            names += sorted(error.names)


def _entries(
    leaf: Leaf,
    inputs: Inputs,
    names: Sequence[str],
    codes: Mapping[str, Sequence[int | None]],
    count: int,
) -> Iterable[tuple[int, Fraction, Fraction]]:
    values = {
        name: [inputs.columns[name].value(code) for code in each] for name, each in codes.items()
    }
    for place in range(count):
        facts = {name: values[name][place] if name in values else None for name in names}
        try:
            outcome = outcome_of(leaf, evidence_of(facts, inputs.names), inputs.period)
        except NeedsUnit as error:
            if error.__context__ is None:
                raise
            yield (
                ALONE,
                ZERO,
                ZERO,
            )  # a contradiction, which is told with the unit's name when the unit is scored by itself
        else:
            yield entry_of(outcome)


def entry_of(outcome: Outcome) -> tuple[int, Fraction, Fraction]:
    """State, lowest and highest points."""
    code = STATES.index(outcome.state)
    if outcome.earned is None:
        return code + OUT, ZERO, ZERO
    return code + (OUT if outcome.advisory else 0), outcome.earned.low, outcome.earned.high
