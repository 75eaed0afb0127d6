"""Read the vetoes of a checklist."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, Literal

import attrs

from lawcheck.checklists.annotations import build, keys_of
from lawcheck.checklists.context import INVALID, Context, Invalid
from lawcheck.documents.nodes import Node, SequenceNode
from lawcheck.model.basis import Basis
from lawcheck.model.conditions import Where
from lawcheck.model.register_measures import OverRecords
from lawcheck.model.rule_fields import Number
from lawcheck.model.text import Text
from lawcheck.model.veto_effects import VETO_EFFECTS, VetoEffect
from lawcheck.model.vetoes import Veto


@attrs.frozen
class _Written:
    """A veto as written in the checklist, without its effect."""

    id: str
    title: Text
    basis: tuple[Basis, ...]
    if_missing: Literal["open", "not_applied"]
    when: Where | None = None
    records: Number | None = None


def read_vetoes(node: Node, context: Context) -> tuple[Veto, ...] | Invalid:
    """Read every veto of the list."""
    items = node.items if isinstance(node, SequenceNode) else (node,)
    vetoes = [_veto(item, context) for item in items]
    return INVALID if INVALID in vetoes else tuple(vetoes)


def _veto(node: Node, context: Context) -> Any:
    pairs = context.mapping(node)
    if pairs is None:
        return INVALID
    written = build(_Written, node, context, frozenset({"effect"}))
    effect = (
        _effect(pairs["effect"], context)
        if "effect" in pairs
        else context.missing_key(node, "effect")
    )
    if isinstance(written, Invalid) or isinstance(effect, Invalid):
        return INVALID
    if (written.when is None) == (written.records is None):
        return context.fail(
            node,
            "when（指标数据）和 records（台账计数）写其中一个",
            "give one of `when` (conditions on facts) and `records` (a count over a register)",
        )
    if written.records is not None and not isinstance(written.records, OverRecords):
        return context.fail(
            pairs["records"],
            "这里应当是台账的 count",
            "a `count` over a register is expected here",
        )
    if not written.basis:
        return context.fail(node, "一票否决必须写明依据", "a veto must cite its basis")
    return Veto(
        written.id,
        written.title,
        effect,
        written.basis,
        written.if_missing,
        written.when,
        written.records,
    )


def _effect(node: Node, context: Context) -> VetoEffect | Invalid:
    pairs = context.mapping(node, tuple(EFFECT_OF_KEY))
    if pairs is None:
        return INVALID
    if len(pairs) != 1:
        forms = [effect.form for effect in VETO_EFFECTS]
        return context.fail(
            node, "effect 写一种：{forms}", "an effect is one of: {forms}", forms=forms
        )
    ((key, written),) = pairs.items()
    effect: VetoEffect | Invalid = build(EFFECT_OF_KEY[key], node, context)
    if not isinstance(effect, Invalid) and effect.fault is not None:
        return context.fail(written, effect.fault.zh, effect.fault.en)
    return effect


def _key_of(effect: type) -> str:
    (key,) = keys_of(effect)
    return key


EFFECT_OF_KEY: Final[Mapping[str, type]] = {_key_of(effect): effect for effect in VETO_EFFECTS}
"""The effects of vetoes by the key that each is written with, such as `total` or `zero`."""
