"""Find the figures of a text: exact value, unit, qualifier, and where they stand.

A figure is a number with a measure word. Numbers that are names, dates, ordinals, numbers of
documents, telephones or redacted are none. Every pattern has bounded repetitions before anything
that may fail, so the time is proportional to the length of the text.
"""

from __future__ import annotations

import enum
import re
from fractions import Fraction
from typing import Final

import attrs

from lawcheck.plugin import Text, parse_number
from lawcheck_annual_report.measure_words import (
    PERCENT,
    POINTS,
    UNIT,
    is_counted_in,
    is_rank,
    is_share,
    is_year,
)
from lawcheck_annual_report.names import Names, names_in
from lawcheck_annual_report.numerals import NUMERALS, numeral_value


class Qualifier(enum.Enum):
    """What the words beside a number say about it. The value is the name for people."""

    EXACT = Text("准确", "exact")
    AT_LEAST = Text("余、多（至少）", "at least")
    MORE_THAN = Text("以上、超过", "more than")
    ALMOST = Text("近（不到）", "almost")
    ABOUT = Text("约", "about")
    LESS_THAN = Text("低于、以内", "less than")
    BETWEEN = Text("区间", "a range")
    REQUIRED = Text("要求，不是结果", "a requirement, no result")
    CONTRADICTORY = Text("“近”和“余”并用", "almost and at least at once")


class Reading(enum.Enum):
    """Whether a figure says how much there is, or how much more or less than before."""

    LEVEL = Text("数量", "level")
    CHANGE = Text("增减", "change")


@attrs.frozen
class Figure:
    """A figure as it stands in a text.

    Attributes:
        value: the number in its unit: 11.34万件 is 113400 件; below zero for a decrease.
        unit: the measure word; `%`, `百分点`, `元`; empty where there is none.
        qualifier: what is said about the number.
        reading: a level or a change.
        start: the offset in the text of the first character of the number.
        end: the offset after the last character of the unit.
    """

    value: Fraction
    unit: str
    qualifier: Qualifier
    reading: Reading
    start: int
    end: int


