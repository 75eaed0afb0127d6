"""Order, company and names play no part."""

from fractions import Fraction

import attrs
from hypothesis import assume, given
from hypothesis import strategies as st

from lawcheck.model.evidence import Fact, Unit
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.sections import Section
from lawcheck.scoring import score, score_units
from lawcheck.testing import checklists, evidence, values, worlds


def numbers(card: Scorecard) -> dict[str, object]:
    """Everything that a score depends on, whatever the order of the lines."""
    return {
        "items": {each.id: (each.state, each.earned, each.counted) for each in card.outcomes()},
        "totals": (card.raw, card.exact, card.score, card.grade, card.known, card.not_applicable),
        "flags": {flag.kind for flag in card.flags},
    }


@given(worlds(), st.randoms(use_true_random=False))
def test_order_of_items_does_not_matter(world, random):
    """Sections and items turned about give the same total, grade and lines."""
    checklist, given_evidence = world

    def shuffled(section: Section) -> Section:
        children = [
            shuffled(child) if isinstance(child, Section) else child for child in section.children
        ]
        random.shuffle(children)
        return attrs.evolve(section, children=tuple(children))

    turned = attrs.evolve(checklist, root=shuffled(checklist.root))

    assert numbers(score(checklist, given_evidence)) == numbers(score(turned, given_evidence))


@given(worlds(), st.randoms(use_true_random=False))
def test_order_of_facts_and_records_does_not_matter(world, random):
    """Evidence is a set of what is known, not a list."""
    checklist, given_evidence = world

    def shuffled(items):
        return random.sample(list(items), len(items))

    turned = attrs.evolve(
        given_evidence,
        facts=dict(shuffled(given_evidence.facts.items())),
        registers={
            name: tuple(shuffled(records))
            for name, records in shuffled(given_evidence.registers.items())
        },
    )

    assert numbers(score(checklist, given_evidence)) == numbers(score(checklist, turned))


@given(checklists(), st.data())
def test_a_unit_is_scored_as_if_it_were_alone(checklist, data):
    """The card of a unit among others, in any order, is the card that it gets by itself."""
    units = [data.draw(evidence(checklist, unit=f"u{number}")) for number in range(3)]
    alone = [score(checklist, each) for each in units]

    assert alone == list(score_units(checklist, units))
    assert alone[::-1] == list(score_units(checklist, units[::-1]))


@given(worlds(), st.text(max_size=10))
def test_names_of_units_change_nothing_but_the_name(world, name):
    """Not even a name that looks like a formula or a tag."""
    checklist, given_evidence = world
    renamed = attrs.evolve(given_evidence, unit=Unit(f"=x<b>{name}", name))
    card = score(checklist, renamed)

    assert renamed.unit == card.unit
    assert score(checklist, given_evidence) == attrs.evolve(card, unit=given_evidence.unit)


@given(worlds(), st.data())
def test_a_fact_changes_only_the_items_that_read_it(world, data):
    """Every other line of the card keeps its state and its points."""
    checklist, given_evidence = world
    assume(checklist.facts)
    name = data.draw(st.sampled_from(sorted(checklist.facts)))
    value = data.draw(values(checklist.facts[name], checklist.period))
    other_part = name.replace(
        "_part", "_whole"
    )  # what is counted may not be more than all there is
    if other_part != name and other_part in given_evidence.facts:
        value = min(value, given_evidence.facts[other_part].value)
    if name.endswith("_whole") and name.replace("_whole", "_part") in given_evidence.facts:
        value = max(value, given_evidence.facts[name.replace("_whole", "_part")].value)
    changed = attrs.evolve(given_evidence, facts={**given_evidence.facts, name: Fact(name, value)})
    before, after = score(checklist, given_evidence), score(checklist, changed)
    for one, other in zip(before.outcomes(), after.outcomes(), strict=True):
        if one.id != name.partition("_")[0]:
            assert (one.state, one.earned, one.deductions) == (
                other.state,
                other.earned,
                other.deductions,
            )


@given(worlds())
def test_an_unread_fact_changes_nothing(world):
    """What no item asks for has no influence."""
    checklist, given_evidence = world
    more = attrs.evolve(
        given_evidence, facts={**given_evidence.facts, "unread": Fact("unread", Fraction(7))}
    )

    assert score(checklist, given_evidence) == score(checklist, more)


@given(worlds())
def test_an_advisory_item_changes_nothing_whatever_it_says(world):
    """An item that is shown and not counted can be struck from the checklist without moving a digit of the total."""
    checklist, given_evidence = world
    advisory = {each.id for each in checklist.root.indicators() if each.advisory}
    assume(advisory)

    def struck(section: Section) -> Section:
        kept = [
            child
            for child in section.children
            if isinstance(child, Section) or child.id not in advisory
        ]
        return attrs.evolve(
            section,
            children=tuple(
                struck(child) if isinstance(child, Section) else child for child in kept
            ),
        )

    shorter = attrs.evolve(checklist, root=struck(checklist.root))
    with_it, without_it = score(checklist, given_evidence), score(shorter, given_evidence)

    assert (with_it.exact, with_it.score, with_it.grade) == (
        without_it.exact,
        without_it.score,
        without_it.grade,
    )
