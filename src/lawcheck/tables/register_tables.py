"""Hold the records of all units, and compute all measures of all units in one pass.

Only the columns that the checklist reads are read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs
import narwhals as nw
import polars as pl

from lawcheck.model.calendars import Period
from lawcheck.model.declarations import Register
from lawcheck.model.errors import EvidenceError, Place, Problem
from lawcheck.model.evidence import Record, Source
from lawcheck.model.shortening import MAX_REPORTED
from lawcheck.tables.caller_tables import table_errors
from lawcheck.tables.cell_checks import and_more
from lawcheck.tables.record_rows import ROW
from lawcheck.tables.register_measures import Columns, Measures, Pass, column_of
from lawcheck.tables.register_problems import dated, refused, unit_problems, value_of
from lawcheck.tables.rule_per_input import NeedsUnit
from lawcheck.tables.text_columns import refused_texts
from lawcheck.tables.text_folding import folded
from lawcheck.tables.typed_column import Column, any_of

# Names of helper columns. They have spaces, so no column of a checklist can have the same name.
_HAS = "has records"
REFUSED_TEXT = "refused text of "


@attrs.frozen
class RegisterTable:
    """One register with the records of all units.

    Attributes:
        name: name of the register.
        register: its columns as the checklist defines them.
        lazy: the unit's id and the register's columns. Numbers, dates, yes and no are integer
            codes; texts are texts.
        unit: name of the column of unit ids.
        known: denominators and types of the columns.
        refusals: for each column, the conditions under which a record is refused.
        at: name of the table, for messages.
        nil: ids of units with a row that reports an empty register. Such rows are not records.
    """

    name: str
    register: Register
    lazy: pl.LazyFrame
    unit: str
    known: Columns
    refusals: Mapping[str, Sequence[nw.Expr]]
    at: str
    nil: pl.Series
    period: Period

    def columns(self, measures: Measures, units: pl.Series) -> Iterator[tuple[str, Column | None]]:
        """Compute every measure of the checklist over this register, for every unit.

        Args:
            measures: of the checklist.
            units: keys of all units; results come in this order.

        Yields:
            The name under which a result stands among the facts, and the result as a column;
            None for a measure that can only be computed from single records.

        Raises:
            EvidenceError: records have problems, or belong to unknown units.
        """
        asked, wanted = Pass(self.known), []
        for measure in measures.of(self.name):
            try:
                asked.add(measure)
                wanted += [(measure, name) for name in measure.facts]
            except NeedsUnit:
                yield from ((name, None) for name in measure.facts)
        read = dict.fromkeys(column for measure, _ in wanted for column in measure.columns)
        read |= dict.fromkeys(dated(self.register, self.period))
        counts = self._counted({**asked.doubts, **self._refused_counts(read)})
        asked = asked.without([name for name in asked.doubts if not counts[name]])
        records = nw.from_native(self._compared)
        by_unit = records.group_by(self.unit).agg(**(asked.sums or {_HAS: nw.len()}))
        if asked.sorted:
            by_unit = self._with_sorted(records, by_unit, asked)
        with table_errors(self.at):
            with_facts = by_unit.with_columns(**asked.facts) if asked.facts else by_unit
            made = with_facts.to_native().collect(engine="streaming")
        self._refuse(
            made[self.unit],
            units,
            {column: counts[column] for column in read if counts.get(column)},
        )
        key = folded(pl.col(self.unit))
        joined = pl.DataFrame({self.unit: units}).join(
            made.with_columns(key, pl.lit(True).alias(_HAS)),
            on=self.unit,
            how="left",
            maintain_order="left",
        )
        has = joined[_HAS].fill_null(False)
        for measure, name in wanted:
            yield (
                name,
                column_of(
                    measure, name, joined[name], has, self.known.denominators.get(measure.of, 1)
                ),
            )

    def _with_sorted(
        self, records: nw.LazyFrame[Any], by_unit: nw.LazyFrame[Any], asked: Pass
    ) -> nw.LazyFrame[Any]:
        """Add the aggregates of values in order, which Narwhals does not know."""
        values = records.select(
            self.unit, **{name: each for name, (each, _) in asked.sorted.items()}
        ).to_native()
        made = values.group_by(self.unit).agg(
            pick.alias(name) for name, (_, pick) in asked.sorted.items()
        )
        units: pl.LazyFrame = by_unit.to_native()
        both: nw.LazyFrame[Any] = nw.from_native(
            units.join(made, on=self.unit, how="left", nulls_equal=True)
        )
        return both

    def read(self, columns: Sequence[str]) -> pl.DataFrame:
        """Read the unit and some columns of every record, in the order of the table.

        Raises:
            EvidenceError: a record has a value that is refused in one of the columns.
        """
        with table_errors(self.at):
            rows = self._numbered(self.lazy).select(ROW, self.unit, *columns)
            frame = rows.collect(engine="streaming").sort(ROW)
        if any(self._refuses(frame[column]) for column in columns):
            every = self._numbered(self._compared)
            raise EvidenceError(
                each
                for column, count in self._counted(self._refused_counts(columns)).items()
                if count
                for each in self._refused_records(every, column, count)
            )
        return frame

    def _refuses(self, values: pl.Series) -> bool:
        """Whether a value of a column is refused; each distinct text is looked at once."""
        name = values.name
        if not self.refusals.get(name):
            return False
        frame = values.to_frame()
        if self.register.columns[name].kind.holds == "text":
            frame = frame.unique().select(
                folded(pl.col(name)),
                pl.col(name).map_batches(refused_texts, pl.String).alias(REFUSED_TEXT + name),
            )
        refused = nw.from_native(frame).select(refused=any_of(self.refusals[name]))
        return bool(refused["refused"].any())

    def _counted(self, numbers: Mapping[str, nw.Expr]) -> dict[str, int]:
        """Compute numbers over all records, without grouping: much faster than per unit."""
        if not numbers:
            return {}
        with table_errors(self.at):
            made = (
                nw.from_native(self._compared)
                .select(**numbers)
                .to_native()
                .collect(engine="streaming")
            )
        return {
            name: int(count or 0) for name, count in zip(made.columns, made.row(0), strict=True)
        }

    def _refused_counts(self, columns: Iterable[str]) -> dict[str, nw.Expr]:
        """Return expressions that count, for each column, the records refused for it."""
        return {
            column: any_of(self.refusals[column]).cast(nw.Int8).sum()
            for column in columns
            if self.refusals.get(column)
        }

    def _refuse(self, ids: pl.Series, units: pl.Series, refused_counts: Mapping[str, int]) -> None:
        rows = self._numbered(self._compared)
        problems = [
            each
            for column, count in refused_counts.items()
            for each in self._refused_records(rows, column, count)
        ]
        problems += unit_problems(self.name, self.at, ids, self.nil, units)
        if problems:
            raise EvidenceError(problems)

    def _is_looked_at(self, column: str) -> bool:
        """Whether a column `REFUSED_TEXT` holds the texts that are refused."""
        return self.register.columns[column].kind.holds == "text" and bool(self.refusals)

    def _numbered(self, rows: pl.LazyFrame) -> pl.LazyFrame:
        """Add the row number in the table, unless it was added before nil rows were dropped."""
        return rows if len(self.nil) else rows.with_row_index(ROW)

    @property
    def _compared(self) -> pl.LazyFrame:
        """The records with folded texts, ready for comparisons."""
        texts = [
            name
            for name, spec in self.register.columns.items()
            if spec.kind.holds == "text" and name in self.known.denominators
        ]
        return self.lazy.with_columns(folded(pl.col(name)).alias(name) for name in texts)

    def _refused_records(self, rows: pl.LazyFrame, column: str, count: int) -> Iterator[Problem]:
        """Report the first records refused for a column, and the number of others."""
        refused_rows = nw.from_native(rows).filter(any_of(self.refusals[column])).to_native()
        written = [
            pl.coalesce(REFUSED_TEXT + column, column).alias(column)
            if self._is_looked_at(column)
            else column
        ]
        for record in (
            refused_rows.select(ROW, self.unit, *written)
            .head(MAX_REPORTED)
            .collect()
            .iter_rows(named=True)
        ):
            value = self._value(column, record[column])
            yield refused(
                Place(self.at, record[ROW] + 1, column),
                record[self.unit],
                value,
                self.register.columns[column],
                self.period,
            )
        yield from and_more(count, Place(self.at, 0, column))

    def _value(self, column: str, code: Any) -> Any:
        return value_of(code, self.register.columns[column], self.known.denominators[column])

    def records(self, units: pl.Series) -> dict[str, tuple[Record, ...]]:
        """Read the records of some units, with every column, by the key of the unit.

        Raises:
            EvidenceError: a record has problems.
        """
        key = folded(pl.col(self.unit))
        with table_errors(self.at):
            written = (
                self.lazy.select(self.unit)
                .unique()
                .filter(key.is_in(units.implode()))
                .collect(engine="streaming")
            )
            among = pl.col(self.unit).is_in(written.to_series().implode())
            rows = (
                self._numbered(self.lazy)
                .filter(among)
                .collect(engine="streaming")
                .sort(ROW)
                .with_columns(key)
            )
        asked = self._refused_counts(self.refusals)
        texts = [name for name, spec in self.register.columns.items() if spec.kind.holds == "text"]
        folded_rows = rows.with_columns(folded(pl.col(name)).alias(name) for name in texts)
        counts = nw.from_native(folded_rows).select(**asked).rows(named=True)[0] if asked else {}
        refused_counts = {column: count for column, count in counts.items() if count}
        problems = [
            each
            for column, count in refused_counts.items()
            for each in self._refused_records(folded_rows.lazy(), column, count)
        ]
        if problems:
            raise EvidenceError(problems)
        found: dict[str, list[Record]] = {}
        first = next(iter(self.register.columns))
        for row in rows.iter_rows(named=True):
            mine = found.setdefault(row[self.unit], [])
            values = {
                name: self._value(name, row[name])
                for name in self.known.denominators
                if row[name] is not None
            }
            label = str(values.get(first, ""))
            mine.append(
                Record(
                    self.name, len(mine) + 1, values, Source(Place(self.at, row[ROW] + 1)), label
                )
            )
        return {name: tuple(records) for name, records in found.items()}
