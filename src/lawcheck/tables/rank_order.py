"""Order units that are ranked by more than rounded scores: by exact totals, or by tie-breakers.

For most units the totals are far enough apart to decide. A group of units whose totals are closer
to each other than the truncation error is called a crowd. These units are scored one by one, and
ordered by the exact numbers of their scorecards.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import assert_never

import polars as pl

from lawcheck.analysis.near_ties import refuse_near_ties
from lawcheck.analysis.ranking import RankKey, rank_key
from lawcheck.model.checklist import Checklist
from lawcheck.model.scorecard import Scorecard
from lawcheck.scoring.plan import plan_of
from lawcheck.tables.results import Results, with_high

Cards = Callable[[pl.Series], Sequence[Scorecard]]
"""Makes the scorecards of the units in some rows."""


def sort_keys(
    checklist: Checklist, group: pl.Series | None, results: Results, cards: Cards
) -> pl.DataFrame:
    """Return integers `score_low` and `score_high` that sort as the units rank, higher is better.

    They are null for units without a score.

    Args:
        checklist: defines how units are ranked.
        group: group of each unit, within which units are compared; None to compare all.
        results: totals of all units.
        cards: makes the scorecards of the units in a crowd.

    Raises:
        LimitError: the order of two irrational totals is not known.
    """
    points = _points(checklist, group, results)
    if checklist.ranking.ties or (checklist.rank_on == "exact" and results.truncation):
        points = _resolve_crowds(checklist, points, cards)
    everyone = pl.DataFrame({"row": range(results.totals.height)}, schema={"row": pl.UInt32})
    low, high = (
        everyone.join(points.filter(is_high=end), on="row", how="left", maintain_order="left")
        for end in (False, True)
    )
    return pl.DataFrame({"score_low": low["place"], "score_high": high["place"]})


def _points(checklist: Checklist, group: pl.Series | None, results: Results) -> pl.DataFrame:
    """Sort both ends of the totals of all units with a score, and number the crowds.

    All ends in a crowd have the same `place`. The places of consecutive crowds are so far apart
    that every end of a crowd can get a place of its own later.
    """
    match checklist.rank_on:
        case "rounded":
            declared, width = "score", 1
        case "exact":
            # an irrational total may lie beyond a border of the places that are shown
            beyond = 1 if plan_of(checklist).is_irrational else 0
            declared, width = "exact", max(results.truncation, 1) + beyond
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


def _resolve_crowds(checklist: Checklist, points: pl.DataFrame, cards: Cards) -> pl.DataFrame:
    """Give the ends in a crowd of several units places by their scorecards."""
    is_crowded = pl.col("row").n_unique().over("crowd") > 1
    crowded, others = points.filter(is_crowded), points.filter(~is_crowded)
    rows = crowded["row"].unique(maintain_order=True)
    made = dict(zip(rows.to_list(), cards(rows), strict=True))
    if checklist.rank_on == "exact":
        for (_,), crowd in crowded.group_by("crowd"):
            among = [made[row] for row in crowd["row"].unique().to_list()]
            refuse_near_ties(
                checklist, [(card, card.exact) for card in among if card.exact is not None]
            )
    # no key is None here: all units of a crowd have a score
    keys = {
        row: ends for row, card in made.items() if (ends := rank_key(checklist, card)) is not None
    }
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
