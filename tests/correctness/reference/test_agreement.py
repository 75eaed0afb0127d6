"""lawcheck and the second engine agree on every number, state, grade and flag of random checklists and evidence."""

from fractions import Fraction

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.correctness.reference.second_engine import Card, second_score

from lawcheck.model.outcomes import SectionScore
from lawcheck.model.rounding import RoundingMode, SectionRounding
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.sections import Section
from lawcheck.scoring import score
from lawcheck.testing import edge_worlds, worlds

pytestmark = pytest.mark.interpreter

MANY = settings(max_examples=4 * settings().max_examples)
"""The one place where every part of the engine is looked at: more examples than elsewhere."""


def seen(card: Scorecard) -> dict[str, object]:
    """What a scorecard of lawcheck says, in the shape of the second engine."""
    return {
        "items": {
            each.id: (each.state, ends(each.earned), None if each.advisory else ends(each.counted))
            for each in card.outcomes()
            if each not in card.bonus
        },
        "bonus": {each.id: (each.state, ends(each.earned)) for each in card.bonus},
        "vetoes": {veto.id: veto.state for veto in card.vetoes},
        "raw": ends(card.raw),
        "exact": ends(card.exact),
        "score": ends(card.score),
        "grade": card.grade and card.grade.zh,
        "flags": {flag.kind for flag in card.flags},
        "known": card.known,
        "not_applicable": card.not_applicable,
        "sections": {each.id: ends(each.score) for each in sections(card.sections)}
        if any(each.counted for each in card.outcomes() if each not in card.bonus)
        else {},
    }


def sections(children):
    for child in children:
        if isinstance(child, SectionScore):
            yield child
            yield from sections(child.children)


def ends(span):
    return None if span is None else (span.low, span.high)


def told(card: Card, bonus: set[str]) -> dict[str, object]:
    """The same from the second engine."""
    return {
        "items": {
            name: (
                item.state,
                pair(item.low, item.high),
                pair(item.counted_low, item.counted_high),
            )
            for name, item in card.items.items()
            if name not in bonus
        },
        "bonus": {
            name: (item.state, pair(item.low, item.high))
            for name, item in card.items.items()
            if name in bonus
        },
        "vetoes": card.vetoes,
        "raw": card.raw,
        "exact": card.exact,
        "score": card.score,
        "grade": card.grade,
        "flags": card.flags,
        "known": card.known,
        "not_applicable": card.not_applicable,
        "sections": {
            name: pair(low, card.sections["high"][name])
            for name, low in card.sections.get("low", {}).items()
        },
    }


def pair(low, high):
    return None if low is None else (low, high)


def compare(checklist, evidence):
    bonus = {each.id for each in checklist.bonus.indicators} if checklist.bonus else set()

    assert told(second_score(checklist, evidence), bonus) == seen(score(checklist, evidence))


@MANY
@given(worlds())
def test_both_engines_agree_on_random_worlds(world):
    """Checklists of any shape, evidence with gaps."""
    compare(*world)


@MANY
@given(worlds(), st.sampled_from(RoundingMode))
def test_both_engines_agree_where_sections_are_rounded(world, mode):
    """Every section with a method of its own is rounded to a whole number, where its ends are whole."""
    checklist, evidence = world

    compare(evolve(checklist, root=with_rounding(checklist.root, mode)), evidence)


def with_rounding(section, mode):
    children = tuple(
        with_rounding(child, mode) if isinstance(child, Section) else child
        for child in section.children
    )
    rounding = SectionRounding(0, mode)
    method = section.scoring if section.id != "s1" else None
    if method is None or not all(
        rounding.holds(end) for end in (method.out_of, method.floor or Fraction(0))
    ):
        return evolve(section, children=children)
    return evolve(section, children=children, rounding=rounding)


@MANY
@given(edge_worlds())
def test_both_engines_agree_beside_grade_cuts(world):
    """Totals within a rounding step of a cut, ties among them."""
    checklist, evidence, _ = world

    compare(checklist, evidence)


@MANY
@given(edge_worlds(extras=True))
def test_both_engines_agree_on_bonus_and_vetoes_beside_cuts(world):
    """A bonus only from 90, a ceiling of 100, an open veto: where each begins to matter."""
    checklist, evidence, _ = world

    compare(checklist, evidence)
