"""Raw tables: what readers hand over. Readers know formats and places; they know no kinds of value and no rules.

Every format is tables in the end: facts are a table with one row a unit, each register a table with one row a record,
decisions (not applicable, judgements) are two more.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Literal, Protocol, get_args, runtime_checkable

import attrs

from lawcheck.model.errors import Place, Problem
from lawcheck.model.text import Message

FACTS: Final = "facts"
"""Name of the table of facts."""
NOT_APPLICABLE: Final = "not_applicable"
"""Name of the table of decisions that an item does not apply."""
JUDGEMENTS: Final = "judgements"
"""Name of the table of points that people took off."""
OVERRIDES: Final = "overrides"
"""Name of the table of points that people set."""
REBUTTALS: Final = "rebuttals"
"""Name of the table of what units say against items."""
DECISIONS: Final = (NOT_APPLICABLE, JUDGEMENTS, OVERRIDES, REBUTTALS)
"""What people decided or said of an item; with `facts` the names of tables that are no registers."""

Encoding = Literal["utf-8", "gb18030"]
"""An encoding of text that can be said."""
ENCODINGS: Final[tuple[Encoding, ...]] = get_args(Encoding)
"""Every encoding that can be said."""


@attrs.frozen
class Cell:
    """One raw value.

    Attributes:
        text: as written, trimmed; empty for a blank.
        place: where it stands.
        is_plain: written without quotes where the format has quotes, so other readers may take it for something else.
        document: the document that the value was taken from, where the file says so.
        where: the place in that document.
        quote: the few words around it.
    """

    text: str
    place: Place = Place()
    is_plain: bool = False
    document: str = ""
    where: str = ""
    quote: str = ""


@attrs.frozen
class Row:
    """One row of a table.

    Attributes:
        unit: id of the unit; None where the whole table belongs to one unit.
        cells: by column name, without the unit's own columns; blanks included.
        is_nil: the row says that the unit has nothing to record (零报告).
    """

    unit: Cell | None
    cells: Mapping[str, Cell]
    place: Place
    is_nil: bool = False


@attrs.frozen
class Table:
    """One table of one file.

    Attributes:
        name: `facts`, one of `DECISIONS`, or the name of a register.
        columns: the header cells, without the unit's own columns.
        rows: every row that is not blank.
        blank: how many rows were blank.
    """

    name: str
    columns: tuple[Cell, ...]
    rows: tuple[Row, ...]
    blank: int = 0


@attrs.frozen
class SheetRow:
    """One row of a sheet.

    Attributes:
        line: where it begins in the file, from 1.
        cells: the texts, trimmed.
    """

    line: int
    cells: tuple[str, ...]


@attrs.frozen
class Sheet:
    """A table as people laid it out: which row names the columns, and which column is which, is found out by `laid_out`.

    Attributes:
        name: as of a `Table`.
        file: for messages.
        rows: every row that is not blank, those above the data too.
        has_units: a column names the unit of each row; otherwise the sheet belongs to one unit.
        blank: how many rows were blank.
        problems: the faults of form that the reader found in it; they are reported with those of the columns.
        called: the name of its file, where nothing else says what it holds; a register may have it for a label.
    """

    name: str
    file: str
    rows: tuple[SheetRow, ...]
    has_units: bool
    blank: int = 0
    problems: tuple[Problem, ...] = ()
    called: str = ""


@attrs.frozen
class Tables:
    """What one input gave.

    Attributes:
        units: rows that describe units: id, name, kind, group as cells.
        tables: the tables, in the order read.
        notices: what a person should know about the reading.
        sheets: tables whose columns nobody has named yet; `laid_out` puts them among the tables.
        problems: faults of the input that are reported with those of its sheets.
    """

    units: tuple[Mapping[str, Cell], ...]
    tables: tuple[Table, ...]
    notices: tuple[Message, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    problems: tuple[Problem, ...] = ()


class Reader(Protocol):
    """Reads one kind of evidence file into tables; a plugin may bring more."""

    def accepts(self, path: Path) -> bool:
        """Whether this reader reads this path, by its name or kind."""

    def read(self, path: Path, registers: frozenset[str]) -> Tables:
        """The tables of this input.

        Args:
            path: file or folder.
            registers: names of the registers that the checklist knows.

        Raises:
            EvidenceError: with every fault of the input.
            LimitError: the input is over a limit.
        """


@runtime_checkable
class TextReader(Protocol):
    """A reader of text, which can be told the encoding of what it reads. Others are not told."""

    def told(self, encoding: Encoding) -> Reader:
        """The same reader for this encoding."""
