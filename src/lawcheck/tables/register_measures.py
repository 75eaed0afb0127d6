"""Measures over a register, worked out for all units at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

import attrs
import narwhals as nw
import polars as pl

from lawcheck.model.calendars import Period, PeriodLength
from lawcheck.model.conditions import EVERYTHING
from lawcheck.model.measures import OverRecords
from lawcheck.tables.aggregated import AGGREGATED, Aggregated, replaced
from lawcheck.tables.condition_expressions import truth
from lawcheck.tables.known_fields import is_known, unknown
from lawcheck.tables.operation_forms import FORMS
from lawcheck.tables.rule_per_input import NEVER_CODE, NeedsUnit
from lawcheck.tables.typed_column import Column, code_of


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
            return replaced(
                rule, lambda measure: self._named(measure, getattr(rule, "each", None))
            )
        except NeedsUnit:
            return rule

    def _named(self, measure: OverRecords, each: PeriodLength | None) -> Aggregated:
        operation = measure.operation
        has_form = type(operation) in FORMS and not any(unknown(operation, ()))
        if not is_known(measure) or not has_form or (measure.by and each is None):
            raise NeedsUnit
        spans = self._period.split(each) if measure.by and each else ()
        found = self._known.get(measure)
        if found is None or found.spans != spans:
            values = {
                field.name: getattr(measure, field.name) for field in attrs.fields(OverRecords)
            }
            found = Aggregated(
                **values, name=f"{AGGREGATED}{len(self._known)}:{len(spans)}", spans=spans
            )
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
            undated = self.doubt(
                ("undated", measure.by), (by.is_null() | (by == NEVER_CODE)).cast(nw.Int8).sum()
            )
            for place, span in enumerate(measure.spans):
                self._add(
                    _Chosen.by(measure, span, self._table.denominators),
                    f"{measure.name}:{place}",
                    undated,
                )
        self._measures.append(measure)

    def doubt(self, key: tuple[object, ...], number: nw.Expr) -> list[nw.Expr]:
        """A number that is 0 where all is known; none where that is certain."""
        name = self._name(key)
        if name in self._certain:
            return []
        self.doubts[name] = number
        return [self.number(key, number)]

    def _name(self, key: tuple[object, ...]) -> str:
        return self._names.setdefault(key, f"sum {len(self._names)}")

    def number(self, key: tuple[object, ...], number: nw.Expr) -> nw.Expr:
        """A number that is worked out once, whatever measures ask for it."""
        name = self._name(key)
        self.sums[name] = number
        return nw.col(name)

    def met(self, key: tuple[object, ...], condition: nw.Expr | None) -> nw.Expr:
        """How many records meet a condition."""
        return self.number(
            ("met", *key), nw.len() if condition is None else condition.cast(nw.Int8).sum()
        )

    def summable(self, of: str, values: nw.Expr) -> nw.Expr:
        """Values of a column in a type that holds their sum."""
        return values if of in self._table.narrow else values.cast(self._table.widest)

    def _unknown(self, key: tuple[object, ...], condition: nw.Expr) -> list[nw.Expr]:
        """Of how many records it is not known whether they meet a condition."""
        return self.doubt(("unknown", *key), condition.null_count())

    def _add(self, chosen: _Chosen, name: str, unknown: list[nw.Expr]) -> None:
        """A record that is not known to be looked at, or is and is not known to count, leaves the result unknown."""
        if chosen.among is not None:
            unknown = [*unknown, *self._unknown(chosen.among_key, chosen.among)]
        if chosen.of is not None and chosen.of is not chosen.among:
            unknown = [*unknown, *self._unknown(chosen.key, chosen.of)]
        numbers = _Numbers(self, chosen)
        if chosen.measure.of:
            unknown = [*unknown, *numbers.blank()]
        form = chosen.measure.form
        for end, number in zip(form.ends, form.columns(numbers), strict=True):
            self._tell(name + end, number, unknown)

    def _tell(self, name: str, value: nw.Expr, unknown: list[nw.Expr]) -> None:
        number = value.cast(nw.Int64)
        self.facts[name] = (
            nw.when(nw.sum_horizontal(*unknown) == 0).then(number) if unknown else number
        )


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
    def by(
        cls, measure: Aggregated, span: Period | None, denominators: Mapping[str, int]
    ) -> _Chosen:
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


@attrs.frozen
class _Numbers:
    """The numbers of a pass, for one measure."""

    numbers: Pass
    chosen: _Chosen

    @property
    def _column(self) -> nw.Expr:
        return nw.col(self.chosen.measure.of)

    @property
    def _key(self) -> tuple[object, ...]:
        return (self.chosen.measure.of, *self.chosen.key)

    @property
    def values(self) -> nw.Expr:
        """The codes of the column in the records that count; null in the others."""
        of = self.chosen.of
        return self._column if of is None else nw.when(of).then(self._column)

    def count(self) -> nw.Expr:
        """How many records count."""
        return self.numbers.met(self.chosen.key, self.chosen.of)

    def looked_at(self) -> nw.Expr:
        """How many records are looked at."""
        return self.numbers.met(self.chosen.among_key, self.chosen.among)

    def total(self) -> nw.Expr:
        """The sum of the values, in a type that holds it."""
        return self.once("sum", self.numbers.summable(self.chosen.measure.of, self.values).sum())

    def once(self, name: str, number: nw.Expr) -> nw.Expr:
        """A number over `values`, under a name that says what it is."""
        return self.numbers.number((name, *self._key), number)

    def blank(self) -> list[nw.Expr]:
        """In how many records that count the column is blank."""
        of, column = self.chosen.of, self._column
        number = column.null_count() if of is None else (of & column.is_null()).cast(nw.Int8).sum()
        return self.numbers.doubt(("blank", *self._key), number)


def column_of(
    measure: Aggregated, name: str, codes: pl.Series, has_records: pl.Series, denominator: int
) -> Column:
    """A result as a column of all units; a unit without records has an empty register."""
    form = measure.form
    if form.of_nothing is not None:
        nothing = pl.lit(form.of_nothing, dtype=pl.Int64)
        codes = pl.select(
            pl.when(pl.lit(has_records)).then(pl.lit(codes)).otherwise(nothing)
        ).to_series()
    is_scaled = form.is_scaled and not name.endswith(":d")
    return Column(codes, form.kind, denominator if is_scaled else 1)
