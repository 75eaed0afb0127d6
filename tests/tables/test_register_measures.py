"""Every condition and every operation over a register, on any records: the table says what the scorecards say."""

from datetime import date, timedelta
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tables.conftest import expected, tables_of

from lawcheck.indicators.blocks.steps import Steps
from lawcheck.indicators.deadline import Deadline
from lawcheck.indicators.scale import Scale
from lawcheck.model.conditions import Comparison, IsMissing, Where, Within
from lawcheck.model.declarations import Register, Spec
from lawcheck.model.evidence import NEVER, Evidence, Record, Unit
from lawcheck.model.operations import OPERATIONS, Mean
from lawcheck.model.operators import OPERATORS
from lawcheck.model.register_measures import OverRecords
from lawcheck.model.text import Text
from lawcheck.tables import score_table
from lawcheck.testing import one_item

MAY = date(2023, 5, 1)
COLUMNS = {
    "topic": Spec("text", optional=True),
    "day": Spec("date", optional=True, may_be_never=True),
    "start": Spec("date", optional=True),
    "hours": Spec("amount", optional=True),
    "people": Spec("count", optional=True),
    "ok": Spec("yes_no", optional=True),
}
VALUES = {
    "topic": st.sampled_from(["宪法", "行政", ""]).map(lambda text: text or None),
    "day": st.none() | st.just(NEVER) | st.integers(0, 4).map(lambda days: MAY + timedelta(days)),
    "start": st.none() | st.integers(0, 4).map(lambda days: MAY + timedelta(days)),
    "hours": st.none() | st.sampled_from([Fraction(1, 2), Fraction(1), Fraction(5, 4)]),
    "people": st.none() | st.integers(0, 3).map(Fraction),
    "ok": st.none() | st.booleans(),
}
OPERANDS = {
    "topic": "宪法",
    "day": MAY + timedelta(2),
    "start": MAY + timedelta(2),
    "hours": Fraction(1),
    "people": Fraction(1),
    "ok": True,
}
LISTS = {"topic": ("宪法", "民法"), "people": (Fraction(1), Fraction(2)), "ok": (True,)}
TAKEN: dict[str, dict[str, object]] = {
    "value": {**OPERANDS},
    "values": {**OPERANDS, **LISTS},
    "text": {"topic": "法"},
}
COMPARISONS = [
    Comparison(column, operator(), operand, optional)
    for operator in OPERATORS
    for column, operand in TAKEN[operator.takes].items()
    if COLUMNS[column].kind in operator.kinds
    and (operator.takes != "values" or isinstance(operand, tuple))
    for optional in (True, False)
]
CONDITIONS: list[Comparison | IsMissing | Within] = [
    *COMPARISONS,
    IsMissing("topic", True),
    IsMissing("day", False),
    Within("day", 1, "start"),
]
WHERES = (
    st.lists(st.sampled_from(CONDITIONS), max_size=2)
    .map(tuple)
    .flatmap(
        lambda tests: st.lists(
            st.sampled_from(CONDITIONS).map(lambda each: Where((each,))), max_size=2
        ).map(lambda groups: Where(tests, tuple(groups)))
    )
)
RECORDS = st.lists(
    st.fixed_dictionaries(VALUES).filter(
        lambda record: any(value is not None for name, value in record.items() if name != "topic")
    ),
    max_size=5,
)
"""Rows with nothing in them, or a word alone, are not records."""


def agrees(rule, units):
    checklist = one_item(rule, registers={"r": Register(Text("台账"), COLUMNS)})
    evidence = [
        Evidence(
            Unit(f"u{place}"),
            registers={
                "r": tuple(
                    Record(
                        "r",
                        number,
                        {name: value for name, value in record.items() if value is not None},
                        label="",
                    )
                    for number, record in enumerate(records, 1)
                )
            },
        )
        for place, records in enumerate(units)
    ]
    facts, registers = tables_of(checklist, evidence)
    made = score_table(checklist, facts, registers).to_dicts()
    for row, one in zip(made, evidence, strict=True):
        right = expected(checklist, one)
        assert {name: row[name] for name in ("score_low", "score_high", "state.item")} == {
            name: right[name] for name in ("score_low", "score_high", "state.item")
        }


ONE_OF_EACH = [
    [{"topic": topic, "day": day, "start": MAY, "hours": hours, "people": people, "ok": ok}]
    for topic, day, hours, people, ok in (
        ("宪法", MAY, Fraction(1, 2), Fraction(0), True),
        ("宪 法", MAY + timedelta(2), Fraction(1), Fraction(1), False),
        ("民法", MAY + timedelta(3), Fraction(5, 4), Fraction(3), True),
        ("行政", NEVER, Fraction(2), Fraction(2), False),
        (None, None, None, None, None),
    )
]


