"""Refuse repeated records of a table, as in files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import polars as pl

from lawcheck.evidence.consistency import duplicate_records
from lawcheck.model.errors import Problem, problem
from lawcheck.model.text import fold
from lawcheck.tables.caller_tables import table_errors
from lawcheck.tables.register_tables import RegisterTable

_ROW: Final = "row of the table"
_UNIT: Final = "unit of the record"


def repeated_records(table: RegisterTable, units: pl.Series) -> Iterator[Problem]:
    """Report records of a unit that are equal in the columns that the checklist declares unique.

    Whole columns are compared to find the units with such records; only the records of these
    units are then read and compared one by one, by the code for files.

    Args:
        table: the register.
        units: keys of all units.
    """
    unique = table.register.unique
    if not unique:
        return
    with table_errors(table.at):
        frame = table.lazy.select(pl.col(table.unit).alias(_UNIT), *unique).collect(
            engine="streaming"
        )
    texts = [name for name in frame.columns if frame.schema[name] == pl.String]
    same = frame.with_columns(_folded(frame[name]) for name in texts)
    known = same.filter(~pl.all_horizontal(pl.col(name).is_null() for name in unique))
    suspect = known.filter(known.is_duplicated())[_UNIT].unique()
    found = table.records(units.filter(units.is_in(suspect.implode()))) if len(suspect) else {}
    for unit, records in found.items():
        for record, first in duplicate_records(records, unique):
            yield problem(
                record.source.place,
                "{unit} 的 {register} 中这条记录与 {first} 的 {columns} 相同；请删去重复的",
                "{unit}: this record of {register} has the same {columns} as the one at {first}; "
                "remove the repeated one",
                unit=unit,
                register=table.name,
                first=str(first.source.place),
                columns=list(unique),
            )


def _folded(texts: pl.Series) -> pl.Series:
    """Fold texts for comparison; each distinct text is folded once."""
    distinct = texts.drop_nulls().unique()
    if not len(distinct):
        return texts
    return texts.replace_strict(
        distinct,
        pl.Series([fold(each) for each in distinct.to_list()], dtype=pl.String),
        default=None,
    )
