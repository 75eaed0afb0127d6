"""Score sheets (评分表) as they are printed: a grid of cells, before anybody has said which column is what."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol, runtime_checkable

import attrs

from lawcheck.model.raw_tables import Encoding
from lawcheck.model.text import Message


@attrs.frozen
class GridRow:
    """One row.

    Attributes:
        line: where it stands in the file, from 1.
        cells: the texts, trimmed; a cell that was merged into the one above or beside it is empty.
    """

    line: int
    cells: tuple[str, ...]


@attrs.frozen
class Grid:
    """One sheet.

    Attributes:
        file: its name, for messages.
        rows: every row of the file, blank ones too.
        notices: what a person should know about the reading.
    """

    file: str
    rows: tuple[GridRow, ...]
    notices: tuple[Message, ...] = ()


class GridReader(Protocol):
    """Reads one kind of file into a grid; a plugin may bring more."""

    def accepts(self, path: Path) -> bool:
        """Whether this reader reads this path, by its name."""

    def read(self, path: Path) -> Grid:
        """The sheet.

        Raises:
            EvidenceError: with every fault of the file's form.
            LimitError: the file is over a limit.
        """


@runtime_checkable
class TextGridReader(Protocol):
    """A reader of text, which can be told the encoding of what it reads. Others are not told."""

    def told(self, encoding: Encoding) -> GridReader:
        """The same reader for this encoding."""
