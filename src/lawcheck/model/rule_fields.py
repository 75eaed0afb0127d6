"""The types of the fields of an indicator type: which values a checklist may give them."""

from __future__ import annotations

from typing import Annotated

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
