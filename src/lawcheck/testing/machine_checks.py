"""Checks that a score depends on the evidence alone, not on the machine or earlier runs."""

from __future__ import annotations

import copy
import decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from lawcheck.model.checklist import Checklist
from lawcheck.model.evidence import Evidence
from lawcheck.testing.no_deadline import NO_DEADLINE
from lawcheck.testing.other_process import card_json, score_in_other_process
from lawcheck.testing.rule_checks import RuleChecks
from lawcheck.testing.surroundings import recorded_calls, restored_settings, state


class MachineChecks(RuleChecks):
    """The rule gives the same result on every machine, on every day, and every time."""

    @NO_DEADLINE
    @given(data=st.data())
    def test_same_evidence_gives_the_same_outcome(self, data: st.DataObject) -> None:
        """The outcome depends on the evidence alone, and neither evidence nor rule is modified.

        The second run has other decimal settings, which must not matter.
        """
        checklist, given = self.world(data, gaps=True)
        before = copy.deepcopy(given)
        rules = copy.deepcopy([each.rule for each in checklist.indicators()])
        first = self.score(checklist, given)
        with decimal.localcontext() as context:
            context.prec, context.rounding = 3, decimal.ROUND_DOWN
            again = self.score(checklist, given)
        assert first == again, "the second run gave another outcome"
        for name in ("facts", "registers", "not_applicable", "judgements"):
            assert getattr(before, name) == getattr(given, name), f"the rule changed the {name}"
        assert rules == [each.rule for each in checklist.indicators()], "the rule changed itself"

    @NO_DEADLINE
    @given(data=st.data())
    def test_asks_nothing_of_the_machine(self, data: st.DataObject) -> None:
        """The rule does not use the clock, random numbers, the environment, files or threads."""
        checklist, given = self.world(data)
        with restored_settings():
            # Not recorded: the first call, which may import modules and fill caches.
            self.answer(checklist, given)
            with recorded_calls() as calls:
                self.answer(checklist, given)
        assert not calls.found, (
            f"the rule asks for {'; '.join(calls.found)}; score what the evidence says"
        )

    @NO_DEADLINE
    @given(data=st.data())
    def test_leaves_the_machine_as_it_was(self, data: st.DataObject) -> None:
        """The rule does not change decimal settings, locale, environment or threads."""
        checklist, given = self.world(data)
        with restored_settings():
            before = state()
            self.answer(checklist, given)
            after = state()
        moved = [name for name, value in before.items() if after[name] != value]
        assert not moved, (
            f"the rule changed {', '.join(moved)}; leave them alone, or put them back "
            "(decimal.localcontext())"
        )

    def test_another_machine_says_the_same(self) -> None:
        """A process with another locale, time zone and hash seed gives the same scorecard.

        A set of strings, for example, has another order there.
        """
        worlds: list[tuple[Checklist, Evidence]] = []

        @settings(NO_DEADLINE, max_examples=20, database=None)
        @given(data=st.data())
        def collect(data: st.DataObject) -> None:
            worlds.append(self.world(data, gaps=True))

        collect()
        for world, other in zip(worlds, score_in_other_process(worlds), strict=True):
            assert card_json(*world) == other, (
                "another process gave another card; a set has no order of its own"
            )
