"""Say what is wrong with the columns, the units and the values of a register in a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl

from lawcheck.model.calendars import Period
from lawcheck.model.declarations import Register, Spec
from lawcheck.model.errors import Place, Problem, problem
from lawcheck.model.evidence import Value
from lawcheck.model.shortening import MAX_REPORTED
from lawcheck.model.spelling import nearest
from lawcheck.model.text import message
from lawcheck.tables.cell_checks import why_refused
from lawcheck.tables.text_folding import folded_texts
from lawcheck.tables.typed_column import Column

_NO_CODES = pl.Series(dtype=pl.Int64)


def value_of(code: Any, spec: Spec, denominator: int) -> Value | None:
    """Decode a value of a register; texts, yes and no are stored as they are."""
    return (
        code
        if spec.kind.holds == "text"
        else Column(_NO_CODES, spec.kind, denominator).value(code)
    )


def dated(register: Register, period: Period) -> list[str]:
    """Return the columns of dates, if a record may be dated too late to count.

    Whether measures read them or not: a record after the day that is scored is no record.
    """
    if period.as_of is None:
        return []
    return [name for name, spec in register.columns.items() if spec.kind.holds == "date"]


def refused(
    at: Place, unit: str | None, value: Value | None, spec: Spec, period: Period
) -> Problem:
    """Report a record that is refused for one of its values."""
    why = message("空白", "blank") if value is None else why_refused(value, spec, period)
    return problem(
        at,
        "{why}（单位 {unit}）",
        "{why} (unit {unit})",
        why=why,
        unit="—" if unit is None else unit,
    )


def unknown_columns(
    names: Sequence[str], register: Register, unit: str, name: str, at: str
) -> Iterator[Problem]:
    """Report columns that the register does not define, and required columns that are missing."""
    if unit not in names:
        yield problem(
            Place(at),
            "{register} 没有单位列 {unit}",
            "{register} has no column {unit} of unit ids",
            register=name,
            unit=unit,
        )
    for each in names:
        if each not in register.columns and each != unit:
            near = nearest(each, list(register.columns)) or "、".join(register.columns)
            yield problem(
                Place(at),
                "台账 {register} 没有列 {column}；有：{near}",
                "the register {register} has no column {column}; there is {near}",
                register=name,
                column=each,
                near=near,
            )
    for column, spec in register.columns.items():
        if column not in names and not spec.optional:
            yield problem(
                Place(at), "缺少列 {column}", "the column {column} is missing", column=column
            )


def unit_problems(
    register: str, at: str, ids: pl.Series, empty: pl.Series, units: pl.Series
) -> list[Problem]:
    """Report units of records that are unknown, spelled in several ways, or said to have none.

    Args:
        register: name of the register.
        at: name of the table, for messages.
        ids: the units of the records, as written.
        empty: units with a row that reports an empty register.
        units: keys of all units.
    """
    key = folded_texts(ids)
    nil = folded_texts(empty)
    both = key.filter(key.is_in(nil.implode())).unique(maintain_order=True)
    problems = [_says_both(register, at, each) for each in both.head(MAX_REPORTED).to_list()]
    every, keys = pl.concat([ids, empty]), pl.concat([key, nil])
    strange = every.filter(keys.is_null() | ~keys.is_in(units.implode())).unique(
        maintain_order=True
    )
    for each in strange.head(MAX_REPORTED).to_list():
        problems.append(
            problem(
                Place(at),
                "{register} 里的单位 {unit} 不在单位表里",
                "{register} has records of {unit}, which is not a unit",
                register=register,
                unit="—" if each is None else each,
            )
        )
    if len(strange) > MAX_REPORTED:
        problems.append(
            problem(
                Place(at),
                "还有{count}个这样的单位",
                "{count} more such units",
                count=len(strange) - MAX_REPORTED,
            )
        )
    problems += _spellings(at, ids, key)
    return problems


def _says_both(register: str, at: str, unit: str) -> Problem:
    what = (
        "{unit} 的 {register} 既写零报告又有记录；请核对",
        "{register} of {unit} both says that there is nothing and holds records; check it",
    )
    return problem(Place(at), *what, register=register, unit=unit)


def _spellings(at: str, ids: pl.Series, keys: pl.Series) -> Iterator[Problem]:
    """Report units whose id is spelled in several ways."""
    written = (
        pl.DataFrame({"key": keys, "id": ids})
        .drop_nulls()
        .group_by("key", maintain_order=True)
        .agg("id")
    )
    several = written.filter(pl.col("id").list.len() > 1)
    for name, ways in several.head(MAX_REPORTED).iter_rows():
        what = (
            "单位 {unit} 有几种写法：{ways}；请统一",
            "the unit {unit} is written in several ways, {ways}; write it one way",
        )
        yield problem(Place(at), *what, unit=name, ways=sorted(map(repr, ways)))
    if several.height > MAX_REPORTED:
        count = several.height - MAX_REPORTED
        yield problem(Place(at), "还有{count}个这样的单位", "{count} more such units", count=count)
