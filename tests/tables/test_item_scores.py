"""Conditions on what other items earned: tables score such units as scorecards do."""

from fractions import Fraction
from itertools import product

import pytest
from tests.scoring.test_item_scores import SECTIONS, SECURITY, SHARES
from tests.tables.conftest import expected, tables_of

from lawcheck.model.evidence import Evidence, Fact, Unit
from lawcheck.tables import score_table

COUNTS = (None, Fraction(0), Fraction(5), Fraction(10))
TRUTHS = (None, True, False)


@pytest.mark.parametrize(
    ("text", "values"),
    [(SHARES, COUNTS), (SECURITY, TRUTHS), (SECTIONS, COUNTS)],
    ids=["shares", "a plan", "sections"],
)
def test_the_table_is_equal_to_the_cards(text, values, load):
    checklist = load(text)
    given = product(values, repeat=len(checklist.facts))
    units = [
        Evidence(
            Unit(f"u{number}"),
            {
                name: Fact(name, value)
                for name, value in zip(checklist.facts, row, strict=True)
                if value is not None
            },
        )
        for number, row in enumerate(given)
    ]
    facts, _ = tables_of(checklist, units)

    rows = score_table(checklist, facts).drop("rank_best", "rank_worst").to_dicts()

    assert rows == [expected(checklist, each) for each in units]
