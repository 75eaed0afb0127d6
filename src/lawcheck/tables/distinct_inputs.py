"""Several columns of whole numbers as one: equal rows have equal keys."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Final

import attrs
import polars as pl

_MOST: Final = 2**62
_FEW: Final = 256
"""So many possible rows are taken for granted; to see which of them there are would take longer."""
_CHOICES: Final = 3
"""Up to so many values are chosen from by asking, which is faster than to look them up."""
_ROOM: Final = 2**22
"""As many entries a table may have that is looked up by position."""


@attrs.frozen
class Ends:
    """What is known of a column before its rows are looked at.

    Attributes:
        bounds: the smallest and the largest number; None where all are blank.
        has_blank: some number may be blank.
    """

    bounds: tuple[int, int] | None
    has_blank: bool

    @property
    def size(self) -> int:
        """How many different values it can have."""
        return (0 if self.bounds is None else self.bounds[1] - self.bounds[0] + 1) + self.has_blank

    def values(self) -> Sequence[int | None]:
        """Them all, as `place` counts them."""
        known = [] if self.bounds is None else range(self.bounds[0], self.bounds[1] + 1)
        return [*known, None] if self.has_blank else list(known)

    def place(self, column: pl.Expr) -> pl.Expr:
        """Which of its values a column has, from 0."""
        if self.bounds is None:
            return pl.lit(0, dtype=pl.Int64)
        moved = column - self.bounds[0] if self.bounds[0] else column
        return moved.fill_null(self.size - 1) if self.has_blank else moved


@attrs.frozen
class Cases:
    """The different rows of some columns, as far as they are known, and which of them each row of a table is.

    Attributes:
        codes: of each column, one for each case; None for a blank.
        count: how many cases.
        of_row: the case of a row, an expression over the columns, or over what is `given`.
        given: a column that was worked out before, by the name that the expression has for it.
    """

    codes: tuple[Sequence[int | None], ...]
    count: int
    of_row: pl.Expr
    given: Mapping[str, pl.Series] = attrs.field(factory=dict)

    @classmethod
    def possible(cls, columns: Mapping[str, Ends]) -> Cases | None:
        """All rows that some columns can have; None where these are too many to list."""
        count, of_row = 1, pl.lit(0, dtype=pl.Int64)
        for place, (name, ends) in enumerate(columns.items()):
            count *= ends.size
            if not 0 < count <= _FEW:
                return None
            of_row = (
                of_row * ends.size + ends.place(pl.col(name))
                if place
                else ends.place(pl.col(name))
            )
        rows = list(product(*(ends.values() for ends in columns.values())))
        return cls(tuple(zip(*rows, strict=True)), count, of_row)

    @classmethod
    def found(
        cls, columns: Sequence[pl.Series], height: int, name: str, rows: pl.Series | None = None
    ) -> Cases:
        """The rows that there are.

        Args:
            columns: whole numbers.
            height: of the table.
            name: for the column that says which of them a row is.
            rows: those to look at, all if None; what is said of others means nothing.
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
        """A value for each row of the table, given one for each case."""
        if values.n_unique() == 1:
            return pl.lit(values[0], dtype=values.dtype)
        if len(values) > _CHOICES:
            return pl.lit(values).gather(self.of_row)
        chosen, *others = (pl.lit(value, dtype=values.dtype) for value in values)
        for place, value in enumerate(others, start=1):
            chosen = pl.when(self.of_row == place).then(value).otherwise(chosen)
        return chosen


@attrs.frozen
class Distinct:
    """The different rows of some columns, or all rows that there can be.

    Attributes:
        codes: of each column, one for each different row; None for a blank.
        count: how many different rows.
        of_row: for each row of the table, which of them it is; None where all are alike.
    """

    codes: tuple[Sequence[int | None], ...]
    count: int
    of_row: pl.Series | None

    def spread(self, values: pl.Series, height: int) -> pl.Series:
        """A value for each row of the table, given one for each different row."""
        return (
            values.new_from_index(0, height) if self.of_row is None else values.gather(self.of_row)
        )


def distinct(columns: Sequence[pl.Series], height: int) -> Distinct:
    """The different rows; a blank is a value like any other."""
    if not columns or not height:
        return Distinct(tuple([] for _ in columns), 1 if height else 0, None)
    columns = [
        column.cast(pl.Int64) for column in columns
    ]  # the keys of small numbers are not small
    key, size = _local(columns[0])
    digits = [size]
    can_decode = all(most - least <= _FEW for least, most in filter(None, map(bounds_of, columns)))
    for column in columns[1:]:
        other, count = _local(column)
        if size * count > _MOST:
            key = key.rank("dense").cast(pl.Int64) - 1
            size, can_decode = height, False
        key, size = key * count + other, size * count
        digits.append(count)
    if can_decode and size <= _FEW:
        return Distinct(_decoded(columns, digits), size, key)
    rows = key.arg_unique()
    codes = tuple(column.gather(rows).to_list() for column in columns)
    numbers = pl.Series(range(len(rows)), dtype=pl.UInt32)
    if size <= _ROOM:
        table = pl.zeros(size, dtype=pl.UInt32, eager=True).scatter(key.gather(rows), numbers)
        return Distinct(codes, len(rows), table.gather(key))
    found = key.gather(rows)
    order = found.arg_sort()
    return Distinct(
        codes, len(rows), order.gather(found.gather(order).search_sorted(key)).cast(pl.UInt32)
    )


def _local(column: pl.Series) -> tuple[pl.Series, int]:
    """The column counted from its smallest value, blanks above the largest, and how many numbers that takes."""
    bounds = bounds_of(column)
    if bounds is None:
        return pl.zeros(len(column), dtype=pl.Int64, eager=True), 1
    least, most = bounds
    if most - least > _MOST:
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
    """Every row that there can be, as `_local` counts them."""
    rows: list[tuple[int | None, ...]] = [()]
    for column, size in zip(columns, sizes, strict=True):
        bounds = bounds_of(column)
        known: list[int | None] = [] if bounds is None else list(range(bounds[0], bounds[1] + 1))
        values = [*known, *([None] * (size - len(known)))]
        rows = [(*row, value) for row in rows for value in values]
    return tuple([row[place] for row in rows] for place in range(len(columns)))


def bounds_of(column: pl.Series) -> tuple[int, int] | None:
    """The smallest and the largest number; None where all are blank."""
    least, most = column.min(), column.max()
    return (least, most) if isinstance(least, int) and isinstance(most, int) else None
