"""What people call the facts, registers and scores of a checklist, and how they write a fact."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from lawcheck.model.checklist import Checklist
from lawcheck.model.evidence import Fact
from lawcheck.model.kinds import Kind
from lawcheck.model.peers import OTHER_UNITS
from lawcheck.model.text import Message, message, written


@attrs.frozen
class Labels:
    """The labels of what items and vetoes read; without any, names are used.

    Attributes:
        titles: what people call a fact, a register or the score of an item, by its name.
        rates: the facts that are written as percentages.
    """

    titles: Mapping[str, Message] = attrs.field(factory=dict)
    rates: frozenset[str] = frozenset()

    @classmethod
    def of(cls, checklist: Checklist, scores: Mapping[str, Message]) -> Labels:
        """Return the labels of a checklist, each with its name.

        Args:
            checklist: the checklist.
            scores: what people call the scores that conditions look at.
        """
        titles = {
            name: message("{label} {name}", "{label} ({name})", label=each.label, name=name)
            for declared in (checklist.facts, checklist.registers)
            for name, each in declared.items()
            if each.label.zh
        }
        rates = (name for name, spec in checklist.facts.items() if spec.kind is Kind.RATE)
        return cls({**titles, **scores}, frozenset(rates))

    def called(self, name: str) -> Message | str:
        """Return what people call something that an item reads, or a group of other units."""
        if name in self.titles:
            return self.titles[name]
        if not name.startswith(OTHER_UNITS):
            return name
        unit = name.removeprefix(OTHER_UNITS)
        return (
            message("其他单位 {unit}", "other unit {unit}", unit=unit)
            if unit
            else message("其他单位", "the other units")
        )

    def value(self, fact: Fact) -> Message:
        """Return the value of a fact as people write it."""
        return written(fact.value, is_rate=fact.name in self.rates)
