"""The conformance suite of readers. The built-in readers pass it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar, Final

from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import EvidenceError, LimitError
from lawcheck.model.raw_tables import Cell, Row, Sheet, Table, Tables
from lawcheck.testing.rule_checks import failed

_GARBAGE: Final = (
    b"",
    b"\x00",
    b"\xff\xfe\x00\x81\x81",
    b"\x89PNG\r\n\x1a\n\x00",
    b"{[(<\"'",
    "姓名\n".encode("gbk") * 3,
)
"""File contents that no reader of text formats can read."""


class ReaderSuite:
    """Checks of a reader; subclass it, name the class `Test...`, and set `reader` and `files`.

    >>> from lawcheck.plugin import Cell, EvidenceError, Place, Tables, problem
    >>> from lawcheck.testing import ReaderSuite
    >>> class Lines:
    ...     '''Files of one line `unit = ID`.'''
    ...     def accepts(self, path):
    ...         return path.suffix == ".lines"
    ...     def read(self, path, registers, **options):
    ...         try:
    ...             name, _, unit = path.read_text("utf-8").partition(" = ")
    ...         except (OSError, UnicodeDecodeError):
    ...             name = ""
    ...         if name != "unit":
    ...             what = problem(Place(str(path), 1), "应为 unit = ID", "not `unit = ID`")
    ...             raise EvidenceError([what])
    ...         return Tables(({"id": Cell(unit.strip(), Place(str(path), 1))},), ())
    >>> class TestLines(ReaderSuite):
    ...     reader = Lines()
    ...     files = {"street.lines": b"unit = a"}
    ...     refused = ({"street.lines": b"sessions"},)
    >>> TestLines().test_refuses_with_a_place()  # pytest runs this and the others

    Attributes:
        reader: the reader.
        files: contents of files by name; the first one is read. If its name has a `/`, the folder
            is read as a whole.
        refused: inputs that the reader must refuse, each in the form of `files`.
        registers: the names of the registers that the checklist declares.
        checklist: the checklist that a `ChecklistReader` is given; None for other readers.
    """

    reader: ClassVar[Any]
    files: ClassVar[Mapping[str, bytes]]
    refused: ClassVar[tuple[Mapping[str, bytes], ...]] = ()
    registers: ClassVar[frozenset[str]] = frozenset()
    checklist: ClassVar[Checklist | None] = None

    def read(self, path: Path) -> Tables:
        """Return the tables of a path.

        `EvidenceError` and `LimitError` pass through; any other exception fails the test.
        """
        try:
            reader = self.reader
            if self.checklist is not None:
                reader = reader.for_checklist(self.checklist)
            tables = reader.read(path, self.registers)
        except (EvidenceError, LimitError):
            raise
        except Exception as error:
            raise failed(
                "read()", error, "refuse what cannot be read with an EvidenceError"
            ) from error
        assert isinstance(tables, Tables), (
            f"read() returned {type(tables).__name__}; return Tables"
        )
        return tables

    def test_accepts_by_name(self) -> None:
        """The reader accepts its own files, and refuses other names without an exception."""
        with _written(self.files) as path:
            assert self.reader.accepts(path) is True, f"the reader does not accept {path.name}"
            other = path.parent / "another.unheard-of"
            assert self.reader.accepts(other) is False, (
                "the reader accepts a file of an unknown kind; go by the name"
            )

    def test_gives_tables_of_units_and_cells(self) -> None:
        """Units have ids, tables have names, and cells hold stripped text under known columns."""
        with _written(self.files) as path:
            tables = self.read(path)
        assert (
            tables.units
            or any(table.rows for table in tables.tables)
            or any(sheet.rows for sheet in tables.sheets)
        ), "nothing was read"
        for sheet in tables.sheets:
            _check_sheet_rows(sheet)
        for cells in tables.units:
            assert isinstance(cells, Mapping), (
                f"a unit is {type(cells).__name__}; hand over a mapping of cells"
            )
            assert "id" in cells, "a unit has no id"
            _check_cells(cells)
        for table in tables.tables:
            assert isinstance(table, Table), (
                f"a table is {type(table).__name__}; hand over a Table"
            )
            assert table.name, "a table has no name"
            columns = {column.text for column in table.columns}
            for row in table.rows:
                assert isinstance(row, Row), f"a row is {type(row).__name__}; hand over a Row"
                stray = sorted(set(row.cells) - columns)
                assert not stray, (
                    f"a row of {table.name} has the cell {stray[0]}, which is not a column of it"
                )
                _check_cells(row.cells)

    def test_every_cell_has_its_place(self) -> None:
        """Every cell has its file and line, which messages about its value show."""
        with _written(self.files) as path:
            tables = self.read(path)
            cells = [cell for unit in tables.units for cell in unit.values()]
            cells += [
                cell
                for table in tables.tables
                for row in table.rows
                for cell in row.cells.values()
            ]
            for cell in cells:
                if cell.text:
                    assert all((cell.place.file, cell.place.line)), (
                        f"the cell {cell.text!r} has no place; give it file and line"
                    )

    def test_reads_the_same_twice(self) -> None:
        """Reading a file a second time gives the same tables."""
        with _written(self.files) as path:
            assert self.read(path) == self.read(path), "the second reading gave something else"

    def test_leaves_files_as_they_were(self) -> None:
        """Reading neither changes nor adds files."""
        with _written(self.files) as path:
            before = _contents(path.parent)
            self.read(path)
            assert _contents(path.parent) == before, "the reader changed what stands in the folder"

    def test_refuses_with_a_place(self) -> None:
        """Each input of `refused` is refused, with the file in the message."""
        for files in self.refused:
            with _written(files) as path:
                refusal = self._refusal(path)
            assert refusal is not None, f"{dict(files)} is read; refuse it with an EvidenceError"
            assert all(problem.place.file for problem in refusal.problems), (
                f"no place is told: {refusal}"
            )

    def _refusal(self, path: Path) -> EvidenceError | LimitError | None:
        try:
            tables = self.read(path)
        except (EvidenceError, LimitError) as refusal:
            return refusal
        problems = [
            *tables.problems,
            *(problem for sheet in tables.sheets for problem in sheet.problems),
        ]
        return EvidenceError(problems) if problems else None

    def test_fails_at_no_content(self) -> None:
        """Any content is read or refused, and a missing file is refused."""
        name = next(iter(self.files))
        for content in _GARBAGE:
            with _written({name: content}) as path:
                self._refusal(path)
        with _written(self.files) as path:
            gone = self._refusal(path.with_name(f"gone-{path.name}"))
        assert gone is not None, (
            "a file that is not there is read; refuse it with an EvidenceError"
        )


@contextmanager
def _written(files: Mapping[str, bytes]) -> Iterator[Path]:
    """Write the files into a temporary folder, and yield the path to read."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        yield Path(folder) / next(iter(files)).partition("/")[0]


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def _check_sheet_rows(sheet: Sheet) -> None:
    assert sheet.file, f"the sheet {sheet.name} does not say its file"
    for row in sheet.rows:
        assert row.line > 0, f"a row of {sheet.name} has no line"
        assert all(isinstance(text, str) and text == text.strip() for text in row.cells), (
            f"line {row.line}: trim its texts"
        )


def _check_cells(cells: Mapping[str, Any]) -> None:
    for name, cell in cells.items():
        assert isinstance(cell, Cell), f"{name} is {type(cell).__name__}; hand over a Cell"
        assert isinstance(cell.text, str), (
            f"{name} holds {type(cell.text).__name__}; a cell holds text as it is written"
        )
        assert cell.text == cell.text.strip(), f"{name} holds {cell.text!r}; trim it"
