"""What does not apply, and what is not known."""

from fractions import Fraction

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from lawcheck.methods.mean import Mean, WeightedMean
from lawcheck.methods.points import Points
from lawcheck.model.evidence import Evidence, NotApplicable, Unit
from lawcheck.scoring import score
from lawcheck.testing import checklists, edge_worlds, evidence, worlds

ZERO, ONE = Fraction(0), Fraction(1)


def without(named, gone):
    return {name: value for name, value in named.items() if name not in gone}


def not_applicable(given_evidence, *ids):
    decided = {each: NotApplicable(each, "没有此项业务", "市司法局") for each in ids}
    return attrs.evolve(
        given_evidence, not_applicable={**given_evidence.not_applicable, **decided}
    )


@given(
    st.sampled_from([Points, Mean, WeightedMean]),
    st.lists(st.tuples(st.integers(1, 40), st.integers(1, 9), st.booleans()), min_size=1),
)
def test_redistributed_weights_add_up_to_the_full_score_exactly(method, children):
    """Whatever takes part, together it can earn 100, not 99.99999: that is why nothing here is a decimal."""
    from lawcheck.model.scoring_method import Part

    parts = [Part(Fraction(points, 3), Fraction(weight, 7)) for points, weight, _ in children]
    scores = [
        part.points if takes_part else None
        for part, (_, _, takes_part) in zip(parts, children, strict=True)
    ]
    assume(any(scores))
    factors = method(Fraction(100)).factors(parts, scores)

    assert (
        sum(
            factor * score
            for factor, score in zip(factors, scores, strict=True)
            if score is not None
        )
        == 100
    )


@given(edge_worlds(), st.data())
def test_leaving_an_item_out_moves_the_total_to_the_rest(world, data):
    """The score with the item lies between the score without it and the share that the item itself earned."""
    checklist, given_evidence, _ = world
    exactly = attrs.evolve(checklist, rounding=attrs.evolve(checklist.rounding, at="total"))
    flat = [
        each
        for each in exactly.root.children
        if each.id not in given_evidence.not_applicable and hasattr(each, "rule")
    ]
    assume(flat)
    item = data.draw(st.sampled_from(flat))
    before = score(exactly, given_evidence)
    rest = score(exactly, not_applicable(given_evidence, item.id))
    assume(rest.exact is not None)
    own = before.outcome(item.id).earned.low / item.points * exactly.out_of

    assert min(own, rest.exact.low) <= before.exact.low <= max(own, rest.exact.low)


@given(worlds(plain=True))
def test_where_nothing_applies_there_is_no_score(world):
    """All items not applicable: no score and no grade, never 0 and never 100."""
    checklist, given_evidence = world
    card = score(
        checklist, not_applicable(given_evidence, *(each.id for each in checklist.indicators()))
    )

    assert (None, None, None) == (card.exact, card.score, card.grade)
    assert card.why_no_grade.pick("en")


@given(checklists(plain=True))
def test_where_nothing_is_known_there_is_no_grade(checklist):
    """A unit about which nothing is known may still be anything: the interval is everything, and every item is named."""
    card = score(checklist, Evidence(Unit("u1")))

    assert {"missing"} == {outcome.state for outcome in card.outcomes()}
    assert (ZERO, card.out_of) == (card.exact.low, card.exact.high)
    assert card.grade is None
    assert card.known == 0


@given(worlds(gaps=False), st.data())
def test_a_missing_fact_is_not_zero(world, data):
    """Without a fact that an item reads, the item is open and says which fact it lacks."""
    checklist, given_evidence = world
    assume(given_evidence.facts)
    name = data.draw(st.sampled_from(sorted(given_evidence.facts)))
    reading = [
        outcome.id
        for outcome in score(checklist, given_evidence).outcomes()
        if name in {getattr(each, "name", "") for each in outcome.about}
    ]
    card = score(
        checklist, attrs.evolve(given_evidence, facts=without(given_evidence.facts, {name}))
    )
    for item in reading:
        assert card.outcome(item).state == "missing"
        assert name in card.outcome(item).why.pick("en")


@given(checklists(), st.data())
def test_an_interval_holds_what_the_score_turns_out_to_be(checklist, data):
    """Whatever the missing facts will say, the score was inside the interval that was given before."""
    full = data.draw(evidence(checklist, gaps=False))
    some_facts = st.sets(st.sampled_from(sorted(full.facts))) if full.facts else st.just(set())
    some_registers = (
        st.sets(st.sampled_from(sorted(full.registers))) if full.registers else st.just(set())
    )
    gaps = attrs.evolve(
        full,
        facts=without(full.facts, data.draw(some_facts)),
        registers=without(full.registers, data.draw(some_registers)),
    )
    before, after = score(checklist, gaps), score(checklist, full)
    assume(before.exact is not None)
    assume(after.exact is not None)
    assume(
        all(veto.state != "presumed" for veto in before.vetoes)
    )  # what is presumed may turn out otherwise

    assert before.exact.low <= after.exact.low <= before.exact.high
    assert before.score.low <= after.score.low <= before.score.high
    assert before.grade is None or before.grade == after.grade
