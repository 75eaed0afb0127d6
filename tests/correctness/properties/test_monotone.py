"""A better fact never lowers a score, and equal things weigh the same."""

from fractions import Fraction
from math import ceil, floor

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.indicators.blocks.steps import Steps
from lawcheck.indicators.incidents import Incidents
from lawcheck.indicators.rate import Rate
from lawcheck.indicators.scale import Scale
from lawcheck.indicators.yes_no import YesNo
from lawcheck.methods.mean import Mean
from lawcheck.methods.points import Points
from lawcheck.model.evidence import Evidence, Fact, Unit
from lawcheck.model.indicator import Indicator
from lawcheck.model.measures import FactRef, OverFacts
from lawcheck.model.sections import Section
from lawcheck.model.text import Text
from lawcheck.scoring import score
from lawcheck.testing import edge_worlds, exact, one_item, worlds

PARTIALS = st.sampled_from(["proportional", "whole", "started"])
COUNTS = st.tuples(st.integers(0, 60), st.integers(1, 60)).map(lambda pair: (min(pair), max(pair)))


def rate(partial, points=Fraction(5), target=Fraction(95, 100), per=Fraction(1, 100)):
    steps = Steps(Fraction(1, 10), per, partial)
    return one_item(
        Rate(target, steps, numerator=FactRef("a"), denominator=FactRef("b"), on_zero="full"),
        points=points,
    )


def of(checklist, **facts):
    """The exact total of a unit with these facts."""
    known = {
        name: Fact(name, value if isinstance(value, bool) else Fraction(value))
        for name, value in facts.items()
    }
    return score(checklist, Evidence(Unit("u1"), known)).exact.low


@given(PARTIALS, COUNTS)
def test_one_more_done_never_lowers_the_score(partial, counts):
    """Numerator + 1."""
    done, all_there_is = counts
    if done < all_there_is:
        assert of(rate(partial), a=done, b=all_there_is) <= of(
            rate(partial), a=done + 1, b=all_there_is
        )


@given(PARTIALS, COUNTS)
def test_one_more_to_do_never_raises_the_score(partial, counts):
    """Denominator + 1."""
    done, all_there_is = counts

    assert of(rate(partial), a=done, b=all_there_is + 1) <= of(
        rate(partial), a=done, b=all_there_is
    )


@given(PARTIALS, COUNTS, st.integers(2, 10**9))
def test_equal_rates_score_alike(partial, counts, times):
    """1/3 = 1000000/3000000."""
    done, all_there_is = counts

    assert of(rate(partial), a=done, b=all_there_is) == of(
        rate(partial), a=done * times, b=all_there_is * times
    )


@given(st.integers(0, 60), exact(Fraction(1, 10), 3, places=1))
def test_one_more_finding_costs_at_most_its_price(number, price):
    """T - price <= T' <= T, and beyond the item's points nothing changes."""
    checklist = one_item(Incidents(count=FactRef("n"), deduct=(price,)))
    before, after = of(checklist, n=number), of(checklist, n=number + 1)

    assert before - price <= after <= before
    assert before == max(Fraction(5) - number * price, 0)


@given(worlds(plain=True, gaps=False), st.sampled_from([2, 10, Fraction(1, 4)]))
def test_all_points_times_k_give_the_total_times_k(world, factor):
    """A sheet out of 200 is a sheet out of 100 written larger."""
    checklist, given_evidence = world
    checklist = attrs.evolve(
        checklist,
        not_applicable_at_most=Fraction(1),
        rounding=attrs.evolve(checklist.rounding, at="total"),
    )
    larger = attrs.evolve(
        checklist,
        root=attrs.evolve(
            checklist.root,
            scoring=Points(checklist.out_of * factor),
            points=checklist.out_of * factor,
        ),
    )
    one, other = score(checklist, given_evidence).exact, score(larger, given_evidence).exact

    assert (one and one.low * factor) == (other and other.low)


@given(
    exact(0, 1),
    exact(Fraction(1, 10), 5, places=1),
    st.fractions(0, 1, max_denominator=9).filter(lambda part: 0 < part < 1),
)
def test_an_item_split_in_two_weighs_the_same(value, points, part):
    """Two items with p x t and p x (1 - t) points are one item with p points."""
    rule = Scale(FactRef("v"), Fraction(0), Fraction(1))
    other = Indicator("other", Text("其他", "other"), YesNo(FactRef("yes")), Fraction(7))

    def out_of(*items):
        whole = one_item(rule)
        return attrs.evolve(
            whole, root=Section("all", Text("全部", "all"), (*items, other), Points(Fraction(100)))
        )

    item = Indicator("item", Text("项", "item"), rule, points)
    halves = [
        attrs.evolve(item, id=f"half{number}", points=points * share)
        for number, share in enumerate((part, 1 - part))
    ]

    assert of(out_of(item), v=value, yes=True) == of(out_of(*halves), v=value, yes=True)


