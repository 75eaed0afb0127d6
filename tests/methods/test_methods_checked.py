"""A scoring method that answers nonsense is refused by name; it never makes a score."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, ClassVar

import attrs
import pytest

from lawcheck.indicators.scale import Scale
from lawcheck.model.errors import PluginError
from lawcheck.model.evidence import Evidence, Fact, Unit
from lawcheck.model.measures import FactRef
from lawcheck.model.scoring_method import Part
from lawcheck.model.sections import Section
from lawcheck.model.text import Text
from lawcheck.scoring import score
from lawcheck.testing import one_item


@attrs.frozen
class Odd:
    """Answers what it is told to."""

    method_name: ClassVar[str] = "odd"
    is_flat: ClassVar[bool] = True
    counts_down: ClassVar[bool] = False
    needs_points: ClassVar[bool] = True
    needs_weight: ClassVar[bool] = False
    start: ClassVar[Fraction] = Fraction(0)
    floor: ClassVar[Fraction | None] = None
    points: ClassVar[Fraction | None] = None

    out_of: Fraction
    answer: Any = attrs.field(hash=False)

    def factors(self, parts: Sequence[Part], scores: Sequence[Fraction | None]) -> Any:
        return self.answer(scores)


def card_of(answer: Any, n: int | None = 10) -> Any:
    whole = one_item(Scale(FactRef("n"), Fraction(0), Fraction(10)), points=Fraction(10))
    root = Section("all", Text("全部"), tuple(whole.indicators()), Odd(Fraction(10), answer))
    facts = {} if n is None else {"n": Fact("n", Fraction(n))}
    return score(attrs.evolve(whole, root=root), Evidence(Unit("u"), facts))


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        ([Fraction(10**6)], "a score of 10000000, above the full score of 10"),
        ([Fraction(-1)], "the factor Fraction(-1, 1) is not a Fraction of zero or more"),
        ([0.5], "the factor 0.5 is not a Fraction of zero or more"),
        ([], "0 factors for 1 parts"),
        (None, "TypeError: 'NoneType' object is not iterable"),
    ],
)
def test_a_wrong_answer(answer: Any, why: str) -> None:
    with pytest.raises(PluginError) as error:
        card_of(lambda scores: answer)

    assert error.value.pick("en").startswith("scoring method odd (")
    assert error.value.pick("en").endswith(f") failed: {why}")


def test_factors_that_depend_on_scores_give_no_interval() -> None:
    def answer(scores: Sequence[Fraction | None]) -> list[Fraction]:
        return [Fraction(1) if scores[0] == 10 else Fraction(1, 2)]

    assert card_of(answer, 10).exact.low == 10
    with pytest.raises(
        PluginError,
        match="the factors depend on scores, so no interval can be given while items are open",
    ):
        card_of(answer, None)
