"""The types of the fields of an indicator type: which values a checklist may give them."""

from __future__ import annotations

from typing import Annotated, assert_never

import attrs

from lawcheck.model.measures import Constant, FactRef, OverFacts
from lawcheck.model.register_measures import OverRecords

Value = FactRef | Constant | OverFacts | OverRecords
"""A value in a checklist: a fact, a number, or a measure."""


@attrs.frozen
class Wants:
    """The kind of value that a field of a type accepts; checked when the checklist is loaded.

    Types use the annotations that are made of it: `Number`, `Date`, `YesNo`, `Share`, `PerPeriod`.

    >>> from typing import get_args
    >>> from lawcheck.plugin import Number, Wants
    >>> Wants("number") in get_args(Number)
    True

    Attributes:
        kind: `number`, `date`, `yes_no`, `yes_no_or_number` or `number_or_per_period`.
    """

    kind: str


def measures_share(value: Value) -> bool | None:
    """Return whether a value is a share, which is written with a percent sign; None if unknown.

    A fact says so. What is computed of a column may be a share like the column, or not.
    """
    match value:
        case FactRef():
            return value.is_rate
        case OverRecords(of=""):
            return value.is_rate
        case OverRecords() | OverFacts():
            return True if value.is_rate else None
        case Constant():
            return None
        case _:
            assert_never(value)


Number = Annotated[Value, Wants("number")]
"""A field that takes a number: a count, an amount, a rate, a constant or a measure."""

Date = Annotated[Value, Wants("date")]
"""A field that takes a date."""

YesNo = Annotated[Value, Wants("yes_no")]
"""A field that takes a yes/no fact."""

PerPeriod = Annotated[Value, Wants("number_or_per_period")]
"""A field that takes a number, or a measure with the key `by`."""

Share = Annotated[Value, Wants("yes_no_or_number")]
"""A field that takes a yes/no fact or a number (1 is all)."""
