"""What the reader of a checklist knows while it reads: the file, the declared names, the faults found so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from lawcheck.documents.nodes import MappingNode, Node, Scalar
from lawcheck.model.calendars import Calendar
from lawcheck.model.checklist import Register, Spec
from lawcheck.model.errors import ChecklistError, LawcheckError, Place, Problem
from lawcheck.model.spelling import nearest
from lawcheck.model.text import Message, message
from lawcheck.registry import Plugins


class Invalid:
    """Stands for a value that could not be read; its fault is noted already."""


INVALID: Final = Invalid()


@attrs.define
class Context:
    """Grows while a checklist is read.

    Attributes:
        file: name for messages.
        plugins: where types and methods come from.
        facts, registers, calendars: what the checklist declares.
        scope: specs of the columns that a `where` may name; the facts where no register is in sight.
        read_facts, read_registers: names that something reads.
        problems: the faults, in the order found.
        error: what to raise with them.
        is_tailored: an overlay has changed what is read: points need not add up to what the untailored file declares.
        others: the files of nodes that come from another one, by the id of the node object.
    """

    file: str
    plugins: Plugins
    facts: dict[str, Spec] = attrs.field(factory=dict)
    registers: dict[str, Register] = attrs.field(factory=dict)
    calendars: dict[str, Calendar] = attrs.field(factory=dict)
    scope: str = ""
    read_facts: set[str] = attrs.field(factory=set)
    read_registers: set[str] = attrs.field(factory=set)
    problems: list[Problem] = attrs.field(factory=list)
    error: type[LawcheckError] = ChecklistError
    is_tailored: bool = False
    others: Mapping[int, str] = attrs.field(factory=dict)

    def place(self, node: Node) -> Place:
        """Where a node stands."""
        return Place(self.others.get(id(node), self.file), node.line, node.column)

    def fail(self, node: Node, zh: str, en: str, /, **values: object) -> Invalid:
        """Note a fault at a node."""
        return self.note(node, message(zh, en, **values))

    def note(self, node: Node, what: Message) -> Invalid:
        """Note a fault that is a message already."""
        self.problems.append(Problem(self.place(node), what))
        return INVALID

    def unknown(self, node: Node, what: Message, name: str, known: Iterable[str]) -> Invalid:
        """Note a name that does not exist, with the nearest that does."""
        known = sorted(known)
        near = nearest(name, known)
        if near:
            return self.fail(
                node,
                "没有{what} {name}；是不是 {near}？",
                "unknown {what} {name}; did you mean {near}?",
                what=what,
                name=_quoted(name),
                near=_quoted(near),
            )
        return self.fail(
            node,
            "没有{what} {name}；可用：{known}",
            "unknown {what} {name}; known: {known}",
            what=what,
            name=_quoted(name),
            known=known or "-",
        )

    @property
    def columns(self) -> Mapping[str, Spec]:
        """What a `where` may name here."""
        return self.registers[self.scope].columns if self.scope in self.registers else self.facts

    def mapping(self, node: Node, keys: Iterable[str] | None = None) -> dict[str, Node] | None:
        """The pairs of a mapping with these keys; None (and a fault) if the node is none."""
        if not isinstance(node, MappingNode):
            self.fail(
                node, "这里应当是“键: 值”的结构", "a mapping (`key: value` lines) is expected here"
            )
            return None
        allowed = None if keys is None else set(keys)
        pairs = {}
        for key, value in node.pairs:
            if allowed is not None and key.text not in allowed:
                self.unknown(key, message("键", "key"), key.text, allowed)
                continue
            pairs[key.text] = value
        return pairs

    def missing_key(self, node: Node, key: str) -> Invalid:
        """Note a key that must be there."""
        return self.fail(node, "缺少 {key}；请补上", "{key} is missing; add it", key=_quoted(key))


def _quoted(name: str) -> str:
    return f"“{name}”" if any(ord(letter) > 127 for letter in name) else f"`{name}`"


def is_blank(node: Node) -> bool:
    """Whether nothing is written here."""
    return isinstance(node, Scalar) and node.text == "" and node.is_plain
