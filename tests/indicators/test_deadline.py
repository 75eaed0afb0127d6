"""The indicator type `deadline`."""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.indicators.blocks.steps import Steps
from lawcheck.indicators.deadline import DatedRecords, Deadline
from lawcheck.model.calendars import Calendar, OutsideCalendar
from lawcheck.model.conditions import Comparison, Where
from lawcheck.model.evidence import NEVER
from lawcheck.model.measures import FactRef
from lawcheck.model.readings import DoesNotApply, MissingEvidence

ONCE = Steps(Fraction(1))
DAILY = Steps(Fraction("0.1"), Fraction(1))
REPORT = Deadline(ONCE, Fraction(3), done=FactRef("published"), due=date(2024, 3, 31))
ISSUED = DatedRecords(
    "documents", "filed", "issued", Where((Comparison("kind", "equals", "规范性文件"),))
)
FILING = Deadline(
    Steps(Fraction("0.1"), Fraction(1), at_most=Fraction(2)), Fraction(3), records=ISSUED, days=30
)
MAY = Calendar(
    date(2023, 4, 24),
    date(2023, 5, 14),
    ("saturday", "sunday"),
    holidays=frozenset({date(2023, 5, 1), date(2023, 5, 2), date(2023, 5, 3)}),
)


def document(number, issued, filed, kind="规范性文件"):
    return {"no": number, "issued": issued, "filed": filed, "kind": kind}


@pytest.mark.parametrize(
    ("published", "points"),
    [
        (date(2024, 3, 31), 3),
        (date(2023, 12, 1), 3),
        (date(2024, 4, 1), 2),
        (date(2025, 1, 1), 2),
        (NEVER, 0),
    ],
)
def test_in_time_late_never(case, earned, published, points):
    """The last day itself is in time; late costs 1 once, never costs 3."""
    assert earned(REPORT, case(3, {"published": published})) == points


def test_says_the_days(case, reasons):
    """One day late, and never."""
    late = REPORT.score(case(3, {"published": date(2024, 4, 1)}))

    assert reasons(late) == ["最迟2024-03-31，实际2024-04-01，逾期1天：一次性扣1"]
    assert (
        late.deductions[0].reason.pick("en")
        == "due by 2024-03-31, done 2024-04-01, 1 days late: 1 off once"
    )
    assert reasons(REPORT.score(case(3, {"published": NEVER}))) == ["最迟2024-03-31，实际从未"]
    assert [fact.name for fact in late.deductions[0].cites] == ["published"]


def test_days_after_another_date(case, off):
    """Issued 1 March: day 0. 30 days end on 31 March; 5 April is 5 days late, 0.5."""
    rule = Deadline(DAILY, Fraction(3), done=FactRef("filed"), after=FactRef("issued"), days=30)

    assert off(rule.score(case(6, {"issued": date(2023, 3, 1), "filed": date(2023, 3, 31)}))) == []
    assert off(rule.score(case(6, {"issued": date(2023, 3, 1), "filed": date(2023, 4, 5)}))) == [
        Fraction("0.5")
    ]


def test_the_other_date_itself_can_be_the_last_day(case, off):
    """`days: 0`."""
    rule = Deadline(ONCE, Fraction(3), done=FactRef("done"), after=FactRef("due"), days=0)

    assert off(rule.score(case(6, {"due": date(2023, 3, 1), "done": date(2023, 3, 1)}))) == []
    assert off(rule.score(case(6, {"due": date(2023, 3, 1), "done": date(2023, 3, 2)}))) == [1]


def test_working_days_across_a_holiday(case, off):
    """From Friday 28 April, 2 working days: 4 and 5 May (1 to 3 are holidays, 29 and 30 a weekend). Monday 8 is 1 late."""
    rule = Deadline(
        DAILY, Fraction(3), done=FactRef("done"), after=FactRef("start"), days=2, calendar=MAY
    )
    results = [
        rule.score(case(6, {"start": date(2023, 4, 28), "done": date(2023, 5, day)}))
        for day in (5, 8, 9)
    ]

    assert [off(result) for result in results] == [[], [Fraction("0.1")], [Fraction("0.2")]]
    assert "2个工作日" in results[2].deductions[0].reason.pick("zh")


