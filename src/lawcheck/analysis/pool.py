"""Statistics over many units: the distribution of scores, and common weaknesses (共性问题)."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs

from lawcheck.analysis.standing import Standing
from lawcheck.model.exact import ZERO, add_up
from lawcheck.model.outcomes import Outcome
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.text import Text


@attrs.frozen
class Weakness:
    """An item and what units lose in it.

    Attributes:
        id: of the item.
        title: of the item.
        losing: units that lose points in it.
        scored: units that it was scored for.
        lost: the mean share of its points that is lost, over all units that it was scored for;
            None where its cost has no limit.
    """

    id: str
    title: Text
    losing: int
    scored: int
    lost: Fraction | None


@attrs.frozen
class Spread:
    """The distribution of the known scores; all numbers are exact.

    Attributes:
        units: how many units there are.
        known: how many of them have a score that is not an interval.
        lowest: of the known scores; None, like the next three, where no score is known.
        median: the one in the middle, or the mean of the two in the middle.
        mean: of the known scores.
        highest: of the known scores.
        grades: how many units have each grade, the highest first; units without a grade under
            None.
    """

    units: int
    known: int
    lowest: Fraction | None
    median: Fraction | None
    mean: Fraction | None
    highest: Fraction | None
    grades: tuple[tuple[Text | None, int], ...]


def weaknesses(cards: Sequence[Scorecard]) -> tuple[Weakness, ...]:
    """Return every item in which units lose points.

    Those that most units lose points in come first, then those with the largest share lost.
    Advisory items are left out, and so is the bonus, which no unit is obliged to earn.
    """
    found: dict[str, list[Outcome]] = {}
    for card in cards:
        bonus = {each.id for each in card.bonus}
        for outcome in card.outcomes():
            if outcome.state == "scored" and not outcome.advisory and outcome.id not in bonus:
                found.setdefault(outcome.id, []).append(outcome)
    weak = (_weakness(outcomes) for outcomes in found.values())
    return tuple(
        sorted(
            (each for each in weak if each.losing),
            key=lambda each: (-each.losing, -(each.lost or ZERO)),
        )
    )


def _weakness(outcomes: Sequence[Outcome]) -> Weakness:
    losing = sum(bool(each.deductions) for each in outcomes)
    shares = [each.deducted / each.points for each in outcomes if each.points]
    mean = add_up(shares) / len(shares) if shares else None
    return Weakness(outcomes[0].id, outcomes[0].title, losing, len(outcomes), mean)


def spread(standings: Sequence[Standing], grades: Sequence[Text]) -> Spread:
    """Return the distribution of the scores of these units.

    Args:
        standings: of the units.
        grades: the names of the grades, the highest first.
    """
    cards = [each.card for each in standings]
    scores = sorted(
        card.score.low
        for card in cards
        if card.score is not None and card.score.low == card.score.high
    )
    counts = {name: sum(each.grade == name for each in standings) for name in grades}
    listed: list[tuple[Text | None, int]] = list(counts.items())
    none = sum(each.grade is None for each in standings)
    if none:
        listed.append((None, none))
    if not scores:
        return Spread(len(cards), 0, None, None, None, None, tuple(listed))
    middle = len(scores) // 2
    median = scores[middle] if len(scores) % 2 else (scores[middle - 1] + scores[middle]) / 2
    return Spread(
        len(cards),
        len(scores),
        scores[0],
        median,
        sum(scores, ZERO) / len(scores),
        scores[-1],
        tuple(listed),
    )
