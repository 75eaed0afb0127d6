"""What a report says that is to be done, and what it says is lacking: one record for each.

Plans are split where an inspector would ask `was this done?`: at each action. What promises
nothing (`以……为指导`, `现将……报告如下`) is no item, and is kept as passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

import attrs

from lawcheck.plugin import LimitError, Place, problem
from lawcheck_annual_report.figures.annual_report import AnnualReport
from lawcheck_annual_report.figures.passages import Part, Passage
from lawcheck_annual_report.follow_up.actions import actions_in
from lawcheck_annual_report.follow_up.plan_words import (
    ADMISSION,
    AHEAD,
    INTRODUCTION,
    LACKING,
    LISTED,
    REMEDY,
    SHORT,
    SIGNED,
    TURN,
)
from lawcheck_annual_report.follow_up.report_pieces import UNMARKED, Piece, pieces_of

MAX_PROMISES: Final = 2_000
"""The most items of a report; that of a province has 150."""


@attrs.frozen
class Promise:
    """An item of the plan, or a shortcoming.

    Attributes:
        part: `Part.PLAN` or `Part.SHORTCOMINGS`.
        number: the mark that it stands under (`（一）`, `二是`, `1.`); empty without one.
        heading: the title that it stands under; empty without one.
        quote: its words, as written.
        start: the offset of its first character.
        end: the offset after its last character.
    """

    part: Part
    number: str
    heading: str
    quote: str
    start: int
    end: int


@attrs.frozen
class Promises:
    """What the parts of a report about the plan and the shortcomings hold.

    Attributes:
        items: the items, in order.
        passed_over: offsets and words of the sentences that are no items, in order.
        parts: which of the two parts the report has.
    """

    items: tuple[Promise, ...]
    passed_over: tuple[tuple[int, str], ...]
    parts: frozenset[Part]


def promises(report: AnnualReport) -> Promises:
    r"""Return the items of the plan and the shortcomings of a report.

    >>> from lawcheck_annual_report.figures.annual_report import read_figures
    >>> from lawcheck_annual_report.texts.report_text import ReportText
    >>> text = "甲区2023年度报告\n二、存在的不足\n一是人手不够。\n三、2024年计划\n建站3个。"
    >>> [each.quote for each in promises(read_figures(ReportText("a.txt", text))).items]
    ['人手不够', '建站3个']

    Raises:
        LimitError: it has more items than any report.
    """
    items: list[Promise] = []
    passed_over: list[tuple[int, str]] = []
    parts: set[Part] = set()
    for part, stretch in stretches(report):
        parts.add(part)
        is_plan = part is Part.PLAN
        found = _Planned(report.text) if is_plan else _Lacking(report.text)
        found.read(stretch)
        items += found.items
        passed_over += found.passed_over
    if len(items) > MAX_PROMISES:
        what = problem(
            Place(report.file),
            "计划和不足有 {count} 条，超过上限 {limit}；请只给报告本身",
            "plan and shortcomings have {count} items, more than the limit of {limit}; give the "
            "report alone",
            count=len(items),
            limit=MAX_PROMISES,
        )
        raise LimitError([what])
    items.sort(key=lambda each: each.start)
    return Promises(tuple(items), tuple(sorted(passed_over)), frozenset(parts))


def stretches(report: AnnualReport) -> Iterator[tuple[Part, tuple[Piece, ...]]]:
    """Yield the sentences of the plan and of the shortcomings, as long as they follow each other.

    A part that is about both, or that names results and shortcomings, is divided where its
    sentences turn from one to the other.
    """
    next_year = "" if report.year is None else f"{report.year + 1}年"
    for passage in report.passages:
        first = _first_part(passage, next_year)
        if first is None and not passage.parts & {Part.PLAN, Part.SHORTCOMINGS}:
            continue
        body = report.text.index(passage.heading, passage.start) + len(passage.heading)
        pieces = pieces_of(report.text, body, passage.end)
        divided = zip(_parts_of(report.text, pieces, first), pieces, strict=True)
        for part, group in groupby(divided, key=lambda each: each[0]):
            if part is not None:
                yield part, tuple(piece for _, piece in group)


def _first_part(passage: Passage, next_year: str) -> Part | None:
    """Return what a part of the report begins with: results, if it names them, are neither."""
    heading = passage.heading
    is_lacking = Part.SHORTCOMINGS in passage.parts
    if Part.MEASURES in passage.parts and not (is_lacking and REMEDY.search(heading)):
        return None
    if is_lacking:
        return Part.SHORTCOMINGS
    is_ahead = AHEAD.search(heading) or (next_year and next_year in heading)
    is_plan = Part.PLAN in passage.parts or (is_ahead and not passage.parts)
    return Part.PLAN if is_plan else None


def _parts_of(text: str, pieces: Sequence[Piece], first: Part | None) -> Iterator[Part | None]:
    part = first
    for piece in pieces:
        if part is not Part.PLAN:
            if TURN.match(text, piece.start, piece.end):
                part = Part.PLAN
            elif part is None and ADMISSION.fullmatch(text, piece.start, piece.end):
                part = Part.SHORTCOMINGS
        yield part


class _Titles:
    """The titles that a sentence stands under, and those under which there is no item."""

    def __init__(self) -> None:
        self._open: list[Piece] = []
        self._used: set[int] = set()

    def close(self, level: int) -> list[Piece]:
        """Forget titles of this level and below, and return those without an item."""
        closed = [each for each in self._open if each.level >= level]
        self._open = self._open[: len(self._open) - len(closed)]
        return [each for each in closed if each.start not in self._used]

    def add(self, piece: Piece) -> None:
        self._open.append(piece)

    def use(self) -> None:
        self._used.update(each.start for each in self._open)

    @property
    def last(self) -> Piece | None:
        return self._open[-1] if self._open else None


class _Planned:
    """Reads the items of a plan: one for each action."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._titles = _Titles()
        self.items: list[Promise] = []
        self.passed_over: list[tuple[int, str]] = []

    def read(self, pieces: Sequence[Piece]) -> None:
        for piece, following in zip(pieces, [*pieces[1:], None], strict=True):
            if piece.level < UNMARKED or _is_title(piece, following):
                self._close(piece.level)
            if _is_title(piece, following):
                self._titles.add(piece)
            else:
                self._take(piece, self._titles.last)
        self._close(0)

    def _close(self, level: int) -> None:
        for title in reversed(self._titles.close(level)):
            self._take(title, self._titles.last)

    def _take(self, piece: Piece, title: Piece | None) -> None:
        is_said = INTRODUCTION.fullmatch(self._text, piece.start, piece.end)
        is_signed = SIGNED.fullmatch(self._text, piece.start, piece.end)
        found = (
            [] if is_said or is_signed else list(actions_in(self._text, piece.start, piece.end))
        )
        for start, end in found:
            number = piece.mark or (title.mark if title else "")
            heading = self._text[title.start : title.end] if title else ""
            quote = self._text[start:end]
            self.items.append(Promise(Part.PLAN, number, heading, quote, start, end))
        if found:
            self._titles.use()
        else:
            self.passed_over.append((piece.start, self._text[piece.start : piece.end]))


