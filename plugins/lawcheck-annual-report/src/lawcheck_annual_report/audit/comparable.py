"""Which figures of a report may be compared, and what a comparison finds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import attrs

from lawcheck.plugin import Message
from lawcheck_annual_report.figures.annual_report import AnnualReport
from lawcheck_annual_report.figures.figures import Reading
from lawcheck_annual_report.figures.labels import Labelled
from lawcheck_annual_report.figures.periods import Time
from lawcheck_annual_report.figures.qualifiers import Qualifier
from lawcheck_annual_report.figures.subjects import Subject, Who

BACK: Final = 6
"""How many figures before one those may be that it belongs to."""


@attrs.frozen
class Finding:
    """One contradiction.

    Attributes:
        what: what does not agree, with the arithmetic.
        quotes: the offsets and words of what is compared; none if something is missing.
    """

    what: Message
    quotes: tuple[tuple[int, str], ...]


def is_exact(each: Labelled) -> bool:
    """Return whether a figure is exact, a level, and no plan, of whatever period."""
    return (
        each.figure.qualifier is Qualifier.EXACT
        and each.figure.reading is Reading.LEVEL
        and not each.is_plan
    )


def is_compared(each: Labelled) -> bool:
    """Return whether a figure is exact, of this year, and no plan."""
    return is_exact(each) and each.time is Time.YEAR


def are_alike(one: Labelled, other: Labelled) -> bool:
    """Return whether two figures count the same kind of thing, of one subject."""
    return (
        one.figure.unit == other.figure.unit
        and is_compared(one)
        and is_compared(other)
        and whose(one.subject) == whose(other.subject)
    )


def whose(subject: Subject) -> str:
    """Return a name for whom a figure is of; empty for the unit itself, however it is called."""
    return "" if subject.who is Who.OWN else subject.said


def of_the_sentence(figures: Sequence[Labelled], number: int) -> list[Labelled]:
    """Return the figures before one in its sentence, the nearest last."""
    start = figures[number].start - len(figures[number].said_before)
    return [each for each in figures[max(0, number - BACK) : number] if each.start >= start]


def quotes(report: AnnualReport, *figures: Labelled) -> tuple[tuple[int, str], ...]:
    """Return the offsets and words of figures."""
    return tuple(
        (each.start, report.text[each.start : each.figure.end].strip(" 　\n、"))
        for each in figures
    )
