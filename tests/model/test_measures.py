"""Measures over registers and facts."""

from datetime import date
from fractions import Fraction

import pytest

from lawcheck.model.calendars import Period
from lawcheck.model.conditions import Comparison, Where
from lawcheck.model.evidence import NEVER, Evidence, Fact, Record, Unit
from lawcheck.model.measures import Constant, FactRef, OverFacts
from lawcheck.model.operations import OPERATIONS, Mean
from lawcheck.model.readings import DoesNotApply, MissingEvidence
from lawcheck.model.register_measures import OverRecords

ROWS = (
    {"kind": "决定", "people": Fraction(3), "on": date(2023, 2, 1), "done": date(2023, 3, 1)},
    {"kind": "决定", "people": Fraction(5), "on": date(2023, 5, 1), "done": NEVER},
    {"kind": "通知", "people": Fraction(3), "on": date(2023, 5, 2), "done": date(2023, 5, 3)},
    {"kind": "通知", "people": Fraction(100), "on": date(2023, 11, 2), "done": date(2023, 12, 3)},
)
WEIGHTS = (Fraction(1, 2), Fraction(2), Fraction(1), Fraction(0))
WEIGHED = tuple({**row, "weight": weight} for row, weight in zip(ROWS, WEIGHTS, strict=True))
DECISIONS = Where((Comparison("kind", "equals", "决定"),))
LETTERS = Where((Comparison("kind", "equals", "函"),))


def evidence(rows=ROWS, **facts):
    records = tuple(Record("docs", number, values) for number, values in enumerate(rows, 1))
    return Evidence(
        Unit("u1"), {name: Fact(name, value) for name, value in facts.items()}, {"docs": records}
    )


@pytest.mark.parametrize(
    ("operation", "options", "expected"),
    [
        ("count", {}, 4),
        ("count", {"where": DECISIONS}, 2),
        ("share", {"where": DECISIONS}, Fraction(1, 2)),
        (
            "share",
            {"where": Where((Comparison("people", "at_least", Fraction(4)),)), "among": DECISIONS},
            Fraction(1, 2),
        ),
        ("sum", {"of": "people", "where": DECISIONS}, 8),
        ("sum", {"of": "people", "where": LETTERS}, 0),
        ("mean", {"of": "people"}, Fraction(111, 4)),
        (Mean(drop=1), {"of": "people"}, 4),
        ("maximum", {"of": "people"}, 100),
        ("minimum", {"of": "people"}, 3),
        ("median", {"of": "people"}, 4),
        (
            "median",
            {"of": "people", "where": Where((Comparison("people", "less_than", Fraction(100)),))},
            3,
        ),
        (
            "median",
            {"of": "people", "where": Where((Comparison("kind", "equals", "通知"),))},
            Fraction(103, 2),
        ),
        ("distinct", {"of": "people"}, 3),
        ("earliest", {"of": "on"}, date(2023, 2, 1)),
        ("latest", {"of": "on"}, date(2023, 11, 2)),
        ("earliest", {"of": "done", "where": DECISIONS}, date(2023, 3, 1)),
        ("latest", {"of": "done", "where": DECISIONS}, NEVER),
        ("earliest", {"of": "on", "where": LETTERS}, NEVER),
    ],
)
def test_over_records(operation, options, expected):
    """The worked numbers of one small register."""
    assert expected == OverRecords(operation, "docs", **options).read(evidence()).value


@pytest.mark.parametrize(
    ("operation", "where", "expected"),
    [
        ("weighted_sum", {}, Fraction(29, 2)),  # 3 x 1/2 + 5 x 2 + 3 x 1 + 100 x 0
        ("weighted_mean", {}, Fraction(29, 7)),  # by 1/2 + 2 + 1 + 0
        ("weighted_sum", {"where": DECISIONS}, Fraction(23, 2)),
        ("weighted_mean", {"where": DECISIONS}, Fraction(23, 5)),
        ("weighted_sum", {"where": LETTERS}, 0),
    ],
)
def test_weights_in_a_column(operation, where, expected):
    measure = OverRecords(operation, "docs", of="people", weight="weight", **where)

    assert measure.read(evidence(WEIGHED)).value == expected


