"""The words that a figure belongs to, its period and subject, and whether it is a plan.

Reports write `专题学习12次`, `12次专题学习`, `合格率、优秀率均达100%`, `分别为5件、3件` and
`其中行业性38个`. A label is found from the punctuation and the figures around a figure; which
words of it count is for the checklist to say.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise, zip_longest
from typing import Final

import attrs

from lawcheck_annual_report.figures.figures import Figure, Reading
from lawcheck_annual_report.figures.leads import Lead, Leads, lead_at
from lawcheck_annual_report.figures.measure_words import is_share
from lawcheck_annual_report.figures.passages import Part, Passage, passages_of, unit_of, year_of
from lawcheck_annual_report.figures.periods import Period, Time, period_at
from lawcheck_annual_report.figures.pieces import Pieces
from lawcheck_annual_report.figures.subjects import ALL_DEPARTMENTS, Subject, Who


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
        former: the figure that it changed from (由80%提升至95%); None otherwise.
        period: the period that it is of.
        subject: whom it is of.
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
    former: Figure | None
    period: Period
    subject: Subject
    is_plan: bool
    start: int
    end: int

    @property
    def time(self) -> Time:
        """How its period lies to the year of the report."""
        return self.period.time

    @property
    def is_in_turn(self) -> bool:
        """Whether it is the first of several figures for several names (分别为)."""
        return "分别" in self.before and _IN_TURN.search(self.before) is not None


_SENTENCE_ENDS: Final = re.compile("[。；;！!？?\n]")
_CLAUSE_ENDS: Final = re.compile("[，,：:。；;！!？?\n]")
_FIGURES_BACK: Final = 12
"""How many figures before a part its whole may be."""
_JOINTS: Final = "、和及与以"
_SHARED: Final = re.compile(
    "均(?:已|达到|达|为|是|保持|实现|保持在){0,2}(?:超过|超|不足|不到|低于|高于|近|约)?$"
)
_IN_TURN: Final = re.compile(
    "分别(?:(?:为|达到?|是|有|(?:同比)?(?:上升|提升|提高|增加|增长|下降|减少|降低)(?:了|至|到)?)?"
    "|(?P<did>[\u3400-\u9fff]{1,12}))$"
)
"""`分别为5件、3件`, `分别查处案件5件、3件`."""
_LIST: Final = re.compile("[、和及与]")
"""What begins like this belongs to the next figure."""
_ADDED: Final = re.compile("共?计?")
_NAMES: Final = re.compile("[、和及与]")
_OPENED: Final = re.compile("[（(][^）)]{0,300}$")
_PART: Final = re.compile("^[、（(]?其中|^含|^占")
_MOVED: Final = (
    "(?:大幅|逐步|稳步|持续)?(?:上升|提升|提高|增加|增长|扩大|增|升|下降|减少|降低|压缩|压减|缩短|减|降)"
    "(?:至|到|为)"
)
_TO: Final = re.compile(f"{_MOVED}约?")
_FROM: Final = re.compile(
    "(?P<link>由|从|较|比)(?:原来|之前|此前)?(?:(?:去年|上年度?|上一年度?|[0-9]{4}年度?)(?:同期)?)?的?$"
)
_SEVERAL: Final = re.compile("各|机关|部门|单位")
_ITS_YEAR: Final = re.compile(
    "(?P<year>去年|上年度?|上一年度?|(?:19|20)[0-9]{2}年度?)(?:同期)?(?:的|为|是)?$"
)
"""`较2022年的31%`: the year right before a figure is its own."""


def labelled(text: str, figures: Sequence[Figure]) -> tuple[Labelled, ...]:
    """Return the figures of a text with their words, in order.

    >>> from lawcheck_annual_report.figures.figures import figures_in
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
        self._sentences = Pieces(text, _SENTENCE_ENDS)
        self._clauses = Pieces(text, _CLAUSE_ENDS)
        self._passages: tuple[Passage, ...] = passages_of(text)
        self._year = year_of(text)
        self._leads_of = Leads(unit_of(text), self._year)
        self._read: tuple[tuple[int, int], Sequence[Lead]] = ((-1, -1), ())

    def all(self) -> tuple[Labelled, ...]:
        made: list[Labelled] = []
        last: Figure | None = None
        for figure, following in zip_longest(self._figures, self._figures[1:]):
            made.append(self._one(last, figure, following, made))
            last = figure
        return tuple(_in_turn(_side_by_side(made)))

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
        if start == figure.start and self._text[start - 1 : start] in ("：", ":"):
            # `应诉率：100%`: the words before the colon
            start = max(self._clauses.around(start - 1)[0], last.end if last else 0)
        end = max(figure.end, min(clause[1], following.start if following else clause[1]))
        before = _without_spaces(self._text[start : figure.start]).rstrip("：:")
        if (opened := _OPENED.search(self._text, figure.end, end)) is not None:
            end = opened.start()  # `97.1%（上年92.4%）`: what is in brackets belongs to the next
        after = _without_spaces(self._text[figure.end : end]).rstrip(_JOINTS)
        if _LIST.match(after) or _ADDED.fullmatch(after):
            after, end = "", figure.end
        follows = last is not None and start == last.end
        if follows and before.endswith(tuple(_JOINTS)):
            # `12家单位和4个街道`: they are the words of the first
            before, start = "", figure.start
        if follows and not after and _ADDED.fullmatch(before) and not made[-1].is_in_turn:
            # two measures of one thing, `问题5类25个`: the second has the words of the first
            before, start = made[-1].before, made[-1].start
        former = self._former(before, made) if follows else None
        if former is not None:
            before, start = _FROM.sub("", made[-1].before), made[-1].start
        lead = self._lead(figure.start)
        return Labelled(
            figure,
            before,
            after,
            _without_spaces(self._text[sentence[0] : start]),
            _without_spaces(self._text[end : max(end, clause[1])]),
            _shared_names(before),
            _whole(before, sentence[0], made),
            former,
            self._period(lead, before, after),
            _subject(lead, before),
            lead.is_planned or self._is_in_plan(figure.start),
            start,
            end,
        )

    def _lead(self, position: int) -> Lead:
        sentence = self._sentences.block(position)
        if self._read[0] != sentence:
            self._read = sentence, self._leads_of.of(self._text, *sentence)
        return lead_at(self._read[1], position)

    def _former(self, before: str, made: Sequence[Labelled]) -> Figure | None:
        """Return the figure before this one if it is what this one changed from."""
        last = made[-1]
        is_moved = _TO.fullmatch(before) is not None and _FROM.search(last.before) is not None
        return last.figure if is_moved else None

    def _period(self, lead: Lead, before: str, after: str) -> Period:
        said = _ITS_YEAR.search(before) if "年" in before else None
        named = period_at(said[0], 0, self._year) if said is not None else None
        if named is not None and named[0].time is not Time.YEAR:
            return named[0]
        link = _FROM.search(before) if _TO.fullmatch(after) else None
        if link is not None:
            return Period(Time.BEFORE_CHANGE, link[0])
        return lead.period

    def _is_in_plan(self, position: int) -> bool:
        number = bisect_right(self._passages, position, key=lambda each: each.start) - 1
        return Part.PLAN in self._passages[number].parts


