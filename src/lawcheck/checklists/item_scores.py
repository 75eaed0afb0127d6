"""Read and check conditions on scores of items and sections: `scores: {ID: {less_than: 60%}}`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Literal

import attrs

from lawcheck.checklists.context import Context
from lawcheck.documents.nodes import MappingNode, Node, Scalar, SequenceNode
from lawcheck.model.checklist import Checklist
from lawcheck.model.exact import ZERO
from lawcheck.model.indicator import Indicator
from lawcheck.model.item_scores import items_in
from lawcheck.model.text import Text, message
from lawcheck.scoring.plan import plan_of


@attrs.frozen
class Titles:
    """The titles of items and of sections by id, as the file has them, before it is read.

    An item may look at the score of one that stands below it.
    """

    items: Mapping[str, Text] = attrs.field(factory=dict)
    sections: Mapping[str, Text] = attrs.field(factory=dict)

    @property
    def all(self) -> Mapping[str, Text]:
        """Both together; vetoes may look at any of them."""
        return {**self.sections, **self.items}


def titles_written(pairs: Mapping[str, Node]) -> Titles:
    """Return the titles that stand in a file."""
    nodes = tuple(_nodes(pairs))
    items, sections = (
        {
            name.text: _title(node.get("title"))
            for node, kind in nodes
            if kind == wanted and isinstance(name := node.get("id"), Scalar)
        }
        for wanted in ("item", "section")
    )
    return Titles(items, sections)


def _nodes(pairs: Mapping[str, Node]) -> Iterator[tuple[MappingNode, Literal["item", "section"]]]:
    for key in ("sections", "indicators", "bonus"):
        node = pairs.get(key)
        for each in node.items if isinstance(node, SequenceNode) else (node,):
            if not isinstance(each, MappingNode):
                continue
            if key == "indicators":
                yield each, "item"
                continue
            if key == "sections":
                yield each, "section"
            yield from _nodes({name.text: value for name, value in each.pairs})


def _title(node: Node | None) -> Text:
    if isinstance(node, Scalar):
        return Text(node.text)
    written = [node.get(key) if isinstance(node, MappingNode) else None for key in ("zh", "en")]
    return Text(*(each.text if isinstance(each, Scalar) else "" for each in written))


def has_circle(checklist: Checklist, nodes: Mapping[str, Node], context: Context) -> bool:
    """Check whether items look at each other in a circle, and note it; nothing can be scored then.

    Args:
        checklist: the checklist.
        nodes: the node of every id of an item.
        context: takes the fault.
    """
    circle = _circle(
        {each.id: items_in(each.not_applicable_when) for each in checklist.indicators()}
    )
    if circle:
        context.fail(
            nodes[circle[0]],
            "不适用的条件绕成了圈：{circle}；请去掉其中一个条件",
            "whether these items apply depends on each other in a circle: {circle}; "
            "remove one of the conditions",
            circle=[
                message(
                    "{item}（第{line}行）",
                    "{item} (line {line})",
                    item=name,
                    line=nodes[name].line,
                )
                for name in circle
            ],
        )
    return bool(circle)


def check_scores(
    checklist: Checklist, nodes: Mapping[str, Node], vetoes: Sequence[Node], context: Context
) -> None:
    """Note scores that no condition can look at.

    Args:
        checklist: the checklist.
        nodes: the node of every id of an item.
        vetoes: the nodes of the vetoes.
        context: takes the faults.
    """
    items = {each.id: each for each in checklist.indicators()}
    looks_at = {name: items_in(each.not_applicable_when) for name, each in items.items()}
    asked = [(nodes[name], looks_at[name]) for name in items]
    asked += [
        (node, items_in(veto.when)) for node, veto in zip(vetoes, checklist.vetoes, strict=True)
    ]
    only_take_off = frozenset(_sections_that_only_take_off(checklist))
    for node, ids in asked:
        for name in ids:
            if name in items and not items[name].points:
                context.fail(
                    node,
                    "{item} 没有 points，算不出得分率；请写 points",
                    "{item} has no `points`, so its score is no share of anything; add `points`",
                    item=name,
                )
            elif name in only_take_off:
                context.fail(
                    node,
                    "{section} 只扣分，没有得分率；请改看其中的指标",
                    "{section} only takes off, so its score is no share of anything; "
                    "look at the items in it",
                    section=name,
                )
    _check_shared(checklist, items, looks_at, nodes, context)


def _sections_that_only_take_off(checklist: Checklist) -> Iterator[str]:
    for node in plan_of(checklist).root.nodes():
        if node.full <= ZERO:
            yield node.section.id
        for each in node.groupings:
            if node.method.counts_down or each.full <= ZERO:
                yield each.section.id


def _check_shared(
    checklist: Checklist,
    items: Mapping[str, Indicator],
    looks_at: Mapping[str, Sequence[str]],
    nodes: Mapping[str, Node],
    context: Context,
) -> None:
    """Refuse scores that are settled only after it is known which items apply."""
    shared = {name for group in checklist.once for name in group}
    for name, ids in looks_at.items():
        for each in ids:
            if each in shared or items[each].cause in checklist.cause_caps:
                context.fail(
                    nodes[name],
                    "{item} 的得分还取决于 once 或 cause_caps，到那时才定；请改用别的条件",
                    "what {item} earns is settled by `once` or `cause_caps`, after it is known "
                    "which items apply; use another condition",
                    item=each,
                )


def _circle(looks_at: Mapping[str, Sequence[str]]) -> list[str]:
    """Return a circle of items, the first of them again at the end; empty if there is none."""
    try:
        TopologicalSorter(looks_at).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []
