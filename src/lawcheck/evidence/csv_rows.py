"""The rows of a CSV text, parsed again whenever they are asked for.

A row as objects takes many times the room of its text, and a table is gone through a few times at
most; so the text is kept, and where each row begins.
"""

from __future__ import annotations

import csv
import io
from array import array
from collections.abc import Iterator, Sequence
from typing import Final, overload

from lawcheck.evidence.cell_reading import one_line
from lawcheck.model.raw_tables import SheetRow

_PIECE: Final = 1 << 16
"""How many characters are cut into lines at once."""


class CsvRows(Sequence[SheetRow]):
    r"""Rows of a CSV text, without blank ones.

    >>> rows = CsvRows("unit,visits\n\na,12\n")
    >>> for start, line in ((0, 1), (13, 3)):
    ...     rows.add(start, line)
    >>> len(rows), rows[1].line, rows[1].cells
    (2, 3, ('a', '12'))

    Args:
        text: the text of the file.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = array("Q")
        self._lines = array("Q")

    def add(self, start: int, line: int) -> None:
        """Add a row that is not blank.

        Args:
            start: position of its first character.
            line: line on which it begins, from 1.
        """
        self._starts.append(start)
        self._lines.append(line)

    def __eq__(self, other: object) -> bool:
        """Return whether the other has equal rows."""
        if not isinstance(other, CsvRows):
            return NotImplemented
        return list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # of mutable sequences there is none

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self._starts)

    def __iter__(self) -> Iterator[SheetRow]:
        """Iterate over the rows, which takes half the time of asking for one after the other."""
        rows = csv.reader(lines_of(self._text), strict=True)
        for line in self._lines:
            cells = cells_of(next(rows))
            while not any(cells):
                cells = cells_of(next(rows))
            yield SheetRow(line, cells)

    @overload
    def __getitem__(self, at: int) -> SheetRow: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[SheetRow, ...]: ...

    def __getitem__(self, at: int | slice) -> SheetRow | tuple[SheetRow, ...]:
        """Return one row, or several."""
        if isinstance(at, slice):
            return tuple([self[each] for each in range(*at.indices(len(self)))])
        fields = next(csv.reader(lines_of(self._text, self._starts[at]), strict=True))
        return SheetRow(self._lines[at], cells_of(fields))


def lines_of(text: str, start: int = 0) -> Iterator[str]:
    r"""Iterate over the lines of a text with their ends, which are \n, \r or \r\n.

    Args:
        text: the text.
        start: where the first line begins.
    """
    piece = 256  # enough for most rows, where only one is wanted
    while start < len(text):
        end = text.find("\n", start + piece) + 1 or len(text)
        yield from io.StringIO(text[start:end], newline="")
        start, piece = end, _PIECE


def cells_of(fields: Sequence[str]) -> tuple[str, ...]:
    """Return the texts of a row as one line each, without spaces around them."""
    return tuple([one_line(field) for field in fields])
