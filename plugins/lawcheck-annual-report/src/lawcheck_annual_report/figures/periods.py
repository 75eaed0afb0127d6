"""The period that a figure is of, with the words that say so: `上半年`, `截至11月30日`."""

from __future__ import annotations

import enum
import re
from typing import Final

import attrs

from lawcheck.plugin import Text


class Time(enum.Enum):
    """How a period lies to the year of the report. The value is the name for people."""

    YEAR = Text("本年度", "the year of the report")
    PART_OF_YEAR = Text("部分月份", "a part of the year")
    OTHER_YEAR = Text("其他年度", "another year")
    ACROSS_YEARS = Text("跨年度", "across years")
    BEFORE_CHANGE = Text("变化之前", "before the change")


@attrs.frozen
class Period:
    """The period that a figure is of.

    Attributes:
        time: how it lies to the year of the report.
        said: the words that say so; empty if nothing is said, which means the whole year.
    """

    time: Time
    said: str


WHOLE_YEAR: Final = Period(Time.YEAR, "")

_NUMERALS: Final = "一二三四五六七八九十"
_YEAR: Final = (
    "(?:19|20)[0-9]{2}年度?|今年|本年度?|当年|去年|上年度?|上一年度?|前年"
    "|次年|翌年|明年|下一?年度?"
)
_DAY: Final = "[0-9]{1,2}[日号]|份|底|末|初|上旬|中旬|下旬"
_PART: Final = (
    f"上半年|下半年|前[一二三]个?季度|第?[一二三四1-4]季度末?"
    f"|(?:[0-9]{{1,2}}|[{_NUMERALS}]{{1,2}})月(?:{_DAY})?|年初|年底|年末"
)
_MONTHS: Final = "[0-9]{1,2}月?[ ]?[-—–~～至到]{1,2}[ ]?[0-9]{1,2}月份?"
_PERIOD: Final = re.compile(
    "(?P<as_of>截至|截止(?:到|至)?|至|到)?"
    f"(?:(?P<year>{_YEAR})?[底末]?(?:(?P<months>{_MONTHS})|(?P<part>{_PART}))?)"
    f"(?:[ ]?(?P<to>[-—–~～至到]{{1,2}})(?P<to_year>{_YEAR})?(?P<to_part>{_PART})?)?"
    "(?P<since>以来|起|至今|到现在)?(?:期间|间|止|前|之前)?"
)
_NOW: Final = re.compile("(?:截至|截止(?:到|至)?|到)?(?:目前|现在|年底)(?:为止)?|全年")
_LONG: Final = re.compile(
    f"(?:近|过去|最近)?(?:[0-9]{{1,2}}|[{_NUMERALS}两]{{1,2}})年(?:多)?(?:来|以来|间)|近年来?|多年来|历年来?"
    f"|近(?:[0-9]{{1,2}}|[{_NUMERALS}两]{{1,2}})年"
    f'|[“"]?[{_NUMERALS}]五[”"]?(?:普法)?(?:规划)?(?:实施)?(?:期间|以来|时期)'
)
_SINCE: Final = re.compile("自?[^，,。；;：:、\n0-9]{2,16}以来")
_LONGEST: Final = 20
_BEGINS: Final = frozenset("截至到今本当去上前次翌明下第年近过最多历全目现两“" + _NUMERALS) | {
    *"0123456789",
    '"',
}
"""How words of a period begin, other than those that end with 以来."""
_FIRST_MONTH: Final = re.compile("0?1月(?:份|初|1日)?")
_LAST_MONTH: Final = re.compile("12月(?:份|底|末|31日)?|年底|年末")
_YEAR_ENDS: Final = re.compile("(?:12|十二)月(?:底|末|31日)|年底|年末")
_MORE_MONTHS: Final = re.compile(f"(?:[、和及](?:{_PART})){{1,11}}")
"""`6月、12月两次`: the months of all."""
_OWN_YEAR: Final = frozenset(("今年", "本年", "本年度", "当年"))


def period_at(text: str, position: int, year: int | None) -> tuple[Period, int] | None:
    """Return the period that the words at a position name, and where they end; None if none.

    >>> period, end = period_at("截至6月底，受理9件", 0, 2023)
    >>> period.time.name, period.said, end
    ('PART_OF_YEAR', '截至6月底', 5)

    Args:
        text: the text.
        position: where the words begin.
        year: the year of the report, if it is known.
    """
    if "以来" in text[position : position + _LONGEST]:
        since = _SINCE.match(text, position)
        if since is not None and not _names_own_year(since[0], year):
            return Period(Time.ACROSS_YEARS, since[0]), since.end()
    if text[position : position + 1] not in _BEGINS:
        return None
    for pattern, time in ((_NOW, Time.YEAR), (_LONG, Time.ACROSS_YEARS)):
        match = pattern.match(text, position)
        if match is not None:
            return Period(time, match[0]), match.end()
    match = _PERIOD.match(text, position)
    if match is None or not any(match.group("year", "months", "part")):
        return None
    more = _MORE_MONTHS.match(text, match.end()) if match["part"] and not match["to"] else None
    if more is not None and _lies(match["year"], year) is Time.YEAR:
        return Period(Time.YEAR, match[0] + more[0]), more.end()
    return Period(_time(match, year), match[0]), match.end()


def _names_own_year(words: str, year: int | None) -> bool:
    """Return whether words that end with 以来 begin with the year of the report."""
    return words.startswith(("今年", "本年", "年初", f"{year}年"))


def _time(match: re.Match[str], year: int | None) -> Time:
    began = _lies(match["year"], year)
    if match["since"]:
        return Time.YEAR if began is Time.YEAR else Time.ACROSS_YEARS
    if match["to"] and (match["to_year"] or match["to_part"]):
        ended = _lies(match["to_year"], year) if match["to_year"] else began
        if Time.OTHER_YEAR in (began, ended):
            return Time.OTHER_YEAR if began is ended else Time.ACROSS_YEARS
        begins = _FIRST_MONTH.fullmatch(match["part"] or "")
        is_whole = begins and _LAST_MONTH.fullmatch(match["to_part"] or "")
        return Time.YEAR if is_whole else Time.PART_OF_YEAR
    if began is Time.OTHER_YEAR:
        return Time.OTHER_YEAR
    if match["months"]:
        first, last = re.findall("[0-9]{1,2}", match["months"])
        return Time.YEAR if (int(first), int(last)) == (1, 12) else Time.PART_OF_YEAR
    part = match["part"]
    ends = _LAST_MONTH if match["as_of"] else _YEAR_ENDS
    return Time.YEAR if part is None or ends.fullmatch(part) else Time.PART_OF_YEAR


def _lies(written: str | None, year: int | None) -> Time:
    """Return whether a year is that of the report, which it is if none is written."""
    if written is None or written in _OWN_YEAR:
        return Time.YEAR
    if not written[0].isdigit():
        return Time.OTHER_YEAR
    return Time.OTHER_YEAR if year is not None and int(written[:4]) != year else Time.YEAR
