"""Pages on many units: ranks, distribution of scores, items on which most units lose points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from typing import Final

from lawcheck.analysis.pool import Spread, Weakness
from lawcheck.analysis.standing import Standing
from lawcheck.model.checklist import Checklist
from lawcheck.model.exact import round_exact
from lawcheck.model.outcomes import Outcome, SectionScore
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.spans import Span
from lawcheck.model.text import Language
from lawcheck.reports.entries import said_of
from lawcheck.reports.labels import word
from lawcheck.reports.number_format import (
    fixed,
    number,
    percent,
    points_of,
    ranks_of,
    score_of,
    signed,
)
from lawcheck.reports.outline import Block, Heading, Note, PageTable, Pairs
from lawcheck.reports.rank_rows import parts_of, sections_of
from lawcheck.reports.ranks import ranking_pairs
from lawcheck.reports.render_text import render_text
from lawcheck.reports.scorecard import short_grade
from lawcheck.reports.text_width import columns_of

_GAP: Final = 2
_MOST_WEAKNESSES: Final = 10


def ranking_page(
    checklist: Checklist, standings: Sequence[Standing], language: Language, width: int
) -> str:
    """Return how units are ranked, and a table of ranks for each group."""
    return render_text(tuple(_head(checklist, standings, language)), width)


def pool_page(
    checklist: Checklist,
    standings: Sequence[Standing],
    spread: Spread,
    weaknesses: Sequence[Weakness],
    before: Mapping[str, Scorecard] | None,
    language: Language,
    width: int,
) -> str:
    """Return the page on a pool of units.

    It has ranks, the parts of the sheet, the distribution of scores, the weakest items, and what
    changed since the last report.
    """
    say = partial(word, language=language)
    blocks = list(_head(checklist, standings, language))
    blocks += _sections(standings, language, width)
    blocks += _own_scales(standings, language, width)
    blocks += [Heading(say("spread")), Pairs(tuple(_spread(spread, standings, language)))]
    if weaknesses:
        rows = tuple(
            (
                each.title.pick(language),
                f"{each.losing}/{each.scored}",
                "—" if each.lost is None else percent(round_exact(each.lost, 4)),
            )
            for each in weaknesses[:_MOST_WEAKNESSES]
        )
        blocks += [
            Heading(say("common_findings")),
            PageTable(
                (say("item"), say("losing_units"), say("share_lost")), rows, frozenset({1, 2})
            ),
        ]
    if before is not None:
        blocks += [Heading(say("since_last")), *_since(standings, before, language)]
    return render_text(tuple(blocks), width)


def _head(
    checklist: Checklist, standings: Sequence[Standing], language: Language
) -> Iterator[Block]:
    yield Heading(checklist.title.pick(language), 1)
    day = checklist.period.as_of
    as_of = () if day is None else ((word("as_of", language), day.isoformat()),)
    by = next((each.section for each in standings if each.section is not None), None)
    ranked_by = () if by is None else ((word("ranked_by", language), _titled(by, language)),)
    yield Pairs((*as_of, *ranked_by, *ranking_pairs(checklist, language, by_total=by is None)))
    yield from _ranks(standings, language)


def _ranks(standings: Sequence[Standing], language: Language) -> Iterator[Block]:
    say = partial(word, language=language)
    by_section = any(each.section is not None for each in standings)
    names = ("rank", "unit", *(("section_score",) if by_section else ()), "score", "grade")
    for among in dict.fromkeys(each.among for each in standings):
        if among:
            yield Heading(among)
        rows = tuple(
            _rank(each, by_section, language) for each in standings if each.among == among
        )
        yield PageTable(tuple(map(say, names)), rows, frozenset({0, *range(2, len(names) - 1)}))
    for card in (each.card for each in standings):
        if card.score is None and card.why_no_grade is not None:
            yield Note(said_of(_name(card), card.why_no_grade.pick(language), language))


def _rank(each: Standing, by_section: bool, language: Language) -> tuple[str, ...]:
    card, by = each.card, each.section
    score = None if by is None or card.score is None else by.score
    return (
        ranks_of(each.best, each.worst),
        _name(card),
        *((points_of(score, language),) if by_section else ()),
        score_of(card.score, card.places, language),
        _grade(each, language),
    )


def _grade(each: Standing, language: Language) -> str:
    by_score, grade = (
        short_grade(grade, each.card, language) if grade else word("no_grade", language)
        for grade in (each.card.grade, each.grade)
    )
    if each.grade == each.card.grade:
        return by_score
    return word("by_quota", language).format(grade=grade, by_score=by_score)


def _name(card: Scorecard) -> str:
    return card.unit.name or card.unit.id


def _sections(standings: Sequence[Standing], language: Language, width: int) -> Iterator[Block]:
    """Yield what each part adds to the total, in as many tables as the width requires."""
    found = [(each.card.unit.id, *part) for each in standings for part in parts_of(each.card)]
    parts = {name: title.pick(language) for _, name, title, _ in found}
    cells = {(unit, name): _added(span, language) for unit, name, _, span in found}
    numbers = {name: str(at) for at, name in enumerate(parts, 1)}
    yield Heading(word("by_section", language))
    yield Pairs(tuple((numbers[name], title) for name, title in parts.items()))
    yield from _by_unit(standings, numbers, cells, language, width)


def _own_scales(standings: Sequence[Standing], language: Language, width: int) -> Iterator[Block]:
    """Yield the scores of sections at every depth, each on its own scale.

    Nothing if they are what the table of the parts shows already.
    """
    cards = [each.card for each in standings if each.card.exact is not None]
    numbered = [each for card in cards for each in _numbered(card.sections, "")]
    if not any("." in number_ or each.scale is not None for number_, each in numbered):
        return
    found = [(card, each) for card in cards for each in sections_of(card)]
    cells = {(card.unit.id, each.id): _added(each.score, language) for card, each in found}
    titles = {each.id: _titled(each, language) for _, each in numbered}
    numbers = {each.id: number_ for number_, each in numbered}
    yield Heading(word("own_scale", language))
    yield Pairs(tuple((numbers[name], title) for name, title in titles.items()))
    yield from _by_unit(standings, numbers, cells, language, width)


def _numbered(
    children: Sequence[SectionScore | Outcome], above: str
) -> Iterator[tuple[str, SectionScore]]:
    """Yield sections with their numbers: 1, 1.1, 1.2, 2."""
    sections = [child for child in children if isinstance(child, SectionScore)]
    for at, each in enumerate(sections, 1):
        yield f"{above}{at}", each
        yield from _numbered(each.children, f"{above}{at}.")


def _titled(section: SectionScore, language: Language) -> str:
    return word("own_scale_of", language).format(
        title=section.title.pick(language), full=number(section.full)
    )


def _by_unit(
    standings: Sequence[Standing],
    numbers: Mapping[str, str],
    cells: Mapping[tuple[str, str], str],
    language: Language,
    width: int,
) -> Iterator[PageTable]:
    """Yield a row for each unit, in as many tables as the width requires."""
    room = max(width - max((columns_of(_name(each.card)) for each in standings), default=0), 1)
    table: list[str] = []
    sizes = {
        name: max(
            len(shown),
            *(columns_of(cells.get((each.card.unit.id, name), "—")) for each in standings),
        )
        + _GAP
        for name, shown in numbers.items()
    }
    for name in numbers:
        if table and sum(sizes[each] for each in table) + sizes[name] > room:
            yield _part_of_sections(standings, table, numbers, cells, language)
            table = []
        table.append(name)
    yield _part_of_sections(standings, table, numbers, cells, language)


def _part_of_sections(
    standings: Sequence[Standing],
    table: Sequence[str],
    numbers: Mapping[str, str],
    cells: Mapping[tuple[str, str], str],
    language: Language,
) -> PageTable:
    head = (word("unit", language), *(numbers[name] for name in table))
    rows = tuple(
        (_name(each.card), *(cells.get((each.card.unit.id, name), "—") for name in table))
        for each in standings
    )
    return PageTable(head, rows, frozenset(range(1, len(table) + 1)))


def _added(span: Span | None, language: Language) -> str:
    return "—" if span is None else points_of(Span(_short(span.low), _short(span.high)), language)


def _spread(
    spread: Spread, standings: Sequence[Standing], language: Language
) -> Iterator[tuple[str, str]]:
    say = partial(word, language=language)
    places = max((each.card.places for each in standings), default=0)
    yield say("units"), say("known_units").format(units=spread.units, known=spread.known)
    for label, value in (
        ("lowest", spread.lowest),
        ("median", spread.median),
        ("mean", spread.mean),
        ("highest", spread.highest),
    ):
        if value is not None:
            yield say(label), fixed(round_exact(value, places), places)
    for grade, count in spread.grades:
        yield (grade.pick(language) if grade else say("no_grade")), str(count)


def _since(
    standings: Sequence[Standing], before: Mapping[str, Scorecard], language: Language
) -> Iterator[Block]:
    say = partial(word, language=language)
    rows, changes = [], []
    for each in standings:
        card, old = each.card, before.get(each.card.unit.id)
        change = "—"
        if (
            old is not None
            and old.score is not None
            and card.score is not None
            and old.score.is_exact
            and card.score.is_exact
        ):
            changes.append(card.score.low - old.score.low)
            change = signed(changes[-1])
        was = "—" if old is None else score_of(old.score, old.places, language)
        rows.append((_name(card), was, score_of(card.score, card.places, language), change))
    yield PageTable(
        (say("unit"), say("old_card"), say("new_card"), say("change")),
        tuple(rows),
        frozenset({1, 2, 3}),
    )
    if changes:
        mean = sum(changes, Fraction(0)) / len(changes)
        yield Note(say("mean_change").format(units=len(changes), change=signed(_short(mean))))
    gone = sorted(set(before) - {each.card.unit.id for each in standings})
    if gone:
        yield Note(say("units_gone").format(units=say("joint").join(gone)))


def _short(value: Fraction) -> Fraction:
    """Return the number with two decimals, enough for a table; CSV and JSON are exact."""
    return round_exact(value, 2)
