"""What is computed once per checklist, so that scoring a unit only does what the unit requires."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import chain, count

import attrs

from lawcheck.model.checklist import Checklist
from lawcheck.model.exact import ZERO, add_up
from lawcheck.model.item_scores import items_in, score_key
from lawcheck.model.once_per_checklist import once_per_checklist
from lawcheck.model.outcomes import Outcome, State
from lawcheck.model.scoring_method import ByScores, Irrational
from lawcheck.model.sections import Section
from lawcheck.model.text import message
from lawcheck.scoring.factors import factors_of
from lawcheck.scoring.item_scores import in_order
from lawcheck.scoring.labels import Labels
from lawcheck.scoring.leaves import Leaf, Node, can_count, leaf_of, node_of
from lawcheck.scoring.sections import Factors


@attrs.frozen
class Plan:
    """A checklist prepared for scoring.

    Attributes:
        root: the tree of nodes and leaves.
        leaves: of the tree, in order.
        bonus: the bonus items.
        stakes: by leaf, its share of the total's points when every item applies; 0 for advisory
            items.
        at_stake: their sum.
        section_points: the sum over the leaves of a section, by its id.
        section_scales: the full score of a section on its own scale, by its id.
        factors: of each node when every item applies, by the section's id.
        labels: what people call the facts, registers and scores that items read.
        by_scores: the ids of sections whose factors follow from the scores.
        is_irrational: a section may have an irrational score.
        order: the indexes of leaves and bonus items, each after those whose scores it looks at.
        looked_at: the items and sections whose scores the conditions of items or of vetoes look
            at.
        is_linear: a point of an item always adds the same to the total: no method goes by the
            scores, and no section is rounded.
    """

    checklist: Checklist
    root: Node
    leaves: tuple[Leaf, ...]
    bonus: tuple[Leaf, ...]
    stakes: tuple[Fraction, ...]
    at_stake: Fraction
    section_points: Mapping[str, Fraction]
    section_scales: Mapping[str, Fraction]
    factors: Factors
    labels: Labels
    by_scores: frozenset[str]
    is_irrational: bool
    is_linear: bool
    order: tuple[int, ...]
    looked_at: frozenset[str]

    @classmethod
    def of(cls, checklist: Checklist) -> Plan:
        """Prepare a checklist."""
        counter = count()
        root = node_of(checklist.root, checklist.aggregation, counter)
        root = _shared(root, frozenset(name for group in checklist.once for name in group))
        leaves = tuple(root.leaves())
        bonus = tuple(
            leaf_of(each, None, counter)
            for each in (checklist.bonus.indicators if checklist.bonus else ())
        )
        factors = dict(_factors(root))
        stakes = _stakes(root, leaves, factors)
        by_id = {leaf.indicator.id: stake for leaf, stake in zip(leaves, stakes, strict=True)}
        sections: dict[str, Fraction] = {}
        _add_up(checklist.root, by_id, sections)
        nodes = tuple(root.nodes())
        everything = (*leaves, *bonus)
        vetoed = (items_in(veto.when) for veto in checklist.vetoes)
        looked_at = frozenset(
            chain(*(leaf.looks_at for leaf in everything), chain.from_iterable(vetoed))
        )
        titles = {
            **dict(checklist.titles()),
            **{each.indicator.id: each.indicator.title for each in bonus},
        }
        scores = {
            score_key(name): message("“{item}”的得分率", "score of {item}", item=titles[name])
            for name in sorted(looked_at)
        }
        return cls(
            checklist,
            root,
            leaves,
            bonus,
            stakes,
            add_up(stakes),
            sections,
            dict(_scales(root)),
            factors,
            Labels.of(checklist, scores),
            frozenset(each.section.id for each in nodes if isinstance(each.method, ByScores)),
            any(isinstance(each.method, Irrational) for each in nodes),
            not any(isinstance(each.method, ByScores) or each.section.rounding for each in nodes),
            in_order(everything),
            looked_at,
        )

    def share(self, outcomes: Sequence[Outcome], states: Collection[State]) -> Fraction:
        """Return the share of all points that the outcomes in these states stand for."""
        stakes = [
            stake
            for stake, outcome in zip(self.stakes, outcomes, strict=True)
            if outcome.state in states
        ]
        part = add_up(stakes) if stakes else ZERO
        return part / self.at_stake if part else ZERO


plan_of = once_per_checklist(Plan.of)
"""Return the plan of a checklist; prepared once, for programs that score unit by unit."""


def _shared(node: Node, names: frozenset[str]) -> Node:
    """Return the tree with those leaves marked that share findings with others."""
    if not names:
        return node
    parts = tuple(
        _shared(part, names)
        if isinstance(part, Node)
        else attrs.evolve(part, is_shared=part.indicator.id in names)
        for part in node.parts
    )
    return attrs.evolve(node, parts=parts)


def _factors(node: Node) -> Iterator[tuple[str, Sequence[Fraction]]]:
    """Yield the factors of every node with items that can count, all of them at full scores."""
    if can_count(node):
        yield (
            node.section.id,
            factors_of(node, [part.full if can_count(part) else None for part in node.parts]),
        )
        for part in node.parts:
            if isinstance(part, Node):
                yield from _factors(part)


def _stakes(root: Node, leaves: Sequence[Leaf], factors: Factors) -> tuple[Fraction, ...]:
    stakes = dict.fromkeys((leaf.index for leaf in leaves), ZERO)
    if can_count(root):
        _spread(root, root.full, factors, stakes)
    return tuple(stakes[leaf.index] for leaf in leaves)


def _spread(node: Node, amount: Fraction, factors: Factors, into: dict[int, Fraction]) -> None:
    """Divide a node's points among its leaves, in proportion to what each can earn or take off.

    Args:
        node: the node.
        amount: its points of the total.
        factors: of every node.
        into: receives the points of each leaf, by its index.
    """
    parts = [part for part in node.parts if can_count(part)]
    if node.method.counts_down:
        worth = [-part.lowest if isinstance(part, Leaf) else part.full for part in parts]
    else:
        pairs = zip(factors[node.section.id], node.parts, strict=True)
        worth = [factor * part.full for factor, part in pairs if can_count(part)]
    whole = add_up(worth)
    for part, share in zip(parts, worth, strict=True):
        behind = amount * share / whole if whole else ZERO
        if isinstance(part, Leaf):
            into[part.index] = behind
        else:
            _spread(part, behind, factors, into)


def _scales(root: Node) -> Iterator[tuple[str, Fraction]]:
    for node in root.nodes():
        yield node.section.id, node.full
        yield from ((each.section.id, each.full) for each in node.groupings)


def _add_up(
    section: Section, stakes: Mapping[str, Fraction], into: dict[str, Fraction]
) -> Fraction:
    total = ZERO
    for child in section.children:
        total += _add_up(child, stakes, into) if isinstance(child, Section) else stakes[child.id]
    into[section.id] = total
    return total
