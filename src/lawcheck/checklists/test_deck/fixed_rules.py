"""Replace the rules of a checklist by rules that take off what the evidence of the deck says."""

from __future__ import annotations

from fractions import Fraction
from typing import ClassVar, Final

import attrs

from lawcheck.checklists.test_deck.deck_unit import DeckUnit
from lawcheck.model.case import Case, Result
from lawcheck.model.checklist import Checklist
from lawcheck.model.conditions import Comparison, Where
from lawcheck.model.deductions import Deduction
from lawcheck.model.evidence import Evidence, Fact, NotApplicable, Unit
from lawcheck.model.exact import ZERO
from lawcheck.model.indicator import Indicator
from lawcheck.model.readings import MissingEvidence
from lawcheck.model.sections import Section
from lawcheck.model.text import Message, message
from lawcheck.model.vetoes import Veto

LOST_IN_DECK: Final = message("启用前检验", "test deck")


@attrs.frozen
class _FixedLoss:
    """A rule that takes off as many points as the fact with the id of its item says."""

    type_name: ClassVar[str] = "selftest"

    def describe(self) -> Message:
        """Return a fixed text; nobody reads it."""
        return LOST_IN_DECK

    def score(self, case: Case) -> Result:
        """Take off the points that the unit has for the item."""
        fact = case.evidence.facts.get(case.key)
        if fact is None:
            raise MissingEvidence((case.key,))
        assert isinstance(fact.value, Fraction)  # noqa: S101 - the deck holds numbers only
        return Result((Deduction(fact.value, LOST_IN_DECK),) if fact.value else ())


def with_fixed_rules(checklist: Checklist) -> Checklist:
    """Return the checklist with every rule and veto replaced by one that reads a single fact.

    So the deck decides what each item loses, whatever evidence the real rules read.
    """

    def with_fixed_loss(indicator: Indicator) -> Indicator:
        return attrs.evolve(
            indicator,
            rule=_FixedLoss(),
            not_applicable_when=None,
            not_applicable="redistribute",
            cause="",
        )

    def with_fixed_losses(section: Section) -> Section:
        children = tuple(
            with_fixed_losses(each) if isinstance(each, Section) else with_fixed_loss(each)
            for each in section.children
        )
        return attrs.evolve(section, children=children)

    bonus = checklist.bonus and attrs.evolve(
        checklist.bonus, indicators=tuple(map(with_fixed_loss, checklist.bonus.indicators))
    )
    vetoes = tuple(
        attrs.evolve(
            veto, measure=None, when=Where((Comparison(_fact_of(veto), "equals", operand=True),))
        )
        for veto in checklist.vetoes
    )
    return attrs.evolve(
        checklist,
        root=with_fixed_losses(checklist.root),
        bonus=bonus,
        vetoes=vetoes,
        not_applicable_at_most=Fraction(1),
        examples=(),
    )


def _fact_of(veto: Veto) -> str:
    return f"veto {veto.id}"


def evidence_of(checklist: Checklist, unit: DeckUnit, number: int) -> Evidence:
    """Return the evidence from which the fixed rules read what the unit loses."""
    facts: dict[str, Fact] = {}
    for indicator in checklist.root.indicators():
        lost = unit.lost.get(indicator.id, ZERO)
        if lost is not None:
            facts[indicator.id] = Fact(indicator.id, lost)
    for indicator in checklist.bonus.indicators if checklist.bonus else ():
        facts[indicator.id] = Fact(indicator.id, ZERO if unit.bonus else indicator.points or ZERO)
    for veto in checklist.vetoes:
        facts[_fact_of(veto)] = Fact(_fact_of(veto), veto.id in unit.vetoes)
    decided = {name: NotApplicable(name, "test deck", "test deck") for name in unit.left_out}
    return Evidence(Unit(f"deck-{number}"), facts, not_applicable=decided)
