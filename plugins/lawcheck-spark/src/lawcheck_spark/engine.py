"""The engine `spark`.

Spark itself is imported when a run begins, so that the engine can be checked without it.
"""

from __future__ import annotations

from typing import ClassVar

from lawcheck.plugin import TableRun, TableSummary


class SparkEngine:
    """Aggregates registers and scores units on a Spark cluster, or on this machine."""

    takes_addresses: ClassVar[bool] = True

    def run(self, run: TableRun) -> TableSummary:
        """Write a folder of Parquet files with the scores; the order of units is not defined.

        Raises:
            EvidenceError: the tables have problems; lists all of them.
            OutputError: the folder exists already, or cannot be written.
            UsageError: Java is missing, or the checklist needs single records of only some
                units, or all units at once.
        """
        from lawcheck_spark.job import run_job

        return run_job(run)
