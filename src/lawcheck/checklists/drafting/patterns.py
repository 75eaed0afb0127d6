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
from lawcheck.checklists.drafting.yaml_text import Name

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
) -> RuleDraft | None:
    """Return the rule that a sentence describes; None if any part of it is not known.

    Args:
        sentence: the rule as the sheet has it (评分标准).
        content: what the item asks (考核内容).
        name: name for the fact or register that the rule reads.
        points: points of the item.
        label: what the item asks, in short.
        year: year of the period.
        is_bonus: whether the points of the item are added on top.
    """
    if max(len(sentence), len(content)) > MOST_CHARACTERS or _PRICE_IN_CONTENT.search(
        plain(content)
    ):
        return None
    clauses = clauses_of(sentence, content)
    if any("扣" in piece or "减" in piece for piece in clauses.pieces):
        clauses = without_full_marks(clauses, points)
    asked = ItemToDraft(name, points, label, clauses, year, is_bonus)
    if not 0 < len(clauses.pieces) <= _MOST_PARTS:
        return None
    for of_all in (awards,) if is_bonus else (deadline, all_or_nothing, states, falling):
        rule = of_all(asked)
        if rule is not None:
            return None if clauses.at_most else rule
    return None if is_bonus else _of_clauses(asked)


def _of_clauses(asked: ItemToDraft) -> RuleDraft | None:
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
            return None
        cap = clauses.at_most.get(at)
        if cap is not None:
            if known.costs is not None or not 0 < cap <= points:
                return None
            known = attrs.evolve(known, costs=cap)
        if known.costs is not None and known.costs > points:
            return None
        found.append(known)
    if not are_apart(clauses, found) or not _says_no_more(asked, found):
        return None
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
        not words or _ALL_IS_WELL.fullmatch(words.strip("的,")) or (has_target and names_target(words))
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
