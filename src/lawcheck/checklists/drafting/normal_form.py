"""Write a rule in the form that the other modules read.

Half-width signs, no spaces, no numbers of a list, and one price for each state: 低于80%、70%的，
分别扣1分、2分 becomes 低于80%的扣1分; 低于70%的扣2分.
"""

from __future__ import annotations

import re
from typing import Final

from lawcheck.checklists.drafting.phrases import plain

# Numbers in circles are removed first: NFKC would turn them into plain digits, which would become
# part of a number that follows.
_CIRCLED: Final = re.compile("[①-⑳]")
_ENUMERATED: Final = re.compile(
    r"(?:^|(?<=[;。\n]))(?:\d+[.、)](?!\d)|[一二三四五六七八九十]+、)"
    r"|\((?:\d+|[一二三四五六七八九十]+)\)"
)
_PRICE: Final = r"\d+(?:\.\d+)?分"
_EACH_ITS_OWN: Final = re.compile(
    r"(?P<states>[^;。\n]*?)(?P<of>的)?,?(?P<once>每?一?[次件起])?分别(?P<verb>扣除?|减|得|计)"
    rf"(?P<prices>{_PRICE}(?:[、,和]{_PRICE})+)"
)
_THRESHOLDS: Final = re.compile(
    r"(?P<head>.*?(?:低于|不足|不到|未达到|达不到|未达))(?P<list>\d+(?:\.\d+)?%(?:[、,和]\d+(?:\.\d+)?%)+)"
)
_REACHED: Final = re.compile(r"(达到\d+(?:\.\d+)?%)(?=的?,?[得计]\d)")
"""达到90% where 得5分 follows: to reach 90% is to have 90% or more."""
_PRICE_ALONE: Final = re.compile(rf"。(?=(?:每[^,;。\d]{{1,3}})?扣{_PRICE})")
"""A full stop between a state and its price: 未参加会议。每次扣1分."""


_IN_BRACKETS: Final = re.compile(rf"(?<=[^\d扣减加得计分])\(({_PRICE})\)(?=[,;。、\n]|$)")
"""成立领导小组(3分): what it earns."""
_BELOW_THIS: Final = re.compile(
    r"(?:低于|达不到|未达到)(?:此|该|这一)(?:标准|比例|目标|要求|数)?(?:的)?,?每(?:低|少|差)?(?=\d|一)"
)
"""结案率达到90%,低于此每10个百分点扣1分: the target stands before."""


def normal(rule: str) -> str:
    """Return a rule in the normal form, its sentences parted by ; 。 or a line break."""
    text = _ENUMERATED.sub("\n", plain(_CIRCLED.sub("\n", rule)))
    if "分别" in text:
        text = _EACH_ITS_OWN.sub(_spread, text)
    text = _IN_BRACKETS.sub(r"得\1", text)
    text = _BELOW_THIS.sub("每低", _PRICE_ALONE.sub("的,", text))
    return _REACHED.sub(r"\1以上", text)


def _spread(found: re.Match[str]) -> str:
    """Return a list of states and a list of prices as states with their prices.

    Lists that differ in length stay: nobody knows what belongs together.
    """
    prices = re.findall(_PRICE, found["prices"])
    numbers = _THRESHOLDS.fullmatch(found["states"])
    if numbers:
        states = [f"{numbers['head']}{each}" for each in re.split("[、,和]", numbers["list"])]
    else:
        states = re.split("[、,]", found["states"])
    # 被省、市通报 shares its words; states of one length, such as 迟报、漏报, are whole.
    if len(states) != len(prices) or len(set(map(len, states))) > (1 if numbers is None else 9):
        return found[0]
    middle = "" if numbers is None and found["once"] else (found["of"] or "")
    once = found["once"] or ""
    return ";".join(
        f"{state}{middle}{once}{found['verb']}{price}"
        for state, price in zip(states, prices, strict=True)
    )
