"""The rows below a header, made when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar, overload

import attrs

from lawcheck.model.errors import Place
from lawcheck.model.raw_tables import Cell, Row, SheetRow

_Made = TypeVar("_Made")
Columns = Sequence[tuple[int, str, str]]
"""The position of each column, the name it is read under, and its header."""


@attrs.frozen
class Below(Sequence[_Made]):
    """What each row below a header becomes.

    A subclass says so; a million rows with their cells and places do not stand in memory together.

    Attributes:
        rows: every row of the sheet.
        first: position of the first row below the header.
        file: the file, for places.
    """

    rows: Sequence[SheetRow]
    first: int
    file: str

    def made(self, row: SheetRow) -> _Made:
        """Return what a row becomes."""
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        """Return whether the other has equal rows."""
        if not isinstance(other, Below):
            return NotImplemented
        return list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # of mutable sequences there is none

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self.rows) - self.first

    def __iter__(self) -> Iterator[_Made]:
        """Iterate over what the rows become."""
        return map(self.made, below(self.rows, self.first))

    @overload
    def __getitem__(self, at: int) -> _Made: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[_Made, ...]: ...

    def __getitem__(self, at: int | slice) -> _Made | tuple[_Made, ...]:
        """Return what one row becomes, or several."""
        places = range(self.first, len(self.rows))
        if isinstance(at, slice):
            return tuple([self.made(self.rows[each]) for each in places[at]])
        return self.made(self.rows[places[at]])

    def _cells(self, row: SheetRow, columns: Columns) -> dict[str, Cell]:
        line, texts = row.line, row.cells
        return {
            name: Cell(texts[at], Place(self.file, line, shown)) for at, name, shown in columns
        }


@attrs.frozen
class Rows(Below[Row]):
    """The rows of a table.

    Attributes:
        units: the column that names the unit, if there is one.
        data: the other columns, without those that describe the unit.
    """

    units: Columns
    data: Columns

    def made(self, row: SheetRow) -> Row:
        """Return the row of the table."""
        unit = self._cells(row, self.units).get("id")
        return Row(unit, self._cells(row, self.data), Place(self.file, row.line))


@attrs.frozen
class Units(Below[Mapping[str, Cell]]):
    """The units that the rows of a table of facts describe.

    Attributes:
        own: the columns that describe the unit.
    """

    own: Columns

    def made(self, row: SheetRow) -> Mapping[str, Cell]:
        """Return the cells that describe the unit."""
        return self._cells(row, self.own)


def below(rows: Sequence[SheetRow], first: int) -> Iterator[SheetRow]:
    """Iterate over the rows from a position on."""
    iterator = iter(rows)
    for _ in range(first):
        next(iterator, None)
    return iterator
