"""The checklist as scoring sees it: nodes with a method, leaves with what they can earn and lose at most."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import attrs

from lawcheck.aggregation import Aggregation
from lawcheck.checklist import Indicator, Section
from lawcheck.exact import ZERO


@attrs.frozen
class Leaf:
    """An indicator in its place.

    Attributes:
        index: position among all outcomes.
        full: points of a unit without deductions; 0 where the method counts down.
        worst: the points that deductions stop at; None where its cost has no limit.
        counts_down: its method starts from a score and takes off.
        lowest: the points that an open item has in the worst case; where the cost has no limit, enough to reach the floor.
    """

    indicator: Indicator
    index: int
    full: Fraction
    worst: Fraction | None
    lowest: Fraction
    counts_down: bool
    basis: tuple[str, ...]


@attrs.frozen
class Node:
    """A section with a scoring method of its own; its parts are the leaves and nodes below its plain groupings."""

    section: Section
    method: Aggregation
    parts: tuple[Leaf | Node, ...]

    @property
    def full(self) -> Fraction:
        """Full score of the node."""
        return self.method.out_of

    def leaves(self) -> Iterator[Leaf]:
        """Every leaf below, in order."""
        for part in self.parts:
            if isinstance(part, Node):
                yield from part.leaves()
            else:
                yield part


def node_of(section: Section, method: Aggregation, counter: Iterator[int]) -> Node:
    """The node of a section with its method; leaves take their indexes from the counter."""
    return Node(section, method, tuple(_parts(section, method, counter)))


def _parts(section: Section, method: Aggregation, counter: Iterator[int]) -> Iterator[Leaf | Node]:
    for child in section.children:
        if isinstance(child, Indicator):
            yield leaf_of(child, method, counter)
        elif child.scoring is not None:
            yield node_of(child, child.scoring, counter)
        else:
            yield from _parts(child, method, counter)


def leaf_of(indicator: Indicator, method: Aggregation | None, counter: Iterator[int]) -> Leaf:
    """The leaf of an indicator below a node of this method; None for a bonus."""
    points = indicator.points
    counts_down = method is not None and method.counts_down
    if counts_down:
        full, worst = ZERO, None if points is None else -points
    else:
        full, worst = points or ZERO, indicator.floor
    to_floor = (method.floor or ZERO) - method.start if method is not None else ZERO
    lowest = to_floor if worst is None else worst
    return Leaf(indicator, next(counter), full, worst, lowest, counts_down, tuple(map(str, indicator.basis)))
