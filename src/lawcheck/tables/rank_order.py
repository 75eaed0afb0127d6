"""The order of units that are ranked by more than rounded scores: by exact totals, or by what decides ties.

Most units stand so far apart that their totals tell. Those that stand together are scored by themselves, and ordered by the exact
numbers of their cards.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import assert_never

import polars as pl

from lawcheck.analysis.ranking import RankKey, rank_key
from lawcheck.model.checklist import Checklist
from lawcheck.model.scorecard import Scorecard
from lawcheck.tables.results import Results, with_high

Cards = Callable[[pl.Series], Sequence[Scorecard]]
"""Makes the cards of the units in some rows."""


def in_order(
    checklist: Checklist, group: pl.Series | None, results: Results, cards: Cards
) -> pl.DataFrame:
    """Whole numbers `score_low` and `score_high` of which the larger stands higher; null for units without a score.

    Args:
        checklist: says by what units are ranked.
        group: only units that are equal in this are compared; all if None.
        results: the totals of all units.
        cards: makes those of the units that stand together.
    """
    points = _points(checklist, group, results)
    if checklist.ranking.ties or (checklist.grade_on == "exact" and results.cut):
        points = _told_apart(checklist, points, cards)
    everyone = pl.DataFrame({"row": range(results.totals.height)}, schema={"row": pl.UInt32})
    low, high = (
        everyone.join(points.filter(is_high=end), on="row", how="left", maintain_order="left")
        for end in (False, True)
    )
    return pl.DataFrame({"score_low": low["place"], "score_high": high["place"]})


def _points(checklist: Checklist, group: pl.Series | None, results: Results) -> pl.DataFrame:
    """Both ends of every unit that has a score, in order; those of a `crowd` are too near to tell, and have one `place`."""
    match checklist.grade_on:
        case "rounded":
            declared, width = "score", 1
        case "exact":
            declared, width = "exact", max(results.cut, 1)
        case other:
            assert_never(other)
    numbers = with_high(results.totals).select(
        pl.col(f"{declared}_low", f"{declared}_high").to_physical().cast(pl.Int128)
    )
    unit = numbers.with_row_index("row").with_columns(group=pl.lit("") if group is None else group)
    ends = [
        unit.select("row", "group", value=f"{declared}_{end}", is_high=pl.lit(end == "high"))
        for end in ("low", "high")
    ]
    points = pl.concat(ends).drop_nulls("value").sort("group", "value", "row", "is_high")
    is_apart = (pl.col("group") != pl.col("group").shift()) | (
        pl.col("value") - pl.col("value").shift() >= width
    )
    crowd = is_apart.fill_null(True).cum_sum().cast(pl.Int64)
    return points.select("row", "is_high", crowd=crowd, place=crowd * (points.height + 1))


def _told_apart(checklist: Checklist, points: pl.DataFrame, cards: Cards) -> pl.DataFrame:
    """The points, those of several units in one crowd in the order of their cards."""
    is_crowded = pl.col("row").n_unique().over("crowd") > 1
    crowded, others = points.filter(is_crowded), points.filter(~is_crowded)
    rows = crowded["row"].unique(maintain_order=True)
    made = zip(rows.to_list(), cards(rows), strict=True)
    keys = {
        row: ends for row, card in made if (ends := rank_key(checklist, card)) is not None
    }  # they all have a score
    exact = [
        (place, keys[row][is_high])
        for row, is_high, place in crowded.select("row", "is_high", "place").iter_rows()
    ]
    in_turn: dict[int, list[RankKey]] = {}
    for place, key in sorted(set(exact)):
        in_turn.setdefault(place, []).append(key)
    after = {
        (place, key): turn for place, found in in_turn.items() for turn, key in enumerate(found)
    }
    places = pl.Series(
        "place", [place + after[place, key] for place, key in exact], dtype=pl.Int64
    )
    return pl.concat([others, crowded.with_columns(places)])
