"""A change of points is printed as it is told: how far each end moved."""

from __future__ import annotations

from fractions import Fraction

from lawcheck.model.spans import Span
from lawcheck.reports.number_format import change_of


def test_both_ends_moved() -> None:
    """An item that was open is decided: from 60 to 80 points, to 74.7 to 86.7."""
    change = Span(Fraction("14.7"), Fraction("6.7"))

    assert change_of(change, "zh") == "最低+14.7，最高+6.7"
    assert change_of(change, "en") == "+14.7 to +6.7"


def test_both_ends_moved_alike() -> None:
    assert change_of(Span(Fraction(-2), Fraction(-2)), "zh") == "−2"
