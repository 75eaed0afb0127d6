"""Read the cells of a CSV file, whatever its columns mean."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Final

import attrs

from lawcheck.documents.files import decode_text, is_folder, read_bytes
from lawcheck.model.errors import EvidenceError, Place, problem
from lawcheck.model.raw_tables import Encoding
from lawcheck.model.sheet_grid import Grid, GridRow

MAX_BYTES: Final = 16_000_000


@attrs.frozen
class CsvGrid:
    r"""Reads `.csv` as Excel and WPS save it: UTF-8 or GB18030, cells with line breaks in quotes.

    >>> from pathlib import Path
    >>> from lawcheck.plugin import CsvGrid
    >>> _ = Path("names.csv").write_text("fact,label\nstudy,学法\n", encoding="utf-8")
    >>> [(row.line, row.cells) for row in CsvGrid().read(Path("names.csv")).rows]
    [(1, ('fact', 'label')), (2, ('study', '学法'))]

    Attributes:
        encoding: the encoding that the user named; None if it is to be detected.
    """

    encoding: Encoding | None = None

    def with_encoding(self, encoding: Encoding) -> CsvGrid:
        """Return the same reader for this encoding."""
        return attrs.evolve(self, encoding=encoding)

    def accepts(self, path: Path) -> bool:
        """Return whether this reader reads the file, by the ending of its name."""
        return path.suffix.lower() == ".csv" and not is_folder(path)

    def read(self, path: Path) -> Grid:
        """Read the cells of a sheet.

        Raises:
            EvidenceError: the file cannot be read, is in another encoding, or its quotes do not
                match.
            LimitError: the file is too large.
        """
        file = str(path)
        text, notice = decode_text(
            read_bytes(path, MAX_BYTES, EvidenceError), file, EvidenceError, self.encoding
        )
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        rows: list[GridRow] = []
        start = 1
        try:
            for fields in reader:
                rows.append(GridRow(start, tuple(field.strip() for field in fields)))
                start = reader.line_num + 1  # a row may cover several lines, in quotes
        except csv.Error as fault:
            what = problem(
                Place(file, start),
                "引号没有配对（{why}）；请检查这一行起的引号",
                "quotes do not match ({why}); check the quotes from this line on",
                why=str(fault),
            )
            raise EvidenceError([what]) from None
        return Grid(file, tuple(rows), () if notice is None else (notice,))
