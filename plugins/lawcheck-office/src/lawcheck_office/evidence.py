"""Read the evidence in a workbook: one sheet for the facts, one for each register."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import attrs

from lawcheck.plugin import (
    FACTS,
    EvidenceError,
    Place,
    Problem,
    Sheet,
    SheetRow,
    Tables,
    problem,
)
from lawcheck_office.forms.reading import Counted, form_tables
from lawcheck_office.merged_cells import filled_down
from lawcheck_office.workbook import SheetTexts, read_workbook

READ: Final = (".xlsx", ".xlsm")
"""The endings of the names of files that are read."""
REFUSED: Final = (".xls", ".et", ".xlsb", ".ods")
"""Other spreadsheets, which are refused with what to do."""
_UNIT_FILES: Final = ("unit.yaml", "unit.yml", "unit.json")
"""The files of which one is in the folder of a unit."""


@attrs.frozen
class Excel:
    """Reads `.xlsx` and `.xlsm`; says what to do with `.xls`, `.et`, `.xlsb` and `.ods`.

    A form that `lawcheck form` made holds one unit. In any other workbook, a sheet that is called
    by the name or the label of a register holds its records; any other sheet holds facts; each row
    names its unit. A folder with workbooks is read as all of them.

    Attributes:
        counted: whose values count in forms.
    """

    counted: Counted = "checked"

    def accepts(self, path: Path) -> bool:
        """Check the ending of the file's name, or of those in a folder."""
        return is_folder_of_workbooks(path) if path.is_dir() else _is_spreadsheet(path)

    def read(self, path: Path, registers: frozenset[str]) -> Tables:  # noqa: ARG002 - the sheets are matched with the checklist later
        """Read every visible sheet that holds something.

        Raises:
            EvidenceError: a file cannot be read, is of another format, or holds nothing.
            LimitError: it is too large.
        """
        if not path.is_dir():
            return self._read_file(path)
        problems: list[Problem] = []
        found: list[Tables] = []
        for file in workbooks_in(path):
            try:
                found.append(self._read_file(file))
            except EvidenceError as error:
                problems += error.problems
        return Tables(
            tuple(unit for each in found for unit in each.units),
            tuple(table for each in found for table in each.tables),
            tuple(notice for each in found for notice in each.notices),
            tuple(sheet for each in found for sheet in each.sheets),
            (*problems, *(what for each in found for what in each.problems)),
            tuple(form for each in found for form in each.made_for),
        )

    def _read_file(self, path: Path) -> Tables:
        refuse_other_formats(path)
        book = read_workbook(path)
        if book.form is not None:
            return form_tables(book, book.form, str(path), self.counted)
        if not book.sheets:
            what = problem(
                Place(str(path)),
                "工作簿是空的；请填写后再交",
                "the workbook is empty; fill it in",
            )
            raise EvidenceError([what])
        notices = list(book.notices)
        sheets = []
        for each in book.sheets:
            rows, problems, filled = filled_down(each)
            notices += [*each.notices, *filled]
            sheets.append(_sheet(each, rows, (*each.problems, *problems)))
        return Tables((), (), tuple(notices), tuple(sheets))


def _is_spreadsheet(path: Path) -> bool:
    return path.suffix.lower() in (*READ, *REFUSED)


def is_folder_of_workbooks(path: Path) -> bool:
    """Check for a folder with a workbook that is not the folder of one unit."""
    try:
        files = list(path.iterdir())
    except OSError:  # the reader that takes the folder says so
        return False
    is_unit = any(each.name in _UNIT_FILES for each in files)
    return not is_unit and any(map(_is_spreadsheet, files))


def workbooks_in(folder: Path) -> list[Path]:
    """Return the files of a folder in order, without hidden ones and those that Excel has open.

    Others than workbooks are among them, and are refused when they are read.
    """
    return [
        each
        for each in sorted(folder.iterdir())
        if not each.name.startswith((".", "~$")) and not each.name.upper().startswith("README")
    ]


def refuse_other_formats(path: Path) -> None:
    """Raise an error for anything else than `.xlsx`.

    Raises:
        EvidenceError: says what to do.
    """
    if path.is_dir() or not _is_spreadsheet(path):
        what = problem(
            Place(str(path)),
            "文件夹里有工作簿，也有别的；请把不是填报表的移走",
            "there are workbooks in the folder, and this; take out what is no form",
        )
        raise EvidenceError([what])
    if path.suffix.lower() in REFUSED:
        what = problem(
            Place(str(path)),
            "不读取 {ending} 格式；请在 Excel 或 WPS 里另存为“Excel 工作簿（.xlsx）”",
            '{ending} is not read; save it as "Excel Workbook (.xlsx)" in Excel or WPS',
            ending=path.suffix,
        )
        raise EvidenceError([what])


def _sheet(texts: SheetTexts, rows: list[list[str]], problems: tuple[Problem, ...]) -> Sheet:
    """Return the rows that hold something, without columns that are blank from top to bottom."""
    used = max((at + 1 for row in rows for at, text in enumerate(row) if text), default=0)
    kept = tuple(
        SheetRow(line, tuple([_one_line(text) for text in row[:used]]))
        for line, row in enumerate(rows, 1)
        if any(row)
    )
    return Sheet(
        FACTS,
        texts.place,
        kept,
        has_units=True,
        blank=len(rows) - len(kept),
        problems=problems,
        called=texts.title,
        has_letters=True,
    )


def _one_line(text: str) -> str:
    return " ".join(text.split()) if "\n" in text or "\r" in text else text
