"""Apply overlays, which tailor a checklist to some units.

An overlay is a file of its own that changes points, targets and other keys of items, or removes
items. It is applied to the nodes of the checklist before they are read. So the tailored checklist
goes through the same checks as any other, and faults are reported at their place in either file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, Final

import attrs

from lawcheck.checklists.context import INVALID, Context, Invalid
from lawcheck.checklists.names import read_id
from lawcheck.checklists.scalars import read_bilingual, read_date, read_text
from lawcheck.documents.digest import sha256
from lawcheck.documents.nodes import MappingNode, Node, Scalar, SequenceNode, plain_data, walk
from lawcheck.model.checklist import Checklist, Overlay
from lawcheck.model.tailoring import Tailoring
from lawcheck.model.text import message

FORMAT: Final = "1"
KEYS: Final = (
    "lawcheck-overlay",
    "id",
    "title",
    "checklist",
    "reason",
    "authority",
    "on",
    "for",
    "change",
    "off",
)
NEEDED: Final = ("id", "title", "checklist", "reason", "authority", "on")
FOR: Final = ("kinds", "groups")
_PARTS: Final = ("sections", "indicators", "bonus")
"""Keys that hold items and sections.

An overlay cannot change anything else, such as grades, vetoes or rounding.
"""
_FIXED: Final = frozenset({"id", "indicators", "sections"})


@attrs.frozen
class OverlayFile:
    """An overlay as written.

    Attributes:
        head: id, title, checklist, reason, authority and day.
        kinds: the kinds of units that it is for; empty for all.
        groups: the groups of units that it is for; empty for all.
        change: the changed keys of items and sections, by their id.
        off: the nodes that name items to remove, by id.
        digest: digest of the content of the file.
    """

    head: Mapping[str, Any]
    kinds: tuple[str, ...]
    groups: tuple[str, ...]
    change: Mapping[str, MappingNode]
    off: Mapping[str, Scalar]
    digest: str

    def overlay(self, rules: Checklist) -> Overlay:
        """Return the overlay with the tailored checklist, `rules`."""
        head = {key: self.head[key] for key in ("id", "title", "reason", "authority", "on")}
        tailoring = Tailoring(
            **head, sha256=self.digest, changed=tuple(self.change), off=tuple(self.off)
        )
        return Overlay(tailoring, self.kinds, self.groups, rules)


def read_overlay(root: Node, context: Context, checklist_id: str) -> OverlayFile | Invalid:
    """Read an overlay from the nodes of its file.

    Args:
        root: the tree of the file.
        context: takes the faults.
        checklist_id: id of the checklist that the overlay is used with.
    """
    before = len(context.problems)
    pairs = context.pairs(root, KEYS)
    version = pairs.get("lawcheck-overlay")
    if not isinstance(version, Scalar) or version.text != FORMAT:
        return context.fail(
            version or root,
            "第一行应是 lawcheck-overlay: 1；这不是调整文件",
            "the first key must be `lawcheck-overlay: 1`; this is not an overlay",
        )
    for key in NEEDED:
        if key not in pairs:
            context.missing_key(root, key)
    readers: dict[str, Callable[[Node, Context], Any]] = {
        "id": partial(read_id, named="file_id"),
        "title": read_bilingual,
        "on": read_date,
    }
    head: dict[str, Any] = {
        key: readers.get(key, read_text)(pairs[key], context) for key in NEEDED if key in pairs
    }
    if head.get("checklist") not in (None, INVALID, checklist_id):
        context.fail(
            pairs["checklist"],
            "这份调整用于 {wanted}，不用于 {given}",
            "this overlay is for {wanted}, not for {given}",
            wanted=head["checklist"],
            given=checklist_id,
        )
    units = context.pairs(pairs.get("for"), FOR)
    kinds, groups = (tuple(_texts(units[key], context)) if key in units else () for key in FOR)
    change = context.pairs(pairs.get("change"))
    off = {each.text: each for each in _scalars(pairs["off"], context)} if "off" in pairs else {}
    for key, node in change.items():
        if not isinstance(node, MappingNode):
            context.fail(
                node, "这里应当是“键: 值”的结构", "a mapping (`key: value` lines) is expected here"
            )
        elif key in off:
            context.fail(
                off[key],
                "{id} 既调整又停用；请只写一处",
                "{id} is both changed and off; keep one",
                id=key,
            )
    if not change and not off:
        context.fail(
            root,
            "没有调整任何内容；请写 change 或 off",
            "nothing is changed; write `change` or `off`",
        )
    if len(context.problems) > before:
        return INVALID
    mappings = {key: node for key, node in change.items() if isinstance(node, MappingNode)}
    return OverlayFile(head, kinds, groups, mappings, off, sha256(plain_data(root)))


def tailored(root: Node, overlay: OverlayFile, context: Context) -> Node:
    """Return the nodes of a checklist with an overlay applied.

    Ids in the overlay that the checklist does not have are noted as faults. Worked examples are
    left out, because they hold for the checklist before it is tailored.
    """
    ids = [
        name
        for part in _PARTS
        for name in _ids_in(root.get(part) if isinstance(root, MappingNode) else None)
    ]
    named: dict[str, Node] = {**overlay.change, **overlay.off}
    for name, node in named.items():
        if name not in ids:
            context.unknown(node, message("指标或部分", "item or section"), name, ids)
    if not isinstance(root, MappingNode):
        return root
    pairs = [
        (key, _tailored(value, overlay, context) if key.text in _PARTS else value)
        for key, value in root.pairs
        if key.text != "tests"
    ]
    made = MappingNode(pairs, root.line, root.column)
    if _is_emptied(root, made):
        context.fail(
            next(iter(overlay.off.values())),
            "off 去掉了所有指标，没有可评的了；请留下至少一项",
            "`off` takes all items off, so nothing is left to score; keep at least one",
        )
    return made


def _ids_in(node: Node | None) -> Iterator[str]:
    """Yield the ids of items and sections below a node, outer ones first."""
    if node is None:
        return
    for each in walk(node):
        name = _id_of(each)
        if name is not None:
            yield name


def _tailored(node: Node, overlay: OverlayFile, context: Context) -> Node:
    if isinstance(node, SequenceNode):
        kept = [
            (item, _tailored(item, overlay, context))
            for item in node.items
            if _id_of(item) not in overlay.off
        ]
        return SequenceNode(
            [new for old, new in kept if not _is_emptied(old, new)], node.line, node.column
        )
    if not isinstance(node, MappingNode):
        return node
    change = overlay.change.get(_id_of(node) or "")
    pairs = [(key, _tailored(value, overlay, context)) for key, value in node.pairs]
    if change is not None:
        for key, _ in change.pairs:
            if key.text in _FIXED:
                context.fail(key, "{key} 不能调整", "`{key}` cannot be changed", key=key.text)
        new = {key.text: (key, value) for key, value in change.pairs}
        pairs = [new.pop(key.text, (key, value)) for key, value in pairs] + list(new.values())
    return MappingNode(pairs, node.line, node.column)


def _is_emptied(old: Node, new: Node) -> bool:
    """Return whether a section has lost all of its items, so that it is removed as well."""
    if not isinstance(old, MappingNode) or not isinstance(new, MappingNode):
        return False
    for key in ("indicators", "sections"):
        before, after = old.get(key), new.get(key)
        if (
            isinstance(before, SequenceNode)
            and isinstance(after, SequenceNode)
            and before.items
            and not after.items
        ):
            return True
    return False


def _id_of(node: Node) -> str | None:
    found = node.get("id") if isinstance(node, MappingNode) else None
    return found.text if isinstance(found, Scalar) else None


def _scalars(node: Node, context: Context) -> Iterator[Scalar]:
    for item in node.items if isinstance(node, SequenceNode) else [node]:
        if isinstance(item, Scalar):
            yield item
        else:
            context.fail(item, "这里应当是编号", "an id is expected here")


def _texts(node: Node, context: Context) -> Iterator[str]:
    return (each.text for each in _scalars(node, context))
