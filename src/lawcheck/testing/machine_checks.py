"""Checks that a score rests on nothing but the evidence: not on the machine, the day, or what ran before."""

from __future__ import annotations

import copy
import decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from lawcheck.model.checklist import Checklist
from lawcheck.model.evidence import Evidence
from lawcheck.testing.elsewhere import card_of, elsewhere
from lawcheck.testing.surroundings import overheard, put_back, state
from lawcheck.testing.trying import Trying
from lawcheck.testing.unhurried import UNHURRIED


class MachineChecks(Trying):
    """The same everywhere, at any time, however often."""

    @UNHURRIED
    @given(data=st.data())
    def test_same_evidence_gives_the_same_outcome(self, data: st.DataObject) -> None:
        """No clock, no chance, no memory; evidence is read, never changed; the caller's decimal settings play no part."""
        checklist, given = self.world(data, gaps=True)
        before = copy.deepcopy(given)
        first = self.score(checklist, given)
        with decimal.localcontext() as context:
            context.prec, context.rounding = 3, decimal.ROUND_DOWN
            again = self.score(checklist, given)
        assert first == again, "the second run gave another outcome"
        for name in ("facts", "registers", "not_applicable", "judgements"):
            assert getattr(before, name) == getattr(given, name), f"the rule changed the {name}"

    @UNHURRIED
    @given(data=st.data())
    def test_asks_nothing_of_the_machine(self, data: st.DataObject) -> None:
        """The clock, chance, the environment, files and threads are not asked, so no day and no machine changes a score."""
        checklist, given = self.world(data)
        with put_back():
            self.answer(
                checklist, given
            )  # what is imported or kept at the first call is no part of the rule
            with overheard() as asked:
                self.answer(checklist, given)
        assert not asked.found, (
            f"the rule asks for {'; '.join(asked.found)}; score what the evidence says"
        )

    @UNHURRIED
    @given(data=st.data())
    def test_leaves_the_machine_as_it_was(self, data: st.DataObject) -> None:
        """Decimal settings, locale, environment, threads: what one rule changes, every other one meets."""
        checklist, given = self.world(data)
        with put_back():
            before = state()
            self.answer(checklist, given)
            after = state()
        moved = [name for name, value in before.items() if after[name] != value]
        assert not moved, (
            f"the rule changed {', '.join(moved)}; leave them alone, or put them back "
            "(decimal.localcontext())"
        )

    def test_another_machine_says_the_same(self) -> None:
        """Other settings of language, time zone and hashing; a set of texts, for one, has another order there."""
        worlds: list[tuple[Checklist, Evidence]] = []

        @settings(UNHURRIED, max_examples=20, database=None)
        @given(data=st.data())
        def collect(data: st.DataObject) -> None:
            worlds.append(self.world(data, gaps=True))

        collect()
        for world, other in zip(worlds, elsewhere(worlds), strict=True):
            assert card_of(*world) == other, (
                "another process gave another card; a set has no order of its own"
            )
