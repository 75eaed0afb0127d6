"""Scoring: checklist and evidence in, scorecards out. Pure functions; no file, no screen, no language, no global state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

import attrs

from lawcheck.checklist import Checklist
from lawcheck.errors import EvidenceError, Problem
from lawcheck.evidence import Evidence
from lawcheck.scorecard import Scorecard
from lawcheck.scoring.outcomes import Contradiction
from lawcheck.scoring.plan import Plan
from lawcheck.scoring.totals import make_scorecard


def score(checklist: Checklist, evidence: Evidence) -> Scorecard:
    """Score one unit.

    Raises:
        EvidenceError: the evidence contradicts itself; every contradiction is listed.
    """
    return next(score_units(checklist, [evidence]))


def score_units(checklist: Checklist, units: Iterable[Evidence]) -> Iterator[Scorecard]:
    """Score units one after the other; each as if it were alone.

    Raises:
        EvidenceError: after the last unit, if the evidence of any contradicts itself.
    """
    plan = _plan_of(_This(checklist))
    problems: list[Problem] = []
    for evidence in units:
        try:
            yield make_scorecard(plan, evidence)
        except Contradiction as error:
            problems += error.problems
    if problems:
        raise EvidenceError(problems)


@attrs.frozen(eq=False)
class _This:
    """A checklist that equals no other, so that nobody has to compare two of them item by item."""

    checklist: Checklist

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _This) and other.checklist is self.checklist

    def __hash__(self) -> int:
        return id(self.checklist)


@lru_cache(maxsize=1)
def _plan_of(this: _This) -> Plan:
    """The plan of the checklist that was scored last; a program that scores unit by unit asks for it again and again."""
    return Plan.of(this.checklist)
