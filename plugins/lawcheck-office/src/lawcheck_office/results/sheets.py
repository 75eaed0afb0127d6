"""Sheets of results: cells that are text unless they are exact numbers, in tables for A4."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

import attrs
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lawcheck.plugin import Language, Text, visible
from lawcheck_office.forms.styles import Styles, height_of, set_up_page
from lawcheck_office.results.cell_numbers import number_in
from lawcheck_office.sheet_names import SheetNames

_MADE: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""The day in the properties of a workbook, so that the same results give the same bytes."""
_HIGHEST: Final = 409
"""The height of the highest row that there can be."""
_PORTRAIT: Final = 100
"""Characters beside each other on a portrait page; wider sheets are landscape."""
_READABLE: Final = 280
"""Characters on a landscape page that can still be read; wider sheets are printed on several."""
_LONGEST: Final = 32_000
"""Characters of a cell, a little less than Excel keeps."""
_TITLE_HEIGHT: Final = 34
HEAD_FILL: Final = "#EEF2F7"
"""The colour of rows that head the rows below."""


@attrs.frozen
class Cell:
    """A cell of a table.

    Attributes:
        text: what it says.
        align: `left`, `center` or `right`.
        fill: its colour; empty for none.
        is_number: whether the text may be written as a number.
        is_bold: in the font of headings.
    """

    text: str
    align: str = "left"
    fill: str = ""
    is_number: bool = False
    is_bold: bool = False


class Book:
    """A workbook of results.

    Args:
        title: of the workbook.
        language: of its page numbers, and of its fonts.
    """

    def __init__(self, title: str, language: Language) -> None:
        self._made = io.BytesIO()
        self._book = Workbook(self._made, {"in_memory": True, "strings_to_formulas": False})
        self._book.set_properties({"title": shown(title), "created": _MADE})
        self._names = SheetNames()
        self.styles = Styles(self._book, language)
        self.title = shown(title)
        self.language: Language = language

    def sheet(self, name: str, widths: Sequence[int]) -> Sheet:
        """Add a sheet with columns of these widths, in characters."""
        page = self._book.add_worksheet(self._names.free(shown(name)))
        for at, width in enumerate(widths):
            page.set_column(at, at, width)
        is_wide = sum(widths) > 100
        set_up_page(page, self.title[:60], self.language, is_wide=is_wide)
        return Sheet(page, self.styles, widths)

    def content(self) -> bytes:
        """Return the workbook."""
        self._book.close()
        return self._made.getvalue()


class Sheet:
    """A sheet that is written from top to bottom.

    Args:
        page: the sheet.
        styles: the formats of its workbook.
        widths: of the columns, in characters.
    """

    def __init__(self, page: Worksheet, styles: Styles, widths: Sequence[int]) -> None:
        self._page = page
        self._styles = styles
        self._widths = widths
        self._breaks: list[int] = []
        self.row = 0

    def heading(self, text: str, *, is_title: bool = False) -> None:
        """Write a heading over all columns."""
        shape = self._styles.title() if is_title else self._styles.heading()
        self._across(text, shape, _TITLE_HEIGHT if is_title else 26)

    def note(self, text: str) -> None:
        """Write a paragraph over all columns."""
        height = height_of((shown(text), max(sum(self._widths), 10)))
        self._across(text, self._styles.note(), height)

    def header(self, texts: Sequence[str], *, is_frozen: bool = False) -> None:
        """Write the head of a table; a frozen one stays on the screen and on every page."""
        for at, text in enumerate(texts):
            self._page.write_string(self.row, at, shown(text), self._styles.header())
        self._set_height(texts)
        self.row += 1
        if is_frozen:
            self._page.freeze_panes(self.row, 0)
            self._page.repeat_rows(self.row - 1)

    def line(self, cells: Sequence[Cell]) -> None:
        """Write a row of a table."""
        for at, cell in enumerate(cells):
            number = number_in(cell.text) if cell.is_number else None
            shape = self._styles.cell(
                cell.align, number[1] if number else "", cell.fill, is_bold=cell.is_bold
            )
            if number:
                self._page.write_number(self.row, at, number[0], shape)
            elif cell.text:
                self._page.write_string(self.row, at, shown(cell.text), shape)
            else:
                self._page.write_blank(self.row, at, None, shape)
        self._set_height([cell.text for cell in cells])
        self.row += 1

    def lines_that_fit(self, texts: Sequence[str], at: int, rest: Text, language: Language) -> str:
        """Return lines for a cell as far as a row can show them; `rest` says how many are left."""
        kept: list[str] = []
        for number, text in enumerate(texts):
            height = height_of(("\n".join([*kept, text, ""]), self._widths[at]))
            if kept and height > _HIGHEST:
                kept.append(rest.pick(language).format(count=len(texts) - number))
                break
            kept.append(text)
        return "\n".join(kept)

    def break_page(self) -> None:
        """Begin a new page in print."""
        self._breaks.append(self.row)
        self._page.set_h_pagebreaks(self._breaks)

    def filter(self, head: int, last: int) -> None:
        """Let people filter the table whose head is in a row."""
        self._page.autofilter(head, 0, max(last, head), len(self._widths) - 1)

    def _across(self, text: str, shape: Format, height: float) -> None:
        last = len(self._widths) - 1
        if last:
            self._page.merge_range(self.row, 0, self.row, last, "", shape)
        self._page.write_string(self.row, 0, shown(text), shape)
        self._page.set_row(self.row, min(height, _HIGHEST))
        self.row += 1

    def _set_height(self, texts: Sequence[str]) -> None:
        widths = self._widths[: len(texts)]  # a table may be narrower than another one above it
        height = height_of(*zip(map(shown, texts), widths, strict=True))
        self._page.set_row(self.row, min(height, _HIGHEST))


def shown(text: str) -> str:
    """Return a text for a cell: in lines, without characters that print nothing or command."""
    text = "\n".join(visible(line) for line in text.split("\n"))
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
