"""What a cell says, by the kind that the checklist declares: the same in a file and in a table of a program."""

from __future__ import annotations

from datetime import date

import attrs

from lawcheck.evidence.cells import read_value
from lawcheck.evidence.written_forms import Form, usual_form
from lawcheck.model.calendars import Period
from lawcheck.model.checklist import Spec
from lawcheck.model.evidence import Value
from lawcheck.model.raw_tables import Cell
from lawcheck.model.text import Message, message


@attrs.frozen
class Reading:
    """A cell that was read.

    Attributes:
        value: what it says, or what is wrong with it.
        form: the usual way to write it, where it is written in another; to be told.
    """

    value: Value | Message
    form: Form | None = None


def one_line(text: str) -> str:
    """The text of a cell: without the spaces around it, its lines joined by spaces."""
    text = text.strip()
    return (
        " ".join(part.strip() for part in text.splitlines())
        if "\n" in text or "\r" in text
        else text
    )


def read_cell(cell: Cell, spec: Spec, period: Period) -> Reading:
    """Read a cell that is not blank.

    Args:
        cell: trimmed.
        spec: what it may hold.
        period: dates lie inside, unless the spec allows any.
    """
    form = usual_form(cell, spec)
    value = read_value(cell if form is None else attrs.evolve(cell, text=form.text), spec)
    if isinstance(value, date) and not spec.any_date and value not in period:
        value = message(
            "{day} 不在考评期间 {start} 至 {end} 内；请核对",
            "{day} lies outside the period {start} to {end}; check it",
            day=value,
            start=period.start,
            end=period.end,
        )
    return Reading(value, form)
