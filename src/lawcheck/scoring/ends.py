"""The lowest and the highest total that a unit can have, from what its items earned."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs

from lawcheck.model.adjustments import VetoOutcome
from lawcheck.model.evidence import Evidence
from lawcheck.model.exact import ZERO
from lawcheck.model.outcomes import OPEN_STATES, Outcome
from lawcheck.model.roots import Fineness
from lawcheck.model.spans import Span
from lawcheck.model.tailoring import Overridden
from lawcheck.scoring.adjustments import End
from lawcheck.scoring.factors import method_error
from lawcheck.scoring.lengths import added
from lawcheck.scoring.plan import Plan
from lawcheck.scoring.sections import combine


@attrs.frozen
class Scored:
    """What the items and the bonus items of a unit earned.

    Attributes:
        with_errors: some items may have any points within a sampling error.
    """

    evidence: Evidence
    outcomes: list[Outcome]
    bonus: list[Outcome]
    overrides: tuple[Overridden, ...]
    with_errors: bool


def ends_of(
    plan: Plan,
    scored: Scored,
    vetoes: Sequence[VetoOutcome],
    factors: dict[str, Sequence[Fraction]],
    fineness: Fineness,
) -> tuple[End, End] | None:
    """Return the lowest and the highest end; None where nothing counts.

    `factors` receives the factors of every node. They must be the same at both ends, unless they
    follow from the scores by the nature of the method; then they are those of the lowest end.
    """
    bonus = _bonus(scored.bonus)
    at_high: dict[str, Sequence[Fraction]] = {}
    earned = [None if each.counted is None else each.counted.low for each in scored.outcomes]
    is_open = any(each.state in OPEN_STATES for each in (*scored.outcomes, *scored.bonus)) or any(
        veto.state == "open" for veto in vetoes
    )
    applied = tuple(veto.id for veto in vetoes if veto.state == "applied")
    possible = tuple(veto.id for veto in vetoes if veto.state in ("applied", "open"))
    low = _end(plan, earned, factors, fineness, bonus.low, possible)
    if low is None or not (is_open or scored.with_errors):
        return None if low is None else (low, low)
    earned = [None if each.counted is None else each.counted.high for each in scored.outcomes]
    high = _end(plan, earned, at_high, fineness, bonus.high, applied)
    assert high is not None  # noqa: S101 - the same leaves take part at both ends
    if any(factors[name] != at_high[name] for name in factors if name not in plan.by_scores):
        raise method_error(
            plan.checklist.aggregation,
            "系数随得分变化，有未定项时无法确定得分区间",
            "the factors depend on scores, so no interval can be given while items are open",
        )
    return low, high


def _end(
    plan: Plan,
    earned: Sequence[Fraction | None],
    factors: dict[str, Sequence[Fraction]],
    fineness: Fineness,
    bonus: Fraction,
    vetoes: tuple[str, ...],
) -> End | None:
    base = combine(plan.root, earned, factors, fineness)
    if base is None:
        return None

    def without(leaves: set[int]) -> Fraction:
        left = combine(
            plan.root,
            [
                min(points, ZERO) if place in leaves and points is not None else points
                for place, points in enumerate(earned)
            ],
            None,
            fineness,
        )
        return ZERO if left is None else left.score

    return End(base, bonus, vetoes, None if plan.is_linear else without)


def _bonus(bonus: Sequence[Outcome]) -> Span:
    """Return what the bonus items earned together; advisory ones add nothing."""
    spans = [each.counted for each in bonus if each.counted is not None]
    return sum_of(spans)


def sum_of(spans: Sequence[Span]) -> Span:
    """Return the sums of both ends."""
    low = added(span.low for span in spans)
    return Span(
        low,
        low
        if all(span.low is span.high for span in spans)
        else added(span.high for span in spans),
    )
