"""The page on what a unit can still gain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

import attrs

from lawcheck.analysis.gain import Gains
from lawcheck.analysis.gain_changes import MOST_TIMES
from lawcheck.analysis.gain_search import MOST_STEPS, MOST_TRIED, PossibleGain
from lawcheck.model.outline import Block, Heading, Note, Outline, PageTable, Pairs
from lawcheck.model.text import Language
from lawcheck.reports.gain_rows import gains_csv, gains_json
from lawcheck.reports.labels import word
from lawcheck.reports.number_format import number, signed
from lawcheck.reports.scorecard import printed_score


@attrs.frozen
class GainAnalysis:
    """What units can still gain.

    Attributes:
        units: what each can gain.
    """

    units: tuple[Gains, ...]

    def outline(self, language: Language, width: int | None = None) -> Outline:  # noqa: ARG002 - no table is split
        """Return a part for each unit."""
        return tuple(block for each in self.units for block in _outline(each, language))

    def csv(self, language: Language) -> str:
        """Return its rows as CSV."""
        return gains_csv(self.units, language)

    def json(self, language: Language) -> str:
        """Return its rows as JSON."""
        return gains_json(self.units, language)


def _outline(gains: Gains, language: Language) -> Iterator[Block]:
    say = partial(word, language=language)
    card = gains.card
    yield Heading(f"{say('gain')} · {card.unit.name or card.unit.id}", 1)
    yield Pairs(
        (
            (say("score"), printed_score(card, language)),
            (say("grade"), card.grade.pick(language) if card.grade else say("no_grade")),
            (say("next_grade"), _next(gains, language)),
        )
    )
    if not gains.is_over:
        yield Note(say("still_to_do").format(day=gains.on, end=gains.end))
    else:
        yield Note(say("is_over"))
    if gains.reports:
        yield Heading(say("to_report"))
        yield _grid(gains.reports, "most", language)
    if gains.way:
        assert gains.grade is not None  # noqa: S101 - a way leads to a grade
        yield Heading(say("way").format(grade=gains.grade.pick(language)))
        yield _grid(gains.way, "adds", language)
    elif gains.has_stopped:
        yield Note(say("search_stopped").format(steps=MOST_STEPS, tried=MOST_TRIED))
    elif gains.grade is not None and not gains.is_over:
        yield Note(say("no_way").format(times=MOST_TIMES))
    if gains.asks:
        yield Heading(say("all_gains"))
        yield _grid(gains.asks, "adds", language)
        yield Note(say("of_the_past"))


def _next(gains: Gains, language: Language) -> str:
    if gains.card.score is None:
        return (
            gains.card.why_no_grade.pick(language)
            if gains.card.why_no_grade
            else word("no_grade", language)
        )
    if gains.grade is None:
        return word("at_the_top", language)
    if gains.missing <= 0:
        return word("held_by_veto", language).format(grade=gains.grade.pick(language))
    return word("short_of", language).format(
        grade=gains.grade.pick(language), points=number(gains.missing)
    )


def _grid(asks: Iterable[PossibleGain], points: str, language: Language) -> PageTable:
    say = partial(word, language=language)
    rows = tuple(
        (signed(ask.points), ask.what.pick(language), say("joint").join(ask.items)) for ask in asks
    )
    return PageTable((say(points), say("what"), say("items_that_gain")), rows, frozenset({0}))
