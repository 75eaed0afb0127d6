"""Ranks of the units of a cluster: how many have which scores is little, and is ranked by the program itself."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as f

from lawcheck.plugin import Checklist, Scorecard
from lawcheck.tables.batches import CUT, Batches
from lawcheck.tables.ranks import rank_keys, ranks, ranks_of
from lawcheck.tables.results import Results
from lawcheck_spark.batches import arrow_of, frame_of

_RANKS = ("rank_best", "rank_worst")
_SCORES = ("score_low", "score_high")
_ENDS = ("score_low", "score_high", "exact_low", "exact_high")


def with_ranks(
    spark: SparkSession, batches: Batches, joined: DataFrame, scores: DataFrame
) -> DataFrame:
    """The scores with `rank_best` and `rank_worst`, as `score_table` has them.

    Args:
        spark: the session.
        batches: what scored them.
        joined: what they were scored from.
        scores: with `CUT`, which is left out.
    """
    checklist = batches.plan.checklist
    names = [name for name in scores.columns if name != CUT]
    keys = rank_keys(checklist, names)
    if keys is None or len(keys) > len(_SCORES):  # groups are compared folded, which is done here
        on, found = [batches.unit], _of_units(checklist, batches, joined, scores)
    else:
        on, found = keys, ranks(pl.DataFrame(scores.groupBy(*keys).count().toArrow()))
    ranked = scores.join(f.broadcast(spark.createDataFrame(arrow_of(found))), on, "left")
    place = names.index("full_by_rounding")
    return ranked.select(*map(column, [*names[:place], *_RANKS, *names[place:]]))


def _of_units(
    checklist: Checklist, batches: Batches, joined: DataFrame, scores: DataFrame
) -> pl.DataFrame:
    """The ranks of all units by their exact totals, or by what decides ties; units that stand together are fetched."""
    about = [name for name in (batches.unit, "unit_group", "unit_kind") if name in scores.columns]
    told = pl.DataFrame(scores.select(*about, *_ENDS, CUT).toArrow())
    units = told[batches.unit]

    def cards(rows: pl.Series) -> Sequence[Scorecard]:
        wanted = units.gather(rows)
        asked = joined.sparkSession.createDataFrame(arrow_of(wanted.to_frame()))
        batch = frame_of(joined.join(f.broadcast(asked), batches.unit, "left_semi").toArrow())
        found = dict(zip(batch[batches.unit].cast(pl.String), batches.cards(batch), strict=True))
        return [found[unit] for unit in wanted]

    results = Results(told.select(_ENDS), {}, {}, max(told[CUT], default=0))
    return told.select(batches.unit).hstack(
        ranks_of(checklist, told.select(about).to_dict(), results, cards)
    )


def column(name: str) -> Column:
    """A column whose name may have a dot."""
    return f.col(f"`{name}`")
