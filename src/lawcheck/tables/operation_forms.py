"""Column forms of the operations of measures: one form per operation.

The operation itself (`lawcheck.model.operations`) is the definition; its form gives the same
result for a whole register, faster. An operation without a form, or with a key that its form does
not heed, is computed from single records.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Literal, Protocol

import attrs
import narwhals as nw
import polars as pl

from lawcheck.model import operations as op
from lawcheck.tables.rule_per_input import NEVER_CODE


class Numbers(Protocol):
    """Aggregates over the records of one unit, for one measure; each is computed once per pass."""

    @property
    def operation(self) -> op.Operation:
        """The operation, with its own keys."""

    @property
    def values(self) -> nw.Expr:
        """Codes of the column in the records that count; null in the others."""

    def count(self) -> nw.Expr:
        """Count the records that count."""

    def looked_at(self) -> nw.Expr:
        """Count the records that are looked at."""

    def total(self) -> nw.Expr:
        """Sum the values, in a type that holds the sum."""

    def once(self, name: str, number: nw.Expr) -> nw.Expr:
        """Add an aggregate of `values`; the name identifies the aggregate function."""

    def of_sorted(self, name: str, pick: Callable[[pl.Expr], pl.Expr]) -> nw.Expr:
        """Add an aggregate of the values in order, without nulls, in a type that holds its sums.

        Raises:
            NeedsUnit: the engine does not sort the values of a unit.
        """


@attrs.frozen
class Form:
    """Column form of an operation.

    Attributes:
        columns: returns the expressions of the result, one for each of `ends`.
        kind: kind of the result.
        of_nothing: code for a unit without records; None if it has no result.
        ends: suffixes of the names of the result's columns: one column, or numerator and
            denominator of a quotient.
        is_scaled: whether the first column has the denominator of the register's column; if not,
            it is a plain integer.
        counts_records: whether the result is a number of records that a rule may list.
        heeds: the own keys of the operation that it takes into account.
        divisor: the first column is the result times this number.
    """

    columns: Callable[[Numbers], tuple[nw.Expr, ...]]
    kind: Literal["amount", "date"] = "amount"
    of_nothing: int | None = 0
    ends: tuple[str, ...] = ("",)
    is_scaled: bool = False
    counts_records: bool = False
    heeds: frozenset[str] = frozenset()
    divisor: int = 1


def _distinct(numbers: Numbers) -> tuple[nw.Expr]:
    # `n_unique` counts null as a value: subtract it, if there is one
    kinds = numbers.once("kinds", numbers.values.n_unique())
    nothing = numbers.once("nothing", numbers.values.null_count())
    return (kinds - nw.when(nothing > 0).then(nw.lit(1)).otherwise(nw.lit(0)),)


def _days(numbers: Numbers) -> nw.Expr:
    return nw.when(numbers.values != NEVER_CODE).then(numbers.values)


def _earliest(numbers: Numbers) -> tuple[nw.Expr]:
    return (numbers.once("earliest", _days(numbers).min()).fill_null(NEVER_CODE),)


def _latest(numbers: Numbers) -> tuple[nw.Expr]:
    last = numbers.once("latest", _days(numbers).max()).fill_null(NEVER_CODE)
    never = numbers.once("never", (numbers.values == NEVER_CODE).cast(nw.Int8).sum())
    return (nw.when(never > 0).then(nw.lit(NEVER_CODE)).otherwise(last),)


def _maximum(numbers: Numbers) -> tuple[nw.Expr]:
    return (numbers.once("maximum", numbers.values.max()),)


def _minimum(numbers: Numbers) -> tuple[nw.Expr]:
    return (numbers.once("minimum", numbers.values.min()),)


def _mean(numbers: Numbers) -> tuple[nw.Expr, nw.Expr]:
    operation = numbers.operation
    drop = operation.drop if isinstance(operation, op.Mean) else 0
    if not drop:
        return numbers.total(), numbers.count()
    kept = numbers.of_sorted(
        f"sum without {drop}",
        # of too few values, all are left out
        lambda ordered: ordered.slice(drop).reverse().slice(drop).sum(),
    )
    left = numbers.count().cast(nw.Int64) - 2 * drop
    return kept, nw.when(left > 0).then(left).otherwise(nw.lit(0))


def _twice_the_median(numbers: Numbers) -> tuple[nw.Expr]:
    def middle(ordered: pl.Expr) -> pl.Expr:
        half = ordered.len() // 2
        return ordered.get(half, null_on_oob=True) + ordered.reverse().get(half, null_on_oob=True)

    return (numbers.of_sorted("middle", middle),)


_RATIO: Final = (":n", ":d")
FORMS: Final[Mapping[type[op.Operation], Form]] = {
    op.Count: Form(lambda numbers: (numbers.count(),), counts_records=True),
    op.Sum: Form(lambda numbers: (numbers.total(),), is_scaled=True),
    op.Mean: Form(_mean, ends=_RATIO, is_scaled=True, heeds=frozenset({"drop"})),
    op.Maximum: Form(_maximum, of_nothing=None, is_scaled=True),
    op.Minimum: Form(_minimum, of_nothing=None, is_scaled=True),
    op.Median: Form(_twice_the_median, of_nothing=None, is_scaled=True, divisor=2),
    op.Share: Form(lambda numbers: (numbers.count(), numbers.looked_at()), ends=_RATIO),
    op.Distinct: Form(_distinct),
    op.Earliest: Form(_earliest, "date", NEVER_CODE),
    op.Latest: Form(_latest, "date", NEVER_CODE),
}
"""Form by the class of the operation; a derived class has no form, since it may do more."""