_DIGIT: Final = "0-9０-９"
_THOUSANDS: Final = "[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[０-９]{1,3}(?:，[０-９]{3})+(?![０-９])"
"""`1,234`; but `2023,123` and `12，345` are two numbers with a comma between them."""
_NUMBER: Final = rf"(?:{_THOUSANDS}|[{_DIGIT}]+)(?:[.．][{_DIGIT}]+)?"
_SCALE: Final = "(?:[十千万亿]|百(?!分))"
_SPACES: Final = " 　\u00a0"
_GAP: Final = f"[{_SPACES}]{{0,2}}"
_FIGURE: Final = re.compile(
    rf"(?P<of_hundred>百分之)?(?:(?P<digits>{_NUMBER}){_GAP}(?P<scale>{_SCALE}{{1,2}})?"
    rf"|(?P<numeral>[{NUMERALS}]+(?:点[{NUMERALS}]+)?))"
    rf"(?:{_GAP}(?P<joint>[—–\-－~～至到]{{1,2}}){_GAP}(?P<upper>{_NUMBER}))?"
    rf"(?P<more>[余多几])?(?P<large>[万亿])?{_GAP}(?P<unit>{UNIT})?"
    r"(?P<after>以上|以下|以内|之内|左右|上下)?"
)
_ASCII: Final = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_SCALES: Final = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_JOINED: Final = frozenset("+＋×xX*＊/／·•=＝_#№")
"""Signs that make a number a part of a formula, a date or a slogan, or stand for digits."""
_DASHES: Final = frozenset("-－—–~～.．")
_COLONS: Final = frozenset(":：")
"""`12:30` is a time, `总数：30件` a figure."""
_BEFORE: Final = 12
"""Characters before a number in which its qualifier stands."""
_REQUIRED: Final = re.compile(
    "(?:不少于|不低于|不得少于|不得低于|不超过|不多于|不高于|至少|最多)$"
    "|每(?:半?年|季度|月|周)[^，,。；;、]{0,8}$"
)
"""`不少于2次` and `每季度开展1次` say what is to be done, not what was."""
_QUALIFIERS: Final[tuple[tuple[re.Pattern[str], Qualifier], ...]] = (
    (re.compile("(?<!附)(?<!临)(?<!最)(?<!邻)近$|将近$|接近$"), Qualifier.ALMOST),
    (re.compile("(?:大约|约为|约|大概)$"), Qualifier.ABOUT),
    (re.compile("(?:低于|少于|不足|不到|小于)$"), Qualifier.LESS_THAN),
    (re.compile("(?:超过|超出|超|逾|突破|高于|多于|大于)$"), Qualifier.MORE_THAN),
)
_AFTER: Final = {
    "以上": Qualifier.MORE_THAN,
    "以下": Qualifier.LESS_THAN,
    "以内": Qualifier.LESS_THAN,
    "之内": Qualifier.LESS_THAN,
    "左右": Qualifier.ABOUT,
    "上下": Qualifier.ABOUT,
}
_CHANGE: Final = re.compile(
    "(?:(?P<up>增长|上升|提升|提高|增加|增幅|涨幅|上涨)|(?P<down>下降|减少|降低|回落|下跌|降幅))"
    "(?:了|约|近|超过?|达|为|将近){0,2}$"
)
_VAGUE: Final = frozenset("数几若每成第")
"""Before a number in Chinese numerals: `数十场` is no ten, `每百人` a base, `第三方` a name."""
_IN_A_ROW: Final = re.compile(f"第[{NUMERALS}{_DIGIT}]{{1,4}}[、至到和]$|届$")
"""`第二、三批` and `第十届三次` are ordinals."""
_HAN: Final = re.compile("[\u3400-\u9fff]")
_CLOSES: Final = frozenset(",，;；。、")
_HOTLINE: Final = re.compile("(?:热线|电话|平台|拨打|编号|第|号|码|[0-9]年)$")
_MOST_YEARS: Final = 100


def figures_in(text: str) -> tuple[Figure, ...]:
    """Return the figures of a text in order.

    >>> [(str(each.value), each.unit) for each in figures_in("受理1.2万余件，办结率99.5%")]
    [('12000', '件'), ('199/2', '%')]
    >>> figures_in("2023年，“1131”机制、12345热线、〔2023〕5号、第3次会议")
    ()

    Args:
        text: the text; offsets of the figures are offsets in it.
    """
    names = names_in(text)
    return tuple(
        figure
        for match in _FIGURE.finditer(text)
        if (figure := _figure(match, text, names)) is not None
    )


def _figure(match: re.Match[str], text: str, names: Names) -> Figure | None:
    start = match.start()
    if names.holds(start) or not _stands_alone(match, text):
        return None
    value = _value(match, text)
    if value is None:
        return None
    unit = _unit(match)
    before = text[max(0, start - _BEFORE) : start].rstrip(_SPACES)
    in_numerals = match["numeral"] is not None
    if unit is None or not is_counted_in(unit, in_numerals) or not _is_meant(unit, before, match):
        return None
    if in_numerals and value == 1:
        return None  # `一个`, `一批`: an article
    change = _CHANGE.search(before) if unit else None
    is_down = change is not None and change["down"] is not None
    return Figure(
        -value if is_down else value,
        unit,
        _qualifier(match, before, text),
        Reading.LEVEL if change is None else Reading.CHANGE,
        start,
        match.end("unit") if match["unit"] else match.end("digits"),
    )


def _stands_alone(match: re.Match[str], text: str) -> bool:
    """Return whether a number is no part of a longer word, formula, date or telephone number."""
    start, end = match.span("digits" if match["digits"] else "numeral")
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if before in _JOINED or after in _JOINED or (before.isascii() and before.isalnum()):
        return False
    beyond = text[max(0, start - 2) : max(0, start - 1)]
    if (before in _DASHES and beyond.isalnum()) or (before in _COLONS and beyond.isdigit()):
        return False
    if match["joint"] is None:
        return not (after in _DASHES | _COLONS and text[end + 1 : end + 2].isdigit())
    return text[match.end("upper") : match.end("upper") + 1] not in _JOINED | _DASHES


