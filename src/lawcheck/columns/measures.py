"""Measures over a register, worked out for all units at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, Protocol

import attrs
import polars as pl

from lawcheck.calendars import Period
from lawcheck.columns.once import AGGREGATED, Aggregated, NeedsUnit, replaced
from lawcheck.columns.truth import truth
from lawcheck.columns.values import NEVER_CODE, Column, code_of
from lawcheck.conditions import EVERYTHING
from lawcheck.measures import OverRecords

_DATES: Final = ("earliest", "latest")
_ENDS: Final = ("highest", "lowest")


class Columns(Protocol):
    """What is known of the columns of a register."""

    @property
    def denominators(self) -> Mapping[str, int]:
        """Of the columns that hold numbers."""

    @property
    def narrow(self) -> frozenset[str]:
        """Columns of numbers so small that 64 bits hold their sum over any register."""


class Measures:
    """The measures of a checklist, each named once; gives rules in which they stand for facts."""

    def __init__(self, period: Period) -> None:
        self._period = period
        self._known: dict[OverRecords, Aggregated] = {}
        self._each: dict[int, int] = {}

    def of(self, register: str) -> Iterator[Aggregated]:
        """Those over one register."""
        return (each for each in self._known.values() if each.register == register)

    def in_rule(self, rule: Any) -> Any:
        """The rule with its measures as facts; as it was where one of them has to be worked out from single records."""
        try:
            return replaced(rule, lambda measure: self._named(measure, getattr(rule, "each", None)))
        except NeedsUnit:
            return rule

    def _named(self, measure: OverRecords, each: str | None) -> Aggregated:
        if measure.drop or (measure.by and each is None):
            raise NeedsUnit
        periods = len(self._period.split(each)) if measure.by and each else 0  # type: ignore[arg-type]
        found = self._known.get(measure)
        if found is None or found.periods != periods:
            values = {field.name: getattr(measure, field.name) for field in attrs.fields(OverRecords)}
            found = Aggregated(**values, name=f"{AGGREGATED}{len(self._known)}.{periods}", periods=periods)
            self._known[measure] = found
        return found


class Pass:
    """What one pass over a register works out for each unit, each number once, and what is made of the numbers.

    Attributes:
        sums: numbers by name, over the records of one unit.
        facts: results of measures by name, from those numbers; null where they are not known.
    """

    def __init__(self, table: Columns, period: Period) -> None:
        self.sums: dict[str, pl.Expr] = {}
        self.facts: dict[str, pl.Expr] = {}
        self._table = table
        self._period = period

    def add(self, measure: Aggregated) -> None:
        """One more measure.

        Raises:
            NeedsUnit: it has to be worked out from single records.
        """
        among = truth(measure.among, self._table.denominators) if measure.among != EVERYTHING else None
        where = truth(measure.where, self._table.denominators) if measure.where != EVERYTHING else None
        if not measure.periods:
            self._add(measure, measure.name, among, where, [])
            return
        by = pl.col(measure.by)
        undated = self._sum((by.is_null() | (by == NEVER_CODE)).sum())
        for place, each in enumerate(self._split(measure.periods)):
            inside = by.is_between(code_of(each.start), code_of(each.end)).fill_null(False)
            self._add(measure, f"{measure.name}.{place}", inside if among is None else inside & among, where, [undated])

    def _split(self, count: int) -> tuple[Period, ...]:
        for length in ("month", "quarter", "half_year"):
            parts = self._period.split(length)
            if len(parts) == count:
                return tuple(parts)
        raise NeedsUnit

    def _sum(self, number: pl.Expr) -> pl.Expr:
        name = next((name for name, each in self.sums.items() if each.meta.eq(number)), f"sum {len(self.sums)}")
        self.sums[name] = number
        return pl.col(name)

    def _add(self, measure: Aggregated, name: str, among: pl.Expr | None, where: pl.Expr | None, unknown: list[pl.Expr]) -> None:
        """A record that is not known to be looked at, or is and is not known to count, leaves the result unknown."""
        chosen = where if among is None else among if where is None else among & where
        if among is not None:
            unknown = [*unknown, self._sum(among.null_count())]
        if chosen is not None and where is not None:
            unknown = [*unknown, self._sum(chosen.null_count())]
        count = self._sum(pl.len() if chosen is None else chosen.sum())
        if measure.operation == "count":
            self._tell(name, count, unknown)
        elif measure.operation == "share":
            self._tell(f"{name}.n", count, unknown)
            self._tell(f"{name}.d", self._sum(pl.len() if among is None else among.sum()), unknown)
        else:
            self._of_column(measure, name, chosen, count, unknown)

    def _of_column(self, measure: Aggregated, name: str, chosen: pl.Expr | None, count: pl.Expr, unknown: list[pl.Expr]) -> None:
        column = pl.col(measure.of)
        blank = column.null_count() if chosen is None else (chosen & column.is_null()).sum()
        unknown = [*unknown, self._sum(blank)]
        values = column if chosen is None else pl.when(chosen).then(column)
        if measure.operation in ("mean", "sum"):
            total = self._sum(values.sum() if measure.of in self._table.narrow else values.cast(pl.Int128).sum())
            self._tell(name if measure.operation == "sum" else f"{name}.n", total, unknown)
            if measure.operation == "mean":
                self._tell(f"{name}.d", count, unknown)
        elif measure.operation == "distinct":
            self._tell(name, self._sum(values.drop_nulls().n_unique()), unknown)
        elif measure.operation in _ENDS:
            self._tell(name, self._sum(values.max() if measure.operation == "highest" else values.min()), unknown)
        else:
            day = pl.when(values != NEVER_CODE).then(values)
            found = self._sum(day.min() if measure.operation == "earliest" else day.max()).fill_null(NEVER_CODE)
            if measure.operation == "latest":
                found = pl.when(self._sum((values == NEVER_CODE).sum()) > 0).then(NEVER_CODE).otherwise(found)
            self._tell(name, found, unknown)

    def _tell(self, name: str, value: pl.Expr, unknown: list[pl.Expr]) -> None:
        number = value.cast(pl.Int64)
        self.facts[name] = pl.when(pl.sum_horizontal(unknown) == 0).then(number) if unknown else number


def column_of(measure: Aggregated, name: str, codes: pl.Series, has_records: pl.Series, denominator: int) -> Column:
    """A result as a column of all units; a unit without records has an empty register."""
    if measure.operation in _DATES:
        nothing, kind = NEVER_CODE, "date"
    else:
        nothing, kind = 0, "amount"
    if measure.operation not in _ENDS:
        codes = pl.select(pl.when(pl.lit(has_records)).then(pl.lit(codes)).otherwise(pl.lit(nothing, dtype=pl.Int64))).to_series()
    is_scaled = measure.operation in ("sum", "highest", "lowest") or (measure.operation == "mean" and name.endswith(".n"))
    return Column(codes, kind, denominator if is_scaled else 1)
