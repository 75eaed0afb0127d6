"""Pages on many units: ranks, distribution of scores, items on which most units lose points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import Final

import attrs

from lawcheck.analysis.pool import Spread, Weakness
from lawcheck.analysis.standing import Standing
from lawcheck.model.checklist import Checklist
from lawcheck.model.exact import round_exact
from lawcheck.model.outline import Block, Heading, Note, Outline, PageTable, Pairs
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.text import Language
from lawcheck.reports.entries import said_of
from lawcheck.reports.labels import word
from lawcheck.reports.number_format import (
    fixed,
    percent,
    points_of,
    ranks_of,
    signed,
)
from lawcheck.reports.rank_rows import standings_csv, standings_json
from lawcheck.reports.ranks import ranking_pairs
from lawcheck.reports.scorecard import printed_score, short_grade
from lawcheck.reports.unit_tables import by_parts, name_of, share_of, titled

_GAP: Final = 2
_MOST_WEAKNESSES: Final = 10


@attrs.frozen
class RankingAnalysis:
    """The ranks of units.

    Attributes:
        checklist: says how units are ranked.
        standings: of the units.
    """

    checklist: Checklist
    standings: Sequence[Standing]

    def outline(self, language: Language, width: int | None = None) -> Outline:  # noqa: ARG002 - no table is split
        """Return how units are ranked, and a table of ranks for each group."""
        return tuple(_head(self.checklist, self.standings, language))

    def csv(self, language: Language) -> str:
        """Return one row for each unit as CSV."""
        return standings_csv(self.standings, language, by_section=False)

    def json(self, language: Language) -> str:
        """Return one object for each unit as JSON."""
        return standings_json(self.standings, language, by_section=False)


@attrs.frozen
class PoolAnalysis:
    """Many units beside each other.

    Attributes:
        checklist: says how units are ranked.
        standings: of the units.
        spread: how their scores lie.
        weaknesses: the items in which they lose points, the weakest first.
        before: their scorecards of last time, by unit; None if they are not compared.
    """

    checklist: Checklist
    standings: Sequence[Standing]
    spread: Spread
    weaknesses: Sequence[Weakness]
    before: Mapping[str, Scorecard] | None

    def outline(self, language: Language, width: int | None = None) -> Outline:
        """Return ranks, parts of the sheet, distribution, weakest items, changes since last time.

        A page without a width has a table of all items as well.
        """
        say = partial(word, language=language)
        blocks = [
            *_head(self.checklist, self.standings, language),
            *by_parts(self.standings, language, width),
            Heading(say("spread")),
            Pairs(tuple(_spread(self.spread, self.standings, language))),
        ]
        if self.weaknesses:
            blocks += [Heading(say("common_findings")), _weakest(self.weaknesses, language)]
        if self.before is not None:
            since = _since(self.standings, self.before, language)
            blocks += [Heading(say("since_last")), *since]
        return tuple(blocks)

    def csv(self, language: Language) -> str:
        """Return one row for each unit as CSV, with its sections."""
        return standings_csv(self.standings, language, by_section=True)

    def json(self, language: Language) -> str:
        """Return one object for each unit as JSON, with its sections."""
        return standings_json(self.standings, language, by_section=True)


def _weakest(weaknesses: Sequence[Weakness], language: Language) -> PageTable:
    rows = tuple(
        (
            each.title.pick(language),
            f"{each.losing}/{each.scored}",
            "—" if each.lost is None else percent(round_exact(each.lost, 4)),
        )
        for each in weaknesses[:_MOST_WEAKNESSES]
    )
    names = ("item", "losing_units", "share_lost")
    return PageTable(tuple(word(each, language) for each in names), rows, frozenset({1, 2}))


def _head(
    checklist: Checklist, standings: Sequence[Standing], language: Language
) -> Iterator[Block]:
    yield Heading(checklist.title.pick(language), 1)
    day = checklist.period.as_of
    as_of = () if day is None else ((word("as_of", language), day.isoformat()),)
    by = next((each.section for each in standings if each.section is not None), None)
    ranked_by = () if by is None else ((word("ranked_by", language), titled(by, language)),)
    yield Pairs((*as_of, *ranked_by, *ranking_pairs(checklist, language, by_total=by is None)))
    yield from _ranks(standings, language)


def _ranks(standings: Sequence[Standing], language: Language) -> Iterator[Block]:
    say = partial(word, language=language)
    by_section = any(each.section is not None for each in standings)
    names = ("rank", "unit", *(("section_score",) if by_section else ()), "score", "grade")
    for among in dict.fromkeys(each.among for each in standings):
        if among:
            yield Heading(among)
        rows = tuple(
            _rank(each, by_section, language) for each in standings if each.among == among
        )
        shares = tuple(
            (*(None for _ in names[:-2]), share_of(each.card.score, each.card.out_of), None)
            for each in standings
            if each.among == among
        )
        right = frozenset({0, *range(2, len(names) - 1)})
        yield PageTable(tuple(map(say, names)), rows, right, shares)
    for card in (each.card for each in standings):
        if card.score is None and card.why_no_grade is not None:
            yield Note(said_of(name_of(card), card.why_no_grade.pick(language), language))


def _rank(each: Standing, by_section: bool, language: Language) -> tuple[str, ...]:
    card, by = each.card, each.section
    score = None if by is None or card.score is None else by.score
    return (
        ranks_of(each.best, each.worst),
        name_of(card),
        *((points_of(score, language),) if by_section else ()),
        printed_score(card, language),
        _grade(each, language),
    )


def _grade(each: Standing, language: Language) -> str:
    by_score, grade = (
        short_grade(grade, each.card, language) if grade else word("no_grade", language)
        for grade in (each.card.grade, each.grade)
    )
    if each.grade == each.card.grade:
        return by_score
    return word("by_quota", language).format(grade=grade, by_score=by_score)


def _spread(
    spread: Spread, standings: Sequence[Standing], language: Language
) -> Iterator[tuple[str, str]]:
    say = partial(word, language=language)
    places = max((each.card.places for each in standings), default=0)
    yield say("units"), say("known_units").format(units=spread.units, known=spread.known)
    for label, value in (
        ("lowest", spread.lowest),
        ("median", spread.median),
        ("mean", spread.mean),
        ("highest", spread.highest),
    ):
        if value is not None:
            yield say(label), fixed(round_exact(value, places), places)
    for grade, count in spread.grades:
        yield (grade.pick(language) if grade else say("no_grade")), str(count)


def _since(
    standings: Sequence[Standing], before: Mapping[str, Scorecard], language: Language
) -> Iterator[Block]:
    say = partial(word, language=language)
    rows, changes = [], []
    for each in standings:
        card, old = each.card, before.get(each.card.unit.id)
        change = "—"
        if (
            old is not None
            and old.score is not None
            and card.score is not None
            and old.score.is_exact
            and card.score.is_exact
        ):
            changes.append(card.score.low - old.score.low)
            change = signed(changes[-1])
        was = "—" if old is None else printed_score(old, language)
        rows.append((name_of(card), was, printed_score(card, language), change))
    yield PageTable(
        (say("unit"), say("old_card"), say("new_card"), say("change")),
        tuple(rows),
        frozenset({1, 2, 3}),
    )
    if changes:
        mean = sum(changes, Fraction(0)) / len(changes)
        yield Note(
            say("mean_change").format(units=len(changes), change=signed(round_exact(mean, 2)))
        )
    gone = sorted(set(before) - {each.card.unit.id for each in standings})
    if gone:
        yield Note(say("units_gone").format(units=say("joint").join(gone)))
