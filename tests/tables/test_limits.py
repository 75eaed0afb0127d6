"""What does not fit into whole numbers of 64 bits, and rules that want to know more than facts, are scored all the same."""

from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

import attrs
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tables.conftest import expected, tables_of

from lawcheck.indicators.blocks.steps import Steps
from lawcheck.indicators.count_target import CountTarget
from lawcheck.indicators.rate import Rate
from lawcheck.indicators.scale import Scale
from lawcheck.methods.deduct_from import DeductFrom
from lawcheck.model.case import Result
from lawcheck.model.checklist import Grade
from lawcheck.model.conditions import Comparison, Where
from lawcheck.model.declarations import Register, Spec
from lawcheck.model.deductions import Deduction
from lawcheck.model.errors import EvidenceError
from lawcheck.model.evidence import Evidence, Fact, Unit
from lawcheck.model.exact import ONE, ZERO
from lawcheck.model.measures import FactRef
from lawcheck.model.register_measures import OverRecords
from lawcheck.model.rounding import Rounding
from lawcheck.model.sections import Section
from lawcheck.model.text import Text, message
from lawcheck.tables import all_items as sheet
from lawcheck.tables import score_table
from lawcheck.tables.distinct_inputs import distinct
from lawcheck.testing import one_item


@pytest.fixture(autouse=True)
def by_formula(monkeypatch):
    """However few units there are."""
    monkeypatch.setattr(sheet, "_FEW_UNITS", 0)


def agrees(checklist, rows):
    """Whether a table of these facts says what the scorecards say."""
    units = [
        Evidence(Unit(f"u{number}"), {name: Fact(name, value) for name, value in row.items()})
        for number, row in enumerate(rows)
    ]
    facts, _ = tables_of(checklist, units)
    made = score_table(checklist, facts).to_dicts()
    return [row["score_low"] for row in made] == [
        expected(checklist, each)["score_low"] for each in units
    ]


RATE = Rate(
    ONE,
    Steps(Fraction("0.1"), Fraction("0.01"), "proportional"),
    None,
    FactRef("part"),
    FactRef("whole"),
    "full",
)


