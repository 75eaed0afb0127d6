"""Outcomes of single items: what the engine does around a rule."""

from fractions import Fraction

import attrs
import pytest

from lawcheck.indicators.blocks.steps import Steps
from lawcheck.indicators.rate import Rate
from lawcheck.indicators.scale import Scale
from lawcheck.model.case import AwaitsJudgement, Result
from lawcheck.model.conditions import Comparison, Where
from lawcheck.model.declarations import Spec
from lawcheck.model.deductions import Deduction, Gain
from lawcheck.model.errors import EvidenceError
from lawcheck.model.evidence import Evidence, Fact, NotApplicable, Unit
from lawcheck.model.measures import FactRef
from lawcheck.model.text import message
from lawcheck.scoring import score
from lawcheck.testing import one_item

pytestmark = pytest.mark.interpreter


@pytest.fixture
def checklist():
    """One rate, 5 points, that must apply."""
    steps = Steps(Fraction(1, 10), Fraction(1, 100), "proportional")
    rule = Rate(
        Fraction(1),
        steps,
        numerator=FactRef("a"),
        denominator=FactRef("b"),
        on_zero="not_applicable",
    )
    drawn = one_item(rule, facts={"a": Spec("count"), "b": Spec("count")})
    (item,) = drawn.indicators()
    return attrs.evolve(
        drawn,
        root=attrs.evolve(drawn.root, children=(attrs.evolve(item, not_applicable="forbid"),)),
    )


def evidence(a, b, *decided):
    facts = {name: Fact(name, Fraction(value)) for name, value in {"a": a, "b": b}.items()}
    return Evidence(Unit("u1"), facts, not_applicable={each.indicator: each for each in decided})


def test_a_decision_that_the_checklist_forbids_is_refused(checklist):
    """Without the refusal the item would give full points to whoever says that it does not apply."""
    decided = NotApplicable("item", "没有案件", "市司法局")

    with pytest.raises(EvidenceError, match="does not allow"):
        score(checklist, evidence(1, 2, decided))


def test_a_rule_that_does_not_apply_where_it_must_is_refused(checklist):
    """0 of 0 says not applicable, the item forbids it: nobody can say what that is worth."""
    with pytest.raises(EvidenceError, match="unit u1, indicator item"):
        score(checklist, evidence(0, 0))


def test_where_it_applies_it_is_scored(checklist):
    assert Fraction(0) == score(checklist, evidence(1, 2)).outcome("item").earned.low


@attrs.frozen
class Broken:
    """A rule of a plugin that does not do what it should."""

    type_name = "broken"
    returned: object = None

    def describe(self):
        return message("坏", "broken")

    def score(self, case):
        if isinstance(self.returned, Exception):
            raise self.returned
        return self.returned


FREE = message("白给", "for nothing")


@pytest.mark.parametrize(
    ("returned", "why"),
    [
        (KeyError("x"), "KeyError"),
        (None, "not a Result"),
        (Fraction(5), "not a Result"),
        (Result((Deduction(0.5, FREE),)), "not an exact number"),  # type: ignore[arg-type]
        (Result((Deduction(1, FREE),)), "not an exact number"),  # type: ignore[arg-type]
        (Result((Deduction(True, FREE),)), "not an exact number"),  # type: ignore[arg-type]
        (Result((Deduction(Fraction(-1), FREE),)), "not an exact number"),
        (Result(gains=(Gain(0.5, FREE),)), "not an exact number"),  # type: ignore[arg-type]
    ],
)
def test_a_rule_that_fails_leaves_its_item_open_and_is_named(returned, why):
    """Never a zero, never full points, and the other items are scored."""
    card = score(one_item(Broken(returned)), Evidence(Unit("u1")))
    outcome = card.outcome("item")

    assert outcome.state == "error"
    assert (outcome.earned.low, outcome.earned.high) == (0, 5)
    assert why in outcome.why.pick("en")
    assert card.known == 0


def test_an_item_that_awaits_a_judgement_is_open():
    outcome = score(one_item(Broken(AwaitsJudgement())), Evidence(Unit("u1"))).outcome("item")

    assert outcome.state == "awaiting"
    assert (outcome.earned.low, outcome.earned.high) == (0, 5)


def test_gains_count_up_to_the_points_of_the_item():
    """What is not gained is a deduction, so that every missing point is explained."""
    for asked, gained in ((2, 2), (9, 5)):
        outcome = score(
            one_item(Broken(Result(gains=(Gain(Fraction(asked), FREE),)))), Evidence(Unit("u1"))
        ).outcome("item")

        assert outcome.earned.low == gained
        assert sum(gain.points for gain in outcome.gains) == gained
        assert sum(deduction.points for deduction in outcome.deductions) == 5 - gained


@pytest.mark.parametrize(
    ("policy", "state", "earned"),
    [
        ("redistribute", "not_applicable", None),
        ("full", "not_applicable", 5),
        ("zero", "not_applicable", 0),
        (Fraction(3), "not_applicable", 3),
    ],
)
def test_an_item_may_not_apply_by_rule(policy, state, earned):
    """`when` a fact says so; each policy says what that is worth; where the fact is not known the item is open."""
    rule = Scale(FactRef("a"), Fraction(0), Fraction(1))
    whole = one_item(rule)
    (item,) = whole.indicators()
    when = Where((Comparison("held", "equals", Fraction(0)),))
    item = attrs.evolve(item, not_applicable=policy, not_applicable_when=when)
    whole = attrs.evolve(whole, root=attrs.evolve(whole.root, children=(item,)))

    def outcome(**facts):
        known = {name: Fact(name, Fraction(value)) for name, value in facts.items()}
        return score(whole, Evidence(Unit("u1"), known)).outcome("item")

    assert state == outcome(held=0, a=1).state
    assert earned == (outcome(held=0, a=1).earned and outcome(held=0, a=1).earned.low)
    assert outcome(held=1, a=1).state == "scored"
    assert outcome(a=1).state == "missing"
    assert "held" in outcome(a=1).why.pick("en")
