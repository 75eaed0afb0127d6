"""The kinds of values (类型) that a fact or a column may be declared to hold.

This table is the one place that defines the kinds; `lawcheck.evidence.cells` reads their cells.
Code that treats numbers, dates, booleans and texts differently matches on `holds`, which has four
cases, and not on the kinds themselves.
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction
from typing import Literal

from lawcheck.model.exact import ZERO
from lawcheck.model.text import Text

Holds = Literal["number", "date", "yes_no", "text"]
"""The type of a value in a program: a Fraction, a date (or `NEVER`), a bool, a str."""


class Kind(StrEnum):
    """The kind of a fact or column. Its value is its name in the checklist.

    >>> from lawcheck.plugin import Kind
    >>> [kind.value for kind in Kind if kind.holds == "number"]
    ['count', 'amount', 'rate']

    Attributes:
        label: what people call it.
        holds: the type of its values in a program.
        least: the smallest value; None for no limit, or where values are not numbers.
    """

    label: Text
    holds: Holds
    least: Fraction | None

    def __new__(cls, name: str, label: Text, holds: Holds, least: Fraction | None = None) -> Kind:
        """Make a member: a `str` (its name) with further attributes."""
        kind = str.__new__(cls, name)
        kind._value_ = name
        kind.label = label
        kind.holds = holds
        kind.least = least
        return kind

    COUNT = "count", Text("整数", "whole number"), "number", ZERO
    AMOUNT = "amount", Text("数值", "number"), "number"
    RATE = "rate", Text("比率", "rate"), "number", ZERO
    DATE = "date", Text("日期", "date"), "date"
    YES_NO = "yes_no", Text("是/否", "yes/no"), "yes_no"
    TEXT = "text", Text("文字", "text"), "text"

    @property
    def form(self) -> str:
        """The format of a value in message templates; rates have a percent sign."""
        return ":%" if self is Kind.RATE else ""


def kind_named(name: str) -> Kind:
    """Return the kind with this name.

    Raises:
        ValueError: no kind has this name.
    """
    return Kind(name)  # type: ignore[call-arg]  # mypy takes the arguments of a member
