"""Find what would bring more points: changes of the evidence, each scored again in full.

Nothing is estimated. A change (one more session, a missing review done) is made in the evidence
and the unit is scored; the gain is the difference of the two totals, so that caps, floors, other
items and redistribution are all taken into account.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

import attrs

from lawcheck.analysis.gain_changes import EvidenceChange, changes, scored
from lawcheck.model.checklist import Checklist
from lawcheck.model.evidence import Evidence
from lawcheck.model.exact import ZERO
from lawcheck.model.outcomes import OPEN_STATES
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.text import Message, Text, message
from lawcheck.scoring import score
from lawcheck.scoring.grading import deciding, grade_at

MOST_STEPS: Final = 50
"""How many changes the way to the next grade may have."""


@attrs.frozen
class PossibleGain:
    """A change that would bring points.

    Attributes:
        what: what to do, or what to report.
        points: what it adds to the total on its own; in a way, what it adds after the changes
            before it.
        times: how many of it, for instance 2 for two more sessions.
        items: ids of the indicators that gain.
    """

    what: Message
    points: Fraction
    times: int = 1
    items: tuple[str, ...] = ()


@attrs.frozen
class Gains:
    """What a unit can still gain.

    Attributes:
        card: the unit's scorecard as it is.
        is_over: the period has ended, so that things can only be reported, not done any more.
        asks: everything that would bring points, the most for one thing first.
        reports: open items: what is not known yet, and the most that it can add to the lowest
            score.
        grade: the next grade; None at the top.
        missing: points from the lowest score (rounded or exact, as the checklist grades) to the
            next grade.
        way: the changes that reach it, in order; empty where none do.
    """

    card: Scorecard
    is_over: bool
    asks: tuple[PossibleGain, ...]
    reports: tuple[PossibleGain, ...]
    grade: Text | None
    missing: Fraction
    way: tuple[PossibleGain, ...]


def gains_of(checklist: Checklist, evidence: Evidence, on: date) -> Gains:
    """Find what one unit can still gain.

    Args:
        checklist: the checklist.
        evidence: of the unit.
        on: the day of the question; after the end of the period, what happened cannot change any
            more.

    Raises:
        EvidenceError: the evidence contradicts itself.
    """
    card = score(checklist, evidence)
    checklist = checklist.rules_for(evidence.unit)
    is_over = on > checklist.period.end
    reports = tuple(sorted(_reports(card), key=lambda ask: -ask.points))
    if card.exact is None:
        return Gains(card, is_over, (), reports, None, ZERO, ())
    position = _position(checklist, card)
    grade, missing = None, ZERO
    if position:
        grade, missing = (
            checklist.grades[position - 1].name,
            checklist.grades[position - 1].start - _declared(checklist, card),
        )
    if is_over:
        return Gains(card, True, (), reports, grade, missing, ())
    day = max(on, checklist.period.start)
    asks = tuple(step.ask for step in _best(checklist, evidence, card, day))
    way = () if grade is None else _way(checklist, evidence, card, position - 1, day)
    return Gains(card, False, asks, reports, grade, missing, way)


def _declared(checklist: Checklist, card: Scorecard) -> Fraction:
    """Return the number that decides the grade, at its lowest."""
    span = deciding(checklist, card.exact, card.score)
    assert span is not None  # noqa: S101 - asked for cards with a score only
    return span.low


def _position(checklist: Checklist, card: Scorecard) -> int:
    return grade_at(
        checklist,
        _declared(checklist, card),
        [veto.id for veto in card.vetoes if veto.state in ("applied", "open")],
    )


def _reports(card: Scorecard) -> Iterator[PossibleGain]:
    for outcome in card.outcomes():
        if (
            outcome.state in OPEN_STATES
            and outcome.counted is not None
            and outcome.why is not None
        ):
            most = outcome.counted.high - outcome.counted.low
            yield PossibleGain(
                message("{title}：{why}", "{title}: {why}", title=outcome.title, why=outcome.why),
                most,
                1,
                (outcome.id,),
            )
    for veto in card.vetoes:
        if veto.state == "open" and card.raw is not None:
            what = message(
                "一票否决“{title}”：{why}", "veto “{title}”: {why}", title=veto.title, why=veto.why
            )
            yield PossibleGain(
                what, card.raw.low - (ZERO if card.exact is None else card.exact.low)
            )


@attrs.frozen
class _Step:
    """A change, the evidence after it, and the scorecard."""

    ask: PossibleGain
    change: EvidenceChange
    evidence: Evidence
    card: Scorecard


def _way(
    checklist: Checklist, evidence: Evidence, card: Scorecard, wanted: int, day: date
) -> tuple[PossibleGain, ...]:
    """Find changes that reach a grade.

    Take the change that brings most for one thing, again and again, until the grade is reached;
    then leave out changes that turn out not to be needed, the smallest first.
    """
    steps: list[_Step] = []
    last = card
    while _position(checklist, last) > wanted:
        best = (
            _best(checklist, steps[-1].evidence if steps else evidence, last, day)
            if len(steps) < MOST_STEPS
            else []
        )
        if not best:
            return ()
        steps.append(best[0])
        last = best[0].card
    for step in sorted(steps, key=lambda each: each.ask.points):
        rest = _replayed(
            checklist,
            evidence,
            card,
            [each.change for each in steps if each.change is not step.change],
        )
        if rest and _position(checklist, rest[-1].card) <= wanted:
            steps = rest
    return tuple(step.ask for step in steps)


def _replayed(
    checklist: Checklist, evidence: Evidence, card: Scorecard, some: Sequence[EvidenceChange]
) -> list[_Step]:
    """Make changes from the start; return nothing if one of them brings no points now."""
    steps: list[_Step] = []
    for change in some:
        step = _step(checklist, change, evidence, card)
        if step is None:
            return []
        steps.append(step)
        evidence, card = step.evidence, step.card
    return steps


def _best(checklist: Checklist, evidence: Evidence, card: Scorecard, day: date) -> list[_Step]:
    found: dict[str, _Step] = {}
    for change in changes(checklist, evidence, card, day):
        step = _step(checklist, change, evidence, card)
        if step is not None:
            found.setdefault(change.what.pick("en"), step)
    return sorted(
        found.values(), key=lambda each: (-each.ask.points / each.ask.times, each.ask.times)
    )


def _step(
    checklist: Checklist, change: EvidenceChange, evidence: Evidence, card: Scorecard
) -> _Step | None:
    """Score one change in full; return None if it brings no points."""
    assert card.exact is not None  # noqa: S101 - asked for cards with a score only
    changed = change.made(evidence)
    after = scored(checklist, changed)
    if after is None or after.exact is None or after.exact.low <= card.exact.low:
        return None
    points = after.exact.low - card.exact.low
    return _Step(
        PossibleGain(change.what, points, change.times, tuple(_gaining(card, after))),
        change,
        changed,
        after,
    )


def _gaining(before: Scorecard, after: Scorecard) -> Iterator[str]:
    for one, other in zip(before.outcomes(), after.outcomes(), strict=True):
        if (
            one.earned is not None
            and other.earned is not None
            and other.earned.low > one.earned.low
        ):
            yield one.id
