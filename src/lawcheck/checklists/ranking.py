"""Check the key `ranking` of a checklist: the items, sections and grades that it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from lawcheck.checklists.context import Context
from lawcheck.documents.nodes import Node, Scalar, SequenceNode
from lawcheck.model.checklist import Grade
from lawcheck.model.exact import ONE, ZERO
from lawcheck.model.ranking import Quota, Ranking
from lawcheck.model.scoring_method import ByScores
from lawcheck.model.sections import Section
from lawcheck.model.text import message


def check_ranking(
    pairs: Mapping[str, Node],
    found: Mapping[str, Any],
    places: Mapping[str, Node],
    context: Context,
) -> None:
    """Note names that do not exist, and quotas that limit nothing.

    Args:
        pairs: the values of `ranking`, by key.
        found: what was read of the checklist, by key.
        places: the node of every id of a section or item.
        context: takes the faults.
    """
    ties = pairs.get("ties")
    for node in ties.items if isinstance(ties, SequenceNode) else ():
        if isinstance(node, Scalar) and node.text not in places:
            context.unknown(node, message("指标或部分", "item or section"), node.text, places)
    root = found.get("root")
    below = frozenset(_by_scores(root)) if isinstance(root, Section) else frozenset()
    for node in ties.items if isinstance(ties, SequenceNode) else ():
        if isinstance(node, Scalar) and node.text in below:
            context.fail(
                node,
                "{id} 所在部分的计分方法看得分高低取舍：它计入多少要看别的项，不能用来分先后",
                "the method above {id} goes by the scores: what it adds depends on other items, "
                "so it cannot break ties",
                id=node.text,
            )
    quotas, ranking, grades = pairs.get("quotas"), found.get("ranking"), found.get("grades")
    if (
        isinstance(quotas, SequenceNode)
        and isinstance(ranking, Ranking)
        and isinstance(grades, tuple)
    ):
        taken: set[str] = set()
        for node, quota in zip(quotas.items, ranking.quotas, strict=True):
            _check(quota, node, grades, taken, context)


def _by_scores(section: Section, is_below: bool = False) -> Iterator[str]:
    """Yield the ids of all sections and items below a method that goes by the scores."""
    is_below = is_below or isinstance(section.scoring, ByScores)
    for child in section.children:
        if is_below:
            yield child.id
        if isinstance(child, Section):
            yield from _by_scores(child, is_below)


def _check(
    quota: Quota, node: Node, grades: Sequence[Grade], taken: set[str], context: Context
) -> None:
    grade = next((each for each in grades if quota.is_for(each.name)), None)
    if grade is None:
        context.unknown(
            node, message("等次", "grade"), quota.grade, [each.name.zh for each in grades]
        )
    elif grade is grades[-1]:
        context.fail(
            node,
            "最低的等次不能限名额；没有名额的都归到它",
            "the lowest grade cannot be limited: who finds no room falls to it",
        )
    elif grade.name.zh in taken:
        context.fail(
            node,
            "{grade} 的名额写了两次；请只写一次",
            "{grade} has two quotas; keep one",
            grade=quota.grade,
        )
    elif not ZERO < quota.at_most < ONE:
        context.fail(node, "at_most 应在 0 到 100% 之间", "`at_most` must lie between 0 and 100%")
    if grade is not None:
        taken.add(grade.name.zh)
