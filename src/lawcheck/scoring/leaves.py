"""The checklist as a tree for scoring: nodes with a method, and leaves with their limits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs

from lawcheck.model.basis import laws_of, local_rules_of
from lawcheck.model.exact import ZERO, add_up
from lawcheck.model.indicator import Indicator
from lawcheck.model.item_scores import items_in
from lawcheck.model.scoring_method import Aggregation, Part
from lawcheck.model.sections import Section
from lawcheck.model.spans import Span
from lawcheck.model.text import Text
from lawcheck.scoring.answers import is_built_in


@attrs.frozen
class Leaf:
    """An indicator in its place.

    Attributes:
        index: position among all outcomes.
        full: points of a unit without deductions; 0 where the method counts down.
        most: the most that deductions take off; None where its cost has no limit.
        lowest: the points that an open item has in the worst case; where the cost has no limit,
            enough to reach the floor.
        spared: the score without deductions, shared by all units that have it.
        unknown: the score while nothing is known, shared by all units that have it.
        is_built_in: its rule is of a type that lawcheck ships.
        looks_at: ids of the items whose scores decide whether it applies.
        is_shared: a record may count in another item instead (`once`), so the cap of this item can
            only be applied after that.
    """

    indicator: Indicator
    index: int
    full: Fraction
    most: Fraction | None
    lowest: Fraction
    basis: tuple[str, ...]
    local_rules: tuple[Text, ...]
    spared: Span
    unknown: Span
    is_built_in: bool
    looks_at: tuple[str, ...] = ()
    is_shared: bool = False


@attrs.frozen
class Grouping:
    """A section without a method of its own, whose parts count as those of the node above.

    Attributes:
        first: position of its first part among the parts of the node.
        last: position after its last part.
        full: its full score: what its parts can earn, or where the method counts down, what they
            can take off.
    """

    section: Section
    first: int
    last: int
    full: Fraction


@attrs.frozen
class Node:
    """A section with a scoring method of its own.

    Attributes:
        parts: the leaves and nodes below it; sections without a method are skipped.
        seen: the points and weights of `parts`, as the method is given them.
        carries: which parts can give the node a score alone. Where the method needs weights or
            points, one without weight, or one without points that only takes off, cannot.
        groupings: the sections without a method among the parts.
    """

    section: Section
    method: Aggregation
    parts: tuple[Leaf | Node, ...]
    seen: tuple[Part, ...]
    carries: tuple[bool, ...]
    groupings: tuple[Grouping, ...] = ()

    @property
    def full(self) -> Fraction:
        """Full score of the node."""
        return self.method.out_of

    def nodes(self) -> Iterator[Node]:
        """Yield the node and every node below."""
        yield self
        for part in self.parts:
            if isinstance(part, Node):
                yield from part.nodes()

    def leaves(self) -> Iterator[Leaf]:
        """Yield every leaf below, in order."""
        for part in self.parts:
            if isinstance(part, Node):
                yield from part.leaves()
            else:
                yield part


def node_of(section: Section, method: Aggregation, counter: Iterator[int]) -> Node:
    """Return the node of a section with its method.

    Args:
        section: the section.
        method: its method.
        counter: yields the indexes of leaves.
    """
    parts = tuple(_parts(section, method, counter))
    seen = tuple(Part(part.full, _weight(part)) for part in parts)
    carries = tuple(_carries(method, each) for each in seen)
    return Node(
        section, method, parts, seen, carries, tuple(_groupings(section, method, parts, 0))
    )


def _carries(method: Aggregation, part: Part) -> bool:
    if method.needs_weight:
        return bool(part.weight)
    return bool(part.points) or not method.needs_points


def _weight(part: Leaf | Node) -> Fraction:
    return part.indicator.weight if isinstance(part, Leaf) else part.section.weight


def _parts(section: Section, method: Aggregation, counter: Iterator[int]) -> Iterator[Leaf | Node]:
    for child in section.children:
        if isinstance(child, Indicator):
            yield leaf_of(child, method, counter)
        elif child.scoring is not None:
            yield node_of(child, child.scoring, counter)
        else:
            yield from _parts(child, method, counter)


def _groupings(
    section: Section, method: Aggregation, parts: Sequence[Leaf | Node], first: int
) -> Iterator[Grouping]:
    for child in section.children:
        last = first + _count(child)
        if isinstance(child, Section) and child.scoring is None:
            full = add_up(_can_move(part, method) for part in parts[first:last])
            yield Grouping(child, first, last, full)
            yield from _groupings(child, method, parts, first)
        first = last


def _count(child: Section | Indicator) -> int:
    """Return how many parts a child is for the method above it."""
    if isinstance(child, Indicator) or child.scoring is not None:
        return 1
    return sum(map(_count, child.children))


def can_count(part: Leaf | Node) -> bool:
    """Return whether anything below can take part; must agree with `combine`."""
    if isinstance(part, Leaf):
        return not part.indicator.advisory
    return any(
        can_count(each) and (seen.weight or not part.method.needs_weight)
        for each, seen in zip(part.parts, part.seen, strict=True)
    )


def _can_move(part: Leaf | Node, method: Aggregation) -> Fraction:
    """Return the points that a part can earn, or take off where the method counts down."""
    if not can_count(part):
        return ZERO
    if isinstance(part, Node):
        return part.full
    return -part.lowest if method.counts_down else part.full


def leaf_of(indicator: Indicator, method: Aggregation | None, counter: Iterator[int]) -> Leaf:
    """Return the leaf of an indicator.

    Args:
        indicator: the indicator.
        method: of the node above; None for a bonus.
        counter: yields the indexes of leaves.
    """
    points = indicator.points
    if method is not None and method.counts_down:
        full, most = ZERO, points
    else:
        full = points or ZERO
        most = None if indicator.floor is None else full - indicator.floor
    to_floor = (method.floor or ZERO) - method.start if method is not None else ZERO
    lowest = to_floor if most is None else full - most
    return Leaf(
        indicator,
        next(counter),
        full,
        most,
        lowest,
        laws_of(indicator.basis),
        local_rules_of(indicator.basis),
        Span(full, full),
        Span(lowest, max(full, lowest)),
        is_built_in(indicator.rule),
        items_in(indicator.not_applicable_when),
    )
