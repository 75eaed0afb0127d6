"""Whether the words about a matter tell what came of it: a figure, or that something was done."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from lawcheck_annual_report.figures.annual_report import AnnualReport
from lawcheck_annual_report.figures.periods import Time
from lawcheck_annual_report.figures.qualifiers import Qualifier

_CLAUSE_ENDS: Final = re.compile("[，,：:。；;！!？?\n]")
_REACH: Final = 300
"""Characters of a clause that are looked at."""
_CONTINUES: Final = re.compile(
    "[ 　]{0,2}(?:[12][0-9]{3}年)?(?:以来|度)?(?:其中|已|共|累计|总计|合计|全年|达|占|较"
    "|比|同比|总数|数量|发现|参加|参与|覆盖|受教育|惠及|抽查|评查|检查|收集|发放|培训|受理|办理|办结|审结|调解|下发|整改|查处"
    "|立案|出具|提出|解决|化解|服务|接待|参训|参考|印制|走访|受众|完成率|[\u3400-\u9fff]{2,6}率)"
)
"""How a clause begins that goes on telling of the one before it."""
_DONE: Final = re.compile(
    "已(?!有的|知)|完成|建成|出台|印发|制定|制订|修订|成立|设立|新设|组建|建起|建立[起了]|实现|达到|达成"
    "|(?:提高|提升|扩大|增加|上升|增|降|降低|下降|减少)[到至]|获评|荣获|获得|被评|命名|挂牌|启用|开通"
    "|投入使用|投用|上线|办结|审结|结案|整改到位|整改完毕|全覆盖|清零|验收|配齐|解决了|正式施行|正式实施"
    "|发布|公布|落地|竣工|建好|成功|得到(?:有效)?(?:解决|落实|整改|控制|化解|遏制)|基本建立|全面建立"
    "|[0-9０-９]余?多?[十百千万亿]{0,2}余?多?(?:公里|亩|吨|平方米|平米|米|小时|千瓦|美元|字)"
)
_NOT_YET: Final = re.compile(
    "(?:未|没有|尚|待|将|拟|计划|力争|争取|确保|力求|推动|推进|推行|加快|督促|要求|指导|研究|起草|着手"
    "|准备|正在|抓紧|基础上|按照|根据|对照|严格|落实|贯彻)[^，,。；;]{0,12}$"
)
_MEANT: Final = re.compile(
    "下一步|下步|拟(?!定)|力争|争取|(?<![度习作照按法划])计划(?:开展|组织|举办|建设|新建|完成|于|在)|明年"
)


def clauses_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where each clause of a sentence begins and ends."""
    begun = start
    for cut in _CLAUSE_ENDS.finditer(text, start, end):
        yield begun, cut.start()
        begun = cut.end()
    yield begun, end


def tells_a_result(report: AnnualReport, start: int, end: int) -> bool:
    """Return whether a clause has a figure, or a word of something done.

    >>> from lawcheck_annual_report.figures.annual_report import read_figures
    >>> from lawcheck_annual_report.texts.report_text import ReportText
    >>> report = read_figures(ReportText("a.txt", "建成阵地，推进复议规范化，讲座5场"))
    >>> [tells_a_result(report, *each) for each in clauses_in(report.text, 0, 17)]
    [True, False, True]

    Args:
        report: the report.
        start: the offset of the first character of the clause.
        end: the offset after its last one.
    """
    if _is_done(report.text, start, end) or _counts(report, start, end):
        return True
    if _CONTINUES.match(report.text, end + 1) is None:
        return False
    following = _CLAUSE_ENDS.search(report.text, end + 1, end + 1 + _REACH)
    return _counts(report, end, following.start() if following else end + 1 + _REACH)


def is_meant(report: AnnualReport, start: int, end: int) -> bool:
    """Return whether a stretch is about what will be."""
    return _MEANT.search(report.text, start, end) is not None


def _is_done(text: str, start: int, end: int) -> bool:
    return any(
        _NOT_YET.search(text[start : match.start()]) is None
        for match in _DONE.finditer(text, start, end)
    )


def _counts(report: AnnualReport, start: int, end: int) -> bool:
    """Return whether a stretch has a figure of this year that was reached."""
    at = bisect_left(report.figures, start, key=lambda each: each.figure.start)
    while at < len(report.figures) and report.figures[at].figure.start < end:
        each = report.figures[at]
        is_result = each.figure.qualifier is not Qualifier.REQUIRED and not each.is_plan
        if is_result and each.time is not Time.OTHER_YEAR:
            return True
        at += 1
    return False
