"""Rank units (排名) by the declared number; equals share a rank, unknown scores give intervals."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Final, assert_never

import attrs

from lawcheck.analysis.near_ties import refuse_near_ties
from lawcheck.analysis.quotas import with_quotas
from lawcheck.analysis.standing import Standing
from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import Place, Problem, UsageError, problem
from lawcheck.model.exact import ZERO
from lawcheck.model.outcomes import SectionScore
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.spans import Span
from lawcheck.model.text import fold
from lawcheck.scoring.grading import ranking

RankKey = tuple[Fraction, ...]
_NOTHING: Final = Span(ZERO, ZERO)


def ranked(
    checklist: Checklist, cards: Sequence[Scorecard], section: str | None = None
) -> tuple[Standing, ...]:
    """Rank units by the number that the checklist declares, or by a section: 1, 2, 2, 4.

    Args:
        checklist: how units are ranked.
        cards: of the units.
        section: the id of a section, to rank by its exact score on its own scale. Ties and
            quotas are for the total; the grades are those by the total.

    Returns:
        Standings by group in the order in which groups first occur, then by rank. Units with equal
        ranks, and those without a score, stay in order.

    Raises:
        LimitError: the order of two irrational scores is not known.
        UsageError: a unit has several scorecards, or one of another checklist; or units are ranked
            within groups or kinds and some have none. All are named.
    """
    groups: dict[str, list[Scorecard]] = {}
    problems: list[Problem] = [*_repeated(cards), *_foreign(checklist, cards)]
    within = checklist.ranking.within
    for card, among in zip(cards, groups_of(checklist, cards), strict=True):
        if within != "all" and not among:
            problems.append(_without(card, within))
        groups.setdefault(among, []).append(card)
    if problems:
        raise UsageError(problems)
    standings = tuple(
        each for among, group in groups.items() for each in _within(checklist, among, group)
    )
    return standings if section is None else tuple(_by_section(checklist, standings, section))


def _by_section(
    checklist: Checklist, standings: Sequence[Standing], section: str
) -> Iterator[Standing]:
    """Yield the same units ranked by a section, with the grades that they have by the total."""
    for among in dict.fromkeys(each.among for each in standings):
        group = [each for each in standings if each.among == among]
        scores = [
            (each.card, score)
            for each in group
            if each.card.exact is not None
            and (found := _find(each.card.sections, section)) is not None
            and (score := found.score) is not None
        ]
        refuse_near_ties(checklist, scores, section)
        keys = {card.unit.id: ((score.low,), (score.high,)) for card, score in scores}
        places = _places([each.card.unit.id for each in group], keys)
        yield from _in_order(
            attrs.evolve(
                each,
                best=best,
                worst=worst,
                of=len(keys),
                section=_find(each.card.sections, section),
            )
            for each, (best, worst) in zip(group, places, strict=True)
        )


def groups_of(checklist: Checklist, cards: Sequence[Scorecard]) -> Iterator[str]:
    """Yield the group or kind that each unit is ranked within; empty if all are ranked together.

    Groups that differ only in width or spacing are the same; the name that occurred first counts.
    """
    within = checklist.ranking.within
    first: dict[str, str] = {}
    for card in cards:
        match within:
            case "all":
                yield ""
            case "group" | "kind":
                written = str(getattr(card.unit, within))
                yield first.setdefault(fold(written), written.strip())
            case _:
                assert_never(within)


def _repeated(cards: Sequence[Scorecard]) -> Iterator[Problem]:
    """Yield a problem for each unit that would be ranked against itself."""
    counts = Counter(fold(card.unit.id) for card in cards)
    for name, count in counts.items():
        if count > 1:
            what = (
                "单位 {name} 有{count}张计分卡；只给一张",
                "the unit {name} has {count} scorecards; give one",
            )
            yield problem(Place(name), *what, name=name, count=count)


def _foreign(checklist: Checklist, cards: Sequence[Scorecard]) -> Iterator[Problem]:
    """Yield a problem for each unit that was scored by another checklist."""
    for card in cards:
        if (card.checklist_id, card.checklist_version) != (checklist.id, checklist.version):
            what = (
                "单位 {name} 是按指标体系 {theirs} 评分的，不能按 {ours} 排名",
                "the unit {name} was scored by the checklist {theirs}, "
                "so it cannot be ranked by {ours}",
            )
            yield problem(
                Place(card.unit.id),
                *what,
                name=card.unit.id,
                theirs=f"{card.checklist_id} {card.checklist_version}",
                ours=f"{checklist.id} {checklist.version}",
            )


def _within(checklist: Checklist, among: str, cards: Sequence[Scorecard]) -> Iterator[Standing]:
    if checklist.rank_on == "exact":
        totals = ((card, card.exact) for card in cards)
        refuse_near_ties(checklist, [(card, exact) for card, exact in totals if exact is not None])
    keys = {card.unit.id: key for card in cards if (key := rank_key(checklist, card)) is not None}
    places = _places([card.unit.id for card in cards], keys)
    standings = [
        Standing(card, among, best, worst, len(keys), card.grade)
        for card, (best, worst) in zip(cards, places, strict=True)
    ]
    yield from _in_order(with_quotas(checklist, standings))


def _places(
    units: Sequence[str], keys: Mapping[str, tuple[RankKey, RankKey]]
) -> Iterator[tuple[int | None, int | None]]:
    """Yield the best and the worst rank of each unit; None for a unit without a key."""
    lowest = sorted(low for low, _ in keys.values())
    highest = sorted(high for _, high in keys.values())
    for unit in units:
        if unit not in keys:
            yield None, None
            continue
        low, high = keys[unit]
        above = len(keys) - bisect_right(lowest, high)
        # a unit whose score is an interval is among those that reach above its lowest: itself
        may_be_above = len(keys) - bisect_right(highest, low) - (high > low)
        yield 1 + above, 1 + may_be_above


def _in_order(standings: Iterable[Standing]) -> list[Standing]:
    return sorted(standings, key=lambda each: (each.best is None, each.best or 0, each.worst or 0))


def is_above(checklist: Checklist, upper: Scorecard, lower: Scorecard) -> bool:
    """Return whether a unit stands above another wherever in their intervals both scores lie."""
    one, other = rank_key(checklist, upper), rank_key(checklist, lower)
    return one is not None and other is not None and one[0] > other[1]


def rank_key(checklist: Checklist, card: Scorecard) -> tuple[RankKey, RankKey] | None:
    """Return what decides the rank of a unit, at its lowest and at its highest.

    Returns:
        The declared number, then the tie breakers. None for a unit without a score.
    """
    number = ranking(checklist, card.exact, card.score)
    if number is None:
        return None
    spans = [number, *(_added(card, name) for name in checklist.ranking.ties)]
    return tuple(each.low for each in spans), tuple(each.high for each in spans)


def _added(card: Scorecard, name: str) -> Span:
    """Return what an item or a section adds to the total; nothing where it does not apply."""
    found = _find(card.sections, name)
    return (
        (found.counted or _NOTHING)
        if found is not None
        else (card.outcome(name).counted or _NOTHING)
    )


def _find(parts: Sequence[object], name: str) -> SectionScore | None:
    for part in parts:
        if isinstance(part, SectionScore):
            if part.id == name:
                return part
            inner = _find(part.children, name)
            if inner is not None:
                return inner
    return None


def _without(card: Scorecard, within: str) -> Problem:
    return problem(
        Place(card.unit.id),
        "这个单位没有写{what}，不能分组排名；请补上 {key}",
        "this unit has no {key}, and units are ranked within theirs; add it",
        what={"group": "组别", "kind": "类别"}[within],
        key=within,
    )
