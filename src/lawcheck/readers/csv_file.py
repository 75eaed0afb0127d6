"""Tables of many units, in CSV."""

from __future__ import annotations

from pathlib import Path

from lawcheck.documents.csv_tables import name_of, read_csv
from lawcheck.documents.files import is_folder
from lawcheck.tables import Tables


class CsvFile:
    """Reads `.csv`: UTF-8 or GB18030, quoted as Excel does."""

    def accepts(self, path: Path) -> bool:
        """By the ending of the name."""
        return path.suffix.lower() == ".csv" and not is_folder(path)

    def read(self, path: Path, registers: frozenset[str]) -> Tables:
        """The table of the file, which must have a column `unit`.

        Raises:
            EvidenceError: with every fault of its form.
            LimitError: it is too large.
        """
        return read_csv(path, name_of(path, registers), needs_unit=True)
