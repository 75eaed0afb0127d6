"""Bonuses with their gate, cap and ceiling; floors of items and of what counts down."""

from fractions import Fraction

import attrs
import pytest

from lawcheck.indicators.incidents import Incidents
from lawcheck.indicators.scale import Scale
from lawcheck.methods.deduct_from import DeductFrom
from lawcheck.model.evidence import Evidence, Fact, Unit
from lawcheck.model.indicator import Indicator
from lawcheck.model.measures import FactRef
from lawcheck.model.sections import Bonus, Section
from lawcheck.model.text import Text
from lawcheck.scoring import score
from lawcheck.testing import one_item

HUNDRED = Fraction(100)


def with_bonus(base, extra, **terms):
    """The card of a unit with this score before a bonus item worth up to 10."""
    whole = one_item(Scale(FactRef("base"), Fraction(0), HUNDRED), points=HUNDRED)
    item = Indicator(
        "bonus", Text("加分"), Scale(FactRef("extra"), Fraction(0), Fraction(10)), Fraction(10)
    )
    whole = attrs.evolve(whole, bonus=Bonus((item,), **({"at_most": Fraction(5)} | terms)))
    facts = {} if extra is None else {"extra": Fact("extra", Fraction(extra))}
    return score(whole, Evidence(Unit("u1"), {"base": Fact("base", Fraction(base))} | facts))


@pytest.mark.parametrize(
    ("base", "extra", "terms", "total"),
    [
        ("90", 3, {}, 93),
        ("90", 8, {}, 95),  # all bonuses together add at most 5
        ("99", 3, {}, 102),
        ("99", 3, {"total_at_most": HUNDRED}, 100),
        (
            "99",
            3,
            {"total_at_most": Fraction(95)},
            99,
        ),  # a ceiling never takes away what was there before
        ("90", 3, {"only_from": Fraction(90)}, 93),  # the gate belongs to those inside
        ("89.999", 3, {"only_from": Fraction(90)}, "89.999"),
    ],
)
def test_bonus(base, extra, terms, total):
    card = with_bonus(base, extra, **terms)

    assert card.exact.low == Fraction(total)
    assert card.raw == card.exact


def test_what_all_bonuses_together_may_add_is_a_step_of_its_own():
    """The sum of what the items earned, then what the cap cuts, so that the lines of the bonus add up."""
    card = with_bonus("90", 8)

    assert [(each.kind, each.change.low) for each in card.adjustments] == [
        ("bonus", 8),
        ("bonus_cap", -3),
    ]
    assert card.adjustments[1].reason.pick("en") == "all bonuses together add at most 5"


def test_a_bonus_that_is_only_shown_adds_nothing():
    whole = one_item(Scale(FactRef("base"), Fraction(0), HUNDRED), points=HUNDRED)
    item = Indicator(
        "bonus",
        Text("加分"),
        Scale(FactRef("extra"), Fraction(0), Fraction(10)),
        Fraction(10),
        advisory=True,
    )
    whole = attrs.evolve(whole, bonus=Bonus((item,), Fraction(5)))
    card = score(
        whole, Evidence(Unit("u1"), {name: Fact(name, Fraction(3)) for name in ("base", "extra")})
    )

    assert (card.bonus[0].earned.low, card.exact.low) == (3, 3)


def test_an_unknown_bonus_leaves_the_score_open():
    """Between none and all that it may add."""
    card = with_bonus("80", None)

    assert (card.exact.low, card.exact.high) == (80, 85)


def test_every_step_to_the_total_is_named():
    card = with_bonus("99", 3, total_at_most=HUNDRED)

    assert [(each.kind, each.change.low) for each in card.adjustments] == [
        ("bonus", 3),
        ("ceiling", -2),
    ]


def counted_down(cost, rounding="total", **method):
    item = Indicator(
        "item",
        Text("项"),
        Incidents(count=FactRef("n"), deduct=(Fraction(cost),)),
        None,
        floor=None,
    )
    whole = one_item(item.rule)
    root = Section(
        "all", Text("全部"), (item,), DeductFrom(HUNDRED, **({"floor": Fraction(0)} | method))
    )
    whole = attrs.evolve(whole, root=root, rounding=attrs.evolve(whole.rounding, at=rounding))
    return score(whole, Evidence(Unit("u1"), {"n": Fact("n", Fraction(1))}))


@pytest.mark.parametrize(
    ("cost", "method", "total"),
    [
        ("100.005", {}, 0),
        ("99.5", {}, "0.5"),
        ("100.5", {}, 0),
        ("100", {}, 0),
        ("80.5", {"floor": Fraction(20)}, 20),
        ("79.5", {"floor": Fraction(20)}, "20.5"),
        ("120", {"floor": Fraction(-10)}, -10),
        ("105", {"floor": Fraction(-10)}, -5),
    ],
)
@pytest.mark.parametrize("rounding", ["total", "item"])
def test_what_counts_down_stops_at_its_floor(cost, method, total, rounding):
    """Exactly there, also where items are rounded."""
    assert counted_down(cost, rounding, **method).exact.low == Fraction(total)


@pytest.mark.parametrize(
    ("floor", "earned"),
    [(Fraction(0), 0), (Fraction(-30), -30), (Fraction(-60), -45), (None, -45)],
)
def test_an_item_goes_below_zero_only_where_it_may(floor, earned):
    """50 off an item worth 5."""
    whole = one_item(Incidents(count=FactRef("n"), deduct=(Fraction(10),)))
    (item,) = whole.indicators()
    whole = attrs.evolve(
        whole, root=attrs.evolve(whole.root, children=(attrs.evolve(item, floor=floor),))
    )

    assert score(whole, Evidence(Unit("u1"), {"n": Fact("n", Fraction(5))})).exact.low == earned


def test_a_bonus_that_is_held_back_is_named():
    """The bonus stands in the steps, and so does the gate that takes it away again."""
    card = with_bonus("70", 3, only_from=Fraction(90))

    assert [(each.kind, each.change.low) for each in card.adjustments] == [
        ("bonus", 3),
        ("gate", -3),
    ]
    assert (
        card.adjustments[1].reason.pick("en")
        == "bonuses count from a score of 90 on: not reached, not added"
    )
    assert card.exact.low == 70
