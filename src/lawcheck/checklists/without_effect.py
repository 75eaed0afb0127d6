"""Find what can have no effect: tiers that are never reached, limits that nothing passes.

Their author meant something else, and every unit would be scored by the slip.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final

from lawcheck.checklists.context import Context
from lawcheck.checklists.never_met import is_implied
from lawcheck.documents.nodes import MappingNode, Node
from lawcheck.indicators.deadline import Deadline
from lawcheck.indicators.tiers import Tiers
from lawcheck.model.calendars import Period
from lawcheck.model.checklist import Checklist
from lawcheck.model.conditions import Comparison, Where
from lawcheck.model.declarations import Spec
from lawcheck.model.rule import Rule, parts_of

_YEAR: Final = timedelta(days=366)
_LONGEST_PLAN: Final = 9 * _YEAR


def check_effects(
    checklist: Checklist,
    pairs: Mapping[str, Node],
    places: Mapping[str, Node],
    vetoes: Sequence[Node],
    context: Context,
) -> None:
    """Note what can have no effect.

    Args:
        checklist: the checklist.
        pairs: the values of its file, by key.
        places: the node of every id of a section or item.
        vetoes: the node of each veto.
        context: takes the faults.
    """
    for item in checklist.indicators():
        _tiers(item.rule, checklist.facts, places[item.id], context)
        _due(item.rule, checklist.period, places[item.id], context)
    bonus, node = checklist.bonus, pairs.get("bonus")
    if (
        bonus is not None
        and bonus.only_from is not None
        and bonus.only_from > checklist.out_of
        and isinstance(node, MappingNode)
    ):
        context.fail(
            node.get("only_from") or node,
            "only_from 高于满分{full}，加分永远不计；请改低",
            "`only_from` is above the full score {full}, so no bonus ever counts; lower it",
            full=checklist.out_of,
        )
    for at, veto in zip(vetoes, checklist.vetoes, strict=True):
        if veto.effect.highest_grade == checklist.grades[0].name:
            context.fail(
                at,
                "{grade} 已是最高等次，这样的否决不起作用；请写较低的等次",
                "{grade} is the highest grade, so the veto has no effect; name a lower one",
                grade=checklist.grades[0].name,
            )


def _tiers(rule: Rule, specs: Mapping[str, Spec], at: Node, context: Context) -> None:
    """Note a tier whose conditions hold only where those of an earlier tier hold, too."""
    for part in parts_of(rule):
        _tiers(part.rule, specs, at, context)
    if not isinstance(rule, Tiers):
        return
    for place, tier in enumerate(rule.tiers):
        for earlier in rule.tiers[:place]:
            if earlier.when != tier.when and _covers(earlier.when, tier.when, specs):
                context.fail(
                    at,
                    "满足“{later}”的都已满足前面的“{earlier}”，永远轮不到；请把条件更严的写在前面",
                    "whatever meets {later} meets {earlier}, which comes first, so it is never "
                    "reached; write the stricter tier first",
                    later=tier.title,
                    earlier=earlier.title,
                )


def _due(rule: Rule, period: Period, at: Node, context: Context) -> None:
    """Note a last day that lies far from the period, as with a wrong year.

    A plan of several years may have been due some years before.
    """
    for part in parts_of(rule):
        _due(part.rule, period, at, context)
    if not isinstance(rule, Deadline) or rule.due is None:
        return
    if not period.start - _LONGEST_PLAN <= rule.due <= period.end + _YEAR:
        context.fail(
            at,
            "due {due} 离考评期间 {start} 至 {end} 太远；请检查年份",
            "`due` {due} is far away from the period {start} to {end}; check the year",
            due=rule.due,
            start=period.start,
            end=period.end,
        )


def _covers(wider: Where, narrower: Where, specs: Mapping[str, Spec]) -> bool:
    """Check whether conditions hold wherever others do, each on one fact."""
    if wider.either:
        return False
    known = [each for each in narrower.tests if type(each) is Comparison]
    return all(
        type(test) is Comparison
        and test.column in specs
        and is_implied(
            test, [each for each in known if each.column == test.column], specs[test.column]
        )
        for test in wider.tests
    )
