"""Checks of how a type reads evidence: what a score depends on, and how gaps are treated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from lawcheck.model.case import Case
from lawcheck.model.checklist import Checklist
from lawcheck.model.conditions import Where
from lawcheck.model.deductions import Tally
from lawcheck.model.evidence import Evidence, Fact, Record, Unit
from lawcheck.model.exact import ONE, ZERO
from lawcheck.model.outcomes import Outcome
from lawcheck.model.record_lines import (
    NumbersOf,
    RecordLine,
    RecordLines,
    SumsOfRecords,
    each_record,
)
from lawcheck.testing.message_texts import texts_in
from lawcheck.testing.no_deadline import NO_DEADLINE
from lawcheck.testing.points_checks import total
from lawcheck.testing.recorded_reads import WHOLE_TABLE, record_reads
from lawcheck.testing.rule_checks import RuleChecks, answer
from lawcheck.testing.variants import (
    OTHER_UNIT,
    WEEKS,
    moved,
    with_long_registers,
    with_other_sources,
)


class EvidenceChecks(RuleChecks):
    """What a score depends on."""

    @NO_DEADLINE
    @given(data=st.data())
    def test_missing_is_never_a_value(self, data: st.DataObject) -> None:
        """Without a fact or register the item is open, or its points stay the same."""
        checklist, given = self.world(data)
        known = self.score(checklist, given)
        for name in given.facts:
            self._open_or_same(
                checklist, known, attrs.evolve(given, facts=_without(given.facts, name))
            )
        for name in given.registers:
            self._open_or_same(
                checklist, known, attrs.evolve(given, registers=_without(given.registers, name))
            )

    def _open_or_same(self, checklist: Checklist, known: Outcome, given: Evidence) -> None:
        outcome = self.score(checklist, given)
        assert outcome.state in ("missing", "awaiting") or outcome.earned == known.earned, (
            "a gap changed the points"
        )

    @NO_DEADLINE
    @given(data=st.data())
    def test_nothing_known_scores_nothing(self, data: st.DataObject) -> None:
        """A unit without evidence has neither full points nor none: the item is open."""
        checklist = self.checklist(data.draw(self.rules()))
        if self.facts or self.registers:
            assert self.score(checklist, Evidence(Unit("u1"))).state in ("missing", "awaiting")

    @NO_DEADLINE
    @given(data=st.data())
    def test_reads_nothing_that_it_does_not_declare(self, data: st.DataObject) -> None:
        """Facts, registers and columns that no parameter of the rule names are not read."""
        checklist, given = self.world(data, gaps=True)
        more = attrs.evolve(given, facts={**given.facts, "unheard_of": Fact("unheard_of", ONE)})
        assert self.score(checklist, given) == self.score(checklist, more), (
            "a fact that no key names changed the points"
        )
        rule = next(iter(checklist.indicators())).rule
        seen, reads = record_reads(given)
        self.answer(checklist, seen)
        named = frozenset(texts_in(rule))
        for what, names in (
            ("fact", reads.facts),
            ("register", reads.registers),
            ("column", reads.columns),
        ):
            stray = sorted({*names} - named - {WHOLE_TABLE})
            assert not stray, (
                f"the rule reads the {what} {stray[0]}, which no key of it names; make it a key"
            )
        assert WHOLE_TABLE not in reads.facts, (
            "the rule goes through all facts; read those that its keys name"
        )
        assert WHOLE_TABLE not in reads.registers, (
            "the rule goes through all registers; read those that its keys name"
        )

    @NO_DEADLINE
    @given(data=st.data())
    def test_does_not_ask_who_the_unit_is(self, data: st.DataObject) -> None:
        """The points do not depend on the id, name, kind or group of the unit."""
        checklist, given = self.world(data)
        seen, reads = record_reads(given)
        self.answer(checklist, seen)
        assert not reads.unit, (
            f"the rule reads the unit's {next(iter(reads.unit))}; make what it needs a fact"
        )
        same = self._same(checklist, given, attrs.evolve(given, unit=OTHER_UNIT))
        assert same, "another unit with the same evidence gets other points"

    @NO_DEADLINE
    @given(data=st.data())
    def test_does_not_ask_where_values_stand(self, data: st.DataObject) -> None:
        """The points do not depend on files, lines, record numbers or labels of records."""
        checklist, given = self.world(data)
        assert self._same(checklist, given, with_other_sources(given)), (
            "the same facts and records from another place of another file get other points"
        )

    @NO_DEADLINE
    @given(data=st.data())
    def test_scores_every_year_alike(self, data: st.DataObject) -> None:
        """The points stay the same in another year.

        Period, evidence and the dates of the rule are moved by whole weeks.
        """
        checklist, given = self.world(data)
        rule = next(iter(checklist.indicators())).rule
        own = self.answer(checklist, given)
        for weeks in WEEKS:
            period = moved(checklist.period, weeks)
            other = answer(
                moved(rule, weeks), Case("item", self.points, moved(given, weeks), period)
            )
            same = (own and total(own)) == (other and total(other)) and (own is None) == (
                other is None
            )
            assert same, (
                f"the same evidence of {period.start.year} gets other points; no year belongs "
                "into the code, use case.period"
            )

    def _same(self, checklist: Checklist, given: Evidence, other: Evidence) -> bool:
        one, two = self.answer(checklist, given), self.answer(checklist, other)
        return (one is None) == (two is None) and (
            one is None or two is None or total(one) == total(two)
        )

    @NO_DEADLINE
    @given(data=st.data())
    def test_order_of_records_does_not_matter(self, data: st.DataObject) -> None:
        """The points do not depend on the order of the records."""
        checklist, given = self.world(data, gaps=True)
        reordered = attrs.evolve(
            given,
            registers={name: tuple(reversed(rows)) for name, rows in given.registers.items()},
        )
        assert self.score(checklist, given).earned == self.score(checklist, reordered).earned

    @NO_DEADLINE
    @given(data=st.data())
    def test_sums_stand_for_records(self, data: st.DataObject) -> None:
        """What `case.each_record` gave may be replaced by sums, as in tables; zeros by nothing."""
        checklist, given = self.world(data, gaps=True)

        def changed(change: Callable[[RecordLines], tuple[RecordLine, ...]]) -> Evidence:
            return attrs.evolve(given, registers=_Changed(given.registers, change))

        for one, other, what in (
            (given, changed(_sums), "the records or their sums"),
            (changed(_nothing), changed(_zeros), "no record or zeros"),
        ):
            assert self._same(checklist, one, other), (
                f"each_record() gives {what}, and the points differ; "
                "add the numbers up before anything else is done with them"
            )

    def test_takes_long_registers(self) -> None:
        """Registers of thousands of records work: no function recurses once for each record."""

        @settings(NO_DEADLINE, max_examples=3, database=None)
        @given(data=st.data())
        def try_long(data: st.DataObject) -> None:
            checklist, given = self.world(data)
            self.answer(checklist, with_long_registers(given))

        if self.registers:
            try_long()


class _Changed(dict[str, tuple[Record, ...]], SumsOfRecords):
    """Registers with lines that were changed."""

    def __init__(
        self,
        registers: Mapping[str, tuple[Record, ...]],
        change: Callable[[RecordLines], tuple[RecordLine, ...]],
    ) -> None:
        super().__init__(registers)
        self._change = change

    def sums(self, register: str, numbers: NumbersOf, where: Where) -> RecordLines:
        found = each_record(self, register, numbers, where)
        return RecordLines(self._change(found), Tally(register, 0, 0))


def _sums(found: RecordLines) -> tuple[RecordLine, ...]:
    if not found.lines:
        return ()
    sums = map(found.total, range(len(found.lines[0].numbers)))
    return (attrs.evolve(found.lines[0], numbers=tuple(sums)),)


def _nothing(_: RecordLines) -> tuple[RecordLine, ...]:
    return ()


def _zeros(found: RecordLines) -> tuple[RecordLine, ...]:
    return tuple(
        attrs.evolve(line, numbers=(ZERO,) * len(line.numbers)) for line in found.lines[:1]
    )


def _without(named: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in named.items() if key != name}