@pytest.mark.parametrize(
    "where", [LETTERS, Where((Comparison("people", "equals", Fraction(100)),))]
)
def test_a_weighted_mean_without_weight_is_missing(where):
    """Of no record, and of records that all have the weight 0."""
    measure = OverRecords("weighted_mean", "docs", of="people", weight="weight", where=where)
    with pytest.raises(MissingEvidence) as caught:
        measure.read(evidence(WEIGHED))

    assert caught.value.why is not None
    assert caught.value.why.pick("en").endswith("none of the 4 records can be used for it")


@pytest.mark.parametrize("blank", ["people", "weight"])
def test_a_blank_value_or_weight_leaves_a_weighted_sum_unknown(blank):
    """Also a value whose weight is 0: whoever filled in the register did not say it."""
    rows = [*WEIGHED[:3], {name: each for name, each in WEIGHED[3].items() if name != blank}]
    with pytest.raises(MissingEvidence) as caught:
        OverRecords("weighted_sum", "docs", of="people", weight="weight").read(evidence(rows))

    assert caught.value.names == (f"docs.{blank}",)
    assert [record.number for record in caught.value.records] == [4]


def test_difference_and_product_of_facts():
    known = evidence(a=Fraction(1), b=Fraction(4), c=Fraction(5, 2))
    a, b, c = (FactRef(name) for name in "abc")

    assert OverFacts("difference", (b, c, a)).read(known).value == Fraction(1, 2)
    assert OverFacts("difference", (a, b)).read(known).value == -3
    assert OverFacts("product", (b, c, a)).read(known).value == 10
    assert OverFacts("difference", (a, b)).title.pick("en") == "difference of a, b"


def test_over_facts():
    known = evidence(a=Fraction(1), b=Fraction(4), yes=True, no=False)
    a, b, yes, no = (FactRef(name) for name in ("a", "b", "yes", "no"))

    assert [5, 4, 1, Fraction(5, 2)] == [
        OverFacts(op, (a, b)).read(known).value for op in ("sum", "maximum", "minimum", "mean")
    ]
    assert OverFacts("count", (yes, no)).read(known).value == 1
    assert Constant(Fraction(7)).read(known).value == 7


def test_every_unknown_fact_is_named():
    with pytest.raises(MissingEvidence) as caught:
        OverFacts("sum", (FactRef("a"), FactRef("b"), FactRef("c"))).read(evidence(b=Fraction(1)))

    assert caught.value.names == ("a", "c")


def test_an_absent_register_is_missing_and_an_empty_one_is_not():
    count = OverRecords("count", "docs")

    assert count.read(evidence(rows=())).value == 0
    with pytest.raises(MissingEvidence):
        count.read(Evidence(Unit("u1")))


def test_a_blank_that_is_needed_names_column_and_record():
    """A mean of three out of four would be a guess."""
    rows = (*ROWS[:3], {"kind": "通知", "on": date(2023, 6, 1)})
    with pytest.raises(MissingEvidence) as caught:
        OverRecords("mean", "docs", of="people").read(evidence(rows))

    assert caught.value.names == ("docs.people",)
    assert [record.number for record in caught.value.records] == [4]


def test_a_blank_that_decides_whether_a_record_counts():
    rows = (*ROWS[:3], {"people": Fraction(1)})
    with pytest.raises(MissingEvidence) as caught:
        OverRecords("count", "docs", where=DECISIONS).read(evidence(rows))

    assert caught.value.names == ("docs.kind",)
    assert [record.number for record in caught.value.records] == [4]


