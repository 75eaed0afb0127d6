"""The evidence of one unit in one YAML or JSON file."""

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
        encoding: where the user said it.
    """

    encoding: Encoding | None = None

    def told(self, encoding: Encoding) -> UnitFile:
        """The same reader for this encoding."""
        return attrs.evolve(self, encoding=encoding)

    def accepts(self, path: Path) -> bool:
        """By the ending of the name."""
        return path.suffix.lower() in (".yaml", ".yml", ".json") and not is_folder(path)

    def read(self, path: Path, registers: frozenset[str]) -> Tables:  # noqa: ARG002 - the file names its registers itself
        """The tables of the file.

        Raises:
            EvidenceError: with every fault of its form.
            LimitError: it is too large or too deep.
        """
        return read_unit_file(path, self.encoding)
