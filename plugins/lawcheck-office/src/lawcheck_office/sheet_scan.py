"""Look at the cells of a sheet for what their values do not show.

Libraries give an empty value for a cell with an error and for a formula that was never computed,
and take the last of two rows with the same number. Each of these would score without a word, so
they are found here, in the XML of the sheet.
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from lawcheck.plugin import Message, message
from lawcheck_office.archive import Archive
from lawcheck_office.parts import Parts, Shown, local

MAX_COLUMNS: Final = 2_000
"""The most columns of a sheet; as many as a line of a CSV file may have."""
MAX_CELLS: Final = 20_000_000
"""The most cells of the rectangle around all cells: each takes memory, blank ones too."""
_LETTERS: Final = re.compile("[A-Z]{1,3}")


@attrs.frozen
class CellFault:
    """What is wrong with a sheet, and where.

    Attributes:
        row: from 1; 0 if it is the sheet as a whole.
        column: from 1; 0 if it is the row as a whole.
        what: what is wrong and what to do.
    """

    row: int
    column: int
    what: Message


@attrs.define
class SheetScan:
    """What was found in a sheet. Rows and columns are counted from 1.

    Attributes:
        faults: what must be mended before the sheet can be read.
        is_too_large: whether its cells are too far apart to be read at all.
        shown: the cells that show something else than their value, and what.
        hidden_rows: the rows that a person does not see.
        hidden_columns: the same for columns, each as the first and the last.
    """

    faults: list[CellFault] = attrs.field(factory=list)
    is_too_large: bool = False
    shown: dict[tuple[int, int], Shown] = attrs.field(factory=dict)
    hidden_rows: list[int] = attrs.field(factory=list)
    hidden_columns: list[tuple[int, int]] = attrs.field(factory=list)


def scan_sheet(archive: Archive, part: str, book: Parts) -> SheetScan:
    """Look at every cell of a sheet.

    Args:
        archive: the workbook.
        part: the part that holds the sheet.
        book: what the workbook consists of.

    Raises:
        EvidenceError: the part is damaged, or declares a document type.
    """
    scanner = _Scanner(book)
    archive.walk(part, scanner.start, scanner.text)
    return scanner.finish()


class _Scanner:
    """Takes the start tags of a sheet, in their order."""

    def __init__(self, book: Parts) -> None:
        self.found = SheetScan()
        self._book = book
        self._columns: dict[str, int] = {}
        self._row = 0
        self._digits = ""
        self._column = 0
        self._is_formula = False
        self._may_be_empty = False
        self._is_in_value = False
        self._has_value = False
        self._result = ""
        self._widest = 0
        self._first_row = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        match name if ":" not in name else local(name):
            case "c":
                self._end_of_cell()
                self._cell(attributes)
            case "v":
                self._is_in_value = True
            case "f":
                self._is_formula = True
                self._is_in_value = False
            case "row":
                self._end_of_cell()
                self._start_row(attributes)
            case "col" if attributes.get("hidden") in ("1", "true"):
                span = int(attributes.get("min", "0")), int(attributes.get("max", "0"))
                self.found.hidden_columns.append(span)

    def text(self, text: str) -> None:
        if self._is_in_value and not text.isspace():
            self._has_value = True
            if self._is_formula:
                self._result += text

    def finish(self) -> SheetScan:
        self._end_of_cell()
        rows = self._row - self._first_row + 1 if self._row else 0
        if rows * self._widest > MAX_CELLS:
            self.found.is_too_large = True
            self._fail(
                self._row,
                0,
                "最后一行是第{row}行，最宽有{columns}列，超出{limit}格；请删去远处的格",
                "the last row is {row} and the widest has {columns} columns, more than {limit} "
                "cells; delete what stands far away",
                row=self._row,
                columns=self._widest,
                limit=MAX_CELLS,
            )
        return self.found

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = attributes.get("r", "")
        row = int(number) if number.isdecimal() else self._row + 1
        if row <= self._row:
            self._fail(
                row,
                0,
                "第{row}行写在第{before}行之后；请用 Excel 或 WPS 另存为 .xlsx",
                "row {row} is written after row {before}; save it as .xlsx with Excel or WPS",
                row=row,
                before=self._row,
            )
        self._first_row = self._first_row or row
        self._row, self._digits, self._column = row, str(row), 0
        if attributes.get("hidden") in ("1", "true"):
            self.found.hidden_rows.append(row)

    def _cell(self, attributes: dict[str, str]) -> None:
        row = self._row
        reference = attributes.get("r", "")
        # there are a million cells, and letters of few columns
        letters = reference.removesuffix(self._digits)
        column = self._columns.get(letters) or self._column_of(letters)
        if column <= self._column:
            self._fail(
                self._row,
                column,
                "{cell} 写了两次，或不在它的位置；请用 Excel 或 WPS 另存为 .xlsx",
                "{cell} is written twice or is out of place; save it as .xlsx with Excel or WPS",
                cell=reference,
            )
        self._column = column
        self._widest = max(self._widest, column)
        if column > MAX_COLUMNS:
            self.found.is_too_large = True
            self._fail(
                row,
                column,
                "{cell} 太远（上限{limit}列）；请删去这一格",
                "{cell} is too far away (at most {limit} columns); delete the cell",
                cell=reference,
                limit=MAX_COLUMNS,
            )
        shown = self._book.shown.get(attributes.get("s", ""))
        if shown is not None:
            self.found.shown[row, column] = shown
        match attributes.get("t"):
            case "e":
                self._fail(
                    row,
                    column,
                    "这一格是错误值（如 #DIV/0!、#N/A）；请改正公式，或写上数值",
                    "the cell is an error, such as #DIV/0! or #N/A; "
                    "mend the formula or write the value",
                )
            case "str":
                self._may_be_empty = True  # the text that a formula gave

    def _column_of(self, letters: str) -> int:
        """Return the number of a column; 0 if these are no letters of a column."""
        if not letters:
            return self._column + 1  # a cell without a reference follows the one before
        if _LETTERS.fullmatch(letters) is None:
            return 0
        number = 0
        for letter in letters:
            number = number * 26 + ord(letter) - ord("A") + 1
        self._columns[letters] = number
        return number

    def _end_of_cell(self) -> None:
        is_computed = self._has_value or self._may_be_empty
        # a program that leaves formulas to Excel writes 0 for each
        is_left = self._book.recalculates and self._result.strip() == "0"
        if self._is_formula and (is_left or not is_computed):
            self._fail(
                self._row,
                self._column,
                "这一格的公式没有存下结果；请用 Excel 或 WPS 打开、重新计算后保存",
                "the formula of the cell has no saved result; "
                "open it with Excel or WPS, calculate and save",
            )
        self._is_formula = self._may_be_empty = self._is_in_value = self._has_value = False
        self._result = ""

    def _fail(self, row: int, column: int, zh: str, en: str, /, **values: object) -> None:
        self.found.faults.append(CellFault(row, column, message(zh, en, **values)))
