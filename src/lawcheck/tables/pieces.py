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

from lawcheck.tables.knowledge import Knowledge, Quotient
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
from lawcheck.tables.polynomials import Polynomial
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
        has_all = all(leaf.result is not None for leaf in leaves_of(tree))
        return as_piece(name, tree, lambda entry: entry.low) if has_all else None
    except (TooManyPaths, ArithmeticError):
        return None


def as_piece(name: str, tree: Tree, pick: Callable[[Entry], Quotient]) -> Piece | None:
    """Return the numbers at the leaves of a tree as integers over one denominator.

    None if there are none, or one is no integer over a constant.

    Args:
        name: the name of the piece.
        tree: the tree; leaves without a result do not count.
        pick: the number of a leaf.

    Raises:
        ArithmeticError: the bounds of a number cannot be told.
    """
    numbers = [
        (pick(each.result), each.knowledge) for each in leaves_of(tree) if each.result is not None
    ]
    ends = [(each.below.constant, known.bounds_of(each.above)) for each, known in numbers]
    divisors = [below for below, _ in ends if below is not None]
    if not ends or len(divisors) < len(ends):
        return None
    denominator = lcm(*divisors)
    integers = [
        bound * (denominator // below)
        for below, (_, bounds) in zip(divisors, ends, strict=True)
        for bound in bounds
    ]
    return Piece(name, tree, denominator, (min(integers), max(integers)))


def leaves_of(tree: Tree) -> Iterator[Leaf]:
    """Yield the leaves of a tree."""
    match tree:
        case Leaf():
            yield tree
        case Branch(_, yes, no):
            yield from leaves_of(yes)
            yield from leaves_of(no)
        case _:
            assert_never(tree)
