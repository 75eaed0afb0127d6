"""Whatever raised or cut a number is told where the number is shown."""

import attrs
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.model.deductions import Deduction, Gain
from lawcheck.model.exact import ZERO, add_up
from lawcheck.model.outcomes import SectionScore
from lawcheck.model.spans import Span
from lawcheck.scoring import score
from lawcheck.scoring.plan import Plan
from lawcheck.testing import edge_worlds, worlds

ANY = worlds() | edge_worlds(extras=True).map(lambda world: world[:2])


@given(ANY)
def test_an_item_without_a_note_counts_what_the_checklist_gives_it(world):
    """Its points times its share of the total when everything applies; anything else has a note."""
    checklist, evidence = world
    plan, card = Plan.of(checklist), score(checklist, evidence)
    for leaf, stake, outcome in zip(plan.leaves, plan.stakes, card.outcomes(), strict=False):
        if outcome.counted is not None and leaf.full and not notes_of(outcome):
            by = stake / leaf.full
            assert outcome.counted == Span(outcome.earned.low * by, outcome.earned.high * by)
        if outcome.notes:
            assert all(note.pick("zh") and note.pick("en") for note in outcome.notes)


@given(ANY)
def test_a_section_with_more_points_than_its_full_score_says_why(world):
    for section in all_sections(score(*world).sections):
        if section.counted is not None and section.counted.high > section.out_of:
            assert section.notes
        if (
            section.own is not None and not section.own.is_exact
        ):  # the floor gave back more at one end
            assert section.notes


@given(worlds(gaps=False), st.booleans())
def test_nothing_is_told_where_nothing_was_moved(world, at_items):
    """Everything applies, nothing is rounded: no item and no section has a note but of its floor."""
    checklist, evidence = world
    checklist = attrs.evolve(
        checklist, rounding=attrs.evolve(checklist.rounding, at="item" if at_items else "total")
    )
    card = score(checklist, evidence)
    outcomes = [*card.outcomes()]
    if all(each.state != "not_applicable" for each in outcomes):
        moved = [each for each in outcomes if notes_of(each)]
        assert all("rounded" in note for each in moved for note in notes_of(each))
        assert not moved or at_items
        assert all(
            "no lower" in note for each in all_sections(card.sections) for note in notes_of(each)
        )


@given(ANY)
def test_the_bonus_adds_up_from_its_items_and_its_cuts(world):
    """First what the items count, then what the cap, the gate and the ceiling take away, at both ends."""
    checklist, evidence = world
    card = score(checklist, evidence)
    if card.exact is None or checklist.bonus is None:
        return
    steps = {step.kind: step.change for step in card.adjustments if step.kind != "veto"}
    counted = [each.counted for each in card.bonus if each.counted is not None]
    for end in ("low", "high"):
        earned = add_up(getattr(each, end) for each in counted)
        change = {
            kind: getattr(steps.get(kind, Span(ZERO, ZERO)), end)
            for kind in ("bonus", "bonus_cap", "gate", "ceiling")
        }
        assert change["bonus"] == earned
        assert earned + change["bonus_cap"] == min(earned, checklist.bonus.at_most)
        assert change["gate"] in (ZERO, -min(earned, checklist.bonus.at_most))
        assert change["ceiling"] <= ZERO


@given(ANY)
def test_a_change_that_a_cap_cut_names_the_cap(world):
    for outcome in score(*world).outcomes():
        changes: list[Deduction | Gain] = [*outcome.deductions, *outcome.gains]
        for change in changes:
            assert (change.asked is None) == (change.limited is None)
            assert change.asked is None or change.asked > change.points


@given(ANY)
def test_what_a_veto_takes_away_is_told_where_it_stands(world):
    """Each item or section that an applied veto names, and nothing else."""
    checklist, evidence = world
    card = score(checklist, evidence)
    struck = {veto.id for veto in card.vetoes if veto.state == "applied"}
    named = {name for veto in checklist.vetoes if veto.id in struck for name in veto.effect.zeroed}
    base = [*card.outcomes()][: sum(1 for _ in checklist.root.indicators())]
    for each in (*base, *all_sections(card.sections)):
        told = any(note.pick("en").startswith("veto ") for note in each.notes)
        assert told == (each.id in named and each.counted is not None)


def notes_of(part):
    """Its notes in English, but for vetoes."""
    return [said for note in part.notes if not (said := note.pick("en")).startswith("veto ")]


def all_sections(children):
    for child in children:
        if isinstance(child, SectionScore):
            yield child
            yield from all_sections(child.children)
