"""Read CSV files as sheets of facts (one row per unit), records or decisions."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from lawcheck.documents.files import decode_text, read_bytes
from lawcheck.evidence.csv_rows import CsvRows, lines_of
from lawcheck.model.errors import EvidenceError, LimitError, Place, Problem, problem
from lawcheck.model.raw_tables import DECISIONS, FACTS, Encoding, Sheet, Tables
from lawcheck.model.text import Message, message

MAX_BYTES: Final = 1_000_000_000
MAX_COLUMNS: Final = 2_000
"""The largest number of cells in a row."""


def unexpected_file(file: str, registers: Iterable[str]) -> Problem:
    """Return the problem for a file that does not belong into the folder of a unit."""
    return problem(
        Place(file),
        "单位文件夹里不认识这个文件；可有 unit.yaml 和 {known}",
        "a unit's folder has no place for this file; it may hold unit.yaml and {known}",
        known=[f"{name}.csv" for name in sorted({FACTS, *DECISIONS, *registers})],
    )


def read_csv(
    path: Path, has_units: bool, encoding: Encoding | None = None, name: str = ""
) -> Tables:
    """Read a CSV file as a sheet, which holds the problems of its form.

    Args:
        path: the file.
        has_units: whether each row must name its unit; otherwise no row may.
        encoding: the encoding that the user named, if any.
        name: the table that it holds; empty to look it up later by the name of the file.

    Raises:
        EvidenceError: the file cannot be read, or is in another encoding.
        LimitError: it is too large or too wide.
    """
    file = str(path)
    text, notice = decode_text(
        read_bytes(path, MAX_BYTES, EvidenceError), file, EvidenceError, encoding
    )
    lines = _Lines(file)
    rows = lines.of(text)
    notices = (notice, lines.notice)
    called = "" if name else path.stem
    sheet = Sheet(name or FACTS, file, rows, has_units, lines.blank, tuple(lines.problems), called)
    return Tables((), (), tuple(each for each in notices if each is not None), (sheet,))


class _Lines:
    """Reads the rows of one file, and collects problems and notices."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.blank = 0
        self._broken = 0
        self._first_broken = 0

    @property
    def notice(self) -> Message | None:
        """The notice that line breaks inside cells were read as spaces, if there are any."""
        if not self._broken:
            return None
        return message(
            "{file}：{n}格里有换行，按空格读取（最先在第{line}行）",
            "{file}: line breaks inside cells ({n}, the first on line {line}) read as spaces",
            file=self.file,
            n=self._broken,
            line=self._first_broken,
        )

    def of(self, text: str) -> CsvRows:
        """Return the rows; blank ones are only counted."""
        rows, lines = CsvRows(text), _Counted(text)
        reader = csv.reader(lines, strict=True)
        line, start = 1, 0
        try:
            for fields in reader:
                if len(fields) > MAX_COLUMNS:
                    raise LimitError([self._too_wide(line, len(fields))])
                if any(fields) and any(map(str.strip, fields)):
                    rows.add(start, line)
                    if reader.line_num > line:
                        self._count_breaks(fields, line)
                else:
                    self.blank += 1
                line, start = reader.line_num + 1, lines.position
        except csv.Error as fault:
            what = problem(
                Place(self.file, line),
                "引号没有配对（{why}）；请检查这一行起的引号",
                "quotes do not match ({why}); check the quotes from this line on",
                why=str(fault),
            )
            self.problems.append(what)
        return rows

    def _count_breaks(self, fields: Iterable[str], line: int) -> None:
        texts = map(str.strip, fields)
        count = sum("\n" in text or "\r" in text for text in texts)
        self._broken += count
        if count:
            self._first_broken = self._first_broken or line

    def _too_wide(self, line: int, count: int) -> Problem:
        return problem(
            Place(self.file, line),
            "这一行有{n}格，超过上限 {most}",
            "this line has {n} cells, more than the limit of {most}",
            n=count,
            most=MAX_COLUMNS,
        )


class _Counted:
    """The lines of a text, and the position after the last one that was taken."""

    def __init__(self, text: str) -> None:
        self.position = 0
        self._lines = lines_of(text)

    def __iter__(self) -> _Counted:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.position += len(line)
        return line
