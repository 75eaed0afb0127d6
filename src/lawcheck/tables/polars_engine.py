"""The engine `tables`: score files on this machine with `score_table`."""

from __future__ import annotations

import io
from pathlib import Path

import polars as pl

from lawcheck.documents.output import write_whole
from lawcheck.model.engine import TableRun, TableSummary
from lawcheck.model.errors import Place, UsageError, problem
from lawcheck.tables.score_table import score_table


class TablesEngine:
    """Scores with Polars on this machine.

    All units are in memory at once; records are streamed from Parquet.
    """

    def run(self, run: TableRun) -> TableSummary:
        """Write a Parquet file of scores, with the units in the order of the table.

        Raises:
            EvidenceError: the tables have problems; lists all of them.
            OutputError: the file cannot be written.
            UsageError: the run names a cluster, which this engine does not use.
        """
        if run.master:
            what = (
                "--engine tables 只在本机运行；请去掉 --master",
                "--engine tables runs on this machine; leave --master out",
            )
            raise UsageError([problem(Place(), *what)])
        scores = score_table(
            run.checklist, run.facts, run.registers, progress=run.progress, encoding=run.encoding
        )
        buffer = io.BytesIO()
        scores.write_parquet(buffer)
        write_whole(Path(run.output), buffer.getvalue())
        return summary_of(scores)


def summary_of(scores: pl.DataFrame) -> TableSummary:
    """Count the units of a table of scores: all, open, without a score, with an error."""
    failed = pl.any_horizontal(pl.col("^state\\..*$").cast(pl.String) == "error")
    counts = scores.select(
        open=(pl.col("score_low") != pl.col("score_high")).sum(),
        without=pl.col("score_low").is_null().sum(),
        failed=failed.sum(),
    )
    return TableSummary(scores.height, *counts.row(0))
