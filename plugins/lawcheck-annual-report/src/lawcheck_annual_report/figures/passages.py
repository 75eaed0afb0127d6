"""The sections of an annual report, and which of the five required parts each of them is."""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator
from typing import Final

import attrs

from lawcheck.plugin import Text


class Part(enum.Enum):
    """The parts that an annual report must have. The value is the name for people."""

    MEASURES = Text("主要举措和成效", "measures and results")
    SHORTCOMINGS = Text("存在的不足和原因", "shortcomings and their causes")
    FIRST_PERSON = Text(
        "主要负责人履行第一责任人职责情况", "how the first responsible person acted"
    )
    PLAN = Text("下一年度主要安排", "plan of the next year")
    OTHER = Text("其他需要报告的情况", "other matters")


_WORDS: Final[dict[Part, re.Pattern[str]]] = {
    Part.FIRST_PERSON: re.compile("第一责任人|主要负责人履行|主要负责同志履行"),
    Part.OTHER: re.compile("其他需要报告|其它需要报告"),
    Part.SHORTCOMINGS: re.compile("不足|问题|短板|差距|薄弱"),
    Part.PLAN: re.compile("计划|安排|打算|下一步|下步|下一年|思路"),
    Part.MEASURES: re.compile(
        "举措|措施|成效|做法|进展|亮点|(?:开展|工作|建设|完成|基本|总体)情况|主要工作"
    ),
}
_HEADING: Final = re.compile(
    "(?P<number>[一二三四五六七八九十]{1,3}、)?(?P<title>[^，,。；;：:]{4,60})"
)
_LONGEST: Final = 64
_SUBORDINATE: Final = re.compile(r"[（(]|[一二三四五六七八九十]是|[0-9]")
_LONGEST_UNNUMBERED: Final = 24
_COUNTED: Final = re.compile("[0-9](?![0-9]{0,3}年)")
"""`按计划培训3次` tells something; a heading has no number but a year."""


@attrs.frozen
class Passage:
    """A section of a report.

    Attributes:
        heading: its heading; empty for what stands above the first.
        parts: the required parts that it is; a heading may name two.
        start: the offset of the heading.
        end: the offset after its last character.
    """

    heading: str
    parts: frozenset[Part]
    start: int
    end: int


def passages_of(text: str) -> tuple[Passage, ...]:
    r"""Return the sections of a report in order; together they are the whole text.

    >>> found = passages_of("甲区报告\n一、主要举措和成效\n学法2次。\n二、存在的不足")
    >>> [each.heading for each in found]
    ['', '一、主要举措和成效', '二、存在的不足']
    """
    headings = list(_headings(text))
    starts = [0, *(start for start, _, _ in headings)]
    ends = [*starts[1:], len(text)]
    named = [("", frozenset[Part]()), *((heading, parts) for _, heading, parts in headings)]
    return tuple(
        Passage(heading, parts, start, end)
        for (heading, parts), start, end in zip(named, starts, ends, strict=True)
    )


def _headings(text: str) -> Iterator[tuple[int, str, frozenset[Part]]]:
    start = 0
    for line in text.splitlines(keepends=True):
        heading = line.strip()
        match = _HEADING.fullmatch(heading) if len(heading) <= _LONGEST else None
        if match is not None and _is_heading(match):
            parts = _parts(match["title"])
            if parts or match["number"]:
                yield start, heading, parts
        start += len(line)


def _is_heading(match: re.Match[str]) -> bool:
    """Return whether a short line is a heading; without a number it must be very short."""
    title: str = match["title"]
    return match["number"] is not None or (
        len(title) <= _LONGEST_UNNUMBERED
        and "报告" not in title
        and _SUBORDINATE.match(title) is None
        and _COUNTED.search(title) is None
    )


def _parts(title: str) -> frozenset[Part]:
    found = [part for part, words in _WORDS.items() if words.search(title)]
    # these two name themselves; what else their headings say belongs to them
    for sure in (Part.FIRST_PERSON, Part.OTHER):
        if sure in found:
            return frozenset([sure])
    return frozenset(found)


_TITLE_WITHIN: Final = 400
_TITLE_LINES: Final = 3
"""Lines that a title may be broken into."""
_TITLE: Final = re.compile("(?:[-|]*标题[:：])?(?P<title>[^。；;]{2,80}报告)[|]*")
_NO_UNIT: Final = re.compile("关于|[12][0-9]{3}年度?(?:推进)?(?:法治|依法)")
_ANY_YEAR: Final = re.compile("[12][0-9]{3}年")
_YEAR: Final = re.compile("([12][0-9]{3})年(?:度|法治|依法|推进|[^，。\n]{0,20}报告)")
_YEAR_FIRST: Final = re.compile("^([12][0-9]{3})年(?:以来)?[,，]", re.MULTILINE)
_HAN: Final = "[\u3400-\u9fff]"
_UNIT: Final = re.compile(
    f"(?P<name>{_HAN}{{2,30}}?)(?:关于)?[12][0-9]{{3}}年"
    f"|[12][0-9]{{3}}年度?(?P<later>{_HAN}{{2,30}}?)(?:法治|依法)"
)


def title_of(text: str) -> str:
    r"""Return the title of a report: the first line that ends with 报告, and what belongs to it.

    >>> title_of("青石区人民政府2023年度\n法治政府建设 报 告\n2023年，")
    '青石区人民政府2023年度法治政府建设报告'
    >>> title_of("首页\n青石区人民政府\n关于2023年法治政府建设情况的报告")
    '青石区人民政府关于2023年法治政府建设情况的报告'
    """
    lines = ["".join(line.split()) for line in text[:_TITLE_WITHIN].split("\n")]
    lines = list(filter(None, lines))
    for number, line in enumerate(lines):
        match = _TITLE.fullmatch(line)
        if match is None:
            continue
        title, first = match["title"], number
        while first and first > number + 1 - _TITLE_LINES and _is_broken(title):
            first -= 1
            title = lines[first] + title
        return title
    return lines[0] if lines else ""


def _is_broken(title: str) -> bool:
    """Return whether the line before belongs to a title, since it names no year or no unit."""
    return _NO_UNIT.match(title) is not None or _ANY_YEAR.search(title) is None


def unit_of(text: str) -> str:
    """Return the unit that a report is of, from its title; empty if it does not name one.

    >>> unit_of("青石区人民政府2023年度法治政府建设报告"), unit_of("2023年青石区法治政府建设报告")
    ('青石区人民政府', '青石区')
    """
    match = _UNIT.match(title_of(text))
    return (match["name"] or match["later"]) if match else ""


def year_of(text: str) -> int | None:
    """Return the year that a report is about, None if it names none.

    It is named by the title or, without one, by the year that the first paragraph begins with.

    >>> year_of("某区人民政府2023年度法治政府建设工作报告"), year_of("2023年，某区坚持依法行政")
    (2023, 2023)
    """
    head = text[:_TITLE_WITHIN].replace(" ", "")
    match = _YEAR.search(head) or _YEAR_FIRST.search(head)
    return int(match[1]) if match else None
