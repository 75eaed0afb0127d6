"""Rounding happens once; grades follow the number that the checklist declares."""

from decimal import Context, Decimal
from fractions import Fraction

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.indicators.scale import Scale
from lawcheck.model.evidence import Evidence, Fact, Unit
from lawcheck.model.exact import fixed_text, is_on_grid
from lawcheck.model.measures import FactRef
from lawcheck.model.rounding import RoundingMode
from lawcheck.scoring import score
from lawcheck.testing import checklists, edge_worlds, evidence, one_item
from lawcheck.testing.checklists import GRADES

MODES = st.sampled_from(RoundingMode)
NEAREST = (RoundingMode.HALF_UP, RoundingMode.HALF_EVEN)
PLACES = st.integers(0, 4)
NUMBERS = st.fractions(-200, 200, max_denominator=10**6) | st.builds(
    lambda twentieths, places: Fraction(twentieths, 20 * 10**places),
    st.integers(-4000, 4000),
    PLACES,
)


@given(NUMBERS, PLACES, MODES)
def test_rounding_is_idempotent_near_and_on_the_grid(value, places, mode):
    """Less than a unit of the last digit away, at most half of one where it goes to the nearest."""
    rounded = mode.round(value, places)

    assert is_on_grid(rounded, places)
    assert abs(rounded - value) < Fraction(1, 10**places)
    if mode in NEAREST:
        assert abs(rounded - value) * 2 <= Fraction(1, 10**places)
    assert rounded == mode.round(rounded, places)


@given(NUMBERS, NUMBERS, PLACES, MODES)
def test_rounding_keeps_the_order(one, other, places, mode):
    """A higher number is never printed lower."""
    low, high = sorted([one, other])

    assert mode.round(low, places) <= mode.round(high, places)


@given(NUMBERS, PLACES, MODES)
def test_rounding_agrees_with_the_decimal_module(value, places, mode):
    """Against `Decimal.quantize` on 60 digits."""
    context = Context(prec=60)
    quotient = context.divide(Decimal(value.numerator), Decimal(value.denominator))
    rounding = f"ROUND_{mode.name}"  # the modes are named as those of the decimal module

    assert Fraction(
        quotient.quantize(Decimal(1).scaleb(-places), rounding, context)
    ) == mode.round(value, places)


@given(st.integers(-10_000, 10_000), PLACES)
def test_ties_go_away_from_zero_or_to_the_even_digit(units, places):
    """0.5 rounds to 1 by 四舍五入 and to 0 by half even; both are in use, so both are declared."""
    tie = Fraction(2 * units + 1, 2 * 10**places)
    up = RoundingMode.HALF_UP.round(tie, places)
    even = RoundingMode.HALF_EVEN.round(tie, places)

    assert abs(up) > abs(tie)
    assert (even * 10**places).numerator % 2 == 0


@pytest.mark.parametrize(
    ("mode", "printed"),
    [
        (RoundingMode.DOWN, ["89.99", "89.99", "90.00", "-0.29", "0.00"]),
        (RoundingMode.UP, ["90.00", "90.00", "90.00", "-0.30", "0.01"]),
    ],
)
def test_down_drops_digits_and_up_goes_away_from_zero(mode, printed):
    """去尾法 and 进一法, as a score sheet is filled in: the sign is put in front at the end."""
    exactly = [Fraction(text) for text in ("89.991", "89.9999", "90", "-0.2951", "1/1000")]

    assert [fixed_text(mode.round(value, 2), 2) for value in exactly] == printed


@given(edge_worlds())
def test_the_score_is_rounded_once_from_the_exact_total(world):
    """8.53459 to two places is 8.53, not 8.54 by way of 8.535 (GB/T 8170-2008)."""
    checklist, given_evidence, total = world
    exactly = attrs.evolve(checklist, rounding=attrs.evolve(checklist.rounding, at="total"))
    card = score(exactly, given_evidence)

    assert checklist.rounding.mode.round(total, checklist.rounding.places) == card.score.low
    assert card.score.low == Fraction(fixed_text(card.score.low, checklist.rounding.places))


