"""The built-in scoring methods pass their suite; each wrong one is caught by the check that names its fault."""

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, ClassVar

import attrs
import pytest

from lawcheck.methods.by_order import BestOf, DropLowest, Maximum, Median, Minimum
from lawcheck.methods.deduct_from import DeductFrom
from lawcheck.methods.mean import Mean, WeightedMean
from lawcheck.methods.points import Points
from lawcheck.methods.power_means import (
    GeometricMean,
    HarmonicMean,
    PowerMean,
    WeightedGeometricMean,
    WeightedHarmonicMean,
    WeightedPowerMean,
)
from lawcheck.model.scoring_method import Part
from lawcheck.registry.builtin import lawcheck_aggregations
from lawcheck.testing import AggregationSuite

HUNDRED = Fraction(100)
RIGHT: list[Any] = [
    Points(HUNDRED),
    Points(HUNDRED, sheet=Fraction(60)),
    Mean(HUNDRED),
    WeightedMean(Fraction(30)),
    DeductFrom(HUNDRED, Fraction(0)),
    Minimum(HUNDRED),
    Maximum(Fraction(30)),
    Median(HUNDRED),
    BestOf(HUNDRED, 2),
    DropLowest(HUNDRED, 1),
    HarmonicMean(HUNDRED),
    WeightedHarmonicMean(HUNDRED),
    GeometricMean(HUNDRED),
    WeightedGeometricMean(HUNDRED),
    PowerMean(HUNDRED, 2),
    WeightedPowerMean(HUNDRED, -3),
]
CHECKS = [name for name in dir(AggregationSuite) if name.startswith("test_")]


class TooMany(Mean):
    """A factor more than parts."""

    def factors(
        self, parts: Sequence[Part], scores: Sequence[Fraction | None]
    ) -> Sequence[Fraction]:
        return [*super().factors(parts, scores), Fraction(1)]


class Floats(Mean):
    """Binary floats."""

    def factors(
        self, parts: Sequence[Part], scores: Sequence[Fraction | None]
    ) -> Sequence[Fraction]:
        return [float(each) for each in super().factors(parts, scores)]  # type: ignore[misc]


class Tenths(Mean):
    """Fractions made of binary floats."""

    def factors(
        self, parts: Sequence[Part], scores: Sequence[Fraction | None]
    ) -> Sequence[Fraction]:
        return [Fraction(0.1)] * len(parts)


class Negative(Mean):
    """Takes off where a part does better."""

    def factors(
        self, parts: Sequence[Part], scores: Sequence[Fraction | None]
    ) -> Sequence[Fraction]:
        return [-each for each in super().factors(parts, scores)]


class Huge(Mean):
    """A million times as much."""

    def factors(
        self, parts: Sequence[Part], scores: Sequence[Fraction | None]
    ) -> Sequence[Fraction]:
        return [each * 10**6 for each in super().factors(parts, scores)]


class Half(Mean):
    """Full marks in everything are half the full score."""

    def factors(
        self, parts: Sequence[Part], scores: Sequence[Fraction | None]
    ) -> Sequence[Fraction]:
        return [each / 2 for each in super().factors(parts, scores)]


class Falls(Mean):
    """Counts a part half as soon as it has more than half of its points."""

    def factors(
        self, parts: Sequence[Part], scores: Sequence[Fraction | None]
    ) -> Sequence[Fraction]:
        given = zip(parts, scores, super().factors(parts, scores), strict=True)
        return [
            each / 4 if score and part.points / 2 < score < part.points else each
            for part, score, each in given
        ]


class NoneIsZero(Mean):
    """Counts what does not apply as zero."""

    def factors(
        self, parts: Sequence[Part], scores: Sequence[Fraction | None]
    ) -> Sequence[Fraction]:
        return [self.out_of / (len(parts) * part.points) for part in parts]


class FirstCounts(Mean):
    """Counts the first part twice."""

    def factors(
        self, parts: Sequence[Part], scores: Sequence[Fraction | None]
    ) -> Sequence[Fraction]:
        first, *others = super().factors(parts, scores)
        return [first * 2, *others]


class Memory(Mean):
    """Remembers how often it was asked."""

    seen: ClassVar[list[int]] = []

    def factors(
        self, parts: Sequence[Part], scores: Sequence[Fraction | None]
    ) -> Sequence[Fraction]:
        self.seen.append(1)
        return [each / len(self.seen) for each in super().factors(parts, scores)]


class Clears(Mean):
    """Changes what it is given."""

    def factors(
        self, parts: Sequence[Part], scores: Sequence[Fraction | None]
    ) -> Sequence[Fraction]:
        answer = super().factors(parts, scores)
        if isinstance(scores, list):
            scores[:] = [Fraction(0)] * len(scores)
            return [Fraction(1)] * len(parts)
        return answer


class Fails(Mean):
    """Divides by zero."""

    def factors(
        self, parts: Sequence[Part], scores: Sequence[Fraction | None]
    ) -> Sequence[Fraction]:
        raise ZeroDivisionError


@attrs.define
class Thawed:
    """Can be changed after it was read."""

    out_of: Fraction


ONE_EACH = "test_gives_one_exact_factor_a_part"
FORM = "test_is_a_frozen_attrs_class_with_its_documentation"
SAME = "test_same_parts_give_the_same_factors"
WRONG: list[tuple[Any, str, str]] = [
    (TooMany, ONE_EACH, "2 factors for 1 parts; answer with one for each"),
    (Floats, ONE_EACH, "is not exact; use a Fraction"),
    (Tenths, ONE_EACH, "comes from a binary float"),
    (Negative, ONE_EACH, "is negative"),
    (Fails, ONE_EACH, "factors() failed with ZeroDivisionError"),
    (Huge, "test_stays_within_the_full_score", "is above the full score 100"),
    (Half, "test_full_parts_make_the_full_score", "full parts come to 50 of 100"),
    (Falls, "test_better_parts_never_cost_points", "the score falls from"),
    (NoneIsZero, "test_parts_that_take_no_part_change_nothing", "changes the score of the rest"),
    (
        FirstCounts,
        "test_order_of_parts_does_not_matter",
        "the order of the parts changes the score",
    ),
    (Memory, SAME, "the second call gave other factors"),
    (Clears, SAME, "the method changed what it was given"),
    (Thawed, FORM, "Thawed is not frozen"),
]


def suite_of(of: Any) -> AggregationSuite:
    class Suite(AggregationSuite):
        method = of

    return Suite()


@pytest.mark.parametrize("check", CHECKS)
@pytest.mark.parametrize("right", RIGHT, ids=lambda right: right.method_name)
def test_built_in_methods_pass_every_check(check: str, right: Any) -> None:
    getattr(suite_of(right), check)()


@pytest.mark.parametrize(
    ("wrong", "check", "told"),
    WRONG,
    ids=[f"{wrong.__name__}-{check}" for wrong, check, _ in WRONG],
)
def test_the_check_that_names_the_fault_tells_what_broke(
    wrong: Any, check: str, told: str
) -> None:
    with pytest.raises(AssertionError, match=re.escape(told)):
        getattr(suite_of(wrong(HUNDRED)), check)()


def test_every_check_catches_something_and_every_method_is_here() -> None:
    assert {check for _, check, _ in WRONG} == set(CHECKS)
    assert {right.method_name for right in RIGHT} == set(lawcheck_aggregations())
