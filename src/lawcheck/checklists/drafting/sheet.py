"""The content of a score sheet: its items, their sections, and the sums of their points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs

from lawcheck.model.exact import ZERO
from lawcheck.model.text import Message


@attrs.frozen
class SheetPart:
    """A section of the sheet.

    Attributes:
        titles: titles of the section and of those around it, the outermost first.
        points: points of the section as the sheet says; None if it does not say.
        line: line on which it begins.
    """

    titles: tuple[str, ...]
    points: Fraction | None
    line: int


@attrs.frozen
class Item:
    """An item of the sheet.

    Attributes:
        section: the section that it is in; without titles on a sheet without sections.
        number: its number as printed; empty if it has none.
        content: what is asked (考核内容).
        points: its points.
        rule: how points are given or taken off (评分标准), in the words of the sheet.
        evidence: what proves it.
        line: line on which it begins.
        is_joined: whether several rows, each with its own content, share its points.
    """

    section: SheetPart
    number: str
    content: str
    points: Fraction
    rule: str
    evidence: str
    line: int
    is_joined: bool = False


@attrs.frozen
class ScoreSheet:
    """A score sheet as read.

    Every row of the file is exactly one of these: an item, a remark, or a row in one of the counts
    `merged`, `totals`, `blank` and `heading`.

    Attributes:
        file: name of the file.
        title: the text above the column heads; empty if there is none.
        items: the items, in order.
        remarks: line and text of rows that are not items and have no points, such as notes and
            vetoes.
        rows: how many rows the file has.
        merged: how many rows continue the rule of the row above.
        totals: how many rows have sums, which were compared with the items.
        blank: how many rows have no text, or repeat the column heads.
        heading: how many rows are above the items, or only name a section.
        notices: messages for the user.
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


def is_bonus(section: SheetPart) -> bool:
    """Return whether the points of a section are added on top (加分项)."""
    return any("加分" in title for title in section.titles)


@attrs.frozen
class SheetSum:
    """Points of several items together.

    Attributes:
        everything: points of all items.
        without_bonus: points of all items that are not a bonus.
    """

    everything: Fraction = ZERO
    without_bonus: Fraction = ZERO

    def plus(self, item: Item) -> SheetSum:
        """Return the sum with one more item."""
        base = ZERO if is_bonus(item.section) else item.points
        return SheetSum(self.everything + item.points, self.without_bonus + base)


def sections_of(items: Sequence[Item]) -> Iterator[tuple[SheetPart, list[Item]]]:
    """Yield each section with its items, in the order of the sheet."""
    grouped: dict[tuple[str, ...], list[Item]] = {}
    for item in items:
        grouped.setdefault(item.section.titles, []).append(item)
    for group in grouped.values():
        yield group[0].section, group
