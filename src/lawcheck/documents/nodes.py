"""The tree of a document: scalars, sequences, mappings, each with its line and column from 1."""

from __future__ import annotations

from collections.abc import Iterator

import attrs


@attrs.define(eq=False)
class Scalar:
    """A value as written; nobody has decided yet whether `no` is a word or a truth.

    Attributes:
        text: the text, without quotes.
        is_plain: written without quotes.
    """

    text: str
    is_plain: bool
    line: int
    column: int


@attrs.define(eq=False)
class SequenceNode:
    """A list."""

    items: list[Node]
    line: int
    column: int


@attrs.define(eq=False)
class MappingNode:
    """Keys and values, in order; every key stands once."""

    pairs: list[tuple[Scalar, Node]]
    line: int
    column: int

    def get(self, key: str) -> Node | None:
        """The value of a key."""
        return next((value for name, value in self.pairs if name.text == key), None)


Node = Scalar | SequenceNode | MappingNode


def plain_data(node: Node) -> object:
    """The node as lists, dicts and texts, without its places."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, SequenceNode):
        return [plain_data(item) for item in node.items]
    return {key.text: plain_data(value) for key, value in node.pairs}


def walk_all(node: Node) -> Iterator[Node]:
    """The node, everything below it, and the keys."""
    for each in walk(node):
        yield each
        if isinstance(each, MappingNode):
            yield from (key for key, _ in each.pairs)


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it."""
    yield node
    if isinstance(node, SequenceNode):
        for item in node.items:
            yield from walk(item)
    elif isinstance(node, MappingNode):
        for _, value in node.pairs:
            yield from walk(value)
