"""Call the readers of plugins and check what they return.

A return value of the wrong shape is refused here, where it comes in, with the name of the plugin.
What built-in parts return is checked by the tests of lawcheck instead.

The functions `_faults_of_X` yield what is wrong with a returned X, each as an English clause; the
functions `_fault_of_X` return the first such clause, or an empty string if nothing is wrong.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import Place, Problem
from lawcheck.model.foreign_errors import fault_of_message
from lawcheck.model.raw_tables import (
    Cell,
    Encoding,
    MadeFor,
    Row,
    Sheet,
    SheetRow,
    Table,
    Tables,
)
from lawcheck.model.reader import ChecklistReader, Reader, TextReader
from lawcheck.model.sheet_grid import Grid, GridReader, GridRow
from lawcheck.registry.offers import Offer


def read_tables(
    offer: Offer, path: Path, checklist: Checklist, encoding: Encoding | None = None
) -> Tables | None:
    """Read evidence with one reader.

    Args:
        offer: the reader.
        path: the file or folder.
        checklist: the checklist that the evidence is for.
        encoding: the encoding that the user named, for readers of text; None if there is none.

    Returns:
        The tables, or None if the reader does not read paths of this kind.

    Raises:
        EvidenceError: the reader refuses the input.
        LimitError: the input is too large.
        PluginError: the reader failed, or returned something of the wrong shape.
    """
    with offer.at_work():
        reader: Reader | None = _reader_of(offer, path, encoding)
        if reader is None:
            return None
        if isinstance(reader, ChecklistReader):
            reader = reader.for_checklist(checklist)
        answer: Any = reader.read(path, frozenset(checklist.registers))
    refuse_faults(offer, f"read({path.name!r})", _faults_of_tables(answer))
    tables: Tables = answer
    return tables


def read_grid(offer: Offer, path: Path, encoding: Encoding | None = None) -> Grid | None:
    """Read a score sheet with one reader.

    Args:
        offer: the reader.
        path: the file.
        encoding: the encoding that the user named, for readers of text; None if there is none.

    Returns:
        The cells, or None if the reader does not read files of this kind.

    Raises:
        EvidenceError: the reader refuses the file.
        LimitError: the file is too large.
        PluginError: the reader failed, or returned something of the wrong shape.
    """
    with offer.at_work():
        reader: GridReader | None = _reader_of(offer, path, encoding)
        if reader is None:
            return None
        answer: Any = reader.read(path)
    refuse_faults(offer, f"read({path.name!r})", _faults_of_grid(answer))
    grid: Grid = answer
    return grid


def _reader_of(offer: Offer, path: Path, encoding: Encoding | None) -> Any:
    """Return a reader of evidence or of score sheets; None if it does not read this path."""
    reader: Any = offer.load()()
    if not _accepts(offer, reader, path):
        return None
    takes_encoding = encoding is not None and isinstance(reader, TextReader)
    return reader.with_encoding(encoding) if takes_encoding else reader


def _accepts(offer: Offer, reader: Any, path: Path) -> bool:
    answer = reader.accepts(path)
    # Any object has a truth value: a forgotten `return` would silently mean "not my kind of file".
    if not isinstance(answer, bool):
        raise offer.refuse(f"accepts({path.name!r}) returned {type(answer).__name__}, not bool")
    return answer


def refuse_faults(offer: Offer, call: str, faults: Iterator[str]) -> None:
    """Raise for the first fault; for a built-in part, do not spend time on looking for one."""
    if not offer.is_ours:
        for fault in faults:
            raise offer.refuse(f"{call} returned {fault}")


def _faults_of_tables(tables: Any) -> Iterator[str]:
    if not isinstance(tables, Tables):
        yield f"{type(tables).__name__}, not Tables"
        return
    yield from _faults_of_tuple(Tables.__name__, "notices", tables.notices, fault_of_message)
    yield from _faults_of_tuple(Tables.__name__, "units", tables.units, _fault_of_unit)
    yield from _faults_of_tuple(
        Tables.__name__, "tables", tables.tables, lambda table: next(_faults_of_table(table), "")
    )
    yield from _faults_of_tuple(Tables.__name__, "sheets", tables.sheets, _fault_of_sheet)
    yield from _faults_of_tuple(Tables.__name__, "problems", tables.problems, _fault_of_problem)
    yield from _faults_of_tuple(Tables.__name__, "made_for", tables.made_for, _fault_of_made_for)
    if not isinstance(tables.unreviewed, bool):
        yield f"Tables whose unreviewed is {type(tables.unreviewed).__name__}, not bool"


def _fault_of_made_for(made_for: Any) -> str:
    return "" if isinstance(made_for, MadeFor) else f"{type(made_for).__name__}, not MadeFor"


def _fault_of_sheet(sheet: Any) -> str:
    if not isinstance(sheet, Sheet):
        return f"{type(sheet).__name__}, not Sheet"
    if not all(
        isinstance(each, str) for each in (sheet.name, sheet.file, sheet.called)
    ) or not isinstance(sheet.has_units, bool):
        return "a Sheet whose name, file or called is not str, or whose has_units is not bool"
    if not all(
        isinstance(row, SheetRow) and all(isinstance(cell, str) for cell in row.cells)
        for row in sheet.rows
    ):
        return "a Sheet with a row that is not a SheetRow of str"
    return next(filter(None, map(_fault_of_problem, sheet.problems)), "")


def _fault_of_problem(problem: Any) -> str:
    return "" if isinstance(problem, Problem) else f"{type(problem).__name__}, not Problem"


def _fault_of_unit(unit: Any) -> str:
    fault = _fault_of_cells(unit)
    return fault or ("" if "id" in unit else "a unit without `id`")


def _faults_of_table(table: Any) -> Iterator[str]:
    if not isinstance(table, Table):
        yield f"{type(table).__name__}, not a Table"
        return
    if not isinstance(table.name, str) or type(table.blank) is not int:
        yield "a Table whose name is not str, or whose blank is not int"
    yield from _faults_of_tuple(f"Table {table.name}", "columns", table.columns, _fault_of_cell)
    yield from _faults_of_tuple(f"Table {table.name}", "rows", table.rows, _fault_of_row)


def _fault_of_row(row: Any) -> str:
    if not isinstance(row, Row):
        return f"{type(row).__name__}, not a Row"
    if not isinstance(row.place, Place) or not isinstance(row.is_nil, bool):
        return "a Row whose place is not a Place, or whose is_nil is not bool"
    return _fault_of_cells(row.cells) or ("" if row.unit is None else _fault_of_cell(row.unit))


def _fault_of_cells(cells: Any) -> str:
    if not isinstance(cells, Mapping):
        return f"{type(cells).__name__}, not a mapping from names to Cells"
    if not all(isinstance(name, str) for name in cells):
        return "a mapping with a name that is not str"
    return next(filter(None, map(_fault_of_cell, cells.values())), "")


def _fault_of_cell(cell: Any) -> str:
    if not isinstance(cell, Cell):
        return f"{type(cell).__name__}, not a Cell"
    texts = (cell.text, cell.document, cell.where, cell.quote)
    if not all(isinstance(each, str) for each in texts):
        return "a Cell that holds something else than text"
    if not isinstance(cell.at_least, bool):
        return f"a Cell whose at_least is {type(cell.at_least).__name__}, not bool"
    return (
        ""
        if isinstance(cell.place, Place)
        else f"a Cell whose place is {type(cell.place).__name__}, not a Place"
    )


def _faults_of_grid(grid: Any) -> Iterator[str]:
    if not isinstance(grid, Grid):
        yield f"{type(grid).__name__}, not a Grid"
        return
    if not isinstance(grid.file, str):
        yield f"a Grid whose file is {type(grid.file).__name__}, not str"
    yield from _faults_of_tuple(Grid.__name__, "notices", grid.notices, fault_of_message)
    yield from _faults_of_tuple(Grid.__name__, "rows", grid.rows, _fault_of_grid_row)


def _fault_of_grid_row(row: Any) -> str:
    if not isinstance(row, GridRow):
        return f"{type(row).__name__}, not a GridRow"
    if (
        type(row.line) is not int
        or not isinstance(row.cells, tuple)
        or not all(isinstance(each, str) for each in row.cells)
    ):
        return "a GridRow whose line is not int, or whose cells are not a tuple of str"
    return ""


def _faults_of_tuple(
    owner: str, name: str, found: Any, fault_of: Callable[[Any], str]
) -> Iterator[str]:
    if not isinstance(found, tuple):
        yield f"{owner} whose {name} are {type(found).__name__}, not a tuple"
        return
    yield from (f"{owner} whose {name} hold {fault}" for fault in map(fault_of, found) if fault)
