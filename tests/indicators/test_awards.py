"""The indicator type `awards`."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.indicators.awards import Awards, PeriodCap
from lawcheck.model.case import BadEvidence
from lawcheck.model.conditions import Comparison, Where
from lawcheck.model.readings import MissingEvidence

LEVELS = {"国家级": Fraction(4), "省级": Fraction(2), "市级": Fraction(1), "县级": Fraction(0)}
QUARTER = PeriodCap(Fraction(4), "quarter", "on")
PLAIN = Awards("prizes", level="level", levels=LEVELS)
HIGHEST = Awards("prizes", level="level", levels=LEVELS, matter="matter", duplicates="highest")
ADD = Awards("prizes", level="level", levels=LEVELS, matter="matter", duplicates="add")
REDUCED = Awards(
    "prizes",
    level="level",
    levels=LEVELS,
    matter="matter",
    duplicates="reduced",
    reduced_to=Fraction("0.5"),
)
CAPPED = Awards(
    "prizes", level="level", levels=LEVELS, matter="matter", duplicates="highest", cap=QUARTER
)


def prize(name, level, matter="m", on=date(2023, 2, 1)):
    return {"name": name, "level": level, "matter": matter, "on": on}


ONE_MATTER_TWICE = {"prizes": [prize("p", "省级"), prize("n", "国家级")]}


@pytest.mark.parametrize(
    ("rule", "gains"), [(HIGHEST, [4, 0]), (ADD, [4, 2]), (REDUCED, [4, 1]), (PLAIN, [4, 2])]
)
def test_one_matter_at_two_levels(case, added, rule, gains):
    """State 4 and province 2: highest 4, added 6, reduced 4 + 2 x 50% = 5; highest comes first in the list."""
    assert added(rule.score(case(10, {}, ONE_MATTER_TWICE))) == gains


def test_what_does_not_count_keeps_its_reason(case, reasons):
    """The province's praise stays visible with 0 points."""
    result = HIGHEST.score(case(10, {}, ONE_MATTER_TWICE))

    assert reasons(result) == ["n（国家级）：加4", "p（省级）：加2"]
    assert result.gains[1].asked == 2
    assert result.gains[1].limited.pick("zh") == "同一事项只计最高的一项"
    assert [str(gain.cites[0].source.place) for gain in result.gains] == [
        "prizes.csv:3",
        "prizes.csv:2",
    ]
    assert result.working.pick("en") == "2 records, 4"


def test_the_same_level_twice_counts_once(case, added):
    """Two praises by the state for one matter: 4 and 0."""
    assert added(
        HIGHEST.score(case(10, {}, {"prizes": [prize("a", "国家级"), prize("b", "国家级")]}))
    ) == [4, 0]


def test_other_matters_count_by_themselves(case, earned):
    """4 + 2 + 1 = 7, of which the item holds 5."""
    rows = {
        "prizes": [prize("a", "国家级", "x"), prize("b", "省级", "y"), prize("c", "市级", "z")]
    }

    assert earned(HIGHEST, case(10, {}, rows)) == 7
    assert earned(HIGHEST, case(5, {}, rows)) == 5


def test_cap_of_a_quarter(case, added):
    """4 and 2 in the first quarter add 4, another 2 in the second quarter adds 2; 31 March and 1 April differ."""
    rows = [
        prize("a", "省级", "x", date(2023, 3, 31)),
        prize("b", "国家级", "y", date(2023, 1, 1)),
        prize("c", "省级", "z", date(2023, 4, 1)),
    ]
    result = CAPPED.score(case(10, {}, {"prizes": rows}))

    assert added(result) == [4, 0, 2]
    assert result.gains[1].limited.pick("zh") == "每季度至多4"
    assert result.gains[1].limited.pick("en") == "at most 4 a quarter"


def test_cap_of_a_month_and_of_a_year(case, added):
    """5 + 5 in one month at most 8; over a year three of them at most 12."""
    rows = {
        "prizes": [
            prize(name, "", on=day)
            for name, day in zip(
                "abc", [date(2023, 1, 1), date(2023, 1, 31), date(2023, 2, 1)], strict=True
            )
        ]
    }
    monthly = Awards("prizes", each=Fraction(5), cap=PeriodCap(Fraction(8), "month", "on"))
    yearly = Awards("prizes", each=Fraction(5), cap=PeriodCap(Fraction(12), "year", "on"))

    assert added(monthly.score(case(99, {}, rows))) == [5, 3, 5]
    assert added(yearly.score(case(99, {}, rows))) == [5, 5, 2]


def test_a_level_without_points_is_no_gain(case, added):
    """A county's praise is worth 0."""
    assert added(
        PLAIN.score(case(10, {}, {"prizes": [prize("a", "县级"), prize("b", "市级")]}))
    ) == [1]


def test_only_records_that_meet_the_conditions(case, added):
    """Two of three at 1 each."""
    rule = Awards(
        "prizes", Where((Comparison("level", "in", ("国家级", "省级")),)), each=Fraction(1)
    )
    result = rule.score(
        case(10, {}, {"prizes": [prize("a", "国家级"), prize("b", "省级"), prize("c", "市级")]})
    )

    assert added(result) == [1, 1]
    assert (result.about[0].counted, result.about[0].records) == (2, 3)


