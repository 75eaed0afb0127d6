"""Turn a sheet as people lay it out into a table: titles, the header row, the rows below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import chain, islice
from typing import Final

import attrs

from lawcheck.evidence.column_headers import UNIT_COLUMNS, Headings
from lawcheck.evidence.csv_sheets import unexpected_file
from lawcheck.evidence.decisions import COLUMNS
from lawcheck.evidence.laid_rows import Rows, Units, below
from lawcheck.evidence.made_for import without_foreign
from lawcheck.evidence.table_names import read_as, table_called
from lawcheck.evidence.title_headers import titled_facts
from lawcheck.evidence.two_row_headers import in_one_row
from lawcheck.model.checklist import Checklist
from lawcheck.model.declarations import Spec
from lawcheck.model.errors import Place, Problem, problem
from lawcheck.model.raw_tables import (
    DECISIONS,
    FACTS,
    Cell,
    Row,
    Sheet,
    SheetRow,
    Table,
    Tables,
    column_letters,
)
from lawcheck.model.text import Message, Text, message

_MAX_HEADER: Final = 20
"""How many rows are searched for the header row."""
_SEPARATORS: Final[Mapping[str, Text]] = {
    ";": Text("分号 ;", "semicolons (;)"),
    "\t": Text("制表符（Tab）", "tabs"),
    "，": Text("全角逗号 ，", "full-width commas (，)"),
    "；": Text("全角分号 ；", "full-width semicolons (；)"),
    "、": Text("顿号 、", "enumeration commas (、)"),
    "|": Text("竖线 |", "vertical bars (|)"),
}


def laid_out(checklist: Checklist, tables: Tables) -> Tables:
    """Return an input whose sheets have become tables.

    What is wrong with its form stands in `problems`. Rows and columns that cannot be told are
    left out, so that the values of the others can be read, and all problems reported at once.
    """
    tables = without_foreign(checklist, tables)
    if not tables.sheets:
        return tables
    layouts = [_layout(checklist, sheet) for sheet in tables.sheets]
    found = [layout.tables() for layout in layouts]
    problems = (*tables.problems, *(each for layout in layouts for each in layout.problems))
    described = [each for each in (tables.units, *(each.units for each in found)) if each]
    return attrs.evolve(
        tables,
        units=described[0] if len(described) == 1 else tuple(chain.from_iterable(described)),
        tables=(*tables.tables, *(table for each in found for table in each.tables)),
        notices=(*tables.notices, *(notice for layout in layouts for notice in layout.notices)),
        sheets=(),
        problems=problems,
    )


def _layout(checklist: Checklist, sheet: Sheet) -> _Layout:
    """Return the layout of a sheet, which may be named after a table."""
    found = table_called(sheet.called, checklist.registers) if sheet.called else None
    if isinstance(found, str):
        sheet = attrs.evolve(sheet, name=found)
    layout = _Layout(sheet, _headings(checklist, sheet))
    if isinstance(found, str):
        if found != sheet.called:
            layout.notices.append(read_as(sheet.file, found))
    elif found is not None:
        layout.problems.append(Problem(Place(sheet.file), found))
    elif sheet.called and not sheet.has_units:
        layout.problems.append(unexpected_file(sheet.file, checklist.registers))
    return layout


def _headings(checklist: Checklist, sheet: Sheet) -> Headings:
    titled = titled_facts(checklist) if sheet.name == FACTS else {}
    others = checklist.others_in(sheet.name)
    return Headings(_specs(checklist, sheet.name), sheet.has_units, titled, others)


def _specs(checklist: Checklist, name: str) -> Mapping[str, Spec]:
    if name == FACTS:
        return checklist.facts
    if name in COLUMNS:
        return COLUMNS[name]
    return checklist.registers[name].columns if name in checklist.registers else {}


class _Layout:
    """Lays out one sheet, and collects problems and notices.

    Attributes:
        problems: what is wrong with the sheet.
        notices: what a person should know about the reading.
    """

    def __init__(self, sheet: Sheet, headings: Headings) -> None:
        self.sheet = sheet
        self.problems: list[Problem] = list(sheet.problems)
        self.notices: list[Message] = []
        self._headings = headings

    def tables(self) -> Tables:
        """Return the table and the units that it describes."""
        rows = self.sheet.rows
        if not rows:
            if not self.problems:
                self._fail(
                    1,
                    "",
                    "表是空的；第一行应是列名",
                    "the table is empty; the first line must name the columns",
                )
            return Tables((), ())
        if (separator := self._separator()) is not None:
            self._fail(
                rows[0].line,
                "",
                "各格用{sign}隔开，应当用逗号；请另存为“CSV UTF-8（逗号分隔）”",
                "the cells are separated by {sign}, not by commas; "
                'save it as "CSV UTF-8 (comma delimited)"',
                sign=separator,
            )
            return Tables((), ())
        at = self._header()
        self._above(at)
        return self._below(at)

    # -- the header row ----------------------------------------------------------------------

    def _separator(self) -> Text | None:
        """Return the name of the separator if it is not the comma, else None.

        The separator is the comma if a row names a column, and another sign if splitting a row at
        that sign gives the name of a column.
        """
        for row in islice(self.sheet.rows, _MAX_HEADER):
            if self._names_columns(row.cells):
                return None
            for sign, name in _SEPARATORS.items():
                pieces = [piece.strip().strip('"') for piece in ",".join(row.cells).split(sign)]
                if len(pieces) > 1 and any(map(self._headings.knows, pieces)):
                    return name
        return None

    def _names_columns(self, cells: tuple[str, ...]) -> bool:
        return any(
            map(self._headings.names_unit if self.sheet.has_units else self._headings.knows, cells)
        )

    def _header(self) -> int:
        """Return the position of the header row.

        It is the first row that names the unit column (any column in a table without units), else
        the first row that is not a title.
        """
        rows = self.sheet.rows[:_MAX_HEADER]
        named = next((at for at, row in enumerate(rows) if self._names_columns(row.cells)), None)
        if named is not None:
            return named
        return next((at for at, row in enumerate(rows) if not _is_title(row)), 0)

    def _head(self, at: int) -> tuple[SheetRow, int]:
        """Return the header, which may stand in two rows, and the position of the row below."""
        rows = self.sheet.rows
        upper = rows[at]
        joined = in_one_row(self._headings, upper, rows[at + 1]) if at + 1 < len(rows) else None
        if joined is None:
            return upper, at + 1
        self.notices.append(
            message(
                "{file}：第{upper}、{lower}行是两行表头，合成 {names}",
                "{file}: lines {upper} and {lower} are a header of two rows, read as {names}",
                file=self.sheet.file,
                upper=upper.line,
                lower=joined.line,
                names=list(joined.cells),
            )
        )
        return joined, at + 2

    def _above(self, at: int) -> None:
        """Skip titles above the header with a notice; refuse anything else there."""
        above = self.sheet.rows[:at]
        if all(map(_is_title, above)):
            self.notices += [
                message(
                    "{place}：标题行“{text}”不是数据，已略过",
                    "{place}: the title {text} is left out",
                    place=str(Place(self.sheet.file, row.line)),
                    text=next(filter(None, row.cells)),
                )
                for row in above
            ]
        else:
            self._fail(
                above[0].line,
                "",
                "列名在第{line}行；请删去它上面的行",
                "the names of the columns stand on line {line}; remove the lines above it",
                line=self.sheet.rows[at].line,
            )

    # -- the rows ----------------------------------------------------------------------------

    def _below(self, at: int) -> Tables:
        sheet = self.sheet
        header, first = self._head(at)
        columns = self._headings.columns(header.cells, sheet.file, header.line)
        self.problems += columns.problems
        self.notices += columns.notices
        if not self._names_its_units(header, columns.names):
            return Tables((), ())  # nobody can tell whose rows they are
        times = Counter(columns.names)
        named = [
            (
                position,
                name,
                column_letters(position) if sheet.has_letters else header.cells[position],
            )
            for position, name in enumerate(columns.names)
            if name is not None and times[name] == 1
        ]
        own = [
            (at, UNIT_COLUMNS[name], shown) for at, name, shown in named if name in UNIT_COLUMNS
        ]
        data = [each for each in named if each[1] not in UNIT_COLUMNS]
        fitting = self._fitting(header, columns.names, first)
        ids = [each for each in own if each[1] == "id"]
        rows: Sequence[Row] = Rows(fitting, first, sheet.file, ids, data)
        is_bare = len(sheet.rows) == first
        if not sheet.has_units and is_bare and sheet.name not in (FACTS, *DECISIONS):
            rows = (Row(None, {}, Place(sheet.file, header.line), is_nil=True),)
        describes = sheet.name == FACTS and bool(ids)
        head = tuple(Cell(name, Place(sheet.file, header.line, shown)) for _, name, shown in data)
        return Tables(
            Units(fitting, first, sheet.file, own) if describes else (),
            (Table(sheet.name, head, rows, sheet.blank),),
        )

    def _names_its_units(self, header: SheetRow, names: tuple[str | None, ...]) -> bool:
        """Check that each row names its unit where it must, and nowhere else."""
        if (
            self.sheet.has_units
            and "unit" not in names
            and not any(map(self._headings.names_unit, header.cells))
        ):
            self._fail(
                header.line,
                "",
                "缺少 unit 列（单位编号）；现有列：{columns}",
                "the column `unit` (id of the unit) is missing; there are: {columns}",
                columns=[text for text in header.cells if text],
            )
        own = [
            text for text, name in zip(header.cells, names, strict=True) if name in UNIT_COLUMNS
        ]
        if not self.sheet.has_units and own:
            self._fail(
                header.line,
                own[0],
                "单位文件夹里的表不写单位列；请删去",
                "a table in a unit's folder does not name a unit; remove the column",
            )
        return names.count("unit") == 1 if self.sheet.has_units else not own

    def _fitting(
        self, header: SheetRow, names: Sequence[str | None], first: int
    ) -> Sequence[SheetRow]:
        """Return the rows of the sheet without those that do not fit the header.

        The latter are refused; columns that are left out are named.
        """
        strange: set[int] = set()
        ignored = [
            position
            for position, (text, name) in enumerate(zip(header.cells, names, strict=True))
            if text and name is None and not self.problems
        ]
        filled: Counter[int] = Counter()
        for row in below(self.sheet.rows, first):
            if not self._fits(row, header):
                strange.add(row.line)
            cells = row.cells
            filled.update([at for at in ignored if at < len(cells) and cells[at]])
        self.notices += [
            message(
                "{file}：不读取“{column}”列（{n}格有内容）",
                "{file}: the column {column} is left out (cells with content: {n})",
                file=self.sheet.file,
                column=header.cells[position],
                n=filled[position],
            )
            for position in ignored
        ]
        if not strange:
            return self.sheet.rows
        return [row for row in self.sheet.rows if row.line not in strange]

    def _fits(self, row: SheetRow, header: SheetRow) -> bool:
        if row.cells == header.cells:
            self._fail(
                row.line,
                "",
                "这一行又是列名；请删去",
                "this line names the columns again; remove it",
            )
        elif len(row.cells) != len(header.cells):
            self._fail(
                row.line,
                "",
                "这一行有{got}格，表头有{wanted}格；请补齐或删去多余的逗号",
                "this line has {got} cells, the header {wanted}; add or remove cells",
                got=len(row.cells),
                wanted=len(header.cells),
            )
        else:
            return True
        return False

    def _fail(self, line: int, column: int | str, zh: str, en: str, /, **values: object) -> None:
        self.problems.append(problem(Place(self.sheet.file, line, column), zh, en, **values))


def _is_title(row: SheetRow) -> bool:
    return sum(map(bool, row.cells)) == 1
