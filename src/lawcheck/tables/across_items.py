"""Rules across items: a finding that costs points once, and caps of causes.

In most units they change nothing: no record costs points in two items of a group, and no cause
reaches its cap. These units are found in columns; the others are scored alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import ceil
from typing import Any

import attrs
import polars as pl

from lawcheck.model.evidence import Record
from lawcheck.model.outcomes import Outcome
from lawcheck.scoring.leaves import Leaf
from lawcheck.scoring.plan import Plan
from lawcheck.tables.aggregated import over_records
from lawcheck.tables.distinct_inputs import Cases
from lawcheck.tables.fixed_point import PointScale
from lawcheck.tables.item_columns import Inputs, ItemColumn


@attrs.frozen
class Entry:
    """An item for one input row.

    Attributes:
        state: the state code.
        low: the fewest points.
        high: the most points.
        records: register and number of each record that a deduction is about.
        costs: what the deductions of each cause cost.
    """

    state: int
    low: Fraction
    high: Fraction
    records: frozenset[tuple[str, int]] = frozenset()
    costs: tuple[tuple[str, Fraction], ...] = ()


def found_by(
    outcome: Outcome,
) -> tuple[frozenset[tuple[str, int]], tuple[tuple[str, Fraction], ...]]:
    """Return the records that deductions are about, and what each cause costs."""
    records = set()
    costs: dict[str, Fraction] = {}
    for each in outcome.deductions:
        records |= {(at.register, at.number) for at in each.cites if isinstance(at, Record)}
        if each.cause:
            costs[each.cause] = costs.get(each.cause, Fraction(0)) + each.points
    return frozenset(records), tuple(costs.items())


def findings_of(entries: Sequence[Entry], cases: Cases, scale: PointScale) -> Mapping[str, Any]:
    """Return the attributes `records` and `costs` of the column of an item."""
    found: dict[str, Any] = {}
    if any(each.records for each in entries):
        listed = [[f"{number} {name}" for name, number in each.records] for each in entries]
        series = pl.Series(listed, dtype=pl.List(pl.String))
        found["records"] = pl.lit(series).gather(cases.of_row)
    causes = dict.fromkeys(cause for each in entries for cause, _ in each.costs)
    found["costs"] = {
        cause: cases.spread(
            pl.Series(
                [ceil(dict(each.costs).get(cause, 0) * scale.steps) for each in entries],
                dtype=pl.Int64,
            )
        )
        for cause in causes
    }
    return found


def without_sharing(leaf: Leaf) -> Leaf:
    """Return an item that is scored as if it did not share findings with others.

    Its rule reads single records, because it must be known which of them cost points.
    """
    if not leaf.is_shared:
        return leaf
    rule = over_records(leaf.indicator.rule)
    return attrs.evolve(leaf, is_shared=False, indicator=attrs.evolve(leaf.indicator, rule=rule))


def changed_across(
    plan: Plan, items: Sequence[ItemColumn], inputs: Inputs, scale: PointScale
) -> pl.Series:
    """Return which units a rule across items may change.

    Args:
        plan: the plan of the checklist.
        items: its items, without bonus.
        inputs: the inputs of items.
        scale: scale of the items.
    """
    counted = [each for each in items if not each.leaf.indicator.advisory]
    changed = [*_twice(plan, counted), *_capped(plan, counted, scale)]
    if not changed:
        return pl.zeros(inputs.height, dtype=pl.Boolean, eager=True)
    given = {name: column for each in items for name, column in each.given.items()}
    found = inputs.lazy(given).select(pl.any_horizontal(changed), pl.first().alias("row"))
    return found.collect(engine="streaming").to_series()


def _twice(plan: Plan, items: Sequence[ItemColumn]) -> Iterator[pl.Expr]:
    """Yield for each group of items whether a record costs points in two of them."""
    for group in plan.checklist.once:
        found = [
            each.records
            for each in items
            if each.leaf.indicator.id in group and each.records is not None
        ]
        if len(found) > 1:
            every = pl.concat_list(found)
            yield every.list.n_unique() < every.list.len()


def _capped(plan: Plan, items: Sequence[ItemColumn], scale: PointScale) -> Iterator[pl.Expr]:
    """Yield for each cause whether its deductions may cost more than its cap.

    An item without a list of costs was scored by a formula; it may have lost everything by any
    of the causes that its rule may name.
    """
    for cause, cap in plan.checklist.cause_caps.items():
        costs = []
        for each in items:
            if each.costs is not None:
                costs += [each.costs[cause]] if cause in each.costs else []
            elif not each.leaf.is_built_in or cause in _causes_in(each.leaf.indicator):
                costs.append(ceil(each.leaf.full * scale.steps) + 1 - each.low)
        if costs:
            yield pl.sum_horizontal(costs) > int(cap * scale.steps)


def _causes_in(thing: Any) -> Iterator[str]:
    """Yield the causes that an item and its rule name, at any depth."""
    if isinstance(thing, tuple):
        for each in thing:
            yield from _causes_in(each)
    elif attrs.has(type(thing)):
        for field in attrs.fields(type(thing)):
            value = getattr(thing, field.name)
            if field.name == "cause":
                yield value
            else:
                yield from _causes_in(value)
