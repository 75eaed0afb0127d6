"""What every reader owes its users, as tests to subclass. The built-in readers pass them."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar, Final

from lawcheck.model.errors import EvidenceError, LimitError
from lawcheck.model.raw_tables import Cell, Row, Sheet, Table, Tables
from lawcheck.testing.trying import failed

_GARBAGE: Final = (
    b"",
    b"\x00",
    b"\xff\xfe\x00\x81\x81",
    b"\x89PNG\r\n\x1a\n\x00",
    b"{[(<\"'",
    "姓名\n".encode("gbk") * 3,
)
"""Contents that no reader of texts can read."""


class ReaderSuite:
    r"""Subclass, name the class `Test...`, fill in the reader and files that it reads and refuses.

    ::

        class TestLines(ReaderSuite):
            reader = Lines()
            files = {"street.lines": b"unit = a\\nsessions = 12\n"}
            refused = ({"street.lines": b"sessions\n"},)

    Attributes:
        reader: the reader.
        files: name to content; the first is read. A name with `/` lies in a folder, which is read as a whole.
        refused: contents that must be refused, each like `files`.
        registers: names of the registers that the checklist knows.
    """

    reader: ClassVar[Any]
    files: ClassVar[Mapping[str, bytes]]
    refused: ClassVar[tuple[Mapping[str, bytes], ...]] = ()
    registers: ClassVar[frozenset[str]] = frozenset()

    def read(self, path: Path) -> Tables:
        """What the reader makes of a path; refusals pass."""
        try:
            tables = self.reader.read(path, self.registers)
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
        """It takes its own files and leaves those of others, without failing at any."""
        with _written(self.files) as path:
            assert self.reader.accepts(path) is True, f"the reader does not accept {path.name}"
            other = path.parent / "another.unheard-of"
            assert self.reader.accepts(other) is False, (
                "the reader accepts a file of an unknown kind; go by the name"
            )

    def test_gives_tables_of_units_and_cells(self) -> None:
        """Units have ids, tables have names, cells hold trimmed text under their columns."""
        with _written(self.files) as path:
            tables = self.read(path)
        assert (
            tables.units
            or any(table.rows for table in tables.tables)
            or any(sheet.rows for sheet in tables.sheets)
        ), "nothing was read"
        for sheet in tables.sheets:
            _hold_texts(sheet)
        for cells in tables.units:
            assert isinstance(cells, Mapping), (
                f"a unit is {type(cells).__name__}; hand over a mapping of cells"
            )
            assert "id" in cells, "a unit has no id"
            _hold_cells(cells)
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
                    f"a row of {table.name} has the cell {stray[0]}, which is no column of it"
                )
                _hold_cells(row.cells)

    def test_every_cell_has_its_place(self) -> None:
        """Every message about a value names file and line."""
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
        """No memory: the second reading of a file gives what the first gave."""
        with _written(self.files) as path:
            assert self.read(path) == self.read(path), "the second reading gave something else"

    def test_leaves_files_as_they_were(self) -> None:
        """To read changes nothing, and leaves nothing behind."""
        with _written(self.files) as path:
            before = _contents(path.parent)
            self.read(path)
            assert _contents(path.parent) == before, "the reader changed what stands in the folder"

    def test_refuses_with_a_place(self) -> None:
        """What is wrong is refused, with the file, not read as something else."""
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
        """Whatever stands in a file of that name, it is read or refused; one that is not there is refused."""
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
    """The path to read, in a folder of its own."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        yield Path(folder) / next(iter(files)).partition("/")[0]


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def _hold_texts(sheet: Sheet) -> None:
    assert sheet.file, f"the sheet {sheet.name} does not say its file"
    for row in sheet.rows:
        assert row.line > 0, f"a row of {sheet.name} has no line"
        assert all(isinstance(text, str) and text == text.strip() for text in row.cells), (
            f"line {row.line}: trim its texts"
        )


def _hold_cells(cells: Mapping[str, Any]) -> None:
    for name, cell in cells.items():
        assert isinstance(cell, Cell), f"{name} is {type(cell).__name__}; hand over a Cell"
        assert isinstance(cell.text, str), (
            f"{name} holds {type(cell.text).__name__}; a cell holds text as it is written"
        )
        assert cell.text == cell.text.strip(), f"{name} holds {cell.text!r}; trim it"
