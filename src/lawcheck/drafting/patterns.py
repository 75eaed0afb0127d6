"""Rule sentences of score sheets that are known, and the indicator type that each is written with.

A sentence is taken only when every clause of it is known: half a rule would be a wrong score. What the sentence leaves
open and the draft had to settle is said in `Rule.confirm`.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final

import attrs

from lawcheck.drafting.asked import Asked, Rule, shown
from lawcheck.drafting.one_clause import ONE_CLAUSE
from lawcheck.drafting.phrases import clauses_of, without_full_marks
from lawcheck.drafting.together import all_or_nothing, awards, deadline, states
from lawcheck.drafting.yaml_text import Name

_MOST_PARTS: Final = 20


def rule_of(sentence: str, content: str, name: str, points: Fraction, label: str, year: int, is_bonus: bool) -> Rule | None:
    """The rule that a sentence stands for; None where it, or a part of it, is not known."""
    clauses = clauses_of(sentence, content)
    asked = Asked(name, points, label, clauses, year, is_bonus)
    if any("扣" in piece for piece in clauses.pieces):
        clauses = without_full_marks(clauses, points)
    asked = attrs.evolve(asked, clauses=clauses)
    if not clauses.pieces:
        return None
    for of_all in (awards,) if is_bonus else (deadline, all_or_nothing, states):
        rule = of_all(asked)
        if rule is not None:
            return None if clauses.at_most else rule
    if is_bonus:
        return None
    found: list[Rule] = []
    for at, piece in enumerate(clauses.pieces):
        own = attrs.evolve(asked, name=name if len(clauses.pieces) == 1 else f"{name}{chr(ord('a') + at)}")
        known = next((made for made in (pattern(piece, own) for pattern in ONE_CLAUSE) if made is not None), None)
        if known is None or at >= _MOST_PARTS:
            return None
        cap = clauses.at_most.get(at)
        if cap is not None:
            if known.costs is not None or not 0 < cap <= points:
                return None
            known = attrs.evolve(known, costs=cap)
        if known.costs is not None and known.costs > points:
            return None
        found.append(known)
    if len(found) == 1 and (found[0].costs in (None, points) or (found[0].keys["type"] != "yes_no" and not clauses.at_most)):
        return found[0]
    return _parts(found, asked)


def _parts(rules: list[Rule], asked: Asked) -> Rule:
    parts = [
        {"id": Name(f"p{at}"), "title": shown(asked.clauses.pieces[at - 1]), "points": rule.costs or asked.points, **rule.keys}
        for at, rule in enumerate(rules, 1)
    ]
    facts = {name: spec for rule in rules for name, spec in rule.facts.items()}
    registers = {name: spec for rule in rules for name, spec in rule.registers.items()}
    confirm = tuple(dict.fromkeys(each for rule in rules for each in rule.confirm))
    return Rule({"type": Name("parts"), "parts": parts}, facts, registers, confirm=confirm)
