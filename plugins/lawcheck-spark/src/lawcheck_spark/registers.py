"""Read registers with Spark: their columns as integer codes, and one row of results per unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import assert_never

import attrs
import narwhals as nw
import pyspark.sql.types as kinds
from pyspark.sql import Column, DataFrame, SparkSession
from pyspark.sql import functions as f

from lawcheck.plugin import (
    MAX_REPORTED,
    Checklist,
    EvidenceError,
    Period,
    Place,
    Problem,
    Register,
    Spec,
    fold,
    problem,
)
from lawcheck.tables.batches import HAS, RECORDS
from lawcheck.tables.cell_checks import and_more
from lawcheck.tables.other_columns import known_columns
from lawcheck.tables.register_measures import Columns, Pass
from lawcheck.tables.register_problems import refused, unknown_columns, value_of
from lawcheck.tables.text_folding import PLAIN
from lawcheck.tables.typed_column import any_of, refusals_of, wrong_type
from lawcheck_spark.places import SparkPlace
from lawcheck_spark.session import SPARK_ERRORS, why_of

KEY = "unit key"
"""Name of the column by which tables are joined: the unit's id, folded."""
_WHOLE = (kinds.ByteType, kinds.ShortType, kinds.IntegerType, kinds.LongType)
_NARROW = (kinds.ByteType, kinds.ShortType, kinds.IntegerType)


@attrs.frozen
class SparkRegister:
    """One register with the records of all units.

    Attributes:
        name: name of the register.
        register: its columns as the checklist defines them.
        table: the table as it was read.
        frame: `KEY` and the register's columns; numbers and dates are integer codes.
        known: denominators and types of the columns. Sums are made in 64 bits; Spark raises an
            error if one overflows.
        refusals: for each column, the conditions under which a record is refused.
        at: name of the table, for messages.
        period: the period of the checklist.
    """

    name: str
    register: Register
    table: DataFrame
    frame: DataFrame
    known: Columns
    refusals: Mapping[str, Sequence[nw.Expr]]
    at: str
    period: Period

    @classmethod
    def read(
        cls, spark: SparkSession, name: str, checklist: Checklist, at: str, unit: str
    ) -> SparkRegister:
        """Read a table of Parquet files.

        Raises:
            EvidenceError: the table cannot be read, or has wrong columns or types.
        """
        register, period = checklist.registers[name], checklist.period
        table = only_known(read_table(spark, at), checklist, name, (unit,), at)
        problems = list(unknown_columns(table.columns, register, unit, name, at))
        absent = [column for column in register.columns if column not in table.columns]
        full = table.withColumns({column: f.lit(None) for column in absent}) if absent else table
        types = {field.name: field.dataType for field in full.schema.fields}
        codes: list[Column] = [key_of(unit)] if unit in types else []
        denominators: dict[str, int] = {}
        refusals: dict[str, Sequence[nw.Expr]] = {}
        for column, spec in register.columns.items():
            made = _codes(column, types[column], spec)
            if made is None:
                problems.append(
                    wrong_type(
                        types[column].simpleString(),
                        _is_float(types[column]),
                        spec,
                        Place(at, 0, column),
                    )
                )
                continue
            codes.append(made[0].alias(column))
            denominators[column] = made[1]
            refusals[column] = refusals_of(nw.col(column), made[1], spec, period)
        if problems:
            raise EvidenceError(problems)
        narrow = frozenset(column for column in denominators if isinstance(types[column], _NARROW))
        return cls(
            name,
            register,
            table,
            full.select(*codes),
            Columns(denominators, narrow, nw.Int64(), can_sort=False),
            refusals,
            at,
            period,
        )

    def counted(self, asked: Pass, columns: Sequence[str]) -> tuple[Pass, dict[str, int]]:
        """Count unknown values and refused records over all records, in one query.

        Args:
            asked: the pass that computes the measures.
            columns: the columns that the measures read.

        Returns:
            The pass without the doubts that are 0, and the number of refused records by column.
        """
        refused_counts = {
            each: any_of(self.refusals[each]).cast(nw.Int8).sum()
            for each in columns
            if self.refusals.get(each)
        }
        wanted = {**asked.doubts, **refused_counts}
        if not wanted:
            return asked, {}
        row = nw.from_native(self.frame).select(**wanted).to_native().first()
        counts = {name: (row and row[name]) or 0 for name in wanted}
        return asked.without([name for name in asked.doubts if not counts[name]]), {
            name: counts[name] for name in refused_counts
        }

    def by_unit(self, asked: Pass) -> DataFrame:
        """Return one row per unit with records: `KEY`, the results of measures, and `HAS`."""
        made = nw.from_native(self.frame).group_by(KEY).agg(**(asked.sums or {"count": nw.len()}))
        with_facts = made.with_columns(**asked.facts) if asked.facts else made
        kept: DataFrame = with_facts.select(KEY, *asked.facts).to_native()
        return kept.withColumn(HAS + self.name, f.lit(True))

    def records(self, unit: str) -> DataFrame:
        """Return one row per unit with records: `KEY`, and the records in file order."""
        order = f.struct(f.col("_metadata.file_path"), f.col("_metadata.row_index")).alias("order")
        columns = [name for name in self.table.columns if name != unit]
        rows = self.table.select(key_of(unit), f.struct(order, *columns).alias("record"))
        listed = f.array_sort(f.collect_list("record"))
        fields = f.transform(
            listed, lambda record: f.struct(*(record[name].alias(name) for name in columns))
        )
        return rows.groupBy(KEY).agg(fields.alias(RECORDS + self.name))

    def problems(
        self, made: DataFrame, units: DataFrame, refused_counts: Mapping[str, int]
    ) -> Iterator[Problem]:
        """Report the first records that are refused or of unknown units, and how many more.

        Args:
            made: one row per unit with records, with `KEY`.
            units: `KEY` of every unit.
            refused_counts: the number of refused records by column.
        """
        for column, count in refused_counts.items():
            if count:
                yield from self._refused_records(column, count)
        yield from self._repeated()
        strange = made.join(units, KEY, "left_anti")
        found = strange.select(KEY).limit(MAX_REPORTED + 1).collect()
        for row in found[:MAX_REPORTED]:
            yield problem(
                Place(self.at),
                "{register} 里的单位 {unit} 不在单位表里",
                "{register} has records of {unit}, which is not a unit",
                register=self.name,
                unit="—" if row[KEY] is None else row[KEY],
            )
        if len(found) > MAX_REPORTED:
            more = strange.count() - MAX_REPORTED
            yield problem(
                Place(self.at), "还有{count}个这样的单位", "{count} more such units", count=more
            )

    def _repeated(self) -> Iterator[Problem]:
        """Report records of a unit that are equal in the columns declared unique."""
        unique = self.register.unique
        if not unique:
            return
        known = self.frame.where(reduce(or_, (f.col(column).isNotNull() for column in unique)))
        found = (
            known.groupBy(KEY, *unique)
            .count()
            .where(f.col("count") > 1)
            .limit(MAX_REPORTED)
            .collect()
        )
        for row in found:
            yield problem(
                Place(self.at),
                "{unit} 的 {register} 有{count}条记录的 {columns} 相同；请删去重复的",
                "{unit}: {count} records of {register} have the same {columns}; "
                "remove the repeated ones",
                unit=row[KEY],
                register=self.name,
                count=row["count"],
                columns=list(unique),
            )

    def _refused_records(self, column: str, count: int) -> Iterator[Problem]:
        """Report the first records refused for a column, and how many more there are."""
        refused_rows: DataFrame = (
            nw.from_native(self.frame)
            .filter(any_of(self.refusals[column]))
            .select(KEY, column)
            .to_native()
        )
        spec = self.register.columns[column]
        for row in refused_rows.limit(MAX_REPORTED).collect():
            value = value_of(row[column], spec, self.known.denominators[column])
            yield refused(Place(self.at, 0, column), row[KEY], value, spec, self.period)
        yield from and_more(count, Place(self.at, 0, column))


