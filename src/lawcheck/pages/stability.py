"""How steady ranks and grades are, as a page."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import partial
from typing import Final

from lawcheck.exact import round_exact, short_text
from lawcheck.pages.figures import percent
from lawcheck.pages.outline import Block, Grid, Heading, Note, Pairs
from lawcheck.pages.plain import render_text
from lawcheck.pages.words import word
from lawcheck.population.stability import Stability, Steadiness
from lawcheck.text import Language

_MOST_PARTS: Final = 15
_MOST_UNITS: Final = 3


def stability_page(title: str, found: Stability, by: Fraction, draws: int, seed: str, language: Language, width: int) -> str:
    """The page as text in lines of at most `width` columns."""
    return render_text(tuple(_outline(title, found, by, draws, seed, language)), width)


def _outline(title: str, found: Stability, by: Fraction, draws: int, seed: str, language: Language) -> Iterator[Block]:
    say = partial(word, language=language)
    yield Heading(title, 1)
    yield Pairs(((say("weights_moved"), f"±{percent(by)}"), (say("draws"), str(draws)), (say("seed"), seed)))
    head = (say("rank"), say("unit"), say("ranks_drawn"), say("grade"), say("keeps_grade"), say("above_next"))
    for among in dict.fromkeys(each.among for each in found.units):
        if among:
            yield Heading(among)
        rows = tuple(_unit(each, language) for each in found.units if each.among == among)
        yield Grid(head, rows, frozenset({0, 4, 5}))
    yield Note(say("ranks_drawn_note"))
    if found.without:
        yield Heading(say("left_out"))
        rows = tuple(
            (
                f"{each.id} {each.title.pick(language)}",
                short_text(round_exact(each.mean, 2, "half_up")),
                str(each.most),
                say("joint").join(each.units[:_MOST_UNITS]) + ("…" if len(each.units) > _MOST_UNITS else ""),
                str(each.grades),
            )
            for each in found.without[:_MOST_PARTS]
        )
        columns = ("part", "mean_move", "largest_move", "movers", "grades_changed")
        yield Grid(tuple(say(each) for each in columns), rows, frozenset({1, 2, 4}))
    if found.unknown:
        names = say("joint").join(card.unit.name or card.unit.id for card in found.unknown)
        yield Note(say("not_steadied").format(units=names))


def _unit(each: Steadiness, language: Language) -> tuple[str, ...]:
    card = each.card
    return (
        str(each.rank),
        card.unit.name or card.unit.id,
        str(each.best) if each.best == each.worst else f"{each.best}–{each.worst}",
        card.grade.pick(language) if card.grade else word("no_grade", language),
        _share(each.keeps),
        "" if each.above_next is None else _share(each.above_next),
    )


def _share(share: Fraction) -> str:
    return percent(round_exact(share, 3, "half_up"))
