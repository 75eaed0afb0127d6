"""Scoring: checklist and evidence in, scorecards out.

Pure functions: they use no file, no screen, no language and no global state.

Imports `model`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import EvidenceError, LimitError, Place, Problem, problem
from lawcheck.model.evidence import Evidence
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.tailoring import Without
from lawcheck.model.text import fold
from lawcheck.scoring.item_outcome import Contradiction
from lawcheck.scoring.plan import plan_of
from lawcheck.scoring.totals import make_scorecard


def score(checklist: Checklist, evidence: Evidence) -> Scorecard:
    """Score one unit.

    Raises:
        EvidenceError: the evidence contradicts itself; every contradiction is listed.
        LimitError: the exact points take too many digits.
    """
    return next(score_units(checklist, [evidence]))


def score_units(checklist: Checklist, units: Iterable[Evidence]) -> Iterator[Scorecard]:
    """Score units one after the other, each independently of the others.

    Raises:
        EvidenceError: after the last unit, if the evidence of any contradicts itself, or a unit is
            duplicated.
        LimitError: the exact points of a unit take too many digits.
    """
    problems: list[Problem] = []
    seen: set[str] = set()
    for evidence in units:
        key = fold(evidence.unit.id)
        if key in seen:
            what = (
                "单位 {unit} 有不止一份佐证材料；请合并",
                "the unit {unit} has evidence more than once; put it together",
            )
            problems.append(problem(Place(evidence.unit.id), *what, unit=evidence.unit.id))
            continue
        seen.add(key)
        try:
            yield _card_of(checklist, evidence)
        except Contradiction as error:
            problems += error.problems
        except LimitError as error:
            raise LimitError(
                attrs.evolve(each, place=Place(evidence.unit.id)) for each in error.problems
            ) from error
    if problems:
        raise EvidenceError(problems)


def _card_of(checklist: Checklist, evidence: Evidence) -> Scorecard:
    """Return the scorecard of a unit, with the rules of the overlay that is for it.

    If an overlay or an override changed it, the card also holds the score that the unit would have
    without them.
    """
    overlays = [overlay for overlay in checklist.overlays if overlay.is_for(evidence.unit)]
    if len(overlays) > 1:
        names = [overlay.tailoring.id for overlay in overlays]
        what = (
            "单位 {unit} 适用不止一份调整：{names}；请改其中的 for",
            "the unit {unit} falls under more than one overlay: {names}; change their `for`",
        )
        raise Contradiction([problem(Place(), *what, unit=evidence.unit.id, names=names)])
    rules = overlays[0].rules if overlays else checklist
    card = make_scorecard(plan_of(rules), evidence)
    if not overlays and not any(each.state == "applied" for each in card.overrides):
        return card
    peers = evidence.peers if evidence.plain_peers is None else evidence.plain_peers
    plain = make_scorecard(plan_of(checklist), attrs.evolve(evidence, overrides={}, peers=peers))
    tailoring = overlays[0].tailoring if overlays else None
    return attrs.evolve(card, tailoring=tailoring, without=Without(plain.score, plain.grade))
