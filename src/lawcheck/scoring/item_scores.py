"""The shares of their points that items earned, for conditions of other items and of vetoes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

from lawcheck.model.exact import ONE, ZERO
from lawcheck.model.item_scores import Shares, score_key
from lawcheck.model.outcomes import Outcome
from lawcheck.scoring.leaves import Leaf
from lawcheck.scoring.sections import Combined


def shares_of(items: Iterable[tuple[Leaf, Outcome]]) -> Shares:
    """Return the shares of items; those of items that are open are absent.

    The share of an item that only takes off is what it left of the most that it can take off: it
    is 1 where it took off nothing.
    """
    shares: dict[str, Fraction | None] = {}
    for leaf, outcome in items:
        if outcome.state == "not_applicable":
            shares[score_key(outcome.id)] = None
        elif outcome.state == "scored" and outcome.earned is not None:
            low, high = outcome.earned.low, outcome.earned.high
            if low == high:
                shares[score_key(outcome.id)] = _share(leaf, low)
    return shares


def shares_of_sections(
    scales: Mapping[str, Fraction], ends: tuple[Combined, Combined] | None
) -> Shares:
    """Return the shares of sections; those in which an item is open are absent.

    Args:
        scales: the full scores of the sections that are looked at.
        ends: the lowest and the highest scores of all sections; None where nothing takes part.
    """
    if ends is None:
        return dict.fromkeys(map(score_key, scales))
    found = {name: [end.scores.get(name) for end in ends] for name in scales}
    return {
        score_key(name): None if low is None else low / scales[name]
        for name, (low, high) in found.items()
        if low == high
    }


def in_order(leaves: Sequence[Leaf]) -> tuple[int, ...]:
    """Return the indexes of leaves, each after those whose scores it looks at.

    Raises:
        ValueError: they look at each other in a circle; the loader refuses such a checklist.
    """
    if not any(leaf.looks_at for leaf in leaves):
        return tuple(leaf.index for leaf in leaves)
    # imported here because few checklists have such conditions
    from graphlib import TopologicalSorter

    by_id = {leaf.indicator.id: leaf for leaf in leaves}
    ids = TopologicalSorter({name: leaf.looks_at for name, leaf in by_id.items()}).static_order()
    return tuple(by_id[name].index for name in ids)


def _share(leaf: Leaf, earned: Fraction) -> Fraction:
    if leaf.full > ZERO:
        return earned / leaf.full
    assert leaf.most, "the loader demands points of an item whose score is looked at"  # noqa: S101
    return ONE + earned / leaf.most
