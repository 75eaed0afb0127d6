"""A checklist as of a day: scored with what is due by then."""

from __future__ import annotations

from datetime import date

import attrs

from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import Place, UsageError, problem
from lawcheck.model.rule import Timed
from lawcheck.model.so_far import PeriodSoFar
from lawcheck.model.text import Message, message


def as_of(checklist: Checklist, day: date) -> Checklist:
    """Return a checklist that scores units as of a day, with what is due by then.

    Evidence is read for this checklist, because a date after the day is refused. The rules are
    those of the checklist that is given; `load_checklist` picks those in force on the day.

    >>> from datetime import date
    >>> import lawcheck
    >>> checklist = lawcheck.as_of(lawcheck.load_checklist("street-visit"), date(2023, 6, 30))
    >>> card = lawcheck.score(checklist, lawcheck.build_evidence(checklist, unit="a"))
    >>> str(card.as_of)
    '2023-06-30'

    Args:
        checklist: the checklist.
        day: the day; it is taken to be over.

    Raises:
        TypeError: the day is no `datetime.date`.
        UsageError: the period has not begun by then.
    """
    if type(day) is not date:
        raise TypeError(f"as_of(): day must be a datetime.date, not {day!r}")
    start, end = checklist.period.start, checklist.period.end
    if day < start:
        what = (
            "评分日 {day} 早于考评期间的第一天 {start}；请给期间内或之后的日期",
            "{day} is before the period begins on {start}; give a day in the period or after it",
        )
        raise UsageError([problem(Place(), *what, day=day, start=start)])
    return attrs.evolve(
        checklist,
        period=PeriodSoFar(start, end, day),
        overlays=tuple(
            attrs.evolve(each, rules=as_of(each.rules, day)) for each in checklist.overlays
        ),
    )


def whole_period(checklist: Checklist) -> Checklist:
    """Return a checklist that scores the whole period."""
    if checklist.period.as_of is None:
        return checklist
    return attrs.evolve(
        checklist,
        period=checklist.period.whole,
        overlays=tuple(
            attrs.evolve(each, rules=whole_period(each.rules)) for each in checklist.overlays
        ),
    )


def as_it_stands(checklist: Checklist) -> Message | None:
    """Return a notice of the items that do not say when they fall due, and so count in full.

    None if there are none, if the period is over, and for a checklist that is not as of a day.
    """
    day = checklist.period.as_of
    if day is None or day >= checklist.period.end:
        return None
    found = [
        indicator.id
        for indicator in checklist.indicators()
        if indicator.falls_due is None
        and not (isinstance(indicator.rule, Timed) and indicator.rule.is_timed)
    ]
    if not found:
        return None
    return message(
        "按 {day} 评分；{count} 项没有写 falls_due，按材料现状照评：{items}",
        "scored as of {day}; {count} items declare no `falls_due` and are scored as they stand: "
        "{items}",
        day=day,
        count=len(found),
        items=found,
    )
