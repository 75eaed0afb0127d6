"""Find the column heads and the items on a score sheet, and check its sums."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from fractions import Fraction
from itertools import pairwise
from typing import Final

import attrs

from lawcheck.checklists.drafting.headings import KNOWN_HEADS, Role, is_heads, points_in, roles_of
from lawcheck.checklists.drafting.row_headings import row_heading
from lawcheck.checklists.drafting.sheet import Item, ScoreSheet, SheetPart, SheetSum, is_bonus
from lawcheck.model.errors import ChecklistError, Place, Problem, problem
from lawcheck.model.exact import decimal_text
from lawcheck.model.sheet_grid import Grid, GridRow
from lawcheck.model.text import Message, message, visible

_TOTALS: Final = frozenset({"合计", "总计", "总分", "共计", "total"})
_SUBTOTALS: Final = frozenset({"小计", "subtotal"})
_NUMBER: Final = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,6})?)分?")
_SHOWN: Final = 40
"""Most characters of a cell that a message repeats."""
_REMARK: Final = re.compile(r"(?:注|备注|说明|填表说明|note)\s*[:：\d]", re.I)


def read_sheet(grid: Grid) -> ScoreSheet:
    """Read the items of a score sheet.

    Merged cells hold their text in the first row only, so blank cells are filled from above.

    Raises:
        ChecklistError: with all faults of the sheet, such as missing column heads, items without
            points or text, and sums that do not agree with the items.
    """
    reading = _SheetReader(grid)
    reading.read()
    if reading.problems:
        raise ChecklistError(reading.problems)
    return reading.sheet()


def _is_filled(row: GridRow) -> bool:
    return any(row.cells)


class _SheetReader:
    """Reads one sheet row by row."""

    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.problems: list[Problem] = []
        self.items: list[Item] = []
        self.remarks: list[tuple[int, str]] = []
        self.notices: list[Message] = list(grid.notices)
        self.title = ""
        self.merged = self.totals = self.blank = self.heading = 0
        # Sums of all items so far, and of those since the last row with a sum.
        self.all_items, self.since_sum = SheetSum(), SheetSum()
        self.parts: list[SheetPart] = []
        self.outer: tuple[str, ...] = ()

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
        self.section = SheetPart((), None, self.head.line)
        for row in self.grid.rows[start + 1 :]:
            self._row(row)
        if not self.items and not self.problems:
            self._fail(
                self.head.line, "表头下没有考核项目", "there is no item below the column heads"
            )
        elif self.items and all(is_bonus(each.section) for each in self.items):
            self._fail(
                self.head.line,
                "只有加分项，没有基础分的项目",
                "there is only a bonus, and no item that it comes on top of",
            )
        self._check_sections()

    def sheet(self) -> ScoreSheet:
        return ScoreSheet(
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
                self._fail(
                    row.line,
                    "列“{name}”重复；请删去一列",
                    "two columns like `{name}`; remove one",
                    name=row.cells[at],
                )
        unused = [
            cell for cell, role in zip(row.cells, roles, strict=True) if role == "unused" and cell
        ]
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
            "没有找到表头；需要“评分标准”和“考核内容”（或“类别”）两列，"
            "第一个有内容的行是：{cells}。{known}",
            "no column heads were found; 评分标准 and 考核内容 (or 类别) are needed; "
            "the first filled row has: {cells}; {known}",
            cells=[cell for cell in first.cells if cell],
            known=KNOWN_HEADS,
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
        texts = self._texts(row)
        bare = {re.sub(r"\s+", "", cell).rstrip("：:").lower() for cell in row.cells if cell}
        if bare & (_TOTALS | _SUBTOTALS):
            self._sum(row, texts, whole=bool(bare & _TOTALS))
            return
        heading = row_heading(row.cells, self.roles)
        if heading is not None:
            self._enter_part(row, *heading, texts.get("points", ""))
            return
        self._enter_section(row)
        if texts.get("content") or texts.get("rule"):
            self._item(row, texts)
        elif texts.get("points") or texts.get("evidence"):
            self._fail(
                row.line,
                "这一行没有考核内容和评分标准",
                "this row has neither what is asked nor a rule",
            )
        elif _REMARK.match(next(cell for cell in row.cells if cell)):
            self.remarks.append((row.line, " ".join(cell for cell in row.cells if cell)))
        else:
            self.heading += 1

    def _texts(self, row: GridRow) -> Mapping[Role, str]:
        """Return the cells by what they hold.

        Several cells with rules are joined to one rule. A column that has both what is asked and
        the rule is used for both.
        """
        texts: dict[Role, str] = {
            role: row.cells[at]
            for at, role in enumerate(self.roles)
            if role not in ("section", "unused")
        }
        texts["rule"] = "\n".join(
            cell
            for cell, role in zip(row.cells, self.roles, strict=True)
            if role == "rule" and cell
        )
        if "content" not in self.roles:
            texts["content"] = texts["rule"]
        return texts

    def _enter_part(self, row: GridRow, level: int, text: str, written: str) -> None:
        """Begin the part that a row of its own names; it is around the sections of the columns."""
        self.heading += 1
        title, points = points_in(text)
        if written:
            points = self._points(row, written)
        self.outer = (*self.outer[:level], title)
        self.section = SheetPart(self.outer, points, row.line)
        self.parts.append(self.section)

    def _enter_section(self, row: GridRow) -> None:
        """Begin a new section if its cell has a text; rows with a blank cell belong to it too."""
        for level, at in enumerate(self.levels):
            if row.cells[at] and not _REMARK.match(row.cells[at]):
                title, points = points_in(row.cells[at])
                outer = self.section.titles[: len(self.outer) + level]
                if (*outer, title) == self.section.titles[: len(self.outer) + level + 1]:
                    continue  # repeated on every row in place of a merged cell
                self.section = SheetPart((*outer, title), points, row.line)
                self.parts.append(self.section)

    def _item(self, row: GridRow, texts: Mapping[Role, str]) -> None:
        rule, content = texts.get("rule", ""), texts.get("content", "")
        before = self.items[-1] if self.items and self.items[-1].section == self.section else None
        written = texts.get("points", "")
        if not written and before is not None and self._goes_on(texts):
            self._join(row, before, content, rule)
            return
        bare, in_words = (
            points_in(content) if content else (before.content if before else "", None)
        )
        points = self._points(row, written) if written else in_words
        # Points in brackets that differ from the column are not those of the item: keep the text.
        if in_words is None or in_words == points:
            content = bare
        if points is None and not written:
            if "一票否决" in row.cells or "否决" in "".join((*self.section.titles, content, rule)):
                self.remarks.append((row.line, " ".join(cell for cell in row.cells if cell)))
                return
            self._fail(
                row.line,
                "这一项没有分值；合并的分值请按项拆开",
                "this item has no points; "
                "where one cell covers several items, divide it among them",
            )
        if not content:
            self._fail(row.line, "这一项没有考核内容", "it is not said what this item asks")
        if points is not None and content:
            item = Item(
                self.section,
                texts.get("number", ""),
                content,
                points,
                rule,
                texts.get("evidence", ""),
                row.line,
            )
            self.items.append(item)
            self.all_items = self.all_items.plus(item)
            self.since_sum = self.since_sum.plus(item)

    def _goes_on(self, texts: Mapping[Role, str]) -> bool:
        """Return whether a row without points belongs to the item above, as merged cells show."""
        content = texts.get("content", "")
        has_points_in_words = bool(content) and points_in(content)[1] is not None
        return not content or (
            "number" in self.roles and not texts.get("number") and not has_points_in_words
        )

    def _join(self, row: GridRow, before: Item, content: str, rule: str) -> None:
        """Add what a row asks and its rule to the item above, whose points cover both."""
        self.merged += 1
        if content and content != rule:
            self.notices.append(
                message(
                    "{file}：第{line}行没有序号和分值，与第{above}行合为一项",
                    "{file}: line {line} has no number and no points; it is part of line {above}",
                    file=self.grid.file,
                    line=row.line,
                    above=before.line,
                )
            )
            before = attrs.evolve(before, content=f"{before.content}\n{content}", is_joined=True)
        self.items[-1] = attrs.evolve(before, rule=f"{before.rule}\n{rule}".strip())

    def _points(self, row: GridRow, written: str) -> Fraction | None:
        found = _NUMBER.fullmatch(unicodedata.normalize("NFKC", written).replace(" ", ""))
        if found is None or not Fraction(found[1]):
            self._fail(
                row.line,
                "“{text}”不是大于0的分值",
                "“{text}” is not a number of points above 0",
                text=written if len(written) <= _SHOWN else f"{written[: _SHOWN - 1]}…",
            )
            return None
        return Fraction(found[1])

    # Sums

    def _sum(self, row: GridRow, texts: Mapping[Role, str], whole: bool) -> None:
        self.totals += 1
        covered = self.all_items if whole else self.since_sum
        self.since_sum = SheetSum()
        written = texts.get("points", "")
        points = self._points(row, written) if written else None
        if points is not None:
            self._compare(row.line, points, covered)

    def _check_sections(self) -> None:
        inside: dict[tuple[str, ...], SheetSum] = {}
        for item in self.items:
            for depth in range(len(item.section.titles) + 1):
                titles = item.section.titles[:depth]
                inside[titles] = inside.get(titles, SheetSum()).plus(item)
        for part in self.parts:
            if part.points is not None and part.titles in inside:
                self._compare(part.line, part.points, inside[part.titles])
        left: set[tuple[str, ...]] = set()
        for before, after in pairwise(self.items):
            if after.section.titles == before.section.titles:
                continue
            left.add(before.section.titles)
            if after.section.titles in left:
                self._fail(
                    after.line,
                    "“{title}”前面已经有过；请把同一类的项目放在一起",
                    "“{title}” stood further up already; put the items of a section together",
                    title=after.section.titles[-1],
                )

    def _compare(self, line: int, said: Fraction, covered: SheetSum) -> None:
        if said not in (covered.everything, covered.without_bonus):
            self._fail(
                line,
                "写的是{said}分，各项相加是{sum}分；请核对",
                "it says {said} points, the items add up to {sum}; check them",
                said=decimal_text(said),
                sum=decimal_text(covered.everything),
            )

    def _fail(self, line: int, zh: str, en: str, /, **values: object) -> None:
        self.problems.append(problem(Place(self.grid.file, line), zh, en, **values))
