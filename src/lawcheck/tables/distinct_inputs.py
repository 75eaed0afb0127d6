"""Group rows by distinct input values.

Several integer columns are combined into one key, such that equal rows have equal keys: the key
is a mixed-radix number whose digits are the columns. For columns with the ranges 0..1 and 0..9,
the row (1, 7) has the key 1 * 10 + 7 = 17.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
