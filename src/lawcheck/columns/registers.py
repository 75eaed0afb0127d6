"""Registers as tables: only what the checklist reads is read, and one pass gives every measure for every unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs
import narwhals as nw
import polars as pl

from lawcheck.calendars import Period
from lawcheck.checklist import Register
from lawcheck.columns.checked import read_columns
from lawcheck.columns.frames import reading, to_polars
from lawcheck.columns.measures import Columns, Measures, Pass, column_of
from lawcheck.columns.once import NeedsUnit
from lawcheck.columns.values import Column, any_of, faults_of, lazy_codes, wrong_type
from lawcheck.errors import EvidenceError, Place, Problem, problem
from lawcheck.evidence import Record, Source
from lawcheck.nearest import nearest

_HAS = "has records"
_BAD = "faults"
_MOST_TOLD = 20
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
        wanted = [each for each in register.columns if each in schema.names()]
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
        asked = Pass(self.known)
        wanted = []
        for measure in measures.of(self.name):
            try:
                asked.add(measure)
                wanted += [(measure, name) for name in measure.facts]
            except NeedsUnit:
                yield from ((name, None) for name in measure.facts)
        bad = self._faulty(dict.fromkeys(column for measure, _ in wanted for column in measure.columns))
        by_unit = nw.from_native(self.lazy).group_by(self.unit).agg(**asked.sums, **{_BAD: bad.cast(nw.Int8).sum()})
        with reading(self.at):
            with_facts = by_unit.with_columns(**asked.facts) if asked.facts else by_unit
            made = with_facts.to_native().collect(engine="streaming")
        self._refuse(made, units, bad)
        key = pl.col(self.unit).str.normalize("NFKC").str.strip_chars()
        joined = pl.DataFrame({self.unit: units}).join(
            made.with_columns(key, pl.lit(True).alias(_HAS)), on=self.unit, how="left", maintain_order="left"
        )
        has = joined[_HAS].fill_null(False)
        for measure, name in wanted:
            yield name, column_of(measure, name, joined[name], has, self.known.denominators.get(measure.of, 1))

    def _faulty(self, columns: Iterable[str]) -> nw.Expr:
        """Whether a record has a fault in one of some columns."""
        faults = [fault for column in columns for fault in self.faults.get(column, ())]
        return any_of(faults) if faults else nw.col(self.unit).is_in([])

    def _refuse(self, made: pl.DataFrame, units: pl.Series, bad: nw.Expr) -> None:
        problems = []
        if made[_BAD].sum():
            problems += list(self._told(self.lazy, bad, int(made[_BAD].sum())))
        key = made[self.unit].str.normalize("NFKC").str.strip_chars()
        strange = made.filter(key.is_null() | ~key.is_in(units.implode()))[self.unit]
        for each in strange.head(_MOST_TOLD).to_list():
            problems.append(
                problem(
                    Place(self.at),
                    "{register} 里的单位 {unit} 不在单位表里",
                    "{register} has records of {unit}, which is no unit",
                    register=self.name,
                    unit="—" if each is None else each,
                )
            )
        if len(strange) > _MOST_TOLD:
            problems.append(
                problem(Place(self.at), "还有{count}个这样的单位", "{count} more such units", count=len(strange) - _MOST_TOLD)
            )
        if not problems and key.n_unique() < len(key):
            problems.append(
                problem(Place(self.at), "同一单位有几种写法；请统一", "a unit is written in several ways; write it one way")
            )
        if problems:
            raise EvidenceError(problems)

    def _told(self, lazy: pl.LazyFrame, bad: nw.Expr, count: int) -> Iterator[Problem]:
        """The first faulty records."""
        rows = nw.from_native(lazy.with_row_index("row")).filter(bad).to_native().head(_MOST_TOLD).collect()
        for record in rows.iter_rows(named=True):
            yield problem(
                Place(self.at, record["row"] + 1),
                "单位 {unit} 的记录超出规定：{values}",
                "a record of {unit} is out of bounds: {values}",
                unit=record[self.unit],
                values=[f"{name}={record[name]}" for name in self.known.denominators],
            )
        if count > _MOST_TOLD:
            yield problem(Place(self.at), "这样的记录一共{count}条", "{count} records are like this", count=count)

    def records(self, units: pl.Series) -> dict[str, tuple[Record, ...]]:
        """The records of some units, by id, every column of them.

        Raises:
            EvidenceError: some are faulty.
        """
        key = pl.col(self.unit).str.normalize("NFKC").str.strip_chars()
        written = self.lazy.select(self.unit).unique().filter(key.is_in(units.implode())).collect(engine="streaming")
        among = pl.col(self.unit).is_in(written.to_series().implode())
        rows = self.lazy.with_row_index("row").filter(among).collect(engine="streaming").sort("row").with_columns(key)
        bad = self._faulty(self.faults)
        count = nw.from_native(rows).filter(bad).shape[0]
        if count:
            raise EvidenceError(list(self._told(rows.drop("row").lazy(), bad, count)))
        found: dict[str, list[Record]] = {}
        first = next(iter(self.register.columns))
        for row in rows.iter_rows(named=True):
            mine = found.setdefault(row[self.unit], [])
            values: dict[str, Any] = {
                name: row[name]
                if spec.kind == "text"
                else Column(rows["row"], spec.kind, self.known.denominators[name]).value(row[name])
                for name, spec in self.register.columns.items()
                if name in self.known.denominators and row[name] is not None
            }
            label = str(values.get(first, ""))
            mine.append(Record(self.name, len(mine) + 1, values, Source(Place(self.at, row["row"] + 1)), label))
        return {name: tuple(records) for name, records in found.items()}


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
