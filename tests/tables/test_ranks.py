"""Ranks in a table are those of `lawcheck rank`: by rounded scores, by exact totals, by what decides ties, within groups."""

from datetime import date
from decimal import Decimal

import attrs
import polars as pl
import pytest
from tests.tables.test_tables import CHECKLIST, SESSIONS, UNITS, of, polars_facts

import lawcheck
from lawcheck.model.ranking import Ranking


@pytest.fixture
def checklist(load):
    return load(CHECKLIST)


def test_ranks_are_those_of_groups(checklist):
    """a has 25.7, b 18.7; c 12 to 22: in one group it may be second or third; in a group of its own it is first."""
    sessions = {"sessions": pl.DataFrame(SESSIONS)}
    together = lawcheck.score_table(checklist, polars_facts(), sessions)
    grouped = attrs.evolve(checklist, ranking=Ranking("group"))
    apart = lawcheck.score_table(grouped, polars_facts(unit_group=["x", "x", "y"]), sessions)

    assert list(zip(of(together, "rank_best"), of(together, "rank_worst"), strict=True)) == [
        (1, 1),
        (2, 3),
        (2, 3),
    ]
    assert list(zip(of(apart, "rank_best"), of(apart, "rank_worst"), strict=True)) == [
        (1, 1),
        (2, 2),
        (1, 1),
    ]
    assert of(lawcheck.score_table(grouped, polars_facts(), sessions), "rank_best") == [None] * 3


def test_ranks_by_exact_totals_and_by_what_decides_ties(checklist):
    """All three round to 26.7. Exactly a and b have 26 2/3, c 26.65; a has 10 for its plan and b none; of equals a and b, a is first.

    a: 10 + 6 2/3 + 0 + 10; b: 0 + 6 2/3 + 10 + 10; c: 10 + 0 + 6.65 + 10.
    """
    facts = pl.DataFrame(
        {
            "unit": ["a", "b", "c"],
            "plan": [True, False, True],
            "settled": [2, 4, 0],
            "cases": [3, 6, 9],
            "satisfied": ["0.6", "0.9", "0.7995"],
        }
    )
    sessions = {
        "sessions": pl.DataFrame(
            {"unit": UNITS * 4, "held_on": [date(2023, 3, 1)] * 12, "topic": ["宪法"] * 12}
        )
    }

    def ranks(grade_on, ties, by=None):
        made = lawcheck.score_table(
            attrs.evolve(checklist, grade_on=grade_on, ranking=Ranking("all", ties, by=by)),
            facts,
            sessions,
        )
        assert of(made, "score_low") == [Decimal("26.7")] * 3
        assert of(made, "rank_best") == of(made, "rank_worst")
        return of(made, "rank_best")

    assert ranks("rounded", ()) == [1, 1, 1]
    assert ranks("rounded", ("plan",)) == [1, 3, 1]
    assert ranks("exact", ()) == [1, 1, 3]
    assert ranks("exact", ("plan",)) == [1, 2, 3]
    assert ranks("rounded", (), "exact") == [1, 1, 3]
    assert ranks("exact", ("plan",), "rounded") == [1, 3, 1]


THIRDS = """\
lawcheck: 1
id: thirds
version: "1"
title: 三项
period: {from: 2023-01-01, to: 2023-12-31}
scoring: {method: points, out_of: 30}
rounding: {places: 1, mode: half_up, at: total}
grade_on: exact
grades: [{name: 优, from: 20}, {name: 差, from: 0}]
not_applicable: {policy: redistribute, at_most: 0%}
facts: {n0: count, d0: count, n1: count, d1: count, n2: count, d2: count}
indicators:
"""
RATE = """  - {{id: r{0}, title: 第{0}项, points: 10, type: rate, numerator: n{0}, denominator: d{0}, target: 100%, on_zero: full,
     deduct: {{points: 0.1, per: 1%, partial: proportional}}}}
"""


def test_units_whose_totals_are_nearly_equal(load):
    """a has three times 10/3 and b once 10, which is the same; c has less by 10**-11, which nine decimals do not show."""
    checklist = load(THIRDS + "".join(RATE.format(number) for number in range(3)))
    most = 10**12
    facts = {f"n{number}": [1, int(number == 0), most // 3] for number in range(3)}
    facts |= {f"d{number}": [3, 1, most] for number in range(3)}
    made = lawcheck.score_table(checklist, pl.DataFrame({"unit": UNITS, **facts}))

    assert of(made, "exact_low") == [Decimal("9.999999999"), Decimal(10), Decimal("9.999999999")]
    assert of(made, "rank_best") == [1, 1, 3]


def test_a_bonus_that_is_given_from_a_total_on(load):
    """Three times 10/3 is 10, from which on the bonus is given; what is cut off at nine decimals does not take it away."""
    more = "{id: more, title: 加分, points: 0.1, type: yes_no, value: y}"
    bonus = f"bonus: {{at_most: 1, only_from: 10, total_at_most: 31, indicators: [{more}]}}\n"
    text = THIRDS.replace("d2: count}", "d2: count, y: yes_no}").replace(
        "indicators:\n", bonus + "indicators:\n"
    )
    checklist = load(
        text.replace("places: 1", "places: 0")
        + "".join(RATE.format(number) for number in range(3))
    )
    facts = {
        "n0": [1, 1],
        "d0": [3, 1],
        "n1": [1, 1],
        "d1": [3, 200],
        "n2": [1, 0],
        "d2": [3, 1],
        "y": [True, False],
    }
    made = lawcheck.score_table(checklist, pl.DataFrame({"unit": ["a", "b"], **facts}))

    assert of(made, "exact_low") == [Decimal("10.1"), Decimal("10.05")]
    assert of(made, "rank_best") == [1, 2]
