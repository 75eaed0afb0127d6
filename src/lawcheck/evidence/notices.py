"""Collect notices about values in unusual forms: one for each column and form."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from lawcheck.evidence.near_words import not_sought
from lawcheck.evidence.written_forms import Form
from lawcheck.model.raw_tables import Cell
from lawcheck.model.text import Message, fold, message


@attrs.define
class _Near:
    first: Cell
    word: str
    count: int = 0


@attrs.define
class _Group:
    first: Cell
    form: Form
    count: int = 0


class Readings:
    """Collects values that were read in another form than they are written."""

    def __init__(self) -> None:
        self._groups: dict[tuple[str, str, str, str], _Group] = {}
        self._near: dict[tuple[str, str, str], _Near] = {}

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

    def near(self, table: str, column: str, cell: Cell, word: str, count: int = 1) -> None:
        """Add a cell whose text is nearly a word that a rule looks for.

        Args:
            table: name of its table.
            column: name of its column.
            cell: the cell.
            word: the word.
            count: how many cells of the column hold this text.
        """
        key = (table, column, fold(cell.text))
        self._near.setdefault(key, _Near(cell, word)).count += count

    def notices(self) -> Iterator[Message]:
        """Iterate over the notices, each with the first cell and the count.

        There is one for each column and form, and one for each text that is nearly a word which
        a rule looks for.
        """
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
        for near in self._near.values():
            yield not_sought(near.first.place, near.first.text, near.word, near.count)
