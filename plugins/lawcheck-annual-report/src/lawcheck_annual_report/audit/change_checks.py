"""Compute changes anew: `由80%升至95%，提高15个百分点`, `受理120件，上年100件，增长20%`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from lawcheck.plugin import HUNDRED, Message, message
from lawcheck_annual_report.audit.arithmetic import Agreement, agreement, places_of
from lawcheck_annual_report.audit.comparable import Finding, is_exact, of_the_sentence, quotes
from lawcheck_annual_report.figures.annual_report import AnnualReport
from lawcheck_annual_report.figures.figures import Figure, Reading
from lawcheck_annual_report.figures.labels import Labelled
from lawcheck_annual_report.figures.measure_words import PERCENT, POINTS
from lawcheck_annual_report.figures.periods import Time
from lawcheck_annual_report.figures.qualifiers import Qualifier

_LAST_YEAR: Final = re.compile("(?:去年|上年|上一年)")
_OF_A_RATE: Final = re.compile("(?:率|占比|比例|比重)[^，,。；;：:\n率]{0,12}$")
"""`败诉率下降8%`: what changes is a share."""
_ONLY_CHANGE: Final = re.compile(
    "(?:同比|环比|[较比](?:上年|去年|上一年)(?:度|同期)?)?(?:上升|下降|提高|提升|降低|增长|增加|减少)了?"
)


def changes(report: AnnualReport) -> Iterator[Finding]:
    """Yield changes that do not follow from the two figures that they compare."""
    for number, change in enumerate(report.figures):
        is_change = change.figure.reading is Reading.CHANGE
        if not is_change or change.figure.qualifier is not Qualifier.EXACT or change.is_plan:
            continue
        if change.figure.unit not in (PERCENT, POINTS):
            continue
        pair = _compared(report.figures, number)
        if pair is not None:
            what = _disagreement(report, *pair, change.figure)
            if what is not None:
                yield Finding(what, quotes(report, *pair, change))
        elif change.figure.unit == PERCENT:
            rate = _rate_of(report.figures, number)
            if rate is not None:
                yield Finding(_ambiguous(change.figure), quotes(report, *rate, change))


def _rate_of(figures: Sequence[Labelled], number: int) -> Sequence[Labelled] | None:
    """Return the rate that changes, or nothing if its name is in the change; None if it is none.

    `败诉率12%，下降3%` is two figures, `败诉率下降3%` one.
    """
    change = figures[number]
    if _OF_A_RATE.search(change.before):
        return ()
    before = of_the_sentence(figures, number)
    if not before or _ONLY_CHANGE.fullmatch(change.before) is None:
        return None
    last = before[-1].figure
    is_rate = last.unit == PERCENT and last.reading is Reading.LEVEL
    return before[-1:] if is_rate else None


def _compared(figures: Sequence[Labelled], number: int) -> tuple[Labelled, Labelled] | None:
    """Return the earlier and the later figure that a change compares; None if it is not said."""
    before = of_the_sentence(figures, number)
    if not before:
        return None
    last = before[-1]
    if last.former is not None and len(before) > 1 and before[-2].figure is last.former:
        return _usable(before[-2], last)
    for base, level in _around(figures, number, before):
        if base.time is Time.OTHER_YEAR and _LAST_YEAR.match(base.period.said):
            return _usable(base, level)
    return None


def _around(
    figures: Sequence[Labelled], number: int, before: Sequence[Labelled]
) -> Iterator[tuple[Labelled, Labelled]]:
    """Yield what may be last year's figure and this year's, in the orders that reports use."""
    if len(before) > 1:
        yield before[-1], before[-2]  # `受理120件，上年100件，增长20%`
    following = figures[number + 1 : number + 2]
    if following and following[0].figure.start - figures[number].figure.end < _NEAR:
        yield following[0], before[-1]  # `受理120件，增长20%（上年100件）`


_NEAR: Final = 12
"""Characters between a change and the figure of last year behind it."""


def _usable(base: Labelled, level: Labelled) -> tuple[Labelled, Labelled] | None:
    is_alike = base.figure.unit == level.figure.unit and level.time is Time.YEAR
    return (base, level) if is_alike and is_exact(base) and is_exact(level) else None


def _disagreement(
    report: AnnualReport, base: Labelled, level: Labelled, change: Figure
) -> Message | None:
    difference = level.figure.value - base.figure.value
    if change.unit == POINTS:
        if level.figure.unit != PERCENT or difference == change.value:
            return None
        return message(
            "从 {first:%} 到 {second:%} 相差 {points} 个百分点，写的是 {printed}",
            "from {first:%} to {second:%} are {points} points, and {printed} is said",
            first=base.figure.value / HUNDRED,
            second=level.figure.value / HUNDRED,
            points=difference,
            printed=change.value,
        )
    if not base.figure.value:
        return None
    rise = difference / base.figure.value
    said = agreement(abs(rise), abs(change.value), places_of(report.text, change))
    is_other_way = (rise < 0) != (change.value < 0)
    if said is Agreement.ROUNDED and not is_other_way:
        return None
    if level.figure.unit == PERCENT and difference == change.value:
        return message(
            "从 {first:%} 到 {second:%} 相差 {points} 个百分点，相对变化是 {rise:%}；"
            "写的“%”应为“个百分点”",
            "from {first:%} to {second:%} are {points} points, and relatively {rise:%}; "
            "it says %, and means points",
            first=base.figure.value / HUNDRED,
            second=level.figure.value / HUNDRED,
            points=difference,
            rise=rise,
        )
    is_share = level.figure.unit == PERCENT
    return message(
        "从 {first:%} 到 {second:%} 是 {rise:%}，写的是 {printed:%}：{said}"
        if is_share
        else "从 {first} 到 {second} 是 {rise:%}，写的是 {printed:%}：{said}",
        "from {first:%} to {second:%} is {rise:%}, and {printed:%} is said: {said}"
        if is_share
        else "from {first} to {second} is {rise:%}, and {printed:%} is said: {said}",
        first=base.figure.value / HUNDRED if is_share else base.figure.value,
        second=level.figure.value / HUNDRED if is_share else level.figure.value,
        rise=rise,
        printed=change.value / HUNDRED,
        said=(Agreement.WRONG if is_other_way else said).value,
    )


def _ambiguous(change: Figure) -> Message:
    return message(
        "率的增减写作 {printed:%}：可以是 {points} 个百分点，也可以是原来的率的 {printed:%}；"
        "请核对",
        "a rate is said to change by {printed:%}: that may be {points} points, or {printed:%} of "
        "the rate before",
        printed=abs(change.value) / HUNDRED,
        points=abs(change.value),
    )
