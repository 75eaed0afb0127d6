"""Compute the measures over a register for all units at once.

All measures share one pass. Each measure asks the `Pass` for numbers (counts, sums) by a key, and
two measures that ask with an equal key get the same column. For example, `count of cases that are
late` and `share of cases that are late` both use the column that counts late cases.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from typing import Any

import attrs
import narwhals as nw
import polars as pl

from lawcheck.model.calendars import Period, PeriodLength
from lawcheck.model.conditions import EVERYTHING
from lawcheck.model.operations import Operation
from lawcheck.model.register_measures import OverRecords
from lawcheck.model.rule import Periodic
from lawcheck.tables.aggregated import AGGREGATED, Aggregated, replace_measures
from lawcheck.tables.condition_expressions import truth
from lawcheck.tables.known_fields import is_known, unknown
from lawcheck.tables.operation_forms import FORMS
from lawcheck.tables.rule_per_input import NEVER_CODE, NeedsUnit
from lawcheck.tables.typed_column import Column, code_of


@attrs.frozen
class Columns:
    """Denominators and integer types of the columns of a register.

    Attributes:
        denominators: by column; a number is its code divided by this.
        narrow: columns of at most 32 bits, whose sum over any register fits into 64 bits.
        widest: type for the sums of other columns. It either holds any such sum (128 bits), or
            the engine raises an error when a sum overflows (64 bits on Spark).
        can_sort: whether the engine sorts the values of each unit.
    """

    denominators: Mapping[str, int]
    narrow: frozenset[str] = frozenset()
    widest: nw.dtypes.DType = attrs.field(factory=nw.Int128)
    can_sort: bool = True


class Measures:
    """Assign a fact name to every measure of a checklist, and put these facts into its rules.

    Equal measures get the same name, so each is computed once.
    """

    def __init__(self, period: Period) -> None:
        self._period = period
        self._known: dict[tuple[OverRecords, tuple[Period, ...]], Aggregated] = {}

    def of(self, register: str) -> Iterator[Aggregated]:
        """Return the measures over one register."""
        return (each for each in self._known.values() if each.register == register)

    def in_rule(self, rule: Any) -> Any:
        """Replace the measures of a rule by facts.

        A rule that needs single records for one of its measures is returned unchanged.
        """
        try:
            return replace_measures(
                rule,
                lambda measure: self._named(
                    measure, rule.counts_each if isinstance(rule, Periodic) else None
                ),
            )
        except NeedsUnit:
            return rule

    def _named(self, measure: OverRecords, each: PeriodLength | None) -> Aggregated:
        operation = measure.operation
        form = FORMS.get(type(operation))
        has_form = form is not None and not any(unknown(operation, form.heeds))
        if not is_known(measure) or not has_form or (measure.by and each is None):
            raise NeedsUnit
        spans = self._period.split(each) if measure.by and each else ()
        found = self._known.get((measure, spans))
        if found is None:
            values = {
                field.name: getattr(measure, field.name) for field in attrs.fields(OverRecords)
            }
            found = Aggregated(
                **values, name=f"{AGGREGATED}{len(self._known)}:{len(spans)}", spans=spans
            )
            self._known[measure, spans] = found
        return found


class Pass:
    """Expressions of one pass over a register: aggregates per unit, and the measures made of them.

    Attributes:
        sums: aggregates over the records of one unit, by name; each is computed once.
        sorted: by the name of such an aggregate, numbers of each record, and the aggregate of
            these in order.
        doubts: aggregates that count records with unknown values, by name. A measure is null
            where such a count is above 0. If a count is 0 over all records it is 0 for every
            unit; `without` then leaves it out, which saves most of the time of the pass.
        facts: results of measures by name, made of the aggregates; null if unknown.
    """

    def __init__(self, table: Columns, certain: Collection[str] = ()) -> None:
        self.sums: dict[str, nw.Expr] = {}
        self.sorted: dict[str, tuple[nw.Expr, pl.Expr]] = {}
        self.doubts: dict[str, nw.Expr] = {}
        self.facts: dict[str, nw.Expr] = {}
        self._table = table
        self._certain = certain
        self._names: dict[tuple[object, ...], str] = {}
        self._measures: list[Aggregated] = []

    def without(self, doubts: Collection[str]) -> Pass:
        """Return the same pass without some doubts that are known to be 0 for every unit."""
        made = Pass(self._table, doubts)
        made._names = self._names  # shared: `doubts` are names that this pass has assigned
        for measure in self._measures:
            made.add(measure)
        return made

    def add(self, measure: Aggregated) -> None:
        """Add a measure.

        Raises:
            NeedsUnit: the measure can only be computed from single records.
        """
        if not measure.spans:
            self._add(_Selection.by(measure, None, self._table.denominators), measure.name, [])
        else:
            by = nw.col(measure.by)
            undated = self.doubt(
                ("undated", measure.by), (by.is_null() | (by == NEVER_CODE)).cast(nw.Int8).sum()
            )
            for place, span in enumerate(measure.spans):
                self._add(
                    _Selection.by(measure, span, self._table.denominators),
                    f"{measure.name}:{place}",
                    undated,
                )
        self._measures.append(measure)

    def doubt(self, key: tuple[object, ...], number: nw.Expr) -> list[nw.Expr]:
        """Add a count of records with unknown values; return no term if it is known to be 0."""
        name = self._name(key)
        if name in self._certain:
            return []
        self.doubts[name] = number
        return [self.number(key, number)]

    def _name(self, key: tuple[object, ...]) -> str:
        return self._names.setdefault(key, f"sum {len(self._names)}")

    def number(self, key: tuple[object, ...], number: nw.Expr) -> nw.Expr:
        """Add an aggregate, and return its column; an equal key gives the same column."""
        name = self._name(key)
        self.sums[name] = number
        return nw.col(name)

    def of_sorted(
        self, key: tuple[object, ...], values: nw.Expr, pick: Callable[[pl.Expr], pl.Expr]
    ) -> nw.Expr:
        """Add an aggregate of values in order, as `number` does.

        Raises:
            NeedsUnit: the engine does not sort the values of a unit.
        """
        if not self._table.can_sort:
            raise NeedsUnit
        name = self._name(key)
        wide = values.cast(self._table.widest)
        self.sorted[name] = wide, pick(pl.col(name).drop_nulls().sort())
        return nw.col(name)

    def met(self, key: tuple[object, ...], condition: nw.Expr | None) -> nw.Expr:
        """Count the records that meet a condition, or all if there is none."""
        return self.number(
            ("met", *key), nw.len() if condition is None else condition.cast(nw.Int8).sum()
        )

    def summable(self, of: str, values: nw.Expr) -> nw.Expr:
        """Cast the values of a column to a type that holds their sum."""
        return values if of in self._table.narrow else values.cast(self._table.widest)

    def _unknown(self, key: tuple[object, ...], condition: nw.Expr) -> list[nw.Expr]:
        """Count the records for which a condition is null, that is unknown."""
        return self.doubt(("unknown", *key), condition.null_count())

    def _add(self, selection: _Selection, name: str, unknown: list[nw.Expr]) -> None:
        """Add the results of a selection.

        The result is unknown if it is unknown for some record whether it is looked at, or
        whether a record that is looked at counts.
        """
        if selection.among is not None:
            unknown = [*unknown, *self._unknown(selection.among_key, selection.among)]
        # `by` uses one expression object for both if they are the same condition: count it once
        if selection.of is not None and selection.of is not selection.among:
            unknown = [*unknown, *self._unknown(selection.key, selection.of)]
        numbers = _Numbers(self, selection)
        if selection.measure.of:
            unknown = [*unknown, *numbers.blank()]
        form = selection.measure.form
        for end, number in zip(form.ends, form.columns(numbers), strict=True):
            self._add_fact(name + end, number, unknown)

    def _add_fact(self, name: str, value: nw.Expr, unknown: list[nw.Expr]) -> None:
        number = value.cast(nw.Int64)
        self.facts[name] = (
            nw.when(nw.sum_horizontal(*unknown) == 0).then(number) if unknown else number
        )


@attrs.frozen
class _Selection:
    """The records that a measure selects, in one period or in all.

    Attributes:
        measure: the measure.
        among: whether a record is looked at (the base of a share); None if all are.
        of: whether a record is looked at and counts; None if all do.
        among_key: equal for all measures that look at the same records.
        key: equal for all measures that count the same records.
    """

    measure: Aggregated
    among: nw.Expr | None
    of: nw.Expr | None
    among_key: tuple[object, ...]
    key: tuple[object, ...]

    @classmethod
    def by(
        cls, measure: Aggregated, span: Period | None, denominators: Mapping[str, int]
    ) -> _Selection:
        """Translate the conditions of a measure.

        Raises:
            NeedsUnit: a condition can only be decided from single records.
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


