"""Workbooks for the tests: made by XlsxWriter, and spoiled by hand where Excel would not write such a file."""

import zipfile
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path

from lawcheck_office.evidence import Excel
from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from lawcheck.plugin import EvidenceError, LimitError

FIRST_SHEET = "xl/worksheets/sheet1.xml"

Value = str | int | float | bool | date | None


def written(
    path: Path,
    sheets: Mapping[str, list[list[Value]]],
    change: Callable[[Workbook, Worksheet], None] = lambda *_: None,
) -> Path:
    """Write sheets of values; `change` may do more to the last sheet."""
    book = Workbook(path)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for title, rows in sheets.items():
        sheet = book.add_worksheet(title)
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                match value:
                    case None:
                        pass
                    case bool():
                        sheet.write_boolean(at, column, value)
                    case str():
                        sheet.write_string(at, column, value)
                    case int() | float():
                        sheet.write_number(at, column, value)
                    case date():
                        sheet.write_datetime(
                            at, column, datetime(value.year, value.month, value.day), day
                        )
    change(book, sheet)
    book.close()
    return path


def spoiled(path: Path, part: str, old: str, new: str) -> Path:
    """Replace a text in a part of a workbook, which must hold it."""
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}
    before = parts[part].decode("utf-8")
    assert old in before
    parts[part] = before.replace(old, new, 1).encode("utf-8")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name, data)
    return path


def refusal(path: Path) -> list[str]:
    """Return every problem of a workbook, in English, without the folder of the file."""
    try:
        tables = Excel().read(path, frozenset())
    except (EvidenceError, LimitError) as error:
        problems = list(error.problems)
    else:
        problems = [each for sheet in tables.sheets for each in sheet.problems]
    return [
        each.pick("en").replace(f"{path.parent}/", "").replace(f"{path.parent}\\", "")
        for each in problems
    ]


def cells(path: Path) -> list[tuple[str, ...]]:
    """Return the rows of the first sheet, which must have no problem."""
    (sheet, *_) = Excel().read(path, frozenset()).sheets
    assert not sheet.problems
    return [row.cells for row in sheet.rows]


def notices(path: Path) -> list[str]:
    """Return what is said about a workbook, in English, without the folder of the file."""
    tables = Excel().read(path, frozenset())
    return [
        each.pick("en").replace(f"{path.parent}/", "").replace(f"{path.parent}\\", "")
        for each in tables.notices
    ]
