"""Functions that run in Spark's Python workers.

They take batches of units as Arrow tables, and return their scores or problems as Arrow tables.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

import attrs
import polars as pl
import pyarrow as pa

from lawcheck.plugin import LawcheckError
from lawcheck.tables.batches import Batches
from lawcheck.tables.caller_tables import without_enums

REFUSED = "lawcheck refused: "
"""Prefix of the problems, as JSON, in the message of the error that a worker raises.

Spark only passes the text of a worker's error to the driver, so the problems are sent as text.
"""
PROBLEMS = pa.schema([(name, pa.string()) for name in ("unit", "column", "zh", "en")])


class Refused(Exception):
    """Raised in a worker for problems of the evidence."""

    def __init__(self, error: LawcheckError) -> None:
        found = [
            [str(each.place), each.what.pick("zh"), each.what.pick("en")]
            for each in error.problems
        ]
        super().__init__(REFUSED + json.dumps(found) + "\n")


@attrs.frozen
class Score:
    """Scores batches of units.

    Attributes:
        batches: scores one batch.
        schema: schema of the scores.
    """

    batches: Batches
    schema: pa.Schema

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield one row of scores for each unit."""
        for batch in batches:
            try:
                scores = self.batches.scores(frame_of(batch))
            except LawcheckError as error:
                raise Refused(error) from None
            yield from arrow_of(scores).cast(self.schema).to_batches()


@attrs.frozen
class Check:
    """Checks the facts of batches of units."""

    batches: Batches

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Yield one row for each problem."""
        for batch in batches:
            found = [
                (*place, what.pick("zh"), what.pick("en"))
                for *place, what in self.batches.problems_of(frame_of(batch))
            ]
            columns = list(zip(*found, strict=True)) or [()] * len(PROBLEMS)
            yield pa.record_batch(
                [pa.array(column, pa.string()) for column in columns], schema=PROBLEMS
            )


def frame_of(batch: pa.RecordBatch | pa.Table) -> pl.DataFrame:
    """Convert an Arrow table to Polars."""
    return pl.DataFrame(batch)


def arrow_of(scores: pl.DataFrame) -> pa.Table:
    """Convert a Polars frame to an Arrow table with types that Spark supports."""
    return without_enums(scores).to_arrow()
