"""Clauses that are a rule by themselves.

- `judged`, `judged_events`: 酌情扣1-3分 (1 to 3 points off, at discretion), see `judged_clauses`
- `_rate_by_points`: 每低一个百分点扣1分 (1 off for each percentage point less)
- `_rate_once`: 低于90%的扣2分 (2 off if below 90%)
- `_short_of_a_number`: 每少一次扣1分 (1 off for each one missing)
- `_fewer_than`: 少于4次的扣2分 (2 off if fewer than 4)
- `_each_case`: 每发现一件扣1分 (1 off for each case found)
- `_each_missing`: 每缺一份扣1分 (1 off for each one missing), where no number is required
- `_yes_or_no`: 未制定方案的不得分 (no points without a plan)

Each function returns the rule, or None if the clause is not of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Final

import attrs

from lawcheck.checklists.drafting.judged_clauses import (
    SHORT_OF_SOME,
    judged,
    judged_events,
    names_fault,
)
from lawcheck.checklists.drafting.phrases import (
    COUNT,
    NONE,
    OFF,
    UNIT,
    CountTarget,
    count_target,
    rate_target,
    whole_number,
)
from lawcheck.checklists.drafting.priced_clause import PricedClause, read_priced
from lawcheck.checklists.drafting.rule_draft import ItemToDraft, RuleDraft, shown, yes_no
from lawcheck.checklists.drafting.whole_clause import is_name, without_names
from lawcheck.checklists.drafting.yaml_text import Name, Share
from lawcheck.model.text import message

_PER_POINT: Final = re.compile(
    r"(?P<what>[^扣]*?)(?:每(?:低于|低|降低|下降|减少|少|差)|(?:下降|降低)(?=(?:1|一)个?百分点))"
    r"(?:目标值?|规定值?)?"
    rf"(?P<step>\d+(?:\.\d+)?|[一二两三五十])(?P<percent>个?百分点|%){OFF}"
)
_BELOW: Final = re.compile(
    rf"(?P<what>[^扣每\d]*?)(?:低于|未达到|未达|达不到|不足|不到)(?P<target>\d+(?:\.\d+)?)%"
    rf"(?:{OFF}|(?:的)?,?{NONE})"
)
_SHORT: Final = re.compile(
    r"(?P<what>[^扣]*?)每?(?<!不)(?:缺少|少(?!于)|缺|差)"
    rf"(?P<thing>[^\W\d]{{0,6}}?){COUNT}{UNIT}(?P<more>[^\W\d扣]{{0,10}}?){OFF}"
)
_FEWER: Final = re.compile(
    rf"(?P<what>[^扣每\d]*?)(?:少于|不足|未达到|低于){COUNT}{UNIT}(?:{OFF}|(?:的)?,?{NONE})"
)
_SOME_NUMBER: Final = re.compile(r"\d|[一两二三四五六七八九十]")
_ONE_OF_MANY: Final = re.compile(rf"[一两二三]{UNIT}")
"""缺少一项扣1分 (1 off if one is missing) may mean each one missing, so it is left to a judge."""


def _rate_by_points(piece: str, asked: ItemToDraft) -> RuleDraft | None:
    found = _PER_POINT.fullmatch(piece)
    target = rate_target(asked.beside, found["what"]) if found else None
    if found is None or target is None:
        return None
    step = (
        Fraction(found["step"] if found["step"][0].isdecimal() else whole_number(found["step"]))
        / 100
    )
    unclear = message(
        "原文没有说不足一档怎么扣，先按整档计，不足一档的不扣",
        "the sentence does not say what a part of a step costs; "
        "whole steps only are counted (partial: whole)",
    )
    points_meant = message(
        "原文写“%”，按百分点计", "the sentence says “%”; percentage points are counted"
    )
    deduct = {"points": Fraction(found["points"]), "per": Share(step), "partial": Name("whole")}
    confirm = (unclear,) if "百分点" in found["percent"] else (unclear, points_meant)
    return attrs.evolve(_rate(asked, found["what"], target, deduct), confirm=confirm)


def _rate_once(piece: str, asked: ItemToDraft) -> RuleDraft | None:
    found = _BELOW.fullmatch(piece)
    if found is None or not is_name(found["what"]):
        return None
    points = Fraction(found["points"]) if found["points"] else asked.points
    return attrs.evolve(
        _rate(asked, found["what"], Fraction(found["target"]) / 100, {"points": points}),
        costs=points,
    )


def _rate(asked: ItemToDraft, what: str, target: Fraction, deduct: Mapping[str, Any]) -> RuleDraft:
    words = " ".join((what, *asked.beside))
    named = re.search(r"[\u4e00-\u9fff]{1,14}?(?:率|满意度)", words)
    spec = {
        "kind": Name("rate"),
        "written_as": Name("percent"),
        "label": named[0] if named else asked.label,
    }
    keys = {
        "type": Name("rate"),
        "value": Name(asked.name),
        "target": Share(target),
        "deduct": deduct,
    }
    return RuleDraft(keys, {asked.name: spec})


def _short_of_a_number(piece: str, asked: ItemToDraft) -> RuleDraft | None:
    found = _SHORT.fullmatch(piece)
    target = count_target(asked.beside, found["what"], found["unit"]) if found else None
    if (
        found is None
        or target is None
        or not is_name(found["thing"])
        or not is_name(found["more"])
    ):
        return None
    step = whole_number(found["count"])
    if step == 0:
        return None
    deduct: dict[str, Any] = {"points": Fraction(found["points"]), "per": Fraction(step)}
    if step != 1:
        deduct["partial"] = Name("whole")
    return _count(asked, _label(asked, found["what"], target), target, deduct)


def _label(asked: ItemToDraft, what: str, target: CountTarget) -> str:
    """Return what is counted: as the clause says, as the text beside the number, or the item."""
    words = what.strip("的,") or target.of
    return shown(words) if len(words) > 1 and is_name(words) else asked.label


def _fewer_than(piece: str, asked: ItemToDraft) -> RuleDraft | None:
    found = _FEWER.fullmatch(piece)
    if found is None or not is_name(found["what"]) or not whole_number(found["count"]):
        return None
    points = Fraction(found["points"]) if found["points"] else asked.points
    target = CountTarget(whole_number(found["count"]), found["unit"], None)
    label = _label(asked, found["what"], target)
    return attrs.evolve(_count(asked, label, target, {"points": points}), costs=points)


def _count(
    asked: ItemToDraft, label: str, target: CountTarget, deduct: Mapping[str, Any]
) -> RuleDraft:
    keys: dict[str, Any] = {
        "type": Name("count_target"),
        "value": Name(asked.name),
        "target": Fraction(target.count),
    }
    if target.each is None:
        return RuleDraft(
            keys | {"deduct": deduct},
            {asked.name: {"kind": Name("count"), "label": label, "unit": target.unit}},
        )
    keys["value"] = {"count": Name(asked.name), "by": Name("day")}
    columns = {"what": Name("text"), "day": Name("date")}
    return RuleDraft(
        keys | {"each": Name(target.each), "deduct": deduct},
        registers={asked.name: {"label": label, "columns": columns}},
    )


def _each_case(piece: str, asked: ItemToDraft) -> RuleDraft | None:
    clause = read_priced(piece)
    if (
        clause is None
        or not clause.is_of_each
        or clause.is_added
        or SHORT_OF_SOME.search(clause.condition)
    ):
        return None
    what = clause.condition
    if not what and not names_fault(piece, asked):
        return None
    return _incidents(asked, what or asked.label, clause)


def _each_missing(piece: str, asked: ItemToDraft) -> RuleDraft | None:
    """Return the rule of 每少一份扣1分 where no text says how many there must be."""
    clause = read_priced(piece)
    if clause is None or clause.counter is None or not clause.counter.each:
        return None
    short = SHORT_OF_SOME.search(clause.condition)
    if short is None or any(map(_SOME_NUMBER.search, (*asked.beside, clause.condition))):
        return None
    what = clause.condition[: short.start()].strip("的,") or asked.label
    label = f"{shown(what)}（缺少的数量）"
    unclear = message(
        "原文没有写应有多少，按缺少的数量填写",
        "the sentence does not say how many there must be; the number missing is asked for",
    )
    return attrs.evolve(_incidents(asked, label, clause), confirm=(unclear,))


def _incidents(asked: ItemToDraft, label: str, clause: PricedClause) -> RuleDraft:
    if clause.counter is None or clause.price is None:
        raise AssertionError(clause)
    spec = {"kind": Name("count"), "label": shown(label), "unit": clause.counter.unit}
    return RuleDraft(
        {"type": Name("incidents"), "count": Name(asked.name), "deduct": clause.price},
        {asked.name: spec},
    )


def _yes_or_no(piece: str, asked: ItemToDraft) -> RuleDraft | None:
    """Return the rule of a state that earns nothing, or that takes off some points."""
    clause = read_priced(piece)
    if clause is None or clause.counter is not None:
        return None
    if clause.is_added and piece == asked.clauses.pieces[0]:
        return None
    what = clause.condition
    if len(what) < 2 or _ONE_OF_MANY.search(without_names(what)):
        return None
    positive = re.fullmatch(r"(?:未|没有)([^未没不无,或和、且并及与]+)", what)
    rule = yes_no(asked, positive[1], want=True) if positive else yes_no(asked, what, want=False)
    return attrs.evolve(rule, costs=clause.price)


ONE_CLAUSE: Final[tuple[Callable[[str, ItemToDraft], RuleDraft | None], ...]] = (
    judged,
    judged_events,
    _rate_by_points,
    _rate_once,
    _short_of_a_number,
    _fewer_than,
    _each_case,
    _each_missing,
    _yes_or_no,
)
"""The patterns in the order in which they are tried: the more specific come first."""
