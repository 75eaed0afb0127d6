"""Check a scoring method against the children that it combines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lawcheck.checklists.annotations import note_fault
from lawcheck.checklists.context import Context
from lawcheck.documents.nodes import Node
from lawcheck.model.exact import ONE
from lawcheck.model.indicator import Indicator
from lawcheck.model.scoring_method import Aggregation, ByScores
from lawcheck.model.sections import Section
from lawcheck.registry.type_answers import faults_of_weights


def check_children(
    node: Node,
    pairs: Mapping[str, Node],
    method: Aggregation,
    children: Sequence[Section | Indicator],
    context: Context,
) -> None:
    """Report what of a method does not fit the children of its section.

    Args:
        node: the section.
        pairs: its keys.
        method: its method, which may be that of the section above.
        children: all of them.
        context: takes the faults.
    """
    if not isinstance(method, ByScores):
        return
    weights = [
        each.weight if method.needs_weight else ONE
        for each in children
        if isinstance(each, Section) or not each.advisory
    ]
    where = pairs.get("scoring", node)
    offer = context.plugins.aggregations[method.method_name]
    for fault in faults_of_weights(offer, method, [weight for weight in weights if weight]):
        note_fault(fault, where, context.pairs(where) if "scoring" in pairs else pairs, context)
