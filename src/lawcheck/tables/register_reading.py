"""Read the table of a register that a caller passed: its columns as codes, and what is refused."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Any

import narwhals as nw
import polars as pl

from lawcheck.model.checklist import Checklist
from lawcheck.model.declarations import Register
from lawcheck.model.errors import EvidenceError, Place
from lawcheck.tables.caller_tables import table_errors, to_polars
from lawcheck.tables.cell_checks import read_columns
from lawcheck.tables.other_columns import known_columns
from lawcheck.tables.record_rows import ALL_RECORDS, ROW, find_non_records
from lawcheck.tables.register_measures import Columns
from lawcheck.tables.register_problems import unknown_columns
from lawcheck.tables.register_tables import REFUSED_TEXT, RegisterTable
from lawcheck.tables.text_columns import Texts, refused_texts
from lawcheck.tables.typed_column import lazy_codes, refusals_of, wrong_type

_IS_NIL = "reports nothing"
_NARROW = (pl.Int8, pl.Int16, pl.Int32, pl.UInt8, pl.UInt16)


def read_register(
    name: str,
    checklist: Checklist,
    table: Any,
    unit: str,
    texts: Texts,
    read: Collection[str] | None,
) -> RegisterTable:
    """Read a table that the caller passed.

    Args:
        name: name of the register.
        checklist: defines its columns.
        table: the caller's table.
        unit: name of the column of unit ids.
        texts: how text columns are read.
        read: the columns that the checklist reads; None if the rows come from a CSV file,
            whose reader has checked them.

    Raises:
        EvidenceError: columns are missing or unknown, text cannot be read, or a row is not
            a record.
        UsageError: the argument is not a table.
    """
    register = checklist.registers[name]
    lazy, _ = to_polars(table, name)
    at = str(table) if isinstance(table, str | Path) else name
    with table_errors(at):
        schema = lazy.collect_schema()
    names = known_columns(checklist, name, schema.names(), (unit,), at)
    problems = list(unknown_columns(names, register, unit, name, at))
    if problems:
        raise EvidenceError(problems)
    lazy = lazy.select(names)
    non_records = (
        ALL_RECORDS
        if read is None
        else find_non_records(lazy, name, register, unit, texts, read, at)
    )
    if non_records.problems:
        raise EvidenceError(non_records.problems)
    if (are_nil := non_records.are_nil) is not None:
        lazy = lazy.with_row_index(ROW).with_columns(are_nil.alias(_IS_NIL))
    absent = [each for each in register.columns if each not in schema.names()]
    lazy = lazy.with_columns(pl.lit(None).alias(each) for each in absent)
    schema = pl.Schema({**schema, **dict.fromkeys(absent, pl.Null())})
    wanted = list(register.columns)
    extra = [] if are_nil is None else [ROW, _IS_NIL]
    if any(
        schema[each].is_(pl.String) and register.columns[each].kind.holds != "text"
        for each in wanted
    ):
        return _from_text(
            name,
            register,
            lazy.select(unit, *wanted, *extra),
            unit,
            texts,
            at,
            non_records.nil,
        )
    if extra:
        lazy = lazy.filter(~pl.col(_IS_NIL))
    denominators: dict[str, int] = {}
    codes: list[pl.Expr] = []
    refusals: dict[str, list[nw.Expr]] = {}
    for column in wanted:
        spec = register.columns[column]
        made = lazy_codes(column, schema[column], spec)
        if made is None:
            problems += [
                wrong_type(
                    str(schema[column]), schema[column].is_float(), spec, Place(at, 0, column)
                )
            ]
            continue
        expression, denominators[column] = made
        refusals[column] = refusals_of(nw.col(column), denominators[column], spec, texts.period)
        if spec.kind.holds == "text":
            expression = texts.clean(expression)
            codes.append(
                expression.map_batches(
                    refused_texts, return_dtype=pl.String, is_elementwise=True
                ).alias(REFUSED_TEXT + column)
            )
            refusals[column].insert(0, ~nw.col(REFUSED_TEXT + column).is_null())
        codes.append(expression.alias(column))
    if problems:
        raise EvidenceError(problems)
    kept = lazy.select(pl.col(unit).cast(pl.String), *codes, *extra[:1])
    narrow = frozenset(each for each in wanted if schema[each] in _NARROW)
    return RegisterTable(
        name,
        register,
        kept,
        unit,
        Columns(denominators, narrow),
        refusals,
        at,
        non_records.nil,
        texts.period,
    )


def _from_text(
    name: str,
    register: Register,
    lazy: pl.LazyFrame,
    unit: str,
    texts: Texts,
    at: str,
    nil: pl.Series,
) -> RegisterTable:
    with table_errors(at):
        frame = lazy.collect()
    is_nil = frame[_IS_NIL] if _IS_NIL in frame.columns else None
    records = (
        frame
        if is_nil is None
        else frame.with_columns(pl.when(~is_nil).then(pl.col(*register.columns)))
    )
    read, problems = read_columns(records, register.columns, texts, at)
    if problems:
        raise EvidenceError(problems)
    columns = [frame[unit].cast(pl.String)]
    for column, found in read.items():
        holds = register.columns[column].kind.holds
        codes = found.codes.cast(pl.Boolean) if holds == "yes_no" else found.codes
        distinct = pl.Series(found.texts, dtype=pl.String)
        columns.append((distinct.gather(codes) if holds == "text" else codes).alias(column))
    denominators = {column: found.denominator for column, found in read.items()}
    made = pl.DataFrame(columns)
    if is_nil is not None:
        made = made.with_columns(frame[ROW]).filter(~is_nil)
    return RegisterTable(
        name, register, made.lazy(), unit, Columns(denominators), {}, at, nil, texts.period
    )
