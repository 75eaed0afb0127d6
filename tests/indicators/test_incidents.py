"""The indicator type `incidents`."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.indicators.blocks.incident_lines import Incident, Multiply
from lawcheck.indicators.incidents import Incidents
from lawcheck.model.case import BadEvidence
from lawcheck.model.conditions import Comparison, Where
from lawcheck.model.measures import FactRef
from lawcheck.model.readings import MissingEvidence
from lawcheck.model.register_measures import OverRecords
from lawcheck.model.text import Text


def prices(*points):
    return tuple(map(Fraction, points))


def count(register, **conditions):
    return OverRecords(
        "count",
        register,
        where=Where(
            tuple(Comparison(name, "equals", value) for name, value in conditions.items())
        ),
    )


REVOKED = Incidents(count=FactRef("revoked", Text("被撤销", "revoked")), deduct=prices(2))
UNREVIEWED = Incident(
    Text("未审查", "no review"),
    count("documents", reviewed=False),
    prices("0.5"),
    Fraction(2),
    "review",
)
CORRECTED = Incident(
    Text("被纠正", "corrected"), FactRef("corrected"), prices(1, 2), cause="review"
)
MENU = Incidents(menu=(UNREVIEWED, CORRECTED))
REPEATED = Multiply(Where((Comparison("repeated", "equals", True),)), Fraction(2))


def documents(number):
    return {
        "documents": [{"no": f"d{index}", "reviewed": False} for index in range(number)]
        + [{"no": "ok", "reviewed": True}]
    }


@pytest.mark.parametrize(("number", "points"), [(0, 4), (1, 2), (2, 0), (3, 0), (1000, 0)])
def test_until_the_item_is_used_up(case, earned, number, points):
    """4 - 2 each, never below 0."""
    assert earned(REVOKED, case(4, {"revoked": number})) == points


def test_a_fact_makes_one_deduction_with_its_arithmetic(case, off, reasons):
    """3 x 2 = 6, before the engine caps it."""
    result = REVOKED.score(case(4, {"revoked": 3}))

    assert off(result) == [6]
    assert reasons(result) == ["被撤销3次：3 × 2 = 6"]
    assert result.deductions[0].reason.pick("en") == "revoked, 3: 3 × 2 = 6"
    assert [fact.name for fact in result.deductions[0].cites] == ["revoked"]


@pytest.mark.parametrize(
    ("number", "points", "working"),
    [(1, 1, "1"), (2, 3, "1 + 2 = 3"), (3, 8, "1 + 2 + 5 = 8"), (5, 18, "1 + 2 + 3 × 5 = 18")],
)
def test_prices_rise_and_the_last_repeats(case, off, reasons, number, points, working):
    """1, 2, 5, 5, 5."""
    result = Incidents(count=FactRef("errors"), deduct=prices(1, 2, 5)).score(
        case(20, {"errors": number})
    )

    assert off(result) == [points]
    assert reasons(result) == [f"errors{number}次：{working}"]


def test_the_first_may_be_free(case, off):
    """A warning first: 0, then 3 each."""
    rule = Incidents(count=FactRef("errors"), deduct=prices(0, 3))

    assert [off(rule.score(case(9, {"errors": number}))) for number in (0, 1, 2, 3)] == [
        [],
        [],
        [3],
        [6],
    ]


def test_a_register_makes_one_deduction_for_each_record(case, off, reasons):
    """Two documents at 0.5 each, with their places."""
    result = MENU.score(case(6, {"corrected": 0}, documents(2)))

    assert off(result) == [Fraction("0.5")] * 2
    assert reasons(result) == ["未审查：d0", "未审查：d1"]
    assert [str(deduction.cites[0].source.place) for deduction in result.deductions] == [
        "documents.csv:2",
        "documents.csv:3",
    ]
    assert [deduction.cause for deduction in result.deductions] == ["review", "review"]


def test_rising_prices_over_records(case, off):
    """The second record costs more; a free one is not a deduction."""
    rule = Incidents(count=OverRecords("count", "cases"), deduct=prices(0, 1, 2))

    assert off(rule.score(case(9, {}, {"cases": [{"no": name} for name in "abcd"]}))) == [1, 2, 2]


def test_a_line_has_its_own_cap(case, off, earned):
    """5 x 0.5 = 2.5, at most 2; 3 corrected ones 1 + 2 + 2 = 5; the item of 6 is used up."""
    given = case(6, {"corrected": 3}, documents(5))
    result = MENU.score(given)

    assert off(result) == [Fraction("0.5")] * 4 + [0, 5]
    assert result.deductions[4].asked == Fraction("0.5")
    assert result.deductions[4].limited.pick("zh") == "未审查至多扣2"
    assert earned(MENU, given) == 0


def test_lines_of_one_cause_share_a_cap(case, off):
    """2 and 1 + 2 + 2 = 5 have one cause that costs at most 3: the second line has 1 left."""
    capped = Incidents(menu=MENU.menu, cause_caps={"review": Fraction(3)})
    result = capped.score(case(6, {"corrected": 3}, documents(5)))

    assert off(result) == [Fraction("0.5")] * 4 + [0, 1]
    assert result.deductions[-1].asked == 5
    assert result.deductions[-1].limited.pick("en") == "review: at most 3 together"


def test_other_causes_are_not_capped(case, off):
    """The cap of one cause leaves a line without a cause alone, and the order as it was."""
    free = Incident(Text("其他"), FactRef("other"), prices(1))
    facts = {"corrected": 2, "other": 4}

    assert off(
        Incidents(menu=(CORRECTED, free), cause_caps={"review": Fraction(1)}).score(case(9, facts))
    ) == [1, 4]
    result = Incidents(menu=(free, CORRECTED), cause_caps={"review": Fraction(1)}).score(
        case(9, facts)
    )
    assert off(result) == [4, 1]
    assert [deduction.asked for deduction in result.deductions] == [None, 3]


def test_repeat_visits_count_double(case, off, reasons):
    """0.2 + 0.2 x 2: only the repeated one is doubled."""
    rule = Incidents(count=count("visits"), deduct=prices("0.2"), multiply=(REPEATED,))
    result = rule.score(
        case(4, {}, {"visits": [{"no": "a", "repeated": False}, {"no": "b", "repeated": True}]})
    )

    assert off(result) == [Fraction("0.2"), Fraction("0.4")]
    assert reasons(result)[1].endswith("b，0.2 × 2 = 0.4")


def test_multipliers_multiply(case, off):
    """Repeated and grave: 1 x 2 x 3 = 6."""
    grave = Multiply(Where((Comparison("grave", "equals", True),)), Fraction(3))
    rule = Incidents(count=count("visits"), deduct=prices(1), multiply=(REPEATED, grave))

    assert off(
        rule.score(case(9, {}, {"visits": [{"no": "a", "repeated": True, "grave": True}]}))
    ) == [6]


def test_unknown_multiplier_is_missing(case):
    """Whether a visit was repeated must be known."""
    rule = Incidents(count=count("visits"), deduct=prices(1), multiply=(REPEATED,))

    with pytest.raises(MissingEvidence) as caught:
        rule.score(case(4, {}, {"visits": [{"no": "a", "repeated": None}]}))

    assert caught.value.names == ("visits.repeated",)
    assert [record.label for record in caught.value.records] == ["a"]


@pytest.mark.parametrize("number", [Fraction("2.5"), Fraction(-1)])
def test_incidents_are_whole(case, number):
    """Two and a half incidents are refused, and so is less than none."""
    with pytest.raises(BadEvidence) as caught:
        REVOKED.score(case(4, {"revoked": number}))

    assert [fact.name for fact in caught.value.cites] == ["revoked"]


def test_everything_unknown_is_named_together(case):
    """A register and a fact."""
    with pytest.raises(MissingEvidence) as caught:
        MENU.score(case(4))

    assert caught.value.names == ("documents", "corrected")


def test_distinct_values_are_counted_as_one_number(case, off):
    """Three visits from two villages: 2 x 1."""
    rule = Incidents(count=OverRecords("distinct", "visits", of="village"), deduct=prices(1))

    assert off(rule.score(case(9, {}, {"visits": [{"village": name} for name in "aab"]}))) == [2]


@pytest.mark.parametrize(
    ("rule", "keys"),
    [
        (REVOKED, []),
        (MENU, []),
        (Incidents(), [""]),
        (Incidents(count=FactRef("a")), ["deduct"]),
        (Incidents(menu=MENU.menu, count=FactRef("a"), deduct=prices(1)), [""]),
        (Incidents(menu=MENU.menu, deduct=prices(1)), [""]),
        (Incidents(count=FactRef("a"), deduct=prices(-1)), ["deduct"]),
        (Incidents(count=FactRef("a"), deduct=prices(0, 0)), ["deduct"]),
        (
            Incidents(count=FactRef("a"), deduct=prices(3, 3, 1)),
            ["deduct"],
        ),  # 6 points are used up by two
        (Incidents(count=FactRef("a"), deduct=prices(1), multiply=(REPEATED,)), ["deduct"]),
        (Incidents(count=count("visits"), deduct=prices(1, 2), multiply=(REPEATED,)), ["deduct"]),
        (
            Incidents(
                count=count("visits"),
                deduct=prices(1),
                multiply=(Multiply(REPEATED.where, Fraction(0)),),
            ),
            ["deduct"],
        ),
        (Incidents(menu=(CORRECTED, CORRECTED)), ["menu"]),
        (Incidents(menu=(Incident(Text("a"), FactRef("a"), prices(1), Fraction(7)),)), ["menu"]),
        (Incidents(menu=(Incident(Text("a"), FactRef("a"), prices(1), Fraction(0)),)), ["menu"]),
        (
            Incidents(menu=(Incident(Text("a"), FactRef("a"), prices(1, 2), Fraction(1)),)),
            ["menu"],
        ),
        (Incidents(menu=MENU.menu, cause_caps={"reviews": Fraction(1)}), ["cause_caps"]),
        (Incidents(menu=MENU.menu, cause_caps={"review": Fraction(7)}), ["cause_caps"]),
        (Incidents(menu=MENU.menu, cause_caps={"review": Fraction(0)}), ["cause_caps"]),
    ],
)
def test_faults(faults, rule, keys):
    """Prices that are never reached, caps that never bind, forms that are mixed; the item has 6 points."""
    assert faults(rule, 6) == keys


def test_an_item_below_zero_may_have_a_cap_above_its_points():
    """With `floor: -30` an item of 6 may lose 36, so a cap of 20 binds."""
    rule = Incidents(menu=(Incident(Text("a"), FactRef("a"), prices(10), Fraction(20)),))

    assert [fault.unless_below_zero for fault in rule.check(Fraction(6))] == [True]
    assert list(rule.check(None)) == []


def test_describes_itself():
    """Each line with its price and cap."""
    rule = Incidents(menu=MENU.menu, cause_caps={"review": Fraction(3)})

    assert (
        rule.describe().pick("zh")
        == "未审查：每次扣0.5分，至多扣2分；被纠正：依次扣1、2分；review合计至多扣3分"
    )
    assert REVOKED.describe().pick("en") == "revoked: 2 off each time"


@given(
    numbers=st.lists(st.integers(0, 50), min_size=2, max_size=2).map(sorted),
    deduct=st.lists(st.fractions(0, 5), min_size=1),
)
def test_more_incidents_never_raise_the_score(case, earned, numbers, deduct):
    """Whatever the prices."""
    rule = Incidents(count=FactRef("errors"), deduct=tuple(deduct))
    few, many = (earned(rule, case(6, {"errors": number})) for number in numbers)

    assert many <= few


@given(number=st.integers(0, 12), deduct=st.lists(st.fractions(0, 3), min_size=1, max_size=4))
def test_a_fact_and_a_register_cost_the_same(case, off, number, deduct):
    """Counting records one by one comes to the same as their number."""
    by_fact = Incidents(count=FactRef("errors"), deduct=tuple(deduct))
    by_record = Incidents(count=OverRecords("count", "cases"), deduct=tuple(deduct))
    given = case(9, {"errors": number}, {"cases": [{"no": str(index)} for index in range(number)]})

    assert sum(off(by_fact.score(given))) == sum(off(by_record.score(given)))


@given(number=st.integers(4, 40))
def test_beyond_the_cap_nothing_changes(case, off, number):
    """4 x 0.5 fill the cap of 2."""
    assert sum(off(MENU.score(case(6, {"corrected": 0}, documents(number))))) == 2
