"""Read a cell by the kind that the checklist declares, for files and for tables of programs."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import attrs

from lawcheck.evidence.cells import read_value
from lawcheck.evidence.near_words import near_word
from lawcheck.evidence.written_forms import Form, usual_form
from lawcheck.model.calendars import Period
from lawcheck.model.declarations import Spec, Words
from lawcheck.model.evidence import Value
from lawcheck.model.raw_tables import Cell, Row
from lawcheck.model.text import Message

_REMEMBERED: Final = 2_000
"""How many texts of a column are remembered: a year of dates, and all words of a drop-down."""


@attrs.frozen
class Reading:
    """The result of reading a cell.

    Attributes:
        value: the value, or what is wrong with the cell.
        form: the usual form of the value if the cell has an unusual one, which is reported.
        near: the word that the text nearly is, where rules look for some.
    """

    value: Value | Message
    form: Form | None = None
    near: str | None = None


def one_line(text: str) -> str:
    """Return the text of a cell without surrounding spaces, its lines joined by spaces."""
    text = text.strip()
    return (
        " ".join(part.strip() for part in text.splitlines())
        if "\n" in text or "\r" in text
        else text
    )


def without_blank_words(row: Row, words: Words) -> Row:
    """Return a row in which cells with a word for a blank are empty."""
    if not words.blank:
        return row
    cells = {
        name: attrs.evolve(cell, text="") if words.is_blank(cell.text) else cell
        for name, cell in row.cells.items()
    }
    return attrs.evolve(row, cells=cells)


def read_cell(cell: Cell, spec: Spec, period: Period) -> Reading:
    """Read a cell that is not blank.

    Args:
        cell: the cell, with its text trimmed.
        spec: what it may hold.
        period: the period in which dates must be, unless the spec allows any date.
    """
    form = usual_form(cell, spec)
    value = read_value(cell if form is None else attrs.evolve(cell, text=form.text), spec)
    if isinstance(value, date):
        value = period.refuses(value, spec.any_date) or value
    return Reading(value, form)


class ColumnReader:
    """Reads the cells of one column, and remembers what texts are read as: most are repeated.

    Args:
        spec: what the cells may hold.
        period: the period in which dates must be, unless the spec allows any date.
        sought: the texts that rules look for in the column, if it may hold any text.
    """

    def __init__(self, spec: Spec, period: Period, sought: Sequence[str] = ()) -> None:
        self._spec = spec
        self._period = period
        self._sought = sought
        self._known: dict[tuple[str, bool], Reading] = {}

    def read(self, cell: Cell) -> Reading:
        """Read a cell that is not blank."""
        key = (cell.text, cell.is_plain)
        found = self._known.get(key)
        if found is None:
            found = read_cell(cell, self._spec, self._period)
            if self._sought and isinstance(found.value, str):
                found = attrs.evolve(found, near=near_word(found.value, self._sought))
            if len(self._known) < _REMEMBERED:
                self._known[key] = found
        return found