@pytest.mark.parametrize(
    "operation", [each for each in OPERATIONS if each.keeps_rates and each.takes_records]
)
def test_of_nothing_there_is_no_mean_and_no_best(operation):
    with pytest.raises(MissingEvidence) as caught:
        OverRecords(operation(), "docs", of="people", where=LETTERS).read(evidence())

    assert caught.value.names == ()  # the column is there, and so is the register
    assert "none of the 4 records can be used for it" in caught.value.why.pick("en")


@pytest.mark.parametrize(("rows", "drop", "needed"), [(2, 1, 3), (1, 1, 3), (0, 1, 3), (4, 2, 5)])
def test_too_few_values_to_leave_some_out(rows, drop, needed):
    """Two marks without the highest and the lowest are none: they were recorded, and there are not enough of them."""
    measure = OverRecords(Mean(drop), "docs", of="people")
    with pytest.raises(MissingEvidence) as caught:
        measure.read(evidence(ROWS[:rows]))

    assert (caught.value.names, caught.value.records) == ((), ())
    assert caught.value.why.pick("en") == (
        f"mean of people of docs: {rows} values; without the {drop} highest and {drop} lowest, at least {needed} are needed"
    )
    assert (
        caught.value.why.pick("zh")
        == f"docs的people平均：有{rows}个值；去掉最高、最低各{drop}个，至少要{needed}个"
    )


def test_enough_values_to_leave_some_out():
    measure = OverRecords(Mean(1), "docs", of="people")

    assert (
        measure.read(evidence(ROWS[:3])).value
        == sorted((row["people"] for row in ROWS[:3]), key=str)[1]
    )


def test_a_share_of_nothing_is_what_the_checklist_says():
    assert (
        OverRecords("share", "docs", among=LETTERS, on_zero=Fraction(1)).read(evidence()).value
        == 1
    )
    with pytest.raises(DoesNotApply):
        OverRecords("share", "docs", among=LETTERS).read(evidence())


def test_a_share_tells_the_records_that_keep_it_down():
    """What an inspector has to put right."""
    reading = OverRecords("share", "docs", where=DECISIONS).read(evidence())

    assert ([1, 2], [3, 4]) == (
        [each.number for each in reading.records],
        [each.number for each in reading.others],
    )


def test_by_period():
    quarters = Period(date(2023, 1, 1), date(2023, 12, 31)).split("quarter")
    measure = OverRecords("count", "docs", by="on")

    assert [1, 2, 0, 1] == [reading.value for reading in measure.read_each(evidence(), quarters)]
    with pytest.raises(MissingEvidence) as caught:
        measure.read_each(evidence((*ROWS, {"kind": "函"})), quarters)
    assert caught.value.names == ("docs.on",)
    assert caught.value.why is None


def test_a_date_that_never_came_is_no_blank():
    """It was recorded; it only falls into no quarter."""
    quarters = Period(date(2023, 1, 1), date(2023, 12, 31)).split("quarter")
    with pytest.raises(MissingEvidence) as caught:
        OverRecords("count", "docs", by="on").read_each(
            evidence((*ROWS, {"kind": "函", "on": NEVER})), quarters
        )

    assert (caught.value.names, caught.value.records) == ((), ())
    assert caught.value.why.pick("en").startswith("on is “never”, which falls into no period")


@pytest.mark.parametrize(
    ("measure", "is_rate"),
    [
        (FactRef("a", is_rate=True), True),
        (FactRef("a"), False),
        (Constant(Fraction(1)), False),
        (OverFacts("mean", (FactRef("a", is_rate=True), FactRef("b", is_rate=True))), True),
        (OverFacts("count", (FactRef("a", is_rate=True),)), False),
        (OverRecords("share", "docs"), True),
        (OverRecords("count", "docs"), False),
    ],
)
def test_rates_are_known_as_rates(measure, is_rate):
    """They are printed as percentages."""
    assert is_rate is measure.is_rate
    assert measure.title.pick("zh")
    assert measure.title.pick("en")
