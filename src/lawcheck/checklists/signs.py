"""Check that numbers have a percent sign if they are compared with a rate, and only then.

Beside a rate, `target: 90` would be 9000%, and `per: 0.5` fifty percentage points; beside a count,
`target: 90%` would be 0.9, and 5% of points 0.05.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from lawcheck.checklists.context import Context
from lawcheck.checklists.scalars import is_none
from lawcheck.documents.nodes import MappingNode, Node, Scalar, SequenceNode
from lawcheck.model.exact import parse_number
from lawcheck.model.rule import Comparing


def check_signs(rule: object, node: Node, context: Context) -> None:
    """Note numbers of a rule that are written for another kind of value than its own.

    Args:
        rule: the rule, or an object in it.
        node: the mapping that it was read from.
        context: takes the faults.
    """
    _check_parts(rule, node, context)
    if not isinstance(rule, Comparing) or (is_share := rule.is_share()) is None:
        return
    for path in rule.thresholds:
        keys = path.split(".")
        for number in _at(node, keys):
            if is_none(number):
                continue
            has_sign = number.text.endswith("%")
            if is_share and not has_sign and number.text.strip("+-0."):
                context.fail(
                    number,
                    "{key} 与比率比较；{text} 是 {text}% 还是 {share:%}？请写出百分号",
                    "`{key}` is compared with a rate; is {text} meant as {text}% or as {share:%}? "
                    "write the percent sign",
                    key=keys[-1],
                    text=number.text,
                    share=parse_number(number.text),
                )
            if has_sign and not is_share:
                context.fail(
                    number,
                    "{key} 与数字比较，不是比率；{text} 请改为数字",
                    "`{key}` is compared with a number that is no rate; write {text} without the "
                    "percent sign",
                    key=keys[-1],
                    text=number.text,
                )


def _check_parts(rule: Any, node: Node, context: Context) -> None:
    """Check the numbers of the objects in a list of a rule; rules among them were checked."""
    if not isinstance(node, MappingNode):
        return
    for field in attrs.fields(type(rule)):
        parts, items = getattr(rule, field.name), node.get(field.metadata.get("key", field.name))
        if isinstance(parts, tuple) and isinstance(items, SequenceNode):
            for part, item in zip(parts, items.items, strict=False):
                if isinstance(part, Comparing) and attrs.has(type(part)):
                    check_signs(part, item, context)


def refuse_percentages(node: Node | None, key: str, context: Context) -> None:
    """Note percentages where points are written: one number, a list, or points by name.

    Args:
        node: the value of the key; None where it is not written.
        key: its name.
        context: takes the faults.
    """
    match node:
        case Scalar() if node.text.endswith("%"):
            context.fail(
                node,
                "{key} 要写分值；{text} 是几分，请算出来再写",
                "`{key}` holds points; work out how many points {text} are, and write them",
                key=key,
                text=node.text,
            )
        case SequenceNode():
            for item in node.items:
                refuse_percentages(item, key, context)
        case MappingNode():
            for _, item in node.pairs:
                refuse_percentages(item, key, context)
        case _:
            return


def _at(node: Node | None, keys: Sequence[str]) -> Iterator[Scalar]:
    """Yield the numbers at a path of keys; a list stands for each of its entries."""
    match node:
        case SequenceNode():
            for item in node.items:
                yield from _at(item, keys)
        case MappingNode() if keys:
            yield from _at(node.get(keys[0]), keys[1:])
        case Scalar() if not keys:
            yield node
        case _:
            return
