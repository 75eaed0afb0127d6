"""What the words beside a number say about it: exact, at least, about, a requirement."""

from __future__ import annotations

import enum
import re
from typing import Final

from lawcheck.plugin import Text


class Qualifier(enum.Enum):
    """What the words beside a number say about it. The value is the name for people."""

    EXACT = Text("准确", "exact")
    AT_LEAST = Text("余、多（至少）", "at least")
    MORE_THAN = Text("以上、超过", "more than")
    ALMOST = Text("近（不到）", "almost")
    ABOUT = Text("约", "about")
    LESS_THAN = Text("低于、以内", "less than")
    BETWEEN = Text("区间", "a range")
    REQUIRED = Text("要求，不是结果", "a requirement, no result")
    CONTRADICTORY = Text("“近”和“余”并用", "almost and at least at once")


REACH: Final = 28
"""Characters before a number in which its qualifier stands."""
_REQUIRED: Final = re.compile(
    "(?:不少于|不低于|不得少于|不得低于|不超过|不多于|不高于|至少|最多|限报|限)$"
    "|每(?:半?年|季度|月|周)[^，,。；;、]{0,8}$"
    # `按要求开展3次` says what was done, `要求各单位学法3次` what is to be done
    "|(?:[，,。；;：:\n并]|明确|严格)要求[^，,。；;：:、\n]{1,20}$"
    "|(?:确保(?!了)|力争|必须|应当|考核指标|指标要求|目标(?:值|为|是))[^，,。；;：:、\n]{0,20}$"
)
"""`不少于2次`, `每季度开展1次`, `确保达到100%` say what is to be done, not what was."""
_MAY_REQUIRE: Final = re.compile("[不最限每]|至少|要求|确保|力争|必须|应当|指标|目标")
"""Without one of these nothing is required; to look for them first takes half the time."""
_BEFORE: Final[tuple[tuple[re.Pattern[str], Qualifier], ...]] = (
    (re.compile("(?<!附)(?<!临)(?<!最)(?<!邻)近$|将近$|接近$"), Qualifier.ALMOST),
    (re.compile("(?:大约|约为|约有|约|大概)$"), Qualifier.ABOUT),
    (re.compile("(?:低于|少于|不足|不到|小于)$"), Qualifier.LESS_THAN),
    (re.compile("(?:超过|超出|超|逾|突破|高于|多于|大于)$"), Qualifier.MORE_THAN),
)
_ENDS: Final = frozenset("近约为有概于少足到小过出超逾破多大")
"""How the words in `_BEFORE` end."""
_BEHIND: Final = {
    "以上": Qualifier.MORE_THAN,
    "以下": Qualifier.LESS_THAN,
    "以内": Qualifier.LESS_THAN,
    "之内": Qualifier.LESS_THAN,
    "左右": Qualifier.ABOUT,
    "上下": Qualifier.ABOUT,
}
BEHIND: Final = "|".join(_BEHIND)
"""A pattern of the words after a figure that qualify it."""


def of_before(before: str) -> Qualifier | None:
    """Return what the words before a number say about it; None if they say nothing.

    >>> of_before("开展培训近"), of_before("学习习近平法治思想")
    (<Qualifier.ALMOST: Text(zh='近（不到）', en='almost')>, None)

    Args:
        before: up to `REACH` characters, without spaces at the end.
    """
    if _MAY_REQUIRE.search(before) and _REQUIRED.search(before):
        return Qualifier.REQUIRED
    if before[-1:] not in _ENDS:
        return None
    return next((each for pattern, each in _BEFORE if pattern.search(before)), None)


def of_behind(word: str) -> Qualifier:
    """Return what a word after a figure says, one of those that `BEHIND` finds.

    >>> of_behind("左右").name
    'ABOUT'
    """
    return _BEHIND[word]
