"""Read a filled form into tables, by what its hidden sheet says of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal

import attrs

from lawcheck.plugin import (
    FACTS,
    Cell,
    EvidenceError,
    MadeFor,
    Message,
    Place,
    Problem,
    Row,
    Tables,
    Text,
    column_letters,
    fold,
    message,
    problem,
)
from lawcheck_office.forms.about import (
    CHECKED,
    SELF,
    VERDICT,
    About,
    Part,
    about,
)
from lawcheck_office.forms.filled_cells import (
    cell_at,
    cells_of,
    first_of,
    is_register,
    rows_of,
    table_of,
    text_at,
    without_verdict,
)
from lawcheck_office.forms.words import ADDED_RECORD, FALSE_RECORD, REJECTED, TRUE_RECORD
from lawcheck_office.merged_cells import filled_down
from lawcheck_office.workbook import SheetTexts, Workbook

Counted = Literal["checked", "self", "inspector"]
"""Whose values count: the inspector's, and where there are none the unit's; or only those of one
of them."""
_SELF_VALUE: Final = Text("自评值", "self value")
_CHECKED_VALUE: Final = Text("核查值", "checked value")


def form_tables(book: Workbook, form: SheetTexts, file: str, counted: Counted) -> Tables:
    """Return the tables of a filled form.

    Args:
        book: the workbook.
        form: its hidden sheet.
        file: its file, for messages.
        counted: whose values count.

    Raises:
        EvidenceError: the hidden sheet cannot be read, or a sheet of the form is missing.
    """
    said = _about(form, file)
    sheets = {sheet.title: sheet for sheet in book.sheets}
    reading = _Reading(said, file, counted)
    for part in said.parts:
        if part.sheet in sheets:
            reading.take(part, sheets.pop(part.sheet))
        else:
            reading.fail(
                Place(file),
                "表里没有“{sheet}”这一页；请在原表上填写，不要删页、改名或隐藏",
                "the sheet {sheet} is missing; fill in the form as it was made, and do not "
                "remove, rename or hide sheets",
                sheet=part.sheet,
            )
    cover = sheets.pop(said.cover, None)
    for title in sheets:
        reading.notices.append(
            message(
                "{file}：“{sheet}”不是这张表的页，没有读取",
                "{file}: the sheet {sheet} is not one of the form, and was not read",
                file=file,
                sheet=title,
            )
        )
    return reading.tables(cover, book)


def _about(form: SheetTexts, file: str) -> About:
    try:
        said = about(form.rows)
    except (ValueError, IndexError, TypeError):
        what = problem(
            Place(file),
            "表里的隐藏页被改过，无法读取；请在原表上填写",
            "the hidden sheet of the form was changed and cannot be read; "
            "fill in the form as it was made",
        )
        raise EvidenceError([what]) from None
    if said is None:
        what = problem(
            Place(file),
            "这张表由更新的 lawcheck-office 制作；请升级后再读",
            "the form was made by a newer lawcheck-office; install that one",
        )
        raise EvidenceError([what])
    return said


@attrs.frozen
class _Value:
    """What counts for a fact."""

    cell: Cell | None
    is_unchecked: bool = False
    is_rejected: bool = False


class _Reading:
    """Reads the sheets of one form."""

    def __init__(self, said: About, file: str, counted: Counted) -> None:
        self._said = said
        self._file = file
        self._counted = counted
        self.problems: list[Problem] = []
        self.notices: list[Message] = []
        self._filled: list[tuple[Part, list[Row], int]] = []
        self._empty: list[str] = []
        self._unchecked: dict[str, int] = {}
        self._inspector = Cell("")

    def fail(self, place: Place, zh: str, en: str, /, **values: object) -> None:
        """Add a problem."""
        self.problems.append(problem(place, zh, en, **values))

    def take(self, part: Part, sheet: SheetTexts) -> None:
        """Read one sheet."""
        rows, problems, filled = filled_down(sheet)
        self.problems += [*sheet.problems, *problems]
        self.notices += [*sheet.notices, *filled]
        if not self._has_its_texts(part, sheet.place, rows):
            return
        self._say_what_is_beside(part, sheet.place, rows)
        match part.table:
            case "judgements":
                self._judgements(part, sheet.place, rows)
            case table if table == FACTS:
                self._facts(part, sheet.place, rows)
            case _:
                self._records(part, sheet.place, rows)

    def tables(self, cover: SheetTexts | None, book: Workbook) -> Tables:
        """Return everything that was read, as of the unit that the form is of."""
        unit = self._unit(cover)
        if cover is not None:
            self.problems += cover.problems
            self._inspector = self._asked("inspector", cover) or Cell("")
        if self._empty:
            self.notices.append(
                message(
                    "{file}：没有填 {sheets}，按没有提供处理；没有可记的请写“零报告”",
                    "{file}: {sheets} not filled in, and so not given; "
                    "write `nil` where there is nothing to record",
                    file=self._file,
                    sheets=self._empty,
                )
            )
        if self._unchecked:
            self.notices.append(
                message(
                    "{file}：没有填“核查”的记录按属实计：{sheets}",
                    "{file}: records that are not checked count as they stand: {sheets}",
                    file=self._file,
                    sheets=[
                        message("{sheet}{n}条", "{sheet} ({n})", sheet=sheet, n=count)
                        for sheet, count in self._unchecked.items()
                    ],
                )
            )
        said = self._said
        made_for = MadeFor(
            said.checklist, said.version, said.declarations_sha256, Place(self._file)
        )
        return Tables(
            (unit,),
            tuple(
                table_of(part, [self._finished(row, unit["id"]) for row in rows], blank)
                for part, rows, blank in self._filled
            ),
            (*book.notices, *self.notices),
            (),
            tuple(self.problems),
            (made_for,),
        )

    def _finished(self, row: Row, unit: Cell) -> Row:
        """Return a row with its unit, and with the inspector where a judgement names nobody."""
        cells = dict(row.cells)
        if "judge" in cells and not cells["judge"].text:
            cells["judge"] = self._inspector
        return attrs.evolve(row, unit=unit, cells=cells)

    # -- the cover ---------------------------------------------------------------------------

    def _unit(self, cover: SheetTexts | None) -> Mapping[str, Cell]:
        unit = self._said.unit
        place = Place(self._file)
        if unit.id:
            known = {"id": unit.id, "name": unit.name, "kind": unit.kind, "group": unit.group}
            return {name: Cell(text, place) for name, text in known.items() if text}
        found = None if cover is None else self._asked("unit", cover)
        if found is None or not found.text:
            self.fail(
                place if found is None else found.place,
                "没有填被考核单位；请在“{sheet}”里填写",
                "the unit is not named; write it on the sheet {sheet}",
                sheet=self._said.cover,
            )
            return {"id": Cell(self._file, place)}  # its values are read, to be told of as well
        return {"id": found}

    def _asked(self, name: str, cover: SheetTexts) -> Cell | None:
        for asked in self._said.asked:
            if asked.name == name:
                return cell_at(cover, asked)
        return None

    # -- what is in the way --------------------------------------------------------------------

    def _has_its_texts(self, part: Part, place: str, rows: Sequence[Sequence[str]]) -> bool:
        """Check that headers and labels stand where they were; say which do not."""
        wanted = [(part.header, column.at, column.header) for column in part.columns]
        wanted += [(line.row, line.label_at, line.label) for line in part.lines]
        moved = [
            (row, at, text)
            for row, at, text in wanted
            if fold(text_at(rows, row, at)) != fold(text)
        ]
        for row, at, text in moved[:1]:
            self.fail(
                Place(place, row, column_letters(at)),
                "这里应当是“{text}”，现在是“{now}”（共{n}处不同）；"
                "请不要移动、增删标题和行，在原表上填写",
                "this must be {text}, not {now} (and {n} cells in all); do not move, add or "
                "remove headers and rows, and fill in the form as it was made",
                text=text,
                now=text_at(rows, row, at),
                n=len(moved),
            )
        return not moved

    def _say_what_is_beside(self, part: Part, place: str, rows: Sequence[Sequence[str]]) -> None:
        """Name cells that hold something but are not of the form, and so are not read."""
        last = max(column.at for column in part.columns) + 1
        if part.table in (FACTS,):
            last += 2  # evidence wanted, and the inspector's remarks
        ends = part.lines[-1].row if part.lines else len(rows)
        beside = [
            f"{column_letters(at)}{number}"
            for number, row in enumerate(rows, 1)
            for at, text in enumerate(row)
            if text and number >= part.first and (at >= last or number > ends)
        ]
        if beside:
            self.notices.append(
                message(
                    "{place}：表外的格没有读取：{cells}",
                    "{place}: cells outside the form are not read: {cells}",
                    place=place,
                    cells=first_of(beside),
                )
            )

    # -- tables ------------------------------------------------------------------------------

    def _facts(self, part: Part, place: str, rows: Sequence[Sequence[str]]) -> None:
        at = {column.name: column.at for column in part.columns}
        language = self._said.language
        cells: dict[str, Cell] = {}
        unchecked: list[str] = []
        rejected: list[str] = []
        for line in part.lines:
            own, checked = (
                Cell(
                    text_at(rows, line.row, at[name]),
                    Place(place, line.row, column_letters(at[name])),
                    where=whose.pick(language),
                )
                for name, whose in ((SELF, _SELF_VALUE), (CHECKED, _CHECKED_VALUE))
            )
            value = self._value(own, checked)
            if value.is_unchecked:
                unchecked.append(line.label)
            if value.is_rejected:
                rejected.append(line.label)
            if value.cell is not None:
                cells[line.name] = value.cell
        if not cells:
            self._empty.append(part.sheet)
        self._say_what_counts(place, unchecked, rejected)
        row = Row(None, cells, Place(place, part.first))
        self._filled.append((part, [row], 0))

    def _value(self, own: Cell, checked: Cell) -> _Value:
        match self._counted:
            case "self":
                return _Value(own if own.text else None)
            case "inspector":
                is_value = checked.text and not self._is_rejected(checked)
                return _Value(checked if is_value else None)
            case "checked":
                if self._is_rejected(checked):
                    return _Value(None, is_rejected=True)
                if checked.text:
                    return _Value(checked)
                return _Value(own, is_unchecked=True) if own.text else _Value(None)

    @staticmethod
    def _is_rejected(checked: Cell) -> bool:
        return fold(checked.text).casefold() in (REJECTED.zh, REJECTED.en)

    def _say_what_counts(
        self, place: str, unchecked: Sequence[str], rejected: Sequence[str]
    ) -> None:
        if unchecked:
            self.notices.append(
                message(
                    "{place}：{n}项没有核查值，按自评值计分：{names}",
                    "{place}: {n} facts have no checked value, so the unit's own value "
                    "counts: {names}",
                    place=place,
                    n=len(unchecked),
                    names=first_of(unchecked),
                )
            )
        if rejected:
            self.notices.append(
                message(
                    "{place}：{n}项自评值不认可，按缺数据处理：{names}",
                    "{place}: {n} values of the unit are not accepted, and so missing: {names}",
                    place=place,
                    n=len(rejected),
                    names=first_of(rejected),
                )
            )

    def _records(self, part: Part, place: str, rows: Sequence[Sequence[str]]) -> None:
        """Read the rows that people added."""
        found = [*rows_of(part, place, rows)]
        if not found:
            if is_register(part):
                self._empty.append(part.sheet)
            return
        counting = [row for row in found if self._counts(row)]
        unchecked = [
            row for row in counting if VERDICT in row.cells and not row.cells[VERDICT].text
        ]
        if unchecked and self._counted == "checked":
            self._unchecked[part.sheet] = len(unchecked)
        blank = found[-1].place.line - part.first + 1 - len(found)
        kept = [attrs.evolve(row, cells=without_verdict(row.cells)) for row in counting]
        says_little = [row for row in found if _is_bare(row)]
        match self._counted:
            case "checked" | "inspector" if not kept and says_little:
                # a nil report that is not true leaves nothing known, and neither does a line
                self._empty.append(part.sheet)
                self.notices.append(
                    message(
                        "{place}：“{text}”不认可，这张台账按缺数据处理",
                        "{place}: {text} is not accepted, so the register is missing",
                        place=str(says_little[0].place),
                        text=_first_text(says_little[0]),
                    )
                )
                return
            case "checked" | "inspector" if not kept:
                # the unit's records are all untrue: there is nothing
                kept = [Row(None, {}, found[0].place, is_nil=True)]
            case "self" if not kept:  # the inspector found them all: the unit gave nothing
                self._empty.append(part.sheet)
                return
            case _:
                pass
        self._filled.append((part, kept, blank))

    def _counts(self, row: Row) -> bool:
        """Return whether a record counts, by what the inspector says of it."""
        said = row.cells.get(VERDICT)
        if said is None or not said.text:
            return True
        word = fold(said.text).casefold()
        if word in (TRUE_RECORD.zh, TRUE_RECORD.en):
            return True
        if word in (FALSE_RECORD.zh, FALSE_RECORD.en):
            return self._counted == "self"
        if word in (ADDED_RECORD.zh, ADDED_RECORD.en):
            return self._counted != "self"
        self.fail(
            said.place,
            "“{text}”应是 属实、不属实 或 补录；没有核查请留空",
            "{text} must be confirmed, rejected or added; leave it empty where it was not checked",
            text=said.text,
        )
        return False

    def _judgements(self, part: Part, place: str, rows: Sequence[Sequence[str]]) -> None:
        found = []
        for line in part.lines:
            cells = cells_of(part, place, rows, line.row)
            if any(cell.text for cell in cells.values()):
                own = Place(place, line.row, column_letters(line.label_at))
                cells = {"indicator": Cell(line.name, own), **cells}
                found.append(Row(None, cells, Place(place, line.row)))
        if found:
            self._filled.append((part, found, 0))


def _is_bare(row: Row) -> bool:
    """Check whether a row says one thing only, beside what the inspector says of it."""
    return sum(bool(cell.text) for cell in without_verdict(row.cells).values()) == 1


def _first_text(row: Row) -> str:
    return next(cell.text for cell in without_verdict(row.cells).values() if cell.text)
