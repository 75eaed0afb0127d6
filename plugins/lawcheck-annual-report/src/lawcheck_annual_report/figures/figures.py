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
from lawcheck_annual_report.figures.measure_words import (
    PERCENT,
    POINTS,
    UNIT,
    is_counted_in,
    is_rank,
    is_share,
    is_year,
)
from lawcheck_annual_report.figures.names import Names, names_in
from lawcheck_annual_report.figures.numerals import NUMERALS, numeral_value
from lawcheck_annual_report.figures.qualifiers import (
    BEHIND,
    REACH,
    Qualifier,
    of_before,
    of_behind,
)


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
_FARTHEST: Final = 5
_PARTED: Final = f"[.．,]?[{_SPACES}]{{1,2}}[.．,]?"
_ENDS_IN_NUMBER: Final = re.compile(f"[{_DIGIT}]{_PARTED}$")
_BEGINS_WITH_NUMBER: Final = re.compile(f"{_PARTED}[{_DIGIT}]")
_GROUP: Final = 3
"""Digits between the commas of a number."""
_GAP: Final = f"[{_SPACES}]{{0,2}}"
_FIGURE: Final = re.compile(
    rf"(?P<of_hundred>百分之)?(?:(?P<digits>{_NUMBER}){_GAP}(?P<scale>{_SCALE}{{1,2}})?"
    rf"|(?P<numeral>[{NUMERALS}]+(?:点[{NUMERALS}]+)?))"
    rf"(?:{_GAP}(?P<joint>[—–\-－~～至到]{{1,2}}){_GAP}(?P<upper>{_NUMBER}))?"
    rf"(?P<more>[余多几])?(?P<large>[万亿])?{_GAP}(?P<unit>{UNIT})?(?P<times>[（(]次[）)])?"
    rf"(?P<after>{BEHIND})?"
)
_ASCII: Final = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_SCALES: Final = {"十": 10, "百": 100, "千": 1_000, "万": 10_000, "亿": 100_000_000}
_JOINED: Final = frozenset("+＋×xX*＊/／·•=＝_#№")
"""Signs that make a number a part of a formula, a date or a slogan, or stand for digits."""
_DASHES: Final = frozenset("-－—–~～.．")
_COLONS: Final = frozenset(":：")
"""`12:30` is a time, `总数：30件` a figure."""
_CHANGE: Final = re.compile(
    "(?:(?P<up>增长|上升|提升|提高|增加|增幅|涨幅|上涨)|(?P<down>下降|减少|降低|回落|下跌|降幅))"
    "(?:了|约|近|超过?|达|为|将近){0,2}$"
    "|(?:同比|环比|[比较](?:上年|去年|上一年|[0-9]{4}年)(?:度|同期)?)"
    "(?:(?P<more>多|增|升)|(?P<less>少|减|降))(?:了|出)?$"
)
_CHANGE_ENDS: Final = frozenset("长升高加幅涨降少低落跌了约近过超达为将多增减出")
_UPPER_END: Final = re.compile(
    rf"[{_DIGIT}][.．]?[十百千万亿]?(?P<unit>{UNIT})[—–\-－~～至到]{{1,2}}$"
)
_LOWER_END: Final = re.compile(
    rf"[—–\-－~～至到]{{1,2}}[{_DIGIT}]{{1,9}}(?:[.．][{_DIGIT}]{{1,6}})?[十百千万亿]?(?P<unit>{UNIT})"
)
"""`8次至10次` is a range."""
_TO: Final = ("-", "－", "—", "–", "~", "～", "至", "到")
_EITHER: Final = re.compile(rf"[{_DIGIT}]、$")
"""`3、4次`: three or four."""
_VAGUE: Final = frozenset("数几若每成第")
"""Before a number in Chinese numerals: `数十场` is no ten, `每百人` a base, `第三方` a name."""
_IN_A_ROW: Final = re.compile(f"第[{NUMERALS}{_DIGIT}]{{1,4}}[、至到和]$|届$")
"""`第二、三批` and `第十届三次` are ordinals."""
_ROWS: Final = ("、", "至", "到", "和", "届")
_HAN: Final = re.compile("[\u3400-\u9fff]")
_CLOSES: Final = frozenset(",，;；。")
_HOTLINE: Final = re.compile("(?:热线|电话|平台|拨打|编号|第|号|码|[0-9]年)$")


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
    before = text[max(0, start - REACH) : start].rstrip(_SPACES)
    in_numerals = match["numeral"] is not None
    if unit is None or not is_counted_in(unit, in_numerals) or not _is_meant(unit, before, match):
        return None
    if in_numerals and value == 1:
        return None  # `一个`, `一批`: an article
    change = _CHANGE.search(before) if unit and before[-1:] in _CHANGE_ENDS else None
    is_down = change is not None and bool(change["down"] or change["less"])
    return Figure(
        -value if is_down else value,
        unit,
        _qualifier(match, before, text),
        Reading.LEVEL if change is None else Reading.CHANGE,
        start,
        match.end("times" if match["times"] else "unit") if match["unit"] else match.end("digits"),
    )


