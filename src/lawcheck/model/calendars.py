"""Counting days: calendar days, and working days by a calendar that the checklist carries."""

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
"""Into what a period is split."""
_MONTHS: dict[PeriodLength, int] = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}


class OutsideCalendar(Exception):
    """A date lies outside what the calendar covers, so its working days are unknown."""


@attrs.frozen
class Calendar:
    """Which days are worked. In China weekends move around holidays every year, so the list is data.

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
        """Whether people work on this day.

        Raises:
            OutsideCalendar: the calendar does not cover the day.
        """
        if not self.start <= day <= self.end:
            raise OutsideCalendar(day)
        if day in self.workdays:
            return True
        return day not in self.holidays and _WEEKDAYS[day.weekday()] not in self.weekend


def add_days(start: date, days: int, calendar: Calendar | None) -> date:
    """The last day of a time limit of so many days; the day it starts from does not count."""
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
    """Days from start (not counted) to end (counted); 0 where end is not after start."""
    if end <= start:
        return 0
    if calendar is None:
        return (end - start).days
    return sum(
        calendar.is_worked(start + timedelta(days=n)) for n in range(1, (end - start).days + 1)
    )


@attrs.frozen
class Period:
    """The time that a checklist assesses, both ends included."""

    start: date = attrs.field(metadata={"key": "from"})
    end: date = attrs.field(metadata={"key": "to"})

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def split(self, length: PeriodLength) -> tuple[Period, ...]:
        """The calendar months, quarters, half-years or years in the period, cut at its ends."""
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
