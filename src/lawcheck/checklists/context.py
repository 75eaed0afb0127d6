"""State while a checklist is read: the file, the declared names, the faults found so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from lawcheck.documents.nodes import MappingNode, Node, Scalar
from lawcheck.model.calendars import Calendar
from lawcheck.model.declarations import Register, Spec
from lawcheck.model.errors import ChecklistError, LawcheckError, Place, Problem
from lawcheck.model.spelling import nearest
from lawcheck.model.text import Message, Text, message
from lawcheck.registry.loading import Plugins


class Invalid:
    """Type of INVALID, which is returned for a value whose fault has been noted."""


INVALID: Final = Invalid()


@attrs.define
class Context:
    """State that grows while a checklist is read.

    Attributes:
        file: name of the file, for messages.
        plugins: the plugins that offer indicator types, methods, measures and operators.
        facts: the facts that the checklist declares.
        registers: the registers that it declares.
        calendars: the calendars that it declares.
        scope: name of the register whose columns a `where` may name; empty if it may name facts.
        scored: titles of the items and sections whose scores conditions may look at, by id; None
            where they may look at facts alone.
        read_facts: names of facts that something reads.
        read_registers: names of registers that something reads.
        sought: by table and column, the texts that conditions look for.
        problems: the faults, in the order found.
        warnings: what is no fault, but should be looked at.
        error: the exception to raise with them.
        is_tailored: whether an overlay has changed what is read. Points then need not add up to
            what the untailored file declares.
        others: file names of nodes that come from another file, by `id()` of the node object,
            because equal nodes may come from both files.
    """

    file: str
    plugins: Plugins
    facts: dict[str, Spec] = attrs.field(factory=dict)
    registers: dict[str, Register] = attrs.field(factory=dict)
    calendars: dict[str, Calendar] = attrs.field(factory=dict)
    scope: str = ""
    scored: Mapping[str, Text] | None = None
    read_facts: set[str] = attrs.field(factory=set)
    read_registers: set[str] = attrs.field(factory=set)
    sought: dict[str, dict[str, dict[str, None]]] = attrs.field(factory=dict)
    problems: list[Problem] = attrs.field(factory=list)
    warnings: list[Problem] = attrs.field(factory=list)
    error: type[LawcheckError] = ChecklistError
    is_tailored: bool = False
    others: Mapping[int, str] = attrs.field(factory=dict)

    def place(self, node: Node) -> Place:
        """Return the place of a node."""
        return Place(self.others.get(id(node), self.file), node.line, node.column)

    def fail(self, node: Node, zh: str, en: str, /, **values: object) -> Invalid:
        """Note a fault at a node.

        Returns INVALID, so that a reader can write `return context.fail(...)`.
        """
        return self.note(node, message(zh, en, **values))

    def note(self, node: Node, what: Message) -> Invalid:
        """Note a fault that is already a message."""
        self.problems.append(Problem(self.place(node), what))
        return INVALID

    def unknown(self, node: Node, what: Message, name: str, known: Iterable[str]) -> Invalid:
        """Note a name that does not exist, and suggest the nearest one that does."""
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
        """The columns, or the facts, that a `where` may name here."""
        return self.registers[self.scope].columns if self.scope in self.registers else self.facts

    def mapping(self, node: Node, keys: Iterable[str] | None = None) -> dict[str, Node] | None:
        """Return the pairs of a mapping, noting a fault for every key that is not known.

        Args:
            node: the node.
            keys: the known keys; None if any key is allowed.

        Returns:
            The values by key, or None, with a fault noted, if the node is not a mapping.
        """
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

    def pairs(self, node: Node | None, keys: Iterable[str] | None = None) -> dict[str, Node]:
        """Return the pairs of an optional mapping; none if it is absent or not a mapping."""
        return {} if node is None else self.mapping(node, keys) or {}

    def missing_key(self, node: Node, key: str) -> Invalid:
        """Note a required key that is missing."""
        return self.fail(node, "缺少 {key}；请补上", "{key} is missing; add it", key=_quoted(key))


def _quoted(name: str) -> str:
    return f"“{name}”" if any(ord(letter) > 127 for letter in name) else f"`{name}`"


def is_blank(node: Node) -> bool:
    """Return whether the value is left out, as in `key:`. An empty text in quotes is not blank."""
    return isinstance(node, Scalar) and node.text == "" and node.is_plain
