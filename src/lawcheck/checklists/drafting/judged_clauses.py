"""Clauses that leave the points to people.

- `judged`: 酌情扣1-3分 (1 to 3 points off, at discretion)
- `judged_events`: 每起扣1-3分 (1 to 3 points off for each case)
- `judged_tiers`: 优得8-10分，良得5-7分，差得0-4分 (good: 8 to 10; fair: 5 to 7; poor: 0 to 4)
- `judges`: 由3名以上评委打分，取平均分 (the mean of three judges or more)

Each function returns the rule, or None if the clauses are not of its kind.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any, Final

from lawcheck.checklists.drafting.clauses import Clauses
from lawcheck.checklists.drafting.phrases import FREELY, NONE, POINTS, RANGE, whole_number
from lawcheck.checklists.drafting.priced_clause import read_ranged
from lawcheck.checklists.drafting.rule_draft import ItemToDraft, RuleDraft, shown
from lawcheck.checklists.drafting.whole_clause import is_statement
from lawcheck.checklists.drafting.yaml_text import Name
from lawcheck.model.exact import ZERO

SHORT_OF_SOME: Final = re.compile(r"(?:缺少|少|缺|差)$")
"""The end of words that count what is missing, not cases."""
_JUDGED: Final = re.compile(
    rf"(?P<what>[^扣每\d]*?)(?:的)?,?{FREELY}(?:扣减|扣)"
    rf"(?:(?P<least>\d+(?:\.\d+)?)(?:分)?[-—–~至到]{POINTS}|分)"
)
_GIVEN: Final = re.compile(rf"(?P<what>[^扣每\d]*?),?{FREELY}(?:给|计|得|打|评)分")
_OFF: Final = re.compile(rf"(?P<what>[^扣每\d]*?)(?:的)?,?扣{RANGE}")
_IS_FAULT: Final = re.compile(
    r"(?:未|不|没有|无|违|迟|漏|缺|错|超|被|拒)[^,;。]*|每?(?:发现|发生|出现|存在|查出)"
)
"""How the name of something wrong begins.

