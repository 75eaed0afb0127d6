"""Check the names in a checklist.

One rule holds for items, parts, sections, vetoes, facts, registers, columns and calendars. A name
ends up in the columns of tables, in keys such as `item.part` and in the names of files, so it has
no dot, no slash and no space.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Final, Literal, TypeAlias

from lawcheck.checklists.context import Context, Invalid
from lawcheck.checklists.scalars import read_text, shown
from lawcheck.documents.nodes import MappingNode, Node, Scalar
from lawcheck.model.raw_tables import DECISIONS, FACTS
from lawcheck.model.text import Text, fold

MAX_LENGTH: Final = 80
"""Most characters of a name. Even in UTF-8 it then fits into the name of a file (255 bytes)."""

Named: TypeAlias = Literal["id", "file_id", "fact", "register", "column", "calendar"]
"""What is named. A `file_id` is the id of a checklist or overlay, which may become a file name."""

_NAME: Final = re.compile(r"[^\W_][\w-]*")
_UNIT: Final = frozenset({"unit", "unit_name", "unit_kind", "unit_group"})
# Windows does not allow these as the names of files.
_DEVICES: Final = frozenset(
    {
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{port}{number}" for port in ("com", "lpt") for number in range(1, 10)),
    }
)
RESERVED: Final[Mapping[Named, Collection[str]]] = {
    "id": frozenset({"total", "grade", "score", "exact"}),
    "file_id": _DEVICES,
    "fact": _UNIT | {"any", "scores"},
    "register": {FACTS, *DECISIONS, "unit", "units"},
    "column": _UNIT | {"any", "source"},  # a record in YAML says under `source` where it is from
    "calendar": frozenset(),
}
"""Names that already have a meaning in the place where the name would be used."""
_WHAT: Final[Mapping[Named, Text]] = {
    "id": Text("编号", "id"),
    "file_id": Text("编号", "id"),
    "fact": Text("指标数据名称", "name of a fact"),
    "register": Text("台账名称", "name of a register"),
    "column": Text("列名", "name of a column"),
    "calendar": Text("日历名称", "name of a calendar"),
}


def read_id(node: Node, context: Context, named: Named = "id") -> str | Invalid:
    """Read a text that is a valid id."""
    text = read_text(node, context)
    return text if isinstance(text, Invalid) else check_name(node, text, named, context)


def keys_in(node: Node | None) -> dict[str, Scalar]:
    """Return the key nodes of a mapping by their text; none if the node is not a mapping."""
    return {key.text: key for key, _ in node.pairs} if isinstance(node, MappingNode) else {}


def check_names(keys: Mapping[str, Scalar], named: Named, context: Context) -> None:
    """Note every key that is not a valid name."""
    for name, key in keys.items():
        check_name(key, name, named, context)


def check_name(node: Node, name: str, named: Named, context: Context) -> str | Invalid:
    """Return the name, or note a fault if it is not valid."""
    if fold(name) != name:
        return context.fail(
            node,
            "{what} {name} 里有全角或特殊写法的字符；请写成 {plain}",
            "{name} is not a valid {what}: "
            "it holds wide or special forms of characters; write {plain}",
            what=_WHAT[named],
            name=shown(node),
            plain=fold(name),
        )
    if not _NAME.fullmatch(name) or len(name) > MAX_LENGTH:
        return context.fail(
            node,
            "{name} 不能作{what}；"
            "以字母、汉字或数字开头，只用字母、汉字、数字、_ 和 -，至多{most}个字",
            "{name} is not a valid {what}; "
            "begin with a letter or a digit and use only letters, digits, _ and -, {most} at most",
            what=_WHAT[named],
            name=shown(node),
            most=MAX_LENGTH,
        )
    if name.lower() in RESERVED[named]:
        return context.fail(
            node,
            "{name} 另有用处，不能作{what}；请换一个",
            "{name} has a meaning of its own and is not a valid {what}; choose another",
            what=_WHAT[named],
            name=shown(node),
        )
    return name
