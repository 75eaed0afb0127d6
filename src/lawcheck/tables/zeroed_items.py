"""Items that vetoes set to zero, as columns.

A scorecard takes what the items add to the total off again, after the floors. Here their points
count as zero from the start, which is the same where no floor can lie in between. Units struck by
a veto where one can, or whose effect has no column form, are scored alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

import attrs
import polars as pl

from lawcheck.model.exact import ZERO
from lawcheck.scoring.adjustments import leaves_of
from lawcheck.scoring.leaves import Leaf, Node
from lawcheck.scoring.plan import Plan
from lawcheck.tables.item_columns import ItemColumn
from lawcheck.tables.vetoes import VetoColumn


@attrs.frozen
class Zeroed:
    """The items that vetoes set to zero.

    Attributes:
        covered: vetoes whose effects are computed in columns.
        uncovered: the other vetoes; units to which they apply or may apply must be scored alone.
        by_leaf: the covered vetoes that set an item to zero, by its index.
    """

    covered: Sequence[VetoColumn]
    uncovered: Sequence[VetoColumn]
    by_leaf: Mapping[int, Sequence[VetoColumn]]

    @classmethod
    def of(cls, plan: Plan, vetoes: Sequence[VetoColumn]) -> Zeroed:
        """Find the items."""
        covered, uncovered = list[VetoColumn](), list[VetoColumn]()
        by_leaf: dict[int, list[VetoColumn]] = {}
        floored = {leaf.index for leaf in _above_a_floor(plan.root) if leaf.full > ZERO}
        for veto in vetoes:
            leaves = leaves_of(plan.checklist, veto.effect.zeroed)
            if not veto.has_column_form or leaves & floored:
                uncovered.append(veto)
                continue
            covered.append(veto)
            for index in leaves:
                by_leaf.setdefault(index, []).append(veto)
        return cls(covered, uncovered, by_leaf)

    def names(self, item: ItemColumn) -> tuple[str, str]:
        """Return the names of the columns of what an item counts, fewest and most points."""
        vetoes = self.by_leaf.get(item.leaf.index)
        if vetoes is None:
            return item.name("low"), item.name("high")
        low = f"counted low {item.leaf.index}"
        is_open = item.high is not None or any(each.is_open for each in vetoes)
        return low, f"counted high {item.leaf.index}" if is_open else low

    def columns(self, items: Sequence[ItemColumn]) -> dict[str, pl.Expr]:
        """Return the columns of what the items count that vetoes set to zero."""
        made = {}
        for item in items:
            vetoes = self.by_leaf.get(item.leaf.index, ())
            if vetoes:
                low, high = self.names(item)
                made[high] = _without_points(
                    pl.col(item.name("high")), [each.applies("high") for each in vetoes]
                )
                made[low] = _without_points(
                    pl.col(item.name("low")), [each.applies("low") for each in vetoes]
                )
        return made


def _without_points(points: pl.Expr, applies: Collection[pl.Expr]) -> pl.Expr:
    """Return points of zero where a veto applies; points below zero stay."""
    return pl.when(pl.any_horizontal(applies)).then(pl.min_horizontal(points, 0)).otherwise(points)


def _above_a_floor(node: Node, is_below: bool = False) -> Iterator[Leaf]:
    """Yield the leaves below a section that has a floor."""
    is_below = is_below or node.method.floor is not None
    for part in node.parts:
        if isinstance(part, Node):
            yield from _above_a_floor(part, is_below)
        elif is_below:
            yield part
