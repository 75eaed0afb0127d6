"""Compute the lowest and the highest total of every unit from its items.

A total is a fraction of integers: the sum of the items, each times an integer factor, over a
common denominator. If items were truncated, the true total lies above the computed one by less
than a known number of steps, the slack. `final_scores` computes everything at both ends of this
interval. If both give the same, it is certain; if not, the unit is scored alone, with exact
fractions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm
from typing import Final, Literal

import attrs
import polars as pl

from lawcheck.methods.deduct_from import DeductFrom
from lawcheck.methods.mean import Mean, WeightedMean
from lawcheck.methods.points import Points
from lawcheck.model.checklist import Checklist
from lawcheck.model.exact import ONE, ZERO
from lawcheck.model.outcomes import OPEN_STATES
from lawcheck.scoring.leaves import Node
from lawcheck.scoring.plan import Plan
from lawcheck.scoring.sections import combine
from lawcheck.tables.distinct_inputs import Cases
from lawcheck.tables.fixed_point import FINE, PointScale
from lawcheck.tables.item_columns import EXCLUDED, FALLBACK, STATES, ItemColumn
from lawcheck.tables.known_fields import has_known_totals

_MOST: Final = 2**62
_OPEN: Final = tuple(STATES.index(state) for state in OPEN_STATES)
_NOT_APPLICABLE: Final = STATES.index("not_applicable")


@attrs.frozen
class Factors:
    """Factors of the total for units with the same item states.

    The total is (sum of factor x item + start) / common. For the mean of three items the factors
    are 1, 1, 1 and the common denominator is 3.

    Attributes:
        of: one factor per item; 0 for an item that does not take part.
        start: constant term, in steps of the scale times `common`.
        common: the common denominator.
        has_score: whether the units have a score: some item takes part, and the share of items
            that do not apply is within the limit.
        needs_fallback: whether the units must be scored alone, because the numbers might not fit
            into 64 bits or single records are needed.
    """

    of: tuple[int, ...]
    start: int
    common: int
    has_score: bool
    needs_fallback: bool = False


def is_linear(plan: Plan, scale: PointScale) -> bool:
    """Whether the totals of a checklist are linear in the items, as this module requires.

    The methods must be those that ship, with a floor at the root only, and without rules across
    items. Everything else is scored unit by unit.
    """
    checklist = plan.checklist
    return (
        has_known_totals(checklist)
        and all((limit * scale.steps).denominator == 1 for limit in _limits(checklist))
        and _is_known(plan.root)
        and not any(isinstance(part, Node) and _has_floor(part) for part in plan.root.parts)
        and not checklist.once
        and not getattr(checklist.aggregation, "cause_caps", {})
        and not checklist.overlays
    )


def _limits(checklist: Checklist) -> Iterator[Fraction]:
    """Yield the numbers that totals are compared with.

    In a checklist from a file they are whole numbers of steps; `is_linear` checks this for one
    that a program made.
    """
    yield from (grade.start for grade in checklist.grades)
    yield checklist.out_of
    bonus = checklist.bonus
    limits = (bonus.at_most, bonus.only_from, bonus.total_at_most) if bonus else ()
    yield from (each for each in (*limits, checklist.aggregation.floor) if each is not None)


def _is_known(node: Node) -> bool:
    known = type(node.method) in (Points, Mean, WeightedMean, DeductFrom)
    return known and all(_is_known(part) for part in node.parts if isinstance(part, Node))


def _has_floor(node: Node) -> bool:
    return node.method.floor is not None or any(
        _has_floor(part) for part in node.parts if isinstance(part, Node)
    )


def factors_of(plan: Plan, states: Sequence[int], scale: PointScale, most: int) -> Factors:
    """Return the factors for units whose items have these states.

    They are read off a total in which every item that takes part earns 1 point.

    Args:
        plan: the plan of the checklist.
        states: codes of the items' states.
        scale: scale of the items.
        most: upper bound of any item, in steps.
    """
    none = (0,) * len(states)
    if FALLBACK in states:
        return Factors(none, 0, 1, False, needs_fallback=True)
    unit = [None if state >= EXCLUDED else ONE for state in states]
    combined = combine(plan.root, unit)
    left_out = sum(
        (
            stake
            for stake, state in zip(plan.stakes, states, strict=True)
            if state % EXCLUDED == _NOT_APPLICABLE
        ),
        ZERO,
    )
    share = left_out / plan.at_stake if left_out else ZERO
    if combined is None or share > plan.checklist.not_applicable_at_most:
        return Factors(none, 0, 1, False)
    shares = [combined.shares.get(index, ZERO) for index in range(len(states))]
    start = (combined.start + sum(combined.sections.values(), ZERO)) * scale.steps
    common = lcm(start.denominator, *(each.denominator for each in shares))
    whole = tuple(int(each * common) for each in shares)
    largest_limit = 1 + max(abs(limit) for limit in _limits(plan.checklist))
    largest = (
        sum(whole) * most
        + abs(int(start * common))
        + common * scale.steps * int(largest_limit + 1)
    ) * 4
    finest = max(FINE // scale.steps, 10**plan.checklist.rounding.places)
    if largest * finest > _MOST:  # Polars would wrap around without an error
        return Factors(none, 0, 1, False, needs_fallback=True)
    return Factors(whole, int(start * common), common, True)


@attrs.frozen
class Totals:
    """Totals of every unit, as expressions over the columns of the items.

    The numbers of a unit without a score have no meaning.

    Attributes:
        low: lowest total, in steps of the scale times `common`.
        high: highest total; None if no unit has an open item.
        slack: the true totals lie above these by less than this.
        common: denominator of the totals.
        has_score: which units have a score.
        needs_fallback: which units must be scored alone.
        truncation: error bound: exact totals lie above the reported ones by less than this, in
            units of 1e-9; 0 if the reported totals are exact.
        given: computed columns that the expressions refer to, by name.
    """

    low: pl.Expr
    high: pl.Expr | None
    slack: pl.Expr | int
    common: pl.Expr | int
    has_score: pl.Expr | bool
    needs_fallback: pl.Expr | bool
    truncation: int
    given: Mapping[str, pl.Series]


def totals_of(
    plan: Plan,
    items: Sequence[ItemColumn],
    states: Mapping[int, pl.Series],
    scale: PointScale,
    height: int,
) -> Totals:
    """Compute the totals of all items that count, without bonus.

    Args:
        plan: the plan of the checklist.
        items: its items, in order.
        states: state codes of the items whose state differs between units, by index.
        scale: scale of the items.
        height: number of units.
    """
    changing = {
        each.leaf.index: _parts(states[each.leaf.index])
        for each in items
        if each.leaf.index in states
    }
    cases = Cases.found(list(changing.values()), height, "case of states")
    most = max(
        (int(points) * scale.steps + 1 for each in items for points in _ends(each)), default=1
    )
    factors = [
        factors_of(plan, pattern, scale, most) for pattern in _patterns(items, changing, cases)
    ]
    counted = [
        (place, item)
        for place, item in enumerate(items)
        if any(each.of[place] for each in factors)
    ]

    def of_all(values: Iterable[int]) -> pl.Expr | int:
        """Return a number that depends on the states: a constant if it is always the same."""
        numbers = list(values)
        return (
            numbers[0]
            if len(set(numbers)) == 1
            else cases.spread(pl.Series(numbers, dtype=pl.Int64))
        )

    def total(end: Literal["low", "high"]) -> pl.Expr:
        start = of_all(each.start for each in factors)
        made = start if isinstance(start, pl.Expr) else pl.lit(start, dtype=pl.Int64)
        for place, item in counted:
            factor = of_all(each.of[place] for each in factors)
            points = pl.col(item.name(end))
            made = made + (points if isinstance(factor, int) and factor == 1 else points * factor)
        return made

    slacks = [
        sum(each.of[place] for place, item in counted if item.is_truncated) for each in factors
    ]
    fine = FINE // scale.steps
    truncation = max(
        -(-slack * fine // each.common) + (each.common > 1)
        for slack, each in zip(slacks, factors, strict=True)
    )
    has_score, needs_fallback = (
        pl.Series([getattr(each, name) for each in factors])
        for name in ("has_score", "needs_fallback")
    )
    return Totals(
        total("low"),
        total("high") if any(item.high is not None for _, item in counted) else None,
        of_all(slacks),
        of_all(each.common for each in factors),
        has_score.all() if has_score.n_unique() == 1 else cases.spread(has_score),
        needs_fallback.all() if needs_fallback.n_unique() == 1 else cases.spread(needs_fallback),
        truncation,
        cases.given,
    )


def _parts(states: pl.Series) -> pl.Series:
    """Return 0 for each state of an item that takes part and applies, as if it was scored.

    An open item takes part like a scored one: it has fewest and most points, and changes no
    factor.
    """
    scored = pl.lit(STATES.index("scored"), dtype=states.dtype)
    is_open = pl.col(states.name).is_in(_OPEN)
    return (
        states.to_frame()
        .select(pl.when(is_open).then(scored).otherwise(pl.col(states.name)))
        .to_series()
    )


def _patterns(
    items: Sequence[ItemColumn], states: Mapping[int, pl.Series], cases: Cases
) -> Iterator[list[int]]:
    """Yield the states of all items, for each distinct combination."""
    codes = dict(zip(states, cases.codes, strict=True))
    for case in range(cases.count):
        yield [
            each.state if isinstance(each.state, int) else codes[each.leaf.index][case] or 0
            for each in items
        ]


def _ends(item: ItemColumn) -> tuple[Fraction, ...]:
    return abs(item.leaf.full), abs(item.leaf.lowest)
