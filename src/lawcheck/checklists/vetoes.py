"""Reading the vetoes of a checklist."""

from __future__ import annotations

from typing import Any, Literal

import attrs

from lawcheck.checklists.annotations import build, read
from lawcheck.checklists.context import INVALID, Context, Invalid
from lawcheck.checklists.scalars import read_bilingual
from lawcheck.documents.nodes import Node, SequenceNode
from lawcheck.model.checklist import Basis, CapGrade, Veto, ZeroParts, ZeroTotal
from lawcheck.model.conditions import Where
from lawcheck.model.indicator import Number
from lawcheck.model.measures import OverRecords
from lawcheck.model.text import Text


@attrs.frozen
class _Written:
    """A veto as written."""

    id: str
    title: Text
    basis: tuple[Basis, ...]
    if_missing: Literal["open", "not_applied"]
    when: Where | None = None
    records: Number | None = None


def read_vetoes(node: Node, context: Context) -> tuple[Veto, ...] | Invalid:
    """Every veto of the list."""
    items = node.items if isinstance(node, SequenceNode) else (node,)
    vetoes = [_veto(item, context) for item in items]
    return INVALID if INVALID in vetoes else tuple(vetoes)


def _veto(node: Node, context: Context) -> Any:
    pairs = context.mapping(node)
    if pairs is None:
        return INVALID
    written = build(_Written, node, context, frozenset({"effect"}))
    effect = _effect(pairs["effect"], context) if "effect" in pairs else context.missing_key(node, "effect")
    if isinstance(written, Invalid) or isinstance(effect, Invalid):
        return INVALID
    if (written.when is None) == (written.records is None):
        return context.fail(
            node,
            "when（指标数据）和 records（台账计数）写其中一个",
            "give one of `when` (conditions on facts) and `records` (a count over a register)",
        )
    if written.records is not None and not isinstance(written.records, OverRecords):
        return context.fail(pairs["records"], "这里应当是台账的 count", "a `count` over a register is expected here")
    if not written.basis:
        return context.fail(node, "一票否决必须写明依据", "a veto must cite its basis")
    return Veto(written.id, written.title, effect, written.basis, written.if_missing, written.when, written.records)


def _effect(node: Node, context: Context) -> ZeroTotal | ZeroParts | CapGrade | Invalid:
    pairs = context.mapping(node, ("total", "zero", "grade_at_most"))
    if pairs is None:
        return INVALID
    if len(pairs) != 1:
        return context.fail(
            node,
            "effect 写一种：total: 0、zero: [编号] 或 grade_at_most: 等次",
            "an effect is one of `total: 0`, `zero: [ids]` and `grade_at_most: NAME`",
        )
    if "total" in pairs:
        total = read(Literal["0"], pairs["total"], context)
        return INVALID if isinstance(total, Invalid) else ZeroTotal()
    if "zero" in pairs:
        ids = read(tuple[str, ...], pairs["zero"], context)
        if ids == ():
            return context.fail(pairs["zero"], "zero 是空的；请写编号", "`zero` is empty; name items or sections")
        return INVALID if isinstance(ids, Invalid) else ZeroParts(ids)
    grade = read_bilingual(pairs["grade_at_most"], context)
    return INVALID if isinstance(grade, Invalid) else CapGrade(grade)
