"""Read CSV tables with many units."""

from __future__ import annotations

from pathlib import Path

import attrs

from lawcheck.documents.files import is_folder
from lawcheck.evidence.csv_sheets import read_csv
from lawcheck.model.raw_tables import Encoding, Tables


@attrs.frozen
class CsvFile:
    """Reads `.csv`: UTF-8 or GB18030, quoted as Excel does.

    Attributes:
        encoding: the encoding that the user named, if any.
    """

    encoding: Encoding | None = None

    def with_encoding(self, encoding: Encoding) -> CsvFile:
        """Return this reader for an encoding that the user named."""
        return attrs.evolve(self, encoding=encoding)

    def accepts(self, path: Path) -> bool:
        """Check the suffix of the file."""
        return path.suffix.lower() == ".csv" and not is_folder(path)

    def read(self, path: Path, registers: frozenset[str]) -> Tables:  # noqa: ARG002 - the file is matched with the checklist later
        """Read the sheet of the file, in which a column must name the unit.

        Raises:
            EvidenceError: the file cannot be read, or is in another encoding.
            LimitError: it is too large.
        """
        return read_csv(path, has_units=True, encoding=self.encoding)
