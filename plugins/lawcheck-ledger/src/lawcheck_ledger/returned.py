"""Read the ledger that a unit returns: measures, person, due date, done, proof."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

import attrs

from lawcheck.cli import unescaped
from lawcheck.plugin import (
    EvidenceError,
    Grid,
    GridRow,
    Message,
    Place,
    Problem,
    fold,
    message,
    problem,
)
from lawcheck_ledger.columns import COLUMNS, ID
from lawcheck_ledger.entries import Answered, Entry, State

_HEAD_WITHIN: Final = 10
"""The headings stand in one of the first rows; a title may stand above them."""
_DATE: Final = re.compile(r"([0-9]{4})(?:-|/|\.|年)([0-9]{1,2})(?:-|/|\.|月)([0-9]{1,2})日?")
_LABELS: Final = {
    fold(text): column for column in COLUMNS for text in (column.label.zh, column.label.en)
}


@attrs.frozen
class Returned:
    """What a returned ledger says that is new.

    Attributes:
        answers: by id of the entry.
        unread: headings of columns that are not ours.
    """

    answers: Mapping[str, Answered]
    unread: tuple[str, ...]


def read_returned(grid: Grid, entries: Sequence[Entry], on: date) -> Returned:
    """Read the cells that the unit fills in. A blank cell leaves what was said before.

    Args:
        grid: the cells of the file.
        entries: the entries of the ledger.
        on: the day on which it is taken in.

    Raises:
        EvidenceError: with every problem: no headings, unknown or repeated ids, dates that are
            none, that lie in the future, or before the problem was found.
    """
    reading = _Reading(grid.file, {each.id: each for each in entries}, on)
    rows = reading.rows_below_heads(grid.rows)
    reading.refuse_merged(grid, rows)
    answers = dict(each for row in rows for each in reading.answer(row))
    if reading.problems:
        raise EvidenceError(reading.problems)
    return Returned(answers, tuple(reading.unread))


class _Reading:
    def __init__(self, file: str, entries: Mapping[str, Entry], on: date) -> None:
        self.problems: list[Problem] = []
        self.unread: list[str] = []
        self._file = file
        self._entries = entries
        self._on = on
        self._columns: dict[int, str] = {}
        self._id = 0
        self._seen: dict[str, int] = {}

    def rows_below_heads(self, rows: Sequence[GridRow]) -> Sequence[GridRow]:
        for place, row in enumerate(rows[:_HEAD_WITHIN]):
            known = {
                number: _LABELS[fold(cell)]
                for number, cell in enumerate(row.cells)
                if fold(cell) in _LABELS
            }
            if ID not in known.values():
                continue
            self._check_heads(row, list(known.values()))
            self._id = next(number for number, column in known.items() if column is ID)
            self._columns = {
                number: column.key for number, column in known.items() if column.is_answer
            }
            self.unread += [
                cell for number, cell in enumerate(row.cells) if cell and number not in known
            ]
            return rows[place + 1 :]
        self._fail(
            1,
            "没有列“编号”；请用 lawcheck ledger export 写出的表填写",
            "there is no column `id`; fill in the table that `lawcheck ledger export` wrote",
        )
        return ()

    def refuse_merged(self, grid: Grid, rows: Sequence[GridRow]) -> None:
        """Refuse answers that are merged over rows: only the first of them has the text."""
        below = {row.line: row for row in rows}
        for line, column, reach in grid.merged:
            cells = below[line].cells if line in below else ()
            if column in self._columns and column < len(cells) and cells[column]:
                self._fail(
                    line,
                    "{reach} 合并了，只有第一行有内容；请取消合并，逐行填写",
                    "{reach} is merged, so only its first row says something; unmerge it and "
                    "write it in each row",
                    reach=reach,
                )

    def _check_heads(self, row: GridRow, columns: Sequence[object]) -> None:
        for column in COLUMNS:
            if columns.count(column) > 1:
                self._fail(
                    row.line,
                    "列 {label} 有两个；请只留一个",
                    "there are two columns {label}; keep one",
                    label=column.label,
                )

    def answer(self, row: GridRow) -> Iterator[tuple[str, Answered]]:
        cells = {number: unescaped(cell) for number, cell in enumerate(row.cells)}
        given = {
            field: cells[number]
            for number, field in self._columns.items()
            if cells.get(number, "")
        }
        name = cells.get(self._id, "")
        if not name:
            if given:
                self._fail(
                    row.line,
                    "这一行没有编号；请照原表填上",
                    "this row has no id; copy it from the table that you were given",
                )
            return
        entry = self._entries.get(name)
        if entry is None:
            self._fail(
                row.line,
                "整改台账里没有编号 {name}；编号不要改动",
                "the ledger has no id {name}; leave ids as they are",
                name=name,
            )
            return
        first = self._seen.setdefault(name, row.line)
        if first != row.line:
            self._fail(
                row.line,
                "编号 {name} 重复，第{first}行已有；请只留一行",
                "the id {name} is repeated, it stands in line {first}; keep one row",
                name=name,
                first=first,
            )
            return
        answer = self._merged(row.line, entry, given)
        if answer is not None:
            yield name, answer

    def _merged(self, line: int, entry: Entry, given: Mapping[str, str]) -> Answered | None:
        """Return what is known with the cells of this row; None if they say nothing new."""
        before = entry.answer or Answered(self._on)
        known = {"due": before.due, "done": before.done}
        days = {name: self._day(line, name, given, entry, known[name]) for name in known}
        told = attrs.asdict(before) | dict(given)
        texts = {name: told[name] for name in ("measures", "person", "proof")}
        answer = Answered(
            self._on, due=days["due"] or before.due, done=days["done"] or before.done, **texts
        )
        if attrs.evolve(answer, on=before.on) == before:
            return None
        if entry.state(self._on) is State.CONFIRMED:
            self._fail(
                line,
                "{name} 已销号，不能再填；请删去这一行",
                "{name} is confirmed and takes no more answers; remove the row",
                name=entry.id,
            )
        return answer

    def _day(
        self, line: int, field: str, given: Mapping[str, str], entry: Entry, known: date | None
    ) -> date | None:
        if field not in given:
            return None
        day = _date(given[field])
        label = next(each.label for each in COLUMNS if each.key == field)
        if day is None:
            self._fail(
                line,
                "{label}“{text}”不是日期；请写成 2024-06-30",
                "{label}: {text} is not a date; write it like 2024-06-30",
                label=label,
                text=given[field],
            )
        elif day == known:
            pass  # it was answered before, perhaps for an earlier visit
        elif day < entry.found.on:
            self._fail(
                line,
                "{label} {day} 早于检查日期 {found}；请核对",
                "{label}: {day} is before the problem was found, on {found}; check it",
                label=label,
                day=day,
                found=entry.found.on,
            )
        elif field == "done" and day > self._on:
            self._fail(
                line,
                "{label} {day} 还没有到；没有完成就留空",
                "{label}: {day} is still to come; leave it empty until it is done",
                label=label,
                day=day,
            )
        return day

    def _fail(self, line: int, zh: str, en: str, /, **values: object) -> None:
        self.problems.append(problem(Place(self._file, line), zh, en, **values))


def _date(text: str) -> date | None:
    match = _DATE.fullmatch(unicodedata.normalize("NFKC", text).replace(" ", ""))
    if match is None:
        return None
    try:
        return date(*map(int, match.groups()))
    except ValueError:
        return None


def unread_notice(unread: Sequence[str]) -> Message:
    """Say which columns were not read."""
    return message(
        "没有读的列：{columns}", "columns that were not read: {columns}", columns=list(unread)
    )
