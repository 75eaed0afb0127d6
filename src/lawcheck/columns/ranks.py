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
    frame = pl.DataFrame({"low": low, "high": high} | ({} if group is None else {"group": group.replace("", None)}))
    known = frame.with_row_index("row").drop_nulls()
    if known["low"].equals(known["high"]):
        best = worst = 1 + _above(known, "low", "low")
    else:
        best = 1 + _above(known, "low", "high")  # every unit whose lowest is above its highest
        itself = (known["high"] > known["low"]).cast(pl.Int64)
        worst = 1 + _above(known, "high", "low") - itself  # every unit that may be above it, which it may not be itself
    if known.height == frame.height:
        return best, worst
    nothing = pl.repeat(None, len(low), dtype=pl.Int64, eager=True)
    return nothing.clone().scatter(known["row"], best), nothing.clone().scatter(known["row"], worst)


def _above(frame: pl.DataFrame, values: str, bounds: str) -> pl.Series:
    """How many values of the group of each row are above its bound; counted over different values, which are few."""
    group = ["group"] if "group" in frame.columns else []
    counts = frame.group_by(*group, value=values).agg(count=pl.len().cast(pl.Int64))
    if values != bounds:
        asked = frame.select(*group, value=bounds).unique().with_columns(count=pl.lit(0, dtype=pl.Int64))
        counts = pl.concat([counts, asked]).group_by(*group, "value").agg(pl.col("count").sum())
    above = pl.col("count").cum_sum() - pl.col("count")
    sorted_ = counts.sort("value", descending=True).with_columns(above=above.over(group) if group else above)
    asked = frame.select(*group, value=bounds)
    return asked.join(sorted_, on=[*group, "value"], how="left", maintain_order="left")["above"]
