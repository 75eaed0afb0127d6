"""Read the rows of all inputs into drafts of units, and collect problems and notices.

Values are read by the kind that the checklist declares. Which rows are units is found out in
`unit_rows`, and contradictions are found in `consistency`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

import attrs

from lawcheck.evidence.alike_units import alike
from lawcheck.evidence.attachments import hashed, of_no_record
from lawcheck.evidence.cell_reading import ColumnReader, without_blank_words
from lawcheck.evidence.cells import no_number
from lawcheck.evidence.consistency import cross_check, identical_records, reversed_dates
from lawcheck.evidence.decisions import (
    COLUMNS,
    JUDGED_NUMBERS,
    Rules,
    judged_twice,
    make_decision,
)
from lawcheck.evidence.foreign_names import Names
from lawcheck.evidence.kept_facts import Heads
from lawcheck.evidence.kept_records import AllRecords, Kept, PassedOn
from lawcheck.evidence.non_records import is_bare, not_a_record, says_nil
from lawcheck.evidence.notices import Readings
from lawcheck.evidence.other_columns import without_others
from lawcheck.evidence.sheet_layout import laid_out
from lawcheck.evidence.unit_draft import UnitDraft
from lawcheck.evidence.unit_rows import UnitRows
from lawcheck.evidence.written_forms import Form
from lawcheck.model.checklist import Checklist
from lawcheck.model.declarations import Register, Spec
from lawcheck.model.errors import EvidenceError, Place, Problem, problem
from lawcheck.model.evidence import (
    Attachment,
    Evidence,
    Fact,
    Judgement,
    Record,
    Source,
    Unit,
    Value,
)
from lawcheck.model.raw_tables import ATTACHMENTS, FACTS, JUDGEMENTS, Cell, Row, Table, Tables
from lawcheck.model.spelling import nearest
from lawcheck.model.text import Message, fold, message


class Reading:
    """Reads the rows of all inputs into drafts of units, and collects problems and notices.

    Args:
        checklist: the checklist.
        skip_total_rows: whether rows of totals are skipped; else they are problems.
        take: by register, what takes its records instead of keeping them.
        may_be_lost: whether attachments that are not there, or are others, are no problems.

    Attributes:
        lost: by unit, what is wrong with the files that are attached.
    """

    def __init__(
        self,
        checklist: Checklist,
        skip_total_rows: bool = False,
        take: Mapping[str, Callable[[Unit, Record], None]] | None = None,
        *,
        may_be_lost: bool = False,
    ) -> None:
        self.checklist = checklist
        self.problems: list[Problem] = []
        self.units = UnitRows(checklist, skip_total_rows, self.problems)
        self.notices: list[Message] = []
        self.readings = Readings()
        self.blank = 0
        self._names = Names(checklist)
        self._unreadable: set[tuple[str, int]] = set()
        self._columns: dict[tuple[str, str], ColumnReader] = {}
        self._rules = Rules(checklist)
        self._heads = Heads()
        self._take = take or {}
        self._may_be_lost = may_be_lost
        self.lost: dict[str, tuple[Problem, ...]] = {}

    def fail(self, place: Place, zh: str, en: str, /, **values: object) -> None:
        """Add a problem."""
        self.problems.append(problem(place, zh, en, **values))

    def read(self, inputs: Sequence[Tables]) -> None:
        """Read all inputs, in the order given."""
        inputs = [laid_out(self.checklist, tables) for tables in inputs]
        self.problems += [each for tables in inputs for each in tables.problems]
        is_whole = not self.problems
        self._unreadable = {(each.place.file, each.place.line) for each in self.problems}
        inputs = [self._known(tables) for tables in inputs]
        for tables in inputs:
            self.notices += tables.notices
            self.units.declare(tables, is_whole=is_whole)
        # where some of the inputs was not read, units may be declared there
        has_units = bool(self.units.drafts) and is_whole
        for tables in inputs:
            self.fill(tables, has_units)

    def _known(self, tables: Tables) -> Tables:
        known, problems = without_others(self.checklist, tables)
        self.problems += problems
        return known

    # -- tables ------------------------------------------------------------------------------

    def fill(self, tables: Tables, has_units: bool) -> None:
        """Read all tables of an input.

        Args:
            tables: the input.
            has_units: whether the inputs declare their units, so that any other is a problem.
        """
        only = (
            self.units.drafts.get(fold(tables.units[0]["id"].text))
            if len(tables.units) == 1
            else None
        )
        if tables.unreviewed and only is not None:
            only.unreviewed = True
        for table in tables.tables:
            self.blank += table.blank
            specs = self._specs(table)
            if specs is None:
                continue
            self._check_columns(table, specs)
            if table.name not in COLUMNS:
                self._names.known |= {each.text for each in table.columns} & specs.keys()
            for at, row in enumerate(table.rows):
                if table.name not in COLUMNS:
                    row = without_blank_words(row, self.checklist.words)
                draft = self._row(table, specs, at, row, only, has_units)
                if tables.unreviewed and draft is not None:
                    draft.unreviewed = True

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

    def _unknown(
        self, place: Place, what: Message, name: str, known: Mapping[str, Spec | Register]
    ) -> None:
        # a label that is only similar may say the opposite
        named = {fold(word): id_ for id_, each in known.items() for word in _labels(each) if word}
        cased = {id_.casefold(): id_ for id_ in known}
        near = named.get(fold(name)) or cased.get(name.casefold()) or nearest(name, known)
        if not near:
            self._names.unknown.add(name)
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
        at: int,
        row: Row,
        only: UnitDraft | None,
        has_units: bool,
    ) -> UnitDraft | None:
        """Read a row, and return the draft of its unit; None if it belongs to no unit."""
        if self.units.is_duplicate(row):
            return None
        strange = self.units.strange_cell(table, row)
        if strange is not None:
            self.units.refuse_row(strange)
            return None
        draft = self.units.draft(row, only, has_units)
        if draft is None:
            return None
        if (row.place.file, row.place.line) in self._unreadable:
            # what it lacks may stand in the cell that is refused
            self._values(table.name, specs, row)
            return draft
        if table.name in COLUMNS:
            self._decision(table.name, draft, row, self._values(table.name, specs, row))
            return draft
        draft.rows += 1
        if table.name == FACTS:
            self._facts(draft, row, self._values(table.name, specs, row))
        else:
            self._record(table, specs, draft, at, row)
        return draft

    def _values(self, table: str, specs: Mapping[str, Spec], row: Row) -> dict[str, Value]:
        return {
            name: value
            for name, cell in row.cells.items()
            if name in specs
            and cell.text != ""
            and (value := self._value(table, name, cell, specs[name])) is not None
        }

    def _record(
        self, table: Table, specs: Mapping[str, Spec], draft: UnitDraft, at: int, row: Row
    ) -> None:
        """Add the record of a register's row, or note that the row is a nil report."""
        records = draft.registers.get(table.name)
        if records is None:
            records = draft.registers[table.name] = self._kept(table, specs, draft.unit)
        # tables are compared by identity: rows of one table may follow each other, but a unit
        # whose records come from two tables was probably entered twice
        before, draft.given[table.name] = draft.given.get(table.name, table), table
        if before is not table:
            self.fail(
                row.place,
                "{unit} 的台账 {register} 已在 {first} 给出；请合并成一张表",
                "the register {register} of {unit} is given at {first} already; "
                "put it into one table",
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
        columns = [each.text for each in table.columns]
        fault = not_a_record(table.name, row.cells, specs, columns)
        if fault is not None:
            self.problems.append(Problem(row.place, fault))
            return
        if is_bare(row.cells, specs, columns):
            self.notices.append(
                message(
                    "{unit} 的 {register} 在 {place} 的记录只有一格；按一条记录计",
                    "{unit}: the record of {register} at {place} fills one cell; "
                    "it counts as a record",
                    unit=draft.unit.id,
                    register=table.name,
                    place=str(row.place),
                )
            )
        values = self._values(table.name, specs, row)
        records.add(_record_of(table, specs, row, len(records) + 1, values), at)

    def _kept(self, table: Table, specs: Mapping[str, Spec], unit: Unit) -> Kept:
        take = self._take.get(table.name)
        if take is None:
            return AllRecords()
        declared = self.checklist.registers[table.name]
        return PassedOn(take, unit, declared, partial(self._again, table, specs))

    def _again(self, table: Table, specs: Mapping[str, Spec], at: int, number: int) -> Record:
        """Read the record of a row again, without what was said of it the first time."""
        row = without_blank_words(table.rows[at], self.checklist.words)
        read = {
            name: self._column(table.name, name, specs[name]).read(cell).value
            for name, cell in row.cells.items()
            if name in specs and cell.text
        }
        values = {name: each for name, each in read.items() if not isinstance(each, Message)}
        return _record_of(table, specs, row, number, values)

    def _value(self, table: str, name: str, cell: Cell, spec: Spec) -> Value | None:
        read = self._column(table, name, spec).read(cell)
        if read.form is not None:
            self.readings.note(table, name, cell, read.form)
        if read.near is not None:
            self.readings.near(table, name, cell, read.near)
        if isinstance(read.value, Message):
            self.problems.append(Problem(cell.place, read.value))
            return None
        return read.value

    def _column(self, table: str, name: str, spec: Spec) -> ColumnReader:
        found = self._columns.get((table, name))
        if found is None:
            # a decision may be taken, and end, after the day as of which is scored
            period = self.checklist.period.whole if table in COLUMNS else self.checklist.period
            sought = self.checklist.sought.get(table, {}).get(name, ())
            found = self._columns[table, name] = ColumnReader(spec, period, sought)
        return found

    def _facts(self, draft: UnitDraft, row: Row, values: Mapping[str, Value]) -> None:
        head = self._heads.of(row)
        if head is not None and not draft.facts and not draft.at_least:
            draft.facts.add_row(head, row.place.line, values)
            return
        for name, value in values.items():
            cell = row.cells[name]
            before = draft.given_fact(name)
            if before is not None:
                self.fail(
                    cell.place,
                    "{unit} 的 {name} 已在 {first} 给出；请只保留一处",
                    "{name} of {unit} is given at {first} already; keep one",
                    unit=draft.unit.id,
                    name=name,
                    first=str(before.source.place),
                )
                continue
            if cell.at_least and self.checklist.facts[name].kind.holds != "number":
                self.problems.append(Problem(cell.place, no_number(name)))
                continue
            source = Source(cell.place, cell.document, cell.where, cell.quote)
            draft.add_fact(Fact(name, value, source, cell.at_least))

    def _decision(
        self, kind: str, draft: UnitDraft, row: Row, values: Mapping[str, Value]
    ) -> None:
        needed = [name for name, spec in COLUMNS[kind].items() if not spec.optional]
        blank = [name for name in needed if name not in row.cells or row.cells[name].text == ""]
        if blank and kind == ATTACHMENTS:
            self.fail(
                row.place,
                "缺少 {names}；附件要写明指标和文件",
                "{names} missing; an attachment needs its item and its file",
                names=blank,
            )
        elif blank:
            self.fail(
                row.place,
                "缺少 {names}；决定要写明理由和由谁作出",
                "{names} missing; a decision needs its reason and who took it",
                names=blank,
            )
        # which of the two numbers a judgement needs is not told where one of them was refused
        numbers = [name for name in JUDGED_NUMBERS if kind == JUDGEMENTS and name in row.cells]
        refused = [name for name in numbers if row.cells[name].text != "" and name not in values]
        if refused or any(name not in values for name in needed):
            return
        decision = make_decision(kind, values, _source(row))
        cell = row.cells["indicator"]
        place = cell.place
        item = self._rules.meant(decision)
        if isinstance(item, Message):
            self.problems.append(Problem(place, item))
            return
        if item != decision.indicator:
            # the text is the kind of the form, so that each one is reported
            self.readings.note(kind, "indicator", cell, Form(cell.text, item))
            decision = attrs.evolve(decision, indicator=item)
        faults = [Problem(place, fault) for fault in self._rules.faults(decision)]
        self.problems += faults
        if faults and isinstance(decision, Attachment):
            return  # the file is not opened
        if isinstance(decision, Judgement) and self._rules.takes_several(decision):
            before = draft.judged(decision.indicator)
            if (twice := judged_twice(before, decision)) is not None:
                self.problems.append(Problem(place, twice))
            draft.add(decision)
        elif not draft.add(decision):
            self.fail(
                place,
                "{name} 重复；请只保留一条",
                "{name} appears twice; keep one",
                name=decision.indicator,
            )

    # -- the end -----------------------------------------------------------------------------

    def evidence(self) -> tuple[Evidence, ...]:
        """Return the evidence of every unit, once all inputs are read.

        Raises:
            EvidenceError: with every problem.
        """
        self.units.check_empty()
        told = tuple(alike(draft.unit for draft in self.units.drafts.values()))
        # A draft goes as soon as its evidence is made: of many units, both would take much room.
        drafts = self.units.drafts
        evidence = tuple(
            [self._with_hashes(drafts.pop(unit).evidence()) for unit in tuple(drafts)]
        )
        for each in evidence:
            self.problems += cross_check(self.checklist, each)
            if not self._take:  # then it has every record
                self.problems += of_no_record(each)
            if not self._may_be_lost:
                self.problems += self.lost.get(each.unit.id, ())
            self.notices += identical_records(self.checklist, each)
            self.notices += reversed_dates(self.checklist, each)
        self.notices += told
        if not evidence and not self.problems:
            self.fail(Place(), "佐证材料里没有单位", "there is no unit in the evidence")
        if self.problems:
            raise EvidenceError(dict.fromkeys((*self._names.problems(), *self.problems)))
        self.notices += self.readings.notices()
        return evidence

    def _with_hashes(self, evidence: Evidence) -> Evidence:
        """Return evidence with the hashes of its attachments, and take note of what is lost."""
        if not evidence.attachments:
            return evidence
        found = [(each.source.place, *hashed(each)) for each in evidence.attachments]
        lost = tuple(Problem(place, why) for place, _, why in found if why is not None)
        self.lost[evidence.unit.id] = lost
        return attrs.evolve(evidence, attachments=tuple(each for _, each, _ in found))


def _record_of(
    table: Table, specs: Mapping[str, Spec], row: Row, number: int, values: Mapping[str, Value]
) -> Record:
    first = next(iter(specs))
    label = row.cells[first].text if first in row.cells else ""
    return Record(table.name, number, values, _source(row), label)


def _source(row: Row) -> Source:
    """Return the source of a row: its place, and the document of the first cell that has one."""
    cell = next((each for each in row.cells.values() if each.document or each.quote), None)
    return (
        Source(row.place)
        if cell is None
        else Source(row.place, cell.document, cell.where, cell.quote)
    )


def _labels(declared: Spec | Register) -> tuple[str, ...]:
    aliases = declared.aliases if isinstance(declared, Spec) else ()
    return declared.label.zh, declared.label.en, *aliases
