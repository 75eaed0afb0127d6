"""Say why a clause did not become a rule, so that a person knows what to look at."""

from __future__ import annotations

import re
from typing import Final

from lawcheck.checklists.drafting.rule_draft import shown
from lawcheck.model.text import Message, message

_REASONS: Final = (
    (
        re.compile(r"酌情|视情|根据情况|按情况"),
        "要由人酌情，但和别的句子混在一起",
        "it is left to discretion, but mixed with other words",
    ),
    (
        re.compile(r"比例|倍"),
        "按比例或加倍扣分，没有写怎么算",
        "points are taken in proportion or doubled, and how is not said",
    ),
    (
        re.compile(r"各扣|均扣"),
        "“各扣”没有写清是哪几项",
        "it takes points for each of several, and which they are is not clear",
    ),
    (
        re.compile(r"每?(?:少|缺|差)[^扣]*扣"),
        "没有找到唯一的应有数量",
        "the one number that is required was not found",
    ),
    (
        re.compile(r"每(?:低于|低|降低|下降|减少)|低于|不足|达不到|未达"),
        "没有找到唯一的目标值",
        "the one target was not found",
    ),
    (
        re.compile(r"[扣减](?:除|减)?\d|不得分|不计分|得0分"),
        "条件里有没认出的数字、限制或附加条件",
        "the condition has a number, a limit or a second condition that is not known",
    ),
    (
        re.compile(r"[得计加]\d|\d分"),
        "写的是得几分，没有认出各种情形怎么合起来",
        "it says what is earned, and how the cases go together is not known",
    ),
)


def why_unknown(piece: str) -> Message:
    """Return why a clause is not known, with its words."""
    for sign, zh, en in _REASONS:
        if sign.search(piece):
            return message(zh + "：“{piece}”", en + ": “{piece}”", piece=shown(piece))
    return message(
        "这一句没有写扣几分或得几分：“{piece}”",
        "this clause does not say how many points: “{piece}”",
        piece=shown(piece),
    )
