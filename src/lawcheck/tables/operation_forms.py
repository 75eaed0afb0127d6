"""How operations of measures are worked out over a whole register at once. One form per operation.

An operation without a form here, or with an own key that is set, is read from single records by its
rule (`lawcheck.model.operations`), which stays the definition; a form only has to be faster.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Literal, Protocol

import attrs
import narwhals as nw

from lawcheck.model import operations as op
from lawcheck.tables.rule_per_input import NEVER_CODE


class Numbers(Protocol):
    """Numbers over the records of one unit, for one measure; each is worked out once per pass."""

    @property
    def values(self) -> nw.Expr:
        """The codes of the column in the records that count; null in the others."""

    def count(self) -> nw.Expr:
        """How many records count."""

    def looked_at(self) -> nw.Expr:
        """How many records are looked at."""

    def total(self) -> nw.Expr:
        """The sum of the values, in a type that holds it."""

    def once(self, name: str, number: nw.Expr) -> nw.Expr:
        """A number over `values`, under a name that says what it is."""


@attrs.frozen
class Form:
    """How the result of an operation stands in columns.

    Attributes:
        columns: works out the result, one expression for each of `ends`.
        kind: of the result.
        of_nothing: the code for a unit without records; None where it then has no result.
        ends: what the names of its columns end with: one column, or what is divided and by what.
        is_scaled: the first column counts as the column of the register does, in fractions of its
            denominator.
        counts_records: the result is the number of records, each of which a rule may look at.
    """

    columns: Callable[[Numbers], tuple[nw.Expr, ...]]
    kind: Literal["amount", "date"] = "amount"
    of_nothing: int | None = 0
    ends: tuple[str, ...] = ("",)
    is_scaled: bool = False
    counts_records: bool = False


def _distinct(numbers: Numbers) -> tuple[nw.Expr]:
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


def _highest(numbers: Numbers) -> tuple[nw.Expr]:
    return (numbers.once("highest", numbers.values.max()),)


def _lowest(numbers: Numbers) -> tuple[nw.Expr]:
    return (numbers.once("lowest", numbers.values.min()),)


_RATIO: Final = (":n", ":d")
_HIGHEST: Final = Form(_highest, of_nothing=None, is_scaled=True)
_LOWEST: Final = Form(_lowest, of_nothing=None, is_scaled=True)
FORMS: Final[Mapping[type[op.Operation], Form]] = {
    op.Count: Form(lambda numbers: (numbers.count(),), counts_records=True),
    op.Sum: Form(lambda numbers: (numbers.total(),), is_scaled=True),
    op.Mean: Form(lambda numbers: (numbers.total(), numbers.count()), ends=_RATIO, is_scaled=True),
    op.Highest: _HIGHEST,
    op.Maximum: _HIGHEST,
    op.Lowest: _LOWEST,
    op.Minimum: _LOWEST,
    op.Share: Form(lambda numbers: (numbers.count(), numbers.looked_at()), ends=_RATIO),
    op.Distinct: Form(_distinct),
    op.Earliest: Form(_earliest, "date", NEVER_CODE),
    op.Latest: Form(_latest, "date", NEVER_CODE),
}
"""By the class of the operation; a class that is derived from one of these has no form."""
