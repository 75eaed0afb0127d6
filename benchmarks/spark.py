"""Scores from registers of many hearings: Spark on this machine against the engine `tables`.

Both read the same files. Beside them is what Spark takes for the sums alone, written by hand:
without checks, scores, ranks and files.

    python benchmarks/spark.py [HEARINGS] [UNITS]

Needs lawcheck-spark and Java. The start of the Spark session is timed separately. Times are
medians of three runs.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
import registers
from lawcheck_spark.engine import SparkEngine
from lawcheck_spark.session import spark_session
from pyspark.sql import SparkSession
from pyspark.sql import functions as f

from lawcheck.model.engine import Engine, TableRun
from lawcheck.session import Session
from lawcheck.tables.polars_engine import TablesEngine


def seconds(run: Callable[[], object]) -> float:
    """Return the seconds of one call."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def measured(engine: Engine, run: TableRun) -> float:
    """Return the median seconds of three runs, after a first one that is not counted."""
    taken, output = [], Path(run.output)
    for _ in range(4):
        if output.exists():
            (shutil.rmtree if output.is_dir() else Path.unlink)(output)
        taken.append(seconds(lambda: engine.run(run)))
    return statistics.median(taken[1:])


def sums(session: SparkSession, at: Path) -> None:
    """Compute the sums of the same columns by unit, in Spark itself."""
    yes = (f.sum(f.col(name).cast("int")) for name in ("appeared", "lost"))
    made = (
        session.read.parquet(str(at / "hearings"))
        .groupBy("unit")
        .agg(f.count("*"), *yes, f.sum("days"))
    )
    made.write.format("noop").mode("overwrite").save()


def main() -> None:
    """Print the results."""
    hearings = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000_000
    units = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        at = Path(folder)
        registers.write(at, hearings, units)
        checklist = Session.start(only=()).load(at / "checklist.yaml")
        tables = at / "units.parquet", {"hearings": at / "hearings"}
        here = measured(TablesEngine(), TableRun(checklist, *tables, at / "one"))
        start = time.perf_counter()
        with spark_session("") as session:
            started = time.perf_counter() - start
            there = measured(SparkEngine(), TableRun(checklist, *tables, at / "spark"))
            alone = statistics.median([seconds(lambda: sums(session, at)) for _ in range(4)][1:])
            cores = session.sparkContext.defaultParallelism
        one = (
            pl.read_parquet(at / "one").with_columns(pl.col(pl.Enum).cast(pl.String)).sort("unit")
        )
        is_same = pl.read_parquet(at / "spark" / "*.parquet").sort("unit").equals(one)
    print(
        f"{hearings} hearings, {units} units: tables {here:.1f} s, Spark on {cores} cores "
        f"{there:.1f} s, {started:.1f} s to start, the sums alone {alone:.1f} s; ratios "
        f"{there / here:.1f} and {there / alone:.1f}; {'equal' if is_same else 'NOT EQUAL'}"
    )


if __name__ == "__main__":
    main()
