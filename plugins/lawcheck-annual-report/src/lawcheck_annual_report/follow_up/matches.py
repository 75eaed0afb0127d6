"""What this year's report says about each item of last year's plan and shortcomings.

It says what was found, with the words and their place; whether an item was done is for a person to
judge.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final, assert_never

import attrs

from lawcheck.plugin import Text
from lawcheck_annual_report.figures.annual_report import AnnualReport
from lawcheck_annual_report.figures.passages import Part
from lawcheck_annual_report.follow_up.alike import Likeness, Sentences
from lawcheck_annual_report.follow_up.outcomes import clauses_in, is_meant, tells_a_result
from lawcheck_annual_report.follow_up.plan_words import PURPOSE
from lawcheck_annual_report.follow_up.promises import Promise, Promises, promises, stretches
from lawcheck_annual_report.follow_up.report_pieces import Piece, pieces_of
from lawcheck_annual_report.follow_up.topics import LONGEST, Topic, topic_of

_CLAUSE: Final = re.compile("[，,：:。；;]")
_SIGNS: Final = re.compile("[^\u3400-\u9fffA-Za-z0-9０-９]")
_LEAST_COPIED: Final = 8
"""Characters that a sentence must have for its copy to be no chance."""


class Found(enum.Enum):
    """What this year's report says about an item. The value is the name for people."""

    RESULT = Text("提到，有结果", "mentioned with a result")
    MENTIONED = Text("提到", "mentioned")
    PLANNED = Text("列入计划", "planned")
    LACKING = Text("列为不足", "a shortcoming")
    NOT_FOUND = Text("未找到", "not found")


_ONCE_MORE: Final = frozenset({(Part.PLAN, Found.PLANNED), (Part.SHORTCOMINGS, Found.LACKING)})


@attrs.frozen
class Mention:
    """Words of this year's report about the matter of an item.

    Attributes:
        found: what they say; never `Found.NOT_FOUND`.
        quote: the sentence, as written.
        start: the offset of its first character.
        words: the words that it has in common with the item, the longest first.
        share: their weight, of all words of the clause of the item.
        is_copied: whether the item stands there word by word.
    """

    found: Found
    quote: str
    start: int
    words: tuple[str, ...]
    share: Fraction
    is_copied: bool


@attrs.frozen
class Followed:
    """An item of last year with what this year's report says about it.

    Attributes:
        promise: the item.
        mentions: the best words of each kind, in the order of `Found`.
    """

    promise: Promise
    mentions: tuple[Mention, ...]

    @property
    def found(self) -> Found:
        """The most that is said about it."""
        return self.mentions[0].found if self.mentions else Found.NOT_FOUND

    def is_again(self, found: Found) -> bool:
        """Return whether a plan is planned once more, or a shortcoming is one once more."""
        return (self.promise.part, found) in _ONCE_MORE


@attrs.frozen
class FollowUp:
    """Two reports of one unit, the second a year later.

    Attributes:
        last: last year's report.
        this: this year's report.
        promised: what last year's report promised.
        items: its items, each with what was found.
    """

    last: AnnualReport
    this: AnnualReport
    promised: Promises
    items: tuple[Followed, ...]


def follow_up(last: AnnualReport, this: AnnualReport) -> FollowUp:
    r"""Look for each item of last year's plan and shortcomings in this year's report.

    >>> from lawcheck_annual_report.figures.annual_report import read_figures
    >>> from lawcheck_annual_report.texts.report_text import ReportText
    >>> last = ReportText("a.txt", "甲区2023年度报告\n二、2024年计划\n新建法治文化阵地5个。")
    >>> this = ReportText("b.txt", "甲区2024年度报告\n一、主要举措\n建成法治文化阵地6个。")
    >>> item, = follow_up(read_figures(last), read_figures(this)).items
    >>> item.found.name, item.mentions[0].quote, item.mentions[0].words
    ('RESULT', '建成法治文化阵地6个', ('法治文化阵地',))

    Raises:
        LimitError: last year's report has more items than any report.
    """
    promised = promises(last)
    clauses = [_clauses_of(last.text, each) for each in promised.items]
    search = _Search(this, [topic for each in clauses for topic in each])
    items = (
        Followed(promise, search.mentions(promise, topics))
        for promise, topics in zip(promised.items, clauses, strict=True)
    )
    return FollowUp(last, this, promised, tuple(items))


