"""What a rule sentence is asked about, and the rule that it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

import attrs

from lawcheck.checklists.drafting.phrases import Clauses
from lawcheck.checklists.drafting.yaml_text import Name
from lawcheck.model.text import Message


@attrs.frozen
class Rule:
    """A rule as it will be written.

    Attributes:
        keys: `type` and its keys.
        facts: the facts that it reads.
        registers: the registers that it reads.
        costs: the most that it takes off; None for all the points of the item.
        confirm: what the sentence leaves open.
    """

    keys: Mapping[str, Any]
    facts: Mapping[str, Mapping[str, Any]] = attrs.field(factory=dict)
    registers: Mapping[str, Mapping[str, Any]] = attrs.field(factory=dict)
    costs: Fraction | None = None
    confirm: tuple[Message, ...] = ()


@attrs.frozen
class Asked:
    """What a pattern may look at.

    Attributes:
        name: for the fact or register that the rule reads.
        points: of the item.
        label: what the item asks, in short.
        clauses: the whole rule.
        year: of the period.
        is_bonus: the points come on top.
    """

    name: str
    points: Fraction
    label: str
    clauses: Clauses
    year: int
    is_bonus: bool

    @property
    def beside(self) -> tuple[str, ...]:
        """The words in which a target may stand: what is asked, and what earns full marks."""
        return (self.clauses.content, *self.clauses.full)


def yes_no(asked: Asked, label: str, want: bool) -> Rule:
    """All points for one answer."""
    keys: dict[str, Any] = {"type": Name("yes_no"), "value": Name(asked.name)}
    if not want:
        keys["want"] = False
    return Rule(keys, {asked.name: {"kind": Name("yes_no"), "label": shown(label)}})


def shown(words: str) -> str:
    """Words of a clause as Chinese print has them."""
    return words.translate(_WIDE)


_WIDE: Final = str.maketrans(",;()", "，；（）")
