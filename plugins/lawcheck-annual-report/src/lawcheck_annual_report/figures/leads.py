"""What a sentence says before its figures: whom they are of, of which period, and whether planned.

`截至6月底，区司法局培训3次，考试1次`: period and subject stand where a clause begins, and hold
up to the end of the sentence, or until another is named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import attrs

from lawcheck_annual_report.figures.periods import WHOLE_YEAR, Period, Time, period_at
from lawcheck_annual_report.figures.subjects import THE_UNIT, Subject, Subjects, Who

_CLAUSES: Final = re.compile("[，,：:；;。\n（(]")
_FILLER: Final = re.compile(
    "[ 　\t]{1,4}|其中|另外|同时|此外|目前|据统计|仅|由|经|[、和及与]|"
    "[一二三四五六七八九十]{1,3}[是、]|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,2}[.．]"
)
_WHOLE: Final = frozenset(["全年", "目前", "截至目前"])
_AT: Final = re.compile("[在自从于]")
"""Before a period; before a name it says where: `在市委会议上述法`."""
_KIND: Final = re.compile("(?:部门|系统|机关|单位)$")
"""`全区公安机关` are several."""
_ATTRIBUTE: Final = re.compile("同期|的|[0-9０-９]")
_MOST_WORDS: Final = 8
"""Words that a clause may begin with; more are no lead."""
_PLANNED: Final = re.compile(
    "(?<!年度)(?<!学习)(?<!工作)(?<!行动)(?<!检查)(?<!培训)(?<!立法)(?<!普法)(?<!抽查)(?<!督察)(?<!监管)"
    "(?<!执法)(?<!教学)(?<!制定)(?<!实施)(?<!列入)(?<!纳入)(?<!编制)(?<!发展)(?<!按照)(?<!规划)"
    "(?<![按定入成据《“])计划(?=[\u3400-\u9fff])(?![的外内生书表性经单目任指项和、及纲类])"
    "|(?<![不必])将(?:继续)?(?:开展|组织|举办|召开|新建|建成|完成|培训|制定|出台|修订|推进)"
    "|(?<![草虚模])拟(?:于|在|开展|组织|举办|新建|建设|培训|制定|出台|召开|完成)|力争|明年|下一年"
)

_DONE: Final = re.compile("[ 　]{0,4}(?:现有|目前|已|全年|累计|截至)")


@attrs.frozen
class Lead:
    """What holds for the figures behind a place in a sentence.

    Attributes:
        start: where it holds from.
        period: the period.
        subject: whom they are of.
        is_planned: whether they are planned.
        end: where it stops, for what stands in brackets; None if at the end of the sentence.
    """

    start: int
    period: Period
    subject: Subject
    is_planned: bool
    end: int | None = None


class Leads:
    """Reads what a sentence says before its figures.

    >>> found = Leads("甲区人民政府", 2023).of("上半年，区司法局培训3次（上年2次）", 0, 18)
    >>> [(each.period.said, each.subject.said) for each in found]
    [('', ''), ('上半年', ''), ('上半年', '区司法局'), ('上年', '区司法局')]

    Args:
        unit: the name of the unit of the report; empty if it is not known.
        year: the year of the report, if it is known.
    """

    def __init__(self, unit: str, year: int | None) -> None:
        self._subjects = Subjects(unit)
        self._year = year

    def of(self, text: str, start: int, end: int) -> Sequence[Lead]:
        """Return what holds in a sentence, in the order of the places from which it holds."""
        leads = [Lead(start, WHOLE_YEAR, THE_UNIT, is_planned=False)]
        plans = [match.start() for match in _PLANNED.finditer(text, start, end)]
        begins = [start, *(match.end() for match in _CLAUSES.finditer(text, start, end))]
        for begin in begins:
            period, subject, read = self._words(text, begin, end)
            last = next(each for each in reversed(leads) if each.end is None)
            if period is None and subject is None:
                continue
            if (
                period is not None
                and period.said in _WHOLE
                and last.period.time is Time.OTHER_YEAR
            ):
                period = _together(last.period, period)  # `2022年，全年受理9件`
            in_brackets = text[begin - 1 : begin] in ("（", "(") and begin > start
            closed = _closing(text, read, end) if in_brackets else None
            leads.append(
                Lead(begin, period or last.period, subject or last.subject, False, closed)
            )
        if not plans:
            return leads
        done = next((at for at in begins if at > plans[0] and _DONE.match(text, at)), end + 1)
        return _with_plans(leads, plans[0], done)

    def _words(
        self, text: str, position: int, end: int
    ) -> tuple[Period | None, Subject | None, int]:
        """Return the period and the subject that a clause begins with."""
        period: Period | None = None
        subject: Subject | None = None
        for _ in range(_MOST_WORDS):
            if position >= end:
                break
            filler = _FILLER.match(text, position)
            at = _AT.match(text, position)
            begin = at.end() if at else position
            dated = period_at(text, begin, self._year)
            named = None if dated else self._subjects.at(text, position)
            linked = text[max(0, begin - 1) : begin] in ("由", "从")
            if dated is not None and linked and _ATTRIBUTE.match(text, dated[1]):
                break  # `由上年的3件增至5件`: the year of the first figure only
            if dated is not None:
                period, position = _together(period, dated[0]), dated[1]
            elif named is not None:
                subject, position = _both(subject, named[0]), named[1]
            elif filler is not None:
                position = filler.end()
            else:
                break
        return period, subject, position


def _together(one: Period | None, other: Period) -> Period:
    """Return the period of two words: `2022年` and `全年`."""
    if one is None:
        return other
    time = other.time if one.time is Time.YEAR else one.time
    return Period(time, one.said + other.said)


def _both(one: Subject | None, other: Subject) -> Subject:
    """Return whom two names mean: `全区各部门` the departments, `区委、区政府` two bodies."""
    if one is None:
        return other
    said = one.said + other.said
    if Who.OTHER_BODY in (one.who, other.who):
        return Subject(Who.OTHER_BODY, said)
    if Who.LARGER_AREA in (one.who, other.who):
        return Subject(Who.LARGER_AREA, said)
    if one.said.startswith("全") and other.who is Who.DEPARTMENT and _KIND.search(other.said):
        return Subject(Who.ALL_DEPARTMENTS, said)
    return Subject(other.who, said)


def _closing(text: str, position: int, end: int) -> int:
    """Return where a bracket closes, or the end."""
    places = [place for sign in "）)" if (place := text.find(sign, position, end)) >= 0]
    return min(places, default=end)


def _with_plans(leads: Sequence[Lead], planned: int, done: int) -> Sequence[Lead]:
    """Return leads of which those from a word of planning up to one of doing say so."""
    before = [each for each in leads if each.start <= planned]
    last = next(each for each in reversed(before) if each.end is None)
    behind = [
        attrs.evolve(each, is_planned=each.start < done) for each in leads if each.start > planned
    ]
    until = [attrs.evolve(each, start=done) for each in (last, *behind) if each.start < done]
    ends = [attrs.evolve(until[-1], is_planned=False)] if until else []
    planned_last = attrs.evolve(last, start=planned, is_planned=True)
    return sorted([*before, planned_last, *behind, *ends], key=lambda each: each.start)


def lead_at(leads: Sequence[Lead], position: int) -> Lead:
    """Return what holds at a place of a sentence."""
    return next(
        each
        for each in reversed(leads)
        if each.start <= position and (each.end is None or position < each.end)
    )
