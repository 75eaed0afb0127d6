"""What runs in the Python of Spark's workers: batches of units come in as Arrow, their scores or faults go out."""

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
"""Before the faults, as JSON, in the message of what a worker raises for them."""
FAULTS = pa.schema([(name, pa.string()) for name in ("unit", "column", "zh", "en")])


class Refused(Exception):
    """Faults that a worker found."""

    def __init__(self, error: LawcheckError) -> None:
        told = [
            [str(each.place), each.what.pick("zh"), each.what.pick("en")]
            for each in error.problems
        ]
        super().__init__(REFUSED + json.dumps(told) + "\n")


@attrs.frozen
class Score:
    """Scores batches.

    Attributes:
        schema: of the scores.
    """

    batches: Batches
    schema: pa.Schema

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """One row for each row that comes in."""
        for batch in batches:
            try:
                scores = self.batches.scores(frame_of(batch))
            except LawcheckError as error:
                raise Refused(error) from None
            yield from arrow_of(scores).cast(self.schema).to_batches()


@attrs.frozen
class Check:
    """Looks for faults in the facts."""

    batches: Batches

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """One row for each fault."""
        for batch in batches:
            found = [
                (*place, what.pick("zh"), what.pick("en"))
                for *place, what in self.batches.faults(frame_of(batch))
            ]
            columns = list(zip(*found, strict=True)) or [()] * len(FAULTS)
            yield pa.record_batch(
                [pa.array(column, pa.string()) for column in columns], schema=FAULTS
            )


def frame_of(batch: pa.RecordBatch | pa.Table) -> pl.DataFrame:
    """As Polars has it."""
    return pl.DataFrame(batch)


def arrow_of(scores: pl.DataFrame) -> pa.Table:
    """As Spark can have it."""
    return without_enums(scores).to_arrow()
