"""How a form looks: fonts, colours, widths, and the set-up of its pages."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping
from typing import Any, Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lawcheck.plugin import Language, Text

_A4: Final = 9
_LINE: Final = 18
"""The height of a line of 12 points."""
_PAD: Final = 8
_BODY: Final[Mapping[Language, dict[str, Any]]] = {
    "zh": {"font_name": "宋体", "font_charset": 134},
    "en": {"font_name": "Arial"},
}
"""A program without the font takes another one of the same character set (134: GB 2312)."""
_HEAD: Final[Mapping[Language, dict[str, Any]]] = {
    "zh": {"font_name": "黑体", "font_charset": 134},
    "en": {"font_name": "Arial", "bold": True},
}
BODY_SIZE: Final = 12
"""The size of the font, in points."""
HINT_SIZE: Final = 10
"""The same of what stands below a header."""
_SELF: Final = "#FFF8E1"
_CHECKED: Final = "#E8F3EA"
_FILL: Final = "#E3EAF2"
_LINES: Final = "#7F8FA0"
DATE: Final = "yyyy-mm-dd"
"""The number format of a day."""
TEXT: Final = "@"
"""The number format of text, in which 0012 and long codes stay as they are typed."""


class Styles:
    """The formats of one form.

    Args:
        book: the workbook.
        language: the language of the form.
    """

    def __init__(self, book: Workbook, language: Language) -> None:
        self._book = book
        self.body: dict[str, Any] = {**_BODY[language], "font_size": BODY_SIZE}
        self._head: dict[str, Any] = {**_HEAD[language], "font_size": BODY_SIZE}
        self._made: dict[tuple[tuple[str, Any], ...], Format] = {}

    def title(self) -> Format:
        """Return the format of the title of a sheet."""
        return self._format(**self._head | {"font_size": 18, "align": "center"})

    def heading(self) -> Format:
        """Return the format of a heading on the cover."""
        return self._format(**self._head | {"font_size": 14})

    def note(self) -> Format:
        """Return the format of a sentence that says how to fill in."""
        return self._format(**self.body, text_wrap=True)

    def header(self) -> Format:
        """Return the format of the header of a column."""
        return self._format(
            **self._head, bg_color=_FILL, align="center", text_wrap=True, **self._border()
        )

    def hint(self) -> Format:
        """Return the format of what stands below a header."""
        small = self.body | {"font_size": HINT_SIZE, "font_color": "#44546A"}
        return self._format(**small, align="center", text_wrap=True, **self._border())

    def label(self, align: str = "left") -> Format:
        """Return the format of a cell that cannot be changed."""
        return self._format(**self.body, text_wrap=True, **_aligned(align), **self._border())

    def cell(
        self, align: str, number_format: str = "", fill: str = "", *, is_bold: bool = False
    ) -> Format:
        """Return the format of a cell of results.

        Args:
            align: `left`, `center` or `right`.
            number_format: with the digits of a number; empty for text.
            fill: a colour; empty for none.
            is_bold: in the font of headings.
        """
        more: dict[str, Any] = {"num_format": number_format} if number_format else {}
        if fill:
            more["bg_color"] = fill
        font = self._head | {"font_size": self.body["font_size"]} if is_bold else self.body
        return self._format(**font, text_wrap=True, **_aligned(align), **more, **self._border())

    def link(self) -> Format:
        """Return the format of a link to a sheet."""
        blue = self.body | {"font_color": "#1F4E9E", "underline": 1}
        return self._format(**blue, text_wrap=True, **_aligned("left"), **self._border())

    def strut(self) -> Format:
        """Return the format of an empty cell that makes a row high enough to write in."""
        return self._format(**self.body | {"font_size": 20})

    def input(
        self, number_format: str, *, is_checked: bool = False, is_ruled: bool = True
    ) -> Format:
        """Return the format of a cell that people fill in.

        Args:
            number_format: how Excel shows what is typed.
            is_checked: filled in by the inspector, not by the unit.
            is_ruled: with lines and colour, as for the first rows of a table.
        """
        ruled: dict[str, Any] = {"bg_color": _CHECKED if is_checked else _SELF, **self._border()}
        return self._format(
            **self.body,
            num_format=number_format,
            locked=False,
            text_wrap=True,
            **_aligned("left" if number_format == TEXT else "center"),
            **(ruled if is_ruled else {}),
        )

    @staticmethod
    def _border() -> dict[str, Any]:
        return {"border": 1, "border_color": _LINES}

    def _format(self, **properties: Any) -> Format:
        properties = {"valign": "vcenter", **properties}
        key = tuple(sorted(properties.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(properties)
        return self._made[key]


def _aligned(align: str) -> dict[str, Any]:
    return {"align": align, "indent": 1} if align == "left" else {"align": align}


def set_up_page(sheet: Worksheet, footer: str, language: Language, *, is_wide: bool) -> None:
    """Set a sheet up for A4, as wide as the page and with page numbers.

    Args:
        sheet: the sheet.
        footer: what stands at the left of the page's foot.
        language: the language of the page numbers.
        is_wide: landscape.
    """
    sheet.set_paper(_A4)
    if is_wide:
        sheet.set_landscape()
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    pages = Text("第&P页，共&N页", "page &P of &N").pick(language)
    # the space ends the size of the font: a digit after it would belong to it
    sheet.set_footer(f"&L&9 {footer.replace('&', '&&')}&R&9 {pages}")
    sheet.hide_gridlines(2)


def width_of(text: str) -> int:
    """Return how many columns of a fixed font a text takes; a Chinese character takes two.

    >>> width_of("学法 12")
    7
    """
    return sum(2 if unicodedata.east_asian_width(each) in "WFA" else 1 for each in text)


def height_of(*cells: tuple[str, float]) -> float:
    """Return the height of a row in which each text is wrapped to the width of its column.

    Spreadsheets work it out themselves only for some rows, and not all of them alike.

    Args:
        cells: the text and the width of each cell.
    """
    lines = (
        sum(max(1, math.ceil(width_of(line) / (width - 2))) for line in text.split("\n"))
        for text, width in cells
    )
    return max(lines) * _LINE + _PAD
