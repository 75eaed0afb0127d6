"""The words that a figure belongs to, its time, and whether it is a plan.

Reports write `专题学习12次`, `12次专题学习`, `合格率、优秀率均达100%`, `分别为5件、3件` and
`其中行业性38个`. A label is found from the punctuation and the figures around a figure; which
words of it count is for the checklist to say.
"""

from __future__ import annotations

import enum
import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

import attrs

from lawcheck.plugin import Text
from lawcheck_annual_report.figures import Figure
from lawcheck_annual_report.measure_words import is_share
from lawcheck_annual_report.passages import Part, Passage, passages_of, year_of


class Time(enum.Enum):
    """The time that a figure is about. The value is the name for people."""

    YEAR = Text("本年度", "the year of the report")
    PART_OF_YEAR = Text("部分月份", "a part of the year")
    OTHER_YEAR = Text("其他年度", "another year")


@attrs.frozen
class Labelled:
    """A figure with the words around it.

    Attributes:
        figure: the figure.
        before: the words of its clause before it, up to the figure before; without spaces.
        after: the words of its clause after it, up to the next figure; without spaces.
        said_before: the words of its sentence before those; without spaces.
        said_after: the words of its clause after those; without spaces.
        names: the names that the figure is said of, if it is said of several at once, or one of
            several names whose figures follow (分别为).
        whole: the figure that this one is a part of (其中), or a share of (占); None otherwise.
        time: the time that it is about.
        is_plan: what is to be done next year, not what was done.
        start: the offset of the first of the words before it.
        end: the offset after the last of the words after it.
    """

    figure: Figure
    before: str
    after: str
    said_before: str
    said_after: str
    names: tuple[str, ...]
    whole: Figure | None
    time: Time
    is_plan: bool
    start: int
    end: int

    @property
    def is_in_turn(self) -> bool:
        """Whether it is the first of several figures for several names (分别为)."""
        return _IN_TURN.search(self.before) is not None


_SENTENCE_ENDS: Final = re.compile("[。；;！!？?\n]")
_CLAUSE_ENDS: Final = re.compile("[，,：:。；;！!？?\n]")
_REACH: Final = 300
"""How far the words of a figure may stand from it; longer sentences are damaged texts."""
_FIGURES_BACK: Final = 12
"""How many figures before a part its whole may be."""
_JOINTS: Final = "、和及与以"
_SHARED: Final = re.compile("均(?:已|达到|达|为|是|保持|实现|保持在){0,2}$")
_IN_TURN: Final = re.compile("分别(?:为|达到?|是|有){0,1}$")
_LIST: Final = re.compile("[、和及与]")
"""What begins like this belongs to the next figure."""
_ADDED: Final = re.compile("共?计?")
_NAMES: Final = re.compile("[、和及与]")
_PART: Final = re.compile("^[、（(]?其中|^含|^占")
_PLANNED: Final = re.compile(
    "(?<!年度)(?<!学习)(?<!工作)计划(?:安排|开展|组织|举办|新建|建设|召开|完成|于|在)"
    "|将(?:开展|组织|举办|召开|新建|建成|完成|培训)|明年|下一年"
)
_PART_OF_YEAR: Final = (
    "上半年|下半年|前三季度|第?[一二三四1-4]季度"
    "|[0-9]{1,2}月?[-—至][0-9]{1,2}月|[0-9]{1,2}月(?:份|底|末|[0-9]{1,2}日)"
)
_TIMES: Final = re.compile(
    "(?:^|[，,。；;\n])[ 　]*(?:截至|截止|至)?(?:(?P<other>去年|上年|上一年|前年)"
    f"|(?:(?P<year>[12][0-9]{{3}})年度?)?(?P<part>{_PART_OF_YEAR})?)"
)
_TO_ITS_END: Final = re.compile("12月(?:底|末|31日)$|[-—至]12月$")


def labelled(text: str, figures: Sequence[Figure]) -> tuple[Labelled, ...]:
    """Return the figures of a text with their words, in order.

    >>> from lawcheck_annual_report.figures import figures_in
    >>> text = "全年调解纠纷120件，其中成功118件。"
    >>> first, second = labelled(text, figures_in(text))
    >>> first.before, second.before, second.whole is first.figure
    ('全年调解纠纷', '其中成功', True)

    Args:
        text: the text.
        figures: its figures, in order.
    """
    return _Labelling(text, figures).all()


