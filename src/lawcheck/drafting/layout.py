"""What stands where on a score sheet: the line that heads the columns, the items below it, and what is neither."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

import attrs

from lawcheck.drafting.columns import Role, is_heads, points_in, roles_of
from lawcheck.errors import ChecklistError, Place, Problem, problem
from lawcheck.exact import ZERO, decimal_text
from lawcheck.grid import Grid, GridRow
from lawcheck.text import Message, message, visible

_TOTALS: Final = frozenset({"合计", "总计", "总分", "共计", "total"})
_SUBTOTALS: Final = frozenset({"小计", "subtotal"})
_NUMBER: Final = re.compile(r"(\d+(?:\.\d+)?)分?")
_REMARK: Final = re.compile(r"(?:注|备注|说明|填表说明|note)\s*[:：\d]", re.I)


@attrs.frozen
class Part:
    """A section of the sheet.

    Attributes:
        titles: of the section and of those around it, the outermost first.
        points: what the sheet says that it is worth; None where it does not say.
        line: where it begins.
    """

    titles: tuple[str, ...]
    points: Fraction | None
    line: int


@attrs.frozen
class Item:
    """An item of the sheet.

    Attributes:
        section: where it belongs; the titles are empty on a sheet without sections.
        number: as printed; empty where there is none.
        content: what is asked (考核内容).
        points: what it is worth.
        rule: how points are given or taken off (评分标准), in the sheet's words.
        evidence: what proves it.
        line: where it stands.
    """

    section: Part
    number: str
    content: str
    points: Fraction
    rule: str
    evidence: str
    line: int


@attrs.frozen
class Sheet:
    """What was read of a sheet. Every row is in exactly one of the counts.

    Attributes:
        file: its name.
        title: what stands above the columns; empty where nothing does.
        items: the items in order.
        remarks: rows that are no items and have no points, such as notes and vetoes: line and words.
        rows: how many rows the file has.
        merged: rows that continue the rule of the row above.
        totals: rows with sums; they were compared with the items.
        blank: rows without any text, and rows that repeat the heads of the columns.
        heading: rows above the items and rows that only name a section.
        notices: what a person should know.
    """

    file: str
    title: str
    items: tuple[Item, ...]
    remarks: tuple[tuple[int, str], ...]
    rows: int
    merged: int
    totals: int
    blank: int
    heading: int
    notices: tuple[Message, ...]


def read_sheet(grid: Grid) -> Sheet:
    """Find the columns and the items of a score sheet. Cells that were merged, and so are blank, are filled from above.

    Raises:
        ChecklistError: no column heads, an item without points or words, sums that do not come out; all of them at once.
    """
    reading = _Reading(grid)
    reading.read()
    if reading.problems:
        raise ChecklistError(reading.problems)
    return reading.sheet()


def _is_filled(row: GridRow) -> bool:
    return any(row.cells)


class _Reading:
    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.problems: list[Problem] = []
        self.items: list[Item] = []
        self.remarks: list[tuple[int, str]] = []
        self.notices: list[Message] = list(grid.notices)
        self.title = ""
        self.merged = self.totals = self.blank = self.heading = 0
        self.summed = 0
        """How many items a subtotal has covered."""
        self.parts: list[Part] = []

    def read(self) -> None:
        start = next((at for at, row in enumerate(self.grid.rows) if is_heads(row.cells)), None)
        if start is None:
            self._no_heads()
            return
        above = [row for row in self.grid.rows[:start] if _is_filled(row)]
        self.title = next((cell for row in above for cell in row.cells if cell), "")
        self.blank, self.heading = start - len(above), len(above) + 1
        self.head = self.grid.rows[start]
        self.roles = self._roles(self.head)
        self.levels = [at for at, role in enumerate(self.roles) if role == "section"]
        self.section = Part((), None, self.head.line)
        for row in self.grid.rows[start + 1 :]:
            self._row(row)
        if not self.items and not self.problems:
            self._fail(self.head.line, "表头下没有考核项目", "there is no item below the column heads")
        elif self.items and all(is_bonus(each.section) for each in self.items):
            self._fail(
                self.head.line, "只有加分项，没有基础分的项目", "there is only a bonus, and no item that it comes on top of"
            )
        self._check_sections()

    def sheet(self) -> Sheet:
        return Sheet(
            self.grid.file,
            self.title,
            tuple(self.items),
            tuple(self.remarks),
            len(self.grid.rows),
            self.merged,
            self.totals,
            self.blank,
            self.heading,
            tuple(self.notices),
        )

    # Columns

    def _roles(self, row: GridRow) -> tuple[Role, ...]:
        roles = roles_of(row.cells)
        for at, role in enumerate(roles):
            if role in ("number", "content", "points", "evidence") and role in roles[:at]:
                self._fail(row.line, "列“{name}”重复；请删去一列", "two columns like `{name}`; remove one", name=row.cells[at])
        unused = [cell for cell, role in zip(row.cells, roles, strict=True) if role == "unused" and cell]
        if unused:
            self.notices.append(
                message(
                    "{file}：没有用到这些列：{columns}",
                    "{file}: these columns are not used: {columns}",
                    file=self.grid.file,
                    columns=unused,
                )
            )
        return roles

    def _no_heads(self) -> None:
        first = next((row for row in self.grid.rows if _is_filled(row)), None)
        if first is None:
            self._fail(1, "表是空的", "the sheet is empty")
            return
        self._fail(
            first.line,
            "没有找到表头；需要“评分标准”和“考核内容”（或“类别”）两列，第一个有内容的行是：{cells}",
            "no column heads were found; 评分标准 and 考核内容 (or 类别) are needed; the first filled row has: {cells}",
            cells=[cell for cell in first.cells if cell],
        )

    # Rows

    def _row(self, row: GridRow) -> None:
        if not _is_filled(row) or row.cells == self.head.cells:
            self.blank += 1
            return
        if len(row.cells) != len(self.roles):
            self._fail(
                row.line,
                "这一行有{got}格，表头有{wanted}格；请补齐或删去多余的逗号",
                "this line has {got} cells, the heads {wanted}; add or remove cells",
                got=len(row.cells),
                wanted=len(self.roles),
            )
            return
        seen = ["".join(cell.split()) for cell in row.cells]
        if any(visible(cell) != cell for cell in seen):
            self._fail(
                row.line,
                "有不可见字符：{cells}；请删去",
                "there are invisible characters: {cells}; remove them",
                cells=[visible(cell) for cell in seen if visible(cell) != cell],
            )
            return
        texts: dict[Role, str] = {role: row.cells[at] for at, role in enumerate(self.roles) if role not in ("section", "unused")}
        bare = {re.sub(r"\s+", "", cell).rstrip("：:").lower() for cell in row.cells if cell}
        if bare & (_TOTALS | _SUBTOTALS):
            self._sum(row, texts, whole=bool(bare & _TOTALS))
            return
        self._enter_section(row)
        if texts.get("content") or texts.get("rule"):
            self._item(row, texts)
        elif texts.get("points") or texts.get("evidence"):
            self._fail(row.line, "这一行没有考核内容和评分标准", "this row has neither what is asked nor a rule")
        elif _REMARK.match(next(cell for cell in row.cells if cell)):
            self.remarks.append((row.line, " ".join(cell for cell in row.cells if cell)))
        else:
            self.heading += 1

    def _enter_section(self, row: GridRow) -> None:
        """A section begins where its cell has a text; below it stands what the merged cell covers."""
        for level, at in enumerate(self.levels):
            if row.cells[at] and not _REMARK.match(row.cells[at]):
                title, points = points_in(row.cells[at])
                outer = self.section.titles[:level]
                if (*outer, title) == self.section.titles[: level + 1]:
                    continue  # repeated on every row in place of a merged cell
                self.section = Part((*outer, title), points, row.line)
                self.parts.append(self.section)

    def _item(self, row: GridRow, texts: Mapping[Role, str]) -> None:
        rule, content = texts.get("rule", ""), texts.get("content", "")
        before = self.items[-1] if self.items and self.items[-1].section == self.section else None
        written = texts.get("points", "")
        if not content and not written and before is not None:
            self.items[-1] = attrs.evolve(before, rule=f"{before.rule}\n{rule}")
            self.merged += 1
            return
        content, in_words = points_in(content) if content else (before.content if before else "", None)
        points = self._points(row, written) if written else in_words
        if points is None and not written:
            if "一票否决" in row.cells or "否决" in "".join((*self.section.titles, content, rule)):
                self.remarks.append((row.line, " ".join(cell for cell in row.cells if cell)))
                return
            self._fail(
                row.line,
                "这一项没有分值；合并的分值请按项拆开",
                "this item has no points; where one cell covers several items, divide it among them",
            )
        if not content:
            self._fail(row.line, "这一项没有考核内容", "it is not said what this item asks")
        if points is not None and content:
            item = Item(self.section, texts.get("number", ""), content, points, rule, texts.get("evidence", ""), row.line)
            self.items.append(item)

    def _points(self, row: GridRow, written: str) -> Fraction | None:
        found = _NUMBER.fullmatch(unicodedata.normalize("NFKC", written).replace(" ", ""))
        if found is None or not Fraction(found[1]):
            self._fail(
                row.line,
                "“{text}”不是大于0的分值",
                "“{text}” is no number of points above 0",
                text=written,
            )
            return None
        return Fraction(found[1])

    # Sums

    def _sum(self, row: GridRow, texts: Mapping[Role, str], whole: bool) -> None:
        self.totals += 1
        covered = self.items if whole else self.items[self.summed :]
        self.summed = len(self.items)
        written = texts.get("points", "")
        points = self._points(row, written) if written else None
        if points is not None:
            self._compare(row.line, points, covered)

    def _check_sections(self) -> None:
        for part in self.parts:
            inside = [each for each in self.items if each.section.titles[: len(part.titles)] == part.titles]
            if part.points is not None and inside:
                self._compare(part.line, part.points, inside)
        for before, after in pairwise(self.items):
            seen = [each.section.titles for each in self.items[: self.items.index(before)]]
            if after.section.titles != before.section.titles and after.section.titles in seen:
                self._fail(
                    after.line,
                    "“{title}”前面已经有过；请把同一类的项目放在一起",
                    "“{title}” stood further up already; put the items of a section together",
                    title=after.section.titles[-1],
                )

    def _compare(self, line: int, said: Fraction, items: Sequence[Item]) -> None:
        everything = sum((each.points for each in items), ZERO)
        without_bonus = sum((each.points for each in items if not is_bonus(each.section)), ZERO)
        if said not in (everything, without_bonus):
            self._fail(
                line,
                "写的是{said}分，各项相加是{sum}分；请核对",
                "it says {said} points, the items add up to {sum}; check them",
                said=decimal_text(said),
                sum=decimal_text(everything),
            )

    def _fail(self, line: int, zh: str, en: str, /, **values: object) -> None:
        self.problems.append(problem(Place(self.grid.file, line), zh, en, **values))


def is_bonus(section: Part) -> bool:
    """Whether its points come on top (加分项)."""
    return any("加分" in title for title in section.titles)


def sections_of(items: Sequence[Item]) -> Iterator[tuple[Part, list[Item]]]:
    """The items by section, in the order of the sheet."""
    grouped: dict[tuple[str, ...], list[Item]] = {}
    for item in items:
        grouped.setdefault(item.section.titles, []).append(item)
    for group in grouped.values():
        yield group[0].section, group
