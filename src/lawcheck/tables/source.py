"""Read and check the tables of a run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, TypeVar

import attrs
import polars as pl

from lawcheck.evidence.arguments import need_encoding
from lawcheck.evidence.consistency import cross_check
from lawcheck.evidence.notices import Readings
from lawcheck.model.caller_notices import tell_caller
from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import EvidenceError, Place, Problem, UsageError, problem
from lawcheck.model.evidence import Evidence, Fact, Unit
from lawcheck.model.evidence import Source as Origin
from lawcheck.model.raw_tables import FACTS
from lawcheck.model.shortening import MAX_REPORTED, first_of_each_kind
from lawcheck.model.spelling import nearest
from lawcheck.model.text import fold
from lawcheck.tables.alike_units import alike_in_tables
from lawcheck.tables.caller_tables import ToNative, table_errors, to_polars
from lawcheck.tables.cell_checks import read_columns
from lawcheck.tables.consistency import contradicting
from lawcheck.tables.csv_files import CsvFiles
from lawcheck.tables.decisions import Decisions
from lawcheck.tables.inputs import TableInputs
from lawcheck.tables.item_columns import Inputs
from lawcheck.tables.near_words import near_in_facts, near_in_records
from lawcheck.tables.other_columns import known_columns
from lawcheck.tables.register_measures import Measures
from lawcheck.tables.register_reading import read_register
from lawcheck.tables.register_tables import RegisterTable
from lawcheck.tables.repeated_records import repeated_records
from lawcheck.tables.sum_rows import rows_of_totals
from lawcheck.tables.text_columns import Texts
from lawcheck.tables.typed_column import Column
from lawcheck.tables.unit_records import UnitRecords
from lawcheck.tables.units import UNIT_COLUMNS, Identity

RESERVED_COLUMNS = (
    "score_low",
    "score_high",
    "exact_low",
    "exact_high",
    "grade",
    "rank_best",
    "rank_worst",
    "full_by_rounding",
    "near_cut",
)
"""Columns of the table of scores, apart from those that describe units and those of items.

