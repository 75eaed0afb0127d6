"""The indicator type `change`."""

from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.indicators.blocks.steps import Steps
from lawcheck.indicators.change import Change
from lawcheck.model.case import BadEvidence
from lawcheck.model.measures import FactRef
from lawcheck.model.readings import DoesNotApply, MissingEvidence
from lawcheck.model.text import Text

NOW, BEFORE = (
    FactRef("now", Text("今年败诉", "lost")),
    FactRef("before", Text("去年败诉", "lost before")),
)
WHOLE = Steps(Fraction(1), Fraction("0.1"), "whole")
PERCENT = Change(NOW, BEFORE, "lower", "percent", WHOLE, "zero")
PLAIN = Change(NOW, BEFORE, "lower", "difference", Steps(Fraction("0.5"), Fraction(1)))


@pytest.mark.parametrize(
    ("before", "now", "points"),
    [(8, 10, 2), (8, 8, 4), (8, 7, 4), (10, 11, 3), (11, 12, 4), (8, 80, 0), (0, 0, 4), (0, 1, 0)],
)
def test_percent_of_the_year_before(case, earned, before, now, points):
    """25% more: 2 whole steps. 10%: 1. 1/11 = 9.09%: none. From 0 to 1: nothing left, from 0 to 0: no change."""
    assert earned(PERCENT, case(4, {"before": before, "now": now})) == points


@pytest.mark.parametrize(
    ("before", "now", "points"), [(8, 10, 3), (0, 1, Fraction("3.5")), (3, 1, 4), (0, 9, 0)]
)
def test_difference(case, earned, before, now, points):
    """0.5 for each one more."""
    assert earned(PLAIN, case(4, {"before": before, "now": now})) == points


def test_more_may_be_better(case, off):
    """Trainings fall from 40 to 30, by 25%: 2 whole steps; a rise costs nothing."""
    rule = attrs.evolve(PERCENT, better="higher")

    assert off(rule.score(case(4, {"before": 40, "now": 30}))) == [2]
    assert off(rule.score(case(4, {"before": 40, "now": 50}))) == []
    assert off(rule.score(case(4, {"before": 0, "now": 0}))) == []


def test_any_rise_costs_once(case, off):
    """Without `per`."""
    rule = Change(NOW, BEFORE, "lower", "difference", Steps(Fraction(1)))

    assert [off(rule.score(case(4, {"before": 5, "now": now}))) for now in (5, 6, 50)] == [
        [],
        [1],
        [1],
    ]


@pytest.mark.parametrize("on_zero", ["full", "not_applicable"])
def test_rise_from_zero(case, off, on_zero):
    """Full points or not applicable, as the checklist says."""
    rule = attrs.evolve(PERCENT, on_zero=on_zero)
    given = case(4, {"before": 0, "now": 1})
    if on_zero == "full":
        assert off(rule.score(given)) == []
    else:
        with pytest.raises(DoesNotApply):
            rule.score(given)
    assert off(rule.score(case(4, {"before": 0, "now": 0}))) == []


def test_shows_both_values(case, reasons):
    """The change with its arithmetic, both facts cited."""
    result = PERCENT.score(case(4, {"before": 8, "now": 10}))

    assert reasons(result) == ["8 → 10，上升25%：25% ÷ 10% → 2 × 1 = 2"]
    assert result.deductions[0].reason.pick("en") == "8 → 10, worse by 25%: 25% ÷ 10% → 2 × 1 = 2"
    assert [fact.name for fact in result.deductions[0].cites] == ["now", "before"]


def test_rates_are_shown_as_percentages(case, reasons):
    """92% to 90% is a difference of 2 percentage points."""
    rate = FactRef("now", is_rate=True)
    rule = Change(
        rate,
        FactRef("before", is_rate=True),
        "higher",
        "difference",
        Steps(Fraction("0.5"), Fraction("0.01"), "whole"),
    )

    result = rule.score(case(4, {"before": Fraction("0.92"), "now": Fraction("0.9")}))
    assert reasons(result) == ["92% → 90%，下降2个百分点：2个百分点 ÷ 1个百分点 × 0.5 = 1"]
    assert (
        result.deductions[0].reason.pick("en")
        == "92% → 90%, worse by 2 percentage points: 2 percentage points ÷ 1 percentage point × 0.5 = 1"
    )
    assert (
        rule.describe().pick("zh")
        == "now与before相比，高为好；每下降1个百分点扣0.5分（不足一档不计）"
    )


def test_negative_base_and_unknown_values(case):
    """No percentage of less than nothing; both absent facts are named."""
    with pytest.raises(BadEvidence):
        PERCENT.score(case(4, {"before": -1, "now": 3}))
    with pytest.raises(MissingEvidence) as caught:
        PERCENT.score(case(4))

    assert caught.value.names == ("now", "before")


@pytest.mark.parametrize(
    ("rule", "points", "keys"),
    [
        (PERCENT, 4, []),
        (PLAIN, 4, []),
        (PLAIN, None, []),
        (PERCENT, None, ["type"]),
        (attrs.evolve(PERCENT, on_zero=None), 4, [""]),
        (attrs.evolve(PLAIN, on_zero="full"), 4, ["on_zero"]),
        (attrs.evolve(PERCENT, before=NOW), 4, ["before"]),
        (attrs.evolve(PERCENT, deduct=Steps(Fraction(1), Fraction("0.1"))), 4, ["deduct"]),
    ],
)
def test_faults(faults, rule, points, keys):
    """`on_zero` where there is a percentage, and only there."""
    assert faults(rule, points) == keys


