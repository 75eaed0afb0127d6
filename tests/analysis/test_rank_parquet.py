"""Ranks and pools as Parquet: the numbers of CSV and JSON, each with its type, nothing lost and nothing rounded."""

import io
from decimal import Decimal

import polars as pl

from lawcheck.analysis.ranking import ranked
from lawcheck.reports.rank_parquet import standings_parquet


def table(checklist, cards, by_section=False):
    return pl.read_parquet(
        io.BytesIO(standings_parquet(ranked(checklist, cards), "en", by_section))
    )


def test_scores_are_decimals_ranks_are_integers_and_no_column_is_a_float(sheet, cards):
    """u has 5 + 3 + 2 = 10; v lacks b and c, so it has from 4 to 9, is 2nd for sure, and has no grade: 8 is a cut."""
    checklist = sheet()
    frame = table(checklist, cards(checklist, {"u/x/k": {"a": 5, "b": 3, "c": 2}, "v": {"a": 4}}))

    assert frame.rows(named=True) == [
        {
            "unit": "u",
            "unit_name": "",
            "kind": "k",
            "group": "x",
            "among": "",
            "rank_best": 1,
            "rank_worst": 1,
            "of": 2,
            "score_low": Decimal(10),
            "score_high": Decimal(10),
            "exact_low": "10",
            "exact_high": "10",
            "grade": "excellent",
            "grade_by_score": "excellent",
            "why_no_grade": None,
            "as_of": None,
            "flags": None,
        },
        {
            "unit": "v",
            "unit_name": "",
            "kind": "",
            "group": "",
            "among": "",
            "rank_best": 2,
            "rank_worst": 2,
            "of": 2,
            "score_low": Decimal(4),
            "score_high": Decimal(9),
            "exact_low": "4",
            "exact_high": "9",
            "grade": None,
            "grade_by_score": None,
            "why_no_grade": "items are open: the grade may be from pass to excellent",
            "as_of": None,
            "flags": None,
        },
    ]
    assert frame.schema["score_low"] == frame.schema["score_high"] == pl.Decimal(38, 0)
    assert {frame.schema[name] for name in ("rank_best", "rank_worst", "of")} == {pl.Int64}
    assert not [name for name, kind in frame.schema.items() if kind.is_float()]


def test_the_scale_is_that_of_the_checklist(sheet, cards):
    """Without c, 5 and 1.5 of 8 points are 8.125 of 10: 8.13 at two places, and 8.125 exactly."""
    checklist = sheet(places=2)
    (card,) = cards(checklist, {"u": {"a": 5, "b": "1.5", "c": None}})
    frame = table(checklist, [card], by_section=True)

    assert frame.schema["score_low"] == pl.Decimal(38, 2)
    assert frame.select("score_low", "exact_low", "ab_low", "c_low").row(0) == (
        Decimal("8.13"),
        "8.125",
        "8.125",
        None,
    )


def test_what_does_not_end_is_a_fraction(sheet, cards):
    """Without b, 5 and 1 of 7 points are 60/7 of 10: 50/7 for ab and 10/7 for c."""
    checklist = sheet()
    (card,) = cards(checklist, {"u": {"a": 5, "b": None, "c": 1}})
    frame = table(checklist, [card], by_section=True)

    assert frame.select("score_low", "exact_low", "ab_low", "c_high").row(0) == (
        Decimal(9),
        "60/7",
        "50/7",
        "10/7",
    )


def test_a_unit_without_a_score_has_nulls(sheet, cards):
    checklist = sheet()
    (card,) = cards(checklist, {"u": {"a": None, "b": None, "c": None}})
    frame = table(checklist, [card], by_section=True)
    named = (
        "rank_best",
        "rank_worst",
        "score_low",
        "score_high",
        "exact_low",
        "exact_high",
        "grade",
        "ab_low",
        "c_high",
    )

    assert frame.select(named).row(0) == (None,) * len(named)
    assert frame["of"].to_list() == [0]
    assert frame.schema["score_low"] == pl.Decimal(38, 0)


def test_no_unit_at_all(sheet):
    frame = table(sheet(), [])

    assert frame.height == 0
    assert frame.schema["of"] == pl.Int64
