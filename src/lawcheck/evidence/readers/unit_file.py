"""Read the evidence of one unit from a YAML or JSON file."""

from __future__ import annotations

from pathlib import Path

import attrs

from lawcheck.documents.files import is_folder
from lawcheck.evidence.unit_document import read_unit_file
from lawcheck.model.raw_tables import Encoding, Tables


@attrs.frozen
class UnitFile:
    """Reads `.yaml`, `.yml` and `.json`.

    Attributes:
        encoding: the encoding that the user named, if any.
    """

    encoding: Encoding | None = None

    def with_encoding(self, encoding: Encoding) -> UnitFile:
        """Return this reader for an encoding that the user named."""
        return attrs.evolve(self, encoding=encoding)

    def accepts(self, path: Path) -> bool:
        """Check the suffix of the file."""
        return path.suffix.lower() in (".yaml", ".yml", ".json") and not is_folder(path)

    def read(self, path: Path, registers: frozenset[str]) -> Tables:  # noqa: ARG002 - the file names its registers itself
        """Read the tables of the file.

        Raises:
            EvidenceError: with every problem of its form.
            LimitError: it is too large or nested too deeply.
        """
        return read_unit_file(path, self.encoding)
