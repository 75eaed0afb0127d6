"""The built-in readers pass their suite; each wrong one is caught by the check that names its fault."""

import re
from pathlib import Path
from typing import Any, ClassVar

import attrs
import pytest

from lawcheck.evidence.readers.csv_file import CsvFile
from lawcheck.evidence.readers.folder import Folder
from lawcheck.evidence.readers.unit_file import UnitFile
from lawcheck.model.raw_tables import FACTS, Cell, Row, Table, Tables
from lawcheck.registry.builtin import lawcheck_readers
from lawcheck.testing import ReaderSuite

pytestmark = pytest.mark.interpreter

YAML = "lawcheck-evidence: 1\nunit: {id: a, name: 甲}\nfacts: {n: 3}\nregisters: {cases: [{bad: true}]}\n".encode()


class TestCsv(ReaderSuite):
    reader = CsvFile()
    files = {"facts.csv": "unit,n,report\na,3,是\nb,4,否\n".encode()}
    refused = ({"facts.csv": b'unit,n\na,"3\n'},)


class TestUnitFile(ReaderSuite):
    reader = UnitFile()
    files = {"unit.yaml": YAML}
    refused = (
        {"unit.yaml": b"lawcheck-evidence: 1\nfacts: {n: 3}\n"},
        {"unit.yaml": b"unit: [\n"},
    )
    registers = frozenset({"cases"})


class TestFolder(ReaderSuite):
    reader = Folder()
    files = {
        "a/unit.yaml": b"lawcheck-evidence: 1\nunit: {id: a}\n",
        "a/cases.csv": "bad\n是\n".encode(),
    }
    refused = ({"a/unit.yaml": b"lawcheck-evidence: 1\nunit: {}\n"},)
    registers = frozenset({"cases"})


def test_every_built_in_reader_is_here() -> None:
    readers = {f"{each.__module__}:{each.__name__}" for each in (CsvFile, Folder, UnitFile)}

    assert readers == set(lawcheck_readers().values())


class Lines:
    """One unit a file, a line `name = value` for each fact."""

    def accepts(self, path: Path) -> bool:
        return path.suffix == ".lines"

    def read(self, path: Path, registers: frozenset[str]) -> Tables:
        return UnitFile().read(path, registers)


class AcceptsAll(Lines):
    """Takes what is not its own."""

    def accepts(self, path: Path) -> bool:
        return True


class Numbers(Lines):
    """Makes numbers of cells."""

    def read(self, path: Path, registers: frozenset[str]) -> Tables:
        tables = super().read(path, registers)
        return attrs.evolve(tables, units=tuple(map(self.numbered, tables.units)))

    def numbered(self, unit):
        return {**unit, "id": Cell(7, unit["id"].place)}  # type: ignore[arg-type]


class NoId(Lines):
    """Units without ids."""

    def read(self, path: Path, registers: frozenset[str]) -> Tables:
        return attrs.evolve(super().read(path, registers), units=({},))


class Placeless(Lines):
    """Cells that stand nowhere."""

    def read(self, path: Path, registers: frozenset[str]) -> Tables:
        cells = {"n": Cell("3")}
        given = super().read(path, registers)
        return Tables(
            given.units,
            (Table(FACTS, (Cell("n"),), (Row(None, cells, given.units[0]["id"].place),)),),
        )


class NoTables(Lines):
    """Answers with a dictionary."""

    def read(self, path: Path, registers: frozenset[str]) -> Tables:
        return {"unit": "a"}  # type: ignore[return-value]


class Forgets(Lines):
    """Reads a file once."""

    seen: ClassVar[list[int]] = []

    def read(self, path: Path, registers: frozenset[str]) -> Tables:
        tables = super().read(path, registers)
        self.seen.append(1)
        return tables if len(self.seen) % 2 else attrs.evolve(tables, tables=())


class Cleans(Lines):
    """Puts a file beside the one that it reads."""

    def read(self, path: Path, registers: frozenset[str]) -> Tables:
        path.with_suffix(".cache").write_bytes(b"")
        return super().read(path, registers)


class Guesses(Lines):
    """Reads what cannot be read as a unit without anything."""

    def read(self, path: Path, registers: frozenset[str]) -> Tables:
        return Tables(({"id": Cell("a")},), ())


class Falls(Lines):
    """Fails where the text is not what it expects."""

    def read(self, path: Path, registers: frozenset[str]) -> Tables:
        path.read_bytes()[0]
        return super().read(path, registers)


HOLDS = "test_gives_tables_of_units_and_cells"
WRONG: list[tuple[Any, str, str]] = [
    (AcceptsAll, "test_accepts_by_name", "the reader accepts a file of an unknown kind"),
    (Numbers, HOLDS, "id holds int; a cell holds text as it is written"),
    (NoId, HOLDS, "a unit has no id"),
    (NoTables, HOLDS, "read() returned dict; return Tables"),
    (Placeless, "test_every_cell_has_its_place", "the cell '3' has no place"),
    (Forgets, "test_reads_the_same_twice", "the second reading gave something else"),
    (Cleans, "test_leaves_files_as_they_were", "the reader changed what stands in the folder"),
    (Guesses, "test_refuses_with_a_place", "is read; refuse it with an EvidenceError"),
    (Falls, "test_fails_at_no_content", "read() failed with IndexError"),
]


def suite_of(of: Any) -> ReaderSuite:
    class Suite(ReaderSuite):
        reader = of()
        files: ClassVar = {"a.lines": YAML}
        refused: ClassVar = ({"a.lines": b"lawcheck-evidence: 1\nfacts: {n: 3}\n"},)
        registers: ClassVar = frozenset({"cases"})

    return Suite()


@pytest.mark.parametrize(
    ("wrong", "check", "told"), WRONG, ids=[wrong.__name__ for wrong, _, _ in WRONG]
)
def test_the_check_that_names_the_fault_tells_what_broke(
    wrong: Any, check: str, told: str
) -> None:
    with pytest.raises(AssertionError, match=re.escape(told)):
        getattr(suite_of(wrong), check)()


def test_every_check_catches_something() -> None:
    assert {check for _, check, _ in WRONG} == {
        name for name in dir(ReaderSuite) if name.startswith("test_")
    }
