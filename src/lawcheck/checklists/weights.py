"""Read the weights of sections and items, and check those of one section together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from lawcheck.checklists.context import Context
from lawcheck.checklists.scalars import read_number
from lawcheck.documents.nodes import MappingNode, Node, Scalar
from lawcheck.model.exact import HUNDRED, ZERO, add_up, decimal_text, parse_number
from lawcheck.model.scoring_method import Aggregation


def read_weight(
    node: Node, pairs: Mapping[str, Node], method: Aggregation | None, context: Context
) -> Any:
    """Read the weight of a section or item.

    It is required if the scoring method above needs weights, and not allowed otherwise.
    """
    needed = method is not None and method.needs_weight
    if "weight" in pairs and not needed:
        return context.fail(
            pairs["weight"],
            "这里的计分方法不用 weight；请删去",
            "the scoring method here takes no `weight`; remove it",
        )
    if "weight" not in pairs:
        return context.missing_key(node, "weight") if needed else ZERO
    weight = read_number(pairs["weight"], context)
    if isinstance(weight, Fraction) and weight < ZERO:
        return context.fail(pairs["weight"], "权重不能为负", "a weight cannot be negative")
    return weight


def check_weights(pairs: Mapping[str, Node], method: Aggregation, context: Context) -> None:
    """Check that the weights in one section are written alike, and that percentages make 100%.

    `40%` is read as 0.4, so beside a weight of `60` it would count for next to nothing. And `40%`
    beside `50%` as the only other weight would count for 4/9, which is not what it says.
    """
    if not method.needs_weight:
        return
    items = [
        item for key in ("sections", "indicators") for item in getattr(pairs.get(key), "items", ())
    ]
    given = [item.get("weight") for item in items if isinstance(item, MappingNode)]
    weights = [each for each in given if isinstance(each, Scalar)]
    first = next(iter(weights), None)
    if first is None:
        return
    other = next((each for each in weights if _is_percentage(each) != _is_percentage(first)), None)
    if other is not None:
        context.fail(
            other,
            "权重 {other} 与第 {line} 行的 {first} 写法不同：带 % 的是百分之几；请统一写法",
            "the weight {other} is written unlike {first} on line {line}: "
            "one is a percentage, the other is not; write all of them one way",
            other=other.text,
            first=first.text,
            line=first.line,
        )
    elif _is_percentage(first):
        _check_total(first, weights, context)


def _check_total(first: Scalar, weights: Sequence[Scalar], context: Context) -> None:
    try:
        total = add_up(parse_number(each.text.removesuffix("%")) for each in weights)
    except ValueError:  # reported where the weight is read
        return
    if total != HUNDRED:
        context.fail(
            first,
            "这里的权重合计 {total}%，应为 100%；只表示相对大小的，请写不带 % 的数",
            "the weights here add up to {total}%, not to 100%; "
            "where they only compare with each other, write numbers without %",
            total=decimal_text(total),
        )


def _is_percentage(weight: Scalar) -> bool:
    return weight.text.endswith("%")
