"""Raw tables: the output of readers.

Readers know file formats and places in files, but no kinds of values and no rules. Every format
becomes tables: the facts with one row for each unit, each register with one row for each record,
and the tables of decisions (`DECISIONS`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal, get_args

import attrs

from lawcheck.model.errors import Place, Problem
from lawcheck.model.text import Message

FACTS: Final = "facts"
"""Name of the table of facts."""
NOT_APPLICABLE: Final = "not_applicable"
"""Name of the table of decisions that an item does not apply."""
JUDGEMENTS: Final = "judgements"
"""Name of the table of points taken off by people."""
OVERRIDES: Final = "overrides"
"""Name of the table of points set by people."""
REBUTTALS: Final = "rebuttals"
"""Name of the table of what units say against items."""
ATTACHMENTS: Final = "attachments"
"""Name of the table of files that show something of items."""
DECISIONS: Final = (NOT_APPLICABLE, JUDGEMENTS, OVERRIDES, REBUTTALS, ATTACHMENTS)
"""Names of the tables of what people decided, said or attached. With `facts`, these tables are
not registers."""
FOLDERS_OF_ATTACHMENTS: Final = ("附件", "attachments")
"""Folders beside evidence files that hold what is attached; they are no evidence."""

Encoding = Literal["utf-8", "gb18030"]
"""An encoding of text that `--encoding` takes."""
ENCODINGS: Final[tuple[Encoding, ...]] = get_args(Encoding)
"""Every encoding that `--encoding` takes."""


@attrs.frozen
class Cell:
    """One raw value.

    >>> from lawcheck.plugin import Cell, Place
    >>> cell = Cell("12", Place("units.csv", 2, "visits"))
    >>> print(cell.place, cell.text)
    units.csv:2:visits 12

    Attributes:
        text: as written, trimmed; empty for a blank.
        place: where it is in the input.
        is_plain: written without quotes in a format that has quotes, so other programs may read
            another type of value.
        document: the document that the value was taken from, where the file says so.
        where: the place in that document.
        quote: the few words around it.
        at_least: the value is this or more; only numbers of the table of facts may be so.
    """

    text: str
    place: Place = Place()
    is_plain: bool = False
    document: str = ""
    where: str = ""
    quote: str = ""
    at_least: bool = False


@attrs.frozen
class Row:
    """One row of a table.

    >>> from lawcheck.plugin import Cell, Place, Row
    >>> row = Row(Cell("a"), {"visits": Cell("12"), "cases": Cell("")}, Place("units.csv", 2))
    >>> [name for name, cell in row.cells.items() if not cell.text]
    ['cases']

    Attributes:
        unit: id of the unit; None if the whole table belongs to one unit.
        cells: by column name, without the unit's own columns; blanks included.
        place: where the row is in the input.
        is_nil: the row says that the unit has nothing to record (零报告).
    """

    unit: Cell | None
    cells: Mapping[str, Cell]
    place: Place
    is_nil: bool = False


@attrs.frozen
class Table:
    """One table of one file.

    >>> from lawcheck.plugin import FACTS, Cell, Place, Row, Table
    >>> row = Row(Cell("a"), {"visits": Cell("12")}, Place("units.csv", 2))
    >>> table = Table(FACTS, (Cell("visits"),), (row,), blank=1)
    >>> len(table.rows) + table.blank
    2

    Attributes:
        name: `facts`, one of `DECISIONS`, or the name of a register.
        columns: the header cells, without the unit's own columns.
        rows: every row that is not blank.
        blank: how many rows were blank.
    """

    name: str
    columns: tuple[Cell, ...]
    rows: Sequence[Row]
    blank: int = 0


@attrs.frozen
class SheetRow:
    """One row of a sheet.

    >>> from lawcheck.plugin import SheetRow
    >>> SheetRow(3, ("a", "12")).cells[1]
    '12'

    Attributes:
        line: the line of the file on which it begins, from 1.
        cells: the texts, trimmed.
    """

    line: int
    cells: tuple[str, ...]


@attrs.frozen
class Sheet:
    """A table as people laid it out, perhaps with titles above the header.

    lawcheck finds the row that names the columns, and matches its texts with the names and labels
    of the checklist.

    >>> from lawcheck.plugin import Sheet, SheetRow
    >>> rows = (SheetRow(1, ("2023",)), SheetRow(2, ("unit", "visits")), SheetRow(3, ("a", "12")))
    >>> sheet = Sheet("facts", "units.csv", rows, has_units=True)
    >>> [row.line for row in sheet.rows]
    [1, 2, 3]

    Attributes:
        name: as of a `Table`.
        file: its file, for messages.
        rows: every row that is not blank, including those above the data.
        has_units: a column names the unit of each row; otherwise the sheet belongs to one unit.
        blank: how many rows were blank.
        problems: problems of its form, found by the reader; they are reported together with those
            of its columns.
        called: the name of its file or of its tab, if nothing else says what it holds; it may be
            the label of a register.
        has_letters: its columns are known by letters, so that the place of a value is row and
            letter; otherwise it is row and header.
    """

    name: str
    file: str
    rows: Sequence[SheetRow]
    has_units: bool
    blank: int = 0
    problems: tuple[Problem, ...] = ()
    called: str = ""
    has_letters: bool = False


def column_letters(position: int) -> str:
    """Return what spreadsheets call a column.

    >>> from lawcheck.plugin import column_letters
    >>> [column_letters(position) for position in (0, 25, 26, 701, 702)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA']

    Args:
        position: from 0.
    """
    letters = ""
    rest = position + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters


@attrs.frozen
class MadeFor:
    """The checklist that an input was made from, where the input says so: a form does.

    An input of another checklist, of another version, or with other declarations is refused.

    >>> import lawcheck
    >>> from lawcheck.cli import digest_of_declarations
    >>> from lawcheck.plugin import MadeFor, Place
    >>> checklist = lawcheck.load_checklist("street-visit")
    >>> form = MadeFor(
    ...     checklist.id, checklist.version, digest_of_declarations(checklist), Place("form.xlsx")
    ... )
    >>> form.version
    '2023.1'

    Attributes:
        checklist: its id.
        version: its version.
        declarations_sha256: the digest of its facts and registers.
        place: the input, for messages.
    """

    checklist: str
    version: str
    declarations_sha256: str
    place: Place


@attrs.frozen
class Tables:
    """The content of one input.

    >>> from lawcheck.plugin import FACTS, Cell, Place, Row, Table, Tables
    >>> row = Row(Cell("a"), {"visits": Cell("12")}, Place("units.csv", 2))
    >>> read = Tables(({"id": Cell("a")},), (Table(FACTS, (Cell("visits"),), (row,)),))
    >>> [table.name for table in read.tables]
    ['facts']

    Attributes:
        units: rows that describe units: id, name, kind, group as cells.
        tables: the tables, in the order read.
        notices: what a person should know about the reading.
        sheets: tables whose columns are not matched with the checklist yet.
        problems: problems of the input that are reported together with those of its sheets.
        made_for: the checklists that the forms in it were made from.
        unreviewed: a program proposed the values, and nobody has checked them yet. Scorecards
            of the units say so.
    """

    units: Sequence[Mapping[str, Cell]]
    tables: tuple[Table, ...]
    notices: tuple[Message, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    problems: tuple[Problem, ...] = ()
    made_for: tuple[MadeFor, ...] = ()
    unreviewed: bool = False
