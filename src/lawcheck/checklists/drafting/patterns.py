"""Turn the rule sentences of score sheets into rules.

A sentence becomes a rule only if every word of it is known: half a rule would be a wrong score.
`RuleDraft.confirm` lists what the sentence leaves open and the draft had to decide.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

import attrs

from lawcheck.checklists.drafting.clauses import clauses_of, without_full_marks
from lawcheck.checklists.drafting.earned_parts import earned_parts
from lawcheck.checklists.drafting.judged_clauses import judged_tiers, judges
from lawcheck.checklists.drafting.multi_clause import (
    all_or_nothing,
    awards,
    deadline,
    falling,
    states,
)
from lawcheck.checklists.drafting.phrases import names_target, plain
from lawcheck.checklists.drafting.rule_draft import ItemToDraft, RuleDraft, shown
from lawcheck.checklists.drafting.separate_clauses import are_apart
from lawcheck.checklists.drafting.single_clause import ONE_CLAUSE
from lawcheck.checklists.drafting.unknown_clause import why_unknown
from lawcheck.checklists.drafting.yaml_text import Name
from lawcheck.model.text import Message, message

MOST_CHARACTERS: Final = 600
"""Longest sentence, or text of what is asked, that is tried; a longer one is left to a judge.

The patterns take time that grows with the square of the length.
"""
_MOST_PARTS: Final = 20
_ALL_IS_WELL: Final = re.compile(
    r"(?:全部|均|都|已|能|按照?要求|按时|按规定|认真)*"
    r"(?:完成|达标|落实到位|执行到位|符合要求|符合规定|符合标准|达到要求|达到标准|做到)"
)
"""Words for what earns full marks that add no condition of their own."""
_PRICE_IN_CONTENT: Final = re.compile(r"扣\d|扣分|不得分|得满分|[得计加]\d|\d分")


def rule_of(
    sentence: str, content: str, name: str, points: Fraction, label: str, year: int, is_bonus: bool
) -> RuleDraft | Message:
    """Return the rule that a sentence describes, or why it is left to a judge.

    Args:
        sentence: the rule as the sheet has it (评分标准).
        content: what the item asks (考核内容).
        name: name for the fact or register that the rule reads.
        points: points of the item.
        label: what the item asks, in short.
        year: year of the period.
        is_bonus: whether the points of the item are added on top.
    """
    if not sentence.strip():
        return message("没有写评分标准", "the sheet has no rule for it")
    if max(len(sentence), len(content)) > MOST_CHARACTERS:
        return message("文字太长，没有逐句读", "the text is too long to be read by clauses")
    if content != sentence and _PRICE_IN_CONTENT.search(plain(content)):
        return message(
            "考核内容里也有分值，不知道怎么合起来",
            "what is asked has points too, and how they go together is not said",
        )
    # A column that holds both goal and rule says nothing beside its clauses.
    clauses = clauses_of(sentence, "" if content == sentence else content)
    if any("扣" in piece or "减" in piece for piece in clauses.pieces):
        clauses = without_full_marks(clauses, points)
    asked = ItemToDraft(name, points, label, clauses, year, is_bonus)
    if not clauses.pieces:
        return message("没有写扣几分或得几分", "it does not say how many points to take or give")
    if len(clauses.pieces) > _MOST_PARTS:
        return message("句子太多", "there are too many clauses")
    for of_all in (awards,) if is_bonus else _OF_ALL:
        rule = of_all(asked)
        if rule is not None:
            return _WHOSE_CAP if clauses.at_most else rule
    earned = None if is_bonus else earned_parts(asked)
    if earned is not None:
        return earned[0] if len(earned) == 1 else _parts(earned, asked)
    if is_bonus:
        return message("加分的写法没有认出", "the way in which points are added is not known")
    return _of_clauses(asked)


_OF_ALL: Final = (judged_tiers, judges, deadline, all_or_nothing, states, falling)
"""The patterns of several clauses in the order in which they are tried."""
_WHOSE_CAP: Final = message("不知道上限限制哪一句", "it is not clear what the cap limits")


def _of_clauses(asked: ItemToDraft) -> RuleDraft | Message:
    """Return the rule of clauses that each take points off by themselves."""
    clauses, points = asked.clauses, asked.points
    found: list[RuleDraft] = []
    for at, piece in enumerate(clauses.pieces):
        own = attrs.evolve(
            asked,
            name=asked.name if len(clauses.pieces) == 1 else f"{asked.name}{chr(ord('a') + at)}",
        )
        known = next(
            (made for made in (pattern(piece, own) for pattern in ONE_CLAUSE) if made is not None),
            None,
        )
        if known is None:
            return why_unknown(piece)
        cap = clauses.at_most.get(at)
        if cap is not None:
            if known.costs is not None or not 0 < cap <= points:
                return _WHOSE_CAP
            known = attrs.evolve(known, costs=cap)
        if known.costs is not None and known.costs > points:
            return message(
                "“{piece}”扣的分多于这一项的分值",
                "“{piece}” takes more points than the item has",
                piece=shown(piece),
            )
        found.append(known)
    if clauses.summed and sum(each.costs or points for each in found) != points:
        return _WHOSE_CAP  # where all of it adds up to the item, it is the limit of its clause
    if not are_apart(clauses, found, points):
        return message(
            "各句可能说的是同一件事，不知道扣分是否累加",
            "the clauses may be about the same case; whether their points add up is not said",
        )
    if not _says_no_more(asked, found):
        return message(
            "得满分的条件和扣分的条件对不上",
            "what earns full marks does not match what takes points off",
        )
    if len(found) == 1 and (
        found[0].costs in (None, points)
        or (found[0].keys["type"] != "yes_no" and not clauses.at_most)
    ):
        return found[0]
    return _parts(found, asked)


def _says_no_more(asked: ItemToDraft, rules: list[RuleDraft]) -> bool:
    """Return whether the words about full marks add nothing to the rules.

    They may repeat the target of a rule, or say that all is well.
    """
    has_target = any(
        rule.keys["type"] in ("rate", "count_target") and rule.costs is None for rule in rules
    )
    return all(
        not words
        or _ALL_IS_WELL.fullmatch(words.strip("的,"))
        or (has_target and names_target(words))
        for words in (*asked.clauses.full, *asked.clauses.required)
    )


def _parts(rules: list[RuleDraft], asked: ItemToDraft) -> RuleDraft:
    parts = [
        {
            "id": Name(f"p{at}"),
            "title": shown(asked.clauses.pieces[at - 1]),
            "points": rule.costs or asked.points,
            **rule.keys,
        }
        for at, rule in enumerate(rules, 1)
    ]
    facts = {name: spec for rule in rules for name, spec in rule.facts.items()}
    registers = {name: spec for rule in rules for name, spec in rule.registers.items()}
    confirm = tuple(dict.fromkeys(each for rule in rules for each in rule.confirm))
    return RuleDraft({"type": Name("parts"), "parts": parts}, facts, registers, confirm=confirm)
