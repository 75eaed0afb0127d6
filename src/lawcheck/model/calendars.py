"""Counting days: calendar days, and working days by a calendar from the checklist."""

from __future__ import annotations

from array import array
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate, compress, count, pairwise
from typing import Literal

import attrs

from lawcheck.model.lookups import Lookup
from lawcheck.model.text import Message, message

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

    @cached_property
    def _counts(self) -> Lookup:
        """How many working days there are up to a day, by its ordinal; 0 before the first day."""
        first, last = self.start.toordinal(), self.end.toordinal()
        days = map(self.is_worked, map(date.fromordinal, range(first, last + 1)))
        return Lookup(first - 1, array("l", accumulate(days, initial=0)))

    @cached_property
    def _worked_days(self) -> Lookup:
        """The ordinals of the working days, numbered from 1."""
        first, counts = self._counts.first, self._counts.values
        rises = (two > one for one, two in pairwise(counts))
        return Lookup(1, array("l", compress(count(first + 1), rises)))


def add_days(start: date, days: int, calendar: Calendar | None) -> date:
    """Return the last day of a time limit; the day it starts from does not count.

    Args:
        start: the day that the limit starts from.
        days: how many days it has, not below 0.
        calendar: the working days; None to count calendar days.

    Raises:
        OutsideCalendar: a day is not covered by the calendar, or too late for a `date`.
    """
    if calendar is None:
        try:
            return start + timedelta(days=days)
        except OverflowError:
            raise OutsideCalendar(start) from None
    if not days:
        return start
    place = _worked_until(start, start, calendar) + days
    if not place <= calendar._worked_days.last:
        raise OutsideCalendar(_following(calendar.end))
    # of the day itself, not of its class: it may stand for a column of days
    return start.fromordinal(calendar._worked_days.at(place))


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
    return _worked_until(end, start, calendar) - _worked_until(start, start, calendar)


def _worked_until(day: date, start: date, calendar: Calendar) -> int:
    """Count the working days up to a day, in a calendar that covers all days after `start`.

    Raises:
        OutsideCalendar: it does not cover all days after `start` up to `day`, or is over by then.
    """
    counts = calendar._counts
    if not counts.first <= start.toordinal() < counts.last:
        raise OutsideCalendar(_following(start))
    if not day.toordinal() <= counts.last:
        raise OutsideCalendar(_following(calendar.end))
    return counts.at(day.toordinal())


def _following(day: date) -> date:
    """Return the day after; the last `date` has none, and stands for it."""
    return day if day == date.max else day + timedelta(days=1)


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

    @property
    def as_of(self) -> date | None:
        """The day as of which units are scored; None to score the whole period."""
        return None

    @property
    def whole(self) -> Period:
        """The period without a day as of which units are scored."""
        return self

    def latest(self, any_date: bool) -> date | None:
        """Return the latest date that evidence may name; None for no limit.

        Args:
            any_date: dates may lie outside the period.
        """
        return None if any_date else self.end

    def is_over_by(self, day: date) -> bool:
        """Return whether a day is over, so that what was due on it can be judged."""
        return self.as_of is None or day <= self.as_of

    def refuses(self, day: date, any_date: bool) -> Message | None:
        """Return why evidence may not name a day; None if it may.

        Args:
            day: the day.
            any_date: dates may lie outside the period.
        """
        if any_date or day in self:
            return None
        return message(
            "{day} 不在考评期间 {start} 至 {end} 内；请核对",
            "{day} lies outside the period {start} to {end}; check it",
            day=day,
            start=self.start,
            end=self.end,
        )

    def over(self, length: PeriodLength) -> tuple[Period, ...]:
        """Return those parts of `split` that are over: all, unless scored as of a day.

        >>> from datetime import date
        >>> from lawcheck.plugin import PeriodSoFar, year
        >>> half = PeriodSoFar(date(2023, 1, 1), date(2023, 12, 31), date(2023, 8, 15))
        >>> len(year(2023).over("quarter")), len(half.over("quarter"))
        (4, 2)
        """
        return tuple(part for part in self.split(length) if self.is_over_by(part.end))

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
