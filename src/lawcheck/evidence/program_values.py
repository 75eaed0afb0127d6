"""Read values that a program passes, without guessing what a float or a bool is meant to be."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Final, assert_never

from lawcheck.evidence.cells import bounded, read_value
from lawcheck.model.declarations import Spec
from lawcheck.model.evidence import Never, Value
from lawcheck.model.exact import to_exact
from lawcheck.model.raw_tables import Cell
from lawcheck.model.text import Message, message

Given = int | str | Decimal | Fraction | date | bool | Never | None
"""What a program may pass for a value; None is missing."""


_OF_PYTHON: Final = frozenset({int, str, bool, Decimal, Fraction, date, float})


def is_missing(value: object) -> bool:
    """Check whether a value is missing: None, or `pd.NA` or `pd.NaT` of pandas.

    The types are compared by name, so that pandas need not be imported. A NaN is not missing: it
    may be the result of a division by zero.
    """
    return value is None or type(value).__name__ in ("NAType", "NaTType")


def read_given(value: Given, spec: Spec) -> Value | Message:
    """Return a value of a program as the kind that the checklist declares, or what is wrong."""
    value = _plain(value)
    holds = spec.kind.holds
    if holds == "number":
        return exact_number(value, spec)
    if isinstance(value, str):
        if not value or value != value.strip():
            return message(
                "空白或前后有空格；缺数据请传 None",
                "blank, or spaces around it; pass None for what is missing",
            )
        return read_value(Cell(value), spec)
    match holds:
        case "yes_no" if isinstance(value, bool):
            return value
        case "date" if isinstance(value, date) and not isinstance(value, datetime):
            return value
        case "date" if isinstance(value, Never) and spec.may_be_never:
            return value
        case "yes_no" | "date" | "text":
            return _wrong_type(value, spec)
        case _:
            assert_never(holds)


def _plain(value: Given) -> Given:
    """Convert an integer, boolean or text of NumPy, or a day of pandas, to Python's own type.

    Other values are returned as they are; floats of NumPy too, so that they are refused as floats.
    The value is recognized by its type's name and attributes, so that nothing need be imported.
    """
    kind = type(value)
    if kind in _OF_PYTHON:
        return value
    item = getattr(value, "item", None)
    if (
        kind.__module__.partition(".")[0] == "numpy"
        and getattr(value, "ndim", None) == 0
        and callable(item)
    ):
        made = item()
        if isinstance(made, float):
            return value
        return made if isinstance(made, int | str | date) else value
    if (
        kind.__name__ == "Timestamp"
        and isinstance(value, datetime)
        and value == datetime(value.year, value.month, value.day)
    ):
        return value.date()
    return value


def exact_number(value: Given, spec: Spec) -> Fraction | Message:
    """Return the exact number if its spec allows it, or what is wrong with it."""
    try:
        return bounded(to_exact(value), spec)
    except TypeError:
        return _wrong_type(value, spec)
    except ValueError:
        return message("{value} 不是数字", "{value} is not a number", value=repr(value))


def _wrong_type(value: object, spec: Spec) -> Message:
    if isinstance(value, float) and value != value:  # only NaN is not equal to itself
        return message(
            "NaN 不是数据；缺数据请传 None", "NaN is not a value; pass None for what is missing"
        )
    if isinstance(value, float):
        return message(
            "浮点数 {value} 已不精确；请传 str、Decimal 或 Fraction",
            "the float {value} is not exact any more; pass a str, Decimal or Fraction",
            value=repr(value),
        )
    return message(
        "{value}（{type}）不是 {kind}",
        "{value} ({type}) is not of kind {kind}",
        value=repr(value),
        type=type(value).__name__,
        kind=spec.kind,
    )
