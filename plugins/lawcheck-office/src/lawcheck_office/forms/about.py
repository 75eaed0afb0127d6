"""The hidden sheet of a form: the checklist that it was made from, and what stands where.

Cells are found by it, not by the texts on the other sheets, which may be in either language.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from lawcheck.plugin import Language, Unit

SHEET: Final = "lawcheck"
"""The name of the hidden sheet."""
LISTS: Final = "lawcheck lists"
"""The name of the hidden sheet with the texts of drop-downs, which only Excel reads."""
_MARK: Final = "lawcheck-form"
_FORMAT: Final = "1"


@attrs.frozen
class Column:
    """A column of a table that people fill in.

    Attributes:
        at: its position, from 0.
        name: the name in the checklist, or one of `CHECKED`, `SELF`, `VERDICT`.
        header: the text above it.
    """

    at: int
    name: str
    header: str


SELF: Final = "self value"
"""The column with the unit's own values."""
CHECKED: Final = "checked value"
"""The column with the values that the inspector found."""
VERDICT: Final = "verdict"
"""The column with what the inspector says of a record."""


@attrs.frozen
class Line:
    """A row that asks for one thing.

    Attributes:
        row: from 1.
        name: name of the fact, or key of the judged item.
        label_at: the position of the column that holds the label, from 0.
        label: what the row says.
    """

    row: int
    name: str
    label_at: int
    label: str


@attrs.frozen
class Part:
    """A sheet that people fill in.

    Attributes:
        sheet: its name.
        table: the table that it holds, as of a `lawcheck.plugin.Table`.
        header: the row of the headers, from 1.
        first: the first row that people fill in, from 1.
        columns: the columns.
        lines: the rows, where each asks for one thing; none where people add rows.
    """

    sheet: str
    table: str
    header: int
    first: int
    columns: tuple[Column, ...]
    lines: tuple[Line, ...] = ()


@attrs.frozen
class Asked:
    """A cell of the cover that people fill in.

    Attributes:
        name: what it holds: `unit` or `inspector`.
        row: from 1.
        at: the position of its column, from 0.
    """

    name: str
    row: int
    at: int


@attrs.frozen
class About:
    """What a form says about itself.

    Attributes:
        checklist: id of the checklist that it was made from.
        version: its version.
        declarations_sha256: the digest of its facts and registers.
        language: the language of the form.
        unit: the unit that it is for; its id is empty where the unit writes its own name.
        cover: the name of the first sheet.
        asked: the cells of the cover that people fill in.
        parts: the other sheets.
    """

    checklist: str
    version: str
    declarations_sha256: str
    language: Language
    unit: Unit
    cover: str
    asked: tuple[Asked, ...]
    parts: tuple[Part, ...]

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Yield the rows of the hidden sheet."""
        yield _MARK, _FORMAT
        yield "checklist", self.checklist, self.version, self.declarations_sha256
        yield "language", self.language
        yield "unit", self.unit.id, self.unit.name, self.unit.kind, self.unit.group
        yield "cover", self.cover
        for asked in self.asked:
            yield "asked", asked.name, str(asked.row), str(asked.at)
        for part in self.parts:
            yield "sheet", part.sheet, part.table, str(part.header), str(part.first)
            for column in part.columns:
                yield "column", str(column.at), column.name, column.header
            for line in part.lines:
                yield "line", str(line.row), line.name, str(line.label_at), line.label


def is_about(rows: Sequence[Sequence[str]]) -> bool:
    """Check whether the rows of a sheet are those of a form."""
    return bool(rows) and tuple(rows[0][:1]) == (_MARK,)


def about(rows: Sequence[Sequence[str]]) -> About | None:
    """Return what a form says about itself; None if a newer version of this plugin wrote it.

    Raises:
        ValueError: the sheet was changed.
    """
    if tuple(rows[0][1:2]) != (_FORMAT,):
        return None
    found: dict[str, Sequence[str]] = {}
    asked: list[Asked] = []
    parts: list[Part] = []
    for name, *cells in rows[1:]:
        match name:
            case "checklist" | "language" | "unit" | "cover":
                found[name] = cells
            case "asked":
                asked.append(Asked(cells[0], int(cells[1]), int(cells[2])))
            case "sheet":
                parts.append(Part(cells[0], cells[1], int(cells[2]), int(cells[3]), ()))
            case "column":
                column = Column(int(cells[0]), cells[1], cells[2])
                parts[-1] = attrs.evolve(parts[-1], columns=(*parts[-1].columns, column))
            case "line":
                line = Line(int(cells[0]), cells[1], int(cells[2]), cells[3])
                parts[-1] = attrs.evolve(parts[-1], lines=(*parts[-1].lines, line))
            case _:
                raise ValueError(name)
    try:
        checklist, version, digest = found["checklist"][:3]
        return About(
            checklist,
            version,
            digest,
            "zh" if found["language"][0] == "zh" else "en",
            Unit(*found["unit"][:4]),
            found["cover"][0],
            tuple(asked),
            tuple(parts),
        )
    except (KeyError, IndexError) as error:
        raise ValueError(str(error)) from error
