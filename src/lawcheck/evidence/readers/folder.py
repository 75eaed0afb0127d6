"""Read the folder of one unit: `unit.yaml` (or `.json`) and tables without a unit column."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import attrs

from lawcheck.documents.files import files_in, is_folder
from lawcheck.evidence.csv_sheets import read_csv, unexpected_file
from lawcheck.evidence.unit_document import read_unit
from lawcheck.model.errors import EvidenceError, Place, Problem, problem
from lawcheck.model.raw_tables import FOLDERS_OF_ATTACHMENTS, Encoding, Tables

_UNIT_FILES: Final = ("unit.yaml", "unit.yml", "unit.json")


@attrs.frozen
class Folder:
    """Reads the folder of one unit.

    Attributes:
        encoding: the encoding that the user named, if any; the unit file may declare it as well.
    """

    encoding: Encoding | None = None

    def with_encoding(self, encoding: Encoding) -> Folder:
        """Return this reader for an encoding that the user named."""
        return attrs.evolve(self, encoding=encoding)

    def accepts(self, path: Path) -> bool:
        """Check whether the path is a folder."""
        return is_folder(path)

    def read(self, path: Path, registers: frozenset[str]) -> Tables:
        """Read the tables of all files in the folder.

        Problems are put into the result, so that they are reported with those of other inputs. A
        file that does not belong into the folder is a problem.

        Raises:
            EvidenceError: the folder cannot be read.
            LimitError: a file is too large or nested too deeply.
        """
        reading = _Reading(registers, self.encoding)
        files = [file for file in files_in(path, EvidenceError) if not _is_passed_over(file)]
        if not any(file.name in _UNIT_FILES for file in files):
            # the other files cannot be read without it: nobody can tell whose they are
            return Tables((), (), problems=(_no_unit_file(path, files),))
        # the unit file comes first, because it may declare the encoding of the others
        for file in sorted(files, key=lambda file: file.name not in _UNIT_FILES):
            reading.take(file)
        return reading.tables(path)


def _is_passed_over(file: Path) -> bool:
    name = file.name
    return name.startswith(".") or name.upper().startswith("README") or is_attached(file)


def is_attached(path: Path) -> bool:
    """Check for the folder that holds the files which are attached."""
    return path.name in FOLDERS_OF_ATTACHMENTS and is_folder(path)


def _no_unit_file(folder: Path, inside: Sequence[Path]) -> Problem:
    if not inside:
        return problem(
            Place(str(folder)),
            "文件夹里没有 unit.yaml；请写一个，说明是哪个单位",
            "the folder has no unit.yaml; write one, which says whose evidence it is",
        )
    # a folder of unit files, of tables of many units, or of folders of units
    patterns = sorted({f"*{'' if is_folder(each) else each.suffix}" for each in inside})
    return problem(
        Place(str(folder)),
        "文件夹里没有 unit.yaml，不知道是哪个单位；"
        "请写一个，里面的文件各自写了单位的，也可以直接给出这些文件：{files}",
        "the folder has no unit.yaml, which says whose evidence it is; "
        "write one or, if its files name their units, give the files: {files}",
        files=[str(folder / each) for each in patterns],
    )


class _Reading:
    """Collects the tables of the files in a folder."""

    def __init__(self, registers: frozenset[str], encoding: Encoding | None) -> None:
        self.registers = registers
        self.encoding = encoding
        self.problems: list[Problem] = []
        self.found: list[Tables] = []

    def take(self, file: Path) -> None:
        """Read one file."""
        try:
            if file.name in _UNIT_FILES:
                self._unit(file)
            elif file.suffix.lower() == ".csv":
                self.found.append(read_csv(file, has_units=False, encoding=self.encoding))
            else:
                self.problems.append(unexpected_file(str(file), self.registers))
        except EvidenceError as error:
            self.problems += error.problems

    def _unit(self, file: Path) -> None:
        tables, encoding = read_unit(file, self.encoding, of_folder=True)
        self.found.append(tables)
        if encoding is not None and self.encoding not in (None, encoding):
            self._fail(
                file,
                "写明编码是 {there}，命令写的是 {here}；请改为一致",
                "says the encoding {there}, the command {here}; make them the same",
                there=encoding,
                here=self.encoding,
            )
        self.encoding = self.encoding or encoding

    def tables(self, folder: Path) -> Tables:
        """Return all tables, notices and problems of the folder."""
        units = tuple(unit for each in self.found for unit in each.units)
        if len(units) > 1:
            self._fail(
                folder,
                "文件夹里不止一个 unit 文件；请只留一个",
                "there is more than one unit file; keep one",
            )
        return Tables(
            units,
            tuple(table for each in self.found for table in each.tables),
            tuple(notice for each in self.found for notice in each.notices),
            tuple(sheet for each in self.found for sheet in each.sheets),
            tuple(self.problems),
            unreviewed=any(each.unreviewed for each in self.found),
        )

    def _fail(self, path: Path, zh: str, en: str, /, **values: object) -> None:
        self.problems.append(problem(Place(str(path)), zh, en, **values))
