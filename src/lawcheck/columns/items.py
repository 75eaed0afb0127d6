"""One item for every unit of a table: its state and its points, as whole numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import Final, TypeVar

import attrs
import polars as pl

from lawcheck.calendars import Period
from lawcheck.columns.grid import Grid
from lawcheck.columns.keys import Distinct, Possible, distinct
from lawcheck.columns.once import NeedsFacts, NeedsUnit, evidence_of, facts_in
from lawcheck.columns.values import Column
from lawcheck.conditions import Where
from lawcheck.exact import ZERO
from lawcheck.scorecard import Outcome, State
from lawcheck.scoring.outcomes import outcome_of
from lawcheck.scoring.tree import Leaf

STATES: Final[tuple[State, ...]] = ("scored", "not_applicable", "missing", "awaiting", "error")
"""By their codes."""
OUT: Final = 8
"""Added to the code of a state where the item takes no part in the total."""
ALONE: Final = 127
"""The code of a unit whose evidence must be looked at by itself."""
Rows = TypeVar("Rows", Distinct, Possible)


@attrs.frozen
class ItemColumn:
    """An item, or bonus, for every unit.

    Attributes:
        state: codes, one a unit; one number where all units have the same.
        low: points on the grid, cut where they lie between; for an open item, the fewest.
        high: the most; None where no unit has the item open.
        is_cut: some points lie between two points of the grid.
    """

    leaf: Leaf
    state: pl.Series | int
    low: pl.Series
    high: pl.Series | None
    is_cut: bool


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
        is_cut = any(not (grid.holds(one) and grid.holds(other)) for _, one, other in entries)
        is_open = any(one != other for _, one, other in entries)
        most = pl.Series(high, dtype=pl.Int64) if is_open else None
        return cls(first if same else states, pl.Series(low, dtype=pl.Int64), most, is_cut)


def scored_once(leaf: Leaf, inputs: Inputs, grid: Grid, rows: pl.Series | None = None) -> ItemColumn:
    """The item, its rule run once for each different input.

    Args:
        leaf: the item.
        inputs: what it reads.
        grid: on which points are told.
        rows: the units to score; all if None.
    """
    height = inputs.height if rows is None else len(rows)

    def rows_of(names: Sequence[str]) -> Distinct:
        codes = [inputs.columns[name].codes for name in names]
        return distinct(codes if rows is None else [each.gather(rows) for each in codes], height)

    try:
        found, listed = _listed(leaf, inputs, grid, rows_of)
    except NeedsUnit:
        return ItemColumn(leaf, ALONE, pl.zeros(height, dtype=pl.Int64, eager=True), None, False)
    return ItemColumn(
        leaf,
        listed.state if isinstance(listed.state, int) else found.spread(listed.state, height),
        found.spread(listed.low, height),
        None if listed.high is None else found.spread(listed.high, height),
        listed.is_cut,
    )


def listed_of(leaf: Leaf, inputs: Inputs, grid: Grid) -> tuple[Possible, Listed] | None:
    """The item for every input that there can be; None where these are many, or not known from the columns alone."""

    def rows_of(names: Sequence[str]) -> Possible:
        found = Possible.of({name: inputs.columns[name].ends for name in names}) if names else None
        if found is None:
            raise NeedsUnit
        return found

    try:
        return _listed(leaf, inputs, grid, rows_of)
    except NeedsUnit:
        return None


def _listed(leaf: Leaf, inputs: Inputs, grid: Grid, rows_of: Callable[[Sequence[str]], Rows]) -> tuple[Rows, Listed]:
    condition: Where | None = leaf.indicator.not_applicable_when
    names = list(dict.fromkeys((*facts_in(leaf.indicator.rule), *(condition.columns if condition else ()))))
    while True:
        if not inputs.alone.isdisjoint(names):
            raise NeedsUnit
        there = [name for name in names if name in inputs.columns]
        found = rows_of(there)
        codes: Mapping[str, Sequence[int | None]] = dict(zip(there, found.codes, strict=True))
        try:
            return found, Listed.of(list(_entries(leaf, inputs, names, codes, found.count)), grid)
        except NeedsFacts as error:
            names += sorted(error.names)


def _entries(
    leaf: Leaf, inputs: Inputs, names: Sequence[str], codes: Mapping[str, Sequence[int | None]], count: int
) -> Iterable[tuple[int, Fraction, Fraction]]:
    values = {name: [inputs.columns[name].value(code) for code in each] for name, each in codes.items()}
    for place in range(count):
        facts = {name: values[name][place] if name in values else None for name in names}
        try:
            outcome = outcome_of(leaf, evidence_of(facts, inputs.names), inputs.period)
        except NeedsUnit as error:
            if error.__context__ is None:
                raise
            yield ALONE, ZERO, ZERO  # a contradiction, which is told with the unit's name when the unit is scored by itself
        else:
            yield entry_of(outcome)


def entry_of(outcome: Outcome) -> tuple[int, Fraction, Fraction]:
    """State, lowest and highest points."""
    code = STATES.index(outcome.state)
    if outcome.earned is None:
        return code + OUT, ZERO, ZERO
    return code + (OUT if outcome.advisory else 0), outcome.earned.low, outcome.earned.high
