"""The text of a report in lines and pieces, with its figures and quotes marked.

Quotes overlap: of facts, of contradictions, of both. So the text is cut wherever one of them, or a
figure, begins or ends, and each piece knows what it belongs to.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise

import attrs

from lawcheck_annual_report.figures.annual_report import AnnualReport


@attrs.frozen
class Quote:
    """Words of a report.

    Attributes:
        start: the offset of the first.
        end: the offset after the last.
    """

    start: int
    end: int


@attrs.frozen
class Piece:
    """Some characters that belong together.

    Attributes:
        text: the characters.
        begins: the numbers of the quotes that begin here.
        quotes: the numbers of all quotes that they are in.
        figure: the number of the figure that they are; None if they are none.
    """

    text: str
    begins: tuple[int, ...]
    quotes: tuple[int, ...]
    figure: int | None


@attrs.frozen
class Line:
    """A line.

    Attributes:
        number: from 1.
        is_heading: whether it is the heading of a section.
        pieces: what it consists of.
    """

    number: int
    is_heading: bool
    pieces: tuple[Piece, ...]


def quote_at(text: str, words: str, start: int) -> Quote:
    """Return where the words of a quote stand: at an offset, or after the spaces there.

    >>> quote_at("一、 学法12次", "学法12次", 2)
    Quote(start=3, end=8)
    """
    place = max(text.find(words, start), start)
    return Quote(place, place + len(words))


def figures_within(report: AnnualReport, quote: Quote) -> range:
    """Return the numbers of the figures that begin in a quote."""
    first, last = (
        bisect_left(report.figures, offset, key=lambda each: each.figure.start)
        for offset in (quote.start, quote.end)
    )
    return range(first, last)


def marked_lines(report: AnnualReport, quotes: Sequence[Quote]) -> tuple[Line, ...]:
    r"""Return the lines of a report, each in its pieces.

    >>> from lawcheck_annual_report.figures.annual_report import read_figures
    >>> from lawcheck_annual_report.texts.report_text import ReportText
    >>> report = read_figures(ReportText("a.txt", "报告\n学法12次。"))
    >>> first, second = marked_lines(report, [Quote(3, 8)])
    >>> [(each.text, each.quotes, each.figure) for each in second.pieces]
    [('学法', (0,), None), ('12次', (0,), 0), ('。', (), None)]

    Args:
        report: the report.
        quotes: what is quoted; their numbers are their places in this list.
    """
    headings = {each.start for each in report.passages if each.heading}
    lines: list[Line] = []
    start = 0
    pieces: list[Piece] = []
    for offset, piece in _pieces(report, quotes):
        if piece.text != "\n":
            pieces.append(piece)
            continue
        lines.append(Line(len(lines) + 1, start in headings, _without_return(pieces)))
        start, pieces = offset + 1, []
    return (*lines, Line(len(lines) + 1, start in headings, _without_return(pieces)))


def _without_return(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return the pieces of a line without the sign that Windows writes at its end."""
    if not pieces:
        return ()
    *first, last = pieces
    return (*first, attrs.evolve(last, text=last.text.removesuffix("\r")))


def _pieces(report: AnnualReport, quotes: Sequence[Quote]) -> Iterator[tuple[int, Piece]]:
    """Yield the pieces of the text with their offsets; a line break is a piece of its own."""
    text = report.text
    figures = {each.figure.start: number for number, each in enumerate(report.figures)}
    begin, end = _by(quotes, lambda each: each.start), _by(quotes, lambda each: each.end)
    breaks = [place for place, sign in enumerate(text) if sign == "\n"]
    cuts = {0, len(text), *begin, *end, *figures, *breaks, *(place + 1 for place in breaks)}
    cuts.update(each.figure.end for each in report.figures)
    inside: dict[int, None] = {}
    figure: int | None = None
    for place, following in pairwise(sorted(cuts)):
        begins = begin.get(place, ())
        inside.update(dict.fromkeys(begins))
        for number in end.get(place, ()):
            inside.pop(number, None)
        if figure is not None and report.figures[figure].figure.end <= place:
            figure = None
        figure = figures.get(place, figure)
        yield place, Piece(text[place:following], tuple(begins), tuple(inside), figure)


def _by(quotes: Sequence[Quote], offset: Callable[[Quote], int]) -> Mapping[int, Sequence[int]]:
    found: dict[int, list[int]] = {}
    for number, each in enumerate(quotes):
        found.setdefault(offset(each), []).append(number)
    return found
