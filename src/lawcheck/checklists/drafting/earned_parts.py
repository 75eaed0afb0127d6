"""Rules that say what each thing that was done earns: 建立制度得1分，公开得1分，培训得1分."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

import attrs

from lawcheck.checklists.drafting.phrases import POINTS
from lawcheck.checklists.drafting.rule_draft import ItemToDraft, RuleDraft, shown, yes_no
from lawcheck.checklists.drafting.whole_clause import is_statement, strip_period

_EARNS: Final = re.compile(rf"(?P<what>(?:每年度?)?[^扣减每加]+?)(?:的)?,?(?:得|计){POINTS}")


def earned_parts(asked: ItemToDraft) -> list[RuleDraft] | None:
    """Return a rule for each clause, if together they earn exactly the points of the item.

    If one of several earned all points, they could be grades of one thing instead.
    """
    found = [_EARNS.fullmatch(piece) for piece in asked.clauses.pieces]
    points = [Fraction(each["points"]) for each in found if each]
    said = asked.clauses.full or asked.clauses.required or asked.clauses.at_most
    if said or len(points) < len(found) or not all(points) or sum(points) != asked.points:
        return None
    names = [_ONCE.sub("", strip_period(each["what"].strip("的,"))) for each in found if each]
    if not all(len(name) > 1 and is_statement(name) for name in names):
        return None
    if len(set(names)) < len(names) or any(_BESIDE.search(name) for name in names):
        return None
    if len(names) == 1:
        return [yes_no(asked, shown(names[0]), want=True)]
    return [
        attrs.evolve(
            yes_no(
                attrs.evolve(asked, name=f"{asked.name}{chr(ord('a') + at)}"), shown(name), True
            ),
            costs=worth,
        )
        for at, (name, worth) in enumerate(zip(names, points, strict=True))
    ]


_ONCE: Final = re.compile(r"(?:不少于|至少)(?:1|一)[次场期件篇]$")
"""At least once is the same as whether it was done."""
_BESIDE: Final = re.compile(r"未|没有|不|较|一般|基本|部分|优|良|合格|其他|其余|级$|等$|档$|类$")
"""Words of grades and of opposites: such clauses are states of one thing, of which one holds."""
