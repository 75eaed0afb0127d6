"""The protocols of readers, which turn one kind of evidence file into tables."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol, runtime_checkable

from lawcheck.model.checklist import Checklist
from lawcheck.model.raw_tables import Encoding, Tables


class Reader(Protocol):
    """Reads one kind of evidence file into tables. Plugins may add readers.

    >>> from pathlib import Path
    >>> from lawcheck.plugin import FACTS, Cell, Place, Row, Table, Tables
    >>> class Lines:
    ...     "Reads files with one unit on each line: `a visits=12`."
    ...
    ...     def accepts(self, path):
    ...         return path.suffix == ".lines"
    ...
    ...     def read(self, path, registers):
    ...         rows = []
    ...         for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
    ...             unit, *pairs = line.split()
    ...             place = Place(str(path), number)
    ...             values = (pair.partition("=") for pair in pairs)
    ...             cells = {name: Cell(text, place) for name, _, text in values}
    ...             rows.append(Row(Cell(unit, place), cells, place))
    ...         names = dict.fromkeys(name for row in rows for name in row.cells)
    ...         columns = tuple(Cell(name) for name in names)
    ...         return Tables((), (Table(FACTS, columns, tuple(rows)),))
    >>> _ = Path("units.lines").write_text("a visits=12", "utf-8")
    >>> Lines().read(Path("units.lines"), frozenset()).tables[0].rows[0].cells["visits"].text
    '12'
    """

    def accepts(self, path: Path) -> bool:
        """Return whether this reader reads this path, by its name or kind."""

    def read(self, path: Path, registers: frozenset[str]) -> Tables:
        """Read the tables of an input.

        Args:
            path: file or folder.
            registers: names of the registers of the checklist.

        Raises:
            EvidenceError: with every problem of the input.
            LimitError: the input is over a limit.
        """


@runtime_checkable
class TextReader(Protocol):
    """A reader of text files that takes an encoding (`--encoding`). Other readers do not get it.

    A reader of score sheets may have the method, too; it then returns a reader of score sheets.

    >>> import attrs
    >>> from lawcheck.plugin import TextReader
    >>> @attrs.frozen
    ... class Lines:
    ...     encoding: str = "utf-8"
    ...
    ...     def with_encoding(self, encoding):
    ...         return Lines(encoding)
    >>> isinstance(Lines(), TextReader)
    True
    >>> Lines().with_encoding("gb18030").encoding
    'gb18030'
    """

    def with_encoding(self, encoding: Encoding) -> Reader:
        """Return a reader for this encoding."""


@runtime_checkable
class ChecklistReader(Protocol):
    """A reader that needs the checklist: to know what a text says, one must know what is asked.

    >>> import attrs
    >>> from lawcheck.plugin import Checklist, ChecklistReader
    >>> @attrs.frozen
    ... class Sentences:
    ...     asked: Checklist | None = None
    ...
    ...     def for_checklist(self, checklist):
    ...         return attrs.evolve(self, asked=checklist)
    >>> isinstance(Sentences(), ChecklistReader)
    True
    """

    def for_checklist(self, checklist: Checklist) -> Reader:
        """Return a reader for evidence of this checklist."""
