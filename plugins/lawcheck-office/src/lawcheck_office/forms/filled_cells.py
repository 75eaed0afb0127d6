"""Find the cells of a filled form by what its hidden sheet says of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from lawcheck.plugin import Cell, Place, Row, Table, column_letters
from lawcheck_office.forms.about import VERDICT, Asked, Column, Part
from lawcheck_office.workbook import SheetTexts

_NAMED: Final = 8
"""How many names a notice lists."""


def table_of(part: Part, rows: Sequence[Row], blank: int) -> Table:
    """Return the table of a sheet."""
    names = dict.fromkeys(name for row in rows for name in row.cells)
    return Table(
        part.table, tuple(Cell(name, rows[0].place) for name in names), tuple(rows), blank
    )


def is_register(part: Part) -> bool:
    """Check whether a sheet is a register: the inspector says of each record what it is."""
    return any(column.name == VERDICT for column in part.columns)


def rows_of(part: Part, place: str, rows: Sequence[Sequence[str]]) -> Iterator[Row]:
    """Yield the rows that people added."""
    for number in range(part.first, len(rows) + 1):
        cells = cells_of(part, place, rows, number)
        if any(cell.text for cell in cells.values()):
            yield Row(None, cells, Place(place, number))


def cells_of(
    part: Part, place: str, rows: Sequence[Sequence[str]], number: int
) -> dict[str, Cell]:
    """Return the cells that people fill in, of one row."""
    return {column.name: _cell(place, rows, number, column) for column in part.columns}


def _cell(place: str, rows: Sequence[Sequence[str]], number: int, column: Column) -> Cell:
    text = text_at(rows, number, column.at)
    return Cell(text, Place(place, number, column_letters(column.at)))


def cell_at(sheet: SheetTexts, asked: Asked) -> Cell:
    """Return a cell of the cover."""
    place = Place(sheet.place, asked.row, column_letters(asked.at))
    return Cell(text_at(sheet.rows, asked.row, asked.at), place)


def text_at(rows: Sequence[Sequence[str]], number: int, at: int) -> str:
    """Return the text of a cell in one line; empty where the sheet ends before."""
    if number > len(rows) or at >= len(rows[number - 1]):
        return ""
    return " ".join(rows[number - 1][at].split())


def without_verdict(cells: Mapping[str, Cell]) -> dict[str, Cell]:
    """Return the cells of a record without what the inspector says of it."""
    return {name: cell for name, cell in cells.items() if name != VERDICT}


def first_of(names: Sequence[str]) -> list[str]:
    """Return the first names of many, for a notice."""
    return [*names[:_NAMED], "…"] if len(names) > _NAMED else [*names]
