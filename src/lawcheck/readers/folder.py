"""The folder of one unit: `unit.yaml` (or `.json`) beside tables without a unit column."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from lawcheck.documents.csv_tables import name_of, read_csv
from lawcheck.documents.files import files_in, is_folder
from lawcheck.documents.unit_file import read_unit_file
from lawcheck.errors import EvidenceError, Place, problem
from lawcheck.tables import DECISIONS, FACTS, Cell, Table, Tables
from lawcheck.text import Message

_UNIT_FILES: Final = ("unit.yaml", "unit.yml", "unit.json")


class Folder:
    """Reads the folder of one unit."""

    def accepts(self, path: Path) -> bool:
        """Any folder."""
        return is_folder(path)

    def read(self, path: Path, registers: frozenset[str]) -> Tables:
        """The tables of all files in the folder.

        Raises:
            EvidenceError: with every fault of every file; a file that does not belong there is one.
            LimitError: a file is too large or too deep.
        """
        problems = []
        known = {FACTS, *DECISIONS, *registers}
        units: list[Mapping[str, Cell]] = []
        tables: list[Table] = []
        notices: list[Message] = []
        for file in files_in(path, EvidenceError):
            if file.name.startswith(".") or file.name.upper().startswith("README"):
                continue
            try:
                if file.name in _UNIT_FILES:
                    found = read_unit_file(file)
                elif file.suffix.lower() == ".csv" and file.stem in known:
                    found = read_csv(file, name_of(file, registers), needs_unit=False)
                else:
                    problems.append(
                        problem(
                            Place(str(file)),
                            "单位文件夹里不认识这个文件；可有 unit.yaml 和 {known}",
                            "a unit's folder has no place for this file; it may hold unit.yaml and {known}",
                            known=[f"{name}.csv" for name in sorted(known)],
                        )
                    )
                    continue
            except EvidenceError as error:
                problems += error.problems
                continue
            units += found.units
            tables += found.tables
            notices += found.notices
        if len(units) > 1:
            problems.append(
                problem(Place(str(path)), "文件夹里不止一个 unit 文件；请只留一个", "there is more than one unit file; keep one")
            )
        if not units and not problems:
            problems.append(problem(Place(str(path)), "文件夹里没有 unit.yaml", "the folder has no unit.yaml"))
        if problems:
            raise EvidenceError(problems)
        return Tables(tuple(units), tuple(tables), tuple(notices))
