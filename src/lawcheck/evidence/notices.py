"""What was read as something else than it was written, told once for each column and way of writing."""

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
    """Collects what was read otherwise than written."""

    def __init__(self) -> None:
        self._groups: dict[tuple[str, str, str, str], _Group] = {}

    def note(self, table: str, column: str, cell: Cell, form: Form, count: int = 1) -> None:
        """Note that a cell of a column, and so many in all that are written alike, were read in another form."""
        key = (cell.place.file, table, column, form.kind)
        self._groups.setdefault(key, _Group(cell, form)).count += count

    def notices(self) -> Iterator[Message]:
        """One notice a column and form, with its first cell and how many there are."""
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
