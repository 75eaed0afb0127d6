"""Look at a report as a whole: required parts, dates outside its year, when it was published."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from lawcheck.plugin import message
from lawcheck_annual_report.audit.comparable import Finding
from lawcheck_annual_report.audit.publication import Published, deadline
from lawcheck_annual_report.figures.annual_report import AnnualReport
from lawcheck_annual_report.figures.names import names_in
from lawcheck_annual_report.figures.passages import Part

_DATE: Final = re.compile(
    "(?P<since>截至|截止(?:到|至)?|自|从|至|到|[-—–~～])?"
    "(?P<year>20[0-9]{2})年(?P<month>[0-9]{1,2})月(?:[0-9]{1,2}日)?"
    "(?=(?P<until>以来|起|至|到|[-—–~～]|之前|前|以前|施行|实施|生效)?)"
)


def missing_parts(report: AnnualReport) -> Iterator[Finding]:
    """Name required parts that have no heading; other matters need not be reported."""
    there = {part for passage in report.passages for part in passage.parts}
    for part in Part:
        if part not in there and part is not Part.OTHER:
            what = message(
                "没有找到这一部分的标题：{part}", "there is no heading of: {part}", part=part.value
            )
            yield Finding(what, ())


def dates(report: AnnualReport) -> Iterator[Finding]:
    """Yield dates of other years where a report tells of its own.

    The ends of a period (`截至2024年1月`, `2022年7月至2023年6月`) may lie outside.
    """
    if report.year is None:
        return
    names = names_in(report.text)
    for passage in report.passages:
        if not passage.parts & {Part.MEASURES, Part.FIRST_PERSON}:
            continue
        for match in _DATE.finditer(report.text, passage.start, passage.end):
            is_end = match["since"] or match["until"]
            if int(match["year"]) == report.year or is_end or names.holds(match.start()):
                continue
            said = report.text[match.start("year") : match.end()]
            what = message(
                "{date} 不在报告年度 {year} 年内",
                "{date} is outside {year}, the year of the report",
                date=said,
                year=str(report.year),
            )
            yield Finding(what, ((match.start("year"), said),))


def late(report: AnnualReport, published: Sequence[Published]) -> Iterator[Finding]:
    """Say so if a report was published after the deadline, or if two days are said."""
    if report.year is None or not published:
        return
    due = deadline(report.year)
    quotes = tuple((each.start, each.said) for each in published if each.start is not None)
    days = sorted({each.day for each in published})
    if days[0] > due:
        what = message(
            "{day} 公开，迟 {days} 天：应在 {year} 年4月1日之前公开"
            "（《法治政府建设与责任落实督察工作规定》，厅字〔2019〕28号，第二十四条）",
            "published on {day}, {days} days late: it is due before 1 April {year} "
            "(《法治政府建设与责任落实督察工作规定》, 厅字〔2019〕28号, article 24)",
            day=days[0].isoformat(),
            days=(days[0] - due).days,
            year=str(due.year),
        )
        yield Finding(what, quotes)
    elif days[-1] > due:
        what = message(
            "写了两个公开日期：{first} 和 {last}；只有第一个在 {year} 年4月1日之前",
            "published on {first} or {last}, it says; only the first is before 1 April {year}",
            first=days[0].isoformat(),
            last=days[-1].isoformat(),
            year=str(due.year),
        )
        yield Finding(what, quotes)
