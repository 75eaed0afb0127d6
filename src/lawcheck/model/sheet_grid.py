"""Score sheets (评分表) as they are printed: a grid of cells whose columns have no meaning yet."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

import attrs

from lawcheck.model.text import Message


@attrs.frozen
class GridRow:
    """One row of a grid.

    >>> from lawcheck.plugin import GridRow
    >>> GridRow(2, ("organization", "", "6")).cells[2]
    '6'

    Attributes:
        line: its line in the file, from 1.
        cells: the texts, trimmed; a cell that is merged into the one above or beside it is empty.
    """

    line: int
    cells: tuple[str, ...]


@attrs.frozen
class Grid:
    """One printed score sheet.

    >>> from lawcheck.plugin import Grid, GridRow
    >>> grid = Grid("sheet.csv", (GridRow(1, ("item", "points")), GridRow(2, ("plan", "6"))))
    >>> len(grid.rows)
    2

    Attributes:
        file: its name, for messages.
        rows: every row of the file, including blank ones.
        notices: what a person should know about the reading.
        merged: the cells that span several rows: row, column and the name of the range, such as
            A2:A4. Only the first row has the text. Rows count from 1, columns from 0.
    """

    file: str
    rows: tuple[GridRow, ...]
    notices: tuple[Message, ...] = ()
    merged: tuple[tuple[int, int, str], ...] = ()


class GridReader(Protocol):
    """Reads one kind of file into a grid. Plugins may add readers.

    >>> from pathlib import Path
    >>> from lawcheck.plugin import Grid, GridRow
    >>> class Bars:
    ...     "Reads tables whose cells are separated by bars."
    ...
    ...     def accepts(self, path):
    ...         return path.suffix == ".bars"
    ...
    ...     def read(self, path):
    ...         lines = path.read_text("utf-8").splitlines()
    ...         cells = [tuple(cell.strip() for cell in line.split("|")) for line in lines]
    ...         return Grid(str(path), tuple(GridRow(*row) for row in enumerate(cells, 1)))
    >>> _ = Path("sheet.bars").write_text("plan | 6", "utf-8")
    >>> Bars().read(Path("sheet.bars")).rows[0].cells
    ('plan', '6')
    """

    def accepts(self, path: Path) -> bool:
        """Return whether this reader reads this path, by its name."""

    def read(self, path: Path) -> Grid:
        """Read the sheet.

        Raises:
            EvidenceError: with every problem of the file's form.
            LimitError: the file is over a limit.
        """
