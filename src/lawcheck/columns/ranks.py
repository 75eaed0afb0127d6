"""Ranks of the units of a table: by the score that decides the grade, within groups, an interval where scores are open."""

from __future__ import annotations

import polars as pl

from lawcheck.checklist import Checklist


def can_rank(checklist: Checklist, there: frozenset[str]) -> bool:
    """Whether ranks follow from the rounded scores alone, and the column of the groups is there.

    Args:
        checklist: says how units are ranked.
        there: columns that tell about the units.
    """
    ranking = checklist.ranking
    return checklist.grade_on == "rounded" and not ranking.ties and (ranking.within == "all" or f"unit_{ranking.within}" in there)


def ranks(low: pl.Series, high: pl.Series, group: pl.Series | None) -> tuple[pl.Series, pl.Series]:
    """The best and the worst rank of each unit; null without a score, or without a group where units are ranked in theirs."""
    frame = pl.DataFrame({"low": low, "high": high, "group": pl.repeat("", len(low), eager=True) if group is None else group})
    known = pl.col("low").is_not_null() & (pl.col("group") != "")
    if group is None:
        known = pl.col("low").is_not_null()
    # above every unit whose lowest is above its highest; not above itself
    above = pl.col("low").count() - pl.col("low").sort().search_sorted(pl.col("high"), side="right")
    may_be_above = pl.col("high").count() - pl.col("high").sort().search_sorted(pl.col("low"), side="right")
    itself = (pl.col("high") > pl.col("low")).cast(pl.Int64)
    made = (
        frame.with_row_index("row")
        .filter(known.fill_null(False))
        .with_columns(
            best=(1 + above.cast(pl.Int64)).over("group"),
            worst=(1 + may_be_above.cast(pl.Int64) - itself).over("group"),
        )
    )
    nothing = pl.repeat(None, len(low), dtype=pl.Int64, eager=True)
    return nothing.clone().scatter(made["row"], made["best"]), nothing.clone().scatter(made["row"], made["worst"])