def _stands_alone(match: re.Match[str], text: str) -> bool:
    """Return whether a number is no part of a longer word, formula, date or telephone number."""
    start, end = match.span("digits" if match["digits"] else "numeral")
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if before in _JOINED or after in _JOINED or (before.isascii() and before.isalnum()):
        return False
    if _is_broken(text, start, end) or _is_doubtful(text, start, end):
        return False
    beyond = text[max(0, start - 2) : max(0, start - 1)]
    if (before in _DASHES and beyond.isalnum()) or (before in _COLONS and beyond.isdigit()):
        return False
    if match["joint"] is None:
        return not (after in _DASHES | _COLONS and text[end + 1 : end + 2].isdigit())
    return text[match.end("upper") : match.end("upper") + 1] not in _JOINED | _DASHES


def _is_broken(text: str, start: int, end: int) -> bool:
    """Return whether spaces part a number, as in `1 2次` and `92. 7%`: one number, or two."""
    before, after = text[max(0, start - _FARTHEST) : start], text[end : end + _FARTHEST]
    return (
        _ENDS_IN_NUMBER.search(before) is not None or _BEGINS_WITH_NUMBER.match(after) is not None
    )


def _is_doubtful(text: str, start: int, end: int) -> bool:
    """Return whether a number may be a half of another, as in `3，200件`: 3200, or 3 and 200."""
    left = text[max(0, start - 2) : start]
    if left.endswith("，") and left[:1].isdigit() and end - start == _GROUP:
        return True
    right = text[end : end + _GROUP + 2]
    is_group = right[:1] == "，" and right[1 : _GROUP + 1].isdigit() and end - start <= _GROUP
    return is_group and len(right) > _GROUP and not right[_GROUP + 1 :].isdigit()


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
    # `1.2万至1.5万件`: the scale of the upper end is not that of both
    large = "" if match["joint"] and match["scale"] else match["large"] or ""
    for scale in (match["scale"] or "") + large:
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
    if before.endswith(_ROWS) and _IN_A_ROW.search(before):
        return False
    if before.endswith("、") and _EITHER.search(before) and "分别" not in before:
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
    if match["joint"] or _is_end_of_range(match, before, text):
        return Qualifier.BETWEEN
    said = of_before(before)
    if said is Qualifier.REQUIRED:
        return said
    if match["more"]:
        return Qualifier.CONTRADICTORY if said is Qualifier.ALMOST else Qualifier.AT_LEAST
    if match["after"]:
        return of_behind(match["after"])
    if said is Qualifier.MORE_THAN and is_share(match["unit"] or "") and _is_of(match, text):
        return Qualifier.EXACT  # `超过87%的乡镇`: the share that it is ahead of
    if said is None and before.endswith("上") and match["numeral"] in _SCALES:
        return Qualifier.AT_LEAST
    return said or Qualifier.EXACT


def _is_end_of_range(match: re.Match[str], before: str, text: str) -> bool:
    lower = _LOWER_END.match(text, match.end("unit")) if match["unit"] else None
    upper = _UPPER_END.search(before) if before.endswith(_TO) else None
    return any(end is not None and end["unit"] == match["unit"] for end in (lower, upper))


def _is_of(match: re.Match[str], text: str) -> bool:
    return text.startswith("的", match.end())