The column of unit ids is copied into the table of scores, so it must not have one of these names.
"""


@attrs.frozen
class Source:
    """Content of the tables of a run.

    Attributes:
        checklist: the checklist that the tables were read for.
        identity: ids, names, kinds and groups of the units.
        inputs: facts and results of measures as columns.
        decided: decisions of people about units, by the key of the unit.
        registers: the tables of records.
        files: evidence that came from CSV files. The evidence of a single unit is taken from
            here, because it has the line numbers.
        to_native: converts a Polars frame to the kind of frame that the caller passed.
        at: name of the table of facts, for messages.
    """

    checklist: Checklist
    identity: Identity
    inputs: Inputs
    decided: Mapping[str, Evidence]
    registers: tuple[RegisterTable, ...]
    files: CsvFiles
    to_native: ToNative
    at: str

    @property
    def is_special(self) -> pl.Series:
        """Which units are scored by rules of their own (overlays)."""
        overlays = self.checklist.overlays
        if not overlays:
            return pl.zeros(self.inputs.height, dtype=pl.Boolean, eager=True)
        everyone = pl.Series(range(self.inputs.height), dtype=pl.UInt32)
        units = (Unit("", "", kind, group) for _, kind, group in self.identity.about(everyone))
        # few kinds and groups recur, so each pair is looked at once
        is_tailored = lru_cache(lambda unit: any(each.is_for(unit) for each in overlays))
        return pl.Series(map(is_tailored, units), dtype=pl.Boolean)

    @classmethod
    def read(cls, checklist: Checklist, given: TableInputs, measures: Measures) -> Source:
        """Read and check tables.

        Args:
            checklist: describes the facts and registers.
            given: the tables as the caller passed them.
            measures: of the checklist; their results become columns beside the facts.

        Raises:
            EvidenceError: the tables have problems; lists all of them.
            LimitError: a CSV file is too large.
            UsageError: an argument is not a table.
        """
        need_encoding(given.encoding, "score_table()")
        _refuse(_unknown_registers(given.registers, checklist))
        at = str(given.facts) if isinstance(given.facts, str | Path) else "facts"
        files, given = CsvFiles.read(checklist, given)
        lazy, to_native = to_polars(given.facts, "facts")
        readings = Readings()
        texts = Texts(checklist.period, checklist.words, readings)
        # rows of totals in CSV files have been looked for by their reader, as they are written
        has_totals = given.is_whole and not files.has_facts
        problems: list[Problem] = []
        facts = _noting(
            problems, lambda: _facts(checklist, lazy, given.unit, texts, at, has_totals)
        )
        read = {
            name: {column for each in measures.of(name) for column in each.columns}
            for name in given.registers
        }
        looked_at = {
            name: None if name in files.registers else columns for name, columns in read.items()
        }
        unit = given.unit
        found = [
            _noting(
                problems,
                partial(read_register, name, checklist, table, unit, texts, looked_at[name]),
            )
            for name, table in given.registers.items()
        ]
        registers = tuple(table for table in found if table is not None)
        if facts is None or problems:
            raise EvidenceError(problems)
        frame, columns, identity = facts
        from_records: list[str] = []
        records: dict[str, UnitRecords] = {}
        for table in registers:
            is_reported = (
                identity.keys.is_in(files.reported(table.name))
                if table.name in files.registers
                else None
            )
            records[table.name] = UnitRecords(table, identity.keys, is_reported)
            measured = _noting(problems, partial(_measured, table, measures, identity.keys))
            for name, column in measured or ():
                if column is None:
                    from_records.append(name)
                else:
                    columns[name] = column if is_reported is None else column.only(is_reported)
        _refuse(problems)
        decided = given.decided(checklist, identity.keys)
        inputs = Inputs(
            columns,
            frozenset(checklist.facts),
            frame.height,
            checklist.period,
            frozenset(from_records),
            registers=records,
            decisions=Decisions.of(checklist, decided, identity.keys),
            has_rules_across=bool(checklist.once or checklist.cause_caps),
        )
        source = cls(checklist, identity, inputs, decided, registers, files, to_native, at)
        _refuse(source._contradictions())
        told = [
            notice
            for table in registers
            if table.name not in files.registers
            for notice in near_in_records(table, checklist.sought.get(table.name, {}))
        ]
        if not files.has_facts:  # else their reader has told it
            told = [*near_in_facts(columns, checklist.sought.get(FACTS, {}), at), *told]
            told += alike_in_tables(identity) if given.is_whole else ()
        tell_caller(first_of_each_kind((*readings.notices(), *told)))
        return source

    def _contradictions(self) -> Iterator[Problem]:
        """Report parts above their wholes and parts that do not add up, for the first units."""
        rows = contradicting(self.checklist, self.inputs).arg_true()
        for evidence in self.evidence(rows.head(MAX_REPORTED)):
            yield from cross_check(self.checklist, evidence)
        if len(rows) > MAX_REPORTED:
            what = "还有{count}个单位的数据自相矛盾", "{count} more units contradict themselves"
            yield problem(Place(self.at), *what, count=len(rows) - MAX_REPORTED)

    def rows_of(self, units: Sequence[str]) -> pl.Series:
        """Return the row numbers of some units, given by id.

        Raises:
            UsageError: a unit is not in the table.
        """
        places = {key: row for row, key in enumerate(self.identity.keys.to_list())}
        absent = [name for name in units if fold(name) not in places]
        if absent:
            what = problem(
                Place(self.at), "没有单位 {units}", "there is no unit {units}", units=absent
            )
            raise UsageError([what])
        return pl.Series([places[fold(name)] for name in units], dtype=pl.UInt32)

    def evidence(self, rows: pl.Series) -> Iterator[Evidence]:
        """Yield the evidence of the units in some rows, as if each had been read alone.

        Raises:
            EvidenceError: records of these units have problems.
        """
        if not len(rows):
            return
        keys = self.identity.keys.gather(rows)
        values = {
            name: each.values(rows)
            for name, each in self.inputs.columns.items()
            if name in self.checklist.facts
        }
        records = {
            table.name: table.records(keys)
            for table in self.registers
            if table.name not in self.files.registers
        }
        units_of_rows = zip(keys.to_list(), self.identity.about(rows), rows.to_list(), strict=True)
        for place, (key, about, row) in enumerate(units_of_rows):
            own = self.files.evidence.get(key, _EMPTY)
            facts = own.facts if self.files.has_facts else {
                name: Fact(name, value, Origin(Place(self.at, row + 1, name)))
                for name, found in values.items()
                if (value := found[place]) is not None
            }  # fmt: skip
            mine = {
                **own.registers,
                **{name: found.get(key, ()) for name, found in records.items()},
            }
            decided = self.decided.get(key, _EMPTY)
            count = 1 + sum(max(1, len(each)) for each in mine.values())
            yield Evidence(
                Unit(key, *about), facts, mine, decided.not_applicable, decided.judgements, count
            )


_EMPTY = Evidence(Unit(""))
_Read = TypeVar("_Read")


def _noting(problems: list[Problem], read: Callable[[], _Read]) -> _Read | None:
    """Return what was read; None, with its problems noted, if it was refused."""
    try:
        return read()
    except EvidenceError as error:
        problems += error.problems
        return None


def _measured(
    table: RegisterTable, measures: Measures, keys: pl.Series
) -> list[tuple[str, Column | None]]:
    """Return the results of the measures over a register; None for those that need single records.

    Raises:
        EvidenceError: the register has problems.
    """
    made = list(table.columns(measures, keys))
    _refuse(repeated_records(table, keys))
    return made


def _facts(
    checklist: Checklist, lazy: pl.LazyFrame, unit: str, texts: Texts, at: str, has_totals: bool
) -> tuple[pl.DataFrame, dict[str, Column], Identity]:
    """Read the table of facts, and who its units are.

    Args:
        checklist: describes the facts.
        lazy: the table.
        unit: name of the column of ids.
        texts: how text columns are read.
        at: name of the table, for messages.
        has_totals: whether rows of totals are looked for.

    Raises:
        EvidenceError: the table has problems.
    """
    with table_errors(at):
        names = lazy.collect_schema().names()
    names = known_columns(checklist, FACTS, names, (unit, *UNIT_COLUMNS), at)
    _refuse(unknown_columns(names, checklist, unit, at))
    with table_errors(at):
        frame = lazy.select(names).collect()
    columns, problems = read_columns(frame, checklist.facts, texts, at)
    identity = _noting(problems, lambda: Identity.of(frame, unit, at))
    if identity is None or problems:
        raise EvidenceError(problems)
    if has_totals:
        _refuse(rows_of_totals(frame, columns, checklist.facts, unit, at))
    return frame, columns, identity


def _refuse(problems: Iterable[Problem]) -> None:
    found = list(problems)
    if found:
        raise EvidenceError(found)


def unknown_columns(
    names: Sequence[str], checklist: Checklist, unit: str, at: str
) -> Iterator[Problem]:
    """Report columns that are neither facts nor describe units, and a missing column of ids."""
    if unit in RESERVED_COLUMNS or unit.startswith(("points.", "state.")):
        what = (
            "单位列不能叫 {unit}；结果表里有这一列，请改名",
            "the table of scores has a column {unit}; call that of the ids otherwise",
        )
        yield problem(Place(at), *what, unit=unit)
    if unit.startswith("#") or " " in unit:
        what = (
            "单位列的名称不能有空格，也不能以 # 开头：{unit}；请改名",
            "the column of unit ids may have no space in its name and not start with #: "
            "call {unit} otherwise",
        )
        yield problem(Place(at), *what, unit=unit)
    if unit not in names:
        yield problem(
            Place(at), "没有单位列 {unit}", "there is no column {unit} of unit ids", unit=unit
        )
    for name in names:
        if name not in checklist.facts and name != unit and name not in UNIT_COLUMNS:
            near = nearest(name, [*checklist.facts, *UNIT_COLUMNS])
            if near:
                yield problem(
                    Place(at),
                    "不认识的列 {name}；是不是 {near}？",
                    "unknown column {name}; did you mean {near}?",
                    name=name,
                    near=near,
                )
            else:
                yield problem(
                    Place(at),
                    "指标体系里没有指标数据 {name}",
                    "the checklist has no fact {name}",
                    name=name,
                )


def _unknown_registers(registers: Mapping[str, Any], checklist: Checklist) -> Iterator[Problem]:
    for name in registers:
        if name not in checklist.registers:
            near = (
                nearest(name, list(checklist.registers)) or "、".join(checklist.registers) or "—"
            )
            yield problem(
                Place(name),
                "指标体系里没有台账 {name}；有：{near}",
                "the checklist has no register {name}; there is {near}",
                name=name,
                near=near,
            )
