"""The indicator type `count_target`."""

from datetime import date
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.indicators.blocks.steps import Steps
from lawcheck.indicators.count_target import CountTarget
from lawcheck.model.case import BadEvidence
from lawcheck.model.measures import FactRef
from lawcheck.model.readings import MissingEvidence
from lawcheck.model.register_measures import OverRecords
from lawcheck.model.text import Text

HALF = Steps(Fraction("0.5"), Fraction(1))
STUDY = CountTarget(FactRef("sessions", Text("学法次数", "study sessions")), Fraction(12), HALF)
QUARTERLY = CountTarget(
    OverRecords("count", "study", Text("学法", "study"), by="held"),
    Fraction(1),
    HALF,
    each="quarter",
)


def sessions(*days):
    return {
        "study": [{"no": str(index), "held": date(2023, *day)} for index, day in enumerate(days)]
    }


@pytest.mark.parametrize(
    ("count", "points"), [(12, 5), (13, 5), (11, "4.5"), (10, 4), (2, 0), (1, 0), (0, 0)]
)
def test_each_one_missing(case, earned, count, points):
    """5 - 0.5 x what is short of 12, not below 0; more than 12 earns no more."""
    assert earned(STUDY, case(5, {"sessions": count})) == Fraction(points)


def test_two_of_three_meetings(case, earned):
    """1 short at 0.5: 3 - 0.5."""
    assert earned(attrs.evolve(STUDY, target=Fraction(3)), case(3, {"sessions": 2})) == Fraction(
        "2.5"
    )


def test_says_how_many_are_short(case, reasons):
    """Without a period the text starts with the count."""
    result = STUDY.score(case(5, {"sessions": 10}))

    assert reasons(result) == ["10，少2：2 ÷ 1 × 0.5 = 1"]
    assert result.deductions[0].reason.pick("en") == "10, 2 short: 2 ÷ 1 × 0.5 = 1"
    assert [fact.name for fact in result.deductions[0].cites] == ["sessions"]


def test_none_at_all_has_its_own_price(case, off, reasons):
    """0 costs 3 instead of 12 x 0.5 = 6, outside the cap of 2; 1 costs 5.5, at most 2."""
    rule = attrs.evolve(STUDY, at_none=Fraction(3), deduct=attrs.evolve(HALF, at_most=Fraction(2)))

    assert off(rule.score(case(9, {"sessions": 0}))) == [3]
    assert reasons(rule.score(case(9, {"sessions": 0}))) == ["没有，扣3"]
    assert off(rule.score(case(9, {"sessions": 1}))) == [2]


def test_whole_steps_that_are_not_filled_cost_nothing(case, off):
    """1 hour short of 40, by steps of 10: no deduction at all, not one of 0."""
    rule = CountTarget(FactRef("hours"), Fraction(40), Steps(Fraction(1), Fraction(10), "whole"))

    assert [off(rule.score(case(5, {"hours": hours}))) for hours in (40, 39, 30)] == [[], [], [1]]


def test_a_part_of_a_thing_is_refused(case):
    """11.5 of 12 sessions, where the checklist counts whole ones."""
    with pytest.raises(BadEvidence):
        STUDY.score(case(5, {"sessions": Fraction("11.5")}))


def test_four_in_one_quarter_do_not_repair_the_others(case, off, reasons):
    """Four sessions in the first quarter: three empty quarters at 0.5."""
    result = QUARTERLY.score(case(5, {}, sessions((1, 1), (2, 1), (3, 1), (3, 31))))

    assert off(result) == [Fraction("0.5")] * 3
    assert reasons(result)[0] == "2023-04-01~06-30：0，少1：1 ÷ 1 × 0.5 = 0.5"
    assert (
        result.deductions[0].reason.pick("en") == "2023-04-01~06-30: 0, 1 short: 1 ÷ 1 × 0.5 = 0.5"
    )
    assert result.working.pick("zh") == "各期4、0、0、0，目标1"
    assert (result.about[0].counted, result.about[0].records) == (4, 4)


def test_one_in_each_quarter(case, off):
    """First and last days count for their own quarter."""
    assert off(QUARTERLY.score(case(5, {}, sessions((3, 31), (4, 1), (9, 30), (12, 31))))) == []


def test_a_single_price_starts_below_the_target(case, off):
    """2 off once for 1 of 2, nothing for 2 of 2; so in each quarter too."""
    once = Steps(Fraction(2))
    yearly = attrs.evolve(STUDY, target=Fraction(2), deduct=once)

    assert [off(yearly.score(case(5, {"sessions": count}))) for count in (2, 1)] == [[], [2]]
    assert off(
        attrs.evolve(QUARTERLY, deduct=once).score(case(5, {}, sessions((1, 1), (4, 1), (7, 1))))
    ) == [2]


def test_a_cap_holds_for_all_periods_together(case, off):
    """Two months are empty (3 each, by `at_none`), ten have 1 of 2 (0.5 each): ten would be 5, at most 2."""
    rule = CountTarget(
        OverRecords("count", "study", by="held"),
        Fraction(2),
        attrs.evolve(HALF, at_most=Fraction(2)),
        each="month",
        at_none=Fraction(3),
    )
    result = rule.score(case(99, {}, sessions(*[(month, 1) for month in range(2, 12)])))

    assert off(result) == [3, *[Fraction("0.5")] * 4, *[0] * 6, 3]


def test_a_session_without_a_date_is_missing(case):
    """It may belong to any quarter."""
    with pytest.raises(MissingEvidence) as caught:
        QUARTERLY.score(case(5, {}, {"study": [{"no": "a", "held": None}]}))

    assert caught.value.names == ("study.held",)


@pytest.mark.parametrize(
    ("rule", "keys"),
    [
        (STUDY, []),
        (QUARTERLY, []),
        (attrs.evolve(STUDY, target=Fraction(0)), ["target"]),
        (attrs.evolve(STUDY, each="month"), ["value"]),
        (attrs.evolve(QUARTERLY, each=None), ["value"]),
        (attrs.evolve(STUDY, at_none=Fraction(0)), ["at_none"]),
        (attrs.evolve(STUDY, deduct=Steps(Fraction(1), Fraction(2))), ["deduct"]),
        (attrs.evolve(STUDY, target=Fraction("7.5")), ["deduct"]),
        (attrs.evolve(STUDY, deduct=attrs.evolve(HALF, at_most=Fraction(6))), ["deduct"]),
    ],
)
def test_faults(faults, rule, keys):
    """Targets that are always met, parts of steps, caps that never bind; the item has 5 points."""
    assert faults(rule, 5) == keys


def test_describes_itself():
    """Target, period and price."""
    assert STUDY.describe().pick("zh") == "学法次数不少于12；每少1扣0.5分"
    assert STUDY.describe().pick("en") == "study sessions: at least 12; 0.5 off for each 1 short"
    assert QUARTERLY.describe().pick("zh") == "学法的件数每季度不少于1；每少1扣0.5分"
    assert (
        QUARTERLY.describe().pick("en")
        == "number of study: at least 1 each quarter; 0.5 off for each 1 short"
    )
    assert attrs.evolve(STUDY, at_none=Fraction(3)).describe().pick("zh").endswith("；没有的扣3分")


@given(counts=st.lists(st.integers(0, 20), min_size=2, max_size=2).map(sorted))
def test_more_never_earns_less(case, earned, counts):
    """Monotone."""
    few, many = (earned(STUDY, case(5, {"sessions": count})) for count in counts)

    assert few <= many
