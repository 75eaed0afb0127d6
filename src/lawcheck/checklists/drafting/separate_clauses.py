"""Check whether the clauses of a rule are independent, so that what they take off adds up.

每发现一起扣1分，造成重大影响的，扣2分 (1 off for each case; 2 off if it has serious effects) is
not two rules, because the second clause is about the cases of the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations
from typing import Final

from lawcheck.checklists.drafting.clauses import Clauses
from lawcheck.checklists.drafting.rule_draft import RuleDraft

_LEANS_ON_ANOTHER: Final = re.compile(
    r"情节|后果|严重|重大(?!行政|决策|执法|事项|项目|民生|政策|改革|处罚|许可|活动)|其中|拒不|屡"
    r"|再(?=[次度犯发被有出])|^再|,再|连续|同时|超过|上述|另|还|又|仍|之后|以后|后[,的]|[处查]实"
    r"|^不[^未没无不,扣]{1,3}(?:的)?,?(?:扣|每|发现)|(?<!提出)整改|^(?:造成|引发|引起|导致|影响|[此其并且而该])"
    r"|(?<!因)(?:造成|引发|引起|导致).*影响|^.{0,4}(?:造成|引发|引起|导致|影响)"
)
_HAS_ITS_CAUSE: Final = re.compile(r"(?:因|由于).{2,}")
"""因审核不严导致泄密 names its cause itself; 导致泄密 alone is about the clause before it."""
_MORE_OFF: Final = re.compile(r"再|另|加|倍")
_OMISSION: Final = re.compile(
    r"(?:未|没有|无|不)(?P<what>[^扣]+?)(?:的)?,?(?:则|应|予以|一次性)?"
    r"(?:扣|减|不得分|不计分|得0分|0分).*"
)
_MANNER: Final = re.compile(
    r"未|没有|不|及时|按时|按期|按要求|按规定|按照规定|全面|完全|全部|部分|严格|认真|逾期|超期"
)
_KIND_OF_FAULT: Final = re.compile(r"迟|漏|错")
_DO: Final = re.compile(
    r"(?:开展|组织|完成|落实|举行|召开|举办|实施|执行|进行|学习|报送|上报|参加)*"
)
_COUNTED: Final = re.compile(
    r"(?:每(?:发现|发生|出现|存在|有)?|发现|发生|出现|存在|有)"
    r"(?:一|1)?[次个件场期篇人名家项份起例处宗条卷户封批笔张]"
    r"|(?:一|1)[次个件场期篇人名家项份起例处宗条卷户封批笔张]$|^每|的|予以|应$|则$"
)
_SUBJECT: Final = re.compile(r"[^扣减得,]*")
_RATE: Final = re.compile(r"[^\W\d]+?(?:率|满意度|比例|覆盖面)")


def are_apart(clauses: Clauses, rules: Sequence[RuleDraft], points: Fraction) -> bool:
    """Return whether each clause is about something of its own.

    Args:
        clauses: the clauses of the rule.
        rules: the rule of each clause.
        points: points of the item.
    """
    pieces, kinds = clauses.pieces, [str(rule.keys["type"]) for rule in rules]
    if len(pieces) == 1:
        return True
    # A state that takes all points leaves none for another clause to take.
    takes_all = [
        kind == "yes_no" and rule.costs in (None, points) and not _MORE_OFF.search(piece)
        for kind, rule, piece in zip(kinds, rules, pieces, strict=True)
    ]
    counts = {"count_target", "rate"} & set(kinds)
    added = _explicitly_added(pieces, kinds)
    some = [at for at in range(len(pieces)) if (counts or not takes_all[at]) and at not in added]
    if any(_leans(pieces[at]) for at in some if at):
        return False
    if not all(_may_follow(clauses, kinds, at) for at in some if at):
        return False
    return all(_differ(pieces[a], pieces[b], kinds[a], kinds[b]) for a, b in combinations(some, 2))


def _explicitly_added(pieces: Sequence[str], kinds: Sequence[str]) -> frozenset[int]:
    """Return the clauses that say 再扣 (take off in addition), beside states alone.

    Beside cases that are counted, 造成影响的再扣2分 may be meant for each of them.
    """
    if set(kinds) != {"yes_no"}:
        return frozenset()
    return frozenset(at for at, piece in enumerate(pieces) if at and _ADDITIONAL.search(piece))


_ADDITIONAL: Final = re.compile(r"再(?:扣除|扣减|扣|减)\d")


def _leans(piece: str) -> bool:
    """Return whether a clause is about the cases of a clause before it."""
    return bool(_LEANS_ON_ANOTHER.search(piece)) and not _HAS_ITS_CAUSE.match(piece)


def _may_follow(clauses: Clauses, kinds: Sequence[str], at: int) -> bool:
    """Return whether a clause may stand beside those before it.

    A clause about a duty that was not done may. A clause about something that happened may be
    about a case that an earlier clause counts already.
    """
    is_omission = bool(_OMISSION.fullmatch(clauses.pieces[at]))
    before = set(kinds[:at])
    match kinds[at]:
        case "yes_no":
            if before & {"count_target", "rate"}:
                return is_omission and (
                    clauses.pieces[at].endswith("得分") or not _is_of_content(clauses, at)
                )
            has_own_subject = is_omission or _says_who(clauses.pieces[at])
            return has_own_subject or not (before - {"yes_no"} or at in clauses.joined)
        case "incidents" | "count_target" | "rate":
            return (
                at not in clauses.joined
                or kinds[at] == kinds[at - 1]
                or (kinds[at] == "incidents" and _says_who(clauses.pieces[at]))
            )
        case _:
            return at not in clauses.joined


def _is_of_content(clauses: Clauses, at: int) -> bool:
    """Return whether a clause is about what the item asks, which a number measures already."""
    stem = _stem(clauses.pieces[at])
    return bool(_DO.fullmatch(stem)) or stem[-2:] in clauses.content


def _differ(one: str, other: str, kind: str, other_kind: str) -> bool:
    """Return whether two clauses are about different things, judging by their words."""
    if "judged" in (kind, other_kind):
        return kind != other_kind
    if {kind, other_kind} <= {"rate", "count_target"}:
        first, second = _RATE.match(one), _RATE.match(other)
        return kind == other_kind == "rate" and bool(first and second and first[0] != second[0])
    if kind == other_kind == "incidents" and _are_other_faults(one, other):
        return True
    stems = sorted((_stem(one), _stem(other)), key=len)
    if kind != other_kind:
        return bool(stems[0])
    # 未制定方案 and 方案不完善 exclude each other: without a plan there is none to be poor.
    if any(_of_its_quality(a, b) for a, b in ((one, other), (other, one))):
        return False
    # Two long statements of what was not done are two duties, though they may end alike.
    if len(stems[0]) >= _LONG and stems[0] not in stems[1] and _IS_DUTY.match(one + other):
        return one[:2] != other[:2] or kind == "yes_no"
    # 迟报 (reported late) and 漏报 (not reported) of one thing exclude each other, so they are not
    # apart. As counts, 迟报一次 and 漏报一次, they are.
    if kind == "yes_no":
        stems = sorted((_KIND_OF_FAULT.sub("", each) for each in stems), key=len)
    return bool(stems[0]) and stems[0] not in stems[1] and stems[0][-2:] != stems[1][-2:]


def _says_who(piece: str) -> bool:
    """Return whether a clause has a subject of its own before the fault: 印章使用不规范."""
    return bool(re.match(r"[^未没无不,扣每被]{2,}(?:未|没有|无|不)", piece))


def _are_other_faults(one: str, other: str) -> bool:
    """Return whether two counted faults of one thing exclude each other: late, and not at all."""
    manners = [_MANNER_OF_FAULT.match(each) for each in (one, other)]
    return all(manners) and len({each[0] for each in manners if each}) == len(manners)


_MANNER_OF_FAULT: Final = re.compile(
    r"每?(?:未按时|未按期|未及时|未按要求|逾期|超期|迟|漏|错|瞒|未(?!按|及时))"
)


def _of_its_quality(omission: str, piece: str) -> bool:
    """Return whether a clause is about how good something is that another says is missing."""
    quality = _QUALITY.match(piece)
    return bool(_OMISSION.fullmatch(omission) and quality and quality[1][-2:] in omission)


_QUALITY: Final = re.compile(r"([^未没无不,扣每被]{2,})(?:未|没有|无|不)")
_LONG: Final = 6
_IS_DUTY: Final = re.compile(r"(?:未|没有|无|不|拒)")


def _stem(piece: str) -> str:
    """Return what a clause is about, without its manner.

    未按时报送 (not submitted in time) and 未报送 (not submitted) are both about 报送.
    """
    subject = _SUBJECT.match(piece)
    return _MANNER.sub("", _COUNTED.sub("", subject[0] if subject else ""))