每次扣1分 (1 off each time) for the item 学法 (study) would otherwise count the sessions that were
held.
"""
_TIER: Final = re.compile(rf"(?P<what>[^扣减每加\d]+?)(?:的)?,?(?:得|计|评|为)?{RANGE}")
_NO_TIER: Final = re.compile(rf"(?P<what>[^扣减每加\d]+?)(?:的)?,?{NONE}")
_RANK: Final = re.compile(r"第?[一二三四五][等级档类]")
_JUDGES: Final = re.compile(
    r"(?:由|经)?(?P<count>\d+|[二两三四五六七八九十]+)(?:名|位|个)(?:\(含\))?(?:及?以上)?"
    r"(?:评委|评审人员|评审|评议人员|考评人员|考核人员|专家|评分人)"
    r"(?:分别|独立|各自|共同)?(?:打分|评分|评议)"
)
_COUNTS: Final = re.compile(
    r"(?:取|按|以|计)?(?:其|评委)?(?:(?P<mean>平均(?:分|值|数)?|均值)|(?P<lowest>最低(?:分|值)?))"
    r"(?:计分|计算|计|为准|作为得分|为最终得分|为得分)?"
)


def names_fault(piece: str, asked: ItemToDraft) -> bool:
    """Return whether a clause, or what is asked, says that something wrong is counted."""
    return any(_IS_FAULT.match(words) for words in (piece, asked.clauses.content))


def judged(piece: str, asked: ItemToDraft) -> RuleDraft | None:
    """Return the rule of 酌情扣1-3分, or of 酌情给分."""
    given = _GIVEN.fullmatch(piece)
    if given:
        return RuleDraft({"type": Name("judged"), "from": ZERO, "to": asked.points})
    found = _JUDGED.fullmatch(piece) or _OFF.fullmatch(piece)
    if found is None or not _is_stated(found, "what"):
        return None
    most = Fraction(found["points"]) if found["points"] else asked.points
    least = Fraction(found["least"]) if found["least"] else ZERO
    if not least < most <= asked.points:
        return None
    return RuleDraft({"type": Name("judged"), "from": least, "to": most}, costs=most)


def _is_stated(found: re.Match[str], group: str) -> bool:
    """Return whether the words that a group of a pattern matched are only a statement.

    A 的 or a comma after the group, which the pattern matched separately, is part of the words.
    """
    behind = found.string[found.end(group) :]
    return is_statement(found[group] + (behind[0] if behind[:1] in ("的", ",") else ""))


def judged_events(piece: str, asked: ItemToDraft) -> RuleDraft | None:
    """Return the rule of 每起扣1-3分: a range for each of the cases that are counted."""
    clause = read_ranged(piece)
    if clause is None or not clause.is_of_each or SHORT_OF_SOME.search(clause.condition):
        return None
    if not clause.condition and not names_fault(piece, asked):
        return None
    assert clause.counter is not None  # noqa: S101 - it is of each
    least, most = clause.least, clause.price
    if least is None or most is None or not ZERO < least < most <= asked.points:
        return None
    label = shown(clause.condition or asked.label)
    spec = {"kind": Name("count"), "label": label, "unit": clause.counter.unit}
    keys = {"type": Name("judged"), "count": Name(asked.name), "from": least, "to": most}
    return RuleDraft(keys, {asked.name: spec})


def judged_tiers(asked: ItemToDraft) -> RuleDraft | None:
    """Return the rule of 优得8-10分，良得5-7分，差得0-4分.

    The tiers go from all points down to none, and no two of them hold the same points. Behind
    them may stand how many people judge.
    """
    pieces, several = _without_judges(asked.clauses)
    if _says_more(asked.clauses):
        return None
    tiers = _tiers(pieces, asked.points)
    return (
        None if tiers is None else RuleDraft({"type": Name("judged"), "tiers": tiers, **several})
    )


def judges(asked: ItemToDraft) -> RuleDraft | None:
    """Return the rule of 由3名以上评委打分，取平均分, which says nothing else."""
    clauses = asked.clauses
    pieces, several = _without_judges(clauses)
    if pieces or not several or _says_more(clauses):
        return None
    return RuleDraft({"type": Name("judged"), "from": ZERO, "to": asked.points, **several})


def _says_more(clauses: Clauses) -> bool:
    """Return whether there is more than pieces: what earns full marks, a target, or a cap."""
    return bool(clauses.full or clauses.required or clauses.at_most)


def _without_judges(clauses: Clauses) -> tuple[tuple[str, ...], Mapping[str, Any]]:
    """Return the pieces without the last ones that say who judges, and the keys for these."""
    pieces = clauses.pieces
    for length in (1, 2):
        who, comma, counts = ",".join(pieces[-length:]).partition(",")
        people, what = _JUDGES.fullmatch(who), _COUNTS.fullmatch(counts)
        if comma and people and what and whole_number(people["count"]) > 1:
            said = {
                "at_least": Fraction(whole_number(people["count"])),
                "counts": Name("mean" if what["mean"] else "lowest"),
            }
            return pieces[:-length], {"judges": said}
    return pieces, {}


def _tiers(pieces: Sequence[str], points: Fraction) -> list[Mapping[str, Any]] | None:
    found = [_TIER.fullmatch(piece) for piece in pieces]
    ranges = [(Fraction(each["least"]), Fraction(each["points"])) for each in found if each]
    names = [each["what"].strip("的,") for each in found if each]
    nothing = _NO_TIER.fullmatch(pieces[-1]) if pieces else None
    if nothing is not None and found[-1] is None:
        ranges.append((ZERO, ZERO))
        names.append(nothing["what"].strip("的,"))
    if len(ranges) < max(2, len(pieces)) or len(set(names)) < len(names):
        return None
    if ranges[0][1] != points or ranges[-1][0] != ZERO:
        return None
    if any(least > most for least, most in ranges):
        return None
    if any(above[0] <= below[1] for above, below in pairwise(ranges)):
        return None
    if not all(is_statement(name) or _RANK.fullmatch(name) for name in names):
        return None
    return [
        {"title": shown(name), "from": least, "to": most}
        for name, (least, most) in zip(names, ranges, strict=True)
    ]
