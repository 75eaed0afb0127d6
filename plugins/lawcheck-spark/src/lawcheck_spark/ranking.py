"""Rank the units of a cluster.

Spark counts the units with equal scores; this table is small, and is ranked on the driver.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl
from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as f

from lawcheck.plugin import Checklist, Scorecard
from lawcheck.tables.batches import TRUNCATION, Batches
from lawcheck.tables.ranks import rank_keys, ranks, ranks_of
from lawcheck.tables.results import Results
from lawcheck_spark.batches import arrow_of, frame_of

_RANKS = ("rank_best", "rank_worst")
_SCORES = ("score_low", "score_high")
_ENDS = ("score_low", "score_high", "exact_low", "exact_high")


def with_ranks(
    spark: SparkSession, batches: Batches, joined: DataFrame, scores: DataFrame
) -> DataFrame:
    """Add the columns `rank_best` and `rank_worst` of `score_table` to the scores.

    Args:
        spark: the session.
        batches: scores batches of units.
        joined: the inputs of all units.
        scores: the scores of all units, with the column `TRUNCATION`, which is dropped.
    """
    checklist = batches.plan.checklist
    names = [name for name in scores.columns if name != TRUNCATION]
    keys = rank_keys(checklist, names)
    # names of groups must be folded to be compared, which only the driver does
    if keys is None or len(keys) > len(_SCORES):
        on, found = [batches.unit], _of_units(checklist, batches, joined, scores)
    else:
        on, found = keys, ranks(pl.DataFrame(scores.groupBy(*keys).count().toArrow()))
    ranked = scores.join(f.broadcast(spark.createDataFrame(arrow_of(found))), on, "left")
    place = names.index("full_by_rounding")
    return ranked.select(*map(column, [*names[:place], *_RANKS, *names[place:]]))


def _of_units(
    checklist: Checklist, batches: Batches, joined: DataFrame, scores: DataFrame
) -> pl.DataFrame:
    """Rank all units on the driver, by exact totals, tie-breakers or within groups.

    The inputs of units whose order the totals cannot decide are fetched from the cluster.
    """
    about = [name for name in (batches.unit, "unit_group", "unit_kind") if name in scores.columns]
    fetched = pl.DataFrame(scores.select(*about, *_ENDS, TRUNCATION).toArrow())
    units = fetched[batches.unit]

    def cards(rows: pl.Series) -> Sequence[Scorecard]:
        wanted = units.gather(rows)
        asked = joined.sparkSession.createDataFrame(arrow_of(wanted.to_frame()))
        batch = frame_of(joined.join(f.broadcast(asked), batches.unit, "left_semi").toArrow())
        found = dict(zip(batch[batches.unit].cast(pl.String), batches.cards(batch), strict=True))
        return [found[unit] for unit in wanted]

    results = Results(fetched.select(_ENDS), {}, {}, max(fetched[TRUNCATION], default=0))
    return fetched.select(batches.unit).hstack(
        ranks_of(checklist, fetched.select(about).to_dict(), results, cards)
    )


def column(name: str) -> Column:
    """Return a column by its name, which may have a dot, such as `points.helpers`."""
    return f.col(f"`{name}`")