def test_unknown_level_is_refused_with_its_record(case):
    """`部级` has no points in this checklist."""
    with pytest.raises(BadEvidence) as caught:
        PLAIN.score(case(10, {}, {"prizes": [prize("a", "国家级"), prize("b", "部级")]}))

    assert (
        caught.value.why.pick("zh") == "b的级别“部级”不在评分表中，可用：国家级、省级、市级、县级"
    )
    assert [record.label for record in caught.value.cites] == ["b"]


def test_blanks_are_missing(case):
    """Level, matter and date are all named, each record once."""
    rows = [prize("a", None), prize("b", "省级", None, None), prize("c", "省级")]
    with pytest.raises(MissingEvidence) as caught:
        CAPPED.score(case(10, {}, {"prizes": rows}))

    assert caught.value.names == ("prizes.level", "prizes.matter", "prizes.on")
    assert [record.label for record in caught.value.records] == ["a", "b"]


def test_an_absent_register_is_missing_and_an_empty_one_adds_nothing(case, earned):
    """No prizes, no bonus."""
    with pytest.raises(MissingEvidence):
        PLAIN.score(case(10))

    assert earned(PLAIN, case(10, {}, {"prizes": []})) == 0


@pytest.mark.parametrize(
    ("rule", "keys"),
    [
        (CAPPED, []),
        (REDUCED, []),
        (Awards("prizes", each=Fraction(1)), []),
        (Awards("prizes"), [""]),
        (Awards("prizes", each=Fraction(1), level="level", levels=LEVELS), [""]),
        (Awards("prizes", level="level"), [""]),
        (Awards("prizes", each=Fraction(0)), ["each"]),
        (
            Awards("prizes", level="level", levels={"a": Fraction(-1), "b": Fraction(1)}),
            ["levels"],
        ),
        (Awards("prizes", level="level", levels={"a": Fraction(0)}), ["levels"]),
        (Awards("prizes", each=Fraction(1), matter="matter"), [""]),
        (Awards("prizes", each=Fraction(1), duplicates="add"), [""]),
        (Awards("prizes", each=Fraction(1), matter="matter", duplicates="reduced"), [""]),
        (
            Awards(
                "prizes",
                each=Fraction(1),
                matter="matter",
                duplicates="add",
                reduced_to=Fraction("0.5"),
            ),
            [""],
        ),
        (
            Awards(
                "prizes",
                each=Fraction(1),
                matter="matter",
                duplicates="reduced",
                reduced_to=Fraction(1),
            ),
            ["reduced_to"],
        ),
        (Awards("prizes", each=Fraction(1), cap=PeriodCap(Fraction(6), "month", "on")), ["cap"]),
        (Awards("prizes", each=Fraction(1), cap=PeriodCap(Fraction(0), "month", "on")), ["cap"]),
    ],
)
def test_faults(faults, rule, keys):
    """Keys that belong together, caps that can bind; the item has 5 points."""
    assert faults(rule, 5) == keys


def test_describes_itself():
    """Prices, duplicates, cap."""
    assert (
        CAPPED.describe().pick("zh")
        == "国家级加4分、省级加2分、市级加1分、县级加0分；同一事项只计最高的一项；每季度至多4分"
    )
    assert REDUCED.describe().pick("en").endswith("; further records of the same matter count 50%")
    assert (
        Awards("prizes", each=Fraction(2), matter="m", duplicates="add").describe().pick("zh")
        == "每项加2分；同一事项累计"
    )


ROWS = st.lists(
    st.builds(
        prize,
        st.text("ab", max_size=2),
        st.sampled_from(sorted(LEVELS)),
        st.sampled_from("xyz"),
        st.dates(date(2023, 1, 1), date(2023, 12, 31)),
    ),
    max_size=8,
).flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(rows)))


@pytest.mark.parametrize("duplicates", ["highest", "add", "reduced"])
@given(rows=ROWS)
def test_the_order_of_the_register_does_not_matter(case, added, duplicates, rows):
    """The same points, also where two equal records of one matter fall into different quarters."""
    to = Fraction("0.5") if duplicates == "reduced" else None
    rule = Awards(
        "prizes",
        level="level",
        levels=LEVELS,
        matter="matter",
        duplicates=duplicates,
        reduced_to=to,
        cap=QUARTER,
    )
    one, other = (sum(added(rule.score(case(99, {}, {"prizes": order})))) for order in rows)

    assert one == other


@given(rows=ROWS)
def test_highest_adds_no_more_than_reduced_and_reduced_no_more_than_all(case, added, rows):
    """0% <= 50% <= 100% of the duplicates."""
    highest, reduced, full = (
        sum(added(rule.score(case(99, {}, {"prizes": rows[0]}))))
        for rule in (HIGHEST, REDUCED, ADD)
    )

    assert highest <= reduced <= full
