"""Measures over a register, worked out for all units at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any, Literal, assert_never

import attrs
import narwhals as nw
import polars as pl

from lawcheck.model.calendars import Period, PeriodLength
from lawcheck.model.conditions import EVERYTHING
from lawcheck.model.measures import OverRecords
from lawcheck.tables.condition_expressions import truth
from lawcheck.tables.known_fields import is_known
from lawcheck.tables.rule_per_input import AGGREGATED, FORMS, NEVER_CODE, Aggregated, NeedsUnit, replaced
from lawcheck.tables.typed_column import Column, code_of

_OfColumn = Literal["sum", "mean", "highest", "lowest", "distinct", "earliest", "latest"]
"""The operations that look at a column."""


@attrs.frozen
class Columns:
    """What is known of the columns of a register.

    Attributes:
        denominators: of the columns that it has; a number is its code divided by this.
        narrow: columns of numbers so small that 64 bits hold their sum over any register.
        widest: the type in which other sums are made: one that holds any of them, or that the engine watches for overflow.
    """

    denominators: Mapping[str, int]
    narrow: frozenset[str] = frozenset()
    widest: nw.dtypes.DType = attrs.field(factory=nw.Int128)


class Measures:
    """The measures of a checklist, each named once; gives rules in which they stand for facts."""

    def __init__(self, period: Period) -> None:
        self._period = period
        self._known: dict[OverRecords, Aggregated] = {}

    def of(self, register: str) -> Iterator[Aggregated]:
        """Those over one register."""
        return (each for each in self._known.values() if each.register == register)

    def in_rule(self, rule: Any) -> Any:
        """The rule with its measures as facts; as it was where one of them has to be worked out from single records."""
        try:
            return replaced(rule, lambda measure: self._named(measure, getattr(rule, "each", None)))
        except NeedsUnit:
            return rule

    def _named(self, measure: OverRecords, each: PeriodLength | None) -> Aggregated:
        is_plain = is_known(measure) and measure.operation in FORMS and not measure.drop
        if not is_plain or (measure.by and each is None):
            raise NeedsUnit
        spans = self._period.split(each) if measure.by and each else ()
        found = self._known.get(measure)
        if found is None or found.spans != spans:
            values = {field.name: getattr(measure, field.name) for field in attrs.fields(OverRecords)}
            found = Aggregated(**values, name=f"{AGGREGATED}{len(self._known)}:{len(spans)}", spans=spans)
            self._known[measure] = found
        return found


class Pass:
    """What one pass over a register works out for each unit, each number once, and what is made of the numbers.

    Attributes:
        sums: numbers by name, over the records of one unit.
        doubts: those of the numbers that count what is not known; where one is 0 over all records, it is 0 for every unit.
        facts: results of measures by name, from those numbers; null where they are not known.
    """

    def __init__(self, table: Columns, certain: Collection[str] = ()) -> None:
        self.sums: dict[str, nw.Expr] = {}
        self.doubts: dict[str, nw.Expr] = {}
        self.facts: dict[str, nw.Expr] = {}
        self._table = table
        self._certain = certain
        self._names: dict[tuple[object, ...], str] = {}
        self._measures: list[Aggregated] = []

    def without(self, doubts: Collection[str]) -> Pass:
        """The same pass where some doubts are known to be 0 for every unit, and are not counted."""
        made = Pass(self._table, doubts)
        made._names = self._names
        for measure in self._measures:
            made.add(measure)
        return made

    def add(self, measure: Aggregated) -> None:
        """One more measure.

        Raises:
            NeedsUnit: it has to be worked out from single records.
        """
        if not measure.spans:
            self._add(_Chosen.by(measure, None, self._table.denominators), measure.name, [])
        else:
            by = nw.col(measure.by)
            undated = self._doubt(("undated", measure.by), (by.is_null() | (by == NEVER_CODE)).cast(nw.Int8).sum())
            for place, span in enumerate(measure.spans):
                self._add(_Chosen.by(measure, span, self._table.denominators), f"{measure.name}:{place}", undated)
        self._measures.append(measure)

    def _doubt(self, key: tuple[object, ...], number: nw.Expr) -> list[nw.Expr]:
        """A number that is 0 where all is known; none where that is certain."""
        name = self._name(key)
        if name in self._certain:
            return []
        self.doubts[name] = number
        return [self._sum(key, number)]

    def _name(self, key: tuple[object, ...]) -> str:
        return self._names.setdefault(key, f"sum {len(self._names)}")

    def _sum(self, key: tuple[object, ...], number: nw.Expr) -> nw.Expr:
        """A number that is worked out once, whatever measures ask for it."""
        name = self._name(key)
        self.sums[name] = number
        return nw.col(name)

    def _met(self, key: tuple[object, ...], condition: nw.Expr | None) -> nw.Expr:
        """How many records meet a condition."""
        return self._sum(("met", *key), nw.len() if condition is None else condition.cast(nw.Int8).sum())

    def _unknown(self, key: tuple[object, ...], condition: nw.Expr) -> list[nw.Expr]:
        """Of how many records it is not known whether they meet a condition."""
        return self._doubt(("unknown", *key), condition.null_count())

    def _add(self, chosen: _Chosen, name: str, unknown: list[nw.Expr]) -> None:
        """A record that is not known to be looked at, or is and is not known to count, leaves the result unknown."""
        if chosen.among is not None:
            unknown = [*unknown, *self._unknown(chosen.among_key, chosen.among)]
        if chosen.of is not None and chosen.of is not chosen.among:
            unknown = [*unknown, *self._unknown(chosen.key, chosen.of)]
        count = self._met(chosen.key, chosen.of)
        match chosen.measure.operation:
            case "count":
                self._tell(name, count, unknown)
            case "share":
                self._tell(f"{name}:n", count, unknown)
                self._tell(f"{name}:d", self._met(chosen.among_key, chosen.among), unknown)
            case "sum" | "mean" | "highest" | "lowest" | "distinct" | "earliest" | "latest":
                self._of_column(chosen, chosen.measure.operation, name, count, unknown)
            case other:
                assert_never(other)

    def _of_column(self, chosen: _Chosen, operation: _OfColumn, name: str, count: nw.Expr, unknown: list[nw.Expr]) -> None:
        of = chosen.measure.of
        column = nw.col(of)
        blank_key = ("blank", of, *chosen.key)
        blank = column.null_count() if chosen.of is None else (chosen.of & column.is_null()).cast(nw.Int8).sum()
        unknown = [*unknown, *self._doubt(blank_key, blank)]
        values = column if chosen.of is None else nw.when(chosen.of).then(column)
        key = (of, *chosen.key)
        match operation:
            case "sum" | "mean":
                summed = values if of in self._table.narrow else values.cast(self._table.widest)
                self._tell(name if operation == "sum" else f"{name}:n", self._sum(("sum", *key), summed.sum()), unknown)
                if operation == "mean":
                    self._tell(f"{name}:d", count, unknown)
            case "distinct":
                kinds = self._sum(("kinds", *key), values.n_unique())
                nothing = self._sum(("nothing", *key), values.null_count())
                self._tell(name, kinds - nw.when(nothing > 0).then(nw.lit(1)).otherwise(nw.lit(0)), unknown)
            case "highest":
                self._tell(name, self._sum((operation, *key), values.max()), unknown)
            case "lowest":
                self._tell(name, self._sum((operation, *key), values.min()), unknown)
            case "earliest":
                day = nw.when(values != NEVER_CODE).then(values)
                self._tell(name, self._sum((operation, *key), day.min()).fill_null(NEVER_CODE), unknown)
            case "latest":
                day = nw.when(values != NEVER_CODE).then(values)
                found = self._sum((operation, *key), day.max()).fill_null(NEVER_CODE)
                never = self._met(("never", *key), values == NEVER_CODE)
                self._tell(name, nw.when(never > 0).then(nw.lit(NEVER_CODE)).otherwise(found), unknown)
            case _:
                assert_never(operation)

    def _tell(self, name: str, value: nw.Expr, unknown: list[nw.Expr]) -> None:
        number = value.cast(nw.Int64)
        self.facts[name] = nw.when(nw.sum_horizontal(*unknown) == 0).then(number) if unknown else number


@attrs.frozen
class _Chosen:
    """The records that a measure counts, in one period or in all.

    Attributes:
        among: whether a record is looked at; None where all are.
        of: whether a record counts as well; None where all do.
        among_key: the same for all measures that look at the same records.
        key: the same for all measures that count the same records.
    """

    measure: Aggregated
    among: nw.Expr | None
    of: nw.Expr | None
    among_key: tuple[object, ...]
    key: tuple[object, ...]

    @classmethod
    def by(cls, measure: Aggregated, span: Period | None, denominators: Mapping[str, int]) -> _Chosen:
        """Those of a measure.

        Raises:
            NeedsUnit: it takes single records to know.
        """
        among = None if measure.among == EVERYTHING else truth(measure.among, denominators)
        if span is not None:
            day = nw.col(measure.by)
            inside = day.is_between(code_of(span.start), code_of(span.end)).fill_null(False)
            among = inside if among is None else inside & among
        of = among
        if measure.where != EVERYTHING:
            where = truth(measure.where, denominators)
            of = where if among is None else among & where
        looked_at = (measure.by if span else "", span, measure.among)
        return cls(measure, among, of, (*looked_at, EVERYTHING), (*looked_at, measure.where))


def column_of(measure: Aggregated, name: str, codes: pl.Series, has_records: pl.Series, denominator: int) -> Column:
    """A result as a column of all units; a unit without records has an empty register."""
    form = FORMS[measure.operation]
    if form.of_nothing is not None:
        nothing = pl.lit(form.of_nothing, dtype=pl.Int64)
        codes = pl.select(pl.when(pl.lit(has_records)).then(pl.lit(codes)).otherwise(nothing)).to_series()
    is_scaled = form.is_scaled and not name.endswith(":d")
    return Column(codes, form.kind, denominator if is_scaled else 1)
