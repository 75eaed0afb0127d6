"""What goes in stays as it was, and no binary float comes near a score."""

import copy
import decimal
import random
import re
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.indicators.blocks.steps import Steps
from lawcheck.indicators.rate import Rate
from lawcheck.model.errors import EvidenceError
from lawcheck.model.evidence import Evidence, Fact, Unit
from lawcheck.model.exact import (
    decimal_text,
    fraction_text,
    parse_fraction,
    parse_number,
    to_exact,
)
from lawcheck.model.measures import FactRef
from lawcheck.model.scorecard import Scorecard
from lawcheck.scoring import score
from lawcheck.testing import exact, one_item, worlds

pytestmark = pytest.mark.interpreter


@given(worlds())
def test_inputs_are_not_changed(world):
    """Checklist and evidence are the same after scoring, so the next unit is scored like the first."""
    before = copy.deepcopy(world)
    score(*world)
    for one, other in zip(before, world, strict=True):
        for name in [field.name for field in one.__attrs_attrs__]:
            assert getattr(one, name) == getattr(other, name)


@given(worlds())
def test_the_callers_decimal_settings_play_no_part(world):
    """A program that computes with three digits and rounds down gets the same card."""
    with decimal.localcontext() as context:
        context.prec, context.rounding = 3, decimal.ROUND_DOWN
        inside = score(*world)

    assert inside == score(*world)


@given(worlds())
def test_the_same_inputs_give_the_same_card_and_no_chance_is_drawn(world):
    """Twice the same, whatever the state of the random number generator."""
    random.seed(1)
    first = score(*world)
    state = random.getstate()

    assert first == score(*world)
    assert state == random.getstate()


@given(worlds())
def test_every_number_of_a_card_is_an_exact_fraction(world):
    """No float anywhere, however deep."""
    card = score(*world)
    found = list(numbers_of(card))

    assert found
    assert {Fraction} == {type(number) for number in found}


def numbers_of(thing):
    """Every number of a scorecard, except counts of rows and places."""
    if isinstance(thing, float | Fraction | Decimal):
        yield thing
    elif isinstance(thing, tuple | list):
        for each in thing:
            yield from numbers_of(each)
    elif isinstance(thing, dict):
        yield from numbers_of(list(thing.values()))
    elif hasattr(thing, "__attrs_attrs__"):
        for field in thing.__attrs_attrs__:
            yield from numbers_of(getattr(thing, field.name))


@given(exact(-1000, 1000))
def test_a_number_is_the_same_however_it_is_passed_in(number):
    """As text, as Fraction, as Decimal, and as int where it is whole."""
    text = decimal_text(number)
    decimal_form = Decimal(text)

    assert number == to_exact(text) == to_exact(number) == to_exact(decimal_form)
    if number.denominator == 1:
        assert number == to_exact(int(number)) == to_exact(f"{text}.0")


@pytest.mark.parametrize("wrong", [5.0, 0.1, float("nan"), True, False, None, b"5", [5], 5j])
def test_other_kinds_of_number_are_refused(wrong):
    """The digits of a float are lost already; yes is not one."""
    with pytest.raises(TypeError):
        to_exact(wrong)


@pytest.mark.parametrize("wrong", [Decimal("NaN"), Decimal("Infinity"), Decimal("-Infinity")])
def test_decimals_that_are_no_numbers_are_refused(wrong):
    with pytest.raises(ValueError, match=r"NaN|Infinity"):
        to_exact(wrong)


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "1_0",
        "１２",
        "1e2",
        "95%",
        " 1",
        "1 ",
        ".5",
        "5.",
        "012",
        "1,000",
        "--1",
        "0x10",
        "NaN",
        "1/3",
        "1" * 16,
        "٣",
        "1\n",
    ],
)
def test_texts_that_others_would_read_as_numbers_are_refused(wrong):
    """`int()` and `Decimal()` read several of these; a score sheet must not guess."""
    with pytest.raises(ValueError, match=f"^{re.escape(wrong)}$"):
        to_exact(wrong)


@given(st.text(max_size=20))
def test_reading_a_number_gives_a_fraction_or_refuses(text):
    """There is no third way, and what was read prints as the same number."""
    try:
        number = parse_number(text)
    except ValueError:
        return

    assert number == parse_number(decimal_text(number))


@given(st.fractions())
def test_fractions_survive_their_text_form(number):
    """The form that JSON carries."""
    assert number == parse_fraction(fraction_text(number))


@given(st.integers(0, 50), st.integers(1, 50))
def test_a_part_above_its_whole_is_refused_never_clipped(whole, more):
    """51 of 50 is a mistake in the data, not full marks."""
    rule = Rate(
        Fraction(1),
        Steps(Fraction(1), Fraction(1, 100), "whole"),
        numerator=FactRef("a"),
        denominator=FactRef("b"),
        on_zero="full",
    )
    facts = {"a": Fact("a", Fraction(whole + more)), "b": Fact("b", Fraction(whole))}

    with pytest.raises(EvidenceError, match="larger than"):
        score(one_item(rule), Evidence(Unit("u1"), facts))


def test_a_scorecard_cannot_be_changed():
    """Who gets a card may pass it on."""
    rule = Rate(Fraction(1), Steps(Fraction(1), Fraction(1, 100), "whole"), value=FactRef("a"))
    card: Scorecard = score(one_item(rule), Evidence(Unit("u1"), {"a": Fact("a", Fraction(1))}))

    with pytest.raises(AttributeError):
        card.grade = None  # type: ignore[misc]