class _Labelling:
    def __init__(self, text: str, figures: Sequence[Figure]) -> None:
        self._text = text
        self._figures = figures
        self._sentences = _Cuts(text, _SENTENCE_ENDS)
        self._clauses = _Cuts(text, _CLAUSE_ENDS)
        self._passages: tuple[Passage, ...] = passages_of(text)
        self._year = year_of(text)

    def all(self) -> tuple[Labelled, ...]:
        made: list[Labelled] = []
        last: Figure | None = None
        for figure, following in zip_longest(self._figures, self._figures[1:]):
            made.append(self._one(last, figure, following, made))
            last = figure
        return tuple(_in_turn(made))

    def _one(
        self,
        last: Figure | None,
        figure: Figure,
        following: Figure | None,
        made: Sequence[Labelled],
    ) -> Labelled:
        sentence = self._sentences.around(figure.start)
        clause = self._clauses.around(figure.start)
        start = max(clause[0], last.end if last else 0)
        end = max(figure.end, min(clause[1], following.start if following else clause[1]))
        before = _without_spaces(self._text[start : figure.start])
        after = _without_spaces(self._text[figure.end : end]).rstrip(_JOINTS)
        if _LIST.match(after) or _ADDED.fullmatch(after):
            after, end = "", figure.end
        follows = last is not None and start == last.end
        if follows and before.endswith(tuple(_JOINTS)):
            before, start = (
                "",
                figure.start,
            )  # `12家单位和4个街道`: they are the words of the first
        if follows and not after and _ADDED.fullmatch(before) and not made[-1].is_in_turn:
            # two measures of one thing, `问题5类25个`: the second has the words of the first
            before, start = made[-1].before, made[-1].start
        return Labelled(
            figure,
            before,
            after,
            _without_spaces(self._text[sentence[0] : start]),
            _without_spaces(self._text[end : max(end, clause[1])]),
            _shared_names(before),
            _whole(before, sentence[0], made),
            self._time(sentence[0], figure.start),
            self._is_plan(figure.start, before),
            start,
            end,
        )

    def _time(self, sentence: int, position: int) -> Time:
        times = _TIMES.finditer(self._text[sentence:position])
        said = [each for each in times if any(each.groups())]
        if not said:
            return Time.YEAR
        other, year, part = said[-1].group("other", "year", "part")
        if other or (year and self._year is not None and int(year) != self._year):
            return Time.OTHER_YEAR
        return Time.YEAR if part is None or _TO_ITS_END.search(part) else Time.PART_OF_YEAR

    def _is_plan(self, position: int, before: str) -> bool:
        number = bisect_right(self._passages, position, key=lambda each: each.start) - 1
        return Part.PLAN in self._passages[number].parts or _PLANNED.search(before) is not None


class _Cuts:
    """Where sentences or clauses end."""

    def __init__(self, text: str, ends: re.Pattern[str]) -> None:
        self._starts = [0, *(match.end() for match in ends.finditer(text))]
        self._length = len(text)

    def around(self, position: int) -> tuple[int, int]:
        """Return the offsets of the piece around a position, without the sign that ends it."""
        number = bisect_right(self._starts, position)
        after = self._starts[number] - 1 if number < len(self._starts) else self._length
        return max(self._starts[number - 1], position - _REACH), min(after, position + _REACH)


def _without_spaces(text: str) -> str:
    return "".join(text.split())


def _shared_names(before: str) -> tuple[str, ...]:
    said = _SHARED.search(before)
    if said is None:
        return ()
    names = tuple(filter(None, _NAMES.split(before[: said.start()])))
    return names if len(names) > 1 else ()


def _whole(before: str, sentence: int, made: Sequence[Labelled]) -> Figure | None:
    """Return the figure of the sentence that this one is a part or a share of."""
    if before.startswith("、") and made and made[-1].figure.start >= sentence:
        return made[-1].whole  # `其中调解3件、撤回2件`
    if _PART.search(before) is None:
        return None
    for each in made[: -_FIGURES_BACK - 1 : -1]:
        if each.figure.start < sentence:
            return None
        if each.whole is None and not is_share(each.figure.unit):
            return each.figure
    return None


def _in_turn(made: Sequence[Labelled]) -> list[Labelled]:
    """Give each figure after 分别为 its own name, if there are as many names as figures."""
    done = list(made)
    for number, first in enumerate(made):
        said = _IN_TURN.search(first.before)
        if said is None:
            continue
        names = tuple(filter(None, _NAMES.split(first.before[: said.start()])))
        run = number + 1
        while run < len(made) and _follows(made[run], made[run - 1]):
            run += 1
        if len(names) == run - number:
            for place, name in enumerate(names, number):
                done[place] = attrs.evolve(made[place], names=(name,))
    return done


def _follows(one: Labelled, other: Labelled) -> bool:
    """Return whether nothing but a comma or `和` stands between two figures."""
    return one.before.strip(_JOINTS) == "" and one.figure.start - other.figure.end <= len("、和")
