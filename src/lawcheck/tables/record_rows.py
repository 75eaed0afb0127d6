"""Find rows of a register that are not records: nil reports, totals, notes, single words.

The functions that check the rows of files decide. To be fast, they are only asked about rows that
an expression over whole columns finds suspect.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from functools import reduce
from operator import add
from typing import Any, Final

import attrs
import polars as pl

from lawcheck.evidence.non_records import (
    TELLING,
    is_nothing,
    may_be_alone,
    needed,
    not_a_record,
    says_nil,
    strange_cell,
)
from lawcheck.evidence.suspicious import is_note, is_sum_word, not_a_unit, total_fault
from lawcheck.model.declarations import Register, Spec
from lawcheck.model.errors import Place, Problem
from lawcheck.model.raw_tables import Cell
from lawcheck.model.shortening import MAX_REPORTED
from lawcheck.model.text import Message, fold
from lawcheck.tables.caller_tables import table_errors
from lawcheck.tables.cell_checks import and_more
from lawcheck.tables.text_columns import Texts
from lawcheck.tables.units import PLAIN_ID

ROW: Final = "row of the table"
"""Name of the column of row numbers from 0; it has spaces, so no column of a checklist has it."""
_FIRST: Final = "first content"
_DIGITS: Final = "[0-9]+"
_HAS_DIGITS: Final = re.compile(_DIGITS)


@attrs.frozen
class NonRecords:
    """Rows that are not records.

    Attributes:
        nil: ids of units with a row that reports an empty register.
        are_nil: whether a row is such a report; None if no row is.
        problems: problems of other rows that are not records.
    """

    nil: pl.Series
    are_nil: pl.Expr | None = None
    problems: tuple[Problem, ...] = ()


ALL_RECORDS: Final = NonRecords(pl.Series(dtype=pl.String))
"""Every row is a record."""


def find_non_records(
    lazy: pl.LazyFrame,
    name: str,
    register: Register,
    unit: str,
    texts: Texts,
    read: Collection[str],
    at: str,
) -> NonRecords:
    """Find the rows that are not records.

    Only suspect rows are checked one by one: those that are nearly empty, or begin with a word.

    Args:
        lazy: the register, as the caller passed it.
        name: its name.
        register: its columns.
        unit: name of the column of unit ids.
        texts: how text columns are read.
        read: the columns that the checklist reads. Other columns are read only if they hold
            texts, or if there is a suspect row.
        at: name of the table, for messages.
    """
    rows = _Rows.of(lazy.collect_schema(), unit, texts, register.columns)
    if not rows.columns:
        return ALL_RECORDS
    few = rows.only({*rows.texts, *read})
    with table_errors(at):
        if not few.columns:
            return ALL_RECORDS
        if (are_records := few.are_plain_records) is not None and lazy.select(
            are_records.all(ignore_nulls=False)
        ).collect(engine="streaming").item():
            return ALL_RECORDS
        cleaned = lazy.select(few.columns.values())
        if not cleaned.select(few.may_be_non_record.any()).collect(engine="streaming").item():
            return ALL_RECORDS
        cleaned = lazy.select(pl.col(unit).cast(pl.String), *rows.columns.values()).with_row_index(
            ROW
        )
        suspect = (
            cleaned.with_columns(rows.first.alias(_FIRST))
            .filter(rows.may_be_non_record)
            .collect(engine="streaming")
        )
    units, firsts, problems = [], set(), list[Problem]()
    for row in suspect.iter_rows(named=True):
        place = Place(at, row[ROW] + 1)
        cells = {
            column: Cell(_shown(row[column]), attrs.evolve(place, column=column))
            for column in rows.columns
        }
        if (cell := strange_cell(cells, register.columns)) is not None:
            problems.append(Problem(cell.place, not_a_unit(cell.text) or total_fault(cell.text)))
        elif (nil := says_nil(cells, texts.words)) is not False:
            units.append(row[unit])
            firsts.add(row[_FIRST])
            problems += [Problem(place, nil)] if isinstance(nil, Message) else []
        elif (why := not_a_record(name, cells, register.columns, cells)) is not None:
            problems.append(Problem(place, why))
    reported = (*problems[:MAX_REPORTED], *and_more(len(problems), Place(at)))
    are_nil = (
        rows.first_of(rows.columns).is_in(sorted(firsts)).fill_null(False) if firsts else None
    )
    return NonRecords(pl.Series(units, dtype=pl.String), are_nil, reported)


@attrs.frozen
class _Rows:
    """The columns of a register, from the first to the last.

    Attributes:
        columns: expressions of the columns; texts are trimmed, and null for a blank.
        texts: names of the text columns.
        how: how text columns are read.
        needed: names of the columns that may not be blank.
        has_others: whether the register has more columns than these.
    """

    columns: Mapping[str, pl.Expr]
    texts: tuple[str, ...]
    how: Texts
    needed: Sequence[str]
    has_others: bool = False

    @classmethod
    def of(cls, schema: pl.Schema, unit: str, how: Texts, specs: Mapping[str, Spec]) -> _Rows:
        """Build the expressions for a register with this schema."""
        kinds = {name: dtype for name, dtype in schema.items() if name != unit}
        texts = tuple(
            name
            for name, dtype in kinds.items()
            if dtype.is_(pl.String) or isinstance(dtype, pl.Categorical | pl.Enum)
        )
        return cls(
            {
                name: how.clean(pl.col(name)).alias(name) if name in texts else pl.col(name)
                for name in kinds
            },
            texts,
            how,
            needed(specs, kinds),
        )

    def only(self, wanted: Collection[str]) -> _Rows:
        """Keep some of the columns."""
        columns = {name: column for name, column in self.columns.items() if name in wanted}
        return attrs.evolve(self, columns=columns, has_others=len(columns) < len(self.columns))

    @property
    def first(self) -> pl.Expr:
        """As `first_of`, for columns that have been trimmed."""
        return self.first_of({name: pl.col(name) for name in self.columns})

    def first_of(self, columns: Mapping[str, pl.Expr]) -> pl.Expr:
        """Return the first value of a row that is not blank, if it is a text; else null."""
        nothing = pl.lit(None, dtype=pl.String)
        found = nothing
        for name in reversed(list(columns)):
            column = columns[name]
            found = (
                pl.when(column.is_not_null())
                .then(column if name in self.texts else nothing)
                .otherwise(found)
            )
        return found

    @property
    def are_plain_records(self) -> pl.Expr | None:
        """Whether a row is certainly a record, from two of its columns as the caller passed them.

        It is if it begins with a value other than a text, or with a plain id, and goes on with
        another value: such an id is no word, and needs no trimming. The rows of most registers
        are like this, and it takes a fraction of the time of `may_be_non_record`. None if words
        of the checklist look like plain ids, or if there is no second column to look at.
        """
        words = self.how.words
        if any(map(_HAS_DIGITS.search, map(fold, (*words.all_nil, *words.blank)))):
            return None
        first, *others = self.columns
        begins = pl.col(first).is_not_null()
        if first in self.texts:
            begins = pl.col(first).cast(pl.String).str.contains(PLAIN_ID)
        if self.has_others:
            return begins
        values = [name for name in others if name not in self.texts]
        if not values:
            return None
        return begins & pl.any_horizontal(pl.col(name).is_not_null() for name in values)

    @property
    def may_be_non_record(self) -> pl.Expr:
        """Whether a row is suspect: empty, a single text, or beginning with a telling word."""
        says_so = self.first.map_batches(
            self._begins_suspect, return_dtype=pl.Boolean, is_elementwise=True
        )
        if self.has_others:
            return says_so
        filled = reduce(add, (pl.col(name).is_not_null().cast(pl.UInt16) for name in self.columns))
        is_telling = self.first.is_not_null() | (len(self.needed) >= TELLING)
        is_single = (filled == 1) & is_telling if len(self.columns) > 1 else pl.lit(False)
        return (filled == 0) | is_single | says_so

    def _begins_suspect(self, firsts: pl.Series) -> pl.Series:
        """Whether texts may begin a row that is not a record.

        Digits are replaced by 0 first: texts that differ only in numbers are judged alike, so
        Python looks at few of them ("案件1", "案件2", ... all become "案件0").
        """
        nil = {_shape(word) for word in self.how.words.all_nil}
        looked_at = (
            firsts
            if any(map(_HAS_DIGITS.search, nil))
            else firsts.set(firsts.str.contains(PLAIN_ID), None)
        )
        shapes = looked_at.str.replace_all(_DIGITS, "0")
        found = [each for each in shapes.unique().drop_nulls().to_list() if _may_say_so(each, nil)]
        return shapes.is_in(found).fill_null(False)


def _shape(text: str) -> str:
    return _HAS_DIGITS.sub("0", fold(text).casefold())


def _may_say_so(text: str, nil: Collection[str]) -> bool:
    return (
        is_sum_word(text)
        or is_note(text)
        or is_nothing(text)
        or may_be_alone(text)
        or _shape(text) in nil
    )


def _shown(value: Any) -> str:
    """Write a value as a file would hold it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)
