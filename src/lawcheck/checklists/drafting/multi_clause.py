"""Rules that several clauses make together.

- `deadline`: 迟报扣1分，未报扣3分 (late: 1 off; never: 3 off)
- `all_or_nothing`: 制定的得2分，未制定的不得分 (done: 2 points; not done: none)
- `states`: 优秀得3分，良好得2分 (excellent: 3 points; good: 2)
- `falling`: 低于90%的扣2分，低于80%的扣5分 (below 90%: 2 off; below 80%: 5 off)
- `awards`: 国家级加4分，省级加2分 (national: 4 more; provincial: 2 more)

Each function returns the rule, or None if the clauses are not of its kind. A pattern must match a
whole clause, so that no words are passed over.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any, Final

from lawcheck.checklists.drafting.phrases import NONE, OFF, POINTS, UNIT, last_day
from lawcheck.checklists.drafting.rule_draft import ItemToDraft, RuleDraft, shown, yes_no
from lawcheck.checklists.drafting.whole_clause import is_condition, is_name, is_statement
from lawcheck.checklists.drafting.yaml_text import Name, Share
from lawcheck.model.exact import HUNDRED, ZERO
from lawcheck.model.text import message

_LATE: Final = re.compile(
    r"(?:(?:未按时|未按期|未及时|不按时|逾期|超期|迟)(?P<what>[^\W\d扣未不]*?)(?:的)?,?)?"
    rf"(?P<by_day>每(?:逾期|超期|迟报?|晚)?(?:一|1)(?:天|日))?{OFF}"
)
_NEVER: Final = re.compile(
    r"(?:未|不|没有)(?:上报|报送|报|提交|完成|公开|发布|备案)(?P<what>[^\W\d扣]*?)(?:的)?,?"
    rf"(?:(?:扣|减){POINTS}|{NONE})"
)
_STATE: Final = re.compile(rf"(?P<what>[^扣每加]+?)(?:的)?,?(?:得|计|为)?{POINTS}")
_ELSE: Final = re.compile(
    rf"(?P<what>否则|其他|其余|反之|没有|无|未[^扣]*?|不[^扣]*?|[A-Za-z一二三四五][档类等级])(?:的)?,?{NONE}"
)
_REST: Final = frozenset({"否则", "其他", "其余", "反之"})
_BELOW_ALL: Final = re.compile(
    r"(?P<what>[^\d]*?)(?:(?:低于|不足|不到)(?P<from>\d+(?:\.\d+)?)(?:%|分)?"
    rf"|(?P<upto>\d+(?:\.\d+)?)(?:%|分)?以下(?:\(不含\))?)(?:的)?,?{NONE}"
)
_BAND: Final = re.compile(
    r"(?P<what>[^\d]*?)(?:达到|在)?(?P<from>\d+(?:\.\d+)?)(?P<share>%|分)?(?:\(含\))?"
    r"(?:及?以上(?:,?(?:低于|不足|不到)?(?P<below>\d+(?:\.\d+)?)(?P<below_share>%|分)?(?:以下)?)?"
    r"|[-—–~至到](?P<upto>\d+(?:\.\d+)?)(?P<upto_share>%|分)?(?:\(不含\))?)(?:\(含\))?(?:的)?"
)
_BY_WHOM: Final = (
    r"(?:党委、?政府|党委|政府|部门|机关|单位|主管部门|主要领导|领导|媒体|刊物|会议|层面)?"
)
_LEVEL: Final = re.compile(
    r"(?:获得?|受到?|被|在)?(?P<level>国家级|中央|国家|省部级|省级|省|市州级|市级|市|县级|区级"
    r"|县区级)"
    rf"{_BY_WHOM}(?:的)?(?:通报)?(?:表彰|表扬|奖励|荣誉|称号|推广|批示|肯定|采用|采纳|刊发|示范"
    rf"|试点|先进){{0,2}}(?:的)?,?"
    rf"(?:每[次项个])?(?:加|得|计)?{POINTS}"
)
_MORE: Final = re.compile(
    rf"(?P<what>[^扣加\d]*?)每(?P<done>[^\W\d扣加一]*?)(?:一|1)?{UNIT}(?P<more>[^扣加\d]*?)"
    rf"(?:的)?,?(?:加|得|计){POINTS}"
)
_HIGHEST: Final = re.compile(
    r"(?:对?同一?(?:事项|项目|工作|成果|内容|奖项|荣誉|事)(?:的)?,?)?(?:只|仅)?(?:取|按|以|就)?"
    r"(?:其)?最?高"
    r"(?:级别|级|奖项|层级|层次|分值|分|项|者)?(?:取|计|加|得|算|记|计算|记分|计分|加分|得分)?"
    r"(?:分|一次)?(?:,?不重复(?:计分|加分|计算|计)?)?"
)


def deadline(asked: ItemToDraft) -> RuleDraft | None:
    """Return the rule of 迟报扣1分，未报扣3分, if exactly one day is named."""
    if len(asked.clauses.pieces) != 2:
        return None
    maybe_late = [found for found in map(_LATE.fullmatch, asked.clauses.pieces) if found]
    late = next(
        (found for found in maybe_late if found["what"] is not None or found["by_day"]), None
    )
    never = next(
        (
            found
            for found in map(_NEVER.fullmatch, asked.clauses.pieces)
            if found and found.string != (late and late.string)
        ),
        None,
    )
    due = last_day(asked.beside, asked.year)
    if late is None or never is None or due is None:
        return None
    if not all(is_name(words) for words in (late["what"] or "", never["what"])):
        return None
    day, has_year = due
    cost = Fraction(never["points"]) if never["points"] else asked.points
    price = Fraction(late["points"])
    if max(cost, price) > asked.points or not cost:
        return None
    steps: dict[str, Any] = {"points": price}
    if late["by_day"]:
        steps["per"] = Fraction(1)
    keys = {
        "type": Name("deadline"),
        "done": Name(asked.name),
        "due": day,
        "late": steps,
        "never": cost,
    }
    spec = {"kind": Name("date"), "any_date": True, "may_be_never": True, "label": asked.label}
    year = message(
        "原文没有写年份，按{year}年计",
        "the sentence names no year; {year} was taken",
        year=str(asked.year),
    )
    return RuleDraft(keys, {asked.name: spec}, confirm=() if has_year else (year,))


def all_or_nothing(asked: ItemToDraft) -> RuleDraft | None:
    """Return the rule of 制定的得2分，未制定的不得分, or of 达到的得满分，否则不得分."""
    pieces, full = asked.clauses.pieces, asked.clauses.full
    state = _STATE.fullmatch(pieces[0])
    if len(pieces) == len(full) == 1:
        what, otherwise = full[0].strip("的,"), _ELSE.fullmatch(pieces[0])
    elif len(pieces) == 2 and not full and state and Fraction(state["points"]) == asked.points:
        what, otherwise = state["what"].strip("的,"), _ELSE.fullmatch(pieces[1])
        if not is_condition(what, counted=False):
            return None
    else:
        return None
    if (
        otherwise is None
        or _OF_SEVERAL.search(what)
        or not _is_opposite(otherwise["what"].strip("的,"), what)
    ):
        return None
    return yes_no(asked, shown(what) if len(what) > 2 else asked.label, want=True)


_OF_SEVERAL: Final = re.compile(r"酌情|视情|分别|各[^级类项]|[得计]\d|比例")


def _is_opposite(otherwise: str, what: str) -> bool:
    """Return whether two states exclude each other, with nothing between them.

    制定方案 and 未制定 do. 按时制定 and 未制定 do not: it may have been made too late.
    """
    if otherwise in _REST or otherwise in ("没有", "无"):
        return True
    denied = re.fullmatch(r"(?:未|不|没有)(.+)", otherwise)
    return bool(denied and what.removeprefix("已").startswith(denied[1]))


def states(asked: ItemToDraft) -> RuleDraft | None:
    """Return the rule of 优秀得3分，良好得2分，否则不得分.

    It has tiers, or bands if the states are numbers, as in 90%以上得3分，80%以上得2分.
    """
    pieces = list(asked.clauses.pieces)
    below, otherwise = _BELOW_ALL.fullmatch(pieces[-1]), _ELSE.fullmatch(pieces[-1])
    if below or otherwise:
        pieces.pop()
    matches = [_STATE.fullmatch(piece) for piece in pieces]
    worth = [Fraction(each["points"]) for each in matches if each]
    if (
        asked.clauses.full
        or len(worth) < max(2, len(matches))
        or worth != sorted(set(worth), reverse=True)
        or worth[0] != asked.points
    ):
        return None
    names = [each["what"].strip("的,") for each in matches if each]
    bands = [found for found in map(_BAND.fullmatch, names) if found]
    if len(bands) == len(names):
        is_rest = otherwise is None or otherwise["what"] in _REST
        return _bands(bands, worth, below, asked) if is_rest else None
    if (
        below
        or not all(is_statement(name) or _RANK.fullmatch(name) for name in names)
        or (otherwise and otherwise["what"] not in _REST and not is_statement(otherwise["what"]))
    ):
        return None
    said = otherwise["what"].strip("的,") if otherwise else ""
    tiers = [
        {"title": shown(what), "when": {asked.name: shown(what)}, "points": each}
        for what, each in zip(names, worth, strict=True)
        if each
    ]
    rest = "其他" if not said or said in _REST else shown(said)
    choices = [*map(shown, names), *([] if worth[-1] == 0 or rest in names else [rest])]
    spec = {"kind": Name("text"), "choices": choices, "label": asked.label}
    keys = {"type": Name("tiers"), "tiers": tiers, "otherwise": Fraction(0)}
    return RuleDraft(
        keys, {asked.name: spec}, confirm=() if otherwise or worth[-1] == 0 else (_NOTHING_SAID,)
    )


_RANK: Final = re.compile(r"(?:第?[一二三四五])[等级档类](?:奖|次)?")
_NOTHING_SAID: Final = message(
    "原文没有说其他情形得几分，按0分计",
    "the sentence does not say what anything else earns; 0 points were taken",
)


def _bands(
    found: list[re.Match[str]],
    points: list[Fraction],
    below: re.Match[str] | None,
    asked: ItemToDraft,
) -> RuleDraft | None:
    """Return a rule of bands if they are of one quantity and follow each other without a gap."""
    starts = [Fraction(each["from"]) for each in found]
    ends = [each["below"] or each["upto"] for each in found]
    signs = {
        each[group]
        for each in found
        for group in ("share", "below_share", "upto_share")
        if each[group]
    }
    names = {each["what"].strip("的,") for each in (*found, *([below] if below else ()))} - {""}
    follow = all(
        end is None or Fraction(end) == start for end, start in zip(ends[1:], starts, strict=False)
    )
    reaches_top = ends[0] is None or Fraction(ends[0]) == 100
    if (
        starts != sorted(set(starts), reverse=True)
        or not follow
        or not reaches_top
        or len(signs) > 1
        or len(names) > 1
    ):
        return None
    if not all(map(is_name, names)) or (
        below and Fraction(below["from"] or below["upto"]) != starts[-1]
    ):
        return None
    as_share = signs == {"%"}
    if as_share and starts[0] > 100:
        return None
    bands = [
        {"from": Share(start / 100) if as_share else start, "points": worth}
        for start, worth in zip(starts, points, strict=True)
    ]
    kind = (
        {"kind": Name("rate"), "written_as": Name("percent")}
        if as_share
        else {"kind": Name("amount")}
    )
    keys = {
        "type": Name("bands"),
        "value": Name(asked.name),
        "bands": bands,
        "otherwise": Fraction(0),
    }
    confirm = () if below or points[-1] == 0 else (_NOTHING_SAID,)
    return RuleDraft(keys, {asked.name: {**kind, "label": asked.label}}, confirm=confirm)


_UNDER: Final = re.compile(
    rf"(?P<what>[^扣每\d]*?)(?:低于|不足|不到)(?P<from>\d+(?:\.\d+)?)%{OFF}"
)


def falling(asked: ItemToDraft) -> RuleDraft | None:
    """Return the rule of 低于90%的扣2分，低于80%的扣5分.

    The lower, the worse, and only the lowest step that is reached counts.
    """
    found = [each for each in map(_UNDER.fullmatch, asked.clauses.pieces) if each]
    if (
        len(found) < max(2, len(asked.clauses.pieces))
        or asked.clauses.full
        or asked.clauses.at_most
    ):
        return None
    names = [each["what"].strip("的,") for each in found]
    starts = [Fraction(each["from"]) for each in found]
    costs = [Fraction(each["points"]) for each in found]
    if set(names[1:]) - {"", names[0]} or not is_name(names[0]) or not ZERO < starts[0] <= HUNDRED:
        return None
    if (
        starts != sorted(set(starts), reverse=True)
        or costs != sorted(set(costs))
        or costs[-1] > asked.points
    ):
        return None
    earned = [asked.points, *(asked.points - cost for cost in costs)]
    bands = [
        {"from": Share(start / 100), "points": worth}
        for start, worth in zip(starts, earned, strict=False)
    ]
    spec = {"kind": Name("rate"), "written_as": Name("percent"), "label": names[0] or asked.label}
    keys = {
        "type": Name("bands"),
        "value": Name(asked.name),
        "bands": bands,
        "otherwise": earned[-1],
    }
    one = message(
        "各档不累加，只按最低的一档扣",
        "the steps do not add up: only the lowest one that is reached counts",
    )
    return RuleDraft(keys, {asked.name: spec}, confirm=(one,))


def awards(asked: ItemToDraft) -> RuleDraft | None:
    """Return the rule of 国家级加4分，省级加2分, or of 每获得一次加2分: points for each record."""
    pieces = [each for each in asked.clauses.pieces if not _HIGHEST.fullmatch(each)]
    levels = [_LEVEL.fullmatch(piece) for piece in pieces]
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
        found = (
            _MORE.fullmatch(pieces[0]) if len(pieces) == 1 == len(asked.clauses.pieces) else None
        )
        if found is None or not all(
            is_statement(found[room]) for room in ("what", "done", "more")
        ):
            return None
        keys["each"] = Fraction(found["points"])
    return RuleDraft(keys, registers={asked.name: {"label": asked.label, "columns": columns}})