@pytest.mark.parametrize("whole", [3, 10**9, 10**12, 10**15 - 1])
def test_parts_of_any_size(whole):
    """999,999,999,999,999 times the steps of the grid is more than 64 bits hold; Polars would go round without a word."""
    some = [Fraction(whole * share // 7) for share in range(7)]

    checklist = one_item(RATE, facts={"part": Spec("count"), "whole": Spec("count")})

    assert agrees(checklist, [{"part": part, "whole": Fraction(whole)} for part in some])


def test_a_cut_far_above_every_score():
    """A cut of 100,000,000 in steps of the grid and of the last place is more than 64 bits hold."""
    checklist = one_item(RATE, facts={"part": Spec("count"), "whole": Spec("count")})
    far = attrs.evolve(checklist, grades=(Grade(Text("高"), Fraction(10**8)), *checklist.grades))
    made = score_table(far, pl.DataFrame({"unit": ["a", "b"], "part": [1, 3], "whole": [3, 3]}))

    assert made["near_cut"].to_list() == [False, False]
    assert made["grade"].to_list() == [2, 2]


def test_numbers_of_many_digits():
    rule = Scale(FactRef("amount"), Fraction(0), Fraction(10**6, 3))

    checklist = one_item(rule, facts={"amount": Spec("amount")})

    assert agrees(
        checklist,
        [{"amount": Fraction(number, 10**6)} for number in (1, 333_333_333_333, 10**12, 17)],
    )


@attrs.frozen
class ByUnit:
    """Takes a point off every unit whose id ends in 1."""

    type_name: ClassVar[str] = "by_unit"

    value: FactRef

    def describe(self):
        return message("按单位", "by unit")

    def score(self, case):
        case.read(self.value)
        off = case.unit.id.endswith("1")
        return Result((Deduction(ONE, message("单位", "unit")),) if off else ())


@attrs.frozen
class ByOtherFact:
    """Reads a fact that none of its fields names."""

    type_name: ClassVar[str] = "by_other_fact"

    value: FactRef

    def describe(self):
        return message("另一数据", "another fact")

    def score(self, case):
        other = case.evidence.facts["other"].value
        return Result((Deduction(min(other, case.full), message("另", "other")),) if other else ())


def test_a_rule_that_asks_who_the_unit_is():
    checklist = one_item(ByUnit(FactRef("n")), facts={"n": Spec("count")})

    assert agrees(checklist, [{"n": ONE}] * 12)


def test_a_rule_that_reads_what_it_does_not_name():
    checklist = one_item(
        ByOtherFact(FactRef("n")), facts={"n": Spec("count"), "other": Spec("count")}
    )

    assert agrees(checklist, [{"n": ONE, "other": Fraction(number)} for number in range(5)])


@given(
    columns=st.integers(1, 4).flatmap(
        lambda width: st.lists(
            st.tuples(*[st.none() | st.integers(0, 3) | st.integers(-(2**62), 2**62)] * width),
            min_size=1,
            max_size=30,
        )
    )
)
def test_rows_are_alike_exactly_where_their_numbers_are(columns):
    series = [
        pl.Series(f"c{place}", list(values), dtype=pl.Int64)
        for place, values in enumerate(zip(*columns, strict=True))
    ]
    found = distinct(series, len(columns))
    places = [0] * len(columns) if found.of_row is None else found.of_row.to_list()

    assert [tuple(codes[place] for codes in found.codes) for place in places] == columns


@given(
    rows=st.integers(4, 9).flatmap(
        lambda width: st.lists(st.tuples(*[st.integers(0, 10)] * width), min_size=1, max_size=30)
    )
)
def test_keys_of_small_numbers_do_not_go_round(rows):
    """States are kept in eight bits; four of them together take more."""
    series = [
        pl.Series(f"c{place}", list(values), dtype=pl.Int8)
        for place, values in enumerate(zip(*rows, strict=True))
    ]
    found = distinct(series, len(rows))
    places = [0] * len(rows) if found.of_row is None else found.of_row.to_list()

    assert [tuple(codes[place] for codes in found.codes) for place in places] == rows


@pytest.mark.parametrize(
    ("mode", "down", "points"),
    [
        ("half_up", False, ["0.1", "0.2", "0.3"]),
        ("half_even", False, ["0.0", "0.2", "0.2"]),
        ("half_up", True, ["-1.0", "-0.9", "-0.8"]),
        ("half_even", True, ["-1.0", "-0.8", "-0.8"]),
        ("down", False, ["0.0", "0.1", "0.2"]),
        ("up", False, ["0.1", "0.2", "0.3"]),
        ("down", True, ["-0.9", "-0.8", "-0.7"]),
        ("up", True, ["-1.0", "-0.9", "-0.8"]),
    ],
)
def test_ties_of_items(mode, down, points):
    """0.05, 0.15 and 0.25 of a point; where items count down, -0.95, -0.85 and -0.75. Half up goes away from zero."""
    checklist = one_item(
        Scale(FactRef("v"), Fraction(0), ONE), points=ONE, facts={"v": Spec("amount")}
    )
    if down:
        item = checklist.root.children[0]
        root = Section("all", Text("全部", "all"), (item,), DeductFrom(ONE, ZERO))
        checklist = attrs.evolve(checklist, root=root)
    checklist = attrs.evolve(checklist, rounding=Rounding(1, mode, "item"))
    made = score_table(
        checklist, pl.DataFrame({"unit": ["a", "b", "c"], "v": ["0.05", "0.15", "0.25"]})
    )

    assert made["points.item"].to_list() == [Decimal(each) for each in points]


@pytest.mark.parametrize(
    ("mode", "scores"),
    [
        ("half_up", ["-33.3", "0.0", "33.3", "66.7"]),
        ("half_even", ["-33.3", "0.0", "33.3", "66.7"]),
        ("down", ["-33.3", "0.0", "33.3", "66.6"]),
        ("up", ["-33.4", "0.0", "33.4", "66.7"]),
    ],
)
def test_totals_are_rounded_on_both_sides_of_zero(mode, scores):
    """400/3 points may be taken off 100: the total ends at -100/3, a quarter of the way up at 0."""
    rule = Scale(FactRef("v"), Fraction(0), Fraction(3))
    checklist = one_item(rule, points=Fraction(100), facts={"v": Spec("amount")})
    item = attrs.evolve(checklist.root.children[0], points=Fraction(400, 3))
    root = Section("all", Text("全部", "all"), (item,), DeductFrom(Fraction(100), None))
    checklist = attrs.evolve(checklist, root=root, rounding=Rounding(1, mode, "total"))
    table = pl.DataFrame({"unit": ["a", "b", "c", "d"], "v": ["0", "0.75", "1.5", "2.25"]})

    assert score_table(checklist, table)["score_low"].to_list() == [
        Decimal(each) for each in scores
    ]


@pytest.mark.parametrize(
    "column",
    [
        pl.Series("amount", [1, 2**63 + 1], dtype=pl.UInt64),
        pl.Series("amount", [Decimal(1), Decimal(10**22)], dtype=pl.Decimal(38, 4)),
        pl.Series("amount", [-(10**18) - 1, None], dtype=pl.Int64),
        pl.Series("amount", ["1", "1" + 14 * "0", "0.00001"]),
    ],
)
def test_a_column_of_numbers_too_long(column):
    """Told in a line; a number that its 64 bits do not hold does not become another one."""
    checklist = one_item(
        Scale(FactRef("amount"), Fraction(0), ONE),
        facts={"amount": Spec("amount", least=Fraction(-(10**30)))},
    )
    table = pl.DataFrame({"unit": [str(place) for place in range(len(column))], "amount": column})

    with pytest.raises(EvidenceError) as caught:
        score_table(checklist, table)
    assert str(caught.value).splitlines() == [
        "facts:amount: the largest and the finest number of this column together take more than 18 digits"
    ]


def test_a_formula_beyond_64_bits_beside_the_rule():
    """Numbers on the way take 128 bits, and some units have none, or a whole of zero, and are scored by the rule."""
    checklist = one_item(RATE, facts={"part": Spec("count"), "whole": Spec("count")})
    most = Fraction(10**15 - 1)
    rows = [
        {"part": Fraction(part), "whole": most}
        for part in (0, 1, 10**14, 9 * 10**14 + 1, 10**15 - 1)
    ]

    assert agrees(
        checklist,
        [*rows, {"part": ZERO, "whole": ZERO}, {"whole": most}, {"part": ONE}, {}, *rows],
    )


def test_every_part_of_a_frame_lies_together():
    """Polars works tables out in parts; a frame whose columns were parted in other places is copied by whoever looks at it."""
    checklist = one_item(RATE, facts={"part": Spec("count"), "whole": Spec("count")})
    many = pl.DataFrame({"unit": range(250_000), "part": 1, "whole": 3}).with_columns(
        pl.col("unit").cast(pl.String)
    )
    made = score_table(checklist, many)

    assert len({tuple(column.chunk_lengths()) for column in made}) == 1
    assert (
        made["points.item"].unique().to_list()
        == score_table(checklist, many.head(1))["points.item"].to_list()
    )


def rounded_at_item(rule, points, **more):
    """One item with a point for every fact that is read, rounded to one place."""
    checklist = one_item(
        rule, points=points, facts={"part": Spec("count"), "whole": Spec("count")}, **more
    )
    return attrs.evolve(checklist, rounding=Rounding(1, "half_up", "item"))


def test_steps_finer_than_an_item_is_rounded_to():
    """Ten steps of 0.05 cost 0.5, not ten times 0.1."""
    rule = CountTarget(FactRef("part"), Fraction(30), Steps(Fraction("0.05"), ONE))
    made = score_table(
        rounded_at_item(rule, Fraction(10)),
        pl.DataFrame({"unit": ["a", "b"], "part": [20, 30], "whole": [1, 1]}),
    )

    assert made["points.item"].to_list() == [Decimal("9.5"), Decimal("10.0")]


def test_nothing_of_nothing_beside_steps_below_zero():
    """Points go down to -10 by steps of 0.6; 0 of 0 earns 0, which is none of them."""
    rate = attrs.evolve(
        RATE,
        on_zero="zero",
        target=Fraction(9, 10),
        deduct=Steps(Fraction("0.6"), Fraction(1, 100), "started"),
    )
    checklist = rounded_at_item(rate, Fraction(5))
    item = attrs.evolve(checklist.root.children[0], floor=Fraction(-10))
    checklist = attrs.evolve(checklist, root=attrs.evolve(checklist.root, children=(item,)))
    made = score_table(
        checklist,
        pl.DataFrame(
            {"unit": ["a", "b", "c", "d"], "part": [0, 0, 8, 9], "whole": [0, 9, 10, 10]}
        ),
    )

    assert made["points.item"].to_list() == [
        Decimal("0.0"),
        Decimal("-10.0"),
        Decimal("-1.0"),
        Decimal("5.0"),
    ]


@pytest.mark.parametrize("facts", [{}, {"part": [None] * 3}, {"part": [1] * 3, "whole": [3] * 3}])
def test_a_table_that_says_the_same_of_all_units(facts):
    """No column, blank columns, equal numbers: nothing tells Polars how many units there are, or that they differ."""
    checklist = one_item(RATE, facts={"part": Spec("count"), "whole": Spec("count")})
    made = score_table(checklist, pl.DataFrame({"unit": ["a", "b", "c"], **facts}))
    (state,) = made["state.item"].unique().to_list()

    assert made["unit"].to_list() == ["a", "b", "c"]
    assert state == ("scored" if "whole" in facts else "missing")
    assert made["score_low"].n_unique() == 1


@pytest.mark.parametrize(
    "name",
    ["score_low", "total_low", "grade_low", "common", "slack", "states", "is_undecided", "row"],
)
def test_facts_may_have_any_name(name):
    checklist = one_item(
        attrs.evolve(RATE, numerator=FactRef(name)),
        facts={name: Spec("count"), "whole": Spec("count")},
    )

    assert agrees(checklist, [{name: Fraction(part), "whole": Fraction(7)} for part in range(8)])


def test_a_table_of_no_units():
    checklist = one_item(RATE, facts={"part": Spec("count"), "whole": Spec("count")})
    empty = pl.DataFrame(schema={"unit": pl.String, "part": pl.Int64, "whole": pl.Int64})

    assert score_table(checklist, empty).height == 0


def test_a_register_beyond_64_bits():
    """The largest number there may be is at least a tiny part: compared as it is, not after a multiplication that goes round."""
    count = OverRecords(
        "count", "pay", where=Where((Comparison("sum", "at_least", Fraction(1, 2 * 10**6)),))
    )
    rule = CountTarget(count, Fraction(3), Steps(ONE, ONE))
    checklist = one_item(
        rule, registers={"pay": Register(Text("赔偿", "damages"), {"sum": Spec("amount")})}
    )
    records = pl.DataFrame({"unit": ["a", "a", "a"], "sum": [10**15 - 1, 1, 0]})
    made = score_table(checklist, pl.DataFrame({"unit": ["a"]}), {"pay": records})

    assert made["score_low"].to_list() == [checklist.out_of - 1]


def test_a_count_below_zero_is_refused_whatever_its_bounds():
    """As a cell of a file is: `least: -5` does not make -3 a count."""
    checklist = one_item(
        Scale(FactRef("n"), Fraction(0), ONE), facts={"n": Spec("count", least=Fraction(-5))}
    )

    with pytest.raises(EvidenceError, match="-3 must be a whole number, zero or more"):
        score_table(checklist, pl.DataFrame({"unit": ["a", "b"], "n": [-3, 1]}))
