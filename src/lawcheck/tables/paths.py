"""Run a rule on whole columns: once for every way it can take.

The rule is run on symbols. Where a comparison is not decided by what is known on the path, the
run goes on as if it were true, and later the rule is run again as if it were false. The result is
a tree: its branches are comparisons of columns, its leaves what the rule returned.

For example, "full points from 95% on, else 0.1 off per point" over `part` and `whole` becomes

    whole is blank? -> missing
    part / whole >= 95%? -> 10
    else -> 10 - 10 (95% - part / whole)
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Final, NoReturn, Protocol, assert_never

import attrs

from lawcheck.model.evidence import NEVER, Fact, Value
from lawcheck.model.lookups import Lookup
from lawcheck.tables.knowledge import (
    AT_LEAST_ZERO,
    AT_MOST_ZERO,
    ZERO,
    Blank,
    Condition,
    Knowledge,
    LookedUp,
    Quotient,
    Sign,
    Signs,
)
from lawcheck.tables.opaque import LeftToRule
from lawcheck.tables.polynomials import Bounds, Polynomial
from lawcheck.tables.rule_per_input import NEVER_CODE, NeedsUnit
from lawcheck.tables.symbolic_days import Day
from lawcheck.tables.symbols import Symbol, number
from lawcheck.tables.typed_column import Column, code_of

MAX_PATHS: Final = 256
"""A rule with more paths is run per distinct input."""
_MAX_TEXTS: Final = 8
_LAST_DAY: Final = Polynomial.number(code_of(date.max))


@attrs.frozen
class Entry:
    """The result of an item: the code of its state, and its points; of an open one, both ends."""

    state: int
    low: Quotient
    high: Quotient


@attrs.frozen
class Leaf:
    """The end of a path.

    Attributes:
        result: the result; None if the rule itself must score these units.
        knowledge: what holds for these units.
    """

    result: Entry | None
    knowledge: Knowledge


@attrs.frozen
class Branch:
    """A condition with two ways to go on.

    Attributes:
        condition: the condition.
        yes: the tree of the units for which it holds.
        no: the tree of the others.
        knowledge: what holds for all of them.
    """

    condition: Condition
    yes: Tree
    no: Tree
    knowledge: Knowledge


Tree = Leaf | Branch


class TooManyPaths(Exception):
    """A rule has more than `MAX_PATHS` paths."""


@attrs.frozen
class Piece:
    """A number that is explored by itself; see `lawcheck.tables.pieces`.

    Attributes:
        name: the name of its column.
        tree: its paths.
        denominator: the number is the integer in its column divided by this.
        bounds: of the integer.
    """

    name: str
    tree: Tree
    denominator: int
    bounds: Bounds


class FindsPieces(Protocol):
    """The pieces of a rule."""

    def of(
        self, function: Callable[[Fraction], Fraction], of: Symbol, knowledge: Knowledge
    ) -> Piece | None:
        """Return a function of a symbol as a piece; None if it cannot be one."""


class RunningPath:
    """One run of a rule.

    Args:
        knowledge: what holds for all units.
        answers: the answers to the first questions; later ones are answered with yes.
        pieces: the parts that are explored by themselves; None to explore all together.
    """

    def __init__(
        self, knowledge: Knowledge, answers: Sequence[bool], pieces: FindsPieces | None = None
    ) -> None:
        self.knowledge = self._at_start = knowledge
        self._pieces = pieces
        self._answers = answers
        self.asked: list[tuple[Condition, Knowledge, bool]] = []

    def _answer(self, condition: Condition) -> bool:
        place = len(self.asked)
        answer = self._answers[place] if place < len(self._answers) else True
        self.asked.append((condition, self.knowledge, answer))
        return answer

    def holds(self, polynomial: Polynomial, signs: Signs) -> bool:
        """Return whether a polynomial has one of these signs, on this path."""
        primitive, divisor = polynomial.primitive
        wanted = signs if divisor > 0 else frozenset(-sign for sign in signs)
        possible = self.knowledge.signs_of(primitive)
        if possible <= wanted:
            return True
        if not possible & wanted:
            return False
        answer = self._answer(Sign(primitive, wanted))
        left = possible & wanted if answer else possible - wanted
        self.knowledge = self.knowledge.with_signs(primitive, left)
        return answer

    def is_blank(self, name: str, column: Column) -> bool:
        """Return whether a column has no value."""
        known = self.knowledge.blanks.get(name)
        if known is not None:
            return known
        blanks = column.stored.null_count()
        if blanks in (0, len(column.stored)):
            return blanks > 0
        answer = self._answer(Blank(name))
        self.knowledge = self.knowledge.with_blank(name, answer)
        return answer

    def floor(self, quotient: Quotient) -> Polynomial:
        """Return the floor of a quotient with a divisor above zero.

        Raises:
            LeftToRule: its bounds cannot be told.
        """
        above, below = quotient.above, quotient.below
        if below.constant is not None and not above.content % below.constant:
            return above.divided(below.constant)
        name = f"floor {dict(above.terms)} {dict(below.terms)}"
        self.knowledge = self.knowledge.with_made(name, quotient)
        try:
            self.knowledge.bounds_of(Polynomial.column(name))
        except ArithmeticError:  # which the rule may catch
            raise LeftToRule from None
        return Polynomial.column(name)

    def looked_up(self, table: Lookup, at: Polynomial) -> Polynomial:
        """Return the value of a table at a whole number.

        Raises:
            LeftToRule: the table has none.
        """
        for end, signs in ((table.first, AT_LEAST_ZERO), (table.last, AT_MOST_ZERO)):
            if not self.holds(at - Polynomial.number(end), signs):
                raise LeftToRule
        name = f"{dict(at.terms)} in {id(table)}"
        self.knowledge = self.knowledge.with_made(name, LookedUp(table, at))
        return Polynomial.column(name)

    def apart(self, function: Callable[[Fraction], Fraction], of: Symbol) -> Fraction:
        """Return a function of a symbol, as a column by itself if it can be one."""
        piece = None if self._pieces is None else self._pieces.of(function, of, self._at_start)
        if piece is None:
            return function(of)
        return number(self, Polynomial.column(piece.name), Polynomial.number(piece.denominator))

    def value(self, name: str, column: Column) -> Value | None:
        """Return the value of a column; None if it is blank.

        Raises:
            LeftToRule: it is a text of many.
        """
        if self.is_blank(name, column):
            return None
        code = Polynomial.column(name)
        match column.kind.holds:
            case "number":
                return number(self, code, Polynomial.number(column.denominator))
            case "date":
                if self.holds(code - Polynomial.number(NEVER_CODE), ZERO):
                    return NEVER
                self._assume(code - _LAST_DAY)
                return Day(self, code)
            case "yes_no":
                return not self.holds(code, ZERO)
            case "text":
                return self._text(code, column)
            case _:
                assert_never(column.kind.holds)

    def _assume(self, at_most_zero: Polynomial) -> None:
        primitive, divisor = at_most_zero.primitive
        signs = AT_MOST_ZERO if divisor > 0 else frozenset((0, 1))
        self.knowledge = self.knowledge.with_signs(primitive, signs)

    def _text(self, code: Polynomial, column: Column) -> str:
        if len(column.texts) > _MAX_TEXTS:
            raise LeftToRule
        for place, text in enumerate(column.texts):
            if self.holds(code - Polynomial.number(place), ZERO):
                return text
        raise LeftToRule


@attrs.frozen(eq=False)
class _SymbolicFact(Fact):
    """A fact of all units; rules collect facts in dicts, but a symbol has no hash."""


class SymbolicFacts(Mapping[str, Fact]):
    """The facts of all units at once.

    Args:
        path: the run that reads them.
        columns: columns by fact; a fact without a column is missing.
        unknown: facts that cannot be read from columns.
    """

    def __init__(
        self, path: RunningPath, columns: Mapping[str, Column], unknown: frozenset[str]
    ) -> None:
        self._path, self._columns, self._unknown = path, columns, unknown
        self._read: dict[str, Fact | None] = {}

    def get(self, name: str, default: Any = None) -> Any:
        """Return a fact; the default if it is missing."""
        fact = self._fact(name)
        return default if fact is None else fact

    def __getitem__(self, name: str) -> Fact:
        fact = self._fact(name)
        if fact is None:
            raise KeyError(name)
        return fact

    def __contains__(self, name: object) -> bool:
        column = self._columns.get(str(name))
        if name in self._unknown:
            raise NeedsUnit
        return column is not None and not self._path.is_blank(str(name), column)

    def _fact(self, name: str) -> Fact | None:
        if name not in self._read:
            if name in self._unknown:
                raise NeedsUnit
            column = self._columns.get(name)
            value = None if column is None else self._path.value(name, column)
            self._read[name] = None if value is None else _SymbolicFact(name, value)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return self._refuse()

    def __len__(self) -> int:
        return self._refuse()

    def _refuse(self) -> NoReturn:
        raise LeftToRule


def explore(
    run: Callable[[RunningPath], Entry], knowledge: Knowledge, pieces: FindsPieces | None = None
) -> Tree:
    """Run a rule on every path.

    Args:
        run: runs the rule.
        knowledge: what holds for all units.
        pieces: the parts that are explored by themselves; None to explore all together.

    Returns:
        The tree of paths. A path on which the rule raised an exception has no result.

    Raises:
        TooManyPaths: there are more than `MAX_PATHS`.
    """
    left = MAX_PATHS

    def tree(answers: tuple[bool, ...]) -> Tree:
        nonlocal left
        left -= 1
        if left < 0:
            raise TooManyPaths
        path = RunningPath(knowledge, answers, pieces)
        result: Entry | None
        try:
            result = run(path)
        except (Exception, SystemExit, LeftToRule, NeedsUnit):
            # whatever happened, the rule itself decides, and reports it, unit by unit
            result = None
        node: Tree = Leaf(result, path.knowledge)
        given = tuple(answer for _, _, answer in path.asked)
        for place in reversed(range(len(answers), len(path.asked))):
            condition, known, answer = path.asked[place]
            other = tree((*given[:place], not answer))
            yes, no = (node, other) if answer else (other, node)
            node = Branch(condition, yes, no, known)
        return node

    return tree(())