def test_describes_itself():
    """Direction and price."""
    assert (
        PERCENT.describe().pick("zh")
        == "今年败诉与去年败诉相比，低为好；每上升10%扣1分（不足一档不计）"
    )
    assert (
        attrs.evolve(PERCENT, better="higher")
        .describe()
        .pick("zh")
        .startswith("今年败诉与去年败诉相比，高为好")
    )
    assert (
        PLAIN.describe().pick("en")
        == "lost against lost before, lower is better; 0.5 off for each 1 worse"
    )


@given(
    before=st.integers(0, 50),
    now=st.lists(st.integers(0, 100), min_size=2, max_size=2).map(sorted),
)
def test_worse_never_earns_more(case, earned, before, now):
    """Monotone, from any base."""
    good, bad = (earned(PERCENT, case(4, {"before": before, "now": value})) for value in now)

    assert bad <= good


BOTH = Change(
    FactRef("now", Text("满意度", "satisfaction"), is_rate=True),
    FactRef("before", Text("上年", "before"), is_rate=True),
    "higher",
    "difference",
    Steps(Fraction(1), Fraction("0.01"), "proportional"),
    base=Fraction(3),
    earn=Steps(Fraction("0.5"), Fraction("0.01"), "whole"),
)


@pytest.mark.parametrize(
    ("now", "points"),
    [
        ("0.9", 3),
        ("0.93", "4.5"),
        ("0.939", "4.5"),
        ("0.94", 5),
        ("1", 5),
        ("0.88", 1),
        ("0.865", 0),
        ("0.5", 0),
    ],
)
def test_a_rise_earns_beside_a_fall_that_costs(case, earned, now, points):
    """3 for no change, 0.5 more for each whole point up to 5, 1 less for each point down: 88% is 3 - 2."""
    assert earned(BOTH, case(5, {"now": Fraction(now), "before": Fraction("0.9")})) == Fraction(
        points
    )


def test_says_what_was_added_and_what_was_taken(case, reasons):
    up, same, down = (
        BOTH.score(case(5, {"now": Fraction(now), "before": Fraction("0.9")}))
        for now in ("0.93", "0.9", "0.88")
    )

    assert reasons(up) == ["90% → 93%：持平得3，另加3个百分点 ÷ 1个百分点 × 0.5 = 1.5，满分5"]
    assert reasons(same) == ["90% → 90%：没有加分，得3，满分5"]
    assert reasons(down) == [
        "90% → 88%：没有加分，得3，满分5",
        "90% → 88%，下降2个百分点：2个百分点 ÷ 1个百分点 × 1 = 2",
    ]
    assert up.deductions[0].reason.pick("en") == (
        "90% → 93%: 3 for no change, and 3 percentage points ÷ 1 percentage point × 0.5 = 1.5, of 5 points"
    )
    assert same.deductions[0].reason.pick("en") == "90% → 90%: nothing added, 3 of 5 points"


@pytest.mark.parametrize(
    ("on_zero", "now", "points"), [("full", 2, 5), ("zero", 2, 0), ("zero", 0, 3), ("full", 0, 3)]
)
def test_any_percentage_of_zero_is_declared(case, earned, on_zero, now, points):
    """From 0 to 2 there is no percentage, up or down; from 0 to 0 nothing changed."""
    rule = attrs.evolve(BOTH, measured="percent", on_zero=on_zero)

    assert earned(rule, case(5, {"now": now, "before": 0})) == points


def test_earns_once(case, earned):
    """`earn` without `per`: any fall of cases earns 2."""
    rule = attrs.evolve(PLAIN, base=Fraction(2), earn=Steps(Fraction(2)))

    assert [earned(rule, case(4, {"before": 5, "now": now})) for now in (4, 5, 6)] == [
        4,
        2,
        Fraction("1.5"),
    ]
    assert rule.describe().pick("zh") == (
        "今年败诉与去年败诉相比，低为好；每上升1扣0.5分；持平得2分，下降一次性加2分"
    )
    assert rule.describe().pick("en") == (
        "lost against lost before, lower is better; 0.5 off for each 1 worse; no change 2, 2 more once if better"
    )


@pytest.mark.parametrize(
    ("rule", "keys"),
    [
        (BOTH, []),
        (attrs.evolve(BOTH, base=None), [""]),
        (attrs.evolve(BOTH, earn=None), [""]),
        (attrs.evolve(BOTH, base=Fraction(5)), ["base"]),
        (attrs.evolve(BOTH, base=Fraction(-1)), ["base"]),
        (attrs.evolve(BOTH, earn=Steps(Fraction(1))), ["earn"]),
        (
            attrs.evolve(BOTH, earn=Steps(Fraction(1), Fraction("0.01"), "whole", Fraction(1))),
            ["earn"],
        ),
        (attrs.evolve(BOTH, earn=Steps(Fraction(1), Fraction("0.01"))), ["earn"]),
    ],
)
def test_faults_of_base_and_earn(faults, rule, keys):
    """Both or none; no change is below full points, which the steps can reach."""
    assert faults(rule, 5) == keys


def test_base_needs_points(faults):
    assert faults(BOTH, None) == ["type"]
