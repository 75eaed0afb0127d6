"""Conditions as data: which records count, when an item applies, when a veto applies.

How a value is compared is up to its operator (`operators`). Truth has three values: a condition
on a blank cell is neither true nor false but `None`, which callers must treat as missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, Final

import attrs

from lawcheck.model.calendars import Calendar, add_days
from lawcheck.model.evidence import Never, Value, compared
from lawcheck.model.foreign_errors import part_failed
from lawcheck.model.operators import Operator, as_operator, example_of, held
from lawcheck.model.text import Message, Text, message, written

Truth = bool | None
"""Whether something holds; None if that is not known."""

_NO_LABEL: Final = Text("")


def all_of(truths: Iterator[Truth]) -> Truth:
    """Return True if all are true, False if one is false, else None (unknown)."""
    result: Truth = True
    for truth in truths:
        if truth is False:
            return False
        if truth is None:
            result = None
    return result


def any_of(truths: Iterator[Truth]) -> Truth:
    """Return True if one is true, False if all are false, else None (unknown)."""
    result: Truth = False
    for truth in truths:
        if truth is True:
            return True
        if truth is None:
            result = None
    return result


@attrs.frozen
class Comparison:
    """One column (or fact) compared with an operand.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import Comparison
    >>> many = Comparison("people", "at_least", Fraction(3))
    >>> many.holds({"people": Fraction(5)}), many.holds({"people": Fraction(2)})
    (True, False)
    >>> print(many.holds({}))  # a blank is neither
    None

    Attributes:
        column: the column or fact.
        operator: how it is compared; a built-in operator may be given by its name.
        operand: what it is compared with; a tuple for an operator that takes a list.
        optional: the column may be blank; a blank then equals nothing.
        label: what people call the column.
        provider: distribution and version that provides the operator; empty for a built-in one.
        is_rate: the column is a rate, so the operand is printed as a percentage.
    """

    tag: ClassVar[str] = "comparison"

    column: str
    operator: Operator = attrs.field(converter=as_operator)
    operand: Any
    optional: bool = False
    label: Text = attrs.field(default=_NO_LABEL, eq=False)
    provider: str = attrs.field(default="", eq=False)
    is_rate: bool = attrs.field(default=False, eq=False)
    _operand: Any = attrs.field(init=False, eq=False, repr=False)
    """The operand as values are compared with it; every record needs it."""

    @_operand.default
    def _as_compared(self) -> Any:
        if isinstance(self.operand, tuple):
            return tuple(map(compared, self.operand))
        return compared(self.operand)

    @property
    def title(self) -> Message:
        """The comparison in words, for example `负责人出庭=是`."""
        column = _called(self.label, self.column)
        operand = written(self.operand, is_rate=self.is_rate)
        return Message(self.operator.title, {"column": column, "operand": operand})

    @property
    def columns(self) -> tuple[str, ...]:
        """The column that it reads."""
        return (self.column,)

    def holds(self, values: Mapping[str, Value | None]) -> Truth:
        """Return whether the condition holds for these values; None if the value is missing."""
        value = values.get(self.column)
        if value is None:
            return self.operator.of_blank if self.optional else None
        if self.provider:
            return held(self.operator, compared(value), self._operand, self.provider)
        return self.operator.holds(compared(value), self._operand)

    def example(self) -> Value | None:
        """Return a value that meets the condition; None if none is known.

        Raises:
            PluginError: the operator of a plugin gave another one.
        """
        if not self.provider:
            return self.operator.example(self.operand)
        found = example_of(self.operator, self.operand, self.provider)
        if found is not None and not self.holds({self.column: found}):
            what = f"example() returned {found!r}, for which it does not hold"
            raise part_failed(self.operator.name, self.provider, what)
        return found


@attrs.frozen
class IsMissing:
    """The condition that an optional column is blank, or is not.

    Attributes:
        column: the column.
        wanted: True for blank, False for not blank.
        label: what people call the column.
    """

    tag: ClassVar[str] = "is_missing"
    keys: ClassVar[tuple[str, ...]] = ("is_missing",)

    column: str
    wanted: bool
    label: Text = attrs.field(default=_NO_LABEL, eq=False)

    @property
    def title(self) -> Message:
        """The condition in words."""
        column = _called(self.label, self.column)
        if self.wanted:
            return message("{column}为空", "{column} blank", column=column)
        return message("{column}不为空", "{column} not blank", column=column)

    @property
    def columns(self) -> tuple[str, ...]:
        """The column that it reads."""
        return (self.column,)

    def holds(self, values: Mapping[str, Value | None]) -> Truth:
        """Return whether the column is blank or filled, as wanted; never None."""
        return (self.column not in values) is self.wanted


@attrs.frozen
class Within:
    """The condition that a date is at most so many days after the date in another column.

    The last day is computed as in the type `deadline`. For example, if it is a Friday, the
    Saturday after it is too late, although no working day lies between them. `never` is not in
    time.

    Attributes:
        column: the column of the date.
        days: the time limit in days.
        of: the column of the date that the limit starts from.
        calendar: the working days; None to count calendar days.
        label: what people call `column`.
        of_label: what people call `of`.
    """

    tag: ClassVar[str] = "within"
    keys: ClassVar[tuple[str, ...]] = ("within", "of", "calendar")

    column: str
    days: int
    of: str
    calendar: Calendar | None = None
    label: Text = attrs.field(default=_NO_LABEL, eq=False)
    of_label: Text = attrs.field(default=_NO_LABEL, eq=False)

    @property
    def title(self) -> Message:
        """The time limit in words."""
        values = {
            "column": _called(self.label, self.column),
            "of": _called(self.of_label, self.of),
            "days": self.days,
        }
        if self.calendar is None:
            return message(
                "{column}在{of}后{days}天内", "{column} within {days} days of {of}", **values
            )
        return message(
            "{column}在{of}后{days}个工作日内",
            "{column} within {days} working days of {of}",
            **values,
        )

    @property
    def columns(self) -> tuple[str, ...]:
        """The two dates that it reads."""
        return (self.column, self.of)

    def holds(self, values: Mapping[str, Value | None]) -> Truth:
        """Return whether the time limit was kept; None if a date is missing.

        Raises:
            OutsideCalendar: working days are asked for a date that the calendar does not cover.
        """
        value, start = values.get(self.column), values.get(self.of)
        if isinstance(value, Never):
            return False
        if not isinstance(value, date) or not isinstance(start, date):
            return None
        return value <= add_days(start, self.days, self.calendar)


@attrs.frozen
class Where:
    """Conditions that must all hold, and groups of conditions of which one must hold.

    >>> from lawcheck.plugin import Comparison, Where
    >>> decided = Comparison("kind", "equals", "decision")
    >>> notice = Comparison("kind", "equals", "notice")
    >>> where = Where(either=(Where((decided,)), Where((notice,))))
    >>> where.holds({"kind": "notice"})
    True
    >>> where.columns
    ('kind',)

    Attributes:
        tests: conditions that must all hold.
        either: groups of conditions, of which at least one must hold; empty for none.
    """

    tests: tuple[Comparison | IsMissing | Within, ...] = ()
    either: tuple[Where, ...] = ()
    columns: tuple[str, ...] = attrs.field(init=False, eq=False, repr=False)
    """The columns (or facts) that the conditions read, in order."""

    @columns.default
    def _columns(self) -> tuple[str, ...]:
        return tuple(
            dict.fromkeys(name for each in (*self.tests, *self.either) for name in each.columns)
        )

    def holds(self, values: Mapping[str, Value | None]) -> Truth:
        """Return whether the conditions hold; None if a cell that decides is blank."""
        truth: Truth = True
        for test in self.tests:  # `all_of`, in place because this runs for every record
            held = test.holds(values)
            if held is False:
                return False
            if held is None:
                truth = None
        if not self.either:
            return truth
        return all_of(iter((truth, any_of(group.holds(values) for group in self.either))))

    @property
    def title(self) -> Message:
        """The conditions in words, with a stroke between those in `either`."""
        groups = (
            [_joined([group.title for group in self.either], "/", " / ")] if self.either else []
        )
        return _joined([*(test.title for test in self.tests), *groups], "、", ", ")


def _called(label: Text, name: str) -> Text:
    return label if label.zh else Text(name)


def _joined(parts: Sequence[Message], zh: str, en: str) -> Message:
    fields = [f"{{part{number}}}" for number in range(len(parts))]
    values = {f"part{number}": part for number, part in enumerate(parts)}
    return message(zh.join(fields), en.join(fields), **values)


EVERYTHING: Final = Where()
"""No conditions: every record meets them. Recognized by identity (`where is EVERYTHING`)."""
