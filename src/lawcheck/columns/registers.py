"""Registers as tables: only what the checklist reads is read, and one pass gives every measure for every unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import narwhals as nw
import polars as pl

from lawcheck.calendars import Period
from lawcheck.checklist import Register, Spec
from lawcheck.columns.checked import MOST_TOLD, and_more, read_columns, why_refused
from lawcheck.columns.folding import folded, folded_texts
from lawcheck.columns.frames import reading, to_polars
from lawcheck.columns.measures import Columns, Measures, Pass, column_of
from lawcheck.columns.once import NeedsUnit
from lawcheck.columns.values import Column, any_of, faults_of, lazy_codes, wrong_type
from lawcheck.errors import EvidenceError, Place, Problem, problem
from lawcheck.evidence import Record, Source, Value
from lawcheck.nearest import nearest
from lawcheck.text import message

_HAS = "has records"
_ROW = "row of the table"
_NO_CODES = pl.Series(dtype=pl.Int64)
_NARROW = (pl.Int8, pl.Int16, pl.Int32, pl.UInt8, pl.UInt16)


@attrs.frozen
class RegisterTable:
    """One register of all units.

    Attributes:
        lazy: the unit's id and the columns that the register has, as codes; texts as texts.
        known: of its columns.
        faults: by column, what must not be true of a record.
    """

    name: str
    register: Register
    lazy: pl.LazyFrame
    unit: str
    known: Columns
    faults: Mapping[str, Sequence[nw.Expr]]
    at: str

    @classmethod
    def of(cls, name: str, register: Register, table: Any, unit: str, period: Period) -> RegisterTable:
        """A table as the caller has it.

        Raises:
            EvidenceError: columns are not those of the register, or text cannot be read.
            UsageError: it is no table.
        """
        lazy, _ = to_polars(table, name)
        at = str(table) if isinstance(table, str | Path) else name
        with reading(at):
            schema = lazy.collect_schema()
        problems = list(unknown_columns(schema.names(), register, unit, name, at))
        if problems:
            raise EvidenceError(problems)
        absent = [each for each in register.columns if each not in schema.names()]
        lazy = lazy.with_columns(pl.lit(None).alias(each) for each in absent)
        schema = pl.Schema({**schema, **dict.fromkeys(absent, pl.Null())})
        wanted = list(register.columns)
        if any(schema[each].is_(pl.String) and register.columns[each].kind != "text" for each in wanted):
            return cls._from_text(name, register, lazy.select(unit, *wanted), unit, period, at)
        denominators: dict[str, int] = {}
        codes: list[pl.Expr] = []
        faults: dict[str, list[nw.Expr]] = {}
        for column in wanted:
            spec = register.columns[column]
            made = lazy_codes(column, schema[column], spec)
            if made is None:
                problems += [wrong_type(str(schema[column]), schema[column].is_float(), spec, Place(at, 0, column))]
                continue
            expression, denominators[column] = made
            codes.append(expression.alias(column))
            faults[column] = faults_of(nw.col(column), denominators[column], spec, period)
        if problems:
            raise EvidenceError(problems)
        kept = lazy.select(pl.col(unit).cast(pl.String), *codes)
        narrow = frozenset(each for each in wanted if schema[each] in _NARROW)
        return cls(name, register, kept, unit, Columns(denominators, narrow), faults, at)

    @classmethod
    def _from_text(cls, name: str, register: Register, lazy: pl.LazyFrame, unit: str, period: Period, at: str) -> RegisterTable:
        with reading(at):
            frame = lazy.collect()
        read, problems = read_columns(frame, register.columns, period, at)
        if problems:
            raise EvidenceError(problems)
        columns = [frame[unit].cast(pl.String)]
        for column, found in read.items():
            kind = register.columns[column].kind
            codes = found.codes.cast(pl.Boolean) if kind == "yes_no" else found.codes
            texts = pl.Series(found.texts, dtype=pl.String)
            columns.append((texts.gather(codes) if kind == "text" else codes).alias(column))
        denominators = {column: found.denominator for column, found in read.items()}
        return cls(name, register, pl.DataFrame(columns).lazy(), unit, Columns(denominators), {}, at)

    def columns(self, measures: Measures, units: pl.Series) -> Iterator[tuple[str, Column | None]]:
        """Every measure of the checklist over this register, for every unit; None for one that needs single records.

        Raises:
            EvidenceError: records are faulty, or of units that are not known.
        """
        asked, wanted = Pass(self.known), []
        for measure in measures.of(self.name):
            try:
                asked.add(measure)
                wanted += [(measure, name) for name in measure.facts]
            except NeedsUnit:
                yield from ((name, None) for name in measure.facts)
        read = dict.fromkeys(column for measure, _ in wanted for column in measure.columns)
        counts = self._counted({**asked.doubts, **self._faulty(read)})
        asked = asked.without([name for name in asked.doubts if not counts[name]])
        by_unit = nw.from_native(self._compared).group_by(self.unit).agg(**(asked.sums or {_HAS: nw.len()}))
        with reading(self.at):
            with_facts = by_unit.with_columns(**asked.facts) if asked.facts else by_unit
            made = with_facts.to_native().collect(engine="streaming")
        self._refuse(made[self.unit], units, {column: counts[column] for column in read if counts.get(column)})
        key = folded(pl.col(self.unit))
        joined = pl.DataFrame({self.unit: units}).join(
            made.with_columns(key, pl.lit(True).alias(_HAS)), on=self.unit, how="left", maintain_order="left"
        )
        has = joined[_HAS].fill_null(False)
        for measure, name in wanted:
            yield name, column_of(measure, name, joined[name], has, self.known.denominators.get(measure.of, 1))

    def _counted(self, numbers: Mapping[str, nw.Expr]) -> dict[str, int]:
        """Numbers over all records, which takes little of the time that it takes for each unit."""
        if not numbers:
            return {}
        with reading(self.at):
            made = nw.from_native(self._compared).select(**numbers).to_native().collect(engine="streaming")
        return {name: int(count or 0) for name, count in zip(made.columns, made.row(0), strict=True)}

    def _faulty(self, columns: Iterable[str]) -> dict[str, nw.Expr]:
        """How many records have a fault in each of some columns."""
        return {column: any_of(self.faults[column]).cast(nw.Int8).sum() for column in columns if self.faults.get(column)}

    def _refuse(self, ids: pl.Series, units: pl.Series, faulty: Mapping[str, int]) -> None:
        rows = self._compared.with_row_index(_ROW)
        problems = [each for column, count in faulty.items() for each in self._told(rows, column, count)]
        key = folded_texts(ids)
        strange = ids.filter(key.is_null() | ~key.is_in(units.implode()))
        for each in strange.head(MOST_TOLD).to_list():
            problems.append(
                problem(
                    Place(self.at),
                    "{register} 里的单位 {unit} 不在单位表里",
                    "{register} has records of {unit}, which is no unit",
                    register=self.name,
                    unit="—" if each is None else each,
                )
            )
        if len(strange) > MOST_TOLD:
            problems.append(
                problem(Place(self.at), "还有{count}个这样的单位", "{count} more such units", count=len(strange) - MOST_TOLD)
            )
        problems += self._spellings(ids, key)
        if problems:
            raise EvidenceError(problems)

    def _spellings(self, ids: pl.Series, keys: pl.Series) -> Iterator[Problem]:
        """Units that are written in several ways."""
        written = pl.DataFrame({"key": keys, "id": ids}).drop_nulls().group_by("key", maintain_order=True).agg("id")
        several = written.filter(pl.col("id").list.len() > 1)
        for name, ways in several.head(MOST_TOLD).iter_rows():
            what = (
                "单位 {unit} 有几种写法：{ways}；请统一",
                "the unit {unit} is written in several ways, {ways}; write it one way",
            )
            yield problem(Place(self.at), *what, unit=name, ways=sorted(map(repr, ways)))
        if several.height > MOST_TOLD:
            count = several.height - MOST_TOLD
            yield problem(Place(self.at), "还有{count}个这样的单位", "{count} more such units", count=count)

    @property
    def _compared(self) -> pl.LazyFrame:
        """The records with their texts as they are compared."""
        texts = [name for name, spec in self.register.columns.items() if spec.kind == "text" and name in self.known.denominators]
        return self.lazy.with_columns(folded(pl.col(name)).alias(name) for name in texts)

    def _told(self, rows: pl.LazyFrame, column: str, count: int) -> Iterator[Problem]:
        """The first records with a fault in a column, and how many there are more."""
        faulty = nw.from_native(rows).filter(any_of(self.faults[column])).to_native()
        for record in faulty.select(_ROW, self.unit, column).head(MOST_TOLD).collect().iter_rows(named=True):
            value = self._value(column, record[column])
            yield refused(Place(self.at, record[_ROW] + 1, column), record[self.unit], value, self.register.columns[column])
        yield from and_more(count, Place(self.at, 0, column))

    def _value(self, column: str, code: Any) -> Any:
        return value_of(code, self.register.columns[column], self.known.denominators[column])

    def records(self, units: pl.Series) -> dict[str, tuple[Record, ...]]:
        """The records of some units, by id, every column of them.

        Raises:
            EvidenceError: some are faulty.
        """
        key = folded(pl.col(self.unit))
        with reading(self.at):
            written = self.lazy.select(self.unit).unique().filter(key.is_in(units.implode())).collect(engine="streaming")
            among = pl.col(self.unit).is_in(written.to_series().implode())
            rows = self.lazy.with_row_index(_ROW).filter(among).collect(engine="streaming").sort(_ROW).with_columns(key)
        asked = self._faulty(self.faults)
        texts = [name for name, spec in self.register.columns.items() if spec.kind == "text"]
        folded_rows = rows.with_columns(folded(pl.col(name)).alias(name) for name in texts)
        counts = nw.from_native(folded_rows).select(**asked).rows(named=True)[0] if asked else {}
        faulty = {column: count for column, count in counts.items() if count}
        problems = [each for column, count in faulty.items() for each in self._told(folded_rows.lazy(), column, count)]
        if problems:
            raise EvidenceError(problems)
        found: dict[str, list[Record]] = {}
        first = next(iter(self.register.columns))
        for row in rows.iter_rows(named=True):
            mine = found.setdefault(row[self.unit], [])
            values = {name: self._value(name, row[name]) for name in self.known.denominators if row[name] is not None}
            label = str(values.get(first, ""))
            mine.append(Record(self.name, len(mine) + 1, values, Source(Place(self.at, row[_ROW] + 1)), label))
        return {name: tuple(records) for name, records in found.items()}


def value_of(code: Any, spec: Spec, denominator: int) -> Value | None:
    """What a code stands for; texts, yes and no stand for themselves."""
    return code if spec.kind == "text" else Column(_NO_CODES, spec.kind, denominator).value(code)


def refused(at: Place, unit: str | None, value: Value | None, spec: Spec) -> Problem:
    """A record that is refused for one of its values."""
    why = message("空白", "blank") if value is None else why_refused(value, spec)
    return problem(at, "{why}（单位 {unit}）", "{why} (unit {unit})", why=why, unit="—" if unit is None else unit)


def unknown_columns(names: Sequence[str], register: Register, unit: str, name: str, at: str) -> Iterator[Problem]:
    """Columns that the register does not have, and those that it lacks."""
    if unit not in names:
        yield problem(
            Place(at), "{register} 没有单位列 {unit}", "{register} has no column {unit} of unit ids", register=name, unit=unit
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
            yield problem(Place(at), "缺少列 {column}", "the column {column} is missing", column=column)
