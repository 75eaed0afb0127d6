"""Where a text names something, so that digits in it are no figures.

Titles of documents (`《规划（2021—2025年）》`), slogans in quotes (`“365天×24小时”`), set phrases
(`三项制度`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Final

import attrs

_LONGEST_TITLE: Final = 80
_LONGEST_SLOGAN: Final = 20
_NAMES: Final = re.compile(
    rf"《[^《》\n]{{1,{_LONGEST_TITLE}}}》"
    rf"|“[^“”。；;\n]{{1,{_LONGEST_SLOGAN}}}”"
    rf"|「[^「」。；;\n]{{1,{_LONGEST_SLOGAN}}}」"
    rf'|"[^"。；;\n]{{1,{_LONGEST_SLOGAN}}}"'
    # what everybody means by these numbers is a name, whatever is counted beside it
    "|[两三四五六七八九十](?:个(?:责任|意识|自信|维护|确立|规定|服务|必须|坚持|统一|百年|先锋|治理)"
    "|项(?:制度|机制|清单|纪律|重点任务制度)|大(?:发展理念|体系|工程|行动)|套班子)"
    # `三个“一号工程”`
    '|[两三四五六七八九十](?:个|项|大)(?=[“"])'
    r"|https?://[!-~]{1,200}"
)


@attrs.frozen
class Names:
    """The names in a text.

    Attributes:
        starts: where each begins, rising.
        ends: where each ends.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def holds(self, position: int) -> bool:
        """Return whether a position is inside a name."""
        number = bisect_right(self.starts, position) - 1
        return number >= 0 and position < self.ends[number]


def names_in(text: str) -> Names:
    """Find the names in a text.

    >>> found = names_in("落实《规划（2021—2025年）》12次")
    >>> found.holds(5), found.holds(20)
    (True, False)
    """
    spans = [match.span() for match in _NAMES.finditer(text)]
    return Names(tuple(start for start, _ in spans), tuple(end for _, end in spans))
