"""Whether two reports are of one unit and of two years, the earlier one first."""

from __future__ import annotations

from collections.abc import Iterator

from lawcheck.plugin import EvidenceError, Message, Place, Problem, Text, fold, message, problem
from lawcheck_annual_report.figures.annual_report import AnnualReport
from lawcheck_annual_report.figures.passages import Part
from lawcheck_annual_report.follow_up.matches import FollowUp


def check_pair(last: AnnualReport, this: AnnualReport) -> None:
    """Refuse two reports that are the same, or that were given in the wrong order.

    Raises:
        EvidenceError: they are.
    """
    found = list(_problems(last, this))
    if found:
        raise EvidenceError(found)


def _problems(last: AnnualReport, this: AnnualReport) -> Iterator[Problem]:
    place = Place(this.file)
    if last.text == this.text:
        yield problem(
            place,
            "和 {file} 是同一篇；请给上年和本年两篇报告",
            "it is the same text as {file}; give last year's report and this year's",
            file=last.file,
        )
    elif last.year is not None and this.year is not None and this.year <= last.year:
        yield problem(
            place,
            "是 {this} 年的，而 {file} 是 {last} 年的；请先写上年的，再写本年的",
            "it is of {this}, and {file} of {last}; give the earlier report first",
            this=str(this.year),
            last=str(last.year),
            file=last.file,
        )


def notices(follow: FollowUp) -> Iterator[Message]:
    """Yield what a person should know about two reports before comparing them.

    Raises:
        EvidenceError: last year's report has neither a plan nor shortcomings.
    """
    last, this = follow.last, follow.this
    missing = [
        each for each in (Part.PLAN, Part.SHORTCOMINGS) if each not in follow.promised.parts
    ]
    if not follow.items:
        what = problem(
            Place(last.file),
            "没有找到下一年度安排，也没有找到存在的不足，没有可以跟踪的；"
            "请看这两部分有没有标题（如“四、2024年工作安排”）",
            "neither a plan of the next year nor shortcomings are found in it, so there is "
            "nothing to follow up; see whether these parts have headings (四、2024年工作安排)",
        )
        raise EvidenceError([what])
    for part in missing:
        yield message(
            "{file}：没有找到这一部分：{part}",
            "{file}: this part is not found: {part}",
            file=last.file,
            part=part.value,
        )
    if last.unit and this.unit and not _is_one(last.unit, this.unit):
        yield message(
            "两篇报告的单位不同：{last}、{this}",
            "the reports are of two units: {last}, {this}",
            last=last.unit,
            this=this.unit,
        )
    for report in (last, this):
        if report.year is None:
            yield message(
                "{file}：标题里没有年度，没有核对先后",
                "{file}: its title names no year, so the order is not checked",
                file=report.file,
            )
    if last.year is not None and this.year is not None and this.year > last.year + 1:
        yield message(
            "两篇报告隔了几年：{last}、{this}",
            "there are years between the reports: {last}, {this}",
            last=str(last.year),
            this=str(this.year),
        )


def _is_one(one: str, other: str) -> bool:
    """Return whether two names can be of one unit: one holds the other (`青石区`)."""
    first, second = fold(one), fold(other)
    return first in second or second in first


def title_of_pair(follow: FollowUp) -> Text:
    """Return the name of the unit and the two years, as far as they are known."""
    unit = follow.this.unit or follow.last.unit
    years = [str(each.year) for each in (follow.last, follow.this) if each.year is not None]
    rest = " ".join(filter(None, (unit, "→".join(years))))
    return Text(rest, rest)
