"""From raw tables to evidence: kinds of value, unknown names, duplicates, totals, sums; every fault of all inputs at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import attrs

from lawcheck.evidence.cell_reading import read_cell
from lawcheck.evidence.cells import plain_text_fault
from lawcheck.evidence.consistency import cross_check, duplicate_records
from lawcheck.evidence.decisions import COLUMNS, Decision, Rules, make_decision
from lawcheck.evidence.nil_rows import not_a_record, says_nil, strange_cell
from lawcheck.evidence.notices import Readings
from lawcheck.evidence.sheet_layout import laid_out
from lawcheck.evidence.sum_rows import sums_and_means
from lawcheck.evidence.suspicious import NO_UNIT_ID, damaged, is_total, not_a_unit, total_fault
from lawcheck.evidence.written_forms import Form
from lawcheck.model.checklist import Checklist, Spec
from lawcheck.model.errors import EvidenceError, Place, Problem, problem
from lawcheck.model.evidence import (
    Evidence,
    Fact,
    Judgement,
    NotApplicable,
    Override,
    Rebuttal,
    Record,
    Source,
    Unit,
    Value,
)
from lawcheck.model.raw_tables import FACTS, Cell, Row, Table, Tables
from lawcheck.model.shortening import first_of_each_kind
from lawcheck.model.spelling import nearest
from lawcheck.model.text import Message, fold, message


@attrs.frozen
class Intake:
    """What was read.

    Attributes:
        evidence: of every unit, in the order read.
        blank: how many rows were blank.
        skipped: rows left out on request, by place and name.
        notices: what a person should know about the reading.
    """

    evidence: tuple[Evidence, ...]
    blank: int = 0
    skipped: tuple[str, ...] = ()
    notices: tuple[Message, ...] = ()


@attrs.define
class _Draft:
    """One unit while its tables are read."""

    unit: Unit
    place: Place
    facts: dict[str, Fact] = attrs.field(factory=dict)
    registers: dict[str, list[Record]] = attrs.field(factory=dict)
    not_applicable: dict[str, NotApplicable] = attrs.field(factory=dict)
    judgements: dict[str, Judgement] = attrs.field(factory=dict)
    overrides: dict[str, Override] = attrs.field(factory=dict)
    rebuttals: list[Rebuttal] = attrs.field(factory=list)
    given: dict[str, Table] = attrs.field(factory=dict)
    nil: dict[str, Place] = attrs.field(factory=dict)
    rows: int = 0

    @property
    def is_bare(self) -> bool:
        """Nothing is known but the id."""
        is_named = self.unit.name not in ("", self.unit.id) or self.unit.kind or self.unit.group
        decisions = (self.not_applicable, self.judgements, self.overrides, self.rebuttals)
        return not (is_named or self.facts or self.registers or any(decisions))


def interpret(
    checklist: Checklist, inputs: Sequence[Tables], skip_total_rows: bool = False
) -> Intake:
    """Put the tables of all inputs together and give every cell its meaning.

    Args:
        checklist: says what each fact and column holds.
        inputs: in the order given.
        skip_total_rows: leave rows of totals out, and name them; otherwise they are refused.

    Raises:
        EvidenceError: with every fault of all inputs.
    """
    inputs = [laid_out(checklist, tables) for tables in inputs]
    reading = _Reading(checklist, skip_total_rows)
    for tables in inputs:
        reading.declare(tables)
    declared = bool(reading.drafts)
    for tables in inputs:
        reading.fill(tables, declared)
    return reading.finish()


class _Reading:
    def __init__(self, checklist: Checklist, skip_total_rows: bool) -> None:
        self.checklist = checklist
        self.skip_total_rows = skip_total_rows
        self.drafts: dict[str, _Draft] = {}
        self.problems: list[Problem] = []
        self.notices: list[Message] = []
        self.readings = Readings()
        self.skipped: list[str] = []
        self.blank = 0
        self._refused: set[str] = set()
        self._strange: dict[Place, Cell] = {}
        self._twice: set[Place] = set()
        self._sums: dict[Place, Message] = {}
        self._alone: set[Place] = set()
        self._rules = Rules(checklist)

    def fail(self, place: Place, zh: str, en: str, /, **values: object) -> None:
        self.problems.append(problem(place, zh, en, **values))

    # -- units ---------------------------------------------------------------------------------------------------

    def declare(self, tables: Tables) -> None:
        """Note the units that an input describes."""
        self.notices += tables.notices
        for table in tables.tables:
            if table.name == FACTS:
                self._look_at_numbers(table)
        is_table = any(row.unit is not None for table in tables.tables for row in table.rows)
        for cells in tables.units:
            cell = cells["id"]
            key = fold(cell.text)
            strange = next(
                (
                    cells[name]
                    for name in ("id", "name")
                    if name in cells and not_a_unit(cells[name].text)
                ),
                None,
            )
            if strange is not None or cell.place in self._sums:
                strange = strange or cell
                if not (self.skip_total_rows and self._is_total(strange)):
                    self._refused.add(key)
                if is_table:
                    self._strange[cell.place] = strange  # refused with the rest of its row
                else:
                    self._refuse_row(strange)
                continue
            fault = plain_text_fault(cell.text, cell.is_plain) if cell.text else NO_UNIT_ID
            if fault is not None:
                self.problems.append(Problem(cell.place, fault))
                self._refused.add(key)
                continue
            if key in self.drafts:
                self.fail(
                    cell.place,
                    "单位 {unit} 重复，{first} 已有；请合并",
                    "the unit {unit} stands twice, first at {first}; merge the two",
                    unit=key,
                    first=str(self.drafts[key].place),
                )
                self._twice.add(cell.place)
                continue
            known = {
                name: cells[name].text
                for name in ("name", "kind", "group")
                if name in cells and cells[name].text
            }
            for name in known:
                self._check_text(cells[name])
            self.drafts[key] = _Draft(Unit(key, **known), cell.place)

    def _look_at_numbers(self, table: Table) -> None:
        """Note rows that hold the sums of the others, and rows in which nothing but a unit stands beside rows with facts."""
        rows = [
            self._without_blanks(row)
            for row in table.rows
            if row.unit is not None and not not_a_unit(row.unit.text)
        ]
        for row, why in sums_and_means(rows, self.checklist.facts):
            if row.unit is not None:
                self._sums[row.unit.place] = why
        filled = [any(cell.text for cell in row.cells.values()) for row in rows]
        if any(filled):
            self._alone |= {
                row.unit.place
                for row, has in zip(rows, filled, strict=True)
                if row.unit is not None and not has
            }

    def _is_total(self, cell: Cell) -> bool:
        return is_total(cell.text) or cell.place in self._sums

    def _check_text(self, cell: Cell) -> None:
        fault = damaged(cell.text) or plain_text_fault(cell.text, cell.is_plain)
        if fault is not None:
            self.problems.append(Problem(cell.place, fault))

    def _refuse_row(self, cell: Cell) -> None:
        """Refuse a row for a cell that shows that it is about no unit; skip it if it is one of totals and that was asked for."""
        if self.skip_total_rows and self._is_total(cell):
            self.skipped.append(f"{cell.place} {cell.text}")
            return
        why = self._sums.get(cell.place) or not_a_unit(cell.text) or total_fault(cell.text)
        self.problems.append(Problem(cell.place, why))

    def _draft(self, row: Row, only: _Draft | None, has_units: bool) -> _Draft | None:
        if row.unit is None:
            return only
        key = fold(row.unit.text)
        if not key:
            self.problems.append(Problem(row.unit.place, NO_UNIT_ID))
            return None
        if key in self._refused:
            return None
        if key not in self.drafts:
            if has_units:
                near = nearest(key, self.drafts)
                self.fail(
                    row.unit.place,
                    "没有单位 {unit}{near}；请检查编号",
                    "there is no unit {unit}{near}; check the id",
                    unit=key,
                    near=message("（是不是 {near}？）", " (did you mean {near}?)", near=near)
                    if near
                    else "",
                )
                return None
            self.drafts[key] = _Draft(Unit(key), row.unit.place)
        return self.drafts[key]

    # -- tables --------------------------------------------------------------------------------------------------

    def fill(self, tables: Tables, has_units: bool) -> None:
        """Give every cell of an input its meaning.

        Args:
            tables: the input.
            has_units: an input declares the units, so that another one is a mistake.
        """
        only = (
            self.drafts.get(fold(tables.units[0]["id"].text)) if len(tables.units) == 1 else None
        )
        for table in tables.tables:
            self.blank += table.blank
            specs = self._specs(table)
            if specs is None:
                continue
            self._check_columns(table, specs)
            for row in table.rows:
                given = row if table.name in COLUMNS else self._without_blanks(row)
                self._row(table, specs, given, only, has_units)

    def _specs(self, table: Table) -> Mapping[str, Spec] | None:
        if table.name == FACTS:
            return self.checklist.facts
        if table.name in COLUMNS:
            return COLUMNS[table.name]
        if table.name in self.checklist.registers:
            return self.checklist.registers[table.name].columns
        place = (
            table.rows[0].place
            if table.rows
            else table.columns[0].place
            if table.columns
            else Place()
        )
        self._unknown(place, message("台账", "register"), table.name, self.checklist.registers)
        return None

    def _check_columns(self, table: Table, specs: Mapping[str, Spec]) -> None:
        for column in table.columns:
            if column.text not in specs:
                self._unknown(column.place, message("列", "column"), column.text, specs)

    def _unknown(self, place: Place, what: Message, name: str, known: Iterable[str]) -> None:
        near = nearest(name, known)
        hint = (
            message("；是不是 {near}？", "; did you mean {near}?", near=near)
            if near
            else message("；请删去或改名", "; remove or rename it")
        )
        self.fail(
            place,
            "指标体系里没有{what} {name}{hint}",
            "the checklist has no {what} {name}{hint}",
            what=what,
            name=name,
            hint=hint,
        )

    def _row(
        self,
        table: Table,
        specs: Mapping[str, Spec],
        row: Row,
        only: _Draft | None,
        has_units: bool,
    ) -> None:
        if row.unit is not None and row.unit.place in self._twice:
            return  # refused already, as a whole
        strange = self._strange_cell(table, row)
        if strange is not None:
            self._refuse_row(strange)
            return
        draft = self._draft(row, only, has_units)
        if draft is None:
            return
        if table.name not in COLUMNS:
            draft.rows += 1
        if table.name not in (FACTS, *COLUMNS):
            records = draft.registers.setdefault(table.name, [])
            before, draft.given[table.name] = draft.given.get(table.name, table), table
            if before is not table:
                self.fail(
                    row.place,
                    "{unit} 的台账 {register} 已在 {first} 给出；请合并成一张表",
                    "the register {register} of {unit} is given at {first} already; put it into one table",
                    unit=draft.unit.id,
                    register=table.name,
                    first=str(before.rows[0].place),
                )
            said = says_nil(row.cells, self.checklist.words)
            if isinstance(said, Message):
                self.problems.append(Problem(row.place, said))
            is_nil = row.is_nil or said is not False
            if is_nil:
                draft.nil[table.name] = row.place
            if table.name in draft.nil and (records or not is_nil):
                self.fail(
                    row.place,
                    "{register} 既写零报告又有记录；请核对",
                    "{register} both says that there is nothing and holds records; check it",
                    register=table.name,
                )
            if is_nil:
                return
            fault = not_a_record(table.name, row.cells, specs, len(table.columns))
            if fault is not None:
                self.problems.append(Problem(row.place, fault))
                return
        values = {
            name: value
            for name, cell in row.cells.items()
            if name in specs
            and cell.text != ""
            and (value := self._value(table.name, name, cell, specs[name])) is not None
        }
        if table.name == FACTS:
            self._facts(draft, row, values)
        elif table.name in COLUMNS:
            self._decision(table.name, draft, row, values)
        else:
            columns = list(specs)
            label = row.cells[columns[0]].text if columns[0] in row.cells else ""
            records.append(Record(table.name, len(records) + 1, values, _source(row), label))

    def _without_blanks(self, row: Row) -> Row:
        """The row with every cell emptied that holds a word for nothing."""
        if not self.checklist.words.blank:
            return row
        is_blank = self.checklist.words.is_blank
        cells = {
            name: attrs.evolve(cell, text="") if is_blank(cell.text) else cell
            for name, cell in row.cells.items()
        }
        return attrs.evolve(row, cells=cells)

    def _strange_cell(self, table: Table, row: Row) -> Cell | None:
        """The cell that shows that a row holds no unit and no record."""
        if row.unit is not None and (row.unit.place in self._strange or not_a_unit(row.unit.text)):
            return self._strange.get(row.unit.place, row.unit)
        if table.name == FACTS:
            return None
        return strange_cell(row.cells)

    def _value(self, table: str, name: str, cell: Cell, spec: Spec) -> Value | None:
        read = read_cell(cell, spec, self.checklist.period)
        if read.form is not None:
            self.readings.note(table, name, cell, read.form)
        if isinstance(read.value, Message):
            self.problems.append(Problem(cell.place, read.value))
            return None
        return read.value

    def _facts(self, draft: _Draft, row: Row, values: Mapping[str, Value]) -> None:
        for name, value in values.items():
            cell = row.cells[name]
            if name in draft.facts:
                self.fail(
                    cell.place,
                    "{unit} 的 {name} 已在 {first} 给出；请只保留一处",
                    "{name} of {unit} is given at {first} already; keep one",
                    unit=draft.unit.id,
                    name=name,
                    first=str(draft.facts[name].source.place),
                )
                continue
            draft.facts[name] = Fact(
                name, value, Source(cell.place, cell.document, cell.where, cell.quote)
            )

    def _decision(self, kind: str, draft: _Draft, row: Row, values: Mapping[str, Value]) -> None:
        needed = [name for name, spec in COLUMNS[kind].items() if not spec.optional]
        blank = [name for name in needed if name not in row.cells or row.cells[name].text == ""]
        if blank:
            self.fail(
                row.place,
                "缺少 {names}；决定要写明理由和由谁作出",
                "{names} missing; a decision needs its reason and who took it",
                names=blank,
            )
        if any(name not in values for name in needed):
            return
        decision = make_decision(kind, values, _source(row))
        cell = row.cells["indicator"]
        place = cell.place
        item = self._rules.meant(decision)
        if isinstance(item, Message):
            self.problems.append(Problem(place, item))
            return
        if item != decision.indicator:
            self.readings.note(
                kind, "indicator", cell, Form(cell.text, item)
            )  # each of them is told
            decision = attrs.evolve(decision, indicator=item)
        for fault in self._rules.faults(decision):
            self.problems.append(Problem(place, fault))
        self._keep(draft, place, decision)

    def _keep(self, draft: _Draft, place: Place, decision: Decision) -> None:
        if isinstance(decision, Rebuttal):
            draft.rebuttals.append(decision)
            return
        of_kind: Mapping[type, dict[str, Any]] = {
            NotApplicable: draft.not_applicable,
            Judgement: draft.judgements,
            Override: draft.overrides,
        }
        taken = of_kind[type(decision)]
        if decision.indicator in taken:
            self.fail(
                place,
                "{name} 重复；请只保留一条",
                "{name} stands twice; keep one",
                name=decision.indicator,
            )
        taken[decision.indicator] = decision

    # -- the end -------------------------------------------------------------------------------------------------

    def finish(self) -> Intake:
        """The evidence of every unit, or every fault."""
        evidence = tuple(
            Evidence(
                draft.unit,
                draft.facts,
                {name: tuple(records) for name, records in draft.registers.items()},
                draft.not_applicable,
                draft.judgements,
                draft.rows,
                draft.overrides,
                tuple(draft.rebuttals),
            )
            for draft in self.drafts.values()
        )
        for draft in self.drafts.values():
            if draft.place in self._alone and draft.is_bare:
                self.fail(
                    draft.place,
                    "“{unit}”这一行除单位外都是空的；不是单位请删去这一行，是没有报数据的单位请写明 unit_name",
                    "the row of {unit} holds nothing but its id; remove it where it is no unit, write its unit_name where it is "
                    "one without data",
                    unit=draft.unit.id,
                )
        for each in evidence:
            self.problems += cross_check(self.checklist, each)
            self.notices += _identical(self.checklist, each)
        self.notices += _differ_by_case(self.drafts)
        if not evidence and not self.problems:
            self.fail(Place(), "佐证材料里没有单位", "there is no unit in the evidence")
        if self.problems:
            raise EvidenceError(dict.fromkeys(self.problems))
        return Intake(
            evidence,
            self.blank,
            tuple(self.skipped),
            first_of_each_kind([*self.notices, *self.readings.notices()]),
        )


def _identical(checklist: Checklist, evidence: Evidence) -> Iterator[Message]:
    """Records of a unit that are equal in every column, where the checklist does not say what makes a record."""
    for name, records in evidence.registers.items():
        if name in checklist.registers and not checklist.registers[name].unique:
            found = list(duplicate_records(records, tuple(checklist.registers[name].columns)))
            if found:
                record, first = found[0]
                yield message(
                    "{unit} 的 {register} 有{count}条记录与前面的完全相同，如 {place} 与 {first}；每条都算一次",
                    "{unit}: {count} records of {register} equal an earlier one in every column, as {place} equals {first}; "
                    "each is counted",
                    unit=evidence.unit.id,
                    register=name,
                    count=len(found),
                    place=str(record.source.place),
                    first=str(first.source.place),
                )


def _differ_by_case(units: Iterable[str]) -> Iterator[Message]:
    """Ids that differ by nothing but small and large letters."""
    same: dict[str, list[str]] = {}
    for unit in units:
        same.setdefault(unit.casefold(), []).append(unit)
    for names in same.values():
        if len(names) > 1:
            yield message(
                "单位编号 {names} 只有大小写不同，按不同单位读取",
                "the unit ids {names} differ by case alone; they are read as different units",
                names=names,
            )


def _source(row: Row) -> Source:
    cell = next((each for each in row.cells.values() if each.document or each.quote), None)
    return (
        Source(row.place)
        if cell is None
        else Source(row.place, cell.document, cell.where, cell.quote)
    )
