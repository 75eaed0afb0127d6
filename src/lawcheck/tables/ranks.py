"""Rank the units of a table by the number that the checklist declares.

Ranks may be within groups. A unit with an open score has a range of ranks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import polars as pl

from lawcheck.model.checklist import Checklist
from lawcheck.tables.distinct_inputs import bounds_of
from lawcheck.tables.rank_order import Cards, sort_keys
from lawcheck.tables.results import Results, with_high
from lawcheck.tables.text_folding import folded_texts

_SCORES: Final = ("score_low", "score_high")
_MAX_TABLE: Final = 2**22
"""Greatest size of a table of ranks that is indexed by score."""


def ranks_of(
    checklist: Checklist, identity: Mapping[str, pl.Series], results: Results, cards: Cards
) -> pl.DataFrame:
    """Return the columns `rank_best` and `rank_worst`; null for units without score or group.

    Args:
        checklist: defines how units are ranked.
        identity: columns that describe the units.
        results: scores of the units.
        cards: makes the scorecards of units whose order the columns cannot decide.
    """
    totals, groups = results.totals, _groups(checklist)
    if not set(groups) <= set(identity):
        nothing = pl.lit(None, dtype=pl.Int64)
        # the third column only gives the frame its height
        return totals.select(rank_best=nothing, rank_worst=nothing, height="score_low").drop(
            "height"
        )
    identity = {name: folded_texts(identity[name]) for name in groups}
    if not _follows_from_scores(checklist):
        ends = sort_keys(checklist, identity[groups[0]] if groups else None, results, cards)
    elif (
        not groups
        and "score_high" not in totals.columns
        and (found := _by_position(totals["score_low"])) is not None
    ):
        return found
    else:
        ends = with_high(totals).select(_SCORES)
    keys = [*_SCORES, *groups]
    ranked = ends.with_columns(identity[name].alias(name) for name in groups)
    ranked = ranked.join(
        ranks(ranked.group_by(keys).len("count")), on=keys, how="left", maintain_order="left"
    )
    return ranked.select("rank_best", "rank_worst")


def _groups(checklist: Checklist) -> list[str]:
    within = checklist.ranking.within
    return [] if within == "all" else [f"unit_{within}"]


def _follows_from_scores(checklist: Checklist) -> bool:
    """Whether only the rounded scores decide the ranks."""
    return checklist.rank_on == "rounded" and not checklist.ranking.ties


def _by_position(scores: pl.Series) -> pl.DataFrame | None:
    """Look up ranks in a table that is indexed by score, if no score is open.

    None if the scores lie too far apart for such a table.
    """
    bounds = bounds_of(scores)
    if bounds is None or bounds[1] - bounds[0] > _MAX_TABLE:
        return None
    frame, place = scores.to_frame("score").lazy(), pl.col("score") - bounds[0]
    counted = (
        frame.filter(pl.col("score").is_not_null())
        .group_by(place)
        .len("count")
        .sort("score", descending=True)
    )
    above = pl.col("count").cum_sum() - pl.col("count")
    ranked = counted.select("score", rank=1 + above.cast(pl.Int64)).collect()
    nothing = pl.zeros(bounds[1] - bounds[0] + 1, dtype=pl.Int64, eager=True)
    table = nothing.scatter(ranked["score"], ranked["rank"])
    return (
        frame.select(rank_best=pl.lit(table).gather(place))
        .with_columns(rank_worst="rank_best")
        .collect()
    )


def rank_keys(checklist: Checklist, columns: Sequence[str]) -> list[str] | None:
    """Return the names of the columns that decide the ranks, those of the scores first.

    Args:
        checklist: defines how units are ranked.
        columns: names of the columns of the table of scores.

    Returns:
        None if more than the rounded scores decides the ranks, or if units are ranked within
        groups and the column of the groups is missing.
    """
    groups = _groups(checklist)
    return (
        [*_SCORES, *groups]
        if _follows_from_scores(checklist) and set(groups) <= set(columns)
        else None
    )


def ranks(counted: pl.DataFrame) -> pl.DataFrame:
    """Compute the best and the worst rank for every distinct pair of scores.

    Args:
        counted: table with the columns `score_low`, `score_high`, the column of the group if
            units are ranked within groups, and `count`, the number of units with these values.

    Returns:
        The same rows with `rank_best` and `rank_worst` in place of `count`, without rows that
        have no score or no group.
    """
    keys = [name for name in counted.columns if name != "count"]
    known = counted.filter(
        pl.all_horizontal(
            pl.col(name).is_not_null() & (pl.col(name).cast(pl.String) != "") for name in keys
        )
    )
    group = keys[len(_SCORES) :]
    # best case: only units whose lowest score is above this one's highest are ahead
    best = 1 + _above(known, group, "score_low", "score_high")
    # worst case: all units whose highest score is above this one's lowest; do not count itself
    itself = (known["score_high"] > known["score_low"]).cast(pl.Int64)
    worst = 1 + _above(known, group, "score_high", "score_low") - itself
    return known.select(*keys, best.alias("rank_best"), worst.alias("rank_worst"))


def _above(known: pl.DataFrame, group: list[str], values: str, bounds: str) -> pl.Series:
    """Count, for each row, the units of its group whose value is above the bound of the row."""
    counts = known.group_by(*group, value=values).agg(pl.col("count").cast(pl.Int64).sum())
    asked = (
        known.select(*group, value=bounds).unique().with_columns(count=pl.lit(0, dtype=pl.Int64))
    )
    both = pl.concat([counts, asked]).group_by(*group, "value").agg(pl.col("count").sum())
    above = pl.col("count").cum_sum() - pl.col("count")
    ordered = both.sort("value", descending=True).with_columns(
        above=above.over(group) if group else above
    )
    return known.select(*group, value=bounds).join(
        ordered, on=[*group, "value"], how="left", maintain_order="left"
    )["above"]