@attrs.frozen
class _Numbers:
    """Aggregates of one measure in a pass; see `lawcheck.tables.operation_forms.Numbers`."""

    numbers: Pass
    selection: _Selection

    @property
    def operation(self) -> Operation:
        """The operation, with its own keys."""
        return self.selection.measure.operation

    @property
    def _column(self) -> nw.Expr:
        return nw.col(self.selection.measure.of)

    @property
    def _key(self) -> tuple[object, ...]:
        return (self.selection.measure.of, *self.selection.key)

    @property
    def values(self) -> nw.Expr:
        """Codes of the column in the records that count; null in the others."""
        of = self.selection.of
        return self._column if of is None else nw.when(of).then(self._column)

    def count(self) -> nw.Expr:
        """Count the records that count."""
        return self.numbers.met(self.selection.key, self.selection.of)

    def looked_at(self) -> nw.Expr:
        """Count the records that are looked at."""
        return self.numbers.met(self.selection.among_key, self.selection.among)

    def total(self) -> nw.Expr:
        """Sum the values, in a type that holds the sum."""
        return self.once(
            "sum", self.numbers.summable(self.selection.measure.of, self.values).sum()
        )

    def once(self, name: str, number: nw.Expr) -> nw.Expr:
        """Add an aggregate of `values`; the name identifies the aggregate function."""
        return self.numbers.number((name, *self._key), number)

    def of_sorted(self, name: str, pick: Callable[[pl.Expr], pl.Expr]) -> nw.Expr:
        """Add an aggregate of the values in order."""
        return self.numbers.of_sorted((name, *self._key), self.values, pick)

    def blank(self) -> list[nw.Expr]:
        """Count the records that count and have a blank in the column."""
        of, column = self.selection.of, self._column
        number = column.null_count() if of is None else (of & column.is_null()).cast(nw.Int8).sum()
        return self.numbers.doubt(("blank", *self._key), number)


def column_of(
    measure: Aggregated, name: str, codes: pl.Series, has_records: pl.Series, denominator: int
) -> Column:
    """Turn a result into a column of all units.

    Args:
        measure: the measure.
        name: name of the result among the facts.
        codes: the results; null for a unit without records.
        has_records: which units have records. The others have an empty register, and get the
            code that the operation defines for it, such as 0 for a count.
        denominator: of the register's column that the measure reads.
    """
    form = measure.form
    if form.of_nothing is not None:
        nothing = pl.lit(form.of_nothing, dtype=pl.Int64)
        codes = pl.select(
            pl.when(pl.lit(has_records)).then(pl.lit(codes)).otherwise(nothing)
        ).to_series()
    is_scaled = form.is_scaled and not name.endswith(":d")
    return Column(codes, form.kind, denominator * form.divisor if is_scaled else 1)
