"""Column forms of the rounding modes.

There is one entry for each member of `lawcheck.model.rounding.RoundingMode`. A checklist whose
mode has no entry is not scored in columns: `has_known_totals` then sends every unit to the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import attrs
import polars as pl

from lawcheck.model.rounding import RoundingMode
from lawcheck.tables.polynomials import Polynomial

Number = int | pl.Expr
"""A constant, or a column."""


@attrs.frozen
class ColumnRounding:
    """Column form of a rounding mode.

    Attributes:
        rises: whether the floor of a number must be raised by 1. Its arguments are `whole`, `rest`
            and `of`, for the number `whole + rest / of` with 0 <= `rest` < `of`, and whether the
            number is at least zero.
        unsigned: for numbers of at least zero, returns a numerator and a denominator whose
            quotient, rounded down, is the rounded number: half up, a / b becomes
            (2 a + b) // (2 b). It saves the comparisons of `rises`; None if it would not.
    """

    rises: Callable[[pl.Expr, pl.Expr, Number, pl.Expr], pl.Expr]
    unsigned: Callable[[Polynomial, Polynomial], tuple[Polynomial, Polynomial]] | None = None

    def rounded(self, number: pl.Expr, unit: Number) -> pl.Expr:
        """Round a number to a multiple of `unit`, and return how many units that is."""
        whole = number // unit
        return self.after_cut(whole, number - whole * unit, unit, number >= 0)

    def after_cut(
        self, whole: pl.Expr, rest: pl.Expr, of: Number, is_positive: pl.Expr
    ) -> pl.Expr:
        """Round a number, given its floor and the rest; see `rises`."""
        return whole + self.rises(whole, rest, of, is_positive).cast(pl.Int64)


COLUMN_ROUNDINGS: Final[Mapping[RoundingMode, ColumnRounding]] = {
    RoundingMode.HALF_UP: ColumnRounding(
        lambda _whole, rest, of, is_positive: (2 * rest > of) | ((2 * rest == of) & is_positive),
        lambda above, below: (above.times(2) + below, below.times(2)),
    ),
    RoundingMode.HALF_EVEN: ColumnRounding(
        lambda whole, rest, of, _is_positive: (
            (2 * rest > of) | ((2 * rest == of) & (whole % 2 == 1))
        )
    ),
    RoundingMode.DOWN: ColumnRounding(
        lambda _whole, rest, _of, is_positive: (
            (rest > 0) & ~is_positive  # below zero, towards zero is up
        ),
        lambda above, below: (above, below),
    ),
    RoundingMode.UP: ColumnRounding(
        lambda _whole, rest, _of, is_positive: (rest > 0) & is_positive
    ),
}
"""The column form of each mode."""
