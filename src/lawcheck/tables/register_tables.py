"""Read registers from tables, and compute all measures of all units in one pass.

Only the columns that the checklist reads are read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import narwhals as nw
import polars as pl

from lawcheck.model.calendars import Period
from lawcheck.model.declarations import Register, Spec
from lawcheck.model.errors import EvidenceError, Place, Problem, problem
from lawcheck.model.evidence import Record, Source, Value
from lawcheck.model.shortening import MAX_REPORTED
from lawcheck.model.spelling import nearest
from lawcheck.model.text import message
from lawcheck.tables.caller_tables import table_errors, to_polars
from lawcheck.tables.cell_checks import and_more, read_columns, why_refused
from lawcheck.tables.record_rows import ALL_RECORDS, ROW, find_non_records
from lawcheck.tables.register_measures import Columns, Measures, Pass, column_of
from lawcheck.tables.rule_per_input import NeedsUnit
from lawcheck.tables.text_columns import Texts, refused_texts
from lawcheck.tables.text_folding import folded, folded_texts
from lawcheck.tables.typed_column import Column, any_of, lazy_codes, refusals_of, wrong_type

# Names of helper columns. They have spaces, so no column of a checklist can have the same name.
_HAS = "has records"
_IS_NIL = "reports nothing"
_REFUSED_TEXT = "refused text of "
_NO_CODES = pl.Series(dtype=pl.Int64)
_NARROW = (pl.Int8, pl.Int16, pl.Int32, pl.UInt8, pl.UInt16)


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

    @classmethod
    def of(
        cls,
        name: str,
        register: Register,
        table: Any,
        unit: str,
        texts: Texts,
        read: Collection[str] | None,
    ) -> RegisterTable:
        """Read a table that the caller passed.

        Args:
            name: name of the register.
            register: its columns.
            table: the caller's table.
            unit: name of the column of unit ids.
            texts: how text columns are read.
            read: the columns that the checklist reads; None if the rows come from a CSV file,
                whose reader has checked them.

        Raises:
            EvidenceError: columns are missing or unknown, text cannot be read, or a row is not
                a record.
            UsageError: the argument is not a table.
        """
        lazy, _ = to_polars(table, name)
        at = str(table) if isinstance(table, str | Path) else name
        with table_errors(at):
            schema = lazy.collect_schema()
        problems = list(unknown_columns(schema.names(), register, unit, name, at))
        if problems:
            raise EvidenceError(problems)
        non_records = (
            ALL_RECORDS
            if read is None
            else find_non_records(lazy, name, register, unit, texts, read, at)
        )
        if non_records.problems:
            raise EvidenceError(non_records.problems)
        if (are_nil := non_records.are_nil) is not None:
            lazy = lazy.with_row_index(ROW).with_columns(are_nil.alias(_IS_NIL))
        absent = [each for each in register.columns if each not in schema.names()]
        lazy = lazy.with_columns(pl.lit(None).alias(each) for each in absent)
        schema = pl.Schema({**schema, **dict.fromkeys(absent, pl.Null())})
        wanted = list(register.columns)
        extra = [] if are_nil is None else [ROW, _IS_NIL]
        if any(
            schema[each].is_(pl.String) and register.columns[each].kind.holds != "text"
            for each in wanted
        ):
            return cls._from_text(
                name,
                register,
                lazy.select(unit, *wanted, *extra),
                unit,
                texts,
                at,
                non_records.nil,
            )
        if extra:
            lazy = lazy.filter(~pl.col(_IS_NIL))
        denominators: dict[str, int] = {}
        codes: list[pl.Expr] = []
        refusals: dict[str, list[nw.Expr]] = {}
        for column in wanted:
            spec = register.columns[column]
            made = lazy_codes(column, schema[column], spec)
            if made is None:
                problems += [
                    wrong_type(
                        str(schema[column]), schema[column].is_float(), spec, Place(at, 0, column)
                    )
                ]
                continue
            expression, denominators[column] = made
            refusals[column] = refusals_of(
                nw.col(column), denominators[column], spec, texts.period
            )
            if spec.kind.holds == "text":
                expression = texts.clean(expression)
                codes.append(
                    expression.map_batches(
                        refused_texts, return_dtype=pl.String, is_elementwise=True
                    ).alias(_REFUSED_TEXT + column)
                )
                refusals[column].insert(0, ~nw.col(_REFUSED_TEXT + column).is_null())
            codes.append(expression.alias(column))
        if problems:
            raise EvidenceError(problems)
        kept = lazy.select(pl.col(unit).cast(pl.String), *codes, *extra[:1])
        narrow = frozenset(each for each in wanted if schema[each] in _NARROW)
        return cls(
            name,
            register,
            kept,
            unit,
            Columns(denominators, narrow),
            refusals,
            at,
            non_records.nil,
            texts.period,
        )

    @classmethod
    def _from_text(
        cls,
        name: str,
        register: Register,
        lazy: pl.LazyFrame,
        unit: str,
        texts: Texts,
        at: str,
        nil: pl.Series,
    ) -> RegisterTable:
        with table_errors(at):
            frame = lazy.collect()
        is_nil = frame[_IS_NIL] if _IS_NIL in frame.columns else None
        records = (
            frame
            if is_nil is None
            else frame.with_columns(pl.when(~is_nil).then(pl.col(*register.columns)))
        )
        read, problems = read_columns(records, register.columns, texts, at)
        if problems:
            raise EvidenceError(problems)
        columns = [frame[unit].cast(pl.String)]
        for column, found in read.items():
            holds = register.columns[column].kind.holds
            codes = found.codes.cast(pl.Boolean) if holds == "yes_no" else found.codes
            distinct = pl.Series(found.texts, dtype=pl.String)
            columns.append((distinct.gather(codes) if holds == "text" else codes).alias(column))
        denominators = {column: found.denominator for column, found in read.items()}
        made = pl.DataFrame(columns)
        if is_nil is not None:
            made = made.with_columns(frame[ROW]).filter(~is_nil)
        return cls(
            name, register, made.lazy(), unit, Columns(denominators), {}, at, nil, texts.period
        )

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
                pl.col(name).map_batches(refused_texts, pl.String).alias(_REFUSED_TEXT + name),
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
        key = folded_texts(ids)
        nil = folded_texts(self.nil)
        both = key.filter(key.is_in(nil.implode())).unique(maintain_order=True)
        problems += [self._says_both(each) for each in both.head(MAX_REPORTED).to_list()]
        every, keys = pl.concat([ids, self.nil]), pl.concat([key, nil])
        strange = every.filter(keys.is_null() | ~keys.is_in(units.implode())).unique(
            maintain_order=True
        )
        for each in strange.head(MAX_REPORTED).to_list():
            problems.append(
                problem(
                    Place(self.at),
                    "{register} 里的单位 {unit} 不在单位表里",
                    "{register} has records of {unit}, which is not a unit",
                    register=self.name,
                    unit="—" if each is None else each,
                )
            )
        if len(strange) > MAX_REPORTED:
            problems.append(
                problem(
                    Place(self.at),
                    "还有{count}个这样的单位",
                    "{count} more such units",
                    count=len(strange) - MAX_REPORTED,
                )
            )
        problems += self._spellings(ids, key)
        if problems:
            raise EvidenceError(problems)

    def _says_both(self, unit: str) -> Problem:
        what = (
            "{unit} 的 {register} 既写零报告又有记录；请核对",
            "{register} of {unit} both says that there is nothing and holds records; check it",
        )
        return problem(Place(self.at), *what, register=self.name, unit=unit)

    def _is_looked_at(self, column: str) -> bool:
        """Whether a column `_REFUSED_TEXT` holds the texts that are refused."""
        return self.register.columns[column].kind.holds == "text" and bool(self.refusals)

    def _spellings(self, ids: pl.Series, keys: pl.Series) -> Iterator[Problem]:
        """Report units whose id is spelled in several ways."""
        written = (
            pl.DataFrame({"key": keys, "id": ids})
            .drop_nulls()
            .group_by("key", maintain_order=True)
            .agg("id")
        )
        several = written.filter(pl.col("id").list.len() > 1)
        for name, ways in several.head(MAX_REPORTED).iter_rows():
            what = (
                "单位 {unit} 有几种写法：{ways}；请统一",
                "the unit {unit} is written in several ways, {ways}; write it one way",
            )
            yield problem(Place(self.at), *what, unit=name, ways=sorted(map(repr, ways)))
        if several.height > MAX_REPORTED:
            count = several.height - MAX_REPORTED
            yield problem(
                Place(self.at), "还有{count}个这样的单位", "{count} more such units", count=count
            )

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
            pl.coalesce(_REFUSED_TEXT + column, column).alias(column)
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


def value_of(code: Any, spec: Spec, denominator: int) -> Value | None:
    """Decode a value of a register; texts, yes and no are stored as they are."""
    return (
        code
        if spec.kind.holds == "text"
        else Column(_NO_CODES, spec.kind, denominator).value(code)
    )


def dated(register: Register, period: Period) -> list[str]:
    """Return the columns of dates, if a record may be dated too late to count.

    Whether measures read them or not: a record after the day that is scored is no record.
    """
    if period.as_of is None:
        return []
    return [name for name, spec in register.columns.items() if spec.kind.holds == "date"]


def refused(
    at: Place, unit: str | None, value: Value | None, spec: Spec, period: Period
) -> Problem:
    """Report a record that is refused for one of its values."""
    why = message("空白", "blank") if value is None else why_refused(value, spec, period)
    return problem(
        at,
        "{why}（单位 {unit}）",
        "{why} (unit {unit})",
        why=why,
        unit="—" if unit is None else unit,
    )


def unknown_columns(
    names: Sequence[str], register: Register, unit: str, name: str, at: str
) -> Iterator[Problem]:
    """Report columns that the register does not define, and required columns that are missing."""
    if unit not in names:
        yield problem(
            Place(at),
            "{register} 没有单位列 {unit}",
            "{register} has no column {unit} of unit ids",
            register=name,
            unit=unit,
        )
    for each in names:
        if each not in register.columns and each != unit:
            near = nearest(each, list(register.columns)) or "、".join(register.columns)
            yield problem(
                Place(at),
                "台账 {register} 没有列 {column}；有：{near}",
                "the register {register} has no column {column}; there is {near}",
                register=name,
                column=each,
                near=near,
            )
    for column, spec in register.columns.items():
        if column not in names and not spec.optional:
            yield problem(
                Place(at), "缺少列 {column}", "the column {column} is missing", column=column
            )
