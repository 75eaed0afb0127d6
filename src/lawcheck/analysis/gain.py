"""Find what would bring more points: changes of the evidence, each scored again in full.

Nothing is estimated. A change (one more session, a missing review done) is made in the evidence
and the unit is scored; the gain is the difference of the two totals, so that caps, floors, other
items and redistribution are all taken into account.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import attrs

from lawcheck.analysis.gain_search import PossibleGain, Search, State
from lawcheck.model.as_of import whole_period
from lawcheck.model.checklist import Checklist
from lawcheck.model.evidence import Evidence
from lawcheck.model.exact import ZERO
from lawcheck.model.outcomes import OPEN_STATES
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.text import Text, message
from lawcheck.scoring import score
from lawcheck.scoring.grading import deciding, grade_at
from lawcheck.scoring.plan import plan_of


@attrs.frozen
class Gains:
    """What a unit can still gain.

    Attributes:
        card: the unit's scorecard for the whole period, if nothing more is done.
        on: the day of the question.
        end: the last day of the period.
        is_over: the period has ended, so that things can only be reported, not done any more.
        asks: everything that would bring points, the most for one thing first.
        reports: open items: what is not known yet, and the most that it can add to the lowest
            score.
        grade: the next grade; None at the top.
        missing: points from the lowest score (rounded or exact, as the checklist grades) to the
            next grade.
        way: the changes that reach it, in order; empty where none do, or none was found.
        has_stopped: the search for a way ended at its limit, so that there may be one.
    """

    card: Scorecard
    on: date
    end: date
    is_over: bool
    asks: tuple[PossibleGain, ...]
    reports: tuple[PossibleGain, ...]
    grade: Text | None
    missing: Fraction
    way: tuple[PossibleGain, ...]
    has_stopped: bool = False


def gains_of(checklist: Checklist, evidence: Evidence, on: date) -> Gains:
    """Find what one unit can still gain.

    Args:
        checklist: the checklist.
        evidence: of the unit.
        on: the day of the question. What is dated before it has happened; only what can still be
            done is looked for. After the end of the period, that is nothing.

    Raises:
        EvidenceError: the evidence contradicts itself.
    """
    checklist = whole_period(checklist)
    card = score(checklist, evidence)
    checklist = checklist.rules_for(evidence.unit)
    end = checklist.period.end
    is_over = on > end
    reports = tuple(sorted(_reports(checklist, card), key=lambda ask: -ask.points))
    if card.exact is None:
        return Gains(card, on, end, is_over, (), reports, None, ZERO, ())
    position = _position(checklist, card)
    grade, missing = None, ZERO
    if position:
        grade, missing = (
            checklist.grades[position - 1].name,
            checklist.grades[position - 1].start - _declared(checklist, card),
        )
    if is_over:
        return Gains(card, on, end, True, (), reports, grade, missing, ())
    search = Search(checklist, max(on, checklist.period.start))
    # The search scores again what is another object than before, so each fact is made once.
    start = State(attrs.evolve(evidence, facts=dict(evidence.facts)), card)
    asks = tuple(step.ask for step in search.best(start))
    if grade is None:
        return Gains(card, on, end, False, asks, reports, grade, missing, ())
    way = search.way(start, lambda card: _position(checklist, card) < position)
    return Gains(
        card, on, end, False, asks, reports, grade, missing, way, has_stopped=search.has_stopped
    )


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


def _reports(checklist: Checklist, card: Scorecard) -> Iterator[PossibleGain]:
    # where one item decides how much another counts, the total as a whole says what it can bring
    whole = None if plan_of(checklist).is_linear else card.raw
    for outcome in card.outcomes():
        if (
            outcome.state in OPEN_STATES
            and outcome.counted is not None
            and outcome.why is not None
        ):
            span = whole or outcome.counted
            most = span.high - span.low
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