def test_a_delay_over_days_off_only(case, off):
    """Due Friday, done Saturday: late, but by no working day. One price for all is due, a price by days is not."""
    facts = {"start": date(2023, 5, 3), "done": date(2023, 5, 6)}
    once = Deadline(
        ONCE, Fraction(3), done=FactRef("done"), after=FactRef("start"), days=2, calendar=MAY
    )
    daily = Deadline(
        DAILY, Fraction(3), done=FactRef("done"), after=FactRef("start"), days=2, calendar=MAY
    )

    assert off(once.score(case(6, facts))) == [1]
    assert off(daily.score(case(6, facts))) == []


def test_days_outside_the_calendar_are_not_guessed(case):
    """The calendar ends on 14 May."""
    rule = Deadline(
        DAILY, Fraction(3), done=FactRef("done"), after=FactRef("start"), days=2, calendar=MAY
    )

    with pytest.raises(OutsideCalendar):
        rule.score(case(6, {"start": date(2023, 5, 12), "done": date(2023, 5, 13)}))


def test_what_never_started_has_no_limit(case, off):
    """A fact makes the item not applicable, a record is left out."""
    rule = Deadline(ONCE, Fraction(3), done=FactRef("done"), after=FactRef("start"), days=2)
    with pytest.raises(DoesNotApply):
        rule.score(case(6, {"start": NEVER, "done": NEVER}))

    assert off(FILING.score(case(6, {}, {"documents": [document("a", NEVER, NEVER)]}))) == []


def test_both_unknown_dates_are_named(case):
    """Done and start."""
    with pytest.raises(MissingEvidence) as caught:
        Deadline(ONCE, Fraction(3), done=FactRef("done"), after=FactRef("start"), days=2).score(
            case(6)
        )

    assert caught.value.names == ("done", "start")


def test_each_record_has_its_own_limit(case, off, reasons):
    """a in time, b 5 days late (0.5), c never (3), d of another kind."""
    rows = [
        document("a", date(2023, 3, 1), date(2023, 3, 31)),
        document("b", date(2023, 3, 1), date(2023, 4, 5)),
        document("c", date(2023, 3, 1), NEVER),
        document("d", date(2023, 3, 1), NEVER, kind="通知"),
    ]
    result = FILING.score(case(6, {}, {"documents": rows}))

    assert off(result) == [Fraction("0.5"), 3]
    assert reasons(result) == [
        "b：最迟2023-03-31，实际2023-04-05，逾期5天：5 ÷ 1 × 0.1 = 0.5",
        "c：最迟2023-03-31，实际从未",
    ]
    assert [str(each.cites[0].source.place) for each in result.deductions] == [
        "documents.csv:3",
        "documents.csv:4",
    ]
    assert result.working.pick("en") == "3 in all, 2 late or never done"
    assert (result.about[0].counted, result.about[0].records) == (3, 4)


def test_the_cap_is_for_all_delays_together_but_not_for_never(case, off):
    """15 days are 1.5 each: 1.5 + 0.5 = 2 at most, the third 0; never stays 3."""
    late = date(2023, 4, 15)
    rows = [document("a", date(2023, 3, 1), late), document("n", date(2023, 3, 1), NEVER)]
    rows += [document(name, date(2023, 3, 1), late) for name in "bc"]
    result = FILING.score(case(20, {}, {"documents": rows}))

    assert off(result) == [Fraction("1.5"), 3, Fraction("0.5"), 0]
    assert result.deductions[2].asked == Fraction("1.5")


def test_one_day_for_all_records(case, off):
    """With `due` no start is needed."""
    rule = Deadline(
        ONCE, Fraction(2), records=DatedRecords("plans", "done"), due=date(2023, 6, 30)
    )
    rows = [
        {"no": "a", "done": date(2023, 6, 30)},
        {"no": "b", "done": date(2023, 7, 1)},
        {"no": "c", "done": NEVER},
    ]

    assert off(rule.score(case(6, {}, {"plans": rows}))) == [1, 2]