def read_table(spark: SparkSession, at: str) -> DataFrame:
    """Open a Parquet file, or a folder of them.

    Raises:
        EvidenceError: the file does not exist, or cannot be read.
    """
    try:
        place = SparkPlace.of(spark, at)
        if not place.is_there:
            raise EvidenceError(
                [
                    problem(
                        Place(at),
                        "没有这个文件；请检查路径",
                        "there is no such file; check the path",
                    )
                ]
            )
        return spark.read.parquet(place.address)
    except SPARK_ERRORS as error:
        raise unreadable(Place(at), error) from error


def only_known(
    table: DataFrame, checklist: Checklist, name: str, besides: Sequence[str], at: str
) -> DataFrame:
    """Return a table without the columns that the checklist allows and does not know.

    Args:
        table: the table.
        checklist: says which columns may be left out.
        name: `facts` or the name of a register.
        besides: names of the columns that describe units.
        at: the path of the table, for messages.

    Raises:
        EvidenceError: a column may be a misspelt one that the table lacks.
    """
    known = known_columns(checklist, name, table.columns, besides, at)
    return table.drop(*(each for each in table.columns if each not in known))


def unreadable(place: Place, error: Exception) -> EvidenceError:
    """Return the error for a table that Spark cannot read."""
    what = (
        "读不出这张表（{why}）；Spark 要 Parquet 文件",
        "the table cannot be read ({why}); Spark takes Parquet files",
    )
    return EvidenceError([problem(place, *what, why=why_of(error))])


def key_of(unit: str) -> Column:
    """Return the column `KEY` of a table, given the name of its column of unit ids."""
    return folded(f.col(unit).cast("string")).alias(KEY)


_fold = f.udf(lambda text: None if text is None else fold(text), kinds.StringType())


def folded(text: Column) -> Column:
    """Fold a text column for comparison.

    Spark has no NFKC normalization, so texts that are not plain are passed to Python.
    """
    is_plain = text.rlike(PLAIN)
    return f.when(is_plain, text).otherwise(_fold(f.when(~is_plain, text)))


def _codes(name: str, of: kinds.DataType, spec: Spec) -> tuple[Column, int] | None:
    """Return the codes of a column and their denominator; texts, yes and no stay as they are.

    None if the type of the column does not fit the spec.
    """
    column = f.col(name)
    if isinstance(of, kinds.NullType):
        return column.cast({"text": "string", "yes_no": "boolean"}.get(spec.kind.holds, "long")), 1
    match spec.kind.holds:
        case "number":
            if isinstance(of, kinds.DecimalType):
                return (column * f.lit(10**of.scale)).cast("long"), 10**of.scale
            return (column.cast("long"), 1) if isinstance(of, _WHOLE) else None
        case "date":
            return (
                (f.unix_date(column).cast("long"), 1) if isinstance(of, kinds.DateType) else None
            )
        case "yes_no":
            return (column, 1) if isinstance(of, kinds.BooleanType) else None
        case "text":
            return (folded(column), 1) if isinstance(of, kinds.StringType) else None
        case _:
            assert_never(spec.kind.holds)


def _is_float(of: kinds.DataType) -> bool:
    return isinstance(of, kinds.FractionalType) and not isinstance(of, kinds.DecimalType)
