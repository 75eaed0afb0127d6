"""Group rows by distinct input values.

Several integer columns are combined into one key, such that equal rows have equal keys: the key
is a mixed-radix number whose digits are the columns. For columns with the ranges 0..1 and 0..9,
the row (1, 7) has the key 1 * 10 + 7 = 17.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Final

import attrs
import polars as pl

_MAX_KEY: Final = 2**62
_MAX_LISTED: Final = 256
"""Up to this number of possible rows, all are listed; to find those that occur takes longer."""
_MAX_CHOICES: Final = 3
"""Up to this number of values, `when ... then` is used; it is faster than a lookup."""
_MAX_TABLE: Final = 2**22
"""Greatest size of a table that is indexed by key."""


@attrs.frozen
class ValueRange:
    """Range of the values of a column, known before its rows are read.

    Attributes:
        bounds: the least and the greatest number; None if all are null.
        has_blank: whether the column may have nulls.
    """

    bounds: tuple[int, int] | None
    has_blank: bool

    @property
    def size(self) -> int:
        """Number of possible values, null included."""
        return (0 if self.bounds is None else self.bounds[1] - self.bounds[0] + 1) + self.has_blank

    def values(self) -> Sequence[int | None]:
        """Return all possible values, in the order of `place`."""
        known = [] if self.bounds is None else range(self.bounds[0], self.bounds[1] + 1)
        return [*known, None] if self.has_blank else list(known)

    def place(self, column: pl.Expr) -> pl.Expr:
        """Return the position of a value among the possible ones, from 0; null comes last."""
        if self.bounds is None:
            return pl.lit(0, dtype=pl.Int64)
        moved = column - self.bounds[0] if self.bounds[0] else column
        return moved.fill_null(self.size - 1) if self.has_blank else moved


@attrs.frozen
class Cases:
    """Distinct input rows (cases), and the case of each row of a table.

    Attributes:
        codes: for each column, its code in each case; None for a null.
        count: number of cases.
        of_row: expression of the case of a row, over the input columns or those of `given`.
        given: computed columns that the expression refers to, by name.
    """

    codes: tuple[Sequence[int | None], ...]
    count: int
    of_row: pl.Expr
    given: Mapping[str, pl.Series] = attrs.field(factory=dict)

    @classmethod
    def possible(cls, columns: Mapping[str, ValueRange]) -> Cases | None:
        """List all rows that columns with these ranges can have; None if there are too many."""
        count, of_row = 1, pl.lit(0, dtype=pl.Int64)
        for place, (name, value_range) in enumerate(columns.items()):
            count *= value_range.size
            if not 0 < count <= _MAX_LISTED:
                return None
            of_row = (
                of_row * value_range.size + value_range.place(pl.col(name))
                if place
                else value_range.place(pl.col(name))
            )
        rows = list(product(*(value_range.values() for value_range in columns.values())))
        return cls(tuple(zip(*rows, strict=True)), count, of_row)

    @classmethod
    def found(
        cls, columns: Sequence[pl.Series], height: int, name: str, rows: pl.Series | None = None
    ) -> Cases:
        """Find the distinct rows of a table.

        Args:
            columns: integer columns.
            height: number of rows of the table.
            name: name for the column of cases.
            rows: the rows to look at, all if None; the case of other rows has no meaning.
        """
        looked_at = columns if rows is None else [each.gather(rows) for each in columns]
        found = distinct(looked_at, height if rows is None else len(rows))
        if found.of_row is None:
            return cls(found.codes, found.count, pl.lit(0))
        of_row = found.of_row
        if rows is not None:
            of_row = pl.zeros(height, dtype=pl.UInt32, eager=True).scatter(
                rows, of_row.cast(pl.UInt32)
            )
        return cls(found.codes, found.count, pl.col(name), {name: of_row})

    def spread(self, values: pl.Series) -> pl.Expr:
        """Spread values, one per case, over the rows of the table."""
        if values.n_unique() == 1:
            return pl.lit(values[0], dtype=values.dtype)
        if len(values) > _MAX_CHOICES:
            return pl.lit(values).gather(self.of_row)
        chosen, *others = (pl.lit(value, dtype=values.dtype) for value in values)
        for place, value in enumerate(others, start=1):
            chosen = pl.when(self.of_row == place).then(value).otherwise(chosen)
        return chosen


@attrs.frozen
class Distinct:
    """Distinct rows of some columns; may include rows that are possible but do not occur.

    Attributes:
        codes: for each column, its code in each distinct row; None for a null.
        count: number of distinct rows.
        of_row: for each row of the table, its distinct row; None if all rows are equal.
    """

    codes: tuple[Sequence[int | None], ...]
    count: int
    of_row: pl.Series | None

    def spread(self, values: pl.Series, height: int) -> pl.Series:
        """Spread values, one per distinct row, over the rows of the table."""
        return (
            values.new_from_index(0, height) if self.of_row is None else values.gather(self.of_row)
        )


def distinct(columns: Sequence[pl.Series], height: int) -> Distinct:
    """Find the distinct rows of some integer columns; a null is a value like any other."""
    if not columns or not height:
        return Distinct(tuple([] for _ in columns), 1 if height else 0, None)
    # keys are larger than the numbers that they are made of
    columns = [column.cast(pl.Int64) for column in columns]
    key, size = _local(columns[0])
    digits = [size]
    can_decode = all(
        most - least <= _MAX_LISTED for least, most in filter(None, map(bounds_of, columns))
    )
    for column in columns[1:]:
        other, count = _local(column)
        if size * count > _MAX_KEY:  # the key would overflow: number the keys so far from 0 on
            key = key.rank("dense").cast(pl.Int64) - 1
            size, can_decode = height, False
        key, size = key * count + other, size * count
        digits.append(count)
    if can_decode and size <= _MAX_LISTED:
        return Distinct(_decoded(columns, digits), size, key)
    rows = key.arg_unique()
    codes = tuple(column.gather(rows).to_list() for column in columns)
    numbers = pl.Series(range(len(rows)), dtype=pl.UInt32)
    if size <= _MAX_TABLE:
        table = pl.zeros(size, dtype=pl.UInt32, eager=True).scatter(key.gather(rows), numbers)
        return Distinct(codes, len(rows), table.gather(key))
    found = key.gather(rows)
    order = found.arg_sort()
    return Distinct(
        codes, len(rows), order.gather(found.gather(order).search_sorted(key)).cast(pl.UInt32)
    )


def _local(column: pl.Series) -> tuple[pl.Series, int]:
    """Shift a column to start at 0, with nulls above the greatest value; also return the size."""
    bounds = bounds_of(column)
    if bounds is None:
        return pl.zeros(len(column), dtype=pl.Int64, eager=True), 1
    least, most = bounds
    if most - least > _MAX_KEY:
        return column.rank("dense").cast(pl.Int64).fill_null(0), len(column) + 1
    moved = column - least if least else column
    return (
        (moved.fill_null(most - least + 1), most - least + 2)
        if column.null_count()
        else (moved, most - least + 1)
    )


def _decoded(
    columns: Sequence[pl.Series], sizes: Sequence[int]
) -> tuple[Sequence[int | None], ...]:
    """List every possible row, in the order of the keys that `_local` makes."""
    rows: list[tuple[int | None, ...]] = [()]
    for column, size in zip(columns, sizes, strict=True):
        bounds = bounds_of(column)
        known: list[int | None] = [] if bounds is None else list(range(bounds[0], bounds[1] + 1))
        values = [*known, *([None] * (size - len(known)))]
        rows = [(*row, value) for row in rows for value in values]
    return tuple([row[place] for row in rows] for place in range(len(columns)))


def bounds_of(column: pl.Series) -> tuple[int, int] | None:
    """Return the least and the greatest number; None if all are null."""
    least, most = column.min(), column.max()
    return (least, most) if isinstance(least, int) and isinstance(most, int) else None
