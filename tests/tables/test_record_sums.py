"""Sums over records of what a rule computes from each: the table says what the scorecards say."""

from datetime import date
from fractions import Fraction
from typing import ClassVar

import attrs
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tables.conftest import expected, tables_of

from lawcheck.indicators.blocks.steps import Steps
from lawcheck.indicators.deadline import DatedRecords, Deadline
from lawcheck.model.case import Result
from lawcheck.model.conditions import Comparison, Where
from lawcheck.model.declarations import Register, Spec
from lawcheck.model.deductions import Deduction
from lawcheck.model.evidence import NEVER, Evidence, Record, Unit
from lawcheck.model.exact import ONE, ZERO
from lawcheck.model.readings import MissingEvidence
from lawcheck.model.text import Text, message
from lawcheck.tables import all_items, rule_runs, score_table
from lawcheck.testing import one_item

COLUMNS = {
    "no": Spec("text", optional=True),
    "kind": Spec("text", optional=True),
    "on": Spec("date", optional=True, may_be_never=True),
    "filed": Spec("date", optional=True, may_be_never=True),
    "hours": Spec("amount", optional=True),
}
FILES = {"files": Register(Text("文件"), COLUMNS)}
MARCH = date(2023, 3, 1)
FILING = Deadline(
    Steps(Fraction("0.1"), ONE, at_most=Fraction(2)),
    Fraction(3),
    records=DatedRecords(
        "files", "filed", "on", Where((Comparison("kind", "equals", "规范性文件"),))
    ),
    days=30,
)
OTHER = "通知"


@attrs.frozen
class Long:
    """Half a point for each hour beyond 8 of a record, at most 3 together; of none, all points."""

    type_name: ClassVar[str] = "long"
    looks: str = ""

    def describe(self):
        return message("超时扣分", "points off for hours")

    def hours(self, record):
        hours = record.values.get("hours")
        if hours is None:
            raise MissingEvidence(("files.hours",), [record])
        match self.looks:
            case "number":
                return (ONE * record.number, ONE)
            case "label":
                return (ONE * len(record.label), ONE)
            case "key":
                return (ONE * (record.key("no") is None), ONE)
            case "all":
                return (ONE * len(record.values), ONE)
            case "text":
                return (ONE * len(str(hours)), ONE)
            case "third":
                return (1 / (hours + 1), ONE)
            case "ragged":
                return (hours, ONE) if hours > 9 else (hours, ONE, ONE)
        return (max(hours - 8, ZERO) / 2, ONE)

    def score(self, case):
        found = case.each_record("files", self.hours)
        count = found.about.counted * ONE if self.looks == "tally" else found.total(1)
        lost = case.full if count == 0 else min(found.total(0), Fraction(3))
        why = message("超时", "too long")
        return Result((Deduction(lost, why),) if lost else (), about=(found.about,))


@pytest.fixture
def by_formula(monkeypatch):
    """Make a formula however few the units, and note which units are left to the rule."""
    left = []

    def noted(leaf, inputs, scale, rows=None):
        left.append(None if rows is None else rows.to_list())
        return rule_runs.score_found_inputs(leaf, inputs, scale, rows)

    monkeypatch.setattr(all_items, "_FEW_UNITS", 0)
    monkeypatch.setattr(all_items, "score_found_inputs", noted)
    return left


def unit_of(name, *records):
    return Evidence(
        Unit(name),
        registers={
            "files": tuple(
                Record(
                    "files",
                    number,
                    {
                        "no": str(number),
                        **{name: each for name, each in record.items() if each is not None},
                    },
                    label=str(number),
                )
                for number, record in enumerate(records, 1)
            )
        },
    )


def scored(rule, units):
    """Score units as a table; the scorecards say the same."""
    checklist = one_item(rule, points=Fraction(6), registers=FILES)
    facts, registers = tables_of(checklist, units)
    made = score_table(checklist, facts, registers).to_dicts()
    for row, unit in zip(made, units, strict=True):
        right = expected(checklist, unit)
        names = ("score_low", "score_high", "state.item")
        assert {name: row[name] for name in names} == {name: right[name] for name in names}
    return [row["points.item"] for row in made]


