"""Tables with a row for each unit: the points of parts of the sheet, of sections, of items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import Final

import attrs

from lawcheck.analysis.standing import Standing
from lawcheck.model.exact import ONE, ZERO, round_exact
from lawcheck.model.outcomes import Outcome, SectionScore
from lawcheck.model.outline import Block, Heading, PageTable, Pairs
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.spans import Span
from lawcheck.model.text import Language
from lawcheck.reports.labels import word
from lawcheck.reports.number_format import number, points_of
from lawcheck.reports.rank_rows import parts_of, sections_of
from lawcheck.reports.text_width import columns_of

_GAP: Final = 2


@attrs.frozen
class _Column:
    """A column about a part of the sheet.

    Attributes:
        number: what it is called where it has to be narrow.
        title: what it is called otherwise.
        spans: the points of each unit, by id; None or absent where there are none.
        shares: which share of full points they are, by unit; None or absent where they are none.
    """

    number: str
    title: str
    spans: Mapping[str, Span | None]
    shares: Mapping[str, Span | None]

    def cell(self, unit: str, language: Language) -> str:
        """Return the points of a unit with two decimals, enough for a table."""
        span = self.spans.get(unit)
        if span is None:
            return "—"
        return points_of(Span(round_exact(span.low, 2), round_exact(span.high, 2)), language)


def by_parts(
    standings: Sequence[Standing], language: Language, width: int | None
) -> Iterator[Block]:
    """Yield what each part adds to the total, the scores of sections, and the points of items.

    Points of items are left out where the width is limited.
    """
    say = partial(word, language=language)
    yield Heading(say("by_section"))
    yield from _tables(standings, _parts(standings, language), language, width)
    scales = _own_scales(standings, language)
    if scales:
        yield Heading(say("own_scale"))
        yield from _tables(standings, scales, language, width)
    items = _items(standings, language) if width is None else []
    if items:
        yield Heading(say("items"))
        yield from _tables(standings, items, language, width)


def share_of(span: Span | None, full: Fraction | None) -> Span | None:
    """Return which share of the full points some points are, from 0 to 1; None if of nothing."""
    if span is None or full is None or full <= ZERO:
        return None
    low, high = (min(max(end / full, ZERO), ONE) for end in (span.low, span.high))
    return Span(low, high)


def titled(section: SectionScore, language: Language) -> str:
    """Return the title of a section with its full score."""
    return word("own_scale_of", language).format(
        title=section.title.pick(language), full=number(section.full)
    )


def name_of(card: Scorecard) -> str:
    """Return the name of a unit, or its id if it has none."""
    return card.unit.name or card.unit.id


def _parts(standings: Sequence[Standing], language: Language) -> list[_Column]:
    found = [(each.card, *part) for each in standings for part in parts_of(each.card)]
    titles = {name: title.pick(language) for _, name, title, _ in found}
    shares = {
        (each.card.unit.id, part.id): _share(part)
        for each in standings
        for part in each.card.sections
    }
    return [
        _Column(
            str(at),
            title,
            {card.unit.id: span for card, each, _, span in found if each == name},
            {unit: share for (unit, each), share in shares.items() if each == name},
        )
        for at, (name, title) in enumerate(titles.items(), 1)
    ]


def _share(part: SectionScore | Outcome) -> Span | None:
    """Return the share of the part's own full points, however many of the total it counts."""
    match part:
        case SectionScore():
            return share_of(part.score, part.full)
        case Outcome():
            return share_of(part.earned, part.points)


def _own_scales(standings: Sequence[Standing], language: Language) -> list[_Column]:
    """Return the scores of sections at every depth, each on its own scale.

    Nothing if they are what the table of the parts shows already.
    """
    cards = [each.card for each in standings if each.card.exact is not None]
    numbered = [each for card in cards for each in _numbered(card.sections, "")]
    if not any("." in number_ or each.scale is not None for number_, each in numbered):
        return []
    found = [(card.unit.id, each) for card in cards for each in sections_of(card)]
    titles = {each.id: titled(each, language) for _, each in numbered}
    numbers = {each.id: number_ for number_, each in numbered}
    return [
        _Column(
            numbers[name],
            title,
            {unit: each.score for unit, each in found if each.id == name},
            {unit: _share(each) for unit, each in found if each.id == name},
        )
        for name, title in titles.items()
    ]


def _numbered(
    children: Sequence[SectionScore | Outcome], above: str
) -> Iterator[tuple[str, SectionScore]]:
    """Yield sections with their numbers: 1, 1.1, 1.2, 2."""
    sections = [child for child in children if isinstance(child, SectionScore)]
    for at, each in enumerate(sections, 1):
        yield f"{above}{at}", each
        yield from _numbered(each.children, f"{above}{at}.")


def _items(standings: Sequence[Standing], language: Language) -> list[_Column]:
    found = [(each.card.unit.id, item) for each in standings for item in each.card.outcomes()]
    titles = {item.id: item.title.pick(language) for _, item in found}
    return [
        _Column(
            str(at),
            title,
            {unit: item.earned for unit, item in found if item.id == name},
            {unit: _share(item) for unit, item in found if item.id == name},
        )
        for at, (name, title) in enumerate(titles.items(), 1)
    ]


def _tables(
    standings: Sequence[Standing],
    columns: Sequence[_Column],
    language: Language,
    width: int | None,
) -> Iterator[Block]:
    """Yield a row for each unit: in one table, or in as many as the width requires.

    A table that has to be narrow numbers its columns, and says before it what they are.
    """
    if width is None:
        yield _table(standings, columns, [each.title for each in columns], language)
        return
    yield Pairs(tuple((each.number, each.title) for each in columns))
    room = max(width - max((columns_of(name_of(each.card)) for each in standings), default=0), 1)
    chosen: list[_Column] = []
    used = 0
    for column in columns:
        size = _GAP + max(
            len(column.number),
            *(columns_of(column.cell(each.card.unit.id, language)) for each in standings),
        )
        if chosen and used + size > room:
            yield _table(standings, chosen, [each.number for each in chosen], language)
            chosen, used = [], 0
        chosen.append(column)
        used += size
    yield _table(standings, chosen, [each.number for each in chosen], language)


def _table(
    standings: Sequence[Standing],
    columns: Sequence[_Column],
    heads: Sequence[str],
    language: Language,
) -> PageTable:
    units = [each.card.unit.id for each in standings]
    return PageTable(
        (word("unit", language), *heads),
        tuple(
            (name_of(each.card), *(column.cell(unit, language) for column in columns))
            for each, unit in zip(standings, units, strict=True)
        ),
        frozenset(range(1, len(columns) + 1)),
        tuple((None, *(column.shares.get(unit) for column in columns)) for unit in units),
    )
