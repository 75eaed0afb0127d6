"""Cross-item rules: shared caps of causes, and findings that cost points only once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from lawcheck.model.checklist import Checklist
from lawcheck.model.deductions import Deduction, limit
from lawcheck.model.evidence import Record
from lawcheck.model.exact import ZERO
from lawcheck.model.outcomes import Outcome
from lawcheck.model.spans import Span
from lawcheck.model.text import Message, message
from lawcheck.scoring.item_outcome import item_cap
from lawcheck.scoring.plan import Plan


def cap_causes(checklist: Checklist, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Apply the caps of causes: deductions of one cause cost at most its cap, in item order."""
    left = dict(checklist.cause_caps)
    if not left:
        return list(outcomes)
    capped = []
    for outcome in outcomes:
        kept = []
        for deduction in outcome.deductions:
            cause = deduction.cause
            if cause in left and not outcome.advisory:
                why = message(
                    "{cause}合计至多扣{cap}",
                    "{cause}: at most {cap} together",
                    cause=cause,
                    cap=checklist.cause_caps[cause],
                )
                (deduction,) = limit((deduction,), left[cause], why)
                left[cause] -= deduction.points
            kept.append(deduction)
        capped.append(_with_deductions(outcome, kept))
    return capped


def count_once(plan: Plan, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Let a record cost points in one item of a group: where it costs most, the first of equals.

    The items are capped afterwards: what an item cannot take off any more is not taken off
    elsewhere, and what a record does not cost here leaves room for the others below the cap.
    """
    changed = list(outcomes)
    if not plan.checklist.once:
        return changed
    for group in plan.checklist.once:
        places = [
            index
            for index, outcome in enumerate(changed)
            if outcome.id in group and not outcome.advisory
        ]
        dearest = _dearest([changed[index] for index in places])
        for index in places:
            outcome = changed[index]
            kept = [_once(outcome, each, dearest) for each in outcome.deductions]
            changed[index] = _with_deductions(outcome, kept)
    for index, (outcome, leaf) in enumerate(zip(changed, plan.leaves, strict=True)):
        if leaf.is_shared and leaf.most is not None and outcome.state == "scored":
            changed[index] = _with_deductions(
                outcome, limit(outcome.deductions, leaf.most, item_cap(leaf))
            )
    return changed


_Key = tuple[str, int]


def _record_of(deduction: Deduction) -> _Key | None:
    """Return the record that a deduction is about; None if it is about several, or none."""
    if len(deduction.cites) == 1 and isinstance(deduction.cites[0], Record):
        return deduction.cites[0].register, deduction.cites[0].number
    return None


def _dearest(outcomes: Sequence[Outcome]) -> Mapping[_Key, Outcome]:
    """Return the outcome in which each record costs most."""
    costs: dict[_Key, dict[str, Fraction]] = {}
    by_id = {outcome.id: outcome for outcome in outcomes}
    for outcome in outcomes:
        for deduction in outcome.deductions:
            key = _record_of(deduction)
            if key is not None:
                of_items = costs.setdefault(key, {})
                of_items[outcome.id] = of_items.get(outcome.id, ZERO) + deduction.points
    return {
        key: by_id[max(of_items, key=lambda name: of_items[name])]
        for key, of_items in costs.items()
    }


def _once(outcome: Outcome, deduction: Deduction, dearest: Mapping[_Key, Outcome]) -> Deduction:
    key = _record_of(deduction)
    if key is None or dearest[key].id == outcome.id:
        return deduction
    (spared,) = limit((deduction,), ZERO, _counted_in(dearest[key]))
    return spared


def _counted_in(outcome: Outcome) -> Message:
    return message(
        "同一问题已在“{item}”扣分", "the same finding counts in {item} already", item=outcome.title
    )


def _with_deductions(outcome: Outcome, deductions: Sequence[Deduction]) -> Outcome:
    if outcome.state != "scored" or list(deductions) == list(outcome.deductions):
        return outcome
    outcome = attrs.evolve(outcome, deductions=tuple(deductions))
    earned = outcome.points - outcome.deducted
    return attrs.evolve(
        outcome,
        earned=Span(earned, earned),
        counted=None if outcome.advisory else Span(earned, earned),
    )
