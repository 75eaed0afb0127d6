"""Scores that may be irrational: computed more finely until nothing that is shown depends on it.

Every number of a scorecard rises with the roots in it. So a card with the decimals below all roots
and one with the decimals above them enclose the true card. Where both show the same, it is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any, Final

import attrs

from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import LimitError, Place, problem
from lawcheck.model.exact import round_exact
from lawcheck.model.outcomes import Outcome, SectionScore
from lawcheck.model.roots import USUAL, Fineness
from lawcheck.model.scorecard import Flag, Scorecard
from lawcheck.model.spans import Span
from lawcheck.model.text import message

MOST_PLACES: Final = 320
"""Decimal places of the last attempt. A number that is not decided then lies on the border itself:
two irrational numbers can make a rational one, and only algebra could tell."""
CERTAIN_PLACES: Final = 15
"""Decimal places that are certain in every number, so that ranks can compare them."""
_SHOWN: Final = (4, 9, CERTAIN_PLACES)
"""Decimal places that must be certain: with which reports and tables show numbers, and ranks
compare them; beside those of the score."""


def refined(checklist: Checklist, make: Callable[[Fineness], Scorecard]) -> Scorecard:
    """Return the card of a unit as soon as all that it shows is certain.

    Raises:
        LimitError: it is not certain after `MOST_PLACES` decimal places.
    """
    places = USUAL.places
    while places <= MOST_PLACES:
        below, above = (make(Fineness(places, "below")), make(Fineness(places, "above")))
        if below.raw == above.raw and below.sections == above.sections:
            return below
        if list(_shown(checklist, below)) == list(_shown(checklist, above)):
            return attrs.evolve(below, flags=(*below.flags, _irrational(places)))
        places *= 2
    raise LimitError(
        [
            problem(
                Place(),
                "得分里有开不尽的根，算到 {places} 位小数，取整或等次仍定不下来：它正好在界上；"
                "请改计分方法、小数位或等次分数线",
                "the score has irrational roots, and after {places} decimal places rounding or "
                "grade is still not decided: it lies on the border itself; change the scoring "
                "method, the places of `rounding` or the start of the grade",
                places=MOST_PLACES,
            )
        ]
    )


def _irrational(places: int) -> Flag:
    return Flag(
        "irrational",
        message(
            "精确总分是无限不循环小数，以下各数去尾到{places}位；得分和等次与真值一致",
            "the exact total has no last digit: numbers are cut after {places} places; "
            "score and grade are those of the true total",
            places=places,
        ),
    )


def _shown(checklist: Checklist, card: Scorecard) -> Iterator[Any]:
    yield from (card.score, card.grade, [flag.kind for flag in card.flags])
    yield [veto.state for veto in card.vetoes]
    spans = [card.exact, card.raw, *(each.change for each in card.adjustments)]
    parts = tuple(_parts(card.sections))
    spans += (each.counted for each in parts)
    spans += (each.score for each in parts if isinstance(each, SectionScore))
    rounding = checklist.rounding
    for span in spans:
        if span is None:
            yield None
            continue
        yield rounding.apply(span.low), rounding.apply(span.high)
        yield [_rounded(span, places) for places in _SHOWN]
    yield [each.kind for each in card.adjustments]


def _rounded(span: Span, places: int) -> tuple[Fraction, Fraction]:
    return round_exact(span.low, places), round_exact(span.high, places)


def _parts(
    sections: tuple[SectionScore | Outcome, ...],
) -> Iterator[SectionScore | Outcome]:
    for each in sections:
        yield each
        if isinstance(each, SectionScore):
            yield from _parts(each.children)