def test_a_blank_date_is_missing_and_not_late(case):
    """Columns and records are named."""
    rows = [
        document("a", date(2023, 3, 1), None),
        document("b", None, date(2023, 3, 1)),
        document("c", date(2023, 3, 1), NEVER),
    ]

    with pytest.raises(MissingEvidence) as caught:
        FILING.score(case(6, {}, {"documents": rows}))

    assert caught.value.names == ("documents.filed", "documents.issued")
    assert [record.label for record in caught.value.records] == ["a", "b"]


def test_an_absent_register_is_missing_and_an_empty_one_costs_nothing(case, off):
    """Nothing to file, nothing late."""
    with pytest.raises(MissingEvidence):
        FILING.score(case(6))

    assert off(FILING.score(case(6, {}, {"documents": []}))) == []


@pytest.mark.parametrize(
    ("rule", "keys"),
    [
        (REPORT, []),
        (FILING, []),
        (Deadline(ONCE, Fraction(3), due=date(2024, 1, 1)), [""]),
        (Deadline(ONCE, Fraction(3), done=FactRef("a"), records=ISSUED, days=1), [""]),
        (Deadline(ONCE, Fraction(3), done=FactRef("a")), [""]),
        (Deadline(ONCE, Fraction(3), done=FactRef("a"), days=1), [""]),
        (
            Deadline(
                ONCE, Fraction(3), done=FactRef("a"), after=FactRef("b"), due=date(2024, 1, 1)
            ),
            [""],
        ),
        (
            Deadline(
                ONCE,
                Fraction(3),
                done=FactRef("a"),
                after=FactRef("b"),
                days=1,
                due=date(2024, 1, 1),
            ),
            [""],
        ),
        (Deadline(ONCE, Fraction(3), records=ISSUED, after=FactRef("b"), days=1), ["after"]),
        (Deadline(ONCE, Fraction(3), records=DatedRecords("documents", "filed"), days=1), [""]),
        (Deadline(ONCE, Fraction(3), done=FactRef("a"), after=FactRef("b"), days=-1), ["days"]),
        (Deadline(ONCE, Fraction(-3), done=FactRef("a"), due=date(2024, 1, 1)), ["never"]),
        (
            Deadline(ONCE, Fraction(3), done=FactRef("a"), due=date(2024, 1, 1), calendar=MAY),
            ["calendar"],
        ),
        (Deadline(DAILY, Fraction(3), done=FactRef("a"), due=date(2024, 1, 1), calendar=MAY), []),
        (
            Deadline(
                Steps(Fraction(1), Fraction(5)),
                Fraction(3),
                done=FactRef("a"),
                due=date(2024, 1, 1),
            ),
            ["late"],
        ),
        (
            Deadline(
                Steps(Fraction(1), at_most=Fraction(7)),
                Fraction(3),
                done=FactRef("a"),
                due=date(2024, 1, 1),
            ),
            ["late"],
        ),
    ],
)
def test_faults(faults, rule, keys):
    """Forms that are mixed or incomplete; the item has 6 points."""
    assert faults(rule, 6) == keys


def test_describes_itself():
    """The limit, and both prices."""
    assert (
        REPORT.describe().pick("zh") == "最迟2024-03-31（含当日）；逾期一次性扣1分；未完成的扣3分"
    )
    assert (
        FILING.describe().pick("en")
        == "due within 30 days; 0.1 off for each 1 days late, at most 2; 3 off if never done"
    )


@given(
    days=st.lists(st.integers(-400, 400), min_size=2, max_size=2).map(sorted),
    per=st.integers(1, 30),
)
def test_later_is_never_better(case, earned, days, per):
    """And never costs at least as much, where it costs the whole item."""
    rule = Deadline(
        Steps(Fraction(1), Fraction(per), "started"),
        Fraction(6),
        done=FactRef("done"),
        due=date(2023, 6, 30),
    )
    early, late = (
        earned(rule, case(6, {"done": date(2023, 6, 30) + timedelta(days=number)}))
        for number in days
    )

    assert earned(rule, case(6, {"done": NEVER})) <= late <= early
