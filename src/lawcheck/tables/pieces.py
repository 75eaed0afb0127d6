"""Parts of a rule that depend on one number each, explored by themselves.

A rule that deducts for each of twelve months has a few paths for each month, but millions for all
of them together. So the points of one month become a piece: a number with a tree of its own. To
the rule, it is a column like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from math import lcm
from typing import assert_never

import attrs

from lawcheck.tables.knowledge import Knowledge
from lawcheck.tables.paths import (
    Branch,
    Entry,
    Leaf,
    Piece,
    RunningPath,
    TooManyPaths,
    Tree,
    explore,
)
from lawcheck.tables.polynomials import Bounds, Polynomial
from lawcheck.tables.symbols import Symbol, quotient_of


class _NewPiece(BaseException):
    """A piece was found that was not known when the run began.

    It derives from `BaseException`, so that a rule with `except Exception` cannot swallow it.
    """


class Pieces:
    """The pieces of a rule."""

    def __init__(self) -> None:
        self._found: dict[tuple[object, Polynomial, Polynomial], Piece | None] = {}

    def named(self, name: str) -> Piece | None:
        """Return a piece by the name of its column."""
        return next((each for each in self._found.values() if each and each.name == name), None)

    def explore(self, run: Callable[[RunningPath], Entry], knowledge: Knowledge) -> Tree:
        """Run a rule on every path, and begin anew when a piece is found.

        Raises:
            TooManyPaths: there are too many.
        """
        while True:
            known = [each for each in self._found.values() if each is not None]
            columns = {**knowledge.columns, **{each.name: each.bounds for each in known}}
            try:
                return explore(run, attrs.evolve(knowledge, columns=columns), self)
            except _NewPiece:
                continue

    def of(
        self, function: Callable[[Fraction], Fraction], of: Symbol, knowledge: Knowledge
    ) -> Piece | None:
        """Return the piece for a function of a symbol; None if it cannot be computed by itself.

        Args:
            function: the function.
            of: the symbol.
            knowledge: what holds for all units.
        """
        key = function, of.above, of.below
        if key not in self._found:
            name = f"piece {len(self._found)}"
            self._found[key] = _made(name, function, of, knowledge)
            raise _NewPiece
        return self._found[key]


def _made(
    name: str, function: Callable[[Fraction], Fraction], of: Symbol, knowledge: Knowledge
) -> Piece | None:
    if not of.above.names | of.below.names <= knowledge.columns.keys():
        return None  # it depends on what only holds on some paths

    def run(path: RunningPath) -> Entry:
        quotient = quotient_of(function(Symbol(path, of.above, of.below)))
        return Entry(0, quotient, quotient)

    try:
        tree = explore(run, knowledge)
        ends = list(_ends(tree))
    except (TooManyPaths, ArithmeticError):
        return None
    if None in ends:
        return None
    denominator = lcm(*(end.below for end in ends if end is not None))
    integers = [
        bound * (denominator // end.below)
        for end in ends
        if end is not None
        for bound in end.bounds
    ]
    return Piece(name, tree, denominator, (min(integers), max(integers)))


@attrs.frozen
class _End:
    below: int
    bounds: Bounds


def _ends(tree: Tree) -> Iterator[_End | None]:
    """Yield the numbers at the leaves; None for one that is no integer over a constant."""
    match tree:
        case Leaf(result, knowledge):
            if result is None or (below := result.low.below.constant) is None:
                yield None
            else:
                yield _End(below, knowledge.bounds_of(result.low.above))
        case Branch(_, yes, no):
            yield from _ends(yes)
            yield from _ends(no)
        case _:
            assert_never(tree)
