"""From outcomes to the scorecard: total, bonus, vetoes, rounding, grade, flags. Each step leaves an adjustment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final

import attrs

from lawcheck.checklist import Checklist, Section, ZeroParts, ZeroTotal
from lawcheck.evidence import Evidence
from lawcheck.exact import ONE, ZERO
from lawcheck.indicator import SamplingError
from lawcheck.scorecard import (
    NOT_APPLICABLE,
    OPEN_STATES,
    Adjustment,
    AdjustmentKind,
    Outcome,
    Scorecard,
    SectionScore,
    Span,
    VetoOutcome,
)
from lawcheck.scoring.across import cap_causes, count_once
from lawcheck.scoring.combine import Combined, combine
from lawcheck.scoring.factors import method_error
from lawcheck.scoring.grading import flags_of, grade_of
from lawcheck.scoring.lengths import check_lengths, total_of
from lawcheck.scoring.outcomes import outcome_of
from lawcheck.scoring.overrides import with_overrides
from lawcheck.scoring.plan import Plan
from lawcheck.scoring.sampled import widened
from lawcheck.scoring.vetoes import veto_outcomes
from lawcheck.text import Message, message

_NO_ERRORS: Final[Mapping[str, SamplingError]] = {}
_REASONS: dict[AdjustmentKind, Message] = {
    "start": message("起评分", "start score"),
    "floor": message("扣完为止，不计负分", "no total below the floor"),
    "bonus": message("加分", "bonus"),
    "gate": message("未达到加分门槛，加分不计", "below the score from which bonuses count: not added"),
    "ceiling": message("加分后总分封顶", "ceiling of the total after bonus"),
}


@attrs.frozen
class _End:
    """One end of the interval: every leaf open on its worst (or best) side."""

    base: Combined
    bonus: Fraction
    struck: tuple[str, ...]


@attrs.frozen
class _Total:
    raw: Fraction
    exact: Fraction
    steps: tuple[tuple[AdjustmentKind, str, Fraction], ...]


def make_scorecard(plan: Plan, evidence: Evidence, errors: Mapping[str, SamplingError] = _NO_ERRORS) -> Scorecard:
    """Score one unit.

    Args:
        plan: of the checklist.
        evidence: of the unit.
        errors: items that may have any points within these sampling errors; the total is an interval, as where items are open.

    Raises:
        Contradiction: its evidence contradicts itself.
        LimitError: exact points take too many digits.
    """
    checklist = plan.checklist
    outcomes = [outcome_of(leaf, evidence, checklist.period, plan.labels) for leaf in plan.leaves]
    bonus = [outcome_of(leaf, evidence, checklist.period, plan.labels) for leaf in plan.bonus]
    outcomes, overridden = with_overrides(outcomes, plan.leaves, evidence, checklist.day)
    bonus, overridden_bonus = with_overrides(bonus, plan.bonus, evidence, checklist.day, gains=True)
    outcomes = widened(cap_causes(checklist, count_once(plan, outcomes)), plan.leaves, errors)
    outcomes, bonus = _rounded(checklist, outcomes), widened(bonus, plan.bonus, errors)
    check_lengths((*outcomes, *bonus))
    vetoes = veto_outcomes(checklist, evidence, plan.labels)
    ends = _ends(plan, outcomes, bonus, vetoes, with_errors=bool(errors))
    not_applicable = plan.share(outcomes, NOT_APPLICABLE)
    known = ONE - plan.share(outcomes, OPEN_STATES)
    raw = exact = score = None
    adjustments: tuple[Adjustment, ...] = ()
    if ends is None:
        outcomes = [attrs.evolve(outcome, counted=None) for outcome in outcomes]
    else:
        low, high = (_total(checklist, end) for end in ends)
        raw, exact = Span(low.raw, high.raw), Span(low.exact, high.exact)
        adjustments = tuple(_adjustments(checklist, low, high))
        outcomes = _with_shares(outcomes, ends[0].base, ends[1].base)
        if not_applicable <= checklist.not_applicable_at_most:
            score = Span(checklist.rounding.apply(low.exact), checklist.rounding.apply(high.exact))
    grade, why_no_grade = grade_of(checklist, exact, score, vetoes, not_applicable)
    remaining = iter(outcomes)
    return Scorecard(
        evidence.unit,
        checklist.id,
        checklist.version,
        checklist.title,
        checklist.out_of,
        tuple(_tree(plan, checklist.root, remaining, ends)),
        tuple(bonus),
        adjustments,
        vetoes,
        raw,
        exact if score is not None else None,
        score,
        checklist.rounding.places,
        grade,
        why_no_grade,
        flags_of(checklist, exact, score),
        known,
        not_applicable,
        checklist.sample_weights,
        evidence.rows,
        checklist.rules_on,
        overrides=(*overridden, *overridden_bonus),
        rebuttals=evidence.rebuttals,
        appeal_days=checklist.appeal_days,
    )


def _rounded(checklist: Checklist, outcomes: list[Outcome]) -> list[Outcome]:
    """Where items are rounded, what counts is what the item's line on the sheet says; full points stay full points."""
    if checklist.rounding.at == "total":
        return outcomes
    apply = checklist.rounding.apply
    return [
        outcome
        if outcome.counted is None
        else attrs.evolve(outcome, counted=Span(apply(outcome.counted.low), apply(outcome.counted.high)))
        for outcome in outcomes
    ]


