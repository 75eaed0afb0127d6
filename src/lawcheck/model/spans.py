"""Intervals of scores that are not known yet."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

import attrs

from lawcheck.model.exact import decimal_text


@attrs.frozen
class Span:
    """The interval that a score lies in: the lowest and the highest it can still be.

    Both ends are equal once every item is known.

    >>> from fractions import Fraction
    >>> from lawcheck import Span
    >>> span = Span(Fraction("93.52"), Fraction(100))
    >>> print(span)
    93.52 to 100
    >>> span.is_exact
    False

    Attributes:
        low: the lowest possible score.
        high: the highest possible score.
    """

    low: Fraction
    high: Fraction

    @property
    def is_exact(self) -> bool:
        """Whether both ends are equal, so the score is known."""
        return self.low == self.high

    def __str__(self) -> str:
        """Return `93.52 to 100`, or `76.7` if both ends are equal."""
        return (
            decimal_text(self.low)
            if self.is_exact
            else f"{decimal_text(self.low)} to {decimal_text(self.high)}"
        )


PrintedSpan = Annotated[Span, "printed"]
"""A span of rounded scores, saved with the decimal places of the card."""
