"""The day on which a report was published, as its page or its text says.

Annual reports are published before 1 April of the next year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

import attrs

_NEAR_THE_TITLE: Final = 600
"""Characters of a text in which the day stands that a site puts under the title."""
_DAY: Final = "(?P<year>20[0-9]{2})[-/.年](?P<month>[0-9]{1,2})[-/.月](?P<day>[0-9]{1,2})日?"
_SAID: Final = re.compile(rf"(?:发布|公开|公布)(?:时间|日期)[\s:：|\]】]{{0,6}}{_DAY}")
_SAID_ALONE: Final = re.compile(rf"^(?:(?:发布|公开|公布)?(?:时间|日期)[\s:：]{{0,3}})?{_DAY}")


@attrs.frozen
class Published:
    """A day of publication.

    Attributes:
        day: the day.
        said: the words that say so.
        start: their offset in the text; None where they are not part of it.
    """

    day: date
    said: str
    start: int | None


def deadline(year: int) -> date:
    """Return the last day on which the report of a year may be published.

    >>> deadline(2023)
    datetime.date(2024, 3, 31)
    """
    return date(year + 1, 3, 31)


def published_in(text: str, notes: Iterable[str]) -> tuple[Published, ...]:
    """Return the days of publication that a page says.

    >>> published_in("甲区2023年度报告", ["来源：甲区 发布时间：2024-03-28 09:18"])[0].day
    datetime.date(2024, 3, 28)

    Args:
        text: the text of the report.
        notes: what the page says beside it.
    """
    return (*_beside(notes), *_in_text(text))


def _beside(notes: Iterable[str]) -> Iterator[Published]:
    for note in notes:
        match = _SAID.search(note) or _SAID_ALONE.search(note.strip())
        day = _day(match) if match is not None else None
        if match is not None and day is not None:
            yield Published(day, match[0].strip(), None)


def _in_text(text: str) -> Iterator[Published]:
    for match in _SAID.finditer(text, 0, _NEAR_THE_TITLE):
        day = _day(match)
        if day is not None:
            yield Published(day, match[0], match.start())


def _day(match: re.Match[str]) -> date | None:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:  # 31 June
        return None
