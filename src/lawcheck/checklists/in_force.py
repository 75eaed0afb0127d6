"""Select the rules that are in force on a day.

An entry of any list may have `in_force: {from: DATE, to: DATE}`, where both days are included and
either may be left out. Two indicators of one id may follow each other in this way. A value may be
written as `{in_force: [{to: DATE, value: A}, {from: DATE, value: B}]}`.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

import attrs

from lawcheck.checklists.context import Context, Invalid
from lawcheck.checklists.scalars import read_date
from lawcheck.documents.nodes import MappingNode, Node, Scalar, SequenceNode

KEY: Final = "in_force"
_ONE_DAY: Final = timedelta(days=1)


@attrs.define
class InForce:
    """Reads a tree as of one day.

    Attributes:
        context: takes the faults.
        on: the day.
        changes: the first days on which something is in force, or is no longer in force.
        is_dated: whether anything in the tree has dates.
        left_out: the entries and values that are not in force on the day.
    """

    context: Context
    on: date
    changes: set[date] = attrs.field(factory=set)
    is_dated: bool = False
    left_out: list[Node] = attrs.field(factory=list)

    def of(self, node: Node) -> Node:
        """Return the tree as of the day.

        Nodes without dates in them are returned as the same objects, because other code finds the
        file of a node by its identity.
        """
        if isinstance(node, SequenceNode):
            items = [self.of(item) for item in node.items if self._is_in_force(item)]
            return node if items == node.items else SequenceNode(items, node.line, node.column)
        if isinstance(node, MappingNode):
            if [key.text for key, _ in node.pairs] == [KEY] and isinstance(
                node.pairs[0][1], SequenceNode
            ):
                return self._value(node, node.pairs[0][1])
            pairs = [(key, self.of(value)) for key, value in node.pairs if key.text != KEY]
            if len(pairs) == len(node.pairs) and all(
                one[1] is other[1] for one, other in zip(pairs, node.pairs, strict=True)
            ):
                return node
            return MappingNode(pairs, node.line, node.column)
        return node

    def _is_in_force(self, item: Node) -> bool:
        time = item.get(KEY) if isinstance(item, MappingNode) else None
        if time is None or not isinstance(time, MappingNode):
            return True
        pairs = self.context.mapping(time, ("from", "to"))
        if pairs is None or self._holds(time, pairs.get("from"), pairs.get("to")):
            return True
        self.left_out.append(item)
        return False

    def _value(self, node: MappingNode, versions: SequenceNode) -> Node:
        found = []
        for each in versions.items:
            pairs = self.context.mapping(each, ("from", "to", "value"))
            if pairs is None or "value" not in pairs:
                if pairs is not None:
                    self.context.missing_key(each, "value")
            elif self._holds(each, pairs.get("from"), pairs.get("to")):
                found.append(pairs["value"])
            else:
                self.left_out.append(pairs["value"])
        if len(found) == 1:
            return self.of(found[0])
        words = ("没有", "none") if not found else ("不止一个", "more than one")
        self.context.fail(
            node,
            "{day} 有效的值" + words[0] + "；各段时间应首尾相接",
            words[1] + " of these values is in force on {day}; "
            "let each begin on the day after the one before it ends",
            day=self.on,
        )
        return found[0] if found else self._any_value(versions, node)

    @staticmethod
    def _any_value(versions: SequenceNode, node: MappingNode) -> Node:
        """Return any of the values to read on with, so that one fault is not reported as two."""
        values = (each.get("value") for each in versions.items if isinstance(each, MappingNode))
        return next(
            (each for each in values if each is not None),
            Scalar("0", True, node.line, node.column),
        )

    def _holds(self, node: Node, start: Node | None, end: Node | None) -> bool:
        self.is_dated = True
        first, last = (
            None if each is None else read_date(each, self.context) for each in (start, end)
        )
        if isinstance(first, Invalid) or isinstance(last, Invalid):
            return True
        if first is None and last is None:
            self.context.fail(node, "请写 from 或 to", "give `from` or `to`")
        if first is not None and last is not None and last < first:
            self.context.fail(node, "to 早于 from", "`to` is before `from`")
        if first is not None:
            self.changes.add(first)
        if last is not None and last < date.max:
            self.changes.add(last + _ONE_DAY)
        return (first is None or first <= self.on) and (last is None or self.on <= last)
