"""The parts that sheets of a form have in common: titles, headers, rows, cells to fill in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import attrs
from xlsxwriter import Workbook
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from lawcheck.plugin import Checklist, Kind, Language, Period, Spec, Text
from lawcheck_office.forms.about import Column
from lawcheck_office.forms.checks import Lists, check, number_format
from lawcheck_office.forms.questions import evidence_wanted
from lawcheck_office.forms.styles import (
    BODY_SIZE,
    HINT_SIZE,
    Styles,
    height_of,
    set_up_page,
    width_of,
)
from lawcheck_office.sheet_names import SheetNames

LAST_CHECKED: Final = 5_000
"""The last row of a table to which people add rows that has drop-downs and checks of input."""
RULED: Final = 15
"""How many empty rows of such a table have lines, for people who print it: one page of them."""
_WIDE: Final = 130
"""The width of a table that fills a page of A4, landscape, at full size."""
FIRST_ADDED: Final = 4
"""The first of the rows that people add, from 0."""
_LEAST_HEIGHT: Final = 30
_RULED_HEIGHT: Final = 22
"""The height of a row that people add: to write in by hand, and `RULED` of them fit a page."""
_STRUT_WIDTH: Final = 0.6
_TITLE_HEIGHT: Final = 34


@attrs.frozen
class Shown:
    """A column as it is shown.

    Attributes:
        header: the text above it.
        width: how wide it is.
        name: what is filled in there, as in `Column`; empty for what cannot be changed.
        align: how texts that cannot be changed are aligned.
    """

    header: Text
    width: int
    name: str = ""
    align: str = "left"


class Pages:
    """Writes titles, headers and cells of the sheets of one form.

    Args:
        book: the workbook.
        checklist: the checklist.
        language: the language of the form.
        lists: takes the texts of drop-downs.
        footer: what stands at the foot of each page.
    """

    def __init__(
        self, book: Workbook, checklist: Checklist, language: Language, lists: Lists, footer: str
    ) -> None:
        self.book = book
        self.checklist = checklist
        self.period: Period = checklist.period
        self.language = language
        self.lists = lists
        self.footer = footer
        self._names = SheetNames()
        self.wanted = evidence_wanted(checklist)
        self.styles = Styles(book, language)

    def begin(
        self, name: Text, shown: Sequence[Shown], said: str = "", hints: Sequence[str] = ()
    ) -> tuple[Worksheet, tuple[Column, ...]]:
        """Add a sheet with its title and headers; return it and the columns to fill in.

        The headers stand in row 2, or in row 3 with a sentence above and hints below.
        """
        title = self.pick(name)
        sheet = self.book.add_worksheet(self._names.free(title))
        last = len(shown) - 1
        _across(sheet, 0, last, title, self.styles.title())
        sheet.set_row(0, _TITLE_HEIGHT)
        header = 2 if said else 1
        if said:
            _across(sheet, 1, last, said, self.styles.note())
            sheet.set_row(1, height_of((said, sum(each.width for each in shown))))
        headers = [self.pick(each.header) for each in shown]
        for at, (text, each) in enumerate(zip(headers, shown, strict=True)):
            sheet.set_column(at, at, each.width)
            sheet.write_string(header, at, text, self.styles.header())
        widths = [each.width for each in shown]
        sheet.set_row(header, height_of(*zip(headers, widths, strict=True)))
        for at, hint in enumerate(hints):
            sheet.write_string(header + 1, at, hint, self.styles.hint())
        if hints:
            room = [width * BODY_SIZE / HINT_SIZE for width in widths]
            sheet.set_row(header + 1, height_of(*zip(hints, room, strict=True)))
        columns = (
            Column(at, each.name, text)
            for at, (text, each) in enumerate(zip(headers, shown, strict=True))
            if each.name
        )
        return sheet, tuple(columns)

    def line(
        self, sheet: Worksheet, row: int, texts: Sequence[str], shown: Sequence[Shown]
    ) -> None:
        """Write the texts of a row that cannot be changed."""
        for at, (text, each) in enumerate(zip(texts, shown, strict=True)):
            if not each.name:
                sheet.write_string(row, at, text, self.styles.label(each.align))
        widths = [each.width for each in shown]
        sheet.set_row(row, max(_LEAST_HEIGHT, height_of(*zip(texts, widths, strict=True))))

    def strut(self, sheet: Worksheet, row: int, at: int) -> None:
        """Make a row high enough to write in, also when what is typed is one line.

        It is as high as an empty cell with a large font beside it.
        """
        sheet.set_column(at, at, _STRUT_WIDTH)
        sheet.set_row(row, _RULED_HEIGHT)
        sheet.write_blank(row, at, None, self.styles.strut())

    def remarks(self, sheet: Worksheet, columns: Sequence[Column], first: int, last: int) -> None:
        """Make cells in which the inspector writes why a value is another."""
        for column in columns:
            if column.name == "remarks":
                self.input(sheet, first, last, column.at, Spec("text"), is_checked=True)

    def column(
        self, sheet: Worksheet, at: int, shown: Sequence[Shown], spec: Spec, *, is_checked: bool
    ) -> None:
        """Make every cell of a column below its header one to fill in."""
        plain = self.styles.input(number_format(spec), is_ruled=False)
        sheet.set_column(at, at, shown[at].width, plain)
        last = FIRST_ADDED + RULED - 1
        self.input(sheet, FIRST_ADDED, last, at, spec, is_checked=is_checked)
        self.check(sheet, FIRST_ADDED, LAST_CHECKED, at, spec)

    def input(
        self,
        sheet: Worksheet,
        first: int,
        last: int,
        at: int,
        spec: Spec,
        words: Sequence[Text] = (),
        *,
        is_checked: bool,
    ) -> None:
        """Rule cells to fill in, and check what is typed into a single one."""
        shape = self.styles.input(number_format(spec), is_checked=is_checked)
        for row in range(first, last + 1):
            sheet.write_blank(row, at, None, shape)
        if first == last:
            self.check(sheet, first, last, at, spec, words)

    def check(
        self,
        sheet: Worksheet,
        first: int,
        last: int,
        at: int,
        spec: Spec,
        words: Sequence[Text] = (),
    ) -> None:
        """Check what is typed into the cells of a column, from one row to another."""
        rule = check(
            spec,
            self.period,
            xl_rowcol_to_cell(first, at),
            self.lists,
            self.language,
            words,
        )
        if rule is not None:
            sheet.data_validation(first, at, last, at, rule)

    def end(self, sheet: Worksheet, first: int, permitted: dict[str, Any]) -> None:
        """Freeze and repeat the rows above the first one to fill in, and lock the others."""
        sheet.freeze_panes(first, 0)
        sheet.repeat_rows(0, first - 1)
        set_up_page(sheet, self.footer, self.language, is_wide=True)
        sheet.protect("", permitted)

    def pick(self, text: Text) -> str:
        """Return a text in the language of the form."""
        return text.pick(self.language)


def _across(sheet: Worksheet, row: int, last: int, text: str, shape: Any) -> None:
    if last:
        sheet.merge_range(row, 0, row, last, text, shape)
    else:
        sheet.write_string(row, 0, text, shape)


def width_for(spec: Spec, label: Text) -> int:
    """Return how wide a column of a register is."""
    least = max(width_of(label.zh), width_of(label.en)) + 4
    match spec.kind:
        case Kind.TEXT if not spec.choices:
            usual = 28
        case Kind.DATE:
            usual = 18
        case _:
            usual = 14
    return min(max(usual, least), 40)


def widened(shown: Sequence[Shown], specs: Mapping[str, Spec]) -> list[Shown]:
    """Return the columns with those for free text as wide as the page allows."""
    free = [name for name, spec in specs.items() if spec.kind is Kind.TEXT and not spec.choices]
    left = _WIDE - sum(each.width for each in shown)
    more = min(left // len(free), 40) if free and left > 0 else 0
    return [
        attrs.evolve(each, width=each.width + more) if each.name in free else each
        for each in shown
    ]