def _value(match: re.Match[str], text: str) -> Fraction | None:
    if match["digits"] is not None:
        return _of_digits(match)
    numeral: str = match["numeral"]
    if match["of_hundred"] and numeral == "百":
        return Fraction(100)
    whole, _, part = numeral.partition("点")
    before = text[max(0, match.start() - 1) : match.start()]
    if before in _VAGUE:
        return None
    value = numeral_value(whole)
    is_vague = match["more"] is not None or before in ("近", "上", "超", "逾")
    if value is None and is_vague and len(whole) == 1 and whole in _SCALES:
        value = _SCALES[whole]  # `百余场`, `上千人`
    if value is None:
        return None
    places = [numeral_value(each) for each in part]
    if any(each is None or each > 9 for each in places):
        return None
    exact = Fraction(value) + sum(
        Fraction(each or 0, 10**place) for place, each in enumerate(places, 1)
    )
    return exact * _SCALES[match["large"]] if match["large"] else exact


def _of_digits(match: re.Match[str]) -> Fraction | None:
    written = match["digits"].translate(_ASCII).replace(",", "")
    try:
        value = parse_number(written)
    except ValueError:  # 0719…, and numbers too long to be a quantity
        return None
    for scale in (match["scale"] or "") + (match["large"] or ""):
        value *= _SCALES[scale]
    return value


def _unit(match: re.Match[str]) -> str | None:
    """Return the unit of a number; empty where a clause ends after it, None where it has none."""
    if match["of_hundred"]:
        return PERCENT
    unit = match["unit"]
    if unit is None:
        return "" if match["digits"] and not match["joint"] and not match["more"] else None
    return {"％": PERCENT, "个百分点": POINTS}.get(unit, unit)


def _is_meant(unit: str, before: str, match: re.Match[str]) -> bool:
    """Return whether a number with this unit is a quantity after these words."""
    if unit == "":
        return _is_bare_count(match, before)
    if before.endswith(("第", "分之")):
        return before.endswith("第") and is_rank(unit)
    if _IN_A_ROW.search(before):
        return False
    if before.endswith(("前", "级")) and is_rank(unit):
        return False
    if is_year(unit):
        return before.endswith("连续")
    return True


def _is_bare_count(match: re.Match[str], before: str) -> bool:
    """Return whether a number without a unit ends a clause, as in `共审结4696，`."""
    after = match.string[match.end() : match.end() + 1]
    digits = match["digits"]
    is_calendar = len(digits) == 4 and digits[:2] in ("19", "20")
    return (
        after in _CLOSES
        and after != ""
        and _HAN.fullmatch(before[-1:]) is not None
        and _HOTLINE.search(before) is None
        and not is_calendar
        and "." not in digits
    )


def _qualifier(match: re.Match[str], before: str, text: str) -> Qualifier:
    if match["joint"]:
        return Qualifier.BETWEEN
    if _REQUIRED.search(before):
        return Qualifier.REQUIRED
    said = next((each for pattern, each in _QUALIFIERS if pattern.search(before)), None)
    if match["more"]:
        return Qualifier.CONTRADICTORY if said is Qualifier.ALMOST else Qualifier.AT_LEAST
    if match["after"]:
        return _AFTER[match["after"]]
    if said is Qualifier.MORE_THAN and is_share(match["unit"] or "") and _is_of(match, text):
        return Qualifier.EXACT  # `超过87%的乡镇`: the share that it is ahead of
    if said is None and before.endswith("上") and match["numeral"] in _SCALES:
        return Qualifier.AT_LEAST
    return said or Qualifier.EXACT


def _is_of(match: re.Match[str], text: str) -> bool:
    return text.startswith("的", match.end())
