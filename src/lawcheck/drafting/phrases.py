"""The words of score sheets: a rule cut into its clauses, numbers in figures and in Chinese, what a rule must reach."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from fractions import Fraction
from typing import Final, Literal

import attrs

UNIT: Final = r"(?P<unit>人次|课时|学时|[次个件场期篇人名家项份堂天部条起例处宗])"
COUNT: Final = r"(?P<count>\d+|[一二两三四五六七八九十百]+)"
POINTS: Final = r"(?P<points>\d+(?:\.\d+)?)分"
OFF: Final = rf"(?:的)?,?(?:一次性)?(?:扣|减){POINTS}"
NONE: Final = r"(?:不得分|不计分|得0分|0分|该项不得分|本项不得分)"
NOT_PLAIN: Final = re.compile(r"酌情|视情|倍|以上|以下|比例|加分|否则|各扣|分别")
"""Words after which a plain price says too little."""
_PERCENT: Final = r"(?P<percent>\d+(?:\.\d+)?)%"

_CIRCLED: Final = re.compile("[①-⑳]")  # would become plain digits, and part of the numbers behind them
_ENUMERATED: Final = re.compile(r"^(?:\d+[.、)](?!\d)|[一二三四五六七八九十]+、)|\((?:\d+|[一二三四五六七八九十]+)\)")
_ENDS: Final = re.compile(r"[;。\n]+")
_BETWEEN: Final = re.compile(r"(?<=分)[,、]|,(?=否则)")
_UNTIL_USED_UP: Final = re.compile(
    r"[,、(]*(?:直至|直到|以)?(?:本项|该项|此项)?(?:分值|分数|总分|得分)?"
    r"(?:扣完|扣光|扣至0分|扣到0分)(?:本项|该项|此项)?(?:分值|分数|分)?(?:为止)?\)?"
)
_AT_MOST: Final = re.compile(
    rf"^(?:累计|合计|总计|共)?(?:最多|最高|至多|不超过|不得超过)(?:可?[扣加])?(?:分)?(?:不超过)?{POINTS}(?:为限)?$"
)
_HOW_TO_CHECK: Final = re.compile(r"^(?:查看?|查阅|检查|实地|现场|抽查|听取|以.+为准|依据.+为准|说明[:,]|注[:,])[^扣得加]*$")
_FULL_MARKS: Final = re.compile(r"^(?P<what>[^扣]*?)(?:的)?,?(?:得|计|为)?(?:满分|全分)$")

Each = Literal["month", "quarter", "half_year"]
_PERIODS: Final[dict[str, Each | None]] = {
    **dict.fromkeys(("月", "个月"), "month"),
    **dict.fromkeys(("季", "季度", "个季度"), "quarter"),
    "半年": "half_year",
    **dict.fromkeys(("年", "年度")),
}
_TARGETS: Final = (
    re.compile(rf"每(?P<period>个?季度|季|个?月|半年|年度?)[^,\d一二两三四五六七八九十]{{0,14}}?{COUNT}{UNIT}"),
    re.compile(rf"(?:不少于|至少|不低于|不得少于|不得低于|少于|不足|>=|≥|达到)[^,\d]{{0,6}}?{COUNT}{UNIT}"),
    re.compile(rf"{COUNT}{UNIT}(?:\(含\))?以上"),
)
_RATES: Final = (
    re.compile(rf"(?:达到?|应达|目标值?为?|未达到|达不到|低于|不低于|不少于|不得低于|>=|≥|高于|超过|为|率应?){_PERCENT}"),
    re.compile(rf"{_PERCENT}(?:\(含\))?以上"),
)
_DAY: Final = re.compile(r"(?:(?P<year>\d{4})年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日|底|末)(?:之|以)?前")
_DIGITS: Final = {word: value for value, word in enumerate("零一二三四五六七八九")} | {"两": 2}


@attrs.frozen
class Clauses:
    """A rule in pieces.

    Attributes:
        pieces: what gives or takes points, in order.
        at_most: for a piece, by its place: the most that it takes.
        full: what earns full marks (…得满分), without these words.
        beside: all other words in which a target may stand.
    """

    pieces: tuple[str, ...]
    at_most: dict[int, Fraction]
    full: tuple[str, ...]
    beside: tuple[str, ...]


def clauses_of(rule: str, content: str) -> Clauses:
    """Cut a rule into its clauses. What says only how to check, or that all is well, gives no points away and is left out."""
    pieces: list[str] = []
    at_most: dict[int, Fraction] = {}
    full: list[str] = []
    beside = [plain(content)]
    for sentence in _ENDS.split(plain(_CIRCLED.sub("\n", rule))):
        for clause in filter(None, _ENUMERATED.sub("\n", sentence).split("\n")):
            for piece in _BETWEEN.split(_UNTIL_USED_UP.sub("", clause)):
                bare = piece.strip(",、:")
                cap, all_well = _AT_MOST.match(bare), _FULL_MARKS.match(bare)
                if not bare:
                    continue
                if cap and pieces:
                    at_most[len(pieces) - 1] = Fraction(cap["points"])
                elif all_well:
                    full.append(all_well["what"])
                elif _HOW_TO_CHECK.match(bare):
                    beside.append(bare)
                else:
                    pieces.append(bare)
    return Clauses(tuple(pieces), at_most, tuple(full), tuple(beside))


def without_full_marks(clauses: Clauses, points: Fraction) -> Clauses:
    """达到100%得4分，每低1个百分点扣0.1分, of an item of 4 points: the first clause only says that all is well."""
    earned = [re.fullmatch(rf"(?P<what>[^扣每]+?)(?:的)?,?(?:得|计){POINTS}", piece) for piece in clauses.pieces]
    well = [bool(found and Fraction(found["points"]) == points) for found in earned]
    if clauses.at_most or not any(well):
        return clauses
    kept = tuple(piece for piece, is_well in zip(clauses.pieces, well, strict=True) if not is_well)
    full = tuple(found["what"] for found, is_well in zip(earned, well, strict=True) if is_well and found)
    return attrs.evolve(clauses, pieces=kept, full=clauses.full + full)


def plain(text: str) -> str:
    """Half-width signs and no spaces, so that one pattern fits; line breaks stay."""
    narrow = unicodedata.normalize("NFKC", text)
    return re.sub(r"[^\S\n]+", "", narrow).replace("百分之百", "100%")


def whole_number(text: str) -> int:
    """A count in figures or in Chinese, up to 百."""
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
    """So many, in the whole period or in each part of it."""

    count: int
    unit: str
    each: Each | None


def count_target(texts: Iterable[str], unit: str) -> CountTarget | None:
    """The one required number that these words name in this unit; None where they name none, or two that differ."""
    found = set()
    for text in texts:
        rest = text
        for pattern in _TARGETS:
            for match in pattern.finditer(rest):
                each = _PERIODS[match["period"]] if "period" in match.groupdict() else None
                found.add(CountTarget(whole_number(match["count"]), match["unit"], each))
            rest = pattern.sub("", rest)  # 每季度不少于1次 is one target, not two
    fitting = {each for each in found if each.unit == unit and each.count > 0}
    return fitting.pop() if len(fitting) == 1 else None


def rate_target(texts: Iterable[str]) -> Fraction | None:
    """The one percentage that these words ask for, as a share; None where they name none, or two that differ."""
    found = {Fraction(match["percent"]) / 100 for text in texts for pattern in _RATES for match in pattern.finditer(text)}
    return found.pop() if len(found) == 1 else None


def last_day(texts: Iterable[str], year: int) -> tuple[date, bool] | None:
    """The one day before which something is due, and whether its year is written; None where there is none, or two."""
    found = set()
    for text in texts:
        for match in _DAY.finditer(text):
            month = int(match["month"])
            of = int(match["year"] or year)
            if not 1 <= month <= 12:
                return None
            most = calendar.monthrange(of, month)[1]
            day = int(match["day"] or most)
            if not 1 <= day <= most:
                return None
            found.add((date(of, month, day), bool(match["year"])))
    return found.pop() if len(found) == 1 else None
