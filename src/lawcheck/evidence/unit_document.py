"""The evidence of one unit in one YAML or JSON file, as tables."""

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
    """The tables of a unit's file.

    Args:
        path: the file.
        encoding: where the user said it.

    Raises:
        EvidenceError: with every fault of its form.
        LimitError: it is too large or too deep.
    """
    return read_unit(path, encoding)[0]


def read_unit(
    path: Path, encoding: Encoding | None, of_folder: bool = False
) -> tuple[Tables, Encoding | None]:
    """The same, with the encoding of the tables beside it, if it says one.

    Args:
        path: the file.
        encoding: where the user said it.
        of_folder: tables may lie beside it.
    """
    parse = parse_json if path.suffix.lower() == ".json" else parse_yaml
    reading = UnitTables(str(path), of_folder)
    data = in_utf_8(read_bytes(path, MAX_BYTES, EvidenceError), str(path), encoding)
    root = parse(data, str(path), EvidenceError, reading.problems)
    tables = reading.of_file(root)
    if reading.problems:
        raise EvidenceError(reading.problems)
    return tables, reading.encoding
