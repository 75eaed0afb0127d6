"""The tables of evidence in a workbook: those of a form, or its sheets."""

from __future__ import annotations

from pathlib import Path

from lawcheck.plugin import FACTS, EvidenceError, Place, Problem, Sheet, SheetRow, Tables, problem
from lawcheck_office.forms.reading import Counted, form_tables
from lawcheck_office.merged_cells import filled_down
from lawcheck_office.spreadsheet_files import refuse_other_formats
from lawcheck_office.workbook import SheetTexts, read_workbook


def tables_of(path: Path, counted: Counted) -> Tables:
    """Return every visible sheet of a workbook that holds something.

    Raises:
        EvidenceError: the file cannot be read, is of another format, or holds nothing.
        LimitError: it is too large.
    """
    refuse_other_formats(path)
    book = read_workbook(path)
    if book.form is not None:
        return form_tables(book, book.form, str(path), counted)
    if not book.sheets:
        what = problem(
            Place(str(path)), "工作簿是空的；请填写后再交", "the workbook is empty; fill it in"
        )
        raise EvidenceError([what])
    notices = list(book.notices)
    sheets = []
    for each in book.sheets:
        rows, problems, filled = filled_down(each)
        notices += [*each.notices, *filled]
        sheets.append(_sheet(each, rows, (*each.problems, *problems)))
    return Tables((), (), tuple(notices), tuple(sheets))


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