def _without_spaces(text: str) -> str:
    return "".join(text.split())


def _subject(lead: Lead, before: str) -> Subject:
    """Return whom a figure is of; `组织各部门学法40次` is of all departments."""
    if lead.subject.who not in (Who.OWN, Who.DEPARTMENT):
        return lead.subject
    together = ALL_DEPARTMENTS.search(before) if _SEVERAL.search(before) else None
    if together is not None:
        return Subject(Who.ALL_DEPARTMENTS, together[0])
    return lead.subject


def _shared_names(before: str) -> tuple[str, ...]:
    said = _SHARED.search(before) if "均" in before else None
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
        is_of_now = each.time not in (Time.OTHER_YEAR, Time.BEFORE_CHANGE)
        if each.whole is None and is_of_now and not is_share(each.figure.unit):
            return each.figure
    return None


def _side_by_side(made: Sequence[Labelled]) -> Sequence[Labelled]:
    """Give two measures of one thing the same words after them: `5类25个问题`."""
    done = list(made)
    for number, (one, other) in enumerate(pairwise(made)):
        if one.figure.end == other.figure.start and not one.after:
            done[number] = attrs.evolve(one, after=other.after, end=other.end)
    return done


def _in_turn(made: Sequence[Labelled]) -> list[Labelled]:
    """Give each figure after 分别为 its own name, if there are as many names as figures.

    After `分别下降8%、7%` all of them are changes.
    """
    done = list(made)
    for number, first in enumerate(made):
        said = _IN_TURN.search(first.before) if "分别" in first.before else None
        if said is None:
            continue
        names = tuple(filter(None, _NAMES.split(first.before[: said.start()])))
        run = number + 1
        while run < len(made) and _follows(made[run], made[run - 1]):
            done[run] = attrs.evolve(made[run], figure=_like(first.figure, made[run].figure))
            run += 1
        if len(names) == run - number:
            for place, name in enumerate(names, number):
                done[place] = attrs.evolve(done[place], names=(f"{name}{said['did'] or ''}",))
    return done


def _like(first: Figure, other: Figure) -> Figure:
    """Return a figure read as the first of its series is: a level, a rise or a fall."""
    if first.reading is Reading.LEVEL:
        return other
    is_fall = first.value < 0
    return attrs.evolve(
        other, reading=Reading.CHANGE, value=-abs(other.value) if is_fall else other.value
    )


def _follows(one: Labelled, other: Labelled) -> bool:
    """Return whether nothing but a comma or `和` stands between two figures."""
    return one.before.strip(_JOINTS) == "" and one.figure.start - other.figure.end <= len("、和")
