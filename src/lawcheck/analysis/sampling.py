"""How far ranks and grades depend on samples.

The points of every sampled item may lie anywhere within its sampling error. This is the worst
case, not a likely one: errors are not assumed to cancel out. All other items, and vetoes, count as
they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import attrs

from lawcheck.analysis.ranking import is_above, ranked
from lawcheck.analysis.standing import Standing, is_settled
from lawcheck.model.checklist import Checklist
from lawcheck.model.evidence import Evidence
from lawcheck.model.rule import SamplingError
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.text import Text
from lawcheck.scoring.grading import deciding, possible_grades
from lawcheck.scoring.plan import Plan
from lawcheck.scoring.sampling_error import sampling_errors
from lawcheck.scoring.totals import make_scorecard


@attrs.frozen
class SampledItem:
    """An item that was scored on samples.

    Attributes:
        id: of the item.
        title: of the item.
        confidence: the lowest confidence level of its ranges, over all units.
        units: how many units it was scored on a sample for.
    """

    id: str
    title: Text
    confidence: Fraction
    units: int


@attrs.frozen
class StandingWithinErrors:
    """The standing of one unit within the sampling errors.

    Attributes:
        scored: its standing as it was scored.
        within: its standing within the errors, with the interval of its score. The best rank is
            that with its own score high and those of the others low.
        grades: every grade that its score can bring, the highest first.
        above_next: whether it stands above the next unit wherever the two scores lie; None for the
            last.
    """

    scored: Standing
    within: Standing
    grades: tuple[Text, ...]
    above_next: bool | None


@attrs.frozen
class SamplingEffect:
    """The effect of sampling errors.

    Attributes:
        items: items scored on samples, in the order of the checklist; empty where there are none.
        units: units whose score is known, by group, then by rank; empty where no item was scored
            on a sample.
    """

    items: tuple[SampledItem, ...]
    units: tuple[StandingWithinErrors, ...]


def sampling_effect(
    checklist: Checklist, cards: Sequence[Scorecard], evidence: Sequence[Evidence]
) -> SamplingEffect:
    """Compute how far scores, ranks and grades can move within the sampling errors.

    Args:
        checklist: without overlays.
        cards: of the units; those with open items, or without a score, are left out.
        evidence: of the same units, in the same order.

    Raises:
        PluginError: an indicator type fails to return its sampling error.
    """
    plan = Plan.of(checklist)
    units = [
        (card, given) for card, given in zip(cards, evidence, strict=True) if is_settled(card)
    ]
    errors = [sampling_errors(plan, card, given) for card, given in units]
    items = tuple(_items(checklist, errors))
    if not items:
        return SamplingEffect((), ())
    wide = [
        make_scorecard(plan, given, each) if each else card
        for (card, given), each in zip(units, errors, strict=True)
    ]
    scored = ranked(checklist, [card for card, _ in units])
    within = {each.card.unit.id: each for each in ranked(checklist, wide)}
    return SamplingEffect(items, tuple(_standings(checklist, scored, within)))


def _items(
    checklist: Checklist, errors: Sequence[Mapping[str, SamplingError]]
) -> Iterator[SampledItem]:
    for indicator in checklist.indicators():
        found = [each[indicator.id].confidence for each in errors if indicator.id in each]
        if found:
            yield SampledItem(indicator.id, indicator.title, min(found), len(found))


def _standings(
    checklist: Checklist, scored: Sequence[Standing], within: Mapping[str, Standing]
) -> Iterator[StandingWithinErrors]:
    for standing, following in zip(scored, [*scored[1:], None], strict=True):
        wide = within[standing.card.unit.id]
        above = None
        if following is not None and following.among == standing.among:
            above = is_above(checklist, wide.card, within[following.card.unit.id].card)
        decides = deciding(checklist, wide.card.exact, wide.card.score)
        grades = () if decides is None else possible_grades(checklist, decides, wide.card.vetoes)
        yield StandingWithinErrors(standing, wide, grades, above)
