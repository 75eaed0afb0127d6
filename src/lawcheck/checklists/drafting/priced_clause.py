"""The grammar of a clause with a price.

    clause    = condition? counter? condition? price
    counter   = 每? (发现 | 发生 | 出现 | 存在 | 查出 | 有)? number? unit
    price     = 的? ，? (扣 | 减 ...) points | 酌情? 扣 points-points | 不得分

未备案的，发现1宗扣2分 (2 off for each one found that was not filed) is the condition 未备案, the
counter 发现1宗 and the price 2. A counter stands at the beginning or at the end of the words
before the price, or behind a comma or 的; nowhere else, because 有关事项 is no counter.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

import attrs

from lawcheck.checklists.drafting.phrases import NONE, OFF, OFF_WITHIN, UNIT
from lawcheck.checklists.drafting.whole_clause import is_condition

_TAKEN: Final = re.compile(rf"(?P<words>.*?){OFF}")
_TAKEN_TOO: Final = re.compile(rf"(?P<words>.*?(?:的|,))再{OFF}")
"""The price of 仍不改正的，再扣1分, in addition to what is taken before."""
_TAKEN_WITHIN: Final = re.compile(rf"(?P<words>.*?){OFF_WITHIN}")
_NOTHING: Final = re.compile(rf"(?P<words>.*?)(?:的)?,?{NONE}")
_COUNTER: Final = re.compile(
    rf"(?P<each>每)?(?P<found>发现|发生|出现|存在|查出|查实|有)?(?P<one>一|1)?{UNIT}"
)
_EACH_TIME: Final = re.compile(r"(?:^|(?<=[,的]))每(?=[^,每]+$)")
"""The 每 of 每迟报一次, apart from the counter 一次 at the end."""
_BY_ITSELF: Final = re.compile(
    r"(?:迟|漏|错|瞒|谎|虚|误|拒|延误|逾期|超期|违|无故|无正当理由|被|缺席|旷|拖|败诉)[^,]*"
)
"""How a fault begins that is counted without 每: 迟报一次扣1分.

未学法一次 (not once) is another thing.
"""


@attrs.frozen
class Counter:
    """What is counted: 每件, 发现1宗, 一次.

    Attributes:
        unit: the unit.
        each: whether 每 stands before it.
        found: whether a word like 发现 stands before the unit.
    """

    unit: str
    each: bool
    found: bool


@attrs.frozen
class PricedClause:
    """A clause with a price.

    Attributes:
        condition: its words without the counter and the price.
        counter: what is counted; None if the price is taken once.
        price: the points taken off; None if nothing is earned.
        is_added: whether it says 再扣: in addition to what another clause takes.
        least: the fewest points taken off, where a person decides up to `price`.
    """

    condition: str
    counter: Counter | None
    price: Fraction | None
    is_added: bool = False
    least: Fraction | None = None

    @property
    def is_of_each(self) -> bool:
        """Whether the price is taken for each of several things, beyond doubt."""
        if self.counter is None or self.price is None or self.counter.unit in ("天", "部"):
            return False
        return (
            self.counter.each or self.counter.found or bool(_BY_ITSELF.fullmatch(self.condition))
        )


def read_priced(piece: str) -> PricedClause | None:
    """Read a clause; None if it has no price, or if its condition is not a statement."""
    added, nothing = _TAKEN_TOO.fullmatch(piece), _NOTHING.fullmatch(piece)
    priced = added or _TAKEN.fullmatch(piece)
    found = priced or nothing
    price = Fraction(priced["points"]) if priced else None
    return None if found is None else _read(piece, found, price, is_added=added is not None)


def read_ranged(piece: str) -> PricedClause | None:
    """Read a clause whose price is a range, such as 每次酌情扣1-3分; None as for `read_priced`."""
    found = _TAKEN_WITHIN.fullmatch(piece)
    if found is None:
        return None
    return _read(piece, found, Fraction(found["points"]), least=Fraction(found["least"]))


def _read(
    piece: str,
    found: re.Match[str],
    price: Fraction | None,
    *,
    is_added: bool = False,
    least: Fraction | None = None,
) -> PricedClause | None:
    # The 的 and the comma belong to the words: 未报的 is a state, 未报再 is not.
    behind = piece[found.end("words") :]
    words = found["words"] + (behind[0] if behind[:1] in ("的", ",") else "")
    before, counter, after = _counter_in(words)
    if not all(is_condition(part, counter is not None) for part in (before, after) if part):
        return None
    condition = f"{before}{after}".strip("的,")
    return PricedClause(condition, counter, price, is_added, least)


def _counter_in(words: str) -> tuple[str, Counter | None, str]:
    """Return the words before the counter, the counter, and the words behind it."""
    ending = len(words.rstrip("的,"))
    for found in _COUNTER.finditer(words):
        before = words[: found.start()]
        at_edge = not before or before[-1] in ",的" or found.end() == ending
        if not at_edge or not (found["each"] or found["one"]):
            continue
        apart = None if found["each"] else _EACH_TIME.search(before)
        if apart:
            before = before[: apart.start()] + before[apart.end() :]
        counter = Counter(found["unit"], bool(found["each"] or apart), bool(found["found"]))
        return before, counter, words[found.end() :]
    return words, None, ""