def _ends(
    plan: Plan, outcomes: Sequence[Outcome], bonus: Sequence[Outcome], vetoes: Sequence[VetoOutcome], *, with_errors: bool
) -> tuple[_End, _End] | None:
    at_low: list[Sequence[Fraction]] = []
    at_high: list[Sequence[Fraction]] = []
    low = combine(plan.root, [None if each.counted is None else each.counted.low for each in outcomes], at_low)
    if low is None:
        return None
    is_open = any(each.state in OPEN_STATES for each in (*outcomes, *bonus)) or any(veto.state == "open" for veto in vetoes)
    struck = tuple(veto.id for veto in vetoes if veto.state == "applied")
    if not is_open and not with_errors:
        end = _End(low, _bonus(plan.checklist, [_earned(each).low for each in bonus]), struck)
        return end, end
    high = combine(plan.root, [None if each.counted is None else each.counted.high for each in outcomes], at_high)
    assert high is not None  # noqa: S101 - the same leaves take part at both ends
    if at_low != at_high:
        raise method_error(
            plan.checklist.aggregation,
            "系数随得分变化，有未定项时无法确定得分区间",
            "the factors depend on scores, so no interval can be given while items are open",
        )
    possible = tuple(veto.id for veto in vetoes if veto.state in ("applied", "open"))
    return (
        _End(low, _bonus(plan.checklist, [_earned(each).low for each in bonus]), possible),
        _End(high, _bonus(plan.checklist, [_earned(each).high for each in bonus]), struck),
    )


def _earned(outcome: Outcome) -> Span:
    return outcome.earned or Span(ZERO, ZERO)


def _bonus(checklist: Checklist, earned: Sequence[Fraction]) -> Fraction:
    if checklist.bonus is None:
        return ZERO
    return min(sum(map(checklist.rounding.of_item, earned), ZERO), checklist.bonus.at_most)


def _total(checklist: Checklist, end: _End) -> _Total:
    raw, _ = _with_bonus(checklist, end.base.score, end.bonus)
    steps: list[tuple[AdjustmentKind, str, Fraction]] = [("start", "", end.base.start), ("floor", "", end.base.floor)]
    score = end.base.score
    struck = [veto for veto in checklist.vetoes if veto.id in end.struck]
    zeroed: set[int] = set()
    for veto in struck:
        if isinstance(veto.effect, ZeroParts):
            fresh = _indexes(checklist, veto.effect.ids) - zeroed
            zeroed |= fresh
            change = -sum((max(end.base.shares.get(index, ZERO), ZERO) for index in fresh), ZERO)
            score += change
            steps.append(("veto", veto.id, change))
    score, bonus_steps = _with_bonus(checklist, score, end.bonus)
    steps += bonus_steps
    for veto in struck:
        if isinstance(veto.effect, ZeroTotal):
            change = min(-score, ZERO)
            steps.append(("veto", veto.id, change))
            score += change
    return _Total(raw, score, tuple(steps))