def document(on, filed, kind="规范性文件"):
    return {"on": on, "filed": filed, "kind": kind}


def test_deadlines(by_formula):
    """30 days after 1 March is 31 March; 0.1 for each day late, 2 for all together; 3 if never."""
    late = document(MARCH, date(2023, 4, 5))
    units = [
        unit_of("in time", document(MARCH, date(2023, 3, 31))),
        unit_of("5 days", late),
        unit_of("5 and 5 and never", late, document(MARCH, NEVER), late),
        unit_of("100 days", document(MARCH, date(2023, 7, 9))),
        unit_of("another kind", document(MARCH, NEVER, OTHER)),
        unit_of("no time limit", document(NEVER, NEVER)),
        unit_of("never twice", document(MARCH, NEVER), document(MARCH, NEVER)),
        unit_of("empty"),
        unit_of("blank", late, document(MARCH, None)),
        unit_of("blank of another kind", document(MARCH, None, OTHER)),
        unit_of("no kind", document(MARCH, MARCH, None)),
    ]
    points = ["6", "5.5", "2", "4", "6", "6", "0", "6", None, "6", None]

    assert [each and Fraction(each) for each in scored(FILING, units)] == [
        each and Fraction(each) for each in points
    ]
    assert by_formula == []


DATES = (
    st.none() | st.just(NEVER) | st.integers(0, 60).map(lambda day: date.fromordinal(738521 + day))
)
RECORDS = st.lists(
    st.builds(document, DATES, DATES, st.sampled_from(["规范性文件", OTHER, None])).filter(
        lambda record: record["on"] or record["filed"]
    ),
    max_size=4,
)


@given(
    units=st.lists(RECORDS, min_size=1, max_size=4),
    partial=st.sampled_from(["whole", "started", "proportional"]),
    per=st.integers(1, 9),
    cap=st.none() | st.integers(1, 3).map(Fraction),
)
def test_any_dates(units, partial, per, cap):
    steps = Steps(Fraction("0.3"), Fraction(per), partial, cap)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(all_items, "_FEW_UNITS", 0)
        scored(
            attrs.evolve(FILING, late=steps),
            [unit_of(f"u{place}", *found) for place, found in enumerate(units)],
        )


HOURS = [
    unit_of("short", {"hours": Fraction(8)}),
    unit_of("long", {"hours": Fraction(10)}, {"hours": Fraction("9.5")}),
    unit_of("longest", {"hours": Fraction(30)}),
    unit_of("empty"),
    unit_of("blank", {"hours": Fraction(9)}, {"hours": None, "kind": "x", "on": MARCH}),
]


def test_a_type_of_a_plugin(by_formula):
    """(10 - 8) / 2 + (9.5 - 8) / 2 = 1.75 off 6; 11 hours too many are capped at 3."""
    points = scored(Long(), HOURS)

    assert [each and Fraction(each) for each in points] == [6, Fraction("4.25"), 3, 0, None]
    assert by_formula == []


@pytest.mark.parametrize("looks", ["number", "label", "key", "all", "text", "third", "ragged"])
def test_what_columns_cannot_do_is_left_to_the_rule(by_formula, looks):
    """Positions, labels, keys, texts of numbers, quotients whose divisors differ."""
    scored(Long(looks), HOURS)

    assert by_formula != []


def test_how_many_records_there_are_must_be_added_up(by_formula):
    scored(Long("tally"), HOURS)

    assert by_formula != []


def test_a_register_that_is_not_given(by_formula):
    checklist = one_item(FILING, registers=FILES)

    made = score_table(checklist, pl.DataFrame({"unit": ["a", "b"]}))

    assert made["state.item"].to_list() == ["missing", "missing"]


def test_sums_that_do_not_fit(by_formula):
    """Ten numbers of 15 digits, times a large price, are beyond 64 bits."""
    far = {"hours": Fraction(999_999_999_999_999)}
    rule = Long()

    assert scored(rule, [unit_of("far", *[far] * 10), unit_of("near", {"hours": ONE})]) == [3, 6]
