"""From items to totals: every unit's lowest and highest total on a grid.

A total is a whole number over a whole number: the sum of items times whole factors. Where items were cut, the true total lies
less than a known number of steps above it; what comes out the same at both ends is certain, and every other unit is scored by
itself, exactly.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from math import lcm
from typing import Final

import attrs
import polars as pl

from lawcheck.aggregation.deduct_from import DeductFrom
from lawcheck.aggregation.mean import Mean, WeightedMean
from lawcheck.aggregation.points import Points
from lawcheck.checklist import Checklist
from lawcheck.columns.grid import FINE, Grid
from lawcheck.columns.items import ALONE, OUT, STATES, ItemColumn
from lawcheck.columns.keys import Distinct, distinct
from lawcheck.exact import ONE, ZERO
from lawcheck.scorecard import OPEN_STATES
from lawcheck.scoring.combine import combine
from lawcheck.scoring.plan import Plan
from lawcheck.scoring.tree import Node

_MOST: Final = 2**62
_OPEN: Final = tuple(STATES.index(state) for state in OPEN_STATES)
_NOT_APPLICABLE: Final = STATES.index("not_applicable")


@attrs.frozen
class Factors:
    """How the items of units with the same states make the total: (sum of factor x item + start) / common.

    Attributes:
        of: one factor an item; 0 for one that takes no part.
        start: in steps of the grid times `common`.
        has_score: something takes part, and not too much does not apply.
        is_alone: the numbers would be too large; the units are scored by themselves.
    """

    of: tuple[int, ...]
    start: int
    common: int
    has_score: bool
    is_alone: bool = False


def is_linear(plan: Plan, grid: Grid) -> bool:
    """Whether totals can be made here: by the methods that ship, with a floor at the root only, nothing across items."""
    checklist = plan.checklist
    return (
        all((limit * grid.steps).denominator == 1 for limit in _limits(checklist))
        and _is_known(plan.root)
        and not any(isinstance(part, Node) and _has_floor(part) for part in plan.root.parts)
        and not checklist.once
        and not getattr(checklist.aggregation, "cause_caps", {})
        and not checklist.overlays
    )


def _limits(checklist: Checklist) -> Iterator[Fraction]:
    """Numbers that totals are compared with; those of a checklist from a file lie on its grid."""
    yield from (grade.start for grade in checklist.grades)
    yield checklist.out_of
    bonus = checklist.bonus
    limits = (bonus.at_most, bonus.only_from, bonus.total_at_most) if bonus else ()
    yield from (each for each in (*limits, checklist.aggregation.floor) if each is not None)


def _is_known(node: Node) -> bool:
    known = type(node.method) in (Points, Mean, WeightedMean, DeductFrom)
    return known and all(_is_known(part) for part in node.parts if isinstance(part, Node))


def _has_floor(node: Node) -> bool:
    return node.method.floor is not None or any(_has_floor(part) for part in node.parts if isinstance(part, Node))


def factors_of(plan: Plan, states: Sequence[int], grid: Grid, most: int) -> Factors:
    """The factors of units whose items are in these states.

    Args:
        plan: of the checklist.
        states: codes of the items.
        grid: of the items.
        most: a bound of any item, in steps.
    """
    none = (0,) * len(states)
    if ALONE in states:
        return Factors(none, 0, 1, False, is_alone=True)
    unit = [None if state >= OUT else ONE for state in states]
    combined = combine(plan.root, unit)
    left_out = sum((stake for stake, state in zip(plan.stakes, states, strict=True) if state % OUT == _NOT_APPLICABLE), ZERO)
    share = left_out / plan.at_stake if left_out else ZERO
    if combined is None or share > plan.checklist.not_applicable_at_most:
        return Factors(none, 0, 1, False)
    shares = [combined.shares.get(index, ZERO) for index in range(len(states))]
    start = (combined.start + sum(combined.sections.values(), ZERO)) * grid.steps
    common = lcm(start.denominator, *(each.denominator for each in shares))
    whole = tuple(int(each * common) for each in shares)
    cuts = 1 + max(abs(limit) for limit in _limits(plan.checklist))
    largest = (sum(whole) * most + abs(int(start * common)) + common * grid.steps * int(cuts + 1)) * 4
    finest = max(FINE // grid.steps, 10**plan.checklist.rounding.places)
    if largest * finest > _MOST:
        return Factors(none, 0, 1, False, is_alone=True)
    return Factors(whole, int(start * common), common, True)


@attrs.frozen
class Totals:
    """Numbers of every unit; those of a unit without a score mean nothing.

    Attributes:
        low: lowest total, in steps of the grid times `common`.
        high: highest total; the same column where no unit has anything open.
        slack: the true totals lie less than this above them.
        common: what the totals are divided by.
        has_score: which units have a score.
        is_alone: which units have to be scored by themselves.
    """

    low: pl.Series
    high: pl.Series
    slack: pl.Series | int
    common: pl.Series | int
    has_score: pl.Series | bool
    is_alone: pl.Series


def totals_of(plan: Plan, items: Sequence[ItemColumn], grid: Grid, height: int) -> Totals:
    """The totals of all items that count, without bonus."""
    states = [each.state for each in items if isinstance(each.state, pl.Series)]
    found = distinct(states, height)
    patterns = list(_patterns(items, found))
    most = max((int(points) * grid.steps + 1 for each in items for points in _ends(each)), default=1)
    factors = [factors_of(plan, pattern, grid, most) for pattern in patterns]
    if len(factors) == 1:
        return _alike(factors[0], items, height)
    columns = {
        f"f{place}": found.spread(pl.Series([each.of[place] for each in factors], dtype=pl.Int64), height)
        for place in range(len(items))
    }
    start = found.spread(pl.Series([each.start for each in factors], dtype=pl.Int64), height)
    cut = [sum(factor for factor, item in zip(each.of, items, strict=True) if item.is_cut) for each in factors]
    frame = pl.DataFrame([start.alias("start"), *(column.alias(name) for name, column in columns.items())]).with_columns(
        *(item.low.alias(f"l{place}") for place, item in enumerate(items)),
        *(item.high.alias(f"h{place}") for place, item in enumerate(items) if item.high is not None),
    )
    low = pl.sum_horizontal("start", *(pl.col(f"l{place}") * pl.col(f"f{place}") for place in range(len(items))))
    ends = [f"h{place}" if item.high is not None else f"l{place}" for place, item in enumerate(items)]
    high = pl.sum_horizontal("start", *(pl.col(end) * pl.col(f"f{place}") for place, end in enumerate(ends)))
    made = frame.select(low=low, high=high)
    return Totals(
        made["low"],
        made["high"],
        found.spread(pl.Series(cut, dtype=pl.Int64), height) if any(cut) else 0,
        found.spread(pl.Series([each.common for each in factors], dtype=pl.Int64), height),
        found.spread(pl.Series([each.has_score for each in factors]), height),
        found.spread(pl.Series([each.is_alone for each in factors]), height),
    )


def _patterns(items: Sequence[ItemColumn], found: Distinct) -> Iterator[list[int]]:
    """The states of all items, for each different row of states."""
    for place in range(found.count):
        codes = iter(found.codes)
        yield [each.state if isinstance(each.state, int) else next(codes)[place] or 0 for each in items]


def _ends(item: ItemColumn) -> tuple[Fraction, ...]:
    return abs(item.leaf.full), abs(item.leaf.lowest)


def _alike(factors: Factors, items: Sequence[ItemColumn], height: int) -> Totals:
    """All units have the same states."""
    alone = pl.Series([factors.is_alone]).new_from_index(0, height)
    counted = [(item, factor) for item, factor in zip(items, factors.of, strict=True) if factor]
    slack = sum(factor for item, factor in counted if item.is_cut)
    frame = pl.DataFrame([item.low.alias(f"l{place}") for place, (item, _) in enumerate(counted)])
    low = _sum(frame, [factor for _, factor in counted], factors.start, height)
    high = low
    if any(item.high is not None for item, _ in counted):
        ends = [(item.low if item.high is None else item.high) for item, _ in counted]
        frame = pl.DataFrame([each.alias(f"l{place}") for place, each in enumerate(ends)])
        high = _sum(frame, [factor for _, factor in counted], factors.start, height)
    return Totals(low, high, slack, factors.common, factors.has_score, alone)


def _sum(frame: pl.DataFrame, factors: Sequence[int], start: int, height: int) -> pl.Series:
    if not factors:
        return pl.Series("low", [start], dtype=pl.Int64).new_from_index(0, height)
    terms = [pl.col(f"l{place}") * factor if factor != 1 else pl.col(f"l{place}") for place, factor in enumerate(factors)]
    return frame.lazy().select(low=sum(terms, pl.lit(start, dtype=pl.Int64))).collect()["low"]
