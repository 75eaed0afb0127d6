"""Check what items and vetoes cite: a name for every law, and a text that is in force."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lawcheck.checklists.annotations import build
from lawcheck.checklists.context import Context
from lawcheck.documents.nodes import MappingNode, Node, SequenceNode, walk
from lawcheck.model.basis import Basis
from lawcheck.model.calendars import Period
from lawcheck.model.errors import Problem
from lawcheck.model.text import message


def check_citations(pairs: Mapping[str, Node], period: Period, context: Context) -> None:
    """Note citations that say nothing, and warn of texts that are not in force in the period.

    A text that is out of force is no fault of the file: it may be cited on purpose, for acts of an
    earlier time, so the checklist can still be used.

    Args:
        pairs: the values of the file, by key; every citation in it could be read.
        period: of the checklist.
        context: takes the faults and the warnings.
    """
    for node in _cited(pairs):
        basis = build(Basis, node, context)
        if not isinstance(basis, Basis):
            continue
        if not basis.law and not basis.is_local:
            context.fail(
                node,
                "缺少 law（法律、文件名称）；没有文件的本地规定请写 kind: local",
                "`law` is missing; for a local rule without a document write `kind: local`",
            )
        if basis.start is not None and basis.end is not None and basis.end < basis.start:
            context.fail(node, "to 早于 from", "`to` is before `from`")
            continue
        when = basis.not_in_force(period)
        if when is not None:
            what = message(
                "{law}{when}有效，考评期间是{start}至{end}；请改引该期间有效的文本",
                "{law} is in force {when}, the period is {start} to {end}; "
                "cite the text that is in force in it",
                law=basis.name,
                when=when,
                start=period.start,
                end=period.end,
            )
            context.warnings.append(Problem(context.place(node), what))


def _cited(pairs: Mapping[str, Node]) -> Iterator[Node]:
    """Yield the citations of all items and vetoes."""
    for key in ("sections", "indicators", "bonus", "vetoes"):
        for node in walk(pairs[key]) if key in pairs else ():
            if not isinstance(node, MappingNode) or node.get("id") is None:
                continue
            basis = node.get("basis")
            if basis is not None:
                yield from basis.items if isinstance(basis, SequenceNode) else (basis,)
