"""Phrases of score sheets: numbers in digits and in Chinese, and what is required."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Final, Literal

import attrs

from lawcheck.checklists.drafting.whole_clause import (
    is_amount_of,
    is_background,
    is_name,
    strip_period,
)

UNIT: Final = (
    r"(?P<unit>人次|项次|件次|课时|学时|[次个件场期篇人名家项份堂天部条起例处宗卷户封批笔张辆])"
)
COUNT: Final = r"(?P<count>\d+|[一二两三四五六七八九十百]+)"
POINTS: Final = r"(?P<points>\d+(?:\.\d+)?)分"
OFF: Final = rf"(?:的)?,?(?:则|应|予以|一次性)?(?:扣除|扣减|扣|减){POINTS}"
FREELY: Final = r"(?:酌情|视情况|视情节轻重|视情节|视情形|视情|根据情况)(?:予以)?"
RANGE: Final = rf"(?P<least>\d+(?:\.\d+)?)(?:分)?[-—–~至到]{POINTS}"
OFF_WITHIN: Final = rf"(?:的)?,?(?:{FREELY})?(?:扣除|扣减|扣|减){RANGE}"
NONE: Final = r"(?:不得分|不计分|得0分|0分|该项不得分|本项不得分)"
_PERCENT: Final = r"(?P<percent>\d+(?:\.\d+)?)%"

Each = Literal["month", "quarter", "half_year"]
_PERIODS: Final[dict[str, Each | None]] = {
    **dict.fromkeys(("月", "个月"), "month"),
    **dict.fromkeys(("季", "季度", "个季度"), "quarter"),
    "半年": "half_year",
    **dict.fromkeys(("年", "年度")),
}
_AT_LEAST: Final = r"(?:不少于|至少|不低于|不得少于|不得低于|达到|>=|≥)"
_TARGETS: Final = (
    re.compile(
        r"(?:至少|不少于)?每(?P<period>个?季度|季|个?月|半年|年度?)"
        rf"(?P<words>[^\W\d]{{0,14}}?){_AT_LEAST}?{COUNT}{UNIT}(?![\d一二两三四五六七八九十])"
    ),
    re.compile(rf"{_AT_LEAST}(?P<words>[^\W\d]{{0,6}}?){COUNT}{UNIT}"),
    re.compile(rf"(?<![对响相不])应(?P<words>[^\W\d]{{0,6}}?){COUNT}{UNIT}"),
    re.compile(rf"(?P<words>){COUNT}{UNIT}(?:\(含\))?以上"),
)
_SHORT_OF: Final = re.compile(rf"(?:少于|不足|未达到|达不到)(?P<words>){COUNT}{UNIT}")
_RATES: Final = (
    re.compile(
        rf"(?:达到?|应达到?|目标值?为?|不低于|不少于|不得低于|>=|≥|为|率应?){_PERCENT}"
        r"(?:\(含\))?(?:及?以上)?"
    ),
    re.compile(rf"{_PERCENT}(?:\(含\))?以上"),
)
_BELOW: Final = re.compile(rf"(?:未达到|未达|达不到|低于|不足|不到){_PERCENT}")
_DAY: Final = re.compile(
    r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|底|末)(?:之|以)?前"
)
_DIGITS: Final = {word: value for value, word in enumerate("零一二三四五六七八九")} | {"两": 2}


def plain(text: str) -> str:
    """Return a text in half-width characters and without spaces, ready for the patterns.

    Line breaks stay.
    """
    narrow = unicodedata.normalize("NFKC", text)
    return re.sub(r"[^\S\n]+", "", narrow).replace("百分之百", "100%")


def whole_number(text: str) -> int:
    """Return a number in digits or in Chinese, up to hundreds: 12 for 12 and for 十二."""
    if text.isdecimal():
        return int(text)
    hundreds, _, rest = text.rpartition("百")
    tens, has_tens, ones = rest.partition("十")
    value = 100 * _DIGITS.get(hundreds or "一", 0) if "百" in text else 0
    if not has_tens:
        return value + _DIGITS.get(tens, 0)
    return value + 10 * _DIGITS.get(tens or "一", 0) + _DIGITS.get(ones, 0)


@attrs.frozen
class CountTarget:
    """A required number of things, in the whole period or in each part of it.

    每季度学法不少于2次 (at least twice in each quarter) is `CountTarget(2, "次", "quarter")`.

    Attributes:
        count: the number.
        unit: the unit in which things are counted.
        each: the part of the period; None for the whole.
        of: what is counted, in the words beside the number: 学法.
    """

    count: int
    unit: str
    each: Each | None
    of: str = attrs.field(default="", eq=False)


def count_target(texts: Iterable[str], own: str, unit: str) -> CountTarget | None:
    """Return the number that these texts require.

    Args:
        texts: what the item asks and what earns full marks.
        own: the words before the points. Only here does 少于4次 (fewer than 4) name a target.
        unit: the unit in which things are counted.

    Returns:
        The number, or None if there is none or more than one, or if there are words beside it
        that could change its meaning.
    """
    texts = tuple(texts)
    named = _named_target(texts, own.strip("的,"), unit)
    if named is not None:
        return named
    found: set[CountTarget] = set()
    for text, patterns in (*((each, _TARGETS) for each in texts), (own, (*_TARGETS, _SHORT_OF))):
        matches, rest = _taken(text, patterns)
        if not is_background(rest) or not all(
            is_amount_of(_clause_around(text, match)) for match in matches
        ):
            return None
        for match in matches:
            # 每季度至少召开一次 has the words of a minimum before the verb.
            if not is_name(re.sub(rf"^{_AT_LEAST}", "", match["words"])):
                return None
            found.add(_target_at(text, match))
    only = found.pop() if len(found) == 1 else None
    return only if only and only.unit == unit and only.count > 0 else None


def _named_target(texts: Iterable[str], own: str, unit: str) -> CountTarget | None:
    """Return the number that stands beside the very words of a clause, whatever else is asked.

    专题研究每少一次扣0.5分 (0.5 off for each study missing) is about 全年专题研究不少于3次, also
    where the same text asks for other things.
    """
    if len(own) < _OWN_WORDS:
        return None
    found = {
        _target_at(text, match)
        for text in texts
        for match in _taken(text, _TARGETS)[0]
        if match["unit"] == unit and strip_period(_clause_around(text, match)) == own
    }
    only = found.pop() if len(found) == 1 else None
    return only if only and only.count > 0 else None


_OWN_WORDS: Final = 4
"""How many characters name a thing: fewer, such as 学法, may be a part of another name."""


def _target_at(text: str, match: re.Match[str]) -> CountTarget:
    each = _PERIODS[match["period"]] if "period" in match.groupdict() else None
    of = strip_period(_clause_around(text, match)) or match["words"]
    return CountTarget(whole_number(match["count"]), match["unit"], each, of)


def rate_target(texts: Iterable[str], own: str) -> Fraction | None:
    """Return the percentage that these texts require, as a share; None as for `count_target`."""
    found: set[Fraction] = set()
    for text, patterns in (*((each, _RATES) for each in texts), (own, (*_RATES, _BELOW))):
        matches, rest = _taken(text, patterns)
        if not is_background(rest) or not all(
            is_amount_of(_clause_around(text, match)) for match in matches
        ):
            return None
        found |= {Fraction(match["percent"]) / 100 for match in matches}
    return found.pop() if len(found) == 1 else None


def names_target(text: str) -> bool:
    """Return whether a text names a required number or percentage."""
    return any(pattern.search(text) for pattern in (*_TARGETS, *_RATES))


def names_day(text: str) -> bool:
    """Return whether a text names a day before which something is due."""
    return bool(_DAY.search(text))


def _taken(text: str, patterns: Iterable[re.Pattern[str]]) -> tuple[list[re.Match[str]], str]:
    """Return the matches of several patterns, and the rest of the text.

    Where matches overlap, the one of the first pattern is taken, so that each number counts once.
    """
    taken: list[re.Match[str]] = []
    for pattern in patterns:
        for match in pattern.finditer(text):
            if not any(
                match.start() < other.end() and other.start() < match.end() for other in taken
            ):
                taken.append(match)
    rest = "".join(
        sign
        for at, sign in enumerate(text)
        if not any(match.start() <= at < match.end() for match in taken)
    )
    return taken, rest


def _clause_around(text: str, match: re.Match[str]) -> str:
    """Return the clause around a match, without the match."""
    before = re.split(r"[,;:。\n]", text[: match.start()])[-1]
    after = re.split(r"[,;:。\n]", text[match.end() :])[0]
    return before + after


def last_day(texts: Iterable[str], year: int) -> tuple[date, bool] | None:
    """Return the day before which something is due, and whether its year is written.

    None if no day is named, or more than one.
    """
    found = set()
    for text in texts:
        if re.search(r"每(?!年)", text) and _DAY.search(text):
            return None  # 每半年…6月底前 is due more than once
        for match in _DAY.finditer(text):
            month = int(match["month"])
            of = int(match["year"] or year)
            if not 1 <= month <= 12 or not 1900 <= of <= 2999:
                return None
            most = calendar.monthrange(of, month)[1]
            day = int(match["day"] or most)
            if not 1 <= day <= most:
                return None
            found.add((date(of, month, day), bool(match["year"])))
    return found.pop() if len(found) == 1 else None
