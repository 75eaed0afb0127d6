"""Caps that deductions of one cause share across items (同一原因不重复扣分)."""

from fractions import Fraction

import attrs

from lawcheck.indicators.incidents import Incidents
from lawcheck.methods.deduct_from import DeductFrom
from lawcheck.model.evidence import Evidence, Fact, Unit
from lawcheck.model.indicator import Indicator
from lawcheck.model.measures import FactRef
from lawcheck.model.sections import Section
from lawcheck.model.text import Text
from lawcheck.scoring import score
from lawcheck.testing import one_item


def item(name, cause, **terms):
    return Indicator(
        name,
        Text(name),
        Incidents(count=FactRef(name), deduct=(Fraction(3),)),
        Fraction(10),
        cause=cause,
        **terms,
    )


def card(*items, **counts):
    method = DeductFrom(Fraction(100), Fraction(0), cause_caps={"flood": Fraction(5)})
    whole = attrs.evolve(one_item(items[0].rule), root=Section("all", Text("全部"), items, method))
    return score(
        whole,
        Evidence(
            Unit("u1"), {name: Fact(name, Fraction(count)) for name, count in counts.items()}
        ),
    )


def test_items_of_one_cause_cost_at_most_its_cap_together():
    """3 + 3 for one flood, at most 5; 3 for something else as ever: 100 - 5 - 3."""
    given = card(item("a", "flood"), item("b", "flood"), item("c", ""), a=1, b=1, c=1)

    assert given.exact.low == 92
    assert [each.deducted for each in given.outcomes()] == [3, 2, 3]
    assert [each.counted.low for each in given.outcomes()] == [-3, -2, -3]
    assert given.outcome("b").deductions[0].asked == 3
    assert given.outcome("b").deductions[0].limited.pick("en") == "flood: at most 5 together"


def test_the_cap_of_an_item_comes_first():
    """4 x 3 asked, 10 is what the item can cost, 5 is what the cause can cost."""
    assert card(item("a", "flood"), a=4).exact.low == 95


def test_an_advisory_item_neither_counts_nor_uses_up_the_cap():
    given = card(item("a", "flood", advisory=True), item("b", "flood"), a=1, b=1)

    assert given.exact.low == 97
    assert given.outcome("a").counted is None


def test_what_is_not_known_yet_keeps_the_interval_open():
    """One item open: between nothing and all that it can cost."""
    given = card(item("a", "flood"), item("b", ""), a=1)

    assert (given.exact.low, given.exact.high) == (87, 97)
