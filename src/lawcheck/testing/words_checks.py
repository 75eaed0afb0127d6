"""Checks of the messages of a type, and of the facts and records that they cite."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from lawcheck.documents.cards import report_from_json, report_to_json
from lawcheck.model.case import Result
from lawcheck.model.checklist import Checklist
from lawcheck.model.deductions import Tally
from lawcheck.model.evidence import Evidence
from lawcheck.model.exact import ZERO
from lawcheck.model.text import Message
from lawcheck.testing.message_texts import floats_in, in_all_languages, in_its_language, texts_in
from lawcheck.testing.no_deadline import NO_DEADLINE
from lawcheck.testing.other_process import card_json
from lawcheck.testing.recorded_reads import record_reads, was_read
from lawcheck.testing.rule_checks import RuleChecks, lines_of


class WordsChecks(RuleChecks):
    """Reasons, and the facts and records that they cite."""

    @NO_DEADLINE
    @given(data=st.data())
    def test_gives_reasons_in_both_languages(self, data: st.DataObject) -> None:
        """Every deduction, gain and open item has a reason in both languages."""
        outcome = self.score(*self.world(data, gaps=True))
        for reason in [each.reason for each in outcome.deductions] + [
            each.reason for each in outcome.gains
        ]:
            assert in_all_languages(reason)
        if outcome.working is not None:
            assert in_all_languages(outcome.working)
        if outcome.state != "scored":
            assert in_all_languages(outcome.why)

    @NO_DEADLINE
    @given(data=st.data())
    def test_writes_each_language_in_that_language(self, data: st.DataObject) -> None:
        """Each text is in its own language, except for names that come from the checklist."""
        checklist, given = self.world(data)
        rule = next(iter(checklist.indicators())).rule
        known = frozenset(texts_in((rule, checklist.facts, checklist.registers, given)))
        for sentence in self._sentences(checklist, given):
            in_its_language(sentence, known)

    @NO_DEADLINE
    @given(data=st.data())
    def test_says_no_binary_floats(self, data: st.DataObject) -> None:
        """Messages hold no floats, which print as 0.30000000000000004 or as a rounded number."""
        for sentence in self._sentences(*self.world(data)):
            floats = floats_in(sentence)
            assert not floats, (
                f"a message holds the binary float {floats and floats[0]!r}; put a Fraction into "
                "it"
            )

    def _sentences(self, checklist: Checklist, given: Evidence) -> Iterator[Message]:
        yield next(iter(checklist.indicators())).rule.describe()
        result = self.answer(checklist, given)
        if result is not None:
            yield from (each.reason for each in lines_of(result))
            if result.working is not None:
                yield result.working

    @NO_DEADLINE
    @given(data=st.data())
    def test_cites_what_it_takes_points_for(self, data: st.DataObject) -> None:
        """A deduction cites the facts or records that caused it.

        A deduction for too few records has none to cite; it names the register in `about`.
        """
        checklist, given = self.world(data)
        seen, reads = record_reads(given)
        result = self.answer(checklist, seen)
        if result is None:
            return
        for each in result.deductions:
            assert each.cites or result.about or not reads.facts or each.points == ZERO, (
                f"{each.points} points are taken off for nothing that is cited; give Deduction "
                "reading.cites"
            )

    @NO_DEADLINE
    @given(data=st.data())
    def test_cites_only_what_it_read(self, data: st.DataObject) -> None:
        """What a deduction cites is in the evidence, and the rule read it."""
        checklist, given = self.world(data)
        seen, reads = record_reads(given)
        result = self.answer(checklist, seen)
        for cited in _cited(result) if result is not None else ():
            if isinstance(cited, Tally):
                rows = given.registers.get(cited.register)
                assert cited.register in reads.registers, (
                    f"{cited.register} is told as read, which it was not"
                )
                assert rows is not None, (
                    f"{cited.register} is told as read, but the evidence has no such register"
                )
                assert 0 <= cited.counted <= cited.records == len(rows), (
                    f"{cited} does not fit the {len(rows)} records"
                )
            else:
                assert was_read(cited, given, reads), (
                    f"{cited!r} is cited, but is not what the rule read; cite reading.cites"
                )

    @NO_DEADLINE
    @given(data=st.data())
    def test_cards_are_kept_as_json(self, data: st.DataObject) -> None:
        """The scorecard can be written as JSON and read back without a change."""
        checklist, given = self.world(data, gaps=True)
        self.score(checklist, given)
        try:
            text = card_json(checklist, given)
        except (TypeError, ValueError, AttributeError) as fault:
            raise AssertionError(f"the card cannot be written as JSON: {fault!r}") from fault
        assert report_to_json(report_from_json(text)) == text, (
            "the card changed on its way through JSON"
        )


def _cited(result: Result) -> Iterator[object]:
    for each in lines_of(result):
        yield from each.cites
    yield from result.about
