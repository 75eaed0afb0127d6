"""Score changed evidence of one unit, again only those items that read what was changed.

What an item reads is noted while it is scored. A rule is a function of the evidence, so its
outcome stays the same as long as every fact and register that it looked up is the same object.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Final

import attrs

from lawcheck.model.checklist import Checklist
from lawcheck.model.evidence import Evidence, Fact, Never
from lawcheck.model.outcomes import Outcome
from lawcheck.model.scorecard import Scorecard
from lawcheck.scoring.item_outcome import Contradiction
from lawcheck.scoring.leaves import Leaf, Node
from lawcheck.scoring.plan import Plan, plan_of
from lawcheck.scoring.totals import make_scorecard, score_leaf, scored_items

_KEPT: Final = 32
"""How many outcomes of an item are kept, each with what it was scored on."""


class _Noted(Mapping[str, Any]):
    """A mapping that notes what is looked up in it; None for what it does not have."""

    def __init__(self, inner: Mapping[str, Any]) -> None:
        self.inner = inner
        self.read: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        self.read[name] = self.inner.get(name)
        return self.inner[name]

    def __iter__(self) -> Iterator[str]:
        self.read.update(self.inner)
        return iter(self.inner)

    def __len__(self) -> int:
        self.read.update(self.inner)
        return len(self.inner)


@attrs.frozen
class _Known:
    """What an item was scored on, and its outcome, or what it found to contradict itself."""

    facts: Mapping[str, Any]
    registers: Mapping[str, Any]
    outcome: Outcome | Contradiction

    def reads_all_of(self, other: _Known) -> bool:
        return other.facts.keys() <= self.facts.keys() and (
            other.registers.keys() <= self.registers.keys()
        )

    def holds_for(self, evidence: Evidence) -> bool:
        return all(evidence.facts.get(name) is each for name, each in self.facts.items()) and all(
            evidence.registers.get(name) is each for name, each in self.registers.items()
        )


def _is_fixed(value: Any) -> bool:
    """Return whether no change is tried of something: of what is not given, of dates and texts."""
    return value is None or (
        isinstance(value, Fact) and isinstance(value.value, date | Never | str)
    )


class Rescorer:
    """Scores one unit with other values of its facts and other records.

    Everything else in the evidence must stay the same. Items of plugins are always scored again,
    for they may ask for more than the evidence.
    """

    def __init__(self, checklist: Checklist) -> None:
        self._plan: Final = plan_of(checklist)
        self._known: dict[int, list[_Known]] = {}
        self._near: dict[str, tuple[str, ...]] = {}
        self._is_joined = bool(checklist.once or checklist.cause_caps or self._plan.looked_at)

    def card(self, evidence: Evidence) -> Scorecard | None:
        """Return the scorecard; None if the evidence contradicts itself."""
        try:
            return make_scorecard(self._plan, evidence, score_item=self._outcome)
        except Contradiction:
            return None

    def behind(self, indicator: str, evidence: Evidence) -> tuple[Any, ...]:
        """Return the facts and registers that what can be gained in an item depends on.

        They are those that the item reads, and those of every item that reads one of them too:
        a change may make that contradict itself.
        """
        if indicator not in self._near:
            reads = {
                leaf.indicator.id: frozenset(
                    name
                    for each in self._known.get(leaf.index, ())
                    for name in (*each.facts, *each.registers)
                )
                for leaf in (*self._plan.leaves, *self._plan.bonus)
            }
            own = reads[indicator]
            near = (each for each in reads.values() if self._is_joined or each & own)
            self._near[indicator] = tuple(sorted(own.union(*near)))
        return tuple(
            evidence.facts.get(name, evidence.registers.get(name))
            for name in self._near[indicator]
        )

    def best_case(self, evidence: Evidence) -> Scorecard | None:
        """Return a scorecard with full points for every item that a change might give some.

        No change brings more. None if that is not sure: a method of a plugin might give more for
        less, a bonus item may have no limit, and a condition may look at scores.
        """
        if self._plan.looked_at or any(leaf.indicator.points is None for leaf in self._plan.bonus):
            return None
        nodes = [self._plan.root]
        for node in nodes:
            if not type(node.method).__module__.startswith("lawcheck.methods."):
                return None
            nodes += [part for part in node.parts if isinstance(part, Node)]
        return make_scorecard(self._plan, evidence, score_item=self._in_full)

    def _in_full(self, plan: Plan, leaf: Leaf, evidence: Evidence) -> Outcome:
        outcome = self._outcome(plan, leaf, evidence)
        is_fixed = leaf.is_built_in and all(
            _is_fixed(each)
            for known in self._known.get(leaf.index, ())
            for each in (*known.facts.values(), *known.registers.values())
        )
        if is_fixed or outcome.id in evidence.not_applicable:
            return outcome
        counted = None if outcome.advisory else leaf.spared
        return attrs.evolve(
            outcome, state="scored", earned=leaf.spared, counted=counted, deductions=()
        )

    def earned(self, indicator: str, evidence: Evidence) -> Fraction | None:
        """Return the lowest points that an item earns; None where that is not known."""
        try:
            outcomes, bonus, _ = scored_items(self._plan, evidence, score_item=self._outcome)
        except Contradiction:
            return None
        earned = next(each for each in (*outcomes, *bonus) if each.id == indicator).earned
        return None if earned is None else earned.low

    def _outcome(self, plan: Plan, leaf: Leaf, evidence: Evidence) -> Outcome:
        if not leaf.is_built_in or leaf.looks_at:
            return score_leaf(plan, leaf, evidence)
        known = self._known.setdefault(leaf.index, [])
        found = next((each for each in known if each.holds_for(evidence)), None)
        if found is None:
            facts, registers = _Noted(evidence.facts), _Noted(evidence.registers)
            noted = attrs.evolve(evidence, facts=facts, registers=registers)
            outcome: Outcome | Contradiction
            try:
                outcome = score_leaf(plan, leaf, noted)
            except Contradiction as error:
                outcome = error
            found = _Known(facts.read, registers.read, outcome)
            if not known or not known[0].reads_all_of(found):
                self._near.clear()  # the item looks at something that was not known before
            known.insert(0, found)
            del known[_KEPT:]
        if isinstance(found.outcome, Contradiction):
            raise found.outcome
        return found.outcome
