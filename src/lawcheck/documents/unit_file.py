"""The evidence of one unit in one YAML or JSON file, as tables."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from lawcheck.documents.files import read_bytes
from lawcheck.documents.json_file import parse_json
from lawcheck.documents.unit_tables import UnitTables
from lawcheck.documents.yaml_file import parse_yaml
from lawcheck.errors import EvidenceError
from lawcheck.tables import Tables

MAX_BYTES: Final = 16_000_000


def read_unit_file(path: Path) -> Tables:
    """The tables of a unit's file.

    Raises:
        EvidenceError: with every fault of its form.
        LimitError: it is too large or too deep.
    """
    parse = parse_json if path.suffix.lower() == ".json" else parse_yaml
    reading = UnitTables(str(path))
    root = parse(read_bytes(path, MAX_BYTES, EvidenceError), str(path), EvidenceError, reading.problems)
    tables = reading.of_file(root)
    if reading.problems:
        raise EvidenceError(reading.problems)
    return tables
