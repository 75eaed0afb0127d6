"""The ledger as an Excel workbook, which the unit fills in and returns."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Final

import xlsxwriter

from lawcheck.plugin import Language
from lawcheck_ledger.columns import COLUMNS, heads, row
from lawcheck_ledger.entries import Entry, State

_FONT: Final = "Microsoft YaHei"
"""Excel and WPS on Windows have it; other systems take a font of their own."""
_COLOURS: Final = {State.OVERDUE: "#F8D7DA", State.REOPENED: "#F8D7DA", State.DUE: "#FFF3CD"}
_TITLE: Final = {"zh": "整改台账", "en": "Rectification ledger"}


def workbook(entries: Sequence[Entry], on: date, language: Language) -> bytes:
    """Return the ledger of a day as `.xlsx`.

    Every cell is text, so that nothing becomes a formula. The columns that the unit fills in are
    open, the others locked (without a password).

    Args:
        entries: the entries.
        on: the day.
        language: of headings and reasons.
    """
    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet(_TITLE[language])
    base = {"font_name": _FONT, "font_size": 10, "text_wrap": True, "valign": "top", "border": 1}
    head = book.add_format({**base, "bold": True, "bg_color": "#E9ECEF", "align": "center"})
    asked = book.add_format({**base, "bold": True, "bg_color": "#CFE2FF", "align": "center"})
    closed, open_ = book.add_format(base), book.add_format({**base, "locked": False})
    marked = {
        state: book.add_format({**base, "bg_color": colour}) for state, colour in _COLOURS.items()
    }
    for place, (column, label) in enumerate(zip(COLUMNS, heads(language), strict=True)):
        sheet.set_column(place, place, column.width)
        sheet.write_string(0, place, label, asked if column.is_answer else head)
    for line, entry in enumerate(entries, 1):
        style = marked.get(entry.state(on), closed)
        cells = row(entry, on, language)
        for place, (column, cell) in enumerate(zip(COLUMNS, cells, strict=True)):
            sheet.write_string(line, place, cell, open_ if column.is_answer else style)
    sheet.freeze_panes(1, 1)
    sheet.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})
    sheet.autofilter(0, 0, max(1, len(entries)), len(COLUMNS) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return made.getvalue()
