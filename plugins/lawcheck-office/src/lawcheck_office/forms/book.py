"""Write a form: the workbook of one unit, made from a checklist."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime
from typing import Final

from xlsxwriter import Workbook

from lawcheck.cli import digest_of_declarations
from lawcheck.plugin import Checklist, Language, Unit
from lawcheck_office.forms import about
from lawcheck_office.forms.checks import Lists
from lawcheck_office.forms.cover import NAME, write_cover
from lawcheck_office.forms.sheets import Sheets

_BY_HAND: Final = re.compile(rb'(<row [^>]*?) customHeight="1"')


def form(checklist: Checklist, unit: Unit | None, language: Language) -> bytes:
    """Return the form of one unit; the same bytes for the same checklist, unit and language.

    Args:
        checklist: what the form asks for.
        unit: who fills it in; None for a form in which a unit writes its own name.
        language: the language of the form.
    """
    made = io.BytesIO()
    book = Workbook(made, {"in_memory": True, "strings_to_formulas": False})
    start = checklist.period.start
    title = checklist.title.pick(language)
    book.set_properties(
        {"title": title, "created": datetime(start.year, start.month, start.day, tzinfo=UTC)}
    )
    cover = book.add_worksheet(NAME.pick(language))
    lists = Lists(about.LISTS)
    who = "" if unit is None else f"{unit.name or unit.id}  "
    footer = f"{who}{checklist.id} {checklist.version}"
    sheets = Sheets(book, checklist, language, lists, footer)
    parts = tuple(sheets.write())
    asked = write_cover(cover, checklist, unit, parts, sheets.styles, language, footer)
    said = about.About(
        checklist.id,
        checklist.version,
        digest_of_declarations(checklist),
        language,
        Unit("") if unit is None else unit,
        cover.get_name(),
        asked,
        parts,
    )
    for name, rows in ((about.SHEET, said.rows()), (about.LISTS, lists.rows())):
        hidden = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for at, text in enumerate(cells):
                hidden.write_string(row, at, text)
        hidden.very_hidden()
    cover.activate()
    book.close()
    return _growing(made)


def _growing(made: io.BytesIO) -> bytes:
    """Return a workbook whose rows grow with what people type.

    XlsxWriter marks each height as set by hand, and such rows keep it: long remarks would be cut.
    """
    grown = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(grown, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename.startswith("xl/worksheets/sheet"):
                data = _BY_HAND.sub(rb"\1", data)
            new.writestr(part, data)
    return grown.getvalue()
