"""Points that people set (豁免、改判): what they change, and which of them hold on the day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import attrs

from lawcheck.evidence import Evidence, Override
from lawcheck.exact import ZERO
from lawcheck.scorecard import Deduction, Gain, Outcome, Overridden, Span
from lawcheck.text import message


def with_overrides(
    outcomes: Sequence[Outcome], evidence: Evidence, day: date, *, gains: bool = False
) -> tuple[list[Outcome], tuple[Overridden, ...]]:
    """Outcomes with the overrides that hold on a day, and what became of each override.

    Args:
        outcomes: what the rules gave.
        evidence: of the unit.
        day: the day that is scored.
        gains: the outcomes are bonuses, whose points are gained.
    """
    changed, found = [], []
    for outcome in outcomes:
        override = evidence.overrides.get(outcome.id)
        if override is not None:
            if override.on > day:
                found.append(Overridden(override, outcome.title, "not_yet", outcome.earned))
            elif override.until is not None and override.until < day:
                found.append(Overridden(override, outcome.title, "expired", outcome.earned))
            else:
                found.append(Overridden(override, outcome.title, "applied", outcome.earned))
                outcome = _overridden(outcome, override, gains)
        changed.append(outcome)
    return changed, tuple(found)


def _overridden(outcome: Outcome, override: Override, gains: bool) -> Outcome:
    points = outcome.points if override.points is None else override.points
    reason = message(
        "{authority}改判：{reason}", "set by {authority}: {reason}", authority=override.authority, reason=override.reason
    )
    earned = Span(points, points)
    return attrs.evolve(
        outcome,
        state="scored",
        earned=earned,
        counted=None if outcome.advisory else earned,
        deductions=(Deduction(outcome.points - points, reason),) if points < outcome.points else (),
        gains=(Gain(points, reason),) if gains and points > ZERO else (),
        why=None,
        decided_by=override,
    )
