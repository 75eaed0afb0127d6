"""The evidence of one unit while its tables are read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import attrs

from lawcheck.evidence.decisions import Decision
from lawcheck.evidence.kept_facts import KeptFacts
from lawcheck.evidence.kept_records import Kept
from lawcheck.model.errors import Place
from lawcheck.model.evidence import (
    Attachment,
    Evidence,
    Fact,
    Judgement,
    NotApplicable,
    Override,
    Rebuttal,
    Unit,
)
from lawcheck.model.raw_tables import Table

_NONE: Final[Mapping[str, Any]] = {}


@attrs.define
class Decisions:
    """What people decided about one unit, and what the unit says against it."""

    not_applicable: dict[str, NotApplicable] = attrs.field(factory=dict)
    judgements: dict[str, tuple[Judgement, ...]] = attrs.field(factory=dict)
    overrides: dict[str, Override] = attrs.field(factory=dict)
    rebuttals: list[Rebuttal] = attrs.field(factory=list)
    attachments: list[Attachment] = attrs.field(factory=list)

    def add(self, decision: Decision) -> bool:
        """Add a decision; return False if there was one about the same item.

        There may be any number of rebuttals and attachments of an item. A further judgement is
        added to the first.
        """
        if isinstance(decision, Attachment):
            self.attachments.append(decision)
            return True
        if isinstance(decision, Rebuttal):
            self.rebuttals.append(decision)
            return True
        if isinstance(decision, Judgement):
            judged = self.judgements.get(decision.indicator, ())
            self.judgements[decision.indicator] = (*judged, decision)
            return not judged
        of_kind: Mapping[type, dict[str, Any]] = {
            NotApplicable: self.not_applicable,
            Override: self.overrides,
        }
        taken = of_kind[type(decision)]
        is_first = decision.indicator not in taken
        taken[decision.indicator] = decision
        return is_first


@attrs.define
class UnitDraft:
    """What has been read of one unit so far.

    Attributes:
        unit: the unit.
        place: where the unit was first named.
        given: the table of each register, to find a register that is given in two tables.
        nil: the place of the nil report of each register that has one.
        decisions: None until there is one: of many units, few have any.
        rows: how many rows of facts and registers were read.
        at_least: the facts of which only a lowest value is known.
        unreviewed: some of the inputs was checked by nobody.
    """

    unit: Unit
    place: Place
    facts: KeptFacts = attrs.field(factory=KeptFacts)
    registers: dict[str, Kept] = attrs.field(factory=dict)
    given: dict[str, Table] = attrs.field(factory=dict)
    nil: dict[str, Place] = attrs.field(factory=dict)
    decisions: Decisions | None = None
    rows: int = 0
    at_least: Mapping[str, Fact] = _NONE
    unreviewed: bool = False

    @property
    def is_bare(self) -> bool:
        """Whether nothing but the id is known."""
        is_named = self.unit.name not in ("", self.unit.id) or self.unit.kind or self.unit.group
        return not (is_named or self.facts or self.at_least or self.registers or self.decisions)

    def judged(self, indicator: str) -> tuple[Judgement, ...]:
        """Return the judgements of an item so far."""
        return () if self.decisions is None else self.decisions.judgements.get(indicator, ())

    def add(self, decision: Decision) -> bool:
        """Add a decision; see `Decisions.add`."""
        if self.decisions is None:
            self.decisions = Decisions()
        return self.decisions.add(decision)

    def evidence(self) -> Evidence:
        """Return the evidence of the unit."""
        decided = self.decisions
        return Evidence(
            self.unit,
            self.facts,
            {name: tuple(records) for name, records in self.registers.items()},
            _NONE if decided is None else decided.not_applicable,
            _NONE if decided is None else decided.judgements,
            self.rows,
            _NONE if decided is None else decided.overrides,
            () if decided is None else tuple(decided.rebuttals),
            () if decided is None else tuple(decided.attachments),
            _NONE,
            at_least=self.at_least,
            unreviewed=self.unreviewed,
        )

    def given_fact(self, name: str) -> Fact | None:
        """Return what was read of a fact; None if nothing was."""
        return self.facts.get(name) or self.at_least.get(name)

    def add_fact(self, fact: Fact) -> None:
        """Add a fact."""
        if fact.at_least:
            self.at_least = {**self.at_least, fact.name: fact}
        else:
            self.facts.add(fact)
