"""Rules that several clauses make together: 迟报扣…，未报扣…; 甲得3分，乙得2分; 国家级加4分，省级加2分."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any, Final

from lawcheck.drafting.asked import Asked, Rule, shown, yes_no
from lawcheck.drafting.phrases import NONE, NOT_PLAIN, OFF, POINTS, UNIT, last_day
from lawcheck.drafting.yaml_text import Name, Share
from lawcheck.text import message

_LATE: Final = re.compile(
    rf"^(?:(?:未按时|未按期|未及时|不按时|逾期|超期|迟)[^扣,未不]*?(?:的)?,?)?"
    rf"(?P<by_day>每(?:逾期|超期|迟报?|晚)?(?:一|1)(?:天|日))?{OFF}$"
)
_NEVER: Final = re.compile(
    rf"^(?:未|不|没有)(?:上报|报送|报|提交|完成|公开|发布|备案)[^扣,]*?(?:的)?,?(?:(?:扣|减){POINTS}|{NONE})$"
)
_STATE: Final = re.compile(rf"^(?P<what>[^扣每加]+?)(?:的)?,?(?:得|计|为)?{POINTS}$")
_ELSE: Final = re.compile(rf"^(?P<what>否则|其他|其余|反之|没有|无|未[^扣]*?|不[^扣]*?)?(?:的)?,?{NONE}$")
_BELOW_ALL: Final = re.compile(
    rf"^[^\d]*?(?:低于|不足|不到)?(?P<from>\d+(?:\.\d+)?)(?:%|分)?(?:以下)?(?:\(不含\))?(?:的)?,?{NONE}$"
)
_BAND: Final = re.compile(
    r"^[^\d]*?(?P<from>\d+(?:\.\d+)?)(?P<share>%|分)?(?:\(含\))?(?:(?:及)?以上|[-—–~至到](?:\d+(?:\.\d+)?)(?:%|分)?(?:\(不含\))?)(?:\(含\))?$"
)
_LEVEL: Final = re.compile(
    rf"^(?:[^扣每]*?(?:获|受到?|被)?(?:得)?)?(?P<level>国家级|中央|国家|省部级|省级|省|市州级|市级|市|县级|区级|县区级)"
    rf"[^扣\d每]*?(?:的)?,?(?:每[次项个])?(?:加|得|计)?{POINTS}$"
)
_MORE: Final = re.compile(rf"^(?P<what>[^扣加]*?)每[^扣加\d]*?(?:一|1)?{UNIT}[^扣加\d]*?(?:的)?,?(?:加|得|计){POINTS}$")
_HIGHEST: Final = re.compile(r"最高|不重复|不累计")


def deadline(asked: Asked) -> Rule | None:
    """迟报扣…，未报扣…, with one day named."""
    if len(asked.clauses.pieces) != 2:
        return None
    late = next((found for found in map(_LATE.match, asked.clauses.pieces) if found and found.string[0] not in "扣减"), None)
    never = next(
        (found for found in map(_NEVER.match, asked.clauses.pieces) if found and found.string != (late and late.string)), None
    )
    due = last_day((*asked.clauses.beside, *asked.clauses.full, *asked.clauses.pieces), asked.year)
    if late is None or never is None or due is None:
        return None
    day, has_year = due
    cost = Fraction(never["points"]) if never["points"] else asked.points
    price = Fraction(late["points"])
    if max(cost, price) > asked.points or not cost:
        return None
    steps: dict[str, Any] = {"points": price}
    if late["by_day"]:
        steps["per"] = Fraction(1)
    keys = {"type": Name("deadline"), "done": Name(asked.name), "due": day, "late": steps, "never": cost}
    spec = {"kind": Name("date"), "any_date": True, "may_be_never": True, "label": asked.label}
    year = message("原文没有写年份，按{year}年计", "the sentence names no year; {year} was taken", year=str(asked.year))
    return Rule(keys, {asked.name: spec}, confirm=() if has_year else (year,))


def all_or_nothing(asked: Asked) -> Rule | None:
    """制定的得2分，未制定的不得分; 达到的得满分，否则不得分."""
    pieces, full = asked.clauses.pieces, asked.clauses.full
    if len(pieces) == len(full) == 1 and _ELSE.match(pieces[0]):
        return yes_no(asked, full[0] or asked.label, want=True)
    state = _STATE.match(pieces[0])
    if len(pieces) != 2 or full or state is None or not _ELSE.match(pieces[1]) or Fraction(state["points"]) != asked.points:
        return None
    what = state["what"].strip("的,")
    return yes_no(asked, what if len(what) > 2 else asked.label, want=True)


def states(asked: Asked) -> Rule | None:
    """甲得3分，乙得2分，否则不得分: tiers, or bands where the states are numbers."""
    told: list[tuple[str, Fraction]] = []
    rest = "其他"
    for at, piece in enumerate(asked.clauses.pieces):
        found = _STATE.match(piece)
        is_last = at == len(asked.clauses.pieces) - 1
        otherwise = _ELSE.match(piece)
        below = _BELOW_ALL.match(piece) if is_last else None
        if below:
            lowest = _BAND.match(told[-1][0]) if told else None
            if lowest is None or lowest["from"] != below["from"]:
                return None
            continue
        if otherwise and is_last:
            rest = otherwise["what"] if otherwise["what"] in ("没有", "无") else rest
            continue
        if found is None or NOT_PLAIN.search(re.sub(r"以[上下]", "", found["what"])):
            return None
        told.append((found["what"].strip("的,"), Fraction(found["points"])))
    points = [each for _, each in told]
    if len(told) < 2 or points != sorted(set(points), reverse=True) or points[0] != asked.points:
        return None
    bands = [_BAND.match(what) for what, _ in told]
    if all(bands):
        return _bands([found for found in bands if found], points, asked)
    if any(re.search(r"\d", what) for what, _ in told):
        return None
    tiers = [{"title": shown(what), "when": {asked.name: shown(what)}, "points": worth} for what, worth in told if worth]
    choices = [shown(what) for what, _ in told] + ([] if points[-1] == 0 else [rest])
    spec = {"kind": Name("text"), "choices": choices, "label": asked.label}
    return Rule({"type": Name("tiers"), "tiers": tiers, "otherwise": Fraction(0)}, {asked.name: spec})


def _bands(found: list[re.Match[str]], points: list[Fraction], asked: Asked) -> Rule | None:
    starts = [Fraction(each["from"]) for each in found]
    are_shares = {each["share"] == "%" for each in found}
    if starts != sorted(set(starts), reverse=True) or len(are_shares) != 1:
        return None
    as_share = are_shares == {True}
    if as_share and starts[0] > 100:
        return None
    bands = [
        {"from": Share(start / 100) if as_share else start, "points": worth} for start, worth in zip(starts, points, strict=True)
    ]
    kind = {"kind": Name("rate"), "written_as": Name("percent")} if as_share else {"kind": Name("amount")}
    keys = {"type": Name("bands"), "value": Name(asked.name), "bands": bands, "otherwise": Fraction(0)}
    return Rule(keys, {asked.name: {**kind, "label": asked.label}})


def awards(asked: Asked) -> Rule | None:
    """国家级加4分，省级加2分; or so many points each."""
    pieces = [each for each in asked.clauses.pieces if not _HIGHEST.search(each)]
    levels = [_LEVEL.match(piece) for piece in pieces]
    keys: dict[str, Any] = {"type": Name("awards"), "register": Name(asked.name)}
    columns: dict[str, Any] = {"what": Name("text")}
    if pieces and all(levels):
        worth = {found["level"]: Fraction(found["points"]) for found in levels if found}
        if len(worth) != len(levels):
            return None
        keys |= {"level": Name("level"), "levels": worth}
        columns["level"] = {"kind": Name("text"), "choices": list(worth)}
        if len(pieces) != len(asked.clauses.pieces):
            keys |= {"matter": Name("what"), "duplicates": Name("highest")}
    else:
        found = _MORE.match(pieces[0]) if len(pieces) == 1 == len(asked.clauses.pieces) else None
        if found is None:
            return None
        keys["each"] = Fraction(found["points"])
    return Rule(keys, registers={asked.name: {"label": asked.label, "columns": columns}})
