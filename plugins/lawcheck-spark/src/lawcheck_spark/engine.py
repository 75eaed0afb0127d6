"""The engine `spark`. Spark itself is loaded when a run begins: this module is loaded by every command."""

from __future__ import annotations

from typing import ClassVar

from lawcheck.plugin import TableRun, TableSummary


class SparkEngine:
    """Aggregates registers and scores units on a Spark cluster, or on all cores of this machine."""

    takes_addresses: ClassVar[bool] = True

    def run(self, run: TableRun) -> TableSummary:
        """Write a folder of Parquet files with the scores, units in no order.

        Raises:
            EvidenceError: with the faults of all tables.
            OutputError: the folder is there already, or cannot be written.
            UsageError: there is no Java, or the checklist needs single records or all units at once.
        """
        from lawcheck_spark.job import run_job

        return run_job(run)
