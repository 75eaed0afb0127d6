"""The input of the sentence patterns, and the rule that they return."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

import attrs

from lawcheck.checklists.drafting.clauses import Clauses
from lawcheck.checklists.drafting.yaml_text import Name
from lawcheck.model.text import Message


@attrs.frozen
class RuleDraft:
    """A rule as the draft will write it.

    Attributes:
        keys: the indicator type as `type`, and its keys.
        facts: declarations of the facts that it reads, by name.
        registers: declarations of the registers that it reads, by name.
        costs: the most points that it takes off; None for all the points of the item.
        confirm: what the sentence leaves open, for a person to confirm.
    """

    keys: Mapping[str, Any]
    facts: Mapping[str, Mapping[str, Any]] = attrs.field(factory=dict)
    registers: Mapping[str, Mapping[str, Any]] = attrs.field(factory=dict)
    costs: Fraction | None = None
    confirm: tuple[Message, ...] = ()


@attrs.frozen
class ItemToDraft:
    """The item whose rule is wanted.

    Attributes:
        name: name for the fact or register that the rule reads.
        points: points of the item.
        label: what the item asks, in short.
        clauses: the clauses of the rule.
        year: year of the period.
        is_bonus: whether the points are added on top.
    """

    name: str
    points: Fraction
    label: str
    clauses: Clauses
    year: int
    is_bonus: bool

    @property
    def beside(self) -> tuple[str, ...]:
        """The texts that may name a target: what is asked, earns full marks, or is required."""
        return (self.clauses.content, *self.clauses.full, *self.clauses.required)


def yes_no(item: ItemToDraft, label: str, want: bool) -> RuleDraft:
    """Return a rule that gives all points for one answer."""
    keys: dict[str, Any] = {"type": Name("yes_no"), "value": Name(item.name)}
    if not want:
        keys["want"] = False
    return RuleDraft(keys, {item.name: {"kind": Name("yes_no"), "label": shown(label)}})


def shown(words: str) -> str:
    """Return words of a clause with full-width punctuation, as in Chinese print."""
    return words.translate(_WIDE)


_WIDE: Final = str.maketrans(",;()", "，；（）")
