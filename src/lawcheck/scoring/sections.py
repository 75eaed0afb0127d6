"""From the points of the leaves to the score of a node, with what each leaf contributes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

import attrs

from lawcheck.model.exact import ONE, ZERO
from lawcheck.model.roots import USUAL, Fineness
from lawcheck.scoring.factors import check_score, factors_of
from lawcheck.scoring.leaves import Leaf, Node
from lawcheck.scoring.lengths import added

Factors = Mapping[str, Sequence[Fraction]]
"""Factors of the parts of each node that has a score, by the section's id."""


@attrs.frozen
class Combined:
    """A node's score as a sum of `shares`, `sections`, `start`, `floor` and `rounded`.

    Attributes:
        shares: what each leaf that takes part contributes, by the leaf's index.
        start: the start score, where the method counts down.
        floor: what was added because the score may not be lower.
        rounded: what rounding added or took off.
        sections: start, floor and rounding together, for sections with a method of their own, by
            the section's id.
        floors: the floor alone, for sections whose floor was reached.
        roundings: the rounding alone, for sections whose score was rounded.
        scores: the score of every section on its own scale, by the section's id; none for a
            section in which nothing takes part.
        unrounded: the score on its own scale before rounding, for sections that are rounded.
    """

    score: Fraction
    shares: dict[int, Fraction]
    start: Fraction = ZERO
    floor: Fraction = ZERO
    sections: dict[str, Fraction] = attrs.field(factory=dict)
    floors: dict[str, Fraction] = attrs.field(factory=dict)
    scores: dict[str, Fraction] = attrs.field(factory=dict)
    roundings: dict[str, Fraction] = attrs.field(factory=dict)
    unrounded: dict[str, Fraction] = attrs.field(factory=dict)
    rounded: Fraction = ZERO

    def times(self, factor: Fraction) -> Combined:
        """Convert to the scale of the parent."""
        if factor == ONE:
            return self
        shares = {index: share * factor for index, share in self.shares.items()}
        sections = {name: share * factor for name, share in self.sections.items()}
        floors = {name: share * factor for name, share in self.floors.items()}
        roundings = {name: share * factor for name, share in self.roundings.items()}
        return Combined(
            self.score * factor,
            shares,
            self.start * factor,
            self.floor * factor,
            sections,
            floors,
            self.scores,
            roundings,
            self.unrounded,
            self.rounded * factor,
        )


def combine(
    node: Node,
    earned: Sequence[Fraction | None],
    used: dict[str, Sequence[Fraction]] | None = None,
    fineness: Fineness = USUAL,
) -> Combined | None:
    """Compute the score of a node.

    Args:
        node: the node.
        earned: by leaf index; None for a leaf that takes no part.
        used: receives the factors of every node, by the section's id. Scores of sections on
            their own scale are computed only if it is given.
        fineness: how finely irrational scores are computed.

    Returns:
        None where nothing in it takes part.

    Raises:
        LimitError: the exact score takes too many digits.
    """
    below = [
        None if isinstance(part, Leaf) else combine(part, earned, used, fineness)
        for part in node.parts
    ]
    scores = [
        earned[part.index] if isinstance(part, Leaf) else None if child is None else child.score
        for part, child in zip(node.parts, below, strict=True)
    ]
    if not any(
        score is not None and carries for score, carries in zip(scores, node.carries, strict=True)
    ):
        return None
    shares: dict[int, Fraction] = {}
    sections: dict[str, Fraction] = {}
    floors: dict[str, Fraction] = {}
    on_scale: dict[str, Fraction] = {}
    roundings: dict[str, Fraction] = {}
    unrounded: dict[str, Fraction] = {}
    start, floor = node.method.start, ZERO
    factors = factors_of(node, scores, fineness)
    if used is not None:
        used[node.section.id] = factors
    for part, child, score, factor in zip(node.parts, below, scores, factors, strict=True):
        if score is None:
            continue
        if isinstance(part, Leaf):
            # methods return the very object ONE for "unchanged": the identity test skips a
            # multiplication of fractions for every leaf
            shares[part.index] = score if factor is ONE else score * factor
        elif child is not None:
            scaled = child.times(factor)
            shares.update(scaled.shares)
            sections.update(scaled.sections)
            floors.update(scaled.floors)
            on_scale.update(scaled.scores)
            roundings.update(scaled.roundings)
            unrounded.update(scaled.unrounded)
            if scaled.start or scaled.floor or scaled.rounded:
                own = scaled.start + scaled.floor + scaled.rounded
                sections[part.section.id] = own
            if scaled.floor:
                floors[part.section.id] = scaled.floor
            if scaled.rounded:
                roundings[part.section.id] = scaled.rounded
    total = added((*shares.values(), *sections.values(), start))
    if node.method.floor is not None and total < node.method.floor:
        floor = node.method.floor - total
        total = node.method.floor
    check_score(node, total)
    rounded = ZERO
    if node.section.rounding is not None:
        unrounded[node.section.id] = total
        total = node.section.rounding.apply(total)
        rounded = total - unrounded[node.section.id]
    if used is not None:
        on_scale[node.section.id] = total
        on_scale.update(_of_groupings(node, scores, factors))
    return Combined(
        total, shares, start, floor, sections, floors, on_scale, roundings, unrounded, rounded
    )


def _of_groupings(
    node: Node, scores: Sequence[Fraction | None], factors: Sequence[Fraction]
) -> Iterator[tuple[str, Fraction]]:
    """Yield the score of each plain grouping, out of its full score.

    It is the share that its parts earn of what those that take part can earn. Where they can only
    take off, it is what they take off.
    """
    for each in node.groupings:
        there = [
            (score * factor, part.points * factor)
            for score, factor, part in zip(
                scores[each.first : each.last],
                factors[each.first : each.last],
                node.seen[each.first : each.last],
                strict=True,
            )
            if score is not None
        ]
        if there:
            earned, could = (added(column) for column in zip(*there, strict=True))
            score = earned if not could or could == each.full else earned * each.full / could
            yield each.section.id, score
