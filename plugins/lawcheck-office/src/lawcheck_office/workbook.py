"""Read the sheets of a workbook as texts, with everything that a person should know about them."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from lawcheck.plugin import (
    EvidenceError,
    LimitError,
    Message,
    Place,
    Problem,
    column_letters,
    message,
    problem,
)
from lawcheck_office.archive import Archive, open_archive
from lawcheck_office.cell_text import text_of
from lawcheck_office.forms.about import LISTS, SHEET, is_about
from lawcheck_office.parts import parts_of
from lawcheck_office.sheet_scan import SheetScan, scan_sheet


@attrs.frozen
class SheetTexts:
    """One sheet.

    Attributes:
        title: the name on its tab.
        place: the name of file and sheet in messages.
        rows: the texts of every row from the first row of the sheet on, blank rows included.
        merged: the merged ranges: first row and column, last row and column, from 0.
        numbers: the cells that hold a number, as row and column from 0, among those that begin a
            merged range.
        problems: what must be mended before the sheet can be scored.
        notices: what a person should know.
    """

    title: str
    place: str
    rows: tuple[tuple[str, ...], ...]
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...]
    numbers: frozenset[tuple[int, int]]
    problems: tuple[Problem, ...]
    notices: tuple[Message, ...]


@attrs.frozen
class Workbook:
    """The visible sheets that hold something.

    Attributes:
        sheets: the sheets, in their order.
        notices: what a person should know about the workbook.
        form: the hidden sheet of a form; None for any other workbook.
    """

    sheets: tuple[SheetTexts, ...]
    notices: tuple[Message, ...]
    form: SheetTexts | None = None


def read_workbook(path: Path) -> Workbook:
    """Read every visible sheet of a workbook.

    Raises:
        EvidenceError: the file cannot be read, or is not an intact workbook.
        LimitError: it is too large, or cells are too far apart.
    """
    archive = open_archive(path)
    parts = parts_of(archive)
    scans = {title: scan_sheet(archive, part, parts) for title, part in parts.sheets.items()}
    # the library would take memory for every cell between two that are far apart
    far = [
        _problem(_place(archive.file, title), fault.row, fault.column, fault.what)
        for title, scan in scans.items()
        if scan.is_too_large
        for fault in scan.faults
    ]
    if far:
        raise LimitError(far)
    notices: list[Message] = []
    if parts.counts_from_1904:
        notices.append(
            message(
                "{file}：日期从1904年起算（旧版 Mac Excel），已照此读取",
                "{file}: dates are counted from 1904 (old Excel for Mac), and were read so",
                file=archive.file,
            )
        )
    sheets: list[SheetTexts] = []
    hidden: list[SheetTexts] = []
    for title, is_visible, sheet in _sheets(archive):
        texts = _texts(_place(archive.file, title), title, sheet, scans.get(title, SheetScan()))
        if not is_visible:
            hidden.append(texts)
        elif any(any(row) for row in texts.rows) or texts.problems:
            sheets.append(texts)
    form = next((each for each in hidden if each.title == SHEET and is_about(each.rows)), None)
    of_form = frozenset() if form is None else frozenset({SHEET, LISTS})
    notices += [_unread(each) for each in hidden if each.title not in of_form]
    return Workbook(tuple(sheets), tuple(notices), form)


def _unread(hidden: SheetTexts) -> Message:
    return message(
        "{place}：隐藏的工作表不读取；要读取请取消隐藏",
        "{place}: a hidden sheet is not read; unhide it if it should be",
        place=hidden.place,
    )


def _place(file: str, title: str) -> str:
    return f"{file}[{title}]"


def _problem(place: str, row: int, column: int, what: Message) -> Problem:
    return Problem(Place(place, row, column_letters(column - 1) if column else ""), what)


def _sheets(archive: Archive) -> Iterator[tuple[str, bool, CalamineSheet]]:
    """Iterate over the sheets: name, whether people see it, and cells."""
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(archive.data))
        for about in book.sheets_metadata:
            if about.typ == SheetTypeEnum.WorkSheet:  # a chart has no cells
                is_visible = about.visible == SheetVisibleEnum.Visible
                yield about.name, is_visible, book.get_sheet_by_name(about.name)
    except CalamineError as why:
        what = problem(
            Place(archive.file),
            "不是完好的 .xlsx 工作簿（{why}）；请用 Excel 或 WPS 打开后另存为 .xlsx",
            "not an intact .xlsx workbook ({why}); open it with Excel or WPS and save it as .xlsx",
            why=str(why),
        )
        raise EvidenceError([what]) from None


def _texts(place: str, title: str, sheet: CalamineSheet, scan: SheetScan) -> SheetTexts:
    problems = [_problem(place, fault.row, fault.column, fault.what) for fault in scan.faults]
    merged = tuple(sheet.merged_cell_ranges or ())
    starts = {start for start, _ in merged}
    numbers: set[tuple[int, int]] = set()
    rows: list[tuple[str, ...]] = []
    values: list[list[Any]] = sheet.to_python(skip_empty_area=False)
    for at, cells in enumerate(values):
        texts = []
        for column, value in enumerate(cells):
            if type(value) is str:  # most cells, and blanks
                texts.append(value.strip())
                continue
            text = text_of(value, scan.shown.get((at + 1, column + 1)))
            if isinstance(text, Message):
                problems.append(_problem(place, at + 1, column + 1, text))
                text = ""
            if (at, column) in starts:
                numbers.add((at, column))
            texts.append(text)
        rows.append(tuple(texts))
    return SheetTexts(
        title,
        place,
        tuple(rows),
        merged,
        frozenset(numbers),
        tuple(problems),
        tuple(_hidden(place, scan)),
    )


def _hidden(place: str, scan: SheetScan) -> Iterator[Message]:
    if scan.hidden_rows:
        yield message(
            "{place}：隐藏的行（第{rows}行）也读取了；请核对是否该算",
            "{place}: hidden rows ({rows}) are read too; check whether they should count",
            place=place,
            rows=[str(row) for row in scan.hidden_rows],
        )
    if scan.hidden_columns:
        yield message(
            "{place}：隐藏的列（{columns}）也读取了；请核对是否该算",
            "{place}: hidden columns ({columns}) are read too; check whether they should count",
            place=place,
            columns=[
                f"{column_letters(first - 1)}:{column_letters(last - 1)}"
                for first, last in scan.hidden_columns
            ],
        )
