"""Compare counts: parts and totals, closed and opened cases, one thing said twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from lawcheck.plugin import Message, message
from lawcheck_annual_report.audit.comparable import (
    BACK,
    Finding,
    are_alike,
    is_compared,
    of_the_sentence,
    quotes,
    whose,
)
from lawcheck_annual_report.figures.annual_report import AnnualReport
from lawcheck_annual_report.figures.labels import Labelled
from lawcheck_annual_report.figures.measure_words import is_share

_CLEANED: Final = re.compile("清理|梳理")
_KEPT: Final = re.compile("保留|失效|废止|修改|有效")
_OPENED: Final = re.compile("新收|受理|收到|立案")
_CLOSED: Final = re.compile("审结|结案|办结")
_CARRIED: Final = re.compile("结转|旧存|遗留|上年未|上年度未|存案|未结")
_FILLERS: Final = re.compile(
    "[0-9]{4}年度?|以来|全年|先后|累计|共计|共|总计|已经|已|目前|现有|全[市区县镇]|召开|开展|组织|举办|进行|完成|了"
)
_SHORTEST_LABEL: Final = 4
_GENERAL: Final = re.compile(
    "(?:专题|集中|集体|业务|法治|普法|宣传|学习|研讨|培训|会议|活动|讲座|调研|检查|督察|发放|资料|印发|文件|案件"
    "|受理|办理|处理|调解|纠纷|研究|参加|相关|工作|各类|次数|人员){1,8}"
)
"""Words that name no one thing: a report may tell of several `专题学习`."""
_WHO: Final = re.compile("^$|(?:政府|会议|[局区市县办委院部会组])$")


def parts(report: AnnualReport) -> Iterator[Finding]:
    """Yield totals that are less than their parts, or are not their sum where that is all."""
    for number, each in enumerate(report.figures):
        found = _parts_of(report.figures, number)
        if not found:
            continue
        total = sum((part.figure.value for part in found), Fraction(0))
        is_all = bool(_CLEANED.search(each.before)) and len(found) > 1
        if total > each.figure.value or (is_all and total != each.figure.value):
            what = message(
                "各部分 {parts} 合计 {total}，总数写的是 {whole}",
                "the parts {parts} add up to {total}, and the whole is said to be {whole}",
                parts=[part.figure.value for part in found],
                total=total,
                whole=each.figure.value,
            )
            yield Finding(what, quotes(report, each, *found))


def _parts_of(figures: Sequence[Labelled], number: int) -> list[Labelled]:
    """Return the figures that are parts of one: after 其中, or what became of files cleaned up."""
    whole = figures[number]
    if not is_compared(whole) or is_share(whole.figure.unit):
        return []
    following = [
        each
        for each in figures[number + 1 : number + 1 + BACK]
        if each.figure.start - len(each.said_before) - len(each.before) <= whole.figure.start
        and are_alike(each, whole)
    ]
    if _CLEANED.search(whole.before):
        return [each for each in following if _KEPT.search(each.before)]
    return [each for each in following if each.whole is whole.figure]


def closed(report: AnnualReport) -> Iterator[Finding]:
    """Yield where more cases were closed than opened and carried over."""
    for number, each in enumerate(report.figures):
        if not is_compared(each) or not _CLOSED.search(each.before):
            continue
        before = of_the_sentence(report.figures, number)
        opened = next(
            (
                one
                for one in reversed(before)
                if one.whole is None and _OPENED.search(one.before) and are_alike(each, one)
            ),
            None,
        )
        if opened is None or each.figure.value <= opened.figure.value:
            continue
        carried = [
            one
            for one in before
            if _CARRIED.search(one.before) and one.figure.unit == each.figure.unit
        ]
        total = opened.figure.value + sum((one.figure.value for one in carried), Fraction(0))
        if carried and each.figure.value <= total:
            continue
        yield Finding(_more_closed(each, opened, carried), quotes(report, *carried, opened, each))


def _more_closed(each: Labelled, opened: Labelled, carried: Sequence[Labelled]) -> Message:
    if carried:
        return message(
            "办结 {closed} 多于新收 {opened} 加结转 {carried}",
            "{closed} closed is more than {opened} opened and {carried} carried over",
            closed=each.figure.value,
            opened=opened.figure.value,
            carried=[one.figure.value for one in carried],
        )
    return message(
        "办结 {closed} 多于新收 {opened}；如含上年结转，请写明",
        "{closed} closed is more than {opened} opened; say so if cases were carried over from "
        "last year",
        closed=each.figure.value,
        opened=opened.figure.value,
    )


def said_twice(report: AnnualReport) -> Iterator[Finding]:
    """Yield labels that are said to be two numbers, of one subject."""
    seen: dict[tuple[str, str], list[tuple[str, Labelled]]] = {}
    for each in report.figures:
        if not is_compared(each) or each.whole is not None or each.names:
            continue
        label = _FILLERS.sub("", each.before)
        if len(label) < _SHORTEST_LABEL or label.startswith("其中") or _GENERAL.fullmatch(label):
            continue
        ended_alike = seen.setdefault((label[-_SHORTEST_LABEL:], each.figure.unit), [])
        for other, first in ended_alike[-BACK:]:
            is_same = _is_same(label, other) and whose(first.subject) == whose(each.subject)
            if is_same and first.figure.value != each.figure.value:
                what = message(
                    "“{label}”写了两个数：{first} 和 {second}",
                    "{label} is said to be {first} and {second}",
                    label=min(label, other, key=len),
                    first=first.figure.value,
                    second=each.figure.value,
                )
                yield Finding(what, quotes(report, first, each))
                break
        ended_alike.append((label, each))


def _is_same(one: str, other: str) -> bool:
    """Return whether two labels name one thing: they are equal, or one says who as well."""
    short, long = sorted((one, other), key=len)
    return long.endswith(short) and _WHO.search(long.removesuffix(short)) is not None
