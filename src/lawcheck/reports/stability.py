"""The page on how stable ranks and grades are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Final

import attrs

from lawcheck.analysis.sampling import SamplingEffect, StandingWithinErrors
from lawcheck.analysis.stability import Stability, UnitStability
from lawcheck.model.exact import round_exact, short_text
from lawcheck.model.outline import Block, Heading, Note, Outline, PageTable, Pairs
from lawcheck.model.text import Language, Text
from lawcheck.reports.labels import word
from lawcheck.reports.number_format import percent, ranks_of
from lawcheck.reports.scorecard import printed_score
from lawcheck.reports.stability_rows import Draws, stability_csv, stability_json

_MOST_PARTS: Final = 15
_MOST_UNITS: Final = 3


@attrs.frozen
class StabilityAnalysis:
    """How stable ranks and grades are.

    Attributes:
        title: of the checklist.
        as_of: the day as of which the units were scored; None for the whole period.
        found: what moved with the weights.
        sampling: what can move within the errors of samples.
        draws: how the weights were moved.
    """

    title: Text
    as_of: date | None
    found: Stability
    sampling: SamplingEffect
    draws: Draws

    def outline(self, language: Language, width: int | None = None) -> Outline:  # noqa: ARG002 - no table is split
        """Return ranks and grades when weights move, and within the errors of samples."""
        day = "" if self.as_of is None else f" · {word('as_of', language)} {self.as_of}"
        return (
            Heading(f"{self.title.pick(language)}{day}", 1),
            *_when_weights_move(self.found, self.draws, language),
            *_within_errors(self.sampling, language),
            *_without_score(self.found, language),
        )

    def csv(self, language: Language) -> str:
        """Return its rows as CSV."""
        return stability_csv(self.found, self.sampling, self.draws, language)

    def json(self, language: Language) -> str:
        """Return its rows as JSON."""
        return stability_json(self.found, self.sampling, self.draws, language)


def _when_weights_move(found: Stability, draws: Draws, language: Language) -> Iterator[Block]:
    say = partial(word, language=language)
    if not found.units:
        yield Note(say("nothing_to_move"))
        return
    yield Pairs(
        (
            (say("weights_moved"), f"±{percent(draws.by)}"),
            (say("draws"), str(draws.count)),
            (say("seed"), draws.seed),
        )
    )
    head = (
        say("rank"),
        say("unit"),
        say("ranks_drawn"),
        say("grade"),
        say("keeps_grade"),
        say("above_next"),
    )
    for among in dict.fromkeys(each.among for each in found.units):
        if among:
            yield Heading(among)
        rows = tuple(_unit(each, language) for each in found.units if each.among == among)
        yield PageTable(head, rows, frozenset({0, 4, 5}))
    yield Note(say("ranks_drawn_note" if found.has_weights else "no_weights_note"))
    if found.without:
        yield Heading(say("left_out"))
        rows = tuple(
            (
                f"{each.id} {each.title.pick(language)}",
                short_text(round_exact(each.mean, 2)),
                str(each.most),
                say("joint").join(each.units[:_MOST_UNITS])
                + ("…" if len(each.units) > _MOST_UNITS else ""),
                str(each.grades),
            )
            for each in found.without[:_MOST_PARTS]
        )
        columns = ("part", "mean_move", "largest_move", "movers", "grades_changed")
        yield PageTable(tuple(say(each) for each in columns), rows, frozenset({1, 2, 4}))


def _within_errors(sampling: SamplingEffect, language: Language) -> Iterator[Block]:
    """Yield the sampled items and the ranks within their errors; nothing if no item is sampled."""
    if not sampling.items:
        return
    say = partial(word, language=language)
    yield Heading(say("sampling"))
    items = tuple(
        (f"{each.id} {each.title.pick(language)}", percent(each.confidence), str(each.units))
        for each in sampling.items
    )
    yield PageTable(
        (say("sampled_item"), say("confidence"), say("units")), items, frozenset({1, 2})
    )
    yield Note(say("sampling_note"))
    head = (
        say("rank"),
        say("unit"),
        say("score"),
        say("score_within"),
        say("ranks_within"),
        say("grades"),
        say("surely_above"),
    )
    for among in dict.fromkeys(each.scored.among for each in sampling.units):
        yield Heading(say("sampling_of").format(group=among) if among else say("sampling_units"))
        rows = tuple(
            _standing_row(each, language) for each in sampling.units if each.scored.among == among
        )
        yield PageTable(head, rows, frozenset({0, 2, 3}))
    yield Note(say("surely_above_note"))


def _standing_row(each: StandingWithinErrors, language: Language) -> tuple[str, ...]:
    scored, within = each.scored, each.within
    return (
        ranks_of(scored.best, scored.worst),
        scored.card.unit.name or scored.card.unit.id,
        printed_score(scored.card, language),
        printed_score(within.card, language),
        ranks_of(within.best, within.worst),
        word("joint", language).join(grade.pick(language) for grade in each.grades),
        "" if each.above_next is None else word("yes" if each.above_next else "no", language),
    )


def _without_score(found: Stability, language: Language) -> Iterator[Block]:
    say = partial(word, language=language)
    if found.unknown:
        names = say("joint").join(card.unit.name or card.unit.id for card in found.unknown)
        yield Note(say("not_steadied").format(units=names))


def _unit(each: UnitStability, language: Language) -> tuple[str, ...]:
    card = each.card
    return (
        str(each.rank),
        card.unit.name or card.unit.id,
        ranks_of(each.best, each.worst),
        card.grade.pick(language) if card.grade else word("no_grade", language),
        _rounded_percent(each.keeps),
        "" if each.above_next is None else _rounded_percent(each.above_next),
    )


def _rounded_percent(share: Fraction) -> str:
    return percent(round_exact(share, 3))
