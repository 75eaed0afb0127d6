"""Collect notices about values in unusual forms: one for each column and form."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from lawcheck.evidence.written_forms import Form
from lawcheck.model.raw_tables import Cell
from lawcheck.model.text import Message, message


@attrs.define
class _Group:
    first: Cell
    form: Form
    count: int = 0


class Readings:
    """Collects values that were read in another form than they are written."""

    def __init__(self) -> None:
        self._groups: dict[tuple[str, str, str, str], _Group] = {}

    def note(self, table: str, column: str, cell: Cell, form: Form, count: int = 1) -> None:
        """Add a cell that was read in another form.

        Args:
            table: name of its table.
            column: name of its column.
            cell: the cell.
            form: the form in which it was read.
            count: how many cells of the column are written like it.
        """
        key = (cell.place.file, table, column, form.kind)
        self._groups.setdefault(key, _Group(cell, form)).count += count

    def notices(self) -> Iterator[Message]:
        """Iterate over one notice for each column and form, with the first cell and the count."""
        for group in self._groups.values():
            zh, en = (
                ("全角“{text}”按 {read} 读取", "full-width {text} read as {read}")
                if group.form.kind == "full-width"
                else ("“{text}”按 {read} 读取", "{text} read as {read}")
            )
            several = (
                ("（这样的共{count}格）", " ({count} cells like it)")
                if group.count > 1
                else ("", "")
            )
            yield message(
                "{place}：" + zh + several[0],
                "{place}: " + en + several[1],
                place=str(group.first.place),
                text=group.first.text,
                read=group.form.text,
                count=group.count,
            )