@given(st.lists(exact(0, 20), min_size=1, max_size=8), exact(0, 20))
def test_a_mean_is_a_mean(values, more):
    """Between the least and the most; times their number the sum; the mean itself added to them changes nothing."""
    names = [f"v{number}" for number in range(len(values) + 1)]

    def mean(*numbers):
        measure = OverFacts("mean", tuple(FactRef(name) for name in names[: len(numbers)]))
        facts = {name: Fact(name, value) for name, value in zip(names, numbers, strict=False)}
        return measure.read(Evidence(Unit("u1"), facts)).value

    found = mean(*values)

    assert min(values) <= found <= max(values)
    assert found * len(values) == sum(values)
    assert found == mean(*reversed(values)) == mean(*values, found)
    assert (more > found) == (mean(*values, more) > found)


@given(st.lists(exact(0, 1), min_size=1, max_size=6))
def test_a_mean_of_items_is_their_mean(shares):
    """The scoring method `mean`, whatever points the items have."""
    items = [
        Indicator(
            f"i{number}",
            Text("项"),
            Scale(FactRef(f"v{number}"), Fraction(0), Fraction(1)),
            Fraction(number + 1),
        )
        for number in range(len(shares))
    ]
    whole = attrs.evolve(
        one_item(items[0].rule),
        root=Section("all", Text("全部"), tuple(items), Mean(Fraction(100))),
    )
    facts = {f"v{number}": share for number, share in enumerate(shares)}

    assert sum(shares) / len(shares) * 100 == of(whole, **facts)


@pytest.mark.parametrize("target", [90, 95, 98, 100])
@pytest.mark.parametrize("partial", ["proportional", "whole", "started"])
def test_steps_at_whole_percentage_points_cost_the_same_however_parts_are_counted(target, partial):
    """100a/b a whole number: points x (target - rate), by integer arithmetic."""
    checklist = rate(partial, points=Fraction(20), target=Fraction(target, 100))
    for whole in (1, 2, 4, 5, 10, 20, 25, 50, 100):
        for part in range(whole + 1):
            short = max(target - 100 * part // whole, 0)

            assert Fraction(200 - short, 10) == of(checklist, a=part, b=whole)


@given(st.integers(1, 94))
def test_a_thousandth_of_a_step_starts_a_new_one(percent):
    """1/1000 of a point below a whole point: `whole` as before, `started` one step more, in proportion a thousandth."""
    costs = {}
    for partial in ("proportional", "whole", "started"):
        costs[partial] = [
            Fraction(20) - of(rate(partial, points=Fraction(20)), a=value, b=100_000)
            for value in (percent * 1000, percent * 1000 - 1)
        ]

    assert costs["whole"][0] == costs["whole"][1]
    assert costs["started"][0] + Fraction(1, 10) == costs["started"][1]
    assert costs["proportional"][0] + Fraction(1, 10_000) == costs["proportional"][1]


@given(COUNTS, exact(Fraction(1, 100), Fraction(1, 4)))
def test_parts_of_steps_cost_between_nothing_and_a_whole_step(counts, per):
    """whole <= proportional <= started, and each as the floor and the ceiling say."""
    done, all_there_is = counts
    short = max(Fraction(95, 100) - Fraction(done, all_there_is), Fraction(0)) / per
    number = {"whole": floor(short), "proportional": short, "started": ceil(short)}
    for partial, steps in number.items():
        expected = max(Fraction(5) - Fraction(1, 10) * steps, Fraction(0))

        assert expected == of(rate(partial, per=per), a=done, b=all_there_is)


@pytest.mark.parametrize(
    ("on_zero", "expected"),
    [("full", Fraction(5)), ("zero", Fraction(0)), ("not_applicable", None)],
)
def test_nothing_of_nothing_follows_the_rule_of_the_item(on_zero, expected):
    """0/0 is full, zero or not applicable: what the checklist says, never a guess."""
    steps = Steps(Fraction(1), Fraction(1, 100), "whole")
    rule = Rate(
        Fraction(1), steps, numerator=FactRef("a"), denominator=FactRef("b"), on_zero=on_zero
    )
    facts = {name: Fact(name, Fraction(0)) for name in ("a", "b")}
    card = score(one_item(rule), Evidence(Unit("u1"), facts))

    assert expected == (card.exact and card.exact.low)


@given(edge_worlds(), st.data())
def test_a_better_value_never_lowers_score_or_grade(world, data):
    """Beside the cuts as well."""
    checklist, given_evidence, _ = world
    name = data.draw(st.sampled_from(sorted(given_evidence.facts)))
    better = given_evidence.facts[name].value + data.draw(exact(0, 1, places=4))
    raised = attrs.evolve(given_evidence, facts={**given_evidence.facts, name: Fact(name, better)})
    before, after = score(checklist, given_evidence), score(checklist, raised)
    names = [grade.name for grade in checklist.grades]

    assert before.exact.low <= after.exact.low
    assert before.score.low <= after.score.low
    assert names.index(before.grade) >= names.index(after.grade)
