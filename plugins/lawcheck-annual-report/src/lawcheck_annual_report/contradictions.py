"""Where a report contradicts itself. Each finding has both quotes and the arithmetic.

A check speaks only where the words say what belongs together: a rate with the name of its cases, a
part with 其中. What it cannot tell is left to people.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Final

import attrs

from lawcheck.plugin import HUNDRED, Message, message
from lawcheck_annual_report.annual_report import AnnualReport
from lawcheck_annual_report.arithmetic import Agreement, agreement, places_of
from lawcheck_annual_report.figures import Qualifier, Reading
from lawcheck_annual_report.labels import Labelled, Time
from lawcheck_annual_report.measure_words import PERCENT, is_share
from lawcheck_annual_report.names import names_in
from lawcheck_annual_report.passages import Part

_BACK: Final = 6
"""How many figures before a rate its cases may be."""
_RATE: Final = re.compile("(?P<stem>[\u3400-\u9fff]{2})率(?:为|达到?|是|保持)?$")
_SHARE_OF: Final = re.compile(
    "占(?:全部|所有)?(?P<whole>[\u3400-\u9fff]{2,12}?)(?:总数|总量)?的?$"
)
_CLEANED: Final = re.compile("清理|梳理")
_KEPT: Final = re.compile("保留|失效|废止|修改|有效")
_OPENED: Final = re.compile("新收|受理|收到|立案")
_CLOSED: Final = re.compile("审结|结案|办结")
_FROM: Final = re.compile("(?:由|从)")
_RISEN: Final = re.compile("[至到]$")
_FILLERS: Final = re.compile(
    "[0-9]{4}年度?|以来|全年|先后|累计|共计|共|总计|已经|已|目前|现有|全[市区县镇]|召开|开展|组织|举办|进行|完成|了"
)
_SHORTEST_LABEL: Final = 4
_WHO: Final = re.compile("^$|(?:政府|会议|[局区市县办委院部会组])$")
_DATE: Final = re.compile("(?P<year>20[0-9]{2})年(?P<month>[0-9]{1,2})月")


@attrs.frozen
class Finding:
    """One contradiction.

    Attributes:
        what: what does not agree, with the arithmetic.
        quotes: the offsets and words of what is compared; none if something is missing.
    """

    what: Message
    quotes: tuple[tuple[int, str], ...]


def contradictions(report: AnnualReport) -> tuple[Finding, ...]:
    """Return what does not agree in a report, in the order of the text.

    >>> from lawcheck_annual_report.annual_report import read_figures
    >>> from lawcheck_annual_report.report_text import ReportText
    >>> text = "调解纠纷200件，成功190件，成功率96%。"
    >>> found = contradictions(read_figures(ReportText("a.txt", text)))
    >>> found[-1].what.pick("en")
    '190 of 200 is 95%, and 96% is said: it does not agree'
    """
    found = [each for check in _CHECKS for each in check(report)]
    return tuple(sorted(found, key=lambda each: each.quotes[0][0] if each.quotes else -1))


def _rates(report: AnnualReport) -> Iterator[Finding]:
    for number, each in enumerate(report.figures):
        if not _is_compared(each) or each.figure.unit != PERCENT:
            continue
        before = _of_the_sentence(report.figures, number)
        part, wholes = _cases_of_rate(each, before) or _cases_of_share(each, before)
        wholes = [one for one in wholes if part is not None and one.figure.value]
        if part is None or not wholes:
            continue
        places = places_of(report.text, each.figure)
        shares = {one.figure.value: part.figure.value / one.figure.value for one in wholes}
        said = {
            value: agreement(share, each.figure.value, places) for value, share in shares.items()
        }
        if Agreement.ROUNDED in said.values():
            continue
        cut = [one for one in wholes if said[one.figure.value] is Agreement.CUT_OFF]
        whole = max(cut or wholes, key=lambda one: one.figure.value)
        what = message(
            "{part}/{whole} 是 {share:%}，写的是 {printed:%}：{said}",
            "{part} of {whole} is {share:%}, and {printed:%} is said: {said}",
            part=part.figure.value,
            whole=whole.figure.value,
            share=shares[whole.figure.value],
            printed=each.figure.value / HUNDRED,
            said=said[whole.figure.value].value,
        )
        yield Finding(what, _quotes(report, whole, part, each))


_Cases = tuple[Labelled | None, list[Labelled]]
"""The cases that a rate counts, and what all of them may be."""


def _cases_of_rate(rate: Labelled, before: Sequence[Labelled]) -> _Cases | None:
    """Return the cases of a rate: `受理100件，审结90件，其中纠错9件，纠错率10%`.

    Which figure is the whole is not said, so every larger one may be it.
    """
    stem = _RATE.search(rate.before)
    if stem is None:
        return None
    for number, part in reversed(list(enumerate(before))):
        if stem["stem"] in part.before:
            wholes = [one for one in before[:number] if _holds(one, part)]
            return part, wholes
    return None


def _cases_of_share(rate: Labelled, before: Sequence[Labelled]) -> _Cases:
    """Return the part and the whole of `规范化的80个，占调委会总数的40%`."""
    said = _SHARE_OF.search(rate.before)
    if said is None or not before:
        return None, []
    *others, part = before
    return part, [one for one in others if said["whole"] in one.before and _holds(one, part)]


def _holds(whole: Labelled, part: Labelled) -> bool:
    return _are_alike(part, whole) and whole.figure.value >= part.figure.value


def _changes(report: AnnualReport) -> Iterator[Finding]:
    """Compute anew `由76分上升至88分，增长15.79%`."""
    for first, second, change in zip(
        report.figures, report.figures[1:], report.figures[2:], strict=False
    ):
        if (
            change.figure.reading is Reading.CHANGE
            and change.figure.unit == PERCENT
            and change.figure.qualifier is Qualifier.EXACT
            and _are_alike(first, second)
            and _FROM.search(first.before)
            and _RISEN.search(second.before)
            and first.figure.value
        ):
            rise = (second.figure.value - first.figure.value) / first.figure.value
            said = agreement(
                abs(rise), abs(change.figure.value), places_of(report.text, change.figure)
            )
            is_other_way = (rise < 0) != (change.figure.value < 0)
            if is_other_way or said is not Agreement.ROUNDED:
                what = message(
                    "从 {first} 到 {second} 是 {rise:%}，写的是 {printed:%}：{said}",
                    "from {first} to {second} is {rise:%}, and {printed:%} is said: {said}",
                    first=first.figure.value,
                    second=second.figure.value,
                    rise=rise,
                    printed=change.figure.value / HUNDRED,
                    said=(Agreement.WRONG if is_other_way else said).value,
                )
                yield Finding(what, _quotes(report, first, second, change))


def _parts(report: AnnualReport) -> Iterator[Finding]:
    for number, each in enumerate(report.figures):
        parts = _parts_of(report.figures, number)
        total = sum((part.figure.value for part in parts), Fraction(0))
        is_all = bool(_CLEANED.search(each.before)) and len(parts) > 1
        if total > each.figure.value or (is_all and total != each.figure.value):
            what = message(
                "各部分 {parts} 合计 {total}，总数写的是 {whole}",
                "the parts {parts} add up to {total}, and the whole is said to be {whole}",
                parts=[part.figure.value for part in parts],
                total=total,
                whole=each.figure.value,
            )
            yield Finding(what, _quotes(report, each, *parts))


def _parts_of(figures: Sequence[Labelled], number: int) -> list[Labelled]:
    """Return the figures that are parts of one: after 其中, or what became of files cleaned up."""
    whole = figures[number]
    if not _is_compared(whole) or is_share(whole.figure.unit):
        return []
    following = [
        each
        for each in figures[number + 1 : number + 1 + _BACK]
        if each.figure.start - len(each.said_before) - len(each.before) <= whole.figure.start
        and _are_alike(each, whole)
    ]
    if _CLEANED.search(whole.before):
        return [each for each in following if _KEPT.search(each.before)]
    return [each for each in following if each.whole is whole.figure]


def _closed(report: AnnualReport) -> Iterator[Finding]:
    for number, each in enumerate(report.figures):
        if not _is_compared(each) or not _CLOSED.search(each.before):
            continue
        for opened in reversed(_of_the_sentence(report.figures, number)):
            if _OPENED.search(opened.before) and _are_alike(each, opened):
                if each.figure.value > opened.figure.value:
                    what = message(
                        "办结 {closed} 多于新收 {opened}；如含上年结转，请写明",
                        "{closed} closed is more than {opened} opened; say so if cases were "
                        "carried over from last year",
                        closed=each.figure.value,
                        opened=opened.figure.value,
                    )
                    yield Finding(what, _quotes(report, opened, each))
                break


def _said_twice(report: AnnualReport) -> Iterator[Finding]:
    seen: dict[tuple[str, str], list[tuple[str, Labelled]]] = {}
    for each in report.figures:
        label = _FILLERS.sub("", each.before)
        if not _is_compared(each) or len(label) < _SHORTEST_LABEL or label.startswith("其中"):
            continue
        ended_alike = seen.setdefault((label[-_SHORTEST_LABEL:], each.figure.unit), [])
        for other, first in ended_alike[-_BACK:]:
            if _is_same(label, other) and first.figure.value != each.figure.value:
                what = message(
                    "“{label}”写了两个数：{first} 和 {second}",
                    "{label} is said to be {first} and {second}",
                    label=min(label, other, key=len),
                    first=first.figure.value,
                    second=each.figure.value,
                )
                yield Finding(what, _quotes(report, first, each))
                break
        ended_alike.append((label, each))


def _is_same(one: str, other: str) -> bool:
    """Return whether two labels name one thing: they are equal, or one says who as well."""
    short, long = sorted((one, other), key=len)
    return long.endswith(short) and _WHO.search(long.removesuffix(short)) is not None


def _missing_parts(report: AnnualReport) -> Iterator[Finding]:
    """Name required parts that have no heading; other matters need not be reported."""
    there = {part for passage in report.passages for part in passage.parts}
    for part in Part:
        if part not in there and part is not Part.OTHER:
            what = message(
                "没有找到这一部分的标题：{part}", "there is no heading of: {part}", part=part.value
            )
            yield Finding(what, ())


def _dates(report: AnnualReport) -> Iterator[Finding]:
    if report.year is None:
        return
    names = names_in(report.text)
    for passage in report.passages:
        if not passage.parts & {Part.MEASURES, Part.FIRST_PERSON}:
            continue
        for match in _DATE.finditer(report.text, passage.start, passage.end):
            if int(match["year"]) != report.year and not names.holds(match.start()):
                what = message(
                    "{date} 不在报告年度 {year} 年内",
                    "{date} is outside {year}, the year of the report",
                    date=match[0],
                    year=str(report.year),
                )
                yield Finding(what, ((match.start(), match[0]),))


_CHECKS: Final[tuple[Callable[[AnnualReport], Iterator[Finding]], ...]] = (
    _missing_parts,
    _rates,
    _changes,
    _parts,
    _closed,
    _said_twice,
    _dates,
)


def _is_compared(each: Labelled) -> bool:
    """Return whether a figure is exact, of this year, and no plan."""
    return (
        each.figure.qualifier is Qualifier.EXACT
        and each.figure.reading is Reading.LEVEL
        and each.time is Time.YEAR
        and not each.is_plan
    )


def _are_alike(one: Labelled, other: Labelled) -> bool:
    return one.figure.unit == other.figure.unit and _is_compared(one) and _is_compared(other)


def _of_the_sentence(figures: Sequence[Labelled], number: int) -> list[Labelled]:
    """Return the figures before one in its sentence, the nearest last."""
    start = figures[number].start - len(figures[number].said_before)
    return [each for each in figures[max(0, number - _BACK) : number] if each.start >= start]


def _quotes(report: AnnualReport, *figures: Labelled) -> tuple[tuple[int, str], ...]:
    return tuple(
        (each.start, report.text[each.start : each.figure.end].strip(" 　\n、"))
        for each in figures
    )