@pytest.mark.parametrize(
    "condition",
    COMPARISONS,
    ids=lambda each: f"{each.operator.name}-{each.column}-{each.optional}",
)
def test_operators(condition):
    agrees(
        Scale(OverRecords("count", "r", where=Where((condition,))), Fraction(0), Fraction(4)),
        ONE_OF_EACH,
    )


@pytest.mark.parametrize(
    "operation",
    [
        *(each() for each in OPERATIONS if each.gives == "number" and each.takes_records),
        Mean(drop=1),
        Mean(drop=2),
    ],
    ids=lambda each: f"{each.name} {getattr(each, 'drop', '')}".strip(),
)
@given(
    where=WHERES,
    among=WHERES,
    units=st.lists(RECORDS, min_size=1, max_size=3),
    on_zero=st.sampled_from([None, Fraction(0), Fraction(1)]),
)
def test_numbers(operation, where, among, units, on_zero):
    keys = operation.keys
    of = ("topic" if "text" in operation.kinds else "hours") if "of" in keys else ""
    among = among if "among" in keys else Where()
    on_zero = on_zero if "on_zero" in keys else None
    weight = "people" if "weight" in keys else ""
    measure = OverRecords(
        operation, "r", of=of, where=where, among=among, on_zero=on_zero, weight=weight
    )
    agrees(Scale(measure, Fraction(0), Fraction(4)), units)


@pytest.mark.parametrize(
    ("operation", "points"),
    [
        # of 1, 2, 4, 10: (2 + 4) / 2; of three: the middle one; of one: itself; of none: open
        ("median", [3, 2, 7, None, 999_999_999_999_999]),
        (Mean(drop=1), [3, 2, None, None, 999_999_999_999_999]),
        # two from each end leave nothing of four
        (Mean(drop=2), [None, None, None, None, None]),
    ],
    ids=["median", "without the ends", "without two from each end"],
)
def test_numbers_in_order(operation, points):
    """Records come in any order, units mixed; the largest numbers have 15 digits."""
    most = 999_999_999_999_999
    rule = Scale(OverRecords(operation, "r", of="hours"), Fraction(0), Fraction(most))
    checklist = one_item(
        rule, points=Fraction(most), registers={"r": Register(Text("台账"), COLUMNS)}
    )
    hours = {"a": [10, 1, 4, 2], "b": [2, 3, 1], "c": [7], "e": [most] * 3}
    rows = [(unit, each) for unit, values in hours.items() for each in values]
    register = pl.DataFrame(
        {"unit": [unit for unit, _ in rows[::-1]], "hours": [each for _, each in rows[::-1]]}
    )

    made = score_table(checklist, pl.DataFrame({"unit": list("abcde")}), {"r": register})

    assert made["points.item"].to_list() == points


@pytest.mark.parametrize(
    "operation", [each for each in OPERATIONS if each.gives == "date"], ids=lambda each: each.name
)
@given(where=WHERES, units=st.lists(RECORDS, min_size=1, max_size=3))
def test_days(operation, where, units):
    measure = OverRecords(operation(), "r", of="day", where=where)
    agrees(
        Deadline(
            Steps(Fraction(1), Fraction(1)), Fraction(3), done=measure, due=MAY + timedelta(1)
        ),
        units,
    )


def test_the_same_records_by_month_and_by_quarter(load):
    """A meeting in January: eleven months and three quarters are short. Neither hides the other."""
    items = "".join(
        f"  - {{id: {each}, title: 学法, points: 12, type: count_target, target: 1, each: {each}, "
        "value: {count: study, by: day}, deduct: {points: 1}}\n"
        for each in ("month", "quarter")
    )
    checklist = load(f"""\
lawcheck: 1
id: each
version: "1"
title: 每期（虚构）
period: {{from: 2023-01-01, to: 2023-12-31}}
scoring: {{method: points, out_of: 24}}
rounding: {{places: 2, mode: half_up, at: item}}
grade_on: rounded
grades: [{{name: 好, from: 0}}]
not_applicable: {{policy: redistribute, at_most: 100%}}
registers: {{study: {{label: 学法, columns: {{no: text, day: date}}}}}}
indicators:
{items}""")
    study = pl.DataFrame({"unit": ["u"], "no": ["1"], "day": [date(2023, 1, 9)]})
    made = score_table(checklist, pl.DataFrame({"unit": ["u", "v"]}), {"study": study})

    assert made["points.month"].to_list() == [1, 0]
    assert made["points.quarter"].to_list() == [9, 8]
