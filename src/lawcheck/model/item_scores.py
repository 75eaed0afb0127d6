"""Conditions on what items and sections earned, as a share of their points (得分率)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import ClassVar

import attrs

from lawcheck.model.conditions import Comparison, Truth, Where
from lawcheck.model.evidence import Evidence, Value
from lawcheck.model.lowest_values import called, only_at_least, settled
from lawcheck.model.readings import MissingEvidence, Reading

Shares = Mapping[str, Fraction | None]
"""By the key of a score, the share of the points of an item or section; None where it does not
apply. The score of one that is open is absent."""


def score_key(item: str) -> str:
    """Return the name of a score among the values that conditions look at.

    It has a space, so no fact has the same name.
    """
    return f"score of {item}"


@attrs.frozen
class ItemScore(Comparison):
    """The share of its points that an item or a section earned, compared with a number.

    An item that does not apply has no share: it equals nothing, as the blank of an optional
    column does. While the item is open, it is not known whether the condition holds.

    >>> from fractions import Fraction
    >>> from lawcheck.model.item_scores import ItemScore, score_key
    >>> unmet = ItemScore("audit", "less_than", Fraction(1), optional=True)
    >>> unmet.holds({score_key("audit"): Fraction(1, 2)}), unmet.holds({score_key("audit"): None})
    (True, False)
    >>> print(unmet.holds({}))
    None

    Attributes:
        column: the id of the item or section.
        label: what people call its score.
        optional: always True, since any item may be not applicable.
    """

    tag: ClassVar[str] = "item_score"

    @property
    def columns(self) -> tuple[str, ...]:
        """No column and no fact."""
        return ()

    def holds(self, values: Mapping[str, Value | None]) -> Truth:
        """Return whether the condition holds; None if the item is open."""
        key = score_key(self.column)
        return super().holds({self.column: values[key]}) if key in values else None


def items_in(where: Where | None) -> tuple[str, ...]:
    """Return the ids of the items and sections whose scores conditions look at, in order."""
    return () if where is None else tuple(dict.fromkeys(_items(where)))


def _items(where: Where) -> Iterator[str]:
    yield from (test.column for test in where.tests if isinstance(test, ItemScore))
    for group in where.either:
        yield from _items(group)


def read_conditions(where: Where, evidence: Evidence) -> Reading:
    """Return whether conditions on facts and scores hold, with the facts that they name.

    Raises:
        MissingEvidence: a fact or a score that decides is not known.
    """
    facts, scores, lowest = evidence.facts, evidence.scores, evidence.at_least
    found = tuple([facts[name] for name in where.columns if name in facts])
    values: dict[str, Value | None] = {fact.name: fact.value for fact in found}
    known = {**values, **scores} if scores else values
    truth = settled(where, known, lowest) if lowest else where.holds(known)
    if truth is None:
        names = (*where.columns, *map(score_key, items_in(where)))
        raise MissingEvidence(
            [name for name in names if name not in facts and name not in scores],
            why=only_at_least(dict.fromkeys(called(where, lowest))),
        )
    if lowest:
        found += tuple([lowest[name] for name in where.columns if name in lowest])
    return Reading(truth, found)
