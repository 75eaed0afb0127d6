"""What the ways of rounding do to whole columns of numbers that were cut down to whole steps.

One entry for each member of `lawcheck.model.rounding.RoundingMode`. Where a member has none, nothing is worked out in columns:
`ends_as_known` sends every unit to the rule.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

import attrs
import polars as pl

from lawcheck.model.rounding import RoundingMode
from lawcheck.tables.integer_terms import Term

Number = int | pl.Expr
"""The same for all units, or a column."""


@attrs.frozen
class ColumnRounding:
    """One way of rounding.

    Attributes:
        rises: whether a number of `whole` steps and `rest / of` of another, cut towards minus infinity, becomes one step more.
            Its last argument is whether the number is at least zero.
        unsigned: the numerator and denominator that give the rounded number when their quotient is cut. For numbers of at
            least zero only, where this saves the comparisons of `rises`; None where it does not.
    """

    rises: Callable[[pl.Expr, pl.Expr, Number, pl.Expr], pl.Expr]
    unsigned: Callable[[Term, Term], tuple[Term, Term]] | None = None

    def rounded(self, number: pl.Expr, unit: Number) -> pl.Expr:
        """Whole steps of so many units each."""
        whole = number // unit
        return self.after_cut(whole, number - whole * unit, unit, number >= 0)

    def after_cut(
        self, whole: pl.Expr, rest: pl.Expr, of: Number, is_positive: pl.Expr
    ) -> pl.Expr:
        """The whole steps, with one more where the number rises."""
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
            (rest > 0) & ~is_positive
        ),  # towards zero from below
        lambda above, below: (above, below),
    ),
    RoundingMode.UP: ColumnRounding(
        lambda _whole, rest, _of, is_positive: (rest > 0) & is_positive
    ),
}
"""The column form of each mode."""
