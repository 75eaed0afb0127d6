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
from lawcheck_office.merged_cells import filled_down
from lawcheck_office.workbook import SheetTexts, read_workbook

READ: Final = (".xlsx", ".xlsm")
"""The endings of the names of files that are read."""
REFUSED: Final = (".xls", ".et", ".xlsb", ".ods")
"""Other spreadsheets, which are refused with what to do."""


@attrs.frozen
class Excel:
    """Reads `.xlsx` and `.xlsm`; says what to do with `.xls`, `.et`, `.xlsb` and `.ods`.

    A sheet that is called by the name or the label of a register holds its records; any other
    sheet holds facts. Each row names its unit.
    """

    def accepts(self, path: Path) -> bool:
        """Check the ending of the file's name."""
        return path.suffix.lower() in (*READ, *REFUSED) and not path.is_dir()

    def read(self, path: Path, registers: frozenset[str]) -> Tables:  # noqa: ARG002 - the sheets are matched with the checklist later
        """Read every visible sheet that holds something.

        Raises:
            EvidenceError: the file cannot be read, is of another format, or holds nothing.
            LimitError: it is too large.
        """
        refuse_other_formats(path)
        book = read_workbook(path)
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


def refuse_other_formats(path: Path) -> None:
    """Raise an error for a spreadsheet of another format than `.xlsx`.

    Raises:
        EvidenceError: says what to do.
    """
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
