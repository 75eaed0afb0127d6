"""From outcomes to the scorecard: total, bonus, vetoes, rounding, grade, flags.

Each step leaves an adjustment in the scorecard.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, assert_never

import attrs

from lawcheck.model.adjustments import Adjustment
from lawcheck.model.checklist import Checklist
from lawcheck.model.evidence import Evidence
from lawcheck.model.exact import ONE, ZERO
from lawcheck.model.item_scores import Shares
from lawcheck.model.outcomes import NOT_APPLICABLE, OPEN_STATES, Outcome, SectionScore
from lawcheck.model.roots import USUAL, Fineness
from lawcheck.model.rule import SamplingError
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.sections import Section
from lawcheck.model.spans import Span
from lawcheck.model.tailoring import Overridden
from lawcheck.model.text import Message, later
from lawcheck.scoring.adjustments import End, adjustments, total_of
from lawcheck.scoring.ends import Scored, ends_of, sum_of
from lawcheck.scoring.grading import (
    flags_of,
    grade_of,
    nothing_counts,
    unreviewed,
    why_no_score,
)
from lawcheck.scoring.item_outcome import outcome_of
from lawcheck.scoring.item_scores import shares_of, shares_of_sections
from lawcheck.scoring.leaves import Leaf
from lawcheck.scoring.lengths import check_lengths
from lawcheck.scoring.notes import Shifts, given_back, rounded_to, with_vetoes
from lawcheck.scoring.overrides import with_overrides
from lawcheck.scoring.plan import Plan
from lawcheck.scoring.refining import refined
from lawcheck.scoring.sampling_error import widened
from lawcheck.scoring.sections import Combined
from lawcheck.scoring.shared_findings import cap_causes, count_once
from lawcheck.scoring.vetoes import veto_outcomes

_NO_ERRORS: Final[Mapping[str, SamplingError]] = {}
ScoreItem = Callable[[Plan, Leaf, Evidence], Outcome]
"""Scores one item of a unit; raises Contradiction."""


def make_scorecard(
    plan: Plan,
    evidence: Evidence,
    errors: Mapping[str, SamplingError] = _NO_ERRORS,
    score_item: ScoreItem | None = None,
) -> Scorecard:
    """Score one unit.

    Args:
        plan: of the checklist.
        evidence: of the unit.
        errors: sampling errors by item id; such an item may have any points within its error, and
            the total is an interval, as where items are open.
        score_item: scores an item, for a caller that knows some outcomes already.

    Raises:
        Contradiction: its evidence contradicts itself.
        LimitError: exact points take too many digits.
    """
    checklist = plan.checklist
    outcomes, bonus, overrides = scored_items(plan, evidence, errors, score_item)
    outcomes, bonus = _rounded(checklist, outcomes), _rounded(checklist, bonus)
    check_lengths((*outcomes, *bonus))
    scored = Scored(evidence, outcomes, bonus, overrides, with_errors=bool(errors))
    if plan.is_irrational:
        return refined(checklist, lambda fineness: _card(plan, scored, fineness))
    return _card(plan, scored, USUAL)


def _card(plan: Plan, scored: Scored, fineness: Fineness) -> Scorecard:
    checklist, evidence = plan.checklist, scored.evidence
    outcomes, bonus, overrides = scored.outcomes, scored.bonus, scored.overrides
    if plan.looked_at:
        evidence = attrs.evolve(evidence, scores=_scores(plan, scored, fineness))
    vetoes = veto_outcomes(checklist, evidence, plan.labels)
    factors: dict[str, Sequence[Fraction]] = {}
    ends = ends_of(plan, scored, vetoes, factors, fineness)
    not_applicable = plan.share(outcomes, NOT_APPLICABLE)
    known = ONE - plan.share(outcomes, OPEN_STATES)
    raw = exact = score = grade = None
    steps: tuple[Adjustment, ...] = ()
    shifts = None
    if ends is None:
        outcomes = [attrs.evolve(outcome, counted=None) for outcome in outcomes]
        why_no_grade: Message | None = nothing_counts(outcomes)
    else:
        low, high = (total_of(checklist, end) for end in ends)
        steps = tuple(adjustments(checklist, low, high))
        shifts = Shifts.of(plan, factors, outcomes, is_settled=ends[0] is ends[1])
        outcomes = _with_shares(outcomes, ends[0].base, ends[1].base, shifts)
        if not_applicable <= checklist.not_applicable_at_most:
            raw = Span(low.raw, high.raw)
        why_no_grade = why_no_score(checklist, not_applicable, vetoes)
        if why_no_grade is None:
            exact = Span(low.exact, high.exact)
            score = Span(checklist.rounding.apply(low.exact), checklist.rounding.apply(high.exact))
            grade, why_no_grade = grade_of(checklist, exact, score, vetoes)
    remaining = iter(outcomes)
    return Scorecard(
        unit=evidence.unit,
        checklist_id=checklist.id,
        checklist_version=checklist.version,
        checklist_title=checklist.title,
        out_of=checklist.out_of,
        sections=with_vetoes(
            checklist, vetoes, tuple(_tree(plan, checklist.root, remaining, ends, shifts))
        ),
        bonus=tuple(bonus),
        adjustments=steps,
        vetoes=vetoes,
        raw=raw,
        exact=exact,
        score=score,
        places=checklist.rounding.places,
        grade=grade,
        why_no_grade=why_no_grade,
        flags=(*unreviewed(evidence), *flags_of(checklist, exact, score)),
        known=known,
        not_applicable=not_applicable,
        sample_weights=checklist.sample_weights,
        rows=evidence.rows,
        rules_on=checklist.rules_on,
        as_of=checklist.period.as_of,
        overrides=overrides,
        rebuttals=evidence.rebuttals,
        attachments=evidence.attachments,
        appeal_days=checklist.appeal_days,
    )


def _scores(plan: Plan, scored: Scored, fineness: Fineness) -> Shares:
    """Return the shares that vetoes look at, as they are before any veto."""
    items = zip((*plan.leaves, *plan.bonus), (*scored.outcomes, *scored.bonus), strict=True)
    shares = shares_of(each for each in items if each[1].id in plan.looked_at)
    scales = {
        each: plan.section_scales[each] for each in plan.section_scales.keys() & plan.looked_at
    }
    if not scales:
        return shares
    ends = ends_of(plan, scored, (), {}, fineness)
    bases = None if ends is None else (ends[0].base, ends[1].base)
    return {**shares, **shares_of_sections(scales, bases)}


def scored_items(
    plan: Plan,
    evidence: Evidence,
    errors: Mapping[str, SamplingError] = _NO_ERRORS,
    score_item: ScoreItem | None = None,
) -> tuple[list[Outcome], list[Outcome], tuple[Overridden, ...]]:
    """Return what the items and the bonus items earn, and the overrides; see `make_scorecard`."""
    checklist, of_item = plan.checklist, score_item or score_leaf
    found: dict[int, Outcome] = {}
    scores: Shares = {}
    leaves = (*plan.leaves, *plan.bonus)
    for leaf in map(leaves.__getitem__, plan.order):
        given = attrs.evolve(evidence, scores=scores) if leaf.looks_at else evidence
        found[leaf.index] = outcome = of_item(plan, leaf, given)
        if leaf.indicator.id in plan.looked_at:
            settled = _settled(plan, leaf, outcome, evidence, errors)
            scores = {**scores, **shares_of([(leaf, settled)])}
    outcomes = [found[leaf.index] for leaf in plan.leaves]
    bonus = [found[leaf.index] for leaf in plan.bonus]
    outcomes, overridden = with_overrides(outcomes, plan.leaves, evidence, checklist.day)
    bonus, of_bonus = with_overrides(bonus, plan.bonus, evidence, checklist.day, gains=True)
    outcomes = widened(cap_causes(checklist, count_once(plan, outcomes)), plan.leaves, errors)
    return outcomes, widened(bonus, plan.bonus, errors), (*overridden, *of_bonus)


def _settled(
    plan: Plan,
    leaf: Leaf,
    outcome: Outcome,
    evidence: Evidence,
    errors: Mapping[str, SamplingError],
) -> Outcome:
    """Return an outcome as others look at it: as people set it, and within its sampling error."""
    is_bonus = leaf.index >= len(plan.leaves)
    settled, _ = with_overrides([outcome], [leaf], evidence, plan.checklist.day, gains=is_bonus)
    return widened(settled, [leaf], errors)[0]


def score_leaf(plan: Plan, leaf: Leaf, evidence: Evidence) -> Outcome:
    """Score one item of a unit.

    Raises:
        Contradiction: the evidence contradicts itself.
    """
    return outcome_of(leaf, evidence, plan.checklist.period, plan.labels)


def _rounded(checklist: Checklist, outcomes: list[Outcome]) -> list[Outcome]:
    """Round what items count, if the checklist rounds items; their full points stay the same."""
    match checklist.rounding.at:
        case "total":
            return outcomes
        case "item":
            pass
        case _:
            assert_never(checklist.rounding.at)
    apply = checklist.rounding.apply
    rounded = []
    for outcome in outcomes:
        if outcome.counted is not None:
            counted = Span(apply(outcome.counted.low), apply(outcome.counted.high))
            if counted != outcome.counted:
                note = later(rounded_to, checklist.rounding.places, outcome.counted, counted)
                outcome = attrs.evolve(outcome, counted=counted, notes=(*outcome.notes, note))
        rounded.append(outcome)
    return rounded


def _with_shares(
    outcomes: Sequence[Outcome], low: Combined, high: Combined, shifts: Shifts | None
) -> list[Outcome]:
    placed = []
    for index, outcome in enumerate(outcomes):
        if outcome.counted is not None:
            at_low, at_high = low.shares.get(index), high.shares.get(index)
            # a share with factor 1 is the very object that the outcome holds (see `combine`), so
            # that most outcomes need not be compared and made again
            if at_low is not outcome.counted.low or at_high is not outcome.counted.high:
                counted = None if at_low is None or at_high is None else Span(at_low, at_high)
                outcome = attrs.evolve(outcome, counted=counted)
            if shifts is not None:
                outcome = attrs.evolve(outcome, notes=(*outcome.notes, *shifts.of_item(index)))
        placed.append(outcome)
    return placed


def _tree(
    plan: Plan,
    section: Section,
    outcomes: Iterator[Outcome],
    ends: tuple[End, End] | None,
    shifts: Shifts | None,
) -> Iterator[SectionScore | Outcome]:
    for child in section.children:
        if isinstance(child, Section):
            children = tuple(_tree(plan, child, outcomes, ends, shifts))
            spans = [each.counted for each in children if each.counted is not None]
            own = _own(child, ends) if spans else None
            counted = sum_of(spans if own is None else (*spans, own)) if spans else None
            yield SectionScore(
                id=child.id,
                title=child.title,
                out_of=plan.section_points[child.id],
                counted=counted,
                own=own,
                children=children,
                notes=_section_notes(child, counted, ends, shifts),
                **_on_own_scale(plan, child, counted, ends),
            )
        else:
            yield next(outcomes)


def _on_own_scale(
    plan: Plan, section: Section, counted: Span | None, ends: tuple[End, End] | None
) -> dict[str, Any]:
    """Return the score and the full score of a section; nothing where it counts with its own."""
    scale = plan.section_scales[section.id]
    if ends is None or counted is None:
        return {} if scale == plan.section_points[section.id] else {"scale": scale}
    low, high = (end.base.scores[section.id] for end in ends)
    score = Span(low, high)
    if score == counted and scale == plan.section_points[section.id]:
        return {}
    return {"subscore": score, "scale": scale}


def _own(section: Section, ends: tuple[End, End] | None) -> Span | None:
    if ends is None or not any(section.id in end.base.sections for end in ends):
        return None
    low, high = (end.base.sections.get(section.id, ZERO) for end in ends)
    return Span(low, high)


def _section_notes(
    section: Section, counted: Span | None, ends: tuple[End, End] | None, shifts: Shifts | None
) -> tuple[Message, ...]:
    if counted is None or ends is None:
        return ()
    low, high = (end.base.floors.get(section.id, ZERO) for end in ends)
    back = given_back(Span(low, high), counted.low) if low or high else ()
    return (
        *(() if shifts is None else shifts.of_section(section)),
        *back,
        *_rounding_note(section, ends),
    )


def _rounding_note(section: Section, ends: tuple[End, End]) -> tuple[Message, ...]:
    """Return a note that the score of a section was rounded, if that changed it."""
    rounding = section.rounding
    if rounding is None or not any(section.id in end.base.roundings for end in ends):
        return ()
    before, after = (
        Span(*(scores[section.id] for scores in found))
        for found in (
            [end.base.unrounded for end in ends],
            [end.base.scores for end in ends],
        )
    )
    return (rounded_to(rounding.places, before, after),)
