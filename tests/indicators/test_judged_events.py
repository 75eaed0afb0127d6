"""The indicator type `judged` with `count` and `records`: a range for each event (每发现一起扣0.5—2分)."""

from fractions import Fraction

import pytest

from lawcheck.indicators.blocks.judging import JudgedRecords, Judges
from lawcheck.indicators.judged import Judged
from lawcheck.model.case import BadEvidence
from lawcheck.model.conditions import Comparison, Where
from lawcheck.model.evidence import Judgement
from lawcheck.model.measures import FactRef
from lawcheck.model.operations import Count
from lawcheck.model.register_measures import OverRecords

HALF, TWO = Fraction("0.5"), Fraction(2)
EVENTS = Judged(HALF, TWO, count=FactRef("events"))
OF_KIND = Where((Comparison("kind", "equals", "程序"),))
COUNTED = Judged(HALF, TWO, count=OverRecords(Count(), "findings", where=OF_KIND))
RECORDS = Judged(HALF, TWO, records=JudgedRecords("findings", "off", OF_KIND))


def by(points, judge="张三"):
    return Judgement("item", Fraction(points), "属实", judge)


def finding(off, kind="程序"):
    return {"no": f"{kind}{off}", "kind": kind, "off": None if off is None else Fraction(off)}


@pytest.mark.parametrize(
    ("events", "off", "left"), [(3, "1.5", "6.5"), (3, 6, 2), (1, 2, 6), (1, "0.5", "7.5")]
)
def test_the_range_is_for_each_event(case, earned, events, off, left):
    """3 events: from 3 x 0.5 = 1.5 to 3 x 2 = 6, both ends allowed."""
    assert earned(EVENTS, case(8, {"events": events}, judgements=[by(off)])) == Fraction(left)


@pytest.mark.parametrize("off", [0, "1.4", "6.1"])
def test_a_judge_stays_in_the_range_of_all_events(case, off):
    """With 3 events, 0 is no more allowed than 6.1."""
    with pytest.raises(BadEvidence) as caught:
        EVENTS.score(case(8, {"events": 3}, judgements=[by(off)]))

    assert caught.value.why.pick("zh") == (
        f"评议扣{off}分，不在允许的范围：3件，每件扣0.5至2分，合计扣1.5至6分"
    )
    assert caught.value.why.pick("en") == (
        f"a judgement takes {off} off; allowed: 3 events, 0.5 to 2 for each, 1.5 to 6 together"
    )


def test_no_event_needs_no_judgement(case, earned):
    assert earned(EVENTS, case(8, {"events": 0})) == 8


def test_nothing_is_taken_off_for_no_event(case, earned):
    """A judgement of 0 may be written down; one of 1 contradicts the count."""
    assert earned(EVENTS, case(8, {"events": 0}, judgements=[by(0)])) == 8
    with pytest.raises(BadEvidence):
        EVENTS.score(case(8, {"events": 0}, judgements=[by(1)]))


def test_until_it_is_judged_the_range_is_known(case, earned_ends):
    """3 events cost 1.5 to 6 of 8; 5 events 2.5 to all 8 of 8 (10 asked)."""
    assert earned_ends(EVENTS, case(8, {"events": 3})) == (2, Fraction("6.5"))
    assert earned_ends(EVENTS, case(8, {"events": 5})) == (0, Fraction("5.5"))


def test_events_may_be_counted_in_a_register(case, earned):
    """2 of 3 records are of the kind: 1 to 4 off."""
    rows = {"findings": [finding(None), finding(None), finding(None, "实体")]}

    assert earned(COUNTED, case(8, {}, rows, [by(4)])) == 4
    with pytest.raises(BadEvidence):
        COUNTED.score(case(8, {}, rows, [by("4.5")]))


def test_half_an_event_is_refused(case):
    with pytest.raises(BadEvidence) as caught:
        EVENTS.score(case(8, {"events": Fraction("2.5")}))

    assert caught.value.why.pick("zh") == "件数2.5不是自然数"
    assert caught.value.why.pick("en") == "2.5 is not a number of events"


def test_several_judges_of_events(case, earned):
    """2 events: 1 to 4; (1 + 4) / 2 = 2.5 off."""
    rule = Judged(HALF, TWO, count=FactRef("events"), judges=Judges(2, "mean"))

    assert earned(rule, case(8, {"events": 2}, judgements=[by(1), by(4, "李四")])) == Fraction(
        "5.5"
    )


def test_records_hold_the_points(case, earned, reasons):
    """0.5 + 2 = 2.5 off; the third is of another kind."""
    made = case(8, {}, {"findings": [finding("0.5"), finding(2), finding(9, "实体")]})

    assert earned(RECORDS, made) == Fraction("5.5")
    assert reasons(RECORDS.score(made)) == ["程序0.5：评议扣分", "程序2：评议扣分"]
    assert RECORDS.score(made).working.pick("zh") == "逐件评议，共扣2.5分"


def test_each_record_is_in_the_range(case):
    """2.5 together would fit two events; 0.4 alone does not."""
    with pytest.raises(BadEvidence) as caught:
        RECORDS.score(case(8, {}, {"findings": [finding("2"), finding("0.4")]}))

    assert caught.value.why.pick("zh") == "扣0.4分，不在允许的范围：每件扣0.5至2分"
    assert caught.value.why.pick("en") == "0.4 off; allowed for each record: 0.5 to 2"
    assert [str(each.source.place) for each in caught.value.cites] == ["findings.csv:3"]


def test_choices_for_each_record(case, earned):
    rule = Judged(choices=(Fraction(1), Fraction(2)), records=JudgedRecords("findings", "off"))

    assert earned(rule, case(8, {}, {"findings": [finding(1), finding(2), finding(2)]})) == 3


def test_a_blank_is_not_zero(case, earned_ends):
    assert earned_ends(RECORDS, case(8, {}, {"findings": [finding(2), finding(None)]})) == (0, 8)


@pytest.mark.parametrize(
    ("rule", "keys"),
    [
        (EVENTS, []),
        (RECORDS, []),
        (Judged(choices=(TWO,), count=FactRef("a")), ["count"]),
        (
            Judged(HALF, TWO, count=FactRef("a"), records=JudgedRecords("findings", "off")),
            ["count"],
        ),
        (
            Judged(HALF, TWO, records=JudgedRecords("findings", "off"), judges=Judges(2, "mean")),
            ["judges"],
        ),
        (Judged(count=FactRef("a")), [""]),
    ],
)
def test_faults(faults, rule, keys):
    assert faults(rule, 8) == keys


def test_describes_itself():
    assert EVENTS.describe().pick("zh") == "events：每件扣0.5至2分"
    assert EVENTS.describe().pick("en") == "events: taken off by judgement for each: 0.5 to 2"
    assert RECORDS.describe().pick("zh") == "findings：每件扣0.5至2分"


def test_records_take_no_judgement():
    assert list(RECORDS.judged("item")) == []
    assert list(EVENTS.judged("item")) == ["item"]
