"""Read the worked examples (`tests`) of a checklist.

An example has evidence, written as in the file of a unit, and the results that are expected of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from lawcheck.checklists.context import INVALID, Context, Invalid
from lawcheck.checklists.scalars import read_text, shown
from lawcheck.documents.nodes import MappingNode, Node, Scalar, SequenceNode
from lawcheck.evidence.unit_nodes import UnitTables
from lawcheck.model.checklist import WorkedExample
from lawcheck.model.errors import Place
from lawcheck.model.raw_tables import DECISIONS, Cell, Tables

_UNIT_KEYS: Final = ("unit", "facts", "registers", *DECISIONS)
_KEYS: Final = ("name", *_UNIT_KEYS, "others", "expect")


def read_examples(node: Node, context: Context) -> tuple[WorkedExample, ...] | Invalid:
    """Read every example of the list."""
    items = node.items if isinstance(node, SequenceNode) else [node]
    examples = [_example(item, context) for item in items]
    read = tuple(each for each in examples if isinstance(each, WorkedExample))
    return read if len(read) == len(examples) else INVALID


def _example(node: Node, context: Context) -> WorkedExample | Invalid:
    pairs = context.mapping(node, _KEYS)
    if pairs is None:
        return INVALID
    for key in ("name", "expect"):
        if key not in pairs:
            return context.missing_key(node, key)
    name = read_text(pairs["name"], context)
    expect = _expectations(pairs["expect"], context)
    given = _given(node, pairs, "example", context)
    others = [
        _other(each, number, context) for number, each in enumerate(_items(pairs.get("others")), 1)
    ]
    if isinstance(name, Invalid) or isinstance(expect, Invalid) or isinstance(given, Invalid):
        return INVALID
    known = tuple(each for each in others if not isinstance(each, Invalid))
    return (
        INVALID
        if len(known) < len(others)
        else WorkedExample(name, given, expect, known, node.line)
    )


def _items(node: Node | None) -> Sequence[Node]:
    if node is None:
        return ()
    return node.items if isinstance(node, SequenceNode) else [node]


def _other(node: Node, number: int, context: Context) -> Tables | Invalid:
    pairs = context.mapping(node, _UNIT_KEYS)
    return INVALID if pairs is None else _given(node, pairs, f"other{number}", context)


def _given(node: Node, pairs: Mapping[str, Node], unit: str, context: Context) -> Tables | Invalid:
    reading = UnitTables(context.file)
    tables = reading.of_parts(pairs, node)
    context.problems += reading.problems
    own = {"id": Cell(unit, Place(context.file, node.line, node.column))}
    return INVALID if reading.problems else Tables((own | _unit(pairs.get("unit")),), tables)


def _unit(node: Node | None) -> dict[str, Cell]:
    pairs = node.pairs if isinstance(node, MappingNode) else []
    return {key.text: Cell(value.text) for key, value in pairs if isinstance(value, Scalar)}


def _expectations(node: Node, context: Context) -> Mapping[str, tuple[str, ...]] | Invalid:
    pairs = context.mapping(node)
    if not pairs:
        return (
            INVALID
            if pairs is None
            else context.fail(node, "请写明期望的结果", "say what is expected")
        )
    expect = {}
    for name, value in pairs.items():
        items = value.items if isinstance(value, SequenceNode) else [value]
        texts = [item.text for item in items if isinstance(item, Scalar)]
        if len(texts) not in (1, 2) or len(texts) < len(items):
            context.fail(
                value,
                "期望应是分数、状态或 [最低, 最高]，实际是 {got}",
                "a score, a state, or [low, high] is expected here, not {got}",
                got=shown(value),
            )
        expect[name] = tuple(texts)
    return expect
