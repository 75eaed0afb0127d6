"""CSV files as tables: facts with one row a unit, registers with one row a record, decisions."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import attrs

from lawcheck.documents.files import decode_text, read_bytes
from lawcheck.errors import EvidenceError, Place, Problem, problem
from lawcheck.tables import DECISIONS, FACTS, Cell, Row, Table, Tables

MAX_BYTES: Final = 1_000_000_000
_UNIT_COLUMNS: Final = {"unit": "id", "unit_name": "name", "unit_kind": "kind", "unit_group": "group"}


def name_of(path: Path, registers: frozenset[str]) -> str:
    """What a file holds is told by its name: a register's, a decision's, else facts."""
    return path.stem if path.stem in registers or path.stem in DECISIONS else FACTS


def read_csv(path: Path, name: str, needs_unit: bool) -> Tables:
    """One CSV file as a table.

    Args:
        path: the file.
        name: of the table.
        needs_unit: each row must name its unit; otherwise none may.

    Raises:
        EvidenceError: with every fault of its form.
        LimitError: it is too large.
    """
    text, notice = decode_text(read_bytes(path, MAX_BYTES, EvidenceError), str(path), EvidenceError)
    reading = _Reading(str(path), name, needs_unit)
    tables = reading.of_lines(text)
    if reading.problems:
        raise EvidenceError(reading.problems)
    return attrs.evolve(tables, notices=() if notice is None else (notice,))


class _Reading:
    def __init__(self, file: str, name: str, needs_unit: bool) -> None:
        self.file = file
        self.name = name
        self.needs_unit = needs_unit
        self.problems: list[Problem] = []
        self.blank = 0

    def of_lines(self, text: str) -> Tables:
        lines = self._lines(text)
        header = next(lines, None)
        if header is None:
            self._fail(1, "", "表是空的；第一行应是列名", "the table is empty; the first line must name the columns")
            return Tables((), ())
        line, names = header
        columns = self._columns(line, names)
        units, rows = [], []
        for line, fields in lines:
            if len(fields) != len(names):
                self._fail(
                    line,
                    "",
                    "这一行有{got}格，表头有{wanted}格；请补齐或删去多余的逗号",
                    "this line has {got} cells, the header {wanted}; add or remove cells",
                    got=len(fields),
                    wanted=len(names),
                )
                continue
            cells = {
                column: Cell(field.strip(), Place(self.file, line, column)) for column, field in zip(columns, fields, strict=True)
            }
            own = {_UNIT_COLUMNS[column]: cell for column, cell in cells.items() if column in _UNIT_COLUMNS}
            data = {column: cell for column, cell in cells.items() if column not in _UNIT_COLUMNS}
            rows.append(Row(own.get("id"), data, Place(self.file, line)))
            if self.name == FACTS and "id" in own:
                units.append(own)
        if not self.needs_unit and not rows and self.name not in (FACTS, *DECISIONS):
            rows.append(Row(None, {}, Place(self.file, 1), is_nil=True))
        head = tuple(Cell(column, Place(self.file, header[0], column)) for column in columns if column not in _UNIT_COLUMNS)
        return Tables(tuple(units), (Table(self.name, head, tuple(rows), self.blank),))

    def _lines(self, text: str) -> Iterator[tuple[int, list[str]]]:
        """Line number (of the last line of the row) and cells; blank rows are counted and left out."""
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        start = 1
        try:
            for fields in reader:
                line, start = start, reader.line_num + 1
                if any(field.strip() for field in fields):
                    yield line, fields
                else:
                    self.blank += 1
        except csv.Error as fault:
            self._fail(
                start,
                "",
                "引号没有配对（{why}）；请检查这一行起的引号",
                "quotes do not match ({why}); check the quotes from this line on",
                why=str(fault),
            )

    def _columns(self, line: int, names: list[str]) -> list[str]:
        columns = [name.strip() for name in names]
        for position, column in enumerate(columns):
            if not column:
                self._fail(
                    line,
                    position + 1,
                    "第{n}列没有列名；请补上或删去",
                    "column {n} has no name; add one or remove it",
                    n=position + 1,
                )
            elif column in columns[:position]:
                self._fail(line, column, "列 {name} 重复；请删去一列", "the column {name} stands twice; remove one", name=column)
        if self.needs_unit and "unit" not in columns:
            self._fail(
                line,
                "",
                "缺少 unit 列（单位编号）；现有列：{columns}",
                "the column `unit` (id of the unit) is missing; there are: {columns}",
                columns=columns,
            )
        if not self.needs_unit and set(columns) & set(_UNIT_COLUMNS):
            self._fail(
                line, "unit", "单位文件夹里的表不写单位列；请删去", "a table in a unit's folder names no unit; remove the column"
            )
        return columns

    def _fail(self, line: int, column: int | str, zh: str, en: str, /, **values: object) -> None:
        self.problems.append(problem(Place(self.file, line, column), zh, en, **values))
