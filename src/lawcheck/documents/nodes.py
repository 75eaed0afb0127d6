"""The tree of a YAML or JSON document: scalars, sequences, mappings; lines and columns from 1."""

from __future__ import annotations

from collections.abc import Iterator

import attrs


@attrs.define(eq=False)
class Scalar:
    """A value as it is written, without a type: `no` may become a text or a boolean later.

    Attributes:
        text: the text, without quotes.
        is_plain: whether it is written without quotes.
        line: line in the file, from 1.
        column: column in the file, from 1.
    """

    text: str
    is_plain: bool
    line: int
    column: int


@attrs.define(eq=False)
class SequenceNode:
    """A list of nodes."""

    items: list[Node]
    line: int
    column: int


@attrs.define(eq=False)
class MappingNode:
    """Keys and values in order."""

    pairs: list[tuple[Scalar, Node]]
    line: int
    column: int

    def get(self, key: str) -> Node | None:
        """Return the value of a key, or None."""
        return next((value for name, value in self.pairs if name.text == key), None)


Node = Scalar | SequenceNode | MappingNode


def plain_data(node: Node) -> object:
    """Return a node as lists, dicts and texts, without positions."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, SequenceNode):
        return [plain_data(item) for item in node.items]
    return {key.text: plain_data(value) for key, value in node.pairs}


def walk_all(node: Node) -> Iterator[Node]:
    """Iterate over a node and everything below it, keys included."""
    for each in walk(node):
        yield each
        if isinstance(each, MappingNode):
            yield from (key for key, _ in each.pairs)


def walk(node: Node) -> Iterator[Node]:
    """Iterate over a node and everything below it, without keys."""
    yield node
    if isinstance(node, SequenceNode):
        for item in node.items:
            yield from walk(item)
    elif isinstance(node, MappingNode):
        for _, value in node.pairs:
            yield from walk(value)
