"""The conformance suite of scoring methods. The built-in methods pass it."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, ClassVar

import attrs
from hypothesis import given
from hypothesis import strategies as st

from lawcheck.model.exact import ZERO, add_up
from lawcheck.model.scoring_method import Irrational, Part
from lawcheck.registry.field_kinds import is_frozen
from lawcheck.testing.no_deadline import NO_DEADLINE
from lawcheck.testing.points_checks import FLOAT_DENOMINATOR
from lawcheck.testing.rule_checks import failed
from lawcheck.testing.strategies import exact
from lawcheck.testing.surroundings import recorded_calls, restored_settings

Scores = tuple[Fraction | None, ...]


@attrs.frozen
class Node:
    """The children of a section, and the score of each; None where a child does not apply.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import Part
    >>> from lawcheck.testing import Node
    >>> full = Part(points=Fraction(10), weight=Fraction(1))
    >>> Node((full, full), (Fraction(8), None)).scores
    (Fraction(8, 1), None)

    Attributes:
        parts: points and weight of each child.
        scores: the score of each child, in the same order.
    """

    parts: tuple[Part, ...]
    scores: Scores


class AggregationSuite:
    """Checks of a scoring method; subclass it, name the class `Test...` and set `method`.

    >>> from fractions import Fraction
    >>> import attrs
    >>> from lawcheck.testing import AggregationSuite
    >>> @attrs.frozen
    ... class Average:
    ...     '''The share of all points that was earned, out of `out_of`.'''
    ...     method_name = "average"
    ...     is_flat, counts_down, needs_points, needs_weight = False, False, True, False
    ...     start, floor, points = Fraction(0), None, None
    ...     out_of: Fraction
    ...     def factors(self, parts, scores):
    ...         whole = sum(p.points for p, s in zip(parts, scores) if s is not None)
    ...         return [self.out_of / whole for _ in parts]
    >>> class TestAverage(AggregationSuite):
    ...     method = Average(out_of=Fraction(100))
    >>> TestAverage().test_full_parts_make_the_full_score()  # pytest runs this and the others

    Attributes:
        method: the scoring method with its parameters.
    """

    method: ClassVar[Any]

    def nodes(self) -> st.SearchStrategy[Node]:
        """Generate children as a checklist may give them: points, weights and scores."""
        return _nodes(self.method)

    def factors(self, parts: Sequence[Part], scores: Scores) -> tuple[Fraction, ...]:
        """Return the factors of the method; an exception in it fails the test."""
        try:
            return tuple(self.method.factors(parts, scores))
        except Exception as error:
            raise failed("factors()", error, "answer with one Fraction for each part") from error

    def total(self, node: Node, scores: Scores | None = None) -> Fraction:
        """Return the score of the section before its floor applies."""
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
        """The class is frozen, has a docstring, and has all attributes that the engine reads."""
        cls, method = type(self.method), self.method
        assert attrs.has(cls), f"{cls.__name__} is not an attrs class; use @attrs.frozen"
        assert is_frozen(cls), f"{cls.__name__} is not frozen; use @attrs.frozen"
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

    @NO_DEADLINE
    @given(data=st.data())
    def test_gives_one_exact_factor_a_part(self, data: st.DataObject) -> None:
        """There is one factor for each part, and each is a Fraction of zero or more."""
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
                # decimals with many places have such denominators, too
                is_decimal = isinstance(self.method, Irrational)
                assert (
                    is_decimal or factor.denominator & -factor.denominator < FLOAT_DENOMINATOR
                ), f"the factor {factor} comes from a binary float"

    @NO_DEADLINE
    @given(data=st.data())
    def test_full_parts_make_the_full_score(self, data: st.DataObject) -> None:
        """Where all parts that apply have their full points, the section has its full score."""
        node = data.draw(self.nodes())
        full = tuple(
            None if score is None else part.points
            for part, score in zip(node.parts, node.scores, strict=True)
        )
        best = self.total(node, full)
        assert best == self.method.out_of, f"full parts come to {best} of {self.method.out_of}"

    @NO_DEADLINE
    @given(data=st.data())
    def test_stays_within_the_full_score(self, data: st.DataObject) -> None:
        """The score is not above `out_of`, and not below zero unless items only take off."""
        node = data.draw(self.nodes())
        total = self.total(node)
        assert total <= self.method.out_of, (
            f"the score {total} is above the full score {self.method.out_of}"
        )
        assert self.method.counts_down or total >= ZERO, f"the score {total} is below zero"

    @NO_DEADLINE
    @given(data=st.data())
    def test_better_parts_never_cost_points(self, data: st.DataObject) -> None:
        """The score does not fall where a part rises.

        The score of a unit with open items is an interval, computed from the lowest and highest
        scores of those items. It holds all possible scores only if the method is monotonic.
        """
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

    @NO_DEADLINE
    @given(data=st.data())
    def test_parts_that_take_no_part_change_nothing(self, data: st.DataObject) -> None:
        """A part that does not apply leaves the score as if it were not there."""
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

    @NO_DEADLINE
    @given(data=st.data())
    def test_order_of_parts_does_not_matter(self, data: st.DataObject) -> None:
        """The score does not depend on the order of the parts."""
        node = data.draw(self.nodes())
        reordered = Node(node.parts[::-1], node.scores[::-1])
        assert self.total(node) == self.total(reordered), (
            "the order of the parts changes the score"
        )

    @NO_DEADLINE
    @given(data=st.data())
    def test_same_parts_give_the_same_factors(self, data: st.DataObject) -> None:
        """The factors depend on the arguments alone, and the arguments are not modified."""
        node = data.draw(self.nodes())
        parts, scores = list(node.parts), list(node.scores)
        with restored_settings():
            first = tuple(self.method.factors(parts, scores))
            with recorded_calls() as calls:
                again = tuple(self.method.factors(parts, scores))
        assert first == again, "the second call gave other factors"
        assert (tuple(parts), tuple(scores)) == (node.parts, node.scores), (
            "the method changed what it was given"
        )
        assert not calls.found, f"the method asks for {'; '.join(calls.found)}"


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
