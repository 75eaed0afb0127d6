"""How far ranks and grades depend on the weights.

Weights are drawn at random around the declared ones, and each section and item is left out once.
What a unit earned stays as it is; only how much the parts of the sheet count changes. Bonus and
vetoes are kept as they were. Method: OECD and JRC, Handbook on Constructing Composite Indicators
(2008), on uncertainty and sensitivity analysis.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Final, Literal

import attrs

from lawcheck.analysis.ranking import groups_of
from lawcheck.analysis.standing import is_settled
from lawcheck.model.checklist import Checklist
from lawcheck.model.exact import ZERO, add_up
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.scoring_method import ByScores
from lawcheck.model.sections import Section
from lawcheck.model.text import Text
from lawcheck.scoring.plan import Plan
from lawcheck.scoring.sections import combine

_FINE: Final = 10_000
"""Steps from no change to the largest; weights are whole steps, so that every draw is exact."""
_DIGITS: Final = 15
"""Decimals that tell two totals of a draw apart, if grades depend on the exact total."""
_TAIL: Final = Fraction(5, 100)
"""Share of the draws that is left off at either end of an interval of ranks."""


_Number = tuple[int, int]
"""The numbers that decide the rank and the grade, in steps of the scale."""


@attrs.frozen
class UnitStability:
    """How steady the rank and grade of one unit are.

    Attributes:
        card: its scorecard.
        among: the group that it is ranked in; empty where all are ranked together.
        rank: by the declared weights.
        best: the best rank that it has in the middle nine tenths of the draws.
        worst: the worst one.
        keeps: share of the draws in which its score keeps the grade that it has.
        above_next: share of the draws in which it stands above the next unit; None for the last.
    """

    card: Scorecard
    among: str
    rank: int
    best: int
    worst: int
    keeps: Fraction
    above_next: Fraction | None


@attrs.frozen
class LeftOut:
    """The effect of leaving out one section or item.

    Attributes:
        id: of the section or item.
        title: of the section or item.
        mean: mean absolute change of rank.
        most: the largest change of rank.
        units: ids of the units with that change.
        grades: how many units would have another grade.
    """

    id: str
    title: Text
    mean: Fraction
    most: int
    units: tuple[str, ...]
    grades: int


@attrs.frozen
class Stability:
    """The effect of changing the weights.

    Attributes:
        units: by group, then by rank.
        without: the effect of leaving out each section and item, the largest mean change first.
        unknown: units without a score, or whose total is not known; they are left out.
        has_weights: whether the method at the top has weights that can be moved.
    """

    units: tuple[UnitStability, ...]
    without: tuple[LeftOut, ...]
    unknown: tuple[Scorecard, ...]
    has_weights: bool = True


def stability_of(
    checklist: Checklist, cards: Sequence[Scorecard], by: Fraction, draws: int, seed: str
) -> Stability:
    """Compute how ranks and grades change with the weights.

    Args:
        checklist: without overlays.
        cards: of the units.
        by: the weight of every part right below the top is multiplied by a number drawn evenly
            from 1 - by to 1 + by.
        draws: how many draws.
        seed: the same seed gives the same draws, on every machine.
    """
    plan = Plan.of(checklist)
    known = [card for card in cards if is_settled(card)]
    units = [_Unit.of(plan, card) for card in known]
    groups = list(groups_of(checklist, known))
    scale = _Scale.of(checklist)
    base = [scale.number(each.total.numerator, each.total.denominator) for each in units]
    has_weights = not isinstance(checklist.aggregation, ByScores)
    drawn = list(_drawn(checklist, units, scale, by, draws, seed)) if has_weights else [base]
    steady = _steady(scale, known, base, drawn, groups)
    without = sorted(_without(plan, units, scale, base, groups), key=lambda each: -each.mean)
    unknown = tuple(card for card in cards if not is_settled(card))
    return Stability(tuple(steady), tuple(without), unknown, has_weights)


@attrs.frozen
class _Unit:
    """What a unit earned, in total and by the parts right below the top.

    Attributes:
        base: the total before bonus and vetoes.
        earned: by item; None for one that takes no part.
        parts: what each part adds to the total, and what it could add at most.
        rest: the total without the parts: start score and floor, bonus, vetoes.
        is_fixed: a veto decides the total, whatever the weights.
    """

    card: Scorecard
    total: Fraction
    base: Fraction
    earned: tuple[Fraction | None, ...]
    parts: tuple[tuple[Fraction, Fraction], ...]
    rest: Fraction
    is_fixed: bool

    @classmethod
    def of(cls, plan: Plan, card: Scorecard) -> _Unit:
        assert card.exact is not None  # noqa: S101 - asked for units with a score only
        outcomes = [*card.outcomes()][: len(plan.leaves)]
        earned = tuple(
            None
            if each.earned is None or each.advisory
            else plan.checklist.rounding.of_item(each.earned.low)
            for each in outcomes
        )
        now = combine(plan.root, earned)
        full = [
            None if points is None else leaf.full
            for points, leaf in zip(earned, plan.leaves, strict=True)
        ]
        could = combine(plan.root, full)
        assert now is not None  # noqa: S101 - a unit with a score has something that counts
        assert could is not None  # noqa: S101 - the same items count
        places = _places(plan.checklist.root)
        # what rounding added to a section counts by its weight, too
        roundings = _roundings(plan.checklist.root, now.roundings)
        parts = tuple(
            (_within(now.shares, part) + rounded, _within(could.shares, part))
            for part, rounded in zip(places, roundings, strict=True)
        )
        fixed = any(veto.state == "applied" for veto in card.vetoes)
        return cls(
            card,
            card.exact.low,
            now.score,
            earned,
            parts,
            card.exact.low - add_up(added for added, _ in parts),
            fixed,
        )


def _roundings(root: Section, roundings: Mapping[str, Fraction]) -> Iterator[Fraction]:
    """Yield what rounding added to each part right below the top."""
    for child in root.children:
        if isinstance(child, Section):
            yield roundings.get(child.id, ZERO) + add_up(_roundings(child, roundings))
        else:
            yield ZERO


def _within(shares: dict[int, Fraction], places: range) -> Fraction:
    return add_up(shares.get(place, ZERO) for place in places)


def _places(root: Section) -> list[range]:
    """Return the indexes of the items of each part right below the top."""
    found, start = [], 0
    for child in root.children:
        count = sum(1 for _ in child.indicators()) if isinstance(child, Section) else 1
        found.append(range(start, start + count))
        start += count
    return found


@attrs.frozen
class _Scale:
    """Fixed-point scales for the numbers that decide rank and grade.

    Attributes:
        cuts: where the grades start in steps, highest first.
    """

    checklist: Checklist
    cuts: tuple[int, ...]

    @classmethod
    def of(cls, checklist: Checklist) -> _Scale:
        places = checklist.rounding.places if checklist.grade_on == "rounded" else _DIGITS
        return cls(checklist, tuple(int(grade.start * 10**places) for grade in checklist.grades))

    def number(self, part: int, whole: int) -> _Number:
        """Convert a total, given as a fraction, to the steps by which it is ranked and graded."""
        ranked = self._steps(self.checklist.rank_on, part, whole)
        if self.checklist.rank_on == self.checklist.grade_on:
            return ranked, ranked
        return ranked, self._steps(self.checklist.grade_on, part, whole)

    def _steps(self, on: Literal["rounded", "exact"], part: int, whole: int) -> int:
        """Return a number rounded as the checklist says, or truncated after many decimals."""
        rounding = self.checklist.rounding
        places = rounding.places if on == "rounded" else _DIGITS
        steps: int = 10**places
        size, rest = divmod(abs(part) * steps, whole)
        if on == "rounded":
            size += rounding.mode.takes_step(size, rest, whole)
        return size if part >= 0 else -size

    def grade(self, number: _Number) -> int:
        """Return the position of a grade, counted from the highest."""
        return next(
            (place for place, cut in enumerate(self.cuts) if number[1] >= cut), len(self.cuts) - 1
        )


def _drawn(
    checklist: Checklist,
    units: Sequence[_Unit],
    scale: _Scale,
    by: Fraction,
    draws: int,
    seed: str,
) -> Iterator[list[_Number]]:
    """Yield the numbers of all units, for each draw of weights."""
    generator = random.Random(seed)  # noqa: S311 - reproducible on purpose
    count = len(_places(checklist.root))
    sheets = [_Sheet.of(checklist, unit) for unit in units]
    for _ in range(draws):
        moved = [generator.randint(-_FINE, _FINE) for _ in range(count)]
        # whole numbers over the common denominator by.denominator * _FINE, which stands for 1
        weights = [by.denominator * _FINE + by.numerator * each for each in moved]
        yield [each.number(scale, weights, by.denominator * _FINE) for each in sheets]


@attrs.frozen
class _Sheet:
    """The parts of a unit as whole numbers over one denominator, so that draws need no fractions.

    Attributes:
        added: what each part adds.
        could: what each could add at most; empty where items only take off.
    """

    unit: _Unit
    added: tuple[int, ...]
    could: tuple[int, ...]
    common: int
    floor: Fraction | None

    @classmethod
    def of(cls, checklist: Checklist, unit: _Unit) -> _Sheet:
        common = lcm(*(number.denominator for pair in unit.parts for number in pair))
        added = tuple(int(part * common) for part, _ in unit.parts)
        could = (
            ()
            if checklist.aggregation.counts_down
            else tuple(int(part * common) for _, part in unit.parts)
        )
        return cls(unit, added, could, common, checklist.aggregation.floor)

    def number(self, scale: _Scale, weights: Sequence[int], one: int) -> _Number:
        """Return the total by other weights, in steps of the scale.

        The full score stays what it is, unless items only take off.

        Args:
            scale: the scale.
            weights: of the parts.
            one: the weight of a part that is left as it is.
        """
        total, rest = self.unit.total, self.unit.rest
        added = sum(weight * part for weight, part in zip(weights, self.added, strict=True))
        could = sum(weight * part for weight, part in zip(weights, self.could, strict=False))
        if self.unit.is_fixed or (self.could and not could):
            return scale.number(total.numerator, total.denominator)
        if self.could:
            part, whole = added * sum(self.could), could * self.common
        else:
            part, whole = added, one * self.common
        part, whole = part * rest.denominator + rest.numerator * whole, whole * rest.denominator
        if self.floor is not None and part < self.floor * whole:
            part, whole = self.floor.numerator, self.floor.denominator
        return scale.number(part, whole)


def _ranks(numbers: Sequence[_Number], groups: Sequence[str]) -> list[int]:
    """Return ranks within groups, from 1; equals share the better rank."""
    among: dict[str, list[int]] = {}
    decides = [number for number, _ in numbers]
    for number, group in zip(decides, groups, strict=True):
        among.setdefault(group, []).append(number)
    places: dict[str, dict[int, int]] = {group: {} for group in among}
    for group, found in among.items():
        for place, number in enumerate(sorted(found, reverse=True), 1):
            places[group].setdefault(number, place)
    return [places[group][number] for number, group in zip(decides, groups, strict=True)]


def _steady(
    scale: _Scale,
    cards: Sequence[Scorecard],
    base: Sequence[_Number],
    drawn: Sequence[Sequence[_Number]],
    groups: Sequence[str],
) -> Iterator[UnitStability]:
    ranks = _ranks(base, groups)
    ranks_drawn = [_ranks(numbers, groups) for numbers in drawn]
    cut = int(len(drawn) * _TAIL)
    first = {group: place for place, group in reversed(list(enumerate(groups)))}
    order = sorted(range(len(cards)), key=lambda at: (first[groups[at]], ranks[at]))
    for at, following in zip(order, [*order[1:], None], strict=True):
        mine = sorted(each[at] for each in ranks_drawn)
        same = sum(scale.grade(each[at]) == scale.grade(base[at]) for each in drawn)
        above = None
        if following is not None and groups[following] == groups[at]:
            above = Fraction(sum(each[at][0] > each[following][0] for each in drawn), len(drawn))
        keeps = Fraction(same, len(drawn))
        yield UnitStability(
            cards[at], groups[at], ranks[at], mine[cut], mine[len(mine) - 1 - cut], keeps, above
        )


def _without(
    plan: Plan,
    units: Sequence[_Unit],
    scale: _Scale,
    base: Sequence[_Number],
    groups: Sequence[str],
) -> Iterator[LeftOut]:
    checklist, ranks = plan.checklist, _ranks(base, groups)
    for name, title, places in _parts(checklist.root, 0):
        if len(places) == len(plan.leaves):
            continue
        totals = [_total_without(plan, unit, places) for unit in units]
        numbers = [scale.number(total.numerator, total.denominator) for total in totals]
        moved = [abs(new - old) for new, old in zip(_ranks(numbers, groups), ranks, strict=True)]
        most = max(moved, default=0)
        changed = sum(
            scale.grade(new) != scale.grade(old) for new, old in zip(numbers, base, strict=True)
        )
        movers = tuple(
            unit.card.unit.id for unit, by in zip(units, moved, strict=True) if by == most > 0
        )
        yield LeftOut(
            name, title, Fraction(sum(moved), len(moved)) if moved else ZERO, most, movers, changed
        )


def _total_without(plan: Plan, unit: _Unit, places: range) -> Fraction:
    """Return the total without these items; unchanged where nothing else would be left."""
    if unit.is_fixed:
        return unit.total
    left = combine(
        plan.root,
        [None if place in places else points for place, points in enumerate(unit.earned)],
    )
    return unit.total if left is None else unit.total - unit.base + left.score


def _parts(section: Section, start: int) -> Iterator[tuple[str, Text, range]]:
    """Yield every section and item with the indexes of its items."""
    for child in section.children:
        count = sum(1 for _ in child.indicators()) if isinstance(child, Section) else 1
        yield child.id, child.title, range(start, start + count)
        if isinstance(child, Section):
            yield from _parts(child, start)
        start += count
