"""What every scoring method owes its users, as tests to subclass. The built-in methods pass them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, ClassVar

import attrs
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.model.exact import ZERO, add_up
from lawcheck.model.scoring_method import Part
from lawcheck.testing.points_checks import BINARY
from lawcheck.testing.strategies import exact
from lawcheck.testing.surroundings import overheard, put_back
from lawcheck.testing.trying import failed
from lawcheck.testing.unhurried import UNHURRIED

Scores = tuple[Fraction | None, ...]


@attrs.frozen
class Node:
    """The children of a section, and what each earned; None where it takes no part."""

    parts: tuple[Part, ...]
    scores: Scores


class AggregationSuite:
    """Subclass, name the class `Test...`, fill in `method`.

    ::

        class TestMedian(AggregationSuite):
            method = Median(out_of=Fraction(100))

    Attributes:
        method: a scoring method with its parameters.
    """

    method: ClassVar[Any]

    def nodes(self) -> st.SearchStrategy[Node]:
        """Children with points, weights and scores that a checklist with this method could have."""
        return _nodes(self.method)

    def factors(self, parts: Sequence[Part], scores: Scores) -> tuple[Fraction, ...]:
        """What the method answers."""
        try:
            return tuple(self.method.factors(parts, scores))
        except Exception as error:
            raise failed("factors()", error, "answer with one Fraction for each part") from error

    def total(self, node: Node, scores: Scores | None = None) -> Fraction:
        """The score of the section before its floor."""
        scores = node.scores if scores is None else scores
        factors = self.factors(node.parts, scores)
        counted = (
            factor * score
            for factor, score in zip(factors, scores, strict=True)
            if score is not None
        )
        start: Fraction = self.method.start
        return start + add_up(counted)

    def test_is_a_frozen_attrs_class_with_its_documentation(self) -> None:
        """Fields are keys, the docstring is the reference page, and what the engine asks of it is there."""
        cls, method = type(self.method), self.method
        assert attrs.has(cls), f"{cls.__name__} is not an attrs class; use @attrs.frozen"
        assert cls.__setattr__ is not object.__setattr__, (
            f"{cls.__name__} is not frozen; use @attrs.frozen"
        )
        assert (cls.__doc__ or "").strip(), f"{cls.__name__} has no docstring"
        assert isinstance(getattr(method, "method_name", None), str), (
            f"{cls.__name__} lacks method_name"
        )
        for name in ("is_flat", "counts_down", "needs_points", "needs_weight"):
            assert isinstance(getattr(method, name, None), bool), (
                f"{cls.__name__}.{name} must be True or False"
            )
        for name in ("out_of", "start"):
            assert type(getattr(method, name, None)) is Fraction, (
                f"{cls.__name__}.{name} must be a Fraction"
            )
        for name in ("floor", "points"):
            value = getattr(method, name, "")
            assert value is None or type(value) is Fraction, (
                f"{cls.__name__}.{name} must be a Fraction or None"
            )

    @UNHURRIED
    @given(data=st.data())
    def test_gives_one_exact_factor_a_part(self, data: st.DataObject) -> None:
        """As many as there are parts, each a Fraction of zero or more."""
        node = data.draw(self.nodes())
        factors = self.factors(node.parts, node.scores)
        assert len(factors) == len(node.parts), (
            f"{len(factors)} factors for {len(node.parts)} parts; answer with one for each"
        )
        for factor, score in zip(factors, node.scores, strict=True):
            if score is not None:
                assert type(factor) is Fraction, (
                    f"the factor {factor!r} is not exact; use a Fraction"
                )
                assert factor >= ZERO, (
                    f"the factor {factor} is negative: a part that does better would cost points"
                )
                assert factor.denominator & -factor.denominator < BINARY, (
                    f"the factor {factor} comes from a binary float"
                )

    @UNHURRIED
    @given(data=st.data())
    def test_full_parts_make_the_full_score(self, data: st.DataObject) -> None:
        """Where every part that takes part has all its points, the section has all of its own."""
        node = data.draw(self.nodes())
        full = tuple(
            None if score is None else part.points
            for part, score in zip(node.parts, node.scores, strict=True)
        )
        best = self.total(node, full)
        assert best == self.method.out_of, f"full parts come to {best} of {self.method.out_of}"

    @UNHURRIED
    @given(data=st.data())
    def test_stays_within_the_full_score(self, data: st.DataObject) -> None:
        """Never above `out_of`, and never below zero where items do not take off."""
        node = data.draw(self.nodes())
        total = self.total(node)
        assert total <= self.method.out_of, (
            f"the score {total} is above the full score {self.method.out_of}"
        )
        assert self.method.counts_down or total >= ZERO, f"the score {total} is below zero"

    @UNHURRIED
    @given(data=st.data())
    def test_better_parts_never_cost_points(self, data: st.DataObject) -> None:
        """With open items a score lies between both ends; a method that falls where a part rises leaves out what is possible."""
        node = data.draw(self.nodes())
        for place, (part, score) in enumerate(zip(node.parts, node.scores, strict=True)):
            if score is not None:
                better = score + (part.points - score) * data.draw(exact(0, 1))
                scores = (*node.scores[:place], better, *node.scores[place + 1 :])
                low, high = self.total(node), self.total(node, scores)
                assert low <= high, (
                    f"the score falls from {low} to {high} where a part rises from {score} to "
                    f"{better}"
                )

    @UNHURRIED
    @given(data=st.data())
    def test_parts_that_take_no_part_change_nothing(self, data: st.DataObject) -> None:
        """What does not apply counts neither as zero nor as full: the rest is scored as if it stood alone."""
        node = data.draw(self.nodes())
        kept = [
            (part, score)
            for part, score in zip(node.parts, node.scores, strict=True)
            if score is not None
        ]
        alone = Node(tuple(part for part, _ in kept), tuple(score for _, score in kept))
        assert self.total(node) == self.total(alone), (
            "a part that does not apply changes the score of the rest"
        )

    @UNHURRIED
    @given(data=st.data())
    def test_order_of_parts_does_not_matter(self, data: st.DataObject) -> None:
        """The section is worth the same whichever part stands first."""
        node = data.draw(self.nodes())
        turned = Node(node.parts[::-1], node.scores[::-1])
        assert self.total(node) == self.total(turned), "the order of the parts changes the score"

    @UNHURRIED
    @given(data=st.data())
    def test_same_parts_give_the_same_factors(self, data: st.DataObject) -> None:
        """No memory, no clock, no chance; what it is given is not changed."""
        node = data.draw(self.nodes())
        parts, scores = list(node.parts), list(node.scores)
        with put_back():
            first = tuple(self.method.factors(parts, scores))
            with overheard() as asked:
                again = tuple(self.method.factors(parts, scores))
        assert first == again, "the second call gave other factors"
        assert (tuple(parts), tuple(scores)) == (node.parts, node.scores), (
            "the method changed what it was given"
        )
        assert not asked.found, f"the method asks for {'; '.join(asked.found)}"


@st.composite
def _nodes(draw: st.DrawFn, method: Any) -> Node:
    count = draw(st.integers(1, 6))
    points = [ZERO if method.counts_down else draw(exact(1, 20)) for _ in range(count)]
    weights = [draw(exact(1, 5, places=1)) for _ in range(count)]
    if method.points is not None:
        scale = method.points / add_up(points)
        points = [each * scale for each in points]
    parts = tuple(map(Part, points, weights))
    scores = [_score(draw, part, method) for part in parts]
    if all(score is None for score in scores):
        scores[0] = parts[0].points
    return Node(parts, tuple(scores))


def _score(draw: st.DrawFn, part: Part, method: Any) -> Fraction | None:
    if not draw(st.integers(0, 3)):
        return None
    return -draw(exact(0, 200)) if method.counts_down else part.points * draw(exact(0, 1))
