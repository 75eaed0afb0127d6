"""The rows of a list of problems (问题清单): one for each deduction, with columns to fill in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import attrs

from lawcheck import deductions
from lawcheck.plugin import Language, Scorecard, Span, Text, points_of


@attrs.frozen
class Column:
    """A column of the list.

    Attributes:
        key: what it says.
        label: its heading.
        width: in a workbook, in characters; in a document, a share of the width of the page.
        is_open: whether it is filled in by hand.
    """

    key: str
    label: Text
    width: int
    is_open: bool = False


ID: Final = Column("id", Text("编号", "id"), 18)
COLUMNS: Final[Sequence[Column]] = (
    Column("number", Text("序号", "no."), 6),
    Column("unit", Text("单位", "unit"), 16),
    Column("item", Text("指标", "item"), 20),
    Column("problem", Text("问题", "problem"), 36),
    Column("points", Text("扣分", "points off"), 8),
    Column("basis", Text("依据", "basis"), 28),
    Column("sources", Text("出处", "sources"), 26),
    Column("responsible", Text("责任单位", "responsible unit"), 14, is_open=True),
    Column("measures", Text("整改措施", "measures"), 24, is_open=True),
    Column("person", Text("责任人", "person"), 10, is_open=True),
    Column("due", Text("整改时限", "due"), 12, is_open=True),
    Column("done", Text("完成日期", "done"), 12, is_open=True),
    Column("proof", Text("佐证", "proof"), 16, is_open=True),
    ID,
)
"""In a workbook. Headings are those of the ledger, which reads a list that was filled in."""


def problem_rows(cards: Sequence[Scorecard], language: Language) -> Iterator[dict[str, str]]:
    """Yield the cells of each problem by the key of their column; those to fill in are absent."""
    joint = Text("；", "; ").pick(language)
    number = 0
    for card in cards:
        for row in deductions(card):
            number += 1
            local = (each.pick(language) for each in row["local_rules"])
            places = dict.fromkeys(str(each.place) for each in row["sources"])
            yield {
                "number": str(number),
                "unit": row["unit_name"] or row["unit"],
                "item": row["title"].pick(language),
                "problem": row["reason"].pick(language),
                "points": points_of(Span(row["points"], row["points"]), language),
                "basis": joint.join((*row["basis"], *local)),
                "sources": joint.join(each for each in places if each),
                "id": f"{row['unit']}/{row['finding']}",
            }
