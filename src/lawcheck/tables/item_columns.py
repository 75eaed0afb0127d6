"""An item for every unit of a table: its state and its points, as integers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Final, Literal, get_args

import attrs
import polars as pl

from lawcheck.model.calendars import Period
from lawcheck.model.exact import ZERO
from lawcheck.model.outcomes import Outcome, State
from lawcheck.scoring.leaves import Leaf
from lawcheck.tables.compared_units import Compared
from lawcheck.tables.decimals import decimals_of
from lawcheck.tables.decisions import Decisions
from lawcheck.tables.distinct_inputs import Cases, bounds_of
from lawcheck.tables.fixed_point import PointScale
from lawcheck.tables.polynomials import NARROW
from lawcheck.tables.record_sums import RecordSums
from lawcheck.tables.typed_column import Column, codes_of
from lawcheck.tables.unit_records import UnitRecords

STATES: Final[tuple[State, ...]] = get_args(State)
"""The states; the position of a state is its code."""
EXCLUDED: Final = 8
"""Added to the code of a state if the item takes no part in the total."""
FALLBACK: Final = 127
"""Code of an item that columns cannot decide: its unit must be scored alone."""


@attrs.frozen
class ItemColumn:
    """An item, or bonus item, for every unit, as expressions over the inputs and `given`.

    Attributes:
        leaf: the item.
        state: state codes; an integer if all units have the same.
        low: points in steps of the scale; of an open item, the fewest. 0 where an item that is
            not advisory takes no part.
        high: the most points; None if no unit has the item open.
        decimals: `low` as decimals for callers; the expression may refer to the column of `low`.
        bounds: lower and upper bound of `low`.
        is_truncated: whether some points have been truncated.
        given: computed columns that the expressions refer to, by name.
        records: lists of the records that deductions are about; None if there are none.
        costs: what the deductions of each cause cost, in steps, rounded up; None if not known.
    """

    leaf: Leaf
    state: pl.Expr | int
    low: pl.Expr
    high: pl.Expr | None
    decimals: pl.Expr
    bounds: tuple[int, int]
    is_truncated: bool
    given: Mapping[str, pl.Series] = attrs.field(factory=dict)
    records: pl.Expr | None = None
    costs: Mapping[str, pl.Expr] | None = None

    def name(self, of: Literal["low", "high", "state"]) -> str:
        """Return the name of the column for one of its expressions.

        The expressions of totals refer to items by these names. The column of "high" is that of
        "low" if nothing is open.
        """
        return f"{'low' if of == 'high' and self.high is None else of} {self.leaf.index}"

    @classmethod
    def of(cls, leaf: Leaf, cases: Cases, results: CaseResults, places: int) -> ItemColumn:
        """Spread the results per case over the units; `places` are those of the decimals."""
        state = results.state if isinstance(results.state, int) else cases.spread(results.state)
        high = None if results.high is None else cases.spread(results.high)
        decimals = cases.spread(decimals_of(results.low, places))
        bounds = bounds_of(results.low) or (0, 0)
        return cls(
            leaf,
            state,
            cases.spread(results.low),
            high,
            decimals,
            bounds,
            results.is_truncated,
            cases.given,
        )


@attrs.frozen
class Inputs:
    """Inputs of items.

    Attributes:
        columns: facts and results of measures, by name.
        names: names of all facts of the checklist, including those without a column.
        height: number of units.
        period: the period of the checklist.
        from_records: names of results of measures that can only be computed from single records.
        compared: by key, the rules that compare units; None for one that cannot from columns.
        registers: the records by the register's name; None if they are not at hand. A register
            that is not among them is missing.
        decisions: of people about items of single units.
        has_rules_across: whether it must be known which records and causes cost points.
        sums: sums over records that rules have asked for.
    """

    columns: Mapping[str, Column]
    names: frozenset[str]
    height: int
    period: Period
    from_records: frozenset[str] = frozenset()
    compared: Mapping[str, Compared | None] = attrs.field(factory=dict)
    registers: Mapping[str, UnitRecords | None] = attrs.field(factory=dict)
    decisions: Decisions = attrs.field(factory=Decisions)
    has_rules_across: bool = False
    sums: RecordSums = attrs.field(
        default=attrs.Factory(lambda self: RecordSums(self.registers), takes_self=True), init=False
    )

    @property
    def all_columns(self) -> Mapping[str, Column]:
        """The columns, and those of sums over records."""
        return {**self.columns, **self.sums.columns}

    def lazy(self, given: Mapping[str, pl.Series] | None = None) -> pl.LazyFrame:
        """Return a query with one row per unit: the codes of all columns, and those of `given`."""
        stored = {name: column.stored for name, column in self.all_columns.items()}
        # gives the frame its height if there is no other column
        rows = {"of units": pl.zeros(self.height, dtype=pl.UInt8, eager=True)}
        return pl.LazyFrame({**rows, **stored, **(given or {})}).with_columns(
            codes_of(pl.col(name)) for name in stored
        )


@attrs.frozen
class CaseResults:
    """An item for each distinct input row.

    Attributes:
        state: state codes; an integer if all are the same.
        low: points, as in `ItemColumn`.
        high: the most points; None if no input row has the item open.
        is_truncated: as in `ItemColumn`.
    """

    state: pl.Series | int
    low: pl.Series
    high: pl.Series | None
    is_truncated: bool

    @classmethod
    def of(
        cls, entries: Sequence[tuple[int, Fraction, Fraction]], scale: PointScale
    ) -> CaseResults:
        """Build it from the state, lowest and highest points of each input row."""
        # a unit whose points do not fit into 64 bits is scored alone
        entries = [
            each
            if all(abs(scale.to_steps(end)) < NARROW for end in each[1:])
            else (FALLBACK, ZERO, ZERO)
            for each in entries
        ]
        first = entries[0][0] if entries else 0
        same = all(state == first for state, _, _ in entries)
        states = pl.Series([state for state, _, _ in entries], dtype=pl.Int8)
        low = [scale.to_steps(points) for _, points, _ in entries]
        high = [scale.to_steps(points) for _, _, points in entries]
        is_truncated = any(
            scale.truncates(one) or scale.truncates(other) for _, one, other in entries
        )
        is_open = any(one != other for _, one, other in entries)
        most = pl.Series(high, dtype=pl.Int64) if is_open else None
        return cls(first if same else states, pl.Series(low, dtype=pl.Int64), most, is_truncated)


def entry_of(outcome: Outcome) -> tuple[int, Fraction, Fraction]:
    """Return the state code, lowest and highest points of an outcome."""
    code = STATES.index(outcome.state)
    if outcome.earned is None:
        return code + EXCLUDED, ZERO, ZERO
    return code + (EXCLUDED if outcome.advisory else 0), outcome.earned.low, outcome.earned.high
