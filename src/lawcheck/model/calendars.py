"""Counting days: calendar days, and working days by a calendar from the checklist."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

import attrs

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
"""A day of the week."""
_WEEKDAYS: tuple[Weekday, ...] = (
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
)

PeriodLength = Literal["month", "quarter", "half_year", "year"]
"""The length of the parts that a period is split into."""
_MONTHS: dict[PeriodLength, int] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


class OutsideCalendar(Exception):
    """A date lies outside the days that a calendar covers, so working days are unknown."""


@attrs.frozen
class Calendar:
    """Which days are working days.

    In China weekends are moved around holidays every year, so the days are data of a checklist.

    >>> from datetime import date
    >>> from lawcheck.plugin import Calendar
    >>> calendar = Calendar(
    ...     date(2023, 1, 1),
    ...     date(2023, 12, 31),
    ...     ("saturday", "sunday"),
    ...     holidays=frozenset({date(2023, 10, 2)}),
    ...     workdays=frozenset({date(2023, 10, 7)}),
    ... )
    >>> calendar.is_worked(date(2023, 10, 2)), calendar.is_worked(date(2023, 10, 7))
    (False, True)

    Attributes:
        start: first day covered.
        end: last day covered.
        weekend: days of the week that are normally off.
        holidays: further days off.
        workdays: weekend days or holidays that are worked (调休上班).
    """

    start: date = attrs.field(metadata={"key": "from"})
    end: date = attrs.field(metadata={"key": "to"})
    weekend: tuple[Weekday, ...]
    holidays: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()

    def is_worked(self, day: date) -> bool:
        """Return whether this is a working day.

        Raises:
            OutsideCalendar: the calendar does not cover the day.
        """
        if not self.start <= day <= self.end:
            raise OutsideCalendar(day)
        if day in self.workdays:
            return True
        return day not in self.holidays and _WEEKDAYS[day.weekday()] not in self.weekend


def add_days(start: date, days: int, calendar: Calendar | None) -> date:
    """Return the last day of a time limit; the day it starts from does not count.

    Args:
        start: the day that the limit starts from.
        days: how many days it has.
        calendar: the working days; None to count calendar days.

    Raises:
        OutsideCalendar: a day is not covered by the calendar, or too late for a `date`.
    """
    if calendar is None:
        try:
            return start + timedelta(days=days)
        except OverflowError:
            raise OutsideCalendar(start) from None
    day = start
    while days:
        day += timedelta(days=1)
        days -= calendar.is_worked(day)
    return day


def days_between(start: date, end: date, calendar: Calendar | None) -> int:
    """Count the days after `start` up to and including `end`; 0 if `end` is not after `start`.

    Args:
        start: the first day, which is not counted.
        end: the last day, which is counted.
        calendar: the working days; None to count calendar days.

    Raises:
        OutsideCalendar: a day is not covered by the calendar.
    """
    if end <= start:
        return 0
    if calendar is None:
        return (end - start).days
    return sum(
        calendar.is_worked(start + timedelta(days=n)) for n in range(1, (end - start).days + 1)
    )


@attrs.frozen
class Period:
    """A time from one day to another, both included, such as the year that is assessed.

    >>> from datetime import date
    >>> from lawcheck.plugin import Period
    >>> half = Period(date(2023, 1, 1), date(2023, 6, 30))
    >>> date(2023, 6, 30) in half
    True
    >>> [str(part.start) for part in half.split("quarter")]
    ['2023-01-01', '2023-04-01']

    Attributes:
        start: the first day.
        end: the last day.
    """

    start: date = attrs.field(metadata={"key": "from"})
    end: date = attrs.field(metadata={"key": "to"})

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def split(self, length: PeriodLength) -> tuple[Period, ...]:
        """Return the calendar months, quarters, half-years or years in the period.

        The first and the last are shortened if the period begins or ends within them.
        """
        months = _MONTHS[length]
        parts = []
        first = date(self.start.year, (self.start.month - 1) // months * months + 1, 1)
        while first <= self.end:
            month = first.month - 1 + months
            following = date(first.year + month // 12, month % 12 + 1, 1)
            parts.append(
                Period(max(first, self.start), min(following - timedelta(days=1), self.end))
            )
            first = following
        return tuple(parts)


def year(number: int) -> Period:
    """Return the period of one calendar year.

    >>> from lawcheck.plugin import year
    >>> str(year(2023).end)
    '2023-12-31'
    """
    return Period(date(number, 1, 1), date(number, 12, 31))
