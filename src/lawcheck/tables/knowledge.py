"""What is known about the columns on one path through a rule: bounds, signs, and blanks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, assert_never

import attrs

from lawcheck.model.lookups import Lookup
from lawcheck.tables.polynomials import Bounds, Polynomial

Signs = frozenset[int]
"""Signs that a number may have: some of -1, 0 and 1."""
ANY: Final[Signs] = frozenset((-1, 0, 1))
NEGATIVE: Final[Signs] = frozenset((-1,))
ZERO: Final[Signs] = frozenset((0,))
POSITIVE: Final[Signs] = frozenset((1,))
AT_LEAST_ZERO: Final[Signs] = frozenset((0, 1))
AT_MOST_ZERO: Final[Signs] = frozenset((-1, 0))


@attrs.frozen
class Quotient:
    """One polynomial divided by another."""

    above: Polynomial
    below: Polynomial

    @property
    def names(self) -> frozenset[str]:
        """The names of its columns."""
        return self.above.names | self.below.names


@attrs.frozen
class LookedUp:
    """A value of a table, at a polynomial; beyond the ends of the table, that at the end."""

    table: Lookup
    at: Polynomial

    @property
    def names(self) -> frozenset[str]:
        """The names of its columns."""
        return self.at.names


Made = Quotient | LookedUp
"""What a column by itself is made of: the floor of a quotient, or a value of a table."""


@attrs.frozen
class Blank:
    """The condition that a column has no value."""

    name: str


@attrs.frozen
class Sign:
    """The condition that a polynomial has one of these signs.

    Attributes:
        of: a primitive polynomial.
        signs: the signs.
    """

    of: Polynomial
    signs: Signs


Condition = Blank | Sign
"""What decides between two paths."""


@attrs.frozen
class Knowledge:
    """What holds for all units of a path.

    Attributes:
        columns: bounds of the columns; of codes, that is, before the division by a denominator.
        signs: signs that primitive polynomials may have.
        blanks: whether a column is blank, if that is known.
        made: columns that are made of others; they have no bounds in `columns`.
    """

    columns: Mapping[str, Bounds]
    signs: Mapping[Polynomial, Signs] = attrs.field(factory=dict)
    blanks: Mapping[str, bool] = attrs.field(factory=dict)
    made: Mapping[str, Made] = attrs.field(factory=dict)

    def signs_of(self, polynomial: Polynomial) -> Signs:
        """Return the signs that a polynomial may have."""
        primitive, divisor = polynomial.primitive
        least, most = self.bounds_of(primitive)
        possible = frozenset(
            sign
            for sign in self.signs.get(primitive, ANY)
            if (least < 0 if sign < 0 else most > 0 if sign > 0 else least <= 0 <= most)
        )
        return possible if divisor > 0 else frozenset(-sign for sign in possible)

    def with_made(self, name: str, made: Made) -> Knowledge:
        """Name a column that is made of others."""
        return attrs.evolve(self, made={**self.made, name: made})

    def with_made_of(self, quotient: Quotient, other: Knowledge) -> Knowledge:
        """Add the made columns that a quotient has."""
        made = dict(self.made)
        names = [*quotient.names]
        while names:
            name = names.pop()
            if name in other.made and name not in made:
                made[name] = other.made[name]
                names += made[name].names
        return attrs.evolve(self, made=made)

    def with_blank(self, name: str, is_blank: bool) -> Knowledge:
        """Add whether a column is blank."""
        return attrs.evolve(self, blanks={**self.blanks, name: is_blank})

    def with_signs(self, primitive: Polynomial, signs: Signs) -> Knowledge:
        """Add that a primitive polynomial has one of these signs."""
        signs = signs & self.signs_of(primitive)
        return attrs.evolve(
            self,
            signs={**self.signs, primitive: signs},
            columns={**self.columns, **self._narrowed(primitive, signs)},
        )

    def _narrowed(self, polynomial: Polynomial, signs: Signs) -> Mapping[str, Bounds]:
        """Return the bounds of a column x if the polynomial is a x + b."""
        names = [each for each in polynomial.terms if each]
        if len(names) != 1 or len(names[0]) != 1 or names[0][0] not in self.columns:
            return {}
        name, factor, constant = (
            names[0][0],
            polynomial.terms[names[0]],
            polynomial.terms.get((), 0),
        )
        if factor < 0:
            factor, constant, signs = -factor, -constant, frozenset(-sign for sign in signs)
        least, most = self.columns[name]
        root, rest = divmod(-constant, factor)  # a x + b is 0 at the root, if there is no rest
        if 1 not in signs:
            most = min(most, root if 0 in signs or rest else root - 1)
        if -1 not in signs:
            least = max(least, root if 0 in signs and not rest else root + 1)
        if 0 not in signs and not rest:
            least = least + 1 if least == root else least
            most = most - 1 if most == root else most
        return {name: (least, most)}

    def bounds_of(self, polynomial: Polynomial) -> Bounds:
        """Return the bounds of a polynomial.

        Raises:
            ArithmeticError: it has the floor of a quotient whose divisor may be zero or negative.
        """
        return polynomial.bounds(self.bounds_for(polynomial))

    def size_of(self, polynomial: Polynomial) -> int:
        """Return an upper bound of all partial sums of a polynomial.

        Raises:
            ArithmeticError: as for `bounds_of`.
        """
        return max(
            polynomial.size(self.bounds_for(polynomial)),
            *(self._size_of_made(self.made[name]) for name in polynomial.names & set(self.made)),
            0,
        )

    def bounds_for(self, polynomial: Polynomial) -> Mapping[str, Bounds]:
        """Return the bounds of all columns of a polynomial.

        Raises:
            ArithmeticError: as for `bounds_of`.
        """
        made = polynomial.names & set(self.made)
        if not made:
            return self.columns
        return {**self.columns, **{name: self._bounds_of_made(self.made[name]) for name in made}}

    def _bounds_of_made(self, made: Made) -> Bounds:
        match made:
            case LookedUp(table, at):
                least, most = (
                    table.at(min(max(end, table.first), table.last)) for end in self.bounds_of(at)
                )
                return least, most
            case Quotient(above, below):
                if self.signs_of(below) != POSITIVE:
                    raise ArithmeticError(made)
                least, most = self.bounds_of(below)
                ends = [
                    end // divisor
                    for end in self.bounds_of(above)
                    for divisor in (max(1, least), most)
                ]
                return min(ends), max(ends)
            case _:
                assert_never(made)

    def _size_of_made(self, made: Made) -> int:
        match made:
            case LookedUp(table, at):
                return max(
                    self.size_of(at) + abs(table.first), *map(abs, self._bounds_of_made(made))
                )
            case Quotient(above, below):
                return max(self.size_of(above), self.size_of(below))
            case _:
                assert_never(made)