@given(checklists(), st.data())
def test_every_known_score_has_exactly_one_grade(checklist, data):
    """And a card without a grade says why."""
    card = score(checklist, data.draw(evidence(checklist)))

    assert (card.grade is None) == (card.why_no_grade is not None)
    if card.score is not None and card.exact.is_exact and not checklist.vetoes:
        declared = card.score.low if checklist.grade_on == "rounded" else card.exact.low
        reached = [grade for grade in checklist.grades if declared >= grade.start]
        assert max(reached, key=lambda grade: grade.start).name == card.grade


def graded(total, places=2, mode="half_up", grade_on="rounded"):
    """The card of a unit with this exact total."""
    checklist = one_item(Scale(FactRef("v"), Fraction(0), Fraction(100)), points=Fraction(100))
    rounding = attrs.evolve(checklist.rounding, places=places, mode=mode)
    checklist = attrs.evolve(checklist, rounding=rounding, grade_on=grade_on, grades=GRADES)
    return score(checklist, Evidence(Unit("u1"), {"v": Fact("v", total)}))


@pytest.mark.parametrize(
    ("cut", "upper", "lower"),
    [(90, "excellent", "good"), (80, "good", "pass"), (60, "pass", "fail")],
)
@pytest.mark.parametrize("grade_on", ["rounded", "exact"])
def test_a_cut_belongs_to_the_upper_grade(cut, upper, lower, grade_on):
    """90 is excellent, and what is declared to count decides about 89.999999999."""
    below = Fraction(cut) - Fraction(1, 10**9)

    assert upper == graded(Fraction(cut), grade_on=grade_on).grade.en
    assert (upper if grade_on == "rounded" else lower) == graded(below, grade_on=grade_on).grade.en
    assert lower == graded(Fraction(cut) - Fraction(6, 1000), grade_on=grade_on).grade.en


@pytest.mark.parametrize("cut", [60, 80, 90, 100])
@pytest.mark.parametrize("places", [0, 1, 2, 3])
@pytest.mark.parametrize("mode", ["half_up", "half_even", "down", "up"])
@pytest.mark.parametrize("grade_on", ["rounded", "exact"])
def test_score_grade_and_flags_beside_a_cut_equal_integer_arithmetic(cut, places, mode, grade_on):
    """For n/20 of the last digit on both sides of a cut: ties, and what lies just beside them."""
    for twentieths in range(-40, 41):
        units = 20 * cut * 10**places + twentieths  # the total in 20ths of the last digit
        if units > 2000 * 10**places:
            continue
        card = graded(Fraction(units, 20 * 10**places), places, mode, grade_on)
        last, rest = divmod(units, 20)
        rises = {
            "half_up": rest >= 10,
            "half_even": rest > 10 or (rest == 10 and last % 2 == 1),
            "down": False,
            "up": rest > 0,
        }
        printed = last + rises[mode]
        declared = 20 * printed if grade_on == "rounded" else units
        grade = next(
            name
            for name, start in (("excellent", 90), ("good", 80), ("pass", 60), ("fail", 0))
            if declared >= 20 * start * 10**places
        )
        flags = {"near_cut"} if cut < 100 and abs(twentieths) <= 20 else set()
        if printed == 100 * 10**places and units < 2000 * 10**places:
            flags.add("full_by_rounding")

        assert Fraction(printed, 10**places) == card.score.low
        assert grade == card.grade.en
        assert flags == {flag.kind for flag in card.flags}


def test_full_marks_by_rounding_are_flagged():
    """99.996 prints 100.00; nobody may take that for a unit without a fault."""
    assert ["full_by_rounding"] == [flag.kind for flag in graded(Fraction(99996, 1000)).flags]
    assert [] == list(graded(Fraction(100)).flags)
