"""Find the table that a file or a sheet is named after: facts, decisions, or a register."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from lawcheck.evidence.lookup import matching_ids
from lawcheck.model.declarations import Register
from lawcheck.model.raw_tables import (
    ATTACHMENTS,
    FACTS,
    JUDGEMENTS,
    NOT_APPLICABLE,
    OVERRIDES,
    REBUTTALS,
)
from lawcheck.model.text import Message, Text, fold, message

_LABELS: Final[Mapping[str, Text]] = {
    FACTS: Text("指标数据", "facts"),
    NOT_APPLICABLE: Text("不适用", "not applicable"),
    JUDGEMENTS: Text("评议", "judgements"),
    OVERRIDES: Text("改判", "overrides"),
    REBUTTALS: Text("申辩", "rebuttals"),
    ATTACHMENTS: Text("附件", "attachments"),
}
"""What the tables that are not registers are called."""
_ADDED: Final = r"^[0-9]{4}年度?|\([^()]*\)$"
"""What people add to a name (2024年投诉台账, 投诉台账（甲镇）), and Excel to that of a copy."""


def table_called(name: str, registers: Mapping[str, Register]) -> str | Message | None:
    """Return the table that a file or a sheet is named after, by its name or label.

    Args:
        name: name of the file without its suffix, or of the sheet.
        registers: registers of the checklist.

    Returns:
        The name of the table; None if there is none; a message if the name fits several.
    """
    labels = {**_LABELS, **{each: register.label for each, register in registers.items()}}
    known = [(each, (label.zh, label.en)) for each, label in labels.items()]
    found = matching_ids(name, known) or matching_ids(re.sub(_ADDED, "", fold(name)), known)
    if len(found) > 1:
        return message(
            "文件名 {name} 可以指台账 {all}；请以其中一个作文件名",
            "the file is called {name}, which may mean the registers {all}; "
            "call it by one of these",
            name=name,
            all=found,
        )
    return found[0] if found else None


def read_as(file: str, table: str) -> Message:
    """Return the notice that a file or a sheet was read as a table because of its name."""
    if table in _LABELS:
        return message(
            "{file}：按名称读作“{table}”表",
            "{file}: read as the table “{table}”, by its name",
            file=file,
            table=_LABELS[table],
        )
    return message(
        "{file}：按文件名读作台账 {register}",
        "{file}: read as the register {register}, by its name",
        file=file,
        register=table,
    )