def _with_bonus(
    checklist: Checklist, score: Fraction, bonus: Fraction
) -> tuple[Fraction, list[tuple[AdjustmentKind, str, Fraction]]]:
    rule = checklist.bonus
    if rule is None:
        return score, []
    steps: list[tuple[AdjustmentKind, str, Fraction]] = [("bonus", "", bonus)]
    if rule.only_from is not None and score < rule.only_from:
        return score, [*steps, ("gate", "", -bonus)]
    total = score + bonus
    if rule.total_at_most is not None and total > rule.total_at_most:
        lowered = max(rule.total_at_most, score)
        steps.append(("ceiling", "", lowered - total))
        total = lowered
    return total, steps


def _indexes(checklist: Checklist, ids: Sequence[str]) -> set[int]:
    found = set()
    position = {indicator.id: index for index, indicator in enumerate(checklist.root.indicators())}
    for section in _sections(checklist.root):
        if section.id in ids:
            found |= {position[indicator.id] for indicator in section.indicators()}
    return found | {position[each] for each in ids if each in position}


def _sections(section: Section) -> Iterator[Section]:
    yield section
    for child in section.children:
        if isinstance(child, Section):
            yield from _sections(child)


def _adjustments(checklist: Checklist, low: _Total, high: _Total) -> Iterator[Adjustment]:
    titles = {veto.id: veto.title for veto in checklist.vetoes}
    at_low = {(kind, name): change for kind, name, change in low.steps}
    at_high = {(kind, name): change for kind, name, change in high.steps}
    for kind, name in dict.fromkeys((*at_low, *at_high)):
        change = Span(at_low.get((kind, name), ZERO), at_high.get((kind, name), ZERO))
        if change != Span(ZERO, ZERO):
            reason = message("一票否决：{veto}", "veto: {veto}", veto=titles[name]) if kind == "veto" else _REASONS[kind]
            yield Adjustment(kind, change, reason)


def _with_shares(outcomes: Sequence[Outcome], low: Combined, high: Combined) -> list[Outcome]:
    placed = []
    for index, outcome in enumerate(outcomes):
        if outcome.counted is not None:
            at_low, at_high = low.shares.get(index), high.shares.get(index)
            if at_low is not outcome.counted.low or at_high is not outcome.counted.high:
                counted = None if at_low is None or at_high is None else Span(at_low, at_high)
                outcome = attrs.evolve(outcome, counted=counted)
        placed.append(outcome)
    return placed


def _sum_of(spans: Sequence[Span]) -> Span:
    low = total_of(span.low for span in spans)
    return Span(low, low if all(span.low is span.high for span in spans) else total_of(span.high for span in spans))


def _tree(
    plan: Plan, section: Section, outcomes: Iterator[Outcome], ends: tuple[_End, _End] | None
) -> Iterator[SectionScore | Outcome]:
    for child in section.children:
        if isinstance(child, Section):
            children = tuple(_tree(plan, child, outcomes, ends))
            spans = [each.counted for each in children if each.counted is not None]
            own = _own(child, ends) if spans else None
            counted = _sum_of(spans if own is None else (*spans, own)) if spans else None
            yield SectionScore(child.id, child.title, plan.section_points[child.id], counted, own, children)
        else:
            yield next(outcomes)


def _own(section: Section, ends: tuple[_End, _End] | None) -> Span | None:
    if ends is None or not any(section.id in end.base.sections for end in ends):
        return None
    low, high = (end.base.sections.get(section.id, ZERO) for end in ends)
    return Span(low, high)
