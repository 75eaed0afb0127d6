"""The columns of a ledger as people see them, in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

import attrs

from lawcheck.cli import exact_text
from lawcheck.plugin import Language, Text
from lawcheck_ledger.entries import Answered, Entry


@attrs.frozen
class Column:
    """One column.

    Attributes:
        key: what it says. For a column that the unit fills in, the field of `Answered`.
        label: its heading.
        width: in a workbook, in characters.
    """

    key: str
    label: Text
    width: int = 12

    @property
    def is_answer(self) -> bool:
        """Whether the unit fills it in."""
        return self.key in _ANSWERS


_ANSWERS: Final = frozenset(each.name for each in attrs.fields(Answered) if each.name != "on")
COLUMNS: Final[Sequence[Column]] = (
    Column("id", Text("编号", "id"), 26),
    Column("unit", Text("单位", "unit")),
    Column("item", Text("指标", "item"), 20),
    Column("problem", Text("问题", "problem"), 40),
    Column("points", Text("扣分", "points")),
    Column("basis", Text("依据", "basis"), 30),
    Column("found_on", Text("检查日期", "found on")),
    Column("measures", Text("整改措施", "measures"), 30),
    Column("person", Text("责任人", "person")),
    Column("due", Text("整改时限", "due")),
    Column("done", Text("完成日期", "done")),
    Column("proof", Text("佐证", "proof"), 24),
    Column("state", Text("状态", "state")),
    Column("times_back", Text("反弹次数", "times back")),
)
ID: Final = COLUMNS[0]


def heads(language: Language) -> list[str]:
    """Return the headings."""
    return [each.label.pick(language) for each in COLUMNS]


def row(entry: Entry, on: date, language: Language) -> list[str]:
    """Return the cells of an entry, as of a day."""
    found, answer = entry.found, entry.answer or Answered(on)
    cells = {
        "id": entry.id,
        "unit": entry.unit_name or entry.unit,
        "item": entry.title.pick(language),
        "problem": found.reason.pick(language),
        "points": exact_text(found.points),
        "basis": entry.basis.pick(language),
        "found_on": str(found.on),
        "state": entry.state(on).value.pick(language),
        "times_back": str(entry.times or ""),
        **{name: str(getattr(answer, name) or "") for name in _ANSWERS},
    }
    return [cells[each.key] for each in COLUMNS]
