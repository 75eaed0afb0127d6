"""Outcomes of single items: what the engine does around a rule."""

from fractions import Fraction

import attrs
import pytest

from lawcheck.checklist import Spec
from lawcheck.errors import EvidenceError
from lawcheck.evidence import Evidence, Fact, NotApplicable, Unit
from lawcheck.indicators.rate import Rate
from lawcheck.measures import FactRef
from lawcheck.scoring import score
from lawcheck.steps import Steps
from lawcheck.testing import one_item


@pytest.fixture
def checklist():
    """One rate, 5 points, that must apply."""
    steps = Steps(Fraction(1, 10), Fraction(1, 100), "proportional")
    rule = Rate(Fraction(1), steps, numerator=FactRef("a"), denominator=FactRef("b"), on_zero="not_applicable")
    drawn = one_item(rule, facts={"a": Spec("count"), "b": Spec("count")})
    (item,) = drawn.indicators()
    return attrs.evolve(drawn, root=attrs.evolve(drawn.root, children=(attrs.evolve(item, not_applicable="forbid"),)))


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
