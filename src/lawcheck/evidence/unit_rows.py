"""Find out which rows are units, and which are totals, notes or duplicates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from lawcheck.evidence.cell_reading import without_blank_words
from lawcheck.evidence.cells import plain_text_fault
from lawcheck.evidence.decisions import COLUMNS
from lawcheck.evidence.non_records import strange_cell
from lawcheck.evidence.sum_rows import COLUMN_NUMBERS, numbers_columns, sums_and_means
from lawcheck.evidence.suspicious import (
    NO_UNIT_ID,
    damaged,
    group_headings,
    heading_fault,
    is_total,
    not_a_unit,
    total_fault,
)
from lawcheck.evidence.unit_draft import UnitDraft
from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import Place, Problem, problem
from lawcheck.model.evidence import Unit
from lawcheck.model.raw_tables import FACTS, Cell, Row, Table, Tables
from lawcheck.model.spelling import nearest
from lawcheck.model.text import Message, fold, message


class UnitRows:
    """The units of all inputs, and the rows that are not units.

    Args:
        checklist: the checklist, which says which words mean a blank.
        skip_total_rows: whether rows of totals are skipped; otherwise they are problems.
        problems: the list to which problems are added.

    Attributes:
        drafts: the units by id, in the order in which they are named.
        skipped: the place and name of each row of totals that was skipped.
    """

    def __init__(
        self, checklist: Checklist, skip_total_rows: bool, problems: list[Problem]
    ) -> None:
        self.drafts: dict[str, UnitDraft] = {}
        self.skipped: list[str] = []
        self._checklist = checklist
        self._skip_total_rows = skip_total_rows
        self._problems = problems
        self._refused: set[str] = set()
        # units with a file of their own, those of which a program read something that nobody
        # checked, and where further files describe a unit
        self._alone: set[str] = set()
        self._unreviewed: set[str] = set()
        self._more_places: dict[str, list[Place]] = {}
        # where a further file said what the first left out, by unit and name of the text
        self._said: dict[tuple[str, str], Place] = {}
        # rows are recognized by the place of the cell that names the unit
        self._strange: dict[Place, Cell] = {}
        self._duplicates: set[Place] = set()
        self._sums: dict[Place, Message] = {}
        self._empty: set[Place] = set()

    def declare(self, tables: Tables, *, is_whole: bool) -> None:
        """Add the units that an input describes.

        Args:
            tables: the input.
            is_whole: whether every row and cell of the inputs was read; otherwise nobody can tell
                which row holds the sums of the others, and which holds nothing.
        """
        for table in tables.tables:
            if table.name == FACTS and is_whole:
                self._check_numbers(table)
        self._find_headings(tables)
        is_table = any(row.unit is not None for table in tables.tables for row in table.rows)
        is_list = _is_list_of_units(tables)
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
                if not (self._skip_total_rows and self._is_total(strange)):
                    self._refused.add(key)
                if is_table:
                    self._strange[cell.place] = strange  # refused with the rest of its row
                else:
                    self.refuse_row(strange)
                continue
            fault = plain_text_fault(cell.text, cell.is_plain) if cell.text else NO_UNIT_ID
            if fault is not None:
                self._problems.append(Problem(cell.place, fault))
                self._refused.add(key)
                continue
            known = {
                name: cells[name]
                for name in ("name", "kind", "group")
                if name in cells and cells[name].text
            }
            for each in known.values():
                self._check_text(each)
            may_join = self._may_join(key, cell.place, is_list=is_list)
            if may_join and not tables.unreviewed:
                self._join(key, cell.place, known)
                continue
            if not is_list:
                self._alone.add(key)
            if tables.unreviewed:
                self._unreviewed.add(key)
            if key in self.drafts:
                self._fail(
                    cell.place,
                    "单位 {unit} 重复，{first} 已有；请合并",
                    "the unit {unit} appears twice, first at {first}; merge the two",
                    unit=key,
                    first=str(self._first_in(cell.place.file, key)),
                )
                self._duplicates.add(cell.place)
                continue
            described = {name: each.text for name, each in known.items()}
            self.drafts[key] = UnitDraft(Unit(key, **described), cell.place)

    def _find_headings(self, tables: Tables) -> None:
        """Find the rows that are headings of groups among the units, by id or by name."""
        for part in ("id", "name"):
            named = {each[part].text: each["id"].place for each in tables.units if part in each}
            for text in group_headings(named, len(named)):
                self._sums[named[text]] = heading_fault(text)

    def _places(self, key: str) -> tuple[Place, ...]:
        """Return where files describe a unit so far."""
        return (self.drafts[key].place, *self._more_places.get(key, ()))

    def _first_in(self, file: str, key: str) -> Place:
        """Return where a file names a unit first, or else where it was named first."""
        places = self._places(key)
        return next((each for each in places if each.file == file), places[0])

    def _may_join(self, key: str, place: Place, *, is_list: bool) -> bool:
        """Whether a file may say more about a unit.

        No table may name it twice, and of two files about this unit alone, one is the wrong file.
        Nothing is mixed with what nobody checked.
        """
        if key not in self.drafts or key in self._unreviewed:
            return False
        is_new = all(each.file != place.file for each in self._places(key))
        return is_new and (is_list or key not in self._alone)

    def _join(self, key: str, place: Place, known: Mapping[str, Cell]) -> None:
        """Add what a further file says about a unit, which may not contradict the first.

        Two offices may each have a table with facts of the same units. Whoever reads the facts
        refuses one that both tables give.
        """
        self._more_places.setdefault(key, []).append(place)
        draft = self.drafts[key]
        for name, cell in known.items():
            before = getattr(draft.unit, name)
            if not before:
                draft.unit = attrs.evolve(draft.unit, **{name: cell.text})
                self._said[key, name] = cell.place
            elif fold(before) != fold(cell.text):
                self._fail(
                    cell.place,
                    "单位 {unit} 在 {first} 写的是“{before}”，这里是“{text}”；请改为一致",
                    "the unit {unit} says {before} at {first} and {text} here; make them the same",
                    unit=key,
                    first=str(self._said.get((key, name), draft.place)),
                    before=before,
                    text=cell.text,
                )

    def _check_numbers(self, table: Table) -> None:
        """Find rows that hold the sums of the others, and rows that hold nothing but a unit.

        The latter are suspicious only beside rows with facts.
        """
        empty, is_filled = set[Place](), False

        def rows() -> Iterator[Row]:
            nonlocal is_filled
            for row in table.rows:
                unit = row.unit
                if unit is None or not_a_unit(unit.text):
                    continue
                row = without_blank_words(row, self._checklist.words)
                if any(cell.text for cell in row.cells.values()):
                    is_filled = True
                else:
                    empty.add(unit.place)
                yield row

        first, *others = table.rows[:2] or (None,)
        if first is not None and first.unit is not None and numbers_columns(first, others):
            self._sums[first.unit.place] = COLUMN_NUMBERS
        for row, why in sums_and_means(rows(), self._checklist.facts):
            if row.unit is not None:
                self._sums[row.unit.place] = why
        if is_filled:
            self._empty |= empty

    def _is_total(self, cell: Cell) -> bool:
        return is_total(cell.text) or cell.place in self._sums

    def _check_text(self, cell: Cell) -> None:
        fault = damaged(cell.text) or plain_text_fault(cell.text, cell.is_plain)
        if fault is not None:
            self._problems.append(Problem(cell.place, fault))

    def is_duplicate(self, row: Row) -> bool:
        """Check whether a row describes a unit again, which has been refused already."""
        return row.unit is not None and row.unit.place in self._duplicates

    def strange_cell(self, table: Table, row: Row) -> Cell | None:
        """Return the cell that shows that a row is neither a unit nor a record, or None."""
        if row.unit is not None and (row.unit.place in self._strange or not_a_unit(row.unit.text)):
            return self._strange.get(row.unit.place, row.unit)
        register = self._checklist.registers.get(table.name)
        specs = COLUMNS.get(table.name) if register is None else register.columns
        return None if specs is None else strange_cell(row.cells, specs)

    def refuse_row(self, cell: Cell) -> None:
        """Refuse a row because of a cell that cannot be a unit, or skip it if it is a total.

        Rows of totals are skipped only on request.
        """
        if self._skip_total_rows and self._is_total(cell):
            self.skipped.append(f"{cell.place} {cell.text}")
            return
        why = self._sums.get(cell.place) or not_a_unit(cell.text) or total_fault(cell.text)
        self._problems.append(Problem(cell.place, why))

    def draft(self, row: Row, only: UnitDraft | None, has_units: bool) -> UnitDraft | None:
        """Return the unit that a row is about, or None if the row has been refused.

        Args:
            row: the row.
            only: the unit of the input, if it has a single one; rows need not name it.
            has_units: whether the inputs declare their units, so that any other is a problem.
        """
        if row.unit is None:
            return only
        key = fold(row.unit.text)
        if not key:
            self._problems.append(Problem(row.unit.place, NO_UNIT_ID))
            return None
        if key in self._refused:
            return None
        if key not in self.drafts:
            if has_units:
                near = nearest(key, self.drafts)
                self._fail(
                    row.unit.place,
                    "没有单位 {unit}{near}；请检查编号",
                    "there is no unit {unit}{near}; check the id",
                    unit=key,
                    near=message("（是不是 {near}？）", " (did you mean {near}?)", near=near)
                    if near
                    else "",
                )
                return None
            self.drafts[key] = UnitDraft(Unit(key), row.unit.place)
        return self.drafts[key]

    def check_empty(self) -> None:
        """Refuse units of which nothing but the id is known, from rows that hold nothing else."""
        for draft in self.drafts.values():
            if draft.place in self._empty and draft.is_bare:
                self._fail(
                    draft.place,
                    "“{unit}”这一行除单位外都是空的；不是单位请删去这一行，"
                    "是没有报数据的单位请写明 unit_name",
                    "the row of {unit} holds nothing but its id; remove it where it is not "
                    "a unit, write its unit_name where it is one without data",
                    unit=draft.unit.id,
                )

    def _fail(self, place: Place, zh: str, en: str, /, **values: object) -> None:
        self._problems.append(problem(place, zh, en, **values))


def _is_list_of_units(tables: Tables) -> bool:
    """Whether each row names its unit; a form names the unit of all its rows once."""
    return any(
        row.unit is not None
        and (row.unit.place.file, row.unit.place.line) == (row.place.file, row.place.line)
        for table in tables.tables
        for row in table.rows
    )
