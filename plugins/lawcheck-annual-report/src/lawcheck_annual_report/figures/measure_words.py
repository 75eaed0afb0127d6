"""The measure words (量词) of figures, and which words only begin like one of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

PERCENT: Final = "%"
POINTS: Final = "百分点"
MONEY: Final = "元"
_YEARS: Final = "年"

_NOT_BEFORE: Final[Mapping[str, str]] = {
    "人次": "",
    "件次": "",
    "场次": "",
    "批次": "",
    "户次": "",
    "家次": "",
    "车次": "",
    "台次": "",
    "条次": "",
    "起次": "",
    "项次": "",
    "宗次": "",
    "人": "均|大|员|才|民|社",
    "名": "录|单|称|义|额|誉",
    "件": "",
    "次": "日|年|要|性|第|数|序|全会|全体|代表大会",
    "个": "工作日|月|小时|百分点|人",
    "项": "",
    "宗": "教|旨|族",
    "份": "额",
    "场": "所|景|合|馆|地",
    "家": "庭|长|属|园|校|访",
    "条": "例",
    "期": "间|限|满|末|待|刊",
    "类": "似|别|型",
    "篇": "",
    "分": "钟|之|别|局|类|级|管|公|批|层|组|片|析|工|享|布|期|支|所",
    "位": "于|居|列|置",
    "批": "准|复|示|评|发",
    "支": "部|付|持|撑|队(?!伍)|局|行|出|援",
    "轮": "流|训|换|岗|值",
    "本": "地|市|区|县|级|年|辖|单|部|局|院|省",
    "倍": "",
    "起": "诉|草|来|到|步|始|点|用|底|施|效",
    "卷": "宗|入",
    "户": "籍|口|外",
    "辆": "",
    "处": "罚|理|置|分|级|室|长|于",
    "所": "有|在|属|需|以|长",
    "座": "谈",
    "台": "账|阶|帐",
    "套": "餐",
    "册": "",
    "块": "",
    "枚": "",
    "组": "织|成|建|长|员|合",
    "部": "门|署|分|委|队|长|级",
    "例": "会|行|外|如|举",
    "地": "方|区|址|点|块|段|位|面|铁|理|产|籍|税|质|市|震",
    "笔": "录|试|记|迹|名|者|画",
    "张": "贴|挂|力|开",
    "幅": "度|员|面",
    "堂": "",
    "村": "民|委|级|庄|支|居|务|镇|规|史",
}
"""Measure words, and the characters (or words) before which they are none: `25个工作日` counts
days, and `3部门` no books."""
_FOR_NUMERALS: Final = frozenset(
    (*"人名件次个项宗份场家条期类篇批支轮起卷户辆所座台套册倍", "人次", "件次", "场次", "批次")
)
"""Measure words that stand after numbers in Chinese numerals, too. With others they are rather
parts of words: `两地`, `三部`."""


def _pattern(words: Mapping[str, str]) -> str:
    longest_first = sorted(words, key=len, reverse=True)
    return "|".join(
        f"{word}(?!{stops})" if (stops := words[word]) else word for word in longest_first
    )


UNIT: Final = rf"[%％]|个?百分点|元(?!旦|月)|{_pattern(_NOT_BEFORE)}|{_YEARS}"
"""A pattern of every unit, written before a figure is normalized."""


def is_counted_in(unit: str, in_numerals: bool) -> bool:
    """Return whether a number may have this unit: every one in digits, few in Chinese numerals.

    >>> is_counted_in("村", in_numerals=False), is_counted_in("村", in_numerals=True)
    (True, False)
    """
    return not in_numerals or unit in _FOR_NUMERALS or unit in (PERCENT, POINTS, MONEY, _YEARS)


def is_year(unit: str) -> bool:
    """Return whether the unit is 年: most numbers before it are dates, and few a length of time.

    >>> is_year("年")
    True
    """
    return unit == _YEARS


def is_share(unit: str) -> bool:
    """Return whether figures of this unit are shares or changes of shares, and no counts.

    >>> is_share("%"), is_share("件")
    (True, False)
    """
    return unit in (PERCENT, POINTS)


_RANKS: Final = re.compile("[位名]")


def is_rank(unit: str) -> bool:
    """Return whether 第 before a number of this unit makes a rank, and no name of a meeting.

    >>> is_rank("位"), is_rank("次")
    (True, False)
    """
    return _RANKS.fullmatch(unit) is not None
