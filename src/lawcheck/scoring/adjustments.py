"""From the sum of the sections to the total, step by step.

The steps are the start, the floor, the bonus with its cap, gate and ceiling, and the vetoes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import assert_never

import attrs

from lawcheck.model.adjustments import Adjustment, AdjustmentKind
from lawcheck.model.checklist import Checklist
from lawcheck.model.exact import ZERO
from lawcheck.model.sections import Bonus
from lawcheck.model.spans import Span
from lawcheck.model.text import Message, message
from lawcheck.scoring.sections import Combined

_Step = tuple[AdjustmentKind, str, Fraction]
"""The kind, the id of the veto (empty for other kinds), and the change in points."""


@attrs.frozen
class End:
    """One end of the interval of possible totals: every open leaf at its worst, or at its best.

    Attributes:
        bonus: what the bonus items earned, before any cap.
        vetoes: ids of the vetoes that apply.
        without: the score if these leaves had no points; None where taking off their shares is
            the same.
    """

    base: Combined
    bonus: Fraction
    vetoes: tuple[str, ...]
    without: Callable[[set[int]], Fraction] | None = None


@attrs.frozen
class Total:
    """The total at one end.

    Attributes:
        raw: before vetoes.
        exact: after vetoes.
        steps: the steps from the sum of the sections to `exact`.
    """

    raw: Fraction
    exact: Fraction
    steps: tuple[_Step, ...]


def total_of(checklist: Checklist, end: End) -> Total:
    """Return the total at one end, with every step that leads to it."""
    raw, _ = _with_bonus(checklist.bonus, end.base.score, end.bonus)
    steps: list[_Step] = [("start", "", end.base.start), ("floor", "", end.base.floor)]
    score = end.base.score
    applied = [veto for veto in checklist.vetoes if veto.id in end.vetoes]
    zeroed: set[int] = set()
    for veto in applied:
        if veto.effect.zeroed:
            # what an earlier veto has taken off is not taken off twice
            fresh = leaves_of(checklist, veto.effect.zeroed) - zeroed
            zeroed |= fresh
            if end.without is None:
                shares = (max(end.base.shares.get(index, ZERO), ZERO) for index in fresh)
                change = -sum(shares, ZERO)
            else:
                change = end.without(zeroed) - score
            score += change
            steps.append(("veto", veto.id, change))
    score, bonus_steps = _with_bonus(checklist.bonus, score, end.bonus)
    steps += bonus_steps
    for veto in applied:
        left = veto.effect.total(score)
        if left != score:
            steps.append(("veto", veto.id, left - score))
            score = left
    return Total(raw, score, tuple(steps))


def _with_bonus(
    rule: Bonus | None, score: Fraction, earned: Fraction
) -> tuple[Fraction, list[_Step]]:
    if rule is None:
        return score, []
    bonus = min(earned, rule.at_most)
    steps: list[_Step] = [("bonus", "", earned), ("bonus_cap", "", bonus - earned)]
    if rule.only_from is not None and score < rule.only_from:
        return score, [*steps, ("gate", "", -bonus)]
    total = score + bonus
    if rule.total_at_most is not None and total > rule.total_at_most:
        lowered = max(rule.total_at_most, score)
        steps.append(("ceiling", "", lowered - total))
        total = lowered
    return total, steps


def leaves_of(checklist: Checklist, ids: Sequence[str]) -> set[int]:
    """Return the indexes of the items with these ids, and of those in sections with them."""
    found = set()
    position = {indicator.id: index for index, indicator in enumerate(checklist.root.indicators())}
    for section in checklist.root.sections():
        if section.id in ids:
            found |= {position[indicator.id] for indicator in section.indicators()}
    return found | {position[each] for each in ids if each in position}


def adjustments(checklist: Checklist, low: Total, high: Total) -> Iterator[Adjustment]:
    """Return the steps of both ends side by side, without those that change nothing."""
    at_low = {(kind, name): change for kind, name, change in low.steps}
    at_high = {(kind, name): change for kind, name, change in high.steps}
    for kind, name in dict.fromkeys((*at_low, *at_high)):
        change = Span(at_low.get((kind, name), ZERO), at_high.get((kind, name), ZERO))
        if change != Span(ZERO, ZERO):
            yield Adjustment(kind, change, _reason(checklist, kind, name))


def _reason(checklist: Checklist, kind: AdjustmentKind, name: str) -> Message:
    """Return why there is a step, with the number that the checklist sets."""
    bonus = checklist.bonus
    match kind:
        case "start":
            return message("起评分", "start score")
        case "floor":
            return message(
                "扣完为止，最低{points}分",
                "no total below the floor of {points}",
                points=checklist.aggregation.floor,
            )
        case "bonus":
            return message("加分", "bonus")
        case "bonus_cap":
            most = None if bonus is None else bonus.at_most
            return message(
                "加分项合计至多{points}分",
                "all bonuses together add at most {points}",
                points=most,
            )
        case "gate":
            start = None if bonus is None else bonus.only_from
            return message(
                "得分达到{points}才加分，未达到，不加",
                "bonuses count from a score of {points} on: not reached, not added",
                points=start,
            )
        case "ceiling":
            most = None if bonus is None else bonus.total_at_most
            return message(
                "加分后总分不超过{points}",
                "the total with bonuses is at most {points}",
                points=most,
            )
        case "veto":
            titles = {veto.id: veto.title for veto in checklist.vetoes}
            return message("一票否决：{veto}", "veto: {veto}", veto=titles[name])
        case _:
            assert_never(kind)
