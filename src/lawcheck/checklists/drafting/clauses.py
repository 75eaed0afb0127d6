"""Divide the rule of an item into clauses, each with one price."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

import attrs

from lawcheck.checklists.drafting.normal_form import normal
from lawcheck.checklists.drafting.phrases import POINTS, UNIT, names_day, names_target, plain

_ENDS: Final = re.compile(r"[;。\n]+")
_BETWEEN: Final = re.compile(r"(?<=分)[,、]|(?<=不得分)[,、]|,(?=否则)")
_USED_UP: Final = re.compile(
    r"(?:直至|直到|以)?(?:本项|该项|此项)?(?:分值|分数|得分)?"
    r"(?:扣完|减完|扣光|扣至0分|扣到0分)(?:本项|该项|此项)?(?:分值|分数|得分|分)?(?:为止)?"
    r"|(?:本项|该项|此项)?不计负分|不倒扣(?:分)?"
)
"""Words like 扣完为止 (until nothing is left). They add nothing: every item ends at 0."""
_AT_MOST: Final = re.compile(
    r"(?P<all>累计|合计|总计|共)?(?:扣分)?"
    r"(?:(?:最多|最高|至多|上限|封顶|不超过|不得超过)(?:可?(?:扣除|扣减|扣|减|加))?(?:分)?"
    rf"(?:不超过|为)?{POINTS}(?:为限|封顶|为止)?"
    rf"|(?:直至|直到)?(?:扣完|扣满|扣至|以){POINTS.replace('points', 'used_up')}"
    r"(?:为止|为限|封顶))"
)
_PLAIN_WORDS: Final = r"[^\W\d每未不无的扣得加减分视按并或后]"
_HOW_TO_CHECK: Final = re.compile(
    r"(?:实地|现场|随机|重点)*(?:查看?|查阅|检查|抽查|抽取|核查|听取|提供|以)"
    rf"(?:相关|有关)?{_PLAIN_WORDS}{{1,20}}?(?:、{_PLAIN_WORDS}{{1,20}})*(?:的?相关)?"
    r"(?:资料|材料|记录|纪要|台账|档案|文件|案卷|卷宗|文书|通知书|文本|清单|报表|汇报|为准)"
    r"(?:等)?(?:检查|核查|审查)?"
    rf"|(?:实地|现场)?(?:查看?|查阅|检查|抽查|核查|听取)(?:相关|有关)?{_PLAIN_WORDS}{{1,20}}"
    rf"(?:、{_PLAIN_WORDS}{{1,20}})*|以{_PLAIN_WORDS}{{1,20}}为准"
    r"|(?:提供|查看?|查阅)(?:相关|有关)?(?:开展)?(?:活动|工作)?(?:的?(?:相关|有关))?"
    r"(?:证明|影像|佐证|台账)?(?:资料|材料)"
)
_FULL_MARKS: Final = re.compile(r"(?P<what>[^扣]*?)(?:的)?,?(?:得|计|为)?(?:满分|全分)")
_ALL_OF: Final = re.compile(rf"(?<![不少于低至到\d])\d+{UNIT}$")
"""The number in 学法4次 where this earns all points: four, or more."""
_PRICED: Final = re.compile(r"分|扣|减|加")


@attrs.frozen
class Clauses:
    """A rule divided into clauses. No words are lost that could matter for the points.

    Attributes:
        content: what the item asks.
        pieces: the clauses that give or take points, in order, and all that are not understood.
        joined: positions of the pieces that follow another one in the same sentence.
        at_most: the most points that a piece takes, by the position of the piece.
        full: what earns full marks: the words before 得满分.
        required: words of the rule without a price that name a number, a rate or a day.
        summed: positions of the pieces whose limit is one of a sum (累计), which may mean the sum
            of all pieces.
    """

    content: str
    pieces: tuple[str, ...]
    joined: frozenset[int]
    at_most: dict[int, Fraction]
    full: tuple[str, ...]
    required: tuple[str, ...] = ()
    summed: frozenset[int] = frozenset()


def clauses_of(rule: str, content: str) -> Clauses:
    """Divide a rule into its clauses.

    Left out are only phrases that are known to say nothing about points, such as 查看会议记录 (see
    the minutes) and 扣完为止 (until nothing is left).
    """
    pieces: list[str] = []
    joined: set[int] = set()
    at_most: dict[int, Fraction] = {}
    full: list[str] = []
    required: list[str] = []
    summed: set[int] = set()
    for clause in filter(None, _ENDS.split(normal(rule))):
        first = len(pieces)
        for piece in _BETWEEN.split(clause):
            bare = _without_opening(piece.strip(",、:."), required)
            unwrapped = bare[1:-1] if bare.startswith("(") and bare.endswith(")") else bare
            cap, all_well = _AT_MOST.fullmatch(unwrapped), _FULL_MARKS.fullmatch(bare)
            if not bare or _USED_UP.fullmatch(unwrapped) or _HOW_TO_CHECK.fullmatch(bare):
                continue
            if cap and len(pieces) == 1 and not at_most:
                at_most[0] = Fraction(cap["points"] or cap["used_up"])
            elif cap and len(pieces) == first + 1 and first not in at_most:
                at_most[first] = Fraction(cap["points"] or cap["used_up"])
                summed |= {first} if cap["all"] else set()
            elif all_well:
                full.append(all_well["what"])
            elif _is_required(bare):
                required.append(bare)
            # Also a cap that does not say which piece it limits. No rule has such a clause, so
            # the whole sentence is then left to a judge.
            else:
                joined |= {len(pieces)} if len(pieces) > first else set()
                pieces.append(bare)
    return Clauses(
        plain(content),
        tuple(pieces),
        frozenset(joined),
        at_most,
        tuple(full),
        tuple(required),
        frozenset(summed),
    )


def _without_opening(piece: str, required: list[str]) -> str:
    """Return a piece without how it is checked and without what is required, at its beginning.

    查看记录,每年不少于4次,每少一次扣1分 is one price: 每少一次扣1分. What is required is kept.
    """
    opening, comma, rest = piece.partition(",")
    while comma and _PRICED.search(rest):
        if _is_required(opening):
            required.append(opening)
        elif not _HOW_TO_CHECK.fullmatch(opening):
            break
        piece = rest
        opening, comma, rest = piece.partition(",")
    return piece


def _is_required(words: str) -> bool:
    return not re.search(r"分|扣|减|加|未|少于[^,]*的$|的$", words.replace("不少于", "")) and (
        names_target(words) or names_day(words)
    )


def without_full_marks(clauses: Clauses, points: Fraction) -> Clauses:
    """Move pieces that only say what earns all points from `pieces` to `full`.

    For an item of 4 points, 达到100%得4分，每低1个百分点扣0.1分 (100%: 4 points; 0.1 off for each
    percentage point less) is one rule with the target 100%: the first clause names the target.
    """
    earned = [
        re.fullmatch(rf"(?P<what>[^扣每]*?)(?:的)?,?(?:得|计){POINTS}", piece)
        for piece in clauses.pieces
    ]
    well = [bool(found and Fraction(found["points"]) == points) for found in earned]
    if clauses.at_most or not any(well):
        return clauses
    kept = [at for at, is_well in enumerate(well) if not is_well]
    full = tuple(
        _ALL_OF.sub(r"不少于\g<0>", found["what"])
        for found, is_well in zip(earned, well, strict=True)
        if is_well and found
    )
    joined = {new for new, old in enumerate(kept) if new and old in clauses.joined}
    pieces = tuple(clauses.pieces[at] for at in kept)
    return attrs.evolve(clauses, pieces=pieces, joined=frozenset(joined), full=clauses.full + full)
