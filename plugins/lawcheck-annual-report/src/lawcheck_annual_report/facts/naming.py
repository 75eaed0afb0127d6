"""Whether the words of a figure name a fact.

A label must stand where the thing that is counted stands: right after the measure word, or before
the number. `12个街道均设立调委会` counts streets, and `清理文件涉及8个部门` departments.
"""

from __future__ import annotations

import re
from typing import Final

from lawcheck_annual_report.facts.wording import Wording
from lawcheck_annual_report.facts.words import Words
from lawcheck_annual_report.figures.figures import Reading
from lawcheck_annual_report.figures.labels import Labelled
from lawcheck_annual_report.figures.measure_words import is_share

_PREDICATE: Final = re.compile(
    "均|全部|都(?!市)|分别|已(?!建)|正在|达到|实现|成立|设立|建立|开展|完成|组织|参加|参与|接受|获|通过|配备|设置"
    "|健全|落实|召开|举办|纳入|推行|启动|覆盖|受到|得到|进行|被|未(?!成年|来)|没有|尚"
)
"""Where the noun after a measure word ends and something is said of it."""
_THINGS: Final = frozenset("个家名人位所处户条辆项类")
"""Measure words of things: the noun after them says what is counted."""
_WHO: Final = re.compile(
    "(?P<who>单位|部门|机关|街道|乡镇|社区|村|企业|人员|干部|群众|领域|环节|方面)(?:共|有|为|达|分别){0,2}$"
)
"""`发现问题25个，涉及问题单位8个`: the second counts units."""
_FARTHEST: Final = 40
"""Characters within which the parts of a label stand."""
_SHORTEST_NOUN: Final = 2


def names(wording: Wording, each: Labelled) -> bool:
    """Return whether a wording names a figure."""
    if each.figure.unit not in wording.units or each.figure.reading is not Reading.LEVEL:
        return False
    if each.is_in_turn and not each.names:
        return False  # `分别为98%、99%`: nobody knows of what the first is
    beside = " ".join(each.names) if each.names else f"{each.before} {each.after}"
    return (
        _has_label(wording.label, each)
        and wording.sentence.stand_in(each.said_before + beside + each.said_after)
        and not (wording.without.alternatives and wording.without.stand_in(beside))
    )


def _has_label(label: Words, each: Labelled) -> bool:
    if each.names:
        return label.stand_in(" ".join(each.names))
    return any(_is_counted(parts, each) for parts in label.alternatives)


def _is_counted(parts: tuple[str, ...], each: Labelled) -> bool:
    """Return whether the parts of a label stand where they say what a figure counts.

    One of them must: the others may be what is said of it, as in `7个司法所均达到标准`.
    """
    noun = _noun_end(each.after)
    if not any(part in each.before.rpartition("、")[2] or part in each.after for part in parts):
        return False  # `学法、研讨3次`: the label is another item of the list
    who = _WHO.search(each.before)
    if who is not None and not each.after and not any(who["who"] in part for part in parts):
        return False
    before = [each.before.rfind(part) for part in parts]
    after = [each.after.find(part) for part in parts]
    if any(one < 0 and other < 0 for one, other in zip(before, after, strict=True)):
        return False
    near = [
        len(each.before) - one if one >= 0 else -other
        for one, other in zip(before, after, strict=True)
    ]
    if max(near) - min(near) > _FARTHEST:
        return False
    if any(0 <= place <= noun for place in after):
        return True
    if all(place < 0 for place in before):
        return False
    if is_share(each.figure.unit):
        return not each.after.startswith("的")  # `应诉率100%的部门有9个`
    return each.figure.unit not in _THINGS or noun < _SHORTEST_NOUN


def _noun_end(after: str) -> int:
    """Return where the noun after a measure word ends.

    Without a noun, what is said tells who is counted: `11人获表彰`.

    >>> _noun_end("街道均设立调委会"), _noun_end("执法单位"), _noun_end("获表彰")
    (2, 4, 3)
    """
    match = _PREDICATE.search(after)
    return match.start() if match and match.start() else len(after)
