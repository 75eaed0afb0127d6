"""A run: check the tables, aggregate the registers, score units in batches, rank, write."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Iterator
from contextlib import ExitStack
from functools import reduce
from operator import or_
from pathlib import Path

from pyspark import StorageLevel
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f
from pyspark.sql.pandas.types import from_arrow_schema, to_arrow_schema
from pyspark.sql.types import BooleanType

from lawcheck.cli import not_written
from lawcheck.plugin import (
    FACTS,
    MAX_REPORTED,
    NO_UNIT_ID,
    EvidenceError,
    OutputError,
    Place,
    Problem,
    TableRun,
    TableSummary,
    Text,
    is_address,
    literal,
    not_a_unit,
    problem,
)
from lawcheck.tables.batches import Batches
from lawcheck.tables.register_measures import Pass
from lawcheck.tables.register_problems import dated
from lawcheck.tables.source import unknown_columns
from lawcheck.tables.units import PLAIN_ID, UNIT_COLUMNS
from lawcheck_spark.batches import PROBLEMS, REFUSED, Check, Score, arrow_of, frame_of
from lawcheck_spark.places import SparkPlace
from lawcheck_spark.ranking import column, with_ranks
from lawcheck_spark.registers import KEY, SparkRegister, key_of, only_known, read_table, unreadable
from lawcheck_spark.session import SPARK_ERRORS, spark_session, why_of

_UNIT = "unit"


def run_job(run: TableRun) -> TableSummary:
    """Score the units of a run; see `SparkEngine.run`."""
    if not is_address(run.output) and Path(run.output).exists():
        raise _exists_already(run.output)  # before Spark is started
    with spark_session(run.master) as spark, ExitStack() as cleanup:
        try:
            output = SparkPlace.of(spark, run.output)
            if output.is_there:
                raise _exists_already(run.output)
            return _scored(spark, run, output, cleanup)
        except SPARK_ERRORS as error:
            raise _translated(error, run) from error


def _exists_already(output: str) -> OutputError:
    what = (
        "这里已经有同名的文件或文件夹；请换一个名字",
        "there is something of this name already; choose another",
    )
    return OutputError([problem(Place(output), *what)])


def _translated(error: Exception, run: TableRun) -> Exception:
    """Translate an error of Spark: problems found by a worker, a full disk, a damaged table.

    Any other error becomes a `RuntimeError` with one line of text.
    """
    text = str(error)
    if REFUSED in text:
        found = json.loads(text.split(REFUSED, 1)[1].split("\n", 1)[0])
        return EvidenceError(
            [Problem(Place(place), literal(Text(zh, en))) for place, zh, en in found]
        )
    if os.strerror(errno.ENOSPC) in text:
        return not_written(run.output, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)))
    if "[FAILED_READ_FILE" in text:  # found late, because the footer was intact; names the file
        return unreadable(Place(), error)
    return RuntimeError(why_of(error))


def _cached(frame: DataFrame, cleanup: ExitStack) -> DataFrame:
    """Cache a frame that several steps read, until the run ends."""
    frame.persist(StorageLevel.DISK_ONLY)
    cleanup.callback(frame.unpersist)
    return frame


def _scored(
    spark: SparkSession, run: TableRun, output: SparkPlace, cleanup: ExitStack
) -> TableSummary:
    checklist = run.checklist
    registers = {
        name: SparkRegister.read(spark, name, checklist, path, _UNIT)
        for name, path in run.registers.items()
    }
    batches = Batches.of(checklist, {name: each.known for name, each in registers.items()}, _UNIT)
    units = _units(spark, run)
    problems = [*_bad_ids(units, run), *_bad_facts(units, batches, run, cleanup)]
    aggregated = {}
    for name, register in registers.items():
        late = dated(register.register, checklist.period)
        read = (column for each in batches.measures.of(name) for column in each.columns)
        columns = list(dict.fromkeys((*read, *late)))
        if batches.takes_records:
            _, refused_counts = register.counted(Pass(register.known), late)
            made = register.records(_UNIT)
        else:
            asked, refused_counts = register.counted(batches.asked(name), columns)
            made = register.by_unit(asked)
        aggregated[name] = _cached(made, cleanup)
        problems += register.problems(aggregated[name], units.select(KEY), refused_counts)
    if problems:
        raise EvidenceError(problems)
    joined = reduce(
        lambda frame, each: frame.join(each, KEY, "left"), aggregated.values(), units
    ).drop(KEY)
    score = _score_of(batches, joined)
    scores = _cached(joined.mapInArrow(score, from_arrow_schema(score.schema)), cleanup)
    _write(with_ranks(spark, batches, joined, scores), output, run.output)
    return _summary(scores)


def _units(spark: SparkSession, run: TableRun) -> DataFrame:
    """Read the table of units, and add the column `KEY`.

    Raises:
        EvidenceError: the table cannot be read, or has wrong columns.
    """
    read = read_table(spark, run.facts)
    table = only_known(read, run.checklist, FACTS, (_UNIT, *UNIT_COLUMNS), run.facts)
    problems = list(unknown_columns(table.columns, run.checklist, _UNIT, run.facts))
    if problems:
        raise EvidenceError(problems)
    return table.select("*", key_of(_UNIT))


def _bad_ids(units: DataFrame, run: TableRun) -> Iterator[Problem]:
    found = (
        units.groupBy(KEY)
        .count()
        .where((f.col("count") > 1) | f.col(KEY).isNull() | (f.col(KEY) == ""))
    )
    for row in found.limit(MAX_REPORTED).collect():
        if row[KEY]:
            what = (
                "单位 {name} 不止一行；请只保留一行",
                "the unit {name} has several rows; keep one",
            )
            yield problem(Place(run.facts), *what, name=row[KEY])
        else:
            yield Problem(Place(run.facts), NO_UNIT_ID)
    for name in [each for each in (_UNIT, "unit_name") if each in units.columns]:
        text = f.col(name).cast("string")
        strange = (
            units.where(~text.rlike(PLAIN_ID) & _is_not_a_unit(text))
            .select(text)
            .limit(MAX_REPORTED)
            .collect()
        )
        yield from (
            Problem(Place(run.facts), why)
            for (each,) in strange
            if (why := not_a_unit(each)) is not None
        )


_is_not_a_unit = f.udf(
    lambda text: text is not None and not_a_unit(text) is not None, BooleanType()
)


def _bad_facts(
    units: DataFrame, batches: Batches, run: TableRun, cleanup: ExitStack
) -> Iterator[Problem]:
    """Report the first problems of the facts, and how many more there are.

    Every batch reports a problem that concerns a whole column, hence `distinct`.
    """
    found = _cached(
        units.drop(KEY).mapInArrow(Check(batches), from_arrow_schema(PROBLEMS)).distinct(), cleanup
    )
    for row in found.limit(MAX_REPORTED).collect():
        place = Place(run.facts + (f" {row['unit']}" if row["unit"] else ""), 0, row["column"])
        yield Problem(place, literal(Text(row["zh"], row["en"])))
    more = found.count() - MAX_REPORTED
    if more > 0:
        yield problem(Place(run.facts), "还有{count}处错误", "{count} more faults", count=more)


def _score_of(batches: Batches, joined: DataFrame) -> Score:
    """Return the function for the workers; its schema is found by scoring a table of no units."""
    no_units = frame_of(to_arrow_schema(joined.schema).empty_table())
    made = arrow_of(batches.scores(no_units)).schema
    return Score(batches, to_arrow_schema(from_arrow_schema(made)))


def _write(scores: DataFrame, output: SparkPlace, name: str) -> None:
    """Write to a temporary folder and rename it, so that a run that fails leaves nothing."""
    beside = output.beside()
    try:
        scores.write.parquet(beside.address)
        beside.keep_parts()
        if output.is_there or not beside.rename(output):
            raise not_written(name, OSError(errno.EEXIST, os.strerror(errno.EEXIST)))
    finally:
        beside.remove()


def _summary(scores: DataFrame) -> TableSummary:
    failed = reduce(
        or_, (column(name) == "error" for name in scores.columns if name.startswith("state."))
    )
    low, high = f.col("score_low"), f.col("score_high")
    row = scores.agg(
        f.count("*"), *(f.count_if(each) for each in (low != high, low.isNull(), failed))
    ).collect()[0]
    return TableSummary(*row)
