"""Sampling errors of items that were scored on a sample, in points."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from lawcheck.model.calendars import Period
from lawcheck.model.errors import Place, PluginError, Problem
from lawcheck.model.evidence import Evidence, Override
from lawcheck.model.exact import ONE, ZERO
from lawcheck.model.foreign_calls import calling
from lawcheck.model.foreign_errors import what_failed
from lawcheck.model.outcomes import Outcome
from lawcheck.model.rule import Sampled, SamplingError
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.spans import Span
from lawcheck.model.text import message
from lawcheck.scoring.answers import BadResult, who_scores
from lawcheck.scoring.item_outcome import case_of
from lawcheck.scoring.leaves import Leaf
from lawcheck.scoring.plan import Plan


def sampling_errors(plan: Plan, card: Scorecard, evidence: Evidence) -> dict[str, SamplingError]:
    """Return the sampling errors of a unit's items, by item id.

    An item has none if it is not scored, is advisory, or has points that a person set.

    Raises:
        PluginError: an indicator type fails, or returns something that is not a range.
    """
    found = {}
    for leaf, outcome in zip((*plan.leaves, *plan.bonus), card.outcomes(), strict=True):
        if (
            outcome.state == "scored"
            and not outcome.advisory
            and not isinstance(outcome.decided_by, Override)
        ):
            error = _error_of(leaf, evidence, plan.checklist.period)
            if error is not None:
                found[outcome.id] = error
    return found


def widened(
    outcomes: Sequence[Outcome], leaves: Sequence[Leaf], errors: Mapping[str, SamplingError]
) -> list[Outcome]:
    """Return the outcomes; those with sampling errors get a range of points, as open ones have."""
    if not errors:
        return list(outcomes)
    return [
        _widened(outcome, leaf, errors[outcome.id]) if outcome.id in errors else outcome
        for outcome, leaf in zip(outcomes, leaves, strict=True)
    ]


def _widened(outcome: Outcome, leaf: Leaf, error: SamplingError) -> Outcome:
    assert outcome.earned is not None  # noqa: S101 - it is scored
    low, high = (
        leaf.full - (lost if leaf.most is None else min(lost, leaf.most))
        for lost in (error.most, error.least)
    )
    # where a finding counts in another item, or a cause is capped, the item may have lost less
    # than its rule takes off
    span = Span(min(low, outcome.earned.low), max(high, outcome.earned.high))
    return attrs.evolve(outcome, earned=span, counted=span)


def _error_of(leaf: Leaf, evidence: Evidence, period: Period) -> SamplingError | None:
    indicator = leaf.indicator
    if not isinstance(indicator.rule, Sampled):
        return None
    try:
        with calling(who_scores, indicator, evidence):
            error = indicator.rule.sampling_error(case_of(indicator, evidence, period))
        if error is not None:
            _check(error)
    except (Exception, SystemExit) as fault:  # a plugin's rule may fail in any way
        what = message(
            "{who}说明抽样误差时出错：{error}；请联系插件作者",
            "{who} failed to tell its sampling error: {error}; tell its author",
            who=who_scores(indicator, evidence),
            error=what_failed(fault),
        )
        raise PluginError([Problem(Place(), what)]) from fault
    return error


def _check(error: SamplingError) -> None:
    if not isinstance(error, SamplingError):
        raise BadResult(f"sampling_error() returned {type(error).__name__}, not a SamplingError")
    if not all(type(number) is Fraction for number in (error.least, error.most, error.confidence)):
        raise BadResult(f"{error} is not exact")
    if not (ZERO <= error.least <= error.most and ZERO < error.confidence < ONE):
        raise BadResult(f"{error} is not a range of points with a confidence")
