"""What a score sheet holds: its items, the sections that they stand in, and what they are worth together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs

from lawcheck.model.exact import ZERO
from lawcheck.model.text import Message


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


def is_bonus(section: Part) -> bool:
    """Whether its points come on top (加分项)."""
    return any("加分" in title for title in section.titles)


@attrs.frozen
class Sum:
    """What items are worth together."""

    everything: Fraction = ZERO
    without_bonus: Fraction = ZERO

    def plus(self, item: Item) -> Sum:
        """With one item more."""
        base = ZERO if is_bonus(item.section) else item.points
        return Sum(self.everything + item.points, self.without_bonus + base)


def sections_of(items: Sequence[Item]) -> Iterator[tuple[Part, list[Item]]]:
    """The items by section, in the order of the sheet."""
    grouped: dict[tuple[str, ...], list[Item]] = {}
    for item in items:
        grouped.setdefault(item.section.titles, []).append(item)
    for group in grouped.values():
        yield group[0].section, group
