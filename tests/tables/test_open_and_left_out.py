"""Units with items that are open, and with items that do not apply, among many others."""

from decimal import Decimal
from fractions import Fraction

import polars as pl
from tests.tables.test_equal import check
from tests.tables.test_tables import of

import lawcheck
from lawcheck.model.evidence import Evidence, Fact, Unit, Value
from lawcheck.model.exact import ZERO

ITEMS = 6
SHEET = (
    """\
lawcheck: 1
id: gaps
version: "1"
title: 缺项
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 60}
rounding: {places: 2, mode: half_up, at: total}
grade_on: rounded
grades: [{name: 优, from: 40}, {name: 差, from: 0}]
not_applicable: {policy: redistribute, at_most: 50%}
facts:
"""
    + "".join(f"  n{i}: count\n  d{i}: count\n" for i in range(ITEMS))
    + "indicators:\n"
    + "".join(
        f"  - {{id: i{i}, title: 第{i}项, points: 10, type: rate, numerator: n{i}, "
        f"denominator: d{i}, target: 100%, deduct: {{points: 1, per: 10%, partial: "
        "proportional}, on_zero: not_applicable}\n"
        for i in range(ITEMS)
    )
)


def test_blanks_are_open_and_what_does_not_apply_is_redistributed(load):
    """Of six items of 10, one is blank and one is 0 of 0: 40 of 50 points are 48 of 60."""
    facts = pl.DataFrame({f"{name}{i}": [2] for i in range(ITEMS) for name in "nd"})
    facts = facts.with_columns(unit=pl.lit("u"), n0=None, n1=pl.lit(0), d1=pl.lit(0))
    made = lawcheck.score_table(load(SHEET), facts)

    assert (of(made, "score_low"), of(made, "score_high")) == ([Decimal(48)], [Decimal(60)])
    assert (of(made, "state.i0"), of(made, "state.i1")) == (["missing"], ["not_applicable"])


def test_gaps_of_any_pattern(load):
    """Each unit has the gaps that the digits of its number to the base of 3 stand for."""
    units = []
    for number in range(0, 3**ITEMS, 7):
        facts: dict[str, Value] = {}
        for i in range(ITEMS):
            match number // 3**i % 3:
                case 0:
                    facts |= {f"n{i}": Fraction(i + 1), f"d{i}": Fraction(i + 3)}
                case 1:
                    facts |= {f"n{i}": ZERO, f"d{i}": ZERO}
        units.append(
            Evidence(
                Unit(f"u{number}"),
                {name: Fact(name, value) for name, value in facts.items()},
                {},
            )
        )
    check(load(SHEET), units)
