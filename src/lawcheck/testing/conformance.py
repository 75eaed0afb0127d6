"""What every indicator type owes its users, as tests that an author gets by subclassing. The built-in types pass them."""

from __future__ import annotations

import copy
import decimal
import re
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, ClassVar, Final, Literal, get_args

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from lawcheck.aggregation.points import Points
from lawcheck.cards import report_from_json, report_to_json
from lawcheck.checklist import Checklist, Grade, Indicator, Register, Rounding, Section, Spec, year
from lawcheck.errors import EvidenceError, PluginError
from lawcheck.evidence import Evidence, Fact, Judgement, Unit
from lawcheck.exact import ONE, ZERO
from lawcheck.indicator import Checked, Rule
from lawcheck.scorecard import Outcome, lost
from lawcheck.scoring import score
from lawcheck.scoring.plan import Plan
from lawcheck.scoring.sampled import sampling_errors
from lawcheck.scoring.totals import make_scorecard
from lawcheck.testing.elsewhere import card_of, elsewhere
from lawcheck.testing.strategies import evidence, values
from lawcheck.testing.unhurried import UNHURRIED
from lawcheck.text import Language, Message, Text

_LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
_FIELD: Final = re.compile(r"\{[a-z_]+(?::[^{}]*)?\}")
"""A field of a message that nothing was put into."""


def one_item(
    rule: Rule,
    *,
    points: Fraction = Fraction(5),
    facts: Mapping[str, Spec] | None = None,
    registers: Mapping[str, Register] | None = None,
) -> Checklist:
    """A checklist with one indicator, `item`, for trying a rule by itself."""
    item = Indicator("item", Text("指标", "item"), rule, points)
    return Checklist(
        "one-item",
        "1",
        Text("单项", "one item"),
        year(2023),
        Section("all", Text("全部", "all"), (item,), Points(points)),
        Rounding(2, "half_up", "total"),
        "exact",
        (Grade(Text("全部", "all"), ZERO),),
        ONE,
        facts or {},
        registers or {},
    )


