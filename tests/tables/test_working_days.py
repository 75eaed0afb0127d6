"""Working days are counted for a whole column at once, as for each unit by itself."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.model.test_calendars import CHINA_2023, NEAR
from tests.tables.conftest import expected, tables_of
from tests.tables.test_symbols import formula, unit

from lawcheck.indicators.blocks.steps import Steps
from lawcheck.indicators.deadline import Deadline
from lawcheck.model.calendars import add_days, days_between
from lawcheck.model.case import Result
from lawcheck.model.declarations import Spec
from lawcheck.model.deductions import Deduction
from lawcheck.model.evidence import NEVER
from lawcheck.model.measures import FactRef
from lawcheck.model.text import message
from lawcheck.tables import all_items, score_table
from lawcheck.testing import one_item

DATES = dict.fromkeys(("done", "start"), Spec("date", may_be_never=True, any_date=True))


@pytest.fixture(autouse=True)
def by_formula(monkeypatch):
    """However few units there are."""
    monkeypatch.setattr(all_items, "_FEW_UNITS", 0)


def sheet(rule, points=4):
    return one_item(rule, points=Fraction(points), facts=DATES)


def deadline(days, cost="0.1", per=1):
    steps = Steps(Fraction(cost), Fraction(per), "started")
    return Deadline(
        steps, Fraction(2), FactRef("done"), FactRef("start"), days=days, calendar=CHINA_2023
    )


def units_of(pairs):
    return [
        unit(
            f"u{n}",
            **{name: day for name, day in (("start", start), ("done", done)) if day is not None},
        )
        for n, (start, done) in enumerate(pairs)
    ]


def agrees(checklist, units):
    rows = score_table(checklist, tables_of(checklist, units)[0]).to_dicts()
    for row, each in zip(rows, units, strict=True):
        right = expected(checklist, each)
        for name in ("state.item", "points.item", "score_low", "score_high"):
            assert row[name] == right[name]
    return rows


AROUND = st.sampled_from(
    [
        *(date(2022, 12, day) for day in (30, 31)),
        *(date(2023, 9, day) for day in (28, 29, 30)),
        *(date(2023, 10, day) for day in (6, 7, 9)),
        *(date(2023, 12, day) for day in (29, 30, 31)),
        date(2023, 1, 1),
        date(2024, 1, 1),
        NEVER,
        None,
    ]
)


@given(
    st.lists(st.tuples(AROUND | NEAR, AROUND | NEAR), min_size=1, max_size=8),
    st.sampled_from([0, 1, 15, 255, 256, 257]),
)
def test_beside_days_off_and_the_ends_of_the_calendar(pairs, days):
    agrees(sheet(deadline(days)), units_of(pairs))


def test_no_unit_needs_the_rule():
    """15 working days after 20 September: 6 in September, 7 to 13 October, 16 and 17. 3 late: 0.3."""
    start = date(2023, 9, 20)
    pairs = [
        (start, date(2023, 10, 17)),
        (start, date(2023, 10, 20)),
        (None, start),
        (start, NEVER),
    ]
    pairs += [(date(2022, 12, 30), start), (start, date(2024, 1, 1))]  # not covered: open
    units = units_of(pairs)
    made, fits = formula(sheet(deadline(15)), units)

    assert made is not None
    assert fits == [True] * 6
    found = [row["points.item"] for row in agrees(sheet(deadline(15)), units)]
    assert found == [4, Decimal("3.7"), None, 2, None, None]


@attrs.frozen
class FifthPower:
    """A type that computes with days in numbers too large for 64 bits."""

    type_name: ClassVar[str] = "fifth_power"

    done: FactRef
    start: FactRef

    def describe(self):
        return WHY

    def score(self, case):
        done, start = (reading.value for reading in case.read_all((self.done, self.start)))
        limit = add_days(start, 3, CHINA_2023)
        days = days_between(limit, done, CHINA_2023) * Fraction(1)
        return Result((Deduction(days * days * days * days * days / (10**11 + 3), WHY),))


WHY = message("原因", "a reason")


def test_days_in_large_numbers():
    rule = FifthPower(FactRef("done"), FactRef("start"))
    start = date(2023, 1, 3)
    units = units_of(
        [(start, date(2023, 1, 10)), (start, date(2023, 12, 29)), (date(2023, 9, 1), start)]
    )
    made, fits = formula(sheet(rule, 20), units)

    assert made is not None
    assert made.is_wide
    assert fits == [True] * 3
    agrees(sheet(rule, 20), units)
