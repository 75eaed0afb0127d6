"""The indicator type `rate`."""

from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.indicators.blocks.steps import Steps
from lawcheck.indicators.rate import Rate
from lawcheck.model.case import BadEvidence
from lawcheck.model.conditions import Comparison, Where
from lawcheck.model.measures import FactRef
from lawcheck.model.readings import DoesNotApply, MissingEvidence
from lawcheck.model.register_measures import OverRecords
from lawcheck.model.text import Text

POINT = Fraction("0.01")
APPEARED = Where((Comparison("appeared", "equals", True),))
HEARINGS = Rate(
    Fraction(1),
    Steps(Fraction("0.1"), POINT, "proportional"),
    numerator=OverRecords("count", "hearings", where=APPEARED),
    denominator=OverRecords("count", "hearings"),
    on_zero="not_applicable",
)
FACTS = attrs.evolve(
    HEARINGS,
    numerator=FactRef("part", Text("出庭", "appeared")),
    denominator=FactRef("all", Text("应诉", "all")),
)


def by_value(partial):
    return Rate(
        Fraction("0.95"), Steps(Fraction(1), POINT, partial), value=FactRef("rate", is_rate=True)
    )


def hearings(appeared, absent):
    rows = [True] * appeared + [False] * absent
    return {
        "hearings": [{"no": f"h{index}", "appeared": value} for index, value in enumerate(rows)]
    }


@pytest.mark.parametrize(
    ("partial", "lost"), [("proportional", ["2/5"]), ("whole", []), ("started", ["1"])]
)
def test_a_part_of_a_percentage_point(case, off, partial, lost):
    """94.6% against 95%, 1 for each point: 0.4, nothing, or 1."""
    assert off(by_value(partial).score(case(4, {"rate": Fraction("0.946")}))) == [
        Fraction(each) for each in lost
    ]


@pytest.mark.parametrize("partial", ["proportional", "whole", "started"])
def test_a_whole_point_costs_the_same_in_every_way(case, off, partial):
    """93% against 95%: 2. The target itself costs nothing."""
    assert off(by_value(partial).score(case(4, {"rate": Fraction("0.93")}))) == [2]
    assert off(by_value(partial).score(case(4, {"rate": Fraction("0.95")}))) == []


def test_a_single_price_starts_below_the_target(case, off):
    """0.5 off once for 97.99% against 98%, nothing for 98%."""
    rule = Rate(Fraction("0.98"), Steps(Fraction("0.5")), value=FactRef("rate", is_rate=True))

    assert [off(rule.score(case(4, {"rate": Fraction(rate)}))) for rate in ("0.98", "0.9799")] == [
        [],
        [Fraction("0.5")],
    ]


def test_nineteen_of_twenty(case, off, reasons):
    """95% against 100%: 5 x 0.1, with the hearing that was missed."""
    result = HEARINGS.score(case(5, {}, hearings(19, 1)))

    assert off(result) == [Fraction("0.5")]
    assert reasons(result) == ["19/20 = 95%，低于100%：5个百分点 ÷ 1个百分点 × 0.1 = 0.5"]
    assert [record.label for record in result.deductions[0].cites] == ["h19"]


def test_a_third_is_exact(case, off):
    """2 of 3 against 100%: 33 1/3 points at 0.1 are 10/3."""
    assert off(HEARINGS.score(case(5, {}, hearings(2, 1)))) == [Fraction(10, 3)]


@pytest.mark.parametrize(("on_zero", "lost"), [("full", []), ("zero", [5])])
def test_zero_of_zero_as_declared(case, off, on_zero, lost):
    """All points, or none."""
    assert off(attrs.evolve(HEARINGS, on_zero=on_zero).score(case(5, {}, hearings(0, 0)))) == lost


def test_zero_of_zero_may_not_apply(case):
    """Neither 0% nor 100%."""
    with pytest.raises(DoesNotApply):
        HEARINGS.score(case(5, {}, hearings(0, 0)))


def test_share_cites_the_records_that_keep_it_down(case, off):
    """1 of 2 as a share: 50 points at 0.1 are 5."""
    share = OverRecords("share", "hearings", where=APPEARED)
    result = Rate(Fraction(1), Steps(Fraction("0.1"), POINT, "whole"), value=share).score(
        case(5, {}, hearings(1, 1))
    )

    assert off(result) == [5]
    assert [record.label for record in result.deductions[0].cites] == ["h1"]


def test_part_above_whole(case, off):
    """8 of 7 is refused, unless cases of the year before may be carried over; then it is above the target."""
    given = case(5, {"part": 8, "all": 7})
    with pytest.raises(BadEvidence):
        FACTS.score(given)

    assert off(attrs.evolve(FACTS, may_exceed=True).score(given)) == []
    assert list(FACTS.pairs()) == [("part", "all")]
    assert list(attrs.evolve(FACTS, may_exceed=True).pairs()) == []


def test_both_unknown_facts_are_named(case):
    """Part and whole."""
    with pytest.raises(MissingEvidence) as caught:
        FACTS.score(case(5))

    assert caught.value.names == ("part", "all")


@pytest.mark.parametrize(
    ("rule", "points", "keys"),
    [
        (HEARINGS, 5, []),
        (by_value("whole"), 5, []),
        (by_value(None), 5, ["deduct"]),
        (attrs.evolve(HEARINGS, on_zero=None), 5, [""]),
        (attrs.evolve(HEARINGS, on_zero="zero"), None, ["type"]),
        (attrs.evolve(HEARINGS, denominator=None), 5, [""]),
        (attrs.evolve(HEARINGS, value=FactRef("rate")), 5, [""]),
        (attrs.evolve(by_value("whole"), on_zero="full"), 5, ["on_zero"]),
        (attrs.evolve(by_value("whole"), target=Fraction(0)), 5, ["target"]),
    ],
)
def test_faults(faults, rule, points, keys):
    """One way to give the rate, 0 of 0 declared, a target that can be missed."""
    assert faults(rule, points) == keys


def test_describes_itself():
    """Target and price."""
    assert (
        by_value("whole").describe().pick("zh")
        == "rate达到95%；每低1个百分点扣1分（不足一档不计）"
    )
    assert FACTS.describe().pick("zh") == "出庭÷应诉达到100%；每低1个百分点扣0.1分（按比例）"
    assert (
        FACTS.describe().pick("en")
        == "appeared / all: at least 100%; 0.1 off for each 1 percentage point short (in proportion)"
    )


@given(
    rates=st.lists(st.fractions(0, 1), min_size=2, max_size=2).map(sorted),
    partial=st.sampled_from(["proportional", "whole", "started"]),
)
def test_a_higher_rate_never_earns_less(case, earned, rates, partial):
    """Monotone."""
    low, high = (earned(by_value(partial), case(4, {"rate": rate})) for rate in rates)

    assert low <= high
