"""Apply points that people set (豁免、改判), if they are valid on the day that is scored."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

import attrs

from lawcheck.model.deductions import Deduction, Gain
from lawcheck.model.errors import Problem
from lawcheck.model.evidence import Evidence, Override
from lawcheck.model.exact import ZERO
from lawcheck.model.outcomes import Outcome
from lawcheck.model.spans import Span
from lawcheck.model.tailoring import Overridden
from lawcheck.model.text import Message, message
from lawcheck.scoring.item_outcome import Contradiction
from lawcheck.scoring.leaves import Leaf


def outside_of(override: Override, leaf: Leaf) -> Message | None:
    """Return why an item cannot have the points that a person set; None if it can."""
    lowest = None if leaf.most is None else leaf.full - leaf.most
    points = override.points
    if points is None or (points <= leaf.full and (lowest is None or points >= lowest)):
        return None
    return message(
        "{name} 只能在 {lowest} 到 {full} 分之间，不能是 {points}",
        "{name} counts from {lowest} to {full} points, not {points}",
        name=leaf.indicator.id,
        lowest="−∞" if lowest is None else lowest,
        full=leaf.full,
        points=points,
    )


def with_overrides(
    outcomes: Sequence[Outcome],
    leaves: Sequence[Leaf],
    evidence: Evidence,
    day: date,
    *,
    gains: bool = False,
) -> tuple[list[Outcome], tuple[Overridden, ...]]:
    """Apply the overrides that are valid on a day.

    Args:
        outcomes: what the rules gave.
        leaves: the items in the same order.
        evidence: of the unit.
        day: the day that is scored.
        gains: the outcomes are bonuses, whose points are gained.

    Returns:
        The outcomes, and each override with its state.

    Raises:
        Contradiction: the item cannot have the points that were set.
    """
    if not evidence.overrides:
        return list(outcomes), ()
    changed, found = [], []
    for outcome, leaf in zip(outcomes, leaves, strict=True):
        override = evidence.overrides.get(outcome.id)
        if override is not None:
            fault = outside_of(override, leaf)
            if fault is not None:
                raise Contradiction([Problem(override.source.place, fault)])
            state = _state(override, day)
            found.append(
                Overridden(
                    override=override, title=outcome.title, state=state, before=outcome.earned
                )
            )
            if state == "applied":
                outcome = _overridden(outcome, override, gains)
        changed.append(outcome)
    return changed, tuple(found)


def _state(override: Override, day: date) -> Literal["applied", "expired", "not_yet"]:
    """Return whether an override is in force on a day."""
    if override.on > day:
        return "not_yet"
    return "expired" if override.until is not None and override.until < day else "applied"


def _overridden(outcome: Outcome, override: Override, gains: bool) -> Outcome:
    points = outcome.points if override.points is None else override.points
    reason = message(
        "{authority}改判：{reason}",
        "set by {authority}: {reason}",
        authority=override.authority,
        reason=override.reason,
    )
    earned = Span(points, points)
    return attrs.evolve(
        outcome,
        state="scored",
        earned=earned,
        counted=None if outcome.advisory else earned,
        deductions=(Deduction(outcome.points - points, reason),)
        if points < outcome.points
        else (),
        gains=(Gain(points, reason),) if gains and points > ZERO else (),
        why=None,
        decided_by=override,
        notes=(),
    )
