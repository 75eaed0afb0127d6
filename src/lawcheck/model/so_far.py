"""A period that is scored as of one of its days, and when an item falls due."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import ClassVar, Literal, assert_never

import attrs

from lawcheck.model.calendars import Period
from lawcheck.model.exact import ONE
from lawcheck.model.text import Message, message

BeforeDue = Literal["left_out", "open", "pro_rata"]
"""How an item counts before it falls due."""


@attrs.frozen
class PeriodSoFar(Period):
    """A period as of a day: what is due later is not judged yet.

    >>> from datetime import date
    >>> from lawcheck.plugin import PeriodSoFar
    >>> half = PeriodSoFar(date(2023, 1, 1), date(2023, 12, 31), date(2023, 6, 30))
    >>> date(2023, 10, 12) in half, half.is_over_by(date(2023, 6, 30))
    (False, True)

    Attributes:
        start: the first day of the period.
        end: its last day.
        as_of: the day; it is over.
    """

    as_of: date

    def __contains__(self, day: date) -> bool:
        return day <= self.as_of and day in self.whole

    @property
    def whole(self) -> Period:
        """The period without the day."""
        return Period(self.start, self.end)

    def latest(self, any_date: bool) -> date:
        """Return the latest date that evidence may name: the day, or the end of the period."""
        return self.as_of if any_date else min(self.as_of, self.end)

    def refuses(self, day: date, any_date: bool) -> Message | None:
        """Return why evidence may not name a day: it lies after this one, or outside."""
        if day > self.as_of:
            return message(
                "{day} 晚于评分日 {as_of}，那时还没有发生；请给截至评分日的材料，"
                "或改用更晚的评分日",
                "{day} is after {as_of}, the day as of which is scored, so it had not happened; "
                "give the evidence as it stood that day, or score as of a later day",
                day=day,
                as_of=self.as_of,
            )
        return self.whole.refuses(day, any_date)


@attrs.frozen
class FallsDue:
    """When an item falls due, and how it counts before.

    Attributes:
        by: the day by which it must be done; None for the last day of the period.
        before: how it counts before: `left_out`, as an item that does not apply; `open`, with
            points between its worst and its best; `pro_rata`, with what it demands scaled by the
            share of the time that is over.
    """

    tag: ClassVar[str] = "falls_due"

    by: date | None
    before: BeforeDue

    def day(self, period: Period) -> date:
        """Return the day by which it must be done."""
        return self.by or period.end

    def is_due(self, period: Period) -> bool:
        """Return whether it counts in full."""
        return period.is_over_by(self.day(period))

    def share(self, period: Period) -> Fraction:
        """Return the share of what it demands that is demanded so far.

        It is the share of the days from the beginning of the period to the day by which it must
        be done that are over.
        """
        if self.before != "pro_rata" or period.as_of is None or self.is_due(period):
            return ONE
        days = (self.day(period) - period.start).days + 1
        return Fraction((period.as_of - period.start).days + 1, days)

    def describe(self) -> Message:
        """Return a sentence for people."""
        day = self.by or message("期间最后一天", "the last day of the period")
        match self.before:
            case "left_out":
                return message(
                    "{day}到期；到期前不计", "falls due on {day}; left out before", day=day
                )
            case "open":
                return message("{day}到期；到期前未定", "falls due on {day}; open before", day=day)
            case "pro_rata":
                return message(
                    "{day}到期；到期前按已过时间折算",
                    "falls due on {day}; in proportion to the time over before",
                    day=day,
                )
            case _:
                assert_never(self.before)
