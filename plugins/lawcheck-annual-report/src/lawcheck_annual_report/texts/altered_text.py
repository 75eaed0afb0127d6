"""Texts that a mirror has altered: traditional characters, or letters between the characters.

Official reports are in simplified characters. Sites that copy them turn characters into
traditional ones and put their sounds behind them, `調(diào)解1.2萬件`, so that words and scales of
numbers are no longer what was published.
"""

from __future__ import annotations

import re
from typing import Final

_TRADITIONAL: Final = re.compile(
    "[個萬億國會為來時過現開關門問題務員業報對發實經處將應設計議認訴調條項場種類創優紀錄導"
    "長東車馬書學習專統領總結續級組織線網絡環產當點無辦審監與興舉規視觀證評試話該詳語說請"
    "論識護讀變負財責質費資轉輔農運達違進遠適選鎮間隊隨險雙難電額顧體]"
)
"""Common characters that simplified texts do not have."""
_HAN: Final = re.compile("[\u3400-\u9fff]")
_SOUND: Final = re.compile(
    "[\u3400-\u9fff][(（][a-zü]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ][a-z]{0,4}[)）]"
)
_FEWEST: Final = 5
_ONE_IN: Final = 50
"""A simplified text has a few in names; a traditional one has one in four."""
_SOUNDS: Final = 3
"""The sound of a rare character may be said once or twice."""


def altered_at(text: str) -> int | None:
    """Return the offset from which a text is altered; None if it is not.

    >>> altered_at("調(diào)解案件(jiàn)萬余件(jiàn)"), altered_at("埇(yǒng)桥区调解3件")
    (0, None)
    """
    traditional = [match.start() for match in _TRADITIONAL.finditer(text)]
    if len(traditional) >= _FEWEST:
        characters = sum(1 for _ in _HAN.finditer(text))
        if len(traditional) * _ONE_IN >= characters:
            return traditional[0]
    sounds = [match.start() for match in _SOUND.finditer(text)]
    return sounds[0] if len(sounds) >= _SOUNDS else None
