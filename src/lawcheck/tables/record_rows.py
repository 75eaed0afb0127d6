"""Rows of a register that are no record: reports of nothing, totals, notes, lonely words; judged as those of files are."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import reduce
from operator import add
from typing import Any, Final

import attrs
import polars as pl

from lawcheck.evidence.nil_rows import is_nothing, not_a_record, says_nil, strange_cell
from lawcheck.evidence.suspicious import is_note, is_sum_word, not_a_unit, total_fault
from lawcheck.model.checklist import Register
from lawcheck.model.errors import Place, Problem
from lawcheck.model.raw_tables import Cell
from lawcheck.model.shortening import MAX_REPORTED
from lawcheck.model.text import Message, fold
from lawcheck.tables.caller_tables import reading
from lawcheck.tables.cell_checks import and_more
from lawcheck.tables.text_columns import Texts
from lawcheck.tables.units import PLAIN_ID

ROW: Final = "row of the table"
"""The column that counts rows from 0; names with spaces are none of a checklist."""
_FIRST: Final = "first content"
_DIGITS: Final = "[0-9]+"
_HAS_DIGITS: Final = re.compile(_DIGITS)


@attrs.frozen
class NoRecords:
    """What is no record.

    Attributes:
        nil: the units that report that they have nothing.
        are_nil: true of the rows that do; None where there is none.
        problems: what is wrong with other rows.
    """

    nil: pl.Series
    are_nil: pl.Expr | None = None
    problems: tuple[Problem, ...] = ()


NONE: Final = NoRecords(pl.Series(dtype=pl.String))
"""Every row is a record."""


def no_records(
    lazy: pl.LazyFrame,
    name: str,
    register: Register,
    unit: str,
    texts: Texts,
    read: Collection[str],
    at: str,
) -> NoRecords:
    """Look for rows that are no record, one by one among those that could be: nearly empty, or beginning with a word.

    Args:
        lazy: the register, as the caller has it.
        name: its name.
        register: its columns.
        unit: the column of the unit's id.
        texts: how columns of texts are read.
        read: the columns that the checklist reads. Others are looked into only where they hold texts, or for rows in doubt.
        at: the table, for messages.
    """
    rows = _Rows.of(lazy.collect_schema(), unit, texts)
    if not rows.columns:
        return NONE
    few = rows.only({*rows.texts, *read})
    with reading(at):
        if (
            not few.columns
            or not lazy.select(few.columns.values())
            .select(few.may_be_none.any())
            .collect(engine="streaming")
            .item()
        ):
            return NONE
        cleaned = lazy.select(pl.col(unit).cast(pl.String), *rows.columns.values()).with_row_index(
            ROW
        )
        suspect = (
            cleaned.with_columns(rows.first.alias(_FIRST))
            .filter(rows.may_be_none)
            .collect(engine="streaming")
        )
    units, firsts, problems = [], set(), list[Problem]()
    for row in suspect.iter_rows(named=True):
        place = Place(at, row[ROW] + 1)
        cells = {
            column: Cell(_shown(row[column]), attrs.evolve(place, column=column))
            for column in rows.columns
        }
        if (cell := strange_cell(cells)) is not None:
            problems.append(Problem(cell.place, not_a_unit(cell.text) or total_fault(cell.text)))
        elif (nil := says_nil(cells, texts.words)) is not False:
            units.append(row[unit])
            firsts.add(row[_FIRST])
            problems += [Problem(place, nil)] if isinstance(nil, Message) else []
        elif (fault := not_a_record(name, cells, register.columns, len(cells))) is not None:
            problems.append(Problem(place, fault))
    told = (*problems[:MAX_REPORTED], *and_more(len(problems), Place(at)))
    are_nil = (
        rows.first_of(rows.columns).is_in(sorted(firsts)).fill_null(False) if firsts else None
    )
    return NoRecords(pl.Series(units, dtype=pl.String), are_nil, told)


@attrs.frozen
class _Rows:
    """The columns of a register, from the first to the last.

    Attributes:
        columns: texts trimmed and null for a blank; others as they are.
        texts: which of them are texts.
        how: they are read.
        has_others: of other columns nothing is known.
    """

    columns: Mapping[str, pl.Expr]
    texts: tuple[str, ...]
    how: Texts
    has_others: bool = False

    @classmethod
    def of(cls, schema: pl.Schema, unit: str, how: Texts) -> _Rows:
        """Of a register with these columns."""
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
        )

    def only(self, wanted: Collection[str]) -> _Rows:
        """Some of the columns."""
        columns = {name: column for name, column in self.columns.items() if name in wanted}
        return attrs.evolve(self, columns=columns, has_others=len(columns) < len(self.columns))

    @property
    def first(self) -> pl.Expr:
        """See `first_of`; of columns that are trimmed already."""
        return self.first_of({name: pl.col(name) for name in self.columns})

    def first_of(self, columns: Mapping[str, pl.Expr]) -> pl.Expr:
        """What stands in the first column that is not empty, where that is a text; else null."""
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
    def may_be_none(self) -> pl.Expr:
        """Whether a row may be no record: it is empty, has one text alone, or begins with a word that may say so."""
        says_so = self.first.map_batches(
            self._may_be, return_dtype=pl.Boolean, is_elementwise=True
        )
        if self.has_others:
            return says_so
        filled = reduce(add, (pl.col(name).is_not_null().cast(pl.UInt16) for name in self.columns))
        is_alone = (
            (filled == 1) & self.first.is_not_null() if len(self.columns) > 1 else pl.lit(False)
        )
        return (filled == 0) | is_alone | says_so

    def _may_be(self, firsts: pl.Series) -> pl.Series:
        """Texts that differ in numbers alone are alike, so few are looked at in Python."""
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
    return is_sum_word(text) or is_note(text) or is_nothing(text) or _shape(text) in nil


def _shown(value: Any) -> str:
    """A value as a file would hold it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    return "" if value is None else str(value)
