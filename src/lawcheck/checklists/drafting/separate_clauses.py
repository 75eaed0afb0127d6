"""Check whether the clauses of a rule are independent, so that what they take off adds up.

每发现一起扣1分，造成重大影响的，扣2分 (1 off for each case; 2 off if it has serious effects) is
not two rules, because the second clause is about the cases of the first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations
from typing import Final

from lawcheck.checklists.drafting.clauses import Clauses
from lawcheck.checklists.drafting.rule_draft import RuleDraft

_LEANS_ON_ANOTHER: Final = re.compile(
    r"造成|引发|引起|导致|情节|影响|后果|严重|其中|拒不|拒绝|屡|再|连续|整改|同时|重复|超过|该"
    r"|上述|[此其另还并且而又仍]|之后|以后|后[,的]|[处查]实"
)
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
    r"(?:一|1)?[次个件场期篇人名家项份起例处宗条]"
    r"|(?:一|1)[次个件场期篇人名家项份起例处宗条]$|^每|的|予以|应$|则$"
)
_SUBJECT: Final = re.compile(r"[^扣减得,]*")
_RATE: Final = re.compile(r"[^\W\d]+?(?:率|满意度|比例|覆盖面)")


def are_apart(clauses: Clauses, rules: Sequence[RuleDraft]) -> bool:
    """Return whether each clause is about something of its own.

    Args:
        clauses: the clauses of the rule.
        rules: the rule of each clause.
    """
    pieces, kinds = clauses.pieces, [str(rule.keys["type"]) for rule in rules]
    if len(pieces) == 1:
        return True
    if any(_LEANS_ON_ANOTHER.search(piece) for piece in pieces[1:]):
        return False
    if not all(_may_follow(clauses, kinds, at) for at in range(1, len(pieces))):
        return False
    return all(
        _differ(pieces[a], pieces[b], kinds[a], kinds[b])
        for a, b in combinations(range(len(pieces)), 2)
    )


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
            return is_omission or not (before - {"yes_no"} or at in clauses.joined)
        case "incidents" | "count_target" | "rate":
            return at not in clauses.joined or kinds[at] == kinds[at - 1]
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
    stems = sorted((_stem(one), _stem(other)), key=len)
    if kind != other_kind:
        return bool(stems[0])
    # 迟报 (reported late) and 漏报 (not reported) of one thing exclude each other, so they are not
    # apart. As counts, 迟报一次 and 漏报一次, they are.
    if kind == "yes_no":
        stems = sorted((_KIND_OF_FAULT.sub("", each) for each in stems), key=len)
    return bool(stems[0]) and stems[0] not in stems[1] and stems[0][-2:] != stems[1][-2:]


def _stem(piece: str) -> str:
    """Return what a clause is about, without its manner.

    未按时报送 (not submitted in time) and 未报送 (not submitted) are both about 报送.
    """
    subject = _SUBJECT.match(piece)
    return _MANNER.sub("", _COUNTED.sub("", subject[0] if subject else ""))
