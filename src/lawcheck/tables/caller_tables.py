"""Convert the caller's tables to Polars, and results back to the caller's kind of frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl

from lawcheck.documents.files import is_folder, is_there
from lawcheck.model.errors import EvidenceError, LawcheckError, Place, UsageError, problem

ToNative = Callable[[pl.DataFrame], Any]
"""Converts a result to the caller's kind of frame."""


def to_polars(table: Any, name: str) -> tuple[pl.LazyFrame, ToNative]:
    """Convert a table to a lazy Polars frame.

    Args:
        table: a frame of any library that Narwhals supports, or the path of a Parquet file or
            of a folder of Parquet files.
        name: name of the table, for messages.

    Returns:
        The lazy frame, and the function that converts a result back.

    Raises:
        EvidenceError: the file does not exist.
        UsageError: the argument is not a table.
    """
    if isinstance(table, str | Path):
        return _scanned(Path(table)), lambda made: made
    if isinstance(table, pl.LazyFrame):
        return table, lambda made: made.lazy()
    if isinstance(table, pl.DataFrame):
        return table.lazy(), lambda made: made
    try:
        frame = nw.from_native(table)
    except TypeError as error:
        raise UsageError([_not_a_table(name, table)]) from error
    if isinstance(frame, nw.LazyFrame):
        with table_errors(name):
            return _from_engine(frame)
    kind = frame.implementation
    return _fetched(
        frame, name
    ).lazy(), lambda made: nw.from_native(made).lazy().collect(kind).to_native()


def _fetched(frame: nw.DataFrame[Any], name: str) -> pl.DataFrame:
    """Convert an eager frame of another library.

    Raises:
        EvidenceError: columns hold values of mixed types; names all of them.
    """
    try:
        return frame.to_polars()
    except Exception as error:  # each library raises its own; one column at a time says which
        mixed = [column for column in frame.columns if not _can_be_fetched(frame, column)]
        what = (
            "这一列的值不是同一种类型；请统一为数字、日期或文本",
            "the values of this column are not of one type; make them all numbers, dates or texts",
        )
        raise EvidenceError(
            [problem(Place(name, 0, column), *what) for column in mixed or [""]]
        ) from error


def _can_be_fetched(frame: nw.DataFrame[Any], column: str) -> bool:
    try:
        frame.select(column).to_polars()
    except Exception:
        return False
    return True


def _from_engine(frame: nw.LazyFrame[Any]) -> tuple[pl.LazyFrame, ToNative]:
    """Convert a lazy frame of another engine.

    DuckDB hands over only the columns that are read, batch by batch; other engines hand over
    everything at once.
    """
    native, kind = frame.to_native(), frame.implementation
    if kind.is_duckdb():
        return native.pl(lazy=True), lambda made: nw.from_native(made).lazy("duckdb").to_native()
    fetched = pl.LazyFrame(frame.collect("polars").to_native())
    if kind.is_pyspark():
        return fetched, lambda made: native.sparkSession.createDataFrame(
            without_enums(made).to_arrow()
        )
    return fetched, lambda made: made


def without_enums(made: pl.DataFrame) -> pl.DataFrame:
    """Replace enumerations by texts, for Spark, which has no such type."""
    return made.with_columns(pl.col(pl.Enum, pl.Categorical).cast(pl.String))


@contextmanager
def table_errors(at: str) -> Iterator[None]:
    """Wrap code that reads a table, and raise its errors with the name of the table.

    Raises:
        EvidenceError: the table cannot be read.
    """
    try:
        yield
    except (OSError, pl.exceptions.PolarsError) as error:
        why = str(error).partition("\n")[0]
        what = (
            "读不出这张表（{why}）；请重新导出",
            "the table cannot be read ({why}); export it again",
        )
        raise EvidenceError([problem(Place(at), *what, why=why)]) from error
    except (LawcheckError, MemoryError):
        raise
    except Exception as error:  # raised by another engine, or by a step of the caller's lazy frame
        why = f"{type(error).__name__}: {str(error).partition(chr(10))[0]}"
        what = (
            "读不出这张表（{why}）；请检查生成它的查询",
            "the table cannot be read ({why}); check the query that makes it",
        )
        raise EvidenceError([problem(Place(at), *what, why=why)]) from error


def _scanned(path: Path) -> pl.LazyFrame:
    if not is_there(path):
        raise EvidenceError(
            [
                problem(
                    Place(str(path)),
                    "没有这个文件；请检查路径",
                    "there is no such file; check the path",
                )
            ]
        )
    if is_folder(path):
        if next(path.rglob("*.parquet"), None) is None:
            what = problem(
                Place(str(path)),
                "这个文件夹里没有 .parquet 文件；一个单位的文件夹请不用引擎，直接评分",
                "the folder holds no .parquet file; score the folder of a unit without an engine",
            )
            raise EvidenceError([what])
        return pl.scan_parquet(path / "**" / "*.parquet")
    if path.suffix.lower() == ".parquet":
        return pl.scan_parquet(path)
    what = problem(
        Place(str(path)),
        "表格应是 .parquet 或 .csv 文件，或一个文件夹的 .parquet 文件",
        "a table is a .parquet or .csv file, a folder of .parquet files, or a frame of a program",
    )
    raise UsageError([what])


def _not_a_table(name: str, table: object) -> Any:
    return problem(
        Place(name),
        "{type} 不是表格；请给 pandas、Polars、PyArrow、DuckDB 等的表，或 Parquet、CSV 文件的路径",
        "{type} is not a table; give a frame of pandas, Polars, PyArrow, DuckDB or the like, "
        "or the path of a Parquet or CSV file",
        type=type(table).__name__,
    )