def _clauses_of(text: str, promise: Promise) -> tuple[Topic, ...]:
    """Return what the clauses of an item are about, without aims that no figure makes a target."""
    spans = []
    begun = promise.start
    for cut in (*_CLAUSE.finditer(text, promise.start, promise.end), None):
        end = promise.end if cut is None else cut.start()
        spans.append((begun, end))
        begun = end if cut is None else cut.end()
    first, *others = spans
    told = [first, *(span for span in others if _is_compared(text, *span))]
    return tuple(topic_of(text, *span) for span in told)


def _is_compared(text: str, start: int, end: int) -> bool:
    is_aim = PURPOSE.match(text, start, end) is not None
    return not is_aim or any(sign.isdigit() for sign in text[start:end])


class _Search:
    """Searches this year's report."""

    def __init__(self, report: AnnualReport, asked: Sequence[Topic]) -> None:
        self._report = report
        self._pieces, self._parts = _sentences(report)
        self._sentences = Sentences(report.text, self._pieces, asked)

    def mentions(self, promise: Promise, clauses: Sequence[Topic]) -> tuple[Mention, ...]:
        best: dict[Found, tuple[tuple[Fraction, int], Mention]] = {}
        for topic in clauses:
            for likeness in self._sentences.alike(topic):
                mention = self._mention(promise, topic, likeness)
                strength = (likeness.share * likeness.longest, -mention.start)
                if mention.found not in best or best[mention.found][0] < strength:
                    best[mention.found] = strength, mention
        return tuple(best[found][1] for found in Found if found in best)

    def _mention(self, promise: Promise, topic: Topic, likeness: Likeness) -> Mention:
        piece = self._pieces[likeness.sentence]
        return Mention(
            self._found(topic, likeness),
            self._report.text[piece.start : piece.end],
            piece.start,
            likeness.words,
            likeness.share,
            self._is_copied(promise, piece),
        )

    def _found(self, topic: Topic, likeness: Likeness) -> Found:
        part = self._parts[likeness.sentence]
        match part:
            case Part.PLAN:
                return Found.PLANNED
            case Part.SHORTCOMINGS:
                return Found.LACKING
            case Part.MEASURES | Part.FIRST_PERSON | Part.OTHER | None:
                return self._reported(topic, self._pieces[likeness.sentence])
            case _:
                assert_never(part)

    def _reported(self, topic: Topic, piece: Piece) -> Found:
        """Return what a sentence tells, in the clauses that are about the matter themselves."""
        for start, end in clauses_in(self._report.text, piece.start, piece.end):
            # a result in another clause may be one of something else
            if not self._sentences.speaks_of(topic, start, end):
                continue
            if is_meant(self._report, piece.start, end):
                return Found.PLANNED
            if tells_a_result(self._report, start, end):
                return Found.RESULT
        is_to_be = is_meant(self._report, piece.start, piece.end)
        return Found.PLANNED if is_to_be else Found.MENTIONED

    def _is_copied(self, promise: Promise, piece: Piece) -> bool:
        item = _SIGNS.sub("", promise.quote)
        reach = min(len(promise.quote), LONGEST)
        end = min(piece.end, piece.start + LONGEST) + reach
        there = self._report.text[max(0, piece.start - reach) : end]
        return len(item) >= _LEAST_COPIED and item in _SIGNS.sub("", there)


def _sentences(report: AnnualReport) -> tuple[tuple[Piece, ...], tuple[Part | None, ...]]:
    """Return the sentences of a report without its headings, each with the part it stands in."""
    parts = {piece.start: part for part, pieces in stretches(report) for piece in pieces}
    found = tuple(each for each in _all_pieces(report))
    return found, tuple(parts.get(each.start) for each in found)


def _all_pieces(report: AnnualReport) -> Iterator[Piece]:
    for passage in report.passages:
        if passage.heading or len(report.passages) == 1:  # not the title and the words below it
            body = report.text.index(passage.heading, passage.start) + len(passage.heading)
            yield from pieces_of(report.text, body, passage.end)