class IndicatorTypeSuite:
    """Subclass, name the class `Test...`, fill in `rule` and what it reads.

    ::

        class TestResponseTime(IndicatorTypeSuite):
            rule = ResponseTime(value=FactRef("hours"), target=Fraction(24))
            facts = {"hours": Spec("amount")}

    The attributes stand for one indicator of a checklist; Hypothesis makes up the evidence.

    Attributes:
        rule: an indicator type with its parameters; or else override `rules`.
        points: what the item is worth.
        facts: what the checklist says about the facts that the rule reads.
        registers: what it says about the registers.
        judged: the bounds of the points that a person may take off, for rules that await a judgement.
        better: facts of which more, or less, never costs points: `{"sessions": "higher", "complaints": "lower"}`.
    """

    rule: ClassVar[Any]
    points: ClassVar[Fraction] = Fraction(5)
    facts: ClassVar[Mapping[str, Spec]] = {}
    registers: ClassVar[Mapping[str, Register]] = {}
    judged: ClassVar[tuple[Fraction, Fraction] | None] = None
    better: ClassVar[Mapping[str, Literal["higher", "lower"]]] = {}

    def rules(self) -> st.SearchStrategy[Any]:
        """The rules that are tried; override to have the parameters made up as well, by `st.builds` for one."""
        return st.just(self.rule)

    def checklist(self, rule: Any) -> Checklist:
        """The checklist around a rule."""
        return one_item(rule, points=self.points, facts=self.facts, registers=self.registers)

    def evidence(self, checklist: Checklist, gaps: bool = False) -> st.SearchStrategy[Evidence]:
        """Evidence for a rule; override where a rule needs more than facts and registers allow by themselves."""
        drawn = evidence(checklist, gaps=gaps)
        if self.judged is None:
            return drawn
        deducted = st.fractions(*self.judged, max_denominator=10)
        return st.builds(self._judge, drawn, deducted)

    @staticmethod
    def _judge(given: Evidence, deducted: Fraction) -> Evidence:
        return attrs.evolve(given, judgements={"item": Judgement("item", deducted, "评议", "评议组")})

    def world(self, data: st.DataObject, gaps: bool = False) -> tuple[Checklist, Evidence]:
        """A rule and evidence for it."""
        checklist = self.checklist(data.draw(self.rules(), label="rule"))
        return checklist, data.draw(self.evidence(checklist, gaps), label="evidence")

    def score(self, checklist: Checklist, given: Evidence) -> Outcome:
        """The outcome of the item; a rule that fails is a failed test."""
        try:
            outcome = score(checklist, given).outcome("item")
        except EvidenceError as refusal:
            raise AssertionError(f"evidence that the readers let through is refused: {refusal}") from refusal
        assert outcome.state != "error", _said(outcome.why)
        return outcome

    @UNHURRIED
    @given(data=st.data())
    def test_is_a_frozen_attrs_class_with_its_documentation(self, data: st.DataObject) -> None:
        """Fields are keys, the docstring is the reference page, and one run cannot change the next."""
        rule = data.draw(self.rules())
        cls = type(rule)
        assert isinstance(rule, Rule), f"{cls.__name__} lacks type_name, describe() or score()"
        assert attrs.has(cls), f"{cls.__name__} is no attrs class"
        assert cls.__setattr__ is not object.__setattr__, f"{cls.__name__} is not frozen; use @attrs.frozen"
        assert (cls.__doc__ or "").strip(), f"{cls.__name__} has no docstring"

    @UNHURRIED
    @given(data=st.data())
    def test_finds_no_fault_in_its_rules(self, data: st.DataObject) -> None:
        """A checklist with this indicator loads."""
        rule = data.draw(self.rules())
        faults = list(rule.check(self.points)) if isinstance(rule, Checked) else []
        assert not faults, [_said(fault.what) for fault in faults]

    @UNHURRIED
    @given(data=st.data())
    def test_describes_itself_in_both_languages(self, data: st.DataObject) -> None:
        """The blank form prints the rule."""
        assert _said(data.draw(self.rules()).describe())

    @UNHURRIED
    @given(data=st.data())
    def test_stays_within_its_points(self, data: st.DataObject) -> None:
        """An item earns between nothing and its points, and its deductions say what is missing, exactly."""
        outcome = self.score(*self.world(data, gaps=True))
        if outcome.state == "scored":
            assert outcome.earned is not None
            assert ZERO <= outcome.earned.low == outcome.earned.high <= self.points
            assert lost(outcome) == self.points - outcome.earned.low

    @UNHURRIED
    @given(data=st.data())
    def test_tells_its_sampling_error(self, data: st.DataObject) -> None:
        """Where the type tells one, it is an exact range of losses that holds what was scored, and the item keeps its bounds."""
        checklist, given = self.world(data)
        outcome, plan = self.score(checklist, given), Plan.of(checklist)
        if outcome.state != "scored" or outcome.earned is None:
            return
        try:
            errors = sampling_errors(plan, score(checklist, given), given)
        except PluginError as fault:
            raise AssertionError(str(fault)) from fault
        for error in errors.values():
            held = min(error.least, self.points) <= lost(outcome) <= error.most
            assert held, f"{lost(outcome)} points are lost, which is not from {error.least} to {error.most}"
            within = make_scorecard(plan, given, errors).outcome("item").earned
            assert within is not None
            assert ZERO <= within.low <= outcome.earned.low <= within.high <= self.points

    @UNHURRIED
    @given(data=st.data())
    def test_gives_reasons_in_both_languages(self, data: st.DataObject) -> None:
        """Every deduction, gain and open item can be explained."""
        outcome = self.score(*self.world(data, gaps=True))
        for reason in [each.reason for each in outcome.deductions] + [each.reason for each in outcome.gains]:
            assert _said(reason)
        if outcome.working is not None:
            assert _said(outcome.working)
        if outcome.state != "scored":
            assert _said(outcome.why)

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
    def test_missing_is_never_a_value(self, data: st.DataObject) -> None:
        """Without a fact or register, the item is open, or the points are what they were with it."""
        checklist, given = self.world(data)
        known = self.score(checklist, given)
        for name in given.facts:
            self._open_or_same(checklist, known, attrs.evolve(given, facts=_without(given.facts, name)))
        for name in given.registers:
            self._open_or_same(checklist, known, attrs.evolve(given, registers=_without(given.registers, name)))

    def _open_or_same(self, checklist: Checklist, known: Outcome, given: Evidence) -> None:
        outcome = self.score(checklist, given)
        assert outcome.state in ("missing", "awaiting") or outcome.earned == known.earned, "a gap changed the points"

    @UNHURRIED
    @given(data=st.data())
    def test_nothing_known_scores_nothing(self, data: st.DataObject) -> None:
        """A unit about which nothing is known is neither perfect nor a failure."""
        checklist = self.checklist(data.draw(self.rules()))
        if self.facts or self.registers:
            assert self.score(checklist, Evidence(Unit("u1"))).state in ("missing", "awaiting")

    @UNHURRIED
    @given(data=st.data())
    def test_reads_nothing_that_it_does_not_declare(self, data: st.DataObject) -> None:
        """What the checklist does not declare for this item changes nothing."""
        checklist, given = self.world(data, gaps=True)
        more = attrs.evolve(given, facts={**given.facts, "unheard_of": Fact("unheard_of", ONE)})
        assert self.score(checklist, given) == self.score(checklist, more)

    @UNHURRIED
    @given(data=st.data())
    def test_order_of_records_does_not_matter(self, data: st.DataObject) -> None:
        """A register sorted another way earns the same points."""
        checklist, given = self.world(data, gaps=True)
        turned = attrs.evolve(given, registers={name: tuple(reversed(rows)) for name, rows in given.registers.items()})
        assert self.score(checklist, given).earned == self.score(checklist, turned).earned

    @UNHURRIED
    @given(data=st.data())
    def test_better_values_never_cost_points(self, data: st.DataObject) -> None:
        """Where the type says which way is better, going that way never earns less."""
        checklist, given = self.world(data)
        for name, way in self.better.items():
            other = data.draw(values(self.facts[name], checklist.period), label=f"another {name}")
            low, high = sorted((given.facts[name].value, other))  # type: ignore[type-var]
            worse, best = (low, high) if way == "higher" else (high, low)
            earned = [self.score(checklist, _with(given, name, value)).earned for value in (worse, best)]
            if earned[0] is not None and earned[1] is not None:
                assert earned[0].high <= earned[1].low, f"{name} is better {way}, but {worse} earns more than {best}"

    @UNHURRIED
    @given(data=st.data())
    def test_cards_are_kept_as_json(self, data: st.DataObject) -> None:
        """What is said of the item can be written to a file and read back, to the last word."""
        checklist, given = self.world(data, gaps=True)
        self.score(checklist, given)
        try:
            text = card_of(checklist, given)
        except (TypeError, ValueError, AttributeError) as fault:
            raise AssertionError(f"the card cannot be written as JSON: {fault!r}") from fault
        assert report_to_json(report_from_json(text)) == text, "the card changed on its way through JSON"

    def test_another_machine_says_the_same(self) -> None:
        """Other settings of language, time zone and hashing; a set of texts, for one, has another order there."""
        worlds: list[tuple[Checklist, Evidence]] = []

        @settings(UNHURRIED, max_examples=20, database=None)
        @given(data=st.data())
        def collect(data: st.DataObject) -> None:
            worlds.append(self.world(data, gaps=True))

        collect()
        for world, other in zip(worlds, elsewhere(worlds), strict=True):
            assert card_of(*world) == other, "another process gave another card; a set has no order of its own"


def _with(given: Evidence, name: str, value: Any) -> Evidence:
    return attrs.evolve(given, facts={**given.facts, name: attrs.evolve(given.facts[name], value=value)})


def _without(named: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in named.items() if key != name}


def _said(message: Message | None) -> str:
    """A message in every language, to see that it exists and that each can be made."""
    assert message is not None, "no reason was given"
    try:
        told = " / ".join(message.pick(language) for language in _LANGUAGES)
    except (LookupError, ValueError, TypeError, AttributeError) as fault:
        raise AssertionError(f"a message cannot be read in every language: {fault!r}") from fault
    unfilled = _FIELD.search(told)
    assert unfilled is None, f"the field {unfilled and unfilled[0]} of a message has no value"
    return told
