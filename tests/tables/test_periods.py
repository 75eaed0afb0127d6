"""Rules that deduct for each month or quarter: every unit as on its own card, by formula."""

from datetime import date, timedelta
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.tables.conftest import expected

import lawcheck
from lawcheck.model.checklist import Checklist
from lawcheck.session import Session
from lawcheck.tables import all_items, score_table

HEAD = """\
lawcheck: 1
id: periods
version: "1"
title: 每期（虚构）
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: %d}
rounding: {places: 2, mode: half_up, at: item}
grade_on: rounded
grades: [{name: 好, from: 6}, {name: 差, from: 0}]
not_applicable: {policy: redistribute, at_most: 100%%}
registers:
  study:
    label: 学法
    columns: {no: text, day: date, hours: {kind: amount, optional: true}, together: yes_no}
indicators:
"""
HOURS = "{sum: study, of: hours, where: {together: true}, by: day}"
ITEMS = (
    "value: {count: study, by: day}, target: 1, each: month, deduct: {points: 0.7, per: 1}",
    "value: {count: study, by: day}, target: 2.5, each: month, "
    "deduct: {points: 1, per: 0.75, partial: proportional, at_most: 4}",
    "value: {count: study, by: day}, target: 3, each: quarter, at_none: 2, "
    "deduct: {points: 0.5, per: 2, partial: started, at_most: 1}",
    "value: {count: study, by: day}, target: 2, each: month, at_none: 0.3, deduct: {points: 1}",
    f"value: {HOURS}, target: 3, each: quarter, deduct: {{points: 1, per: 2, partial: whole}}",
    f"value: {HOURS}, target: 1.5, each: half_year, deduct: {{points: 1, per: 0.4, partial: proportional}}",
)


@pytest.fixture(scope="module")
def checklist(tmp_path_factory) -> Checklist:
    lines = [
        f"  - {{id: i{at}, title: 学法, points: 10, type: count_target, {item}}}\n"
        for at, item in enumerate(ITEMS)
    ]
    path = tmp_path_factory.mktemp("periods") / "c.yaml"
    path.write_text(HEAD % (10 * len(ITEMS)) + "".join(lines), "utf-8")
    return Session.start(only=()).load(path)


@pytest.fixture(autouse=True)
def by_formula(monkeypatch):
    """However few units there are; a rule that has none fails."""

    def refuse(leaf, *_):
        raise AssertionError(f"{leaf.indicator.id} has no formula")

    monkeypatch.setattr(all_items, "_FEW_UNITS", 0)
    monkeypatch.setattr(all_items, "score_found_inputs", refuse)


RECORDS = st.lists(
    st.tuples(
        st.integers(0, 364), st.sampled_from([None, "0", "0.5", "1.25", "2", "7"]), st.booleans()
    ),
    max_size=12,
)


@given(st.lists(RECORDS, min_size=1, max_size=4))
def test_every_unit_is_scored_as_on_its_card(checklist, units):
    records = [
        (f"u{unit}", f"n{n}", date(2023, 1, 1) + timedelta(days=day), hours, together)
        for unit, mine in enumerate(units)
        for n, (day, hours, together) in enumerate(mine)
    ]
    names = ("unit", "no", "day", "hours", "together")
    schema = dict(zip(names, (pl.String, pl.String, pl.Date, pl.String, pl.Boolean), strict=True))
    study = pl.DataFrame(records, schema=schema, orient="row").with_columns(
        pl.col("hours").cast(pl.Decimal(18, 2))
    )
    facts = pl.DataFrame({"unit": [f"u{unit}" for unit in range(len(units))]})
    rows = score_table(checklist, facts, {"study": study}).to_dicts()

    for unit, row in enumerate(rows):
        own = [
            {k: v for k, v in zip(names[1:], each[1:], strict=True) if v is not None}
            for each in records
            if each[0] == f"u{unit}"
        ]
        right = expected(
            checklist, lawcheck.build_evidence(checklist, f"u{unit}", registers={"study": own})
        )
        assert {name: row[name] for name in right} == right


def test_by_hand(checklist):
    """Two in January, one in May: ten months without, and eleven below two."""
    days = [date(2023, 1, 2), date(2023, 1, 9), date(2023, 5, 4)]
    study = pl.DataFrame(
        {
            "unit": ["u"] * 3,
            "no": ["1", "2", "3"],
            "day": days,
            "hours": [2, 1, None],
            "together": [True] * 3,
        }
    )
    facts = pl.DataFrame({"unit": ["u", "v"]})
    made = score_table(checklist, facts, {"study": study})

    # 10 x 0.7; 12 x 0.7 for the unit without any
    assert made["points.i0"].to_list() == [Decimal(3), Decimal("1.6")]
    # the first is short by 0.5 + 1.5 and ten times 2.5: the cap of 4
    assert made["points.i1"].to_list() == [Decimal(6), Decimal(6)]
    # quarters 2, 1, 0, 0: 0.5 + 0.5, at most 1, and twice 2
    assert made["points.i2"].to_list() == [Decimal(5), Decimal(2)]
    # May: 1; ten months: 0.3 each
    assert made["points.i3"].to_list() == [Decimal(6), Decimal("6.4")]
