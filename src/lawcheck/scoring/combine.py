"""From what the leaves earned to the score of a node, keeping what each leaf contributes."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

import attrs

from lawcheck.aggregation import Part
from lawcheck.exact import ONE, ZERO
from lawcheck.scoring.tree import Leaf, Node


@attrs.frozen
class Combined:
    """A node's score in its parts: `score = sum of shares + start + floor`.

    Attributes:
        shares: what each leaf that takes part contributes, by the leaf's index.
        start: what methods that count down start from.
        floor: what was added because the score may not fall lower.
    """

    score: Fraction
    shares: dict[int, Fraction]
    start: Fraction = ZERO
    floor: Fraction = ZERO

    def times(self, factor: Fraction) -> Combined:
        """The same in the scale of the parent."""
        if factor == ONE:
            return self
        shares = {index: share * factor for index, share in self.shares.items()}
        return Combined(self.score * factor, shares, self.start * factor, self.floor * factor)


def combine(node: Node, earned: Sequence[Fraction | None]) -> Combined | None:
    """The score of a node.

    Args:
        node: the node.
        earned: by leaf index; None for a leaf that takes no part.

    Returns:
        None where nothing in it takes part.
    """
    below: list[Combined | None] = []
    parts = []
    for part in node.parts:
        if isinstance(part, Leaf):
            points = earned[part.index]
            child = None if points is None else Combined(points, {part.index: points})
            parts.append(Part(part.full, part.indicator.weight, points))
        else:
            child = combine(part, earned)
            parts.append(Part(part.full, part.section.weight, None if child is None else child.score))
        below.append(child)
    if not _anything_counts(node, parts):
        return None
    shares: dict[int, Fraction] = {}
    start, floor = node.method.start, ZERO
    for child, factor in zip(below, node.method.factors(parts), strict=True):
        if child is None:
            continue
        scaled = child.times(factor)
        shares.update(scaled.shares)
        start += scaled.start
        floor += scaled.floor
    score = sum(shares.values(), start + floor)
    if node.method.floor is not None and score < node.method.floor:
        floor += node.method.floor - score
        score = node.method.floor
    return Combined(score, shares, start, floor)


def _anything_counts(node: Node, parts: Sequence[Part]) -> bool:
    if node.method.needs_weight:
        return any(part.score is not None and part.weight for part in parts)
    return any(part.score is not None for part in parts)