def _is_title(piece: Piece, following: Piece | None) -> bool:
    """Return whether a piece names what follows: it is short, and what follows is below it."""
    if following is None or not piece.is_short:
        return False
    if piece.level < UNMARKED:
        return following.level > piece.level
    return piece.is_line and not (following.is_line and following.is_short)


class _Lacking:
    """Reads the shortcomings: one for each number, else one for each sentence that names one."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.items: list[Promise] = []
        self.passed_over: list[tuple[int, str]] = []

    def read(self, pieces: Sequence[Piece]) -> None:
        title: Piece | None = None
        number = 0
        while number < len(pieces):
            piece = pieces[number]
            number += 1
            if piece.level == UNMARKED:
                self._sentence(piece)
                continue
            last = piece
            while number < len(pieces) and pieces[number].level == UNMARKED:
                last = pieces[number]
                number += 1
            has_points = number < len(pieces) and pieces[number].level > piece.level
            if title is not None and title.level >= piece.level:
                title = None
            if has_points:
                title = piece
            else:
                self._add(piece.mark, title, piece.start, last.end)

    def _sentence(self, piece: Piece) -> None:
        listed = LACKING.search(self._text, piece.start, piece.end)
        names = list(LISTED.finditer(self._text, *listed.span("list"))) if listed else []
        is_list = len(names) > 1 and all(SHORT.search(each[0]) for each in names)
        if is_list:
            for each in names:
                self._add("", None, each.start(), each.end())
        elif _names_one(self._text, piece):
            self._add("", None, piece.start, piece.end)
        else:
            self.passed_over.append((piece.start, self._text[piece.start : piece.end]))

    def _add(self, number: str, title: Piece | None, start: int, end: int) -> None:
        heading = self._text[title.start : title.end] if title else ""
        quote = self._text[start:end]
        self.items.append(Promise(Part.SHORTCOMINGS, number, heading, quote, start, end))


def _names_one(text: str, piece: Piece) -> bool:
    """Return whether a sentence says what is lacking, and not only that something is."""
    span = (piece.start, piece.end)
    return (
        ADMISSION.fullmatch(text, *span) is None
        and INTRODUCTION.fullmatch(text, *span) is None
        and SIGNED.fullmatch(text, *span) is None
        and SHORT.search(text, *span) is not None
    )
