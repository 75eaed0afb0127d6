"""Read the evidence of one unit from a YAML or JSON file into tables."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from lawcheck.documents.encodings import in_utf_8
from lawcheck.documents.files import read_bytes
from lawcheck.documents.json_file import parse_json
from lawcheck.documents.yaml_file import parse_yaml
from lawcheck.evidence.unit_nodes import UnitTables
from lawcheck.model.errors import EvidenceError
from lawcheck.model.raw_tables import Encoding, Tables

MAX_BYTES: Final = 16_000_000


def read_unit_file(path: Path, encoding: Encoding | None = None) -> Tables:
    """Read the tables of a unit's file.

    Args:
        path: the file.
        encoding: the encoding that the user named, if any.

    Raises:
        EvidenceError: with every problem of its form.
        LimitError: it is too large or nested too deeply.
    """
    return read_unit(path, encoding)[0]


def read_unit(
    path: Path, encoding: Encoding | None, of_folder: bool = False
) -> tuple[Tables, Encoding | None]:
    """Read the tables of a unit's file, and the encoding that it declares for files beside it.

    Args:
        path: the file.
        encoding: the encoding that the user named, if any.
        of_folder: whether the file is in the folder of a unit, beside CSV files.

    Raises:
        EvidenceError: with every problem of its form.
        LimitError: it is too large or nested too deeply.
    """
    parse = parse_json if path.suffix.lower() == ".json" else parse_yaml
    reading = UnitTables(str(path), of_folder)
    data = in_utf_8(read_bytes(path, MAX_BYTES, EvidenceError), str(path), encoding)
    root = parse(data, str(path), EvidenceError, reading.problems)
    tables = reading.of_file(root)
    if reading.problems:
        raise EvidenceError(reading.problems)
    return tables, reading.encoding
