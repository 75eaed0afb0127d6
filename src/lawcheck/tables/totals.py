"""Compute the lowest and the highest total of every unit from its items.

A total is a quotient of integers. If items were truncated, or scores of sections below the root,
the true total lies above the computed one by less than a known number of steps, the slack.
`final_scores` computes everything at both ends of this interval. If both give the same, it is
certain; if not, the unit is scored alone, with exact fractions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil, lcm
from typing import Any, Final

import attrs
import polars as pl

from lawcheck.model.checklist import Checklist
from lawcheck.scoring.plan import Plan
from lawcheck.tables.fixed_point import FINE, PointScale
from lawcheck.tables.item_columns import EXCLUDED, STATES, ItemColumn
from lawcheck.tables.known_fields import has_known_totals
from lawcheck.tables.node_columns import Nodes, NotInColumns, Precision
from lawcheck.tables.polynomials import NARROW, WIDE
from lawcheck.tables.rounding import Number
from lawcheck.tables.section_sums import Part, added_where

_NOT_APPLICABLE: Final = STATES.index("not_applicable")
_SHARES: Final = 2**40
"""Units of all points, at most, in which the shares of items are measured."""

Ends = Callable[[ItemColumn], tuple[str, str]]
"""Names of the columns with the lowest and the highest points of an item."""


def is_in_columns(plan: Plan, scale: PointScale) -> bool:
    """Whether the totals of a checklist can be computed in columns, as far as it says by itself.

    The rounding, the numbers that totals are compared with, and the rules across items must have
    a column form, and no condition may look at the score of an item. Everything else is scored
    unit by unit.
    """
    checklist = plan.checklist
    return (
        has_known_totals(checklist)
        and not plan.looked_at
        and all((limit * scale.steps).denominator == 1 for limit in _limits(checklist))
    )


def _limits(checklist: Checklist) -> Iterator[Fraction]:
    """Yield the numbers that totals are compared with.

    In a checklist from a file they are whole numbers of steps; `is_in_columns` checks this for
    one that a program made.
    """
    yield from (grade.start for grade in checklist.grades)
    yield checklist.out_of
    bonus = checklist.bonus
    limits = (bonus.at_most, bonus.only_from, bonus.total_at_most) if bonus else ()
    totals = (veto.effect.highest_total for veto in checklist.vetoes)
    yield from (each for each in (*limits, *totals) if each is not None)


@attrs.frozen
class Totals:
    """Totals of every unit, as expressions over the columns of the items and of `stages`.

    The numbers of a unit without a score have no meaning.

    Attributes:
        low: lowest total, in steps of the scale times `common`.
        high: highest total; None if no unit has an open item.
        slack: the true totals lie above these by less than this.
        common: denominator of the totals.
        has_score: which units have a score: some item takes part, and the share of items that do
            not apply is within the limit.
        unsure: conditions under which units must be scored alone.
        truncation: error bound: exact totals lie above the reported ones by less than this, in
            units of 1e-9; 0 if the reported totals are exact.
        stages: columns by name, for one `with_columns` after the other.
    """

    low: pl.Expr
    high: pl.Expr | None
    slack: Number
    common: Number
    has_score: pl.Expr | bool
    unsure: Sequence[pl.Expr]
    truncation: int
    stages: Sequence[Mapping[str, pl.Expr]]


def totals_of(
    plan: Plan,
    items: Sequence[ItemColumn],
    states: Mapping[int, pl.Series],
    scale: PointScale,
    ends: Ends,
    precision: Precision,
) -> Totals:
    """Compute the totals of all items that count, without bonus.

    Args:
        plan: the plan of the checklist.
        items: its items, in order.
        states: state codes of the items whose state differs between units, by index.
        scale: scale of the items.
        ends: names of the columns of points.
        precision: how finely the scores of sections are divided.

    Raises:
        NotInColumns: the numbers might not fit into 128 bits, or a method has no column form.
    """
    left_out = _where(items, states, _takes_no_part)
    leaves = {
        each.leaf.index: _leaf(
            each, each.leaf.indicator.advisory or left_out[each.leaf.index], scale, ends(each)
        )
        for each in items
    }
    nodes = Nodes(leaves, scale.steps, precision)
    total = nodes.quotient(plan.root)
    within, unsure = _within_limit(plan, items, states)
    fine = FINE // scale.steps
    # what steps are compared with in the end, at the finest
    limits = scale.steps * (1 + max(map(abs, _limits(plan.checklist))))
    largest = (total.size + total.common_bounds[1] * ceil(limits)) * 4
    finest = max(fine, 10**plan.checklist.rounding.places)
    points = (total.most + total.most_slack + 2 * limits) / scale.steps
    if largest * finest >= WIDE or points * FINE >= NARROW:
        raise NotInColumns
    low, high, common = total.low, total.high, total.common
    if largest * finest >= NARROW:  # then all numbers that meet these have 128 bits
        low, high = low.cast(pl.Int128), None if high is None else high.cast(pl.Int128)
        common = (pl.lit(common) if isinstance(common, int) else common).cast(pl.Int128)
    return Totals(
        low,
        high,
        total.slack,
        common,
        both(total.has_score, within),
        (*nodes.unsure, *unsure),
        ceil(total.most_slack * fine) + (total.common_bounds[1] > 1),
        nodes.stages,
    )


def both(one: pl.Expr | bool, other: pl.Expr | bool) -> pl.Expr | bool:
    """Return where two conditions are met."""
    if isinstance(one, bool):
        return one and other
    return one & other if isinstance(other, pl.Expr) else other and one


def _leaf(
    item: ItemColumn, left_out: pl.Expr | bool, scale: PointScale, columns: tuple[str, str]
) -> Part:
    low, high = columns
    limits = (scale.to_steps(each) for each in (item.leaf.full, item.leaf.lowest))
    slack = int(item.is_truncated)
    return Part(
        low,
        high,
        units=1,
        size=max(map(abs, (*item.bounds, *limits))) + 1,
        slack=slack,
        most_slack=slack,
        is_left_out=left_out,
    )


def _takes_no_part(state: Any) -> Any:
    return state >= EXCLUDED


def _does_not_apply(state: Any) -> Any:
    return (state == _NOT_APPLICABLE) | (state == _NOT_APPLICABLE + EXCLUDED)


def _where(
    items: Sequence[ItemColumn], states: Mapping[int, pl.Series], test: Callable[[Any], Any]
) -> dict[int, pl.Expr | bool]:
    """Return which units have each item in some states; an expression only if units differ."""
    frame = pl.DataFrame([each.alias(str(index)) for index, each in states.items()])
    somewhere = frame.select(test(pl.all()).any()).row(0, named=True) if states else {}
    return {
        each.leaf.index: bool(test(each.state))
        if isinstance(each.state, int)
        else somewhere[str(each.leaf.index)] and test(pl.col(each.name("state")))
        for each in items
    }


def _within_limit(
    plan: Plan, items: Sequence[ItemColumn], states: Mapping[int, pl.Series]
) -> tuple[pl.Expr | bool, Sequence[pl.Expr]]:
    """Return which units have no more points not applicable than the checklist allows.

    The shares of items are integers, truncated if they must be.

    Returns:
        The expression, True if all units are within the limit; and conditions under which the
        truncation decides.
    """
    absent = _where(items, states, _does_not_apply)
    shares = {
        index: stake / plan.at_stake
        for index, stake in enumerate(plan.stakes)
        if stake and absent[index] is not False
    }
    limit = plan.checklist.not_applicable_at_most
    if sum(shares.values()) <= limit:
        return True, []
    if all(absent[index] is True for index in shares):
        return False, []
    common = lcm(*(each.denominator for each in shares.values()))
    units = min(common, _SHARES)
    whole = {index: int(share * units) for index, share in shares.items()}
    everywhere = sum(share for index, share in whole.items() if absent[index] is True)
    pairs = ((absent[index], share) for index, share in whole.items())
    total = everywhere + added_where(
        [(here, share) for here, share in pairs if isinstance(here, pl.Expr)], pl.Int64()
    )
    most = int(limit * units)
    if units == common:
        return total <= most, []
    slack = len(whole)  # each share is truncated by less than one unit
    return total <= most, [(total <= most) & (total + slack > most)]
