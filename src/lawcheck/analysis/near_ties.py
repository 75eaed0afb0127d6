"""Irrational numbers that lie so near each other that their order is not known.

The exact total of a card with a geometric mean is cut after some decimal places, so two cards
with nearly the same total may really be equal, or stand in the other order. They are known to be
equal where both are made in the same way: roots of the same number, from the same scores in the
same place, or in another place where the scoring method does not tell the places apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Final

import attrs

from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import LimitError, Place, problem
from lawcheck.model.outcomes import Outcome
from lawcheck.model.roots import whole_root
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.scoring_method import Irrational
from lawcheck.model.shares import OfShares
from lawcheck.model.spans import Span
from lawcheck.scoring.factors import is_built_in
from lawcheck.scoring.leaves import Leaf, Node
from lawcheck.scoring.plan import plan_of
from lawcheck.scoring.refining import CERTAIN_PLACES
from lawcheck.scoring.sections import combine

_NEAR: Final = Fraction(1, 10**CERTAIN_PLACES)
"""Numbers that are cut lie below the true ones by no more than this."""

_Earned = Sequence[Fraction | None]
"""What each item earned, by the index of its leaf; None where it takes no part."""


@attrs.frozen
class _End:
    """One end of the number that decides the rank of a unit."""

    number: Fraction
    card: Scorecard
    is_high: bool


def refuse_near_ties(
    checklist: Checklist, numbers: Iterable[tuple[Scorecard, Span]], section: str | None = None
) -> None:
    """Refuse units that are compared by irrational numbers whose order is not known.

    Args:
        checklist: the checklist.
        numbers: of units that are ranked together, what decides the rank.
        section: the id of the section that they are ranked by; None for the total.

    Raises:
        LimitError: the order of two units is not known.
    """
    ends = [
        _End(number, card, is_high)
        for card, span in numbers
        for number, is_high in ((span.low, False), (span.high, True))
    ]
    if not any(_is_cut(each.card) for each in ends):
        return
    for one, other in pairwise(sorted(ends, key=lambda each: each.number)):
        if (
            other.number - one.number <= _NEAR
            and one.card.unit.id != other.card.unit.id
            and (_is_cut(one.card) or _is_cut(other.card))
            and _made_of(checklist, one, section) != _made_of(checklist, other, section)
        ):
            what = (
                "{one} 与 {other} 的得分含开不尽的根，{places}位小数以内分不出先后；"
                "请按取整后的得分排名（ranking: {{by: rounded}}）",
                "the scores of {one} and {other} are irrational, and {places} decimal places do "
                "not tell which is higher; rank by the rounded score (`ranking: {{by: rounded}}`)",
            )
            units = {"one": one.card.unit.id, "other": other.card.unit.id}
            raise LimitError([problem(Place(), *what, places=CERTAIN_PLACES, **units)])


def _is_cut(card: Scorecard) -> bool:
    return any(flag.kind == "irrational" for flag in card.flags)


def _made_of(checklist: Checklist, end: _End, section: str | None) -> object:
    """Return what an end of a number is computed from; equal only for equal numbers."""
    card, plan = end.card, plan_of(checklist.rules_for(end.card.unit))
    by_id = {each.id: _earned(each, end.is_high) for each in card.outcomes()}
    earned = [by_id[leaf.indicator.id] for leaf in (*plan.leaves, *plan.bonus)]
    if section is not None:
        return _of_section(plan.root, section, earned)
    bonus = [earned[leaf.index] for leaf in plan.bonus]
    vetoes = [(each.id, each.state) for each in card.vetoes]
    return (card.tailoring, _of_node(plan.root, earned), bonus, vetoes)


def _earned(outcome: Outcome, is_high: bool) -> Fraction | None:
    """Return what an item earned; None where it takes no part."""
    if outcome.counted is None or outcome.earned is None:
        return None
    return outcome.earned.high if is_high else outcome.earned.low


def _of_section(root: Node, section: str, earned: _Earned) -> object:
    for node in root.nodes():
        if node.section.id == section:
            return _of_node(node, earned)
        for grouping in node.groupings:
            if grouping.section.id == section:
                return _of_parts(node, range(grouping.first, grouping.last), earned)
    raise KeyError(section)


def _of_node(node: Node, earned: _Earned) -> object:
    """Return the score of a node if it is rational, or a power of it, or else its parts."""
    if not any(isinstance(each.method, Irrational) for each in node.nodes()):
        combined = combine(node, earned)
        return None if combined is None else combined.score
    made = [_of_part(part, earned) for part in node.parts]
    scores = [each for each in made if each is None or isinstance(each, Fraction)]
    method = node.method
    if (
        len(scores) == len(made)
        and isinstance(method, OfShares)
        and is_built_in(method)
        and node.section.rounding is None
    ):
        power, exponent = method.power_of_score(node.seen, scores)
        return _Root.reduced(power, exponent)
    return _of_parts(node, range(len(made)), earned)


def _of_part(part: Leaf | Node, earned: _Earned) -> object:
    return earned[part.index] if isinstance(part, Leaf) else _of_node(part, earned)


def _of_parts(node: Node, places: Iterable[int], earned: _Earned) -> object:
    made = [(node.seen[place], _of_part(node.parts[place], earned)) for place in places]
    if is_built_in(node.method):
        made.sort(key=repr)  # the order of its parts is nothing to the method
    return (node.method, node.section.rounding, made)


@attrs.frozen
class _Root:
    """A root of a number, of the lowest degree that it can have."""

    number: Fraction
    degree: int

    @classmethod
    def reduced(cls, number: Fraction, degree: int) -> Fraction | _Root:
        """Return a root; a number where it is rational."""
        for divisor in range(degree, 1, -1):
            if degree % divisor == 0:
                above, below = (
                    whole_root(each, divisor) for each in (number.numerator, number.denominator)
                )
                if above**divisor == number.numerator and below**divisor == number.denominator:
                    number, degree = Fraction(above, below), degree // divisor
                    break
        return number if degree == 1 else cls(number, degree)
