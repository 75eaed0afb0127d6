"""Numbers that stand for a whole column while a rule is run; for days, see `symbolic_days`.

A rule is run on them as on the numbers of one unit. They record the arithmetic; a comparison asks
the path (`Path.holds`) which way to go. Whatever they cannot do exactly ends the path, and the
units of that path are left to the rule itself. So they never guess.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from math import gcd, lcm
from typing import Any, Protocol, TypeGuard

from lawcheck.model.exact import ZERO as NOTHING
from lawcheck.model.lookups import Lookup
from lawcheck.tables.knowledge import (
    AT_LEAST_ZERO,
    AT_MOST_ZERO,
    NEGATIVE,
    POSITIVE,
    ZERO,
    Quotient,
    Signs,
)
from lawcheck.tables.opaque import LeftToRule, Opaque, refuse
from lawcheck.tables.polynomials import Polynomial


class Path(Protocol):
    """The run of a rule that a symbol belongs to."""

    def holds(self, polynomial: Polynomial, signs: Signs) -> bool:
        """Return whether a polynomial has one of these signs, on this path."""

    def floor(self, quotient: Quotient) -> Polynomial:
        """Return the floor of a quotient with a divisor above zero."""

    def looked_up(self, table: Lookup, at: Polynomial) -> Polynomial:
        """Return the value of a table at a whole number."""

    def apart(self, function: Callable[[Fraction], Fraction], of: Symbol) -> Fraction:
        """Return a function of a symbol, as a column by itself if it can be one."""


def number(path: Path, above: Polynomial, below: Polynomial) -> Fraction:
    """Return the quotient of two polynomials: a symbol, or a fraction if it is a constant.

    Args:
        path: the path on which it is valid.
        above: the numerator.
        below: the denominator; above zero on this path.
    """
    if not above.terms:
        return NOTHING
    if above.terms.keys() == below.terms.keys():
        (one, factor), (other, divisor) = above.primitive, below.primitive
        if one == other:
            return Fraction(factor, divisor)
    common = gcd(above.content, below.content)
    return Symbol(path, above.divided(common), below.divided(common))


def quotient_of(number: Fraction) -> Quotient:
    """Return a number, which may be a symbol, as a quotient."""
    if _is_symbol(number):
        return Quotient(number.above, number.below)
    return Quotient(Polynomial.number(number.numerator), Polynomial.number(number.denominator))


class BySign:
    """Compares by the sign of a difference, which decides where the path goes on."""

    __slots__ = ()

    def __hash__(self) -> int:
        # a set or a dict finds an equal number by its hash, and a column has none
        refuse()

    def _compare(self, other: object, signs: Signs) -> bool:
        """Return whether `self - other` has one of these signs."""
        raise NotImplementedError

    def __lt__(self, other: object) -> bool:
        return self._compare(other, NEGATIVE)

    def __le__(self, other: object) -> bool:
        return self._compare(other, AT_MOST_ZERO)

    def __gt__(self, other: object) -> bool:
        return self._compare(other, POSITIVE)

    def __ge__(self, other: object) -> bool:
        return self._compare(other, AT_LEAST_ZERO)

    def __eq__(self, other: object) -> bool:
        return self._compare(other, ZERO)

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __bool__(self) -> bool:
        return not self._compare(0, ZERO)


class Symbol(BySign, Fraction):  # type: ignore[misc]  # `Complex` declares that it has no hash
    """A number that differs between units: `above / below`, with `below` above zero.

    It is a `Fraction`, so that rules that ask for its type treat it like one.
    """

    __slots__ = ("above", "below", "path")
    path: Path
    above: Polynomial
    below: Polynomial

    def __new__(cls, path: Path, above: Polynomial, below: Polynomial) -> Symbol:
        """Make a symbol; use `number`, which returns a plain fraction for a constant."""
        self = object.__new__(cls)
        self.path, self.above, self.below = path, above, below
        return self

    def apart(self, function: Callable[[Fraction], Fraction]) -> Fraction:
        """Return a function of it, computed by itself; see `lawcheck.model.apart`."""
        return self.path.apart(function, self)

    def _times(self, other: Fraction | int) -> Fraction:
        if _is_symbol(other):
            return number(self.path, self.above * other.above, self.below * other.below)
        other = Fraction(other)
        return number(
            self.path, self.above.times(other.numerator), self.below.times(other.denominator)
        )

    def _plus(self, other: Fraction | int) -> Fraction:
        if not _is_symbol(other):
            other = Fraction(other)
            above, below = map(Polynomial.number, (other.numerator, other.denominator))
        else:
            above, below = other.above, other.below
        # both are above zero, so equal up to a factor means up to one above zero
        ours, theirs = self.below.divided(self.below.content), below.divided(below.content)
        if ours != theirs and ours != _ONE and theirs != _ONE:
            return number(self.path, self.above * below + above * self.below, self.below * below)
        common = lcm(self.below.content, below.content)
        shared = theirs if ours == _ONE else ours
        return number(
            self.path,
            _widened(self.above, self.below, shared, common)
            + _widened(above, below, shared, common),
            shared.times(common),
        )

    def _over(self, other: Fraction | int) -> Fraction:
        """Return `self / other`."""
        if not _is_symbol(other):
            return self._times(1 / Fraction(other))
        if self.path.holds(other.above, ZERO):
            raise ZeroDivisionError(other)
        sign = 1 if self.path.holds(other.above, POSITIVE) else -1
        return number(
            self.path,
            (self.above * other.below).times(sign),
            (self.below * other.above).times(sign),
        )

    def _compare(self, other: object, signs: Signs) -> bool:
        """Return whether `self - other` has one of these signs."""
        if not _is_number(other):
            raise LeftToRule
        difference = self._plus(-other)
        if _is_symbol(difference):
            return self.path.holds(difference.above, signs)
        return (difference > 0) - (difference < 0) in signs

    def __add__(self, other: Any) -> Any:
        return self._plus(other) if _is_number(other) else refuse()

    __radd__ = __add__

    def __neg__(self) -> Fraction:
        return self._times(-1)

    def __pos__(self) -> Fraction:
        return self

    def __abs__(self) -> Fraction:
        return -self if self < 0 else self

    def __sub__(self, other: Any) -> Any:
        return self._plus(-other) if _is_number(other) else refuse()

    def __rsub__(self, other: Any) -> Any:
        return (-self) + other

    def __mul__(self, other: Any) -> Any:
        return self._times(other) if _is_number(other) else refuse()

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Any:
        return self._over(other) if _is_number(other) else refuse()

    def __rtruediv__(self, other: Any) -> Any:
        return Symbol(self.path, _ONE, _ONE)._over(self) * other

    def __floor__(self) -> Any:
        return whole(self.path, self.path.floor(Quotient(self.above, self.below)))

    def __ceil__(self) -> Any:
        return -((-self).__floor__())

    def __floordiv__(self, other: Any) -> Any:
        if not _is_number(other):
            raise LeftToRule
        return Symbol._over(self, other).__floor__()

    @property
    def numerator(self) -> Any:
        """The numerator of the reduced fraction."""
        return Term(self.path, self.above, _reduced_by(self))

    @property
    def denominator(self) -> Any:
        """The denominator of the reduced fraction."""
        if self.below.constant == 1:
            return 1
        return Denominator(self.path, self.below, _reduced_by(self))

    __int__ = __index__ = __float__ = __complex__ = __round__ = __trunc__ = refuse
    __mod__ = __rmod__ = __divmod__ = __rdivmod__ = __rfloordiv__ = __pow__ = __rpow__ = refuse
    __str__ = __repr__ = __format__ = __reduce__ = __copy__ = __deepcopy__ = refuse
    as_integer_ratio = limit_denominator = is_integer = refuse


_ONE = Polynomial.number(1)


def _widened(above: Polynomial, below: Polynomial, shared: Polynomial, common: int) -> Polynomial:
    """Return the numerator of `above / below` over the denominator `common * shared`."""
    above = above.times(common // below.content)
    return above if below.divided(below.content) == shared else above * shared


def whole(path: Path, number: Polynomial) -> Fraction | int:
    """Return what is an `int` for each unit: a symbol, or an integer if it is a constant."""
    constant = number.constant
    return Whole(path, number, _ONE) if constant is None else constant


class Whole(Symbol):
    """An `int` that differs between units.

    It computes with others of its kind like an `int`; but an `int` divided by an `int` is a float,
    and whether it is an `int` cannot be told without saying that it is no `Fraction`.
    """

    __slots__ = ()
    __class__ = property(refuse)  # what `isinstance` asks for

    __and__ = __rand__ = __or__ = __ror__ = __xor__ = __rxor__ = __invert__ = refuse
    __lshift__ = __rlshift__ = __rshift__ = __rrshift__ = refuse

    def _times(self, other: Fraction | int) -> Any:
        made = super()._times(other)
        return _as_whole(made) if _is_whole(other) else made

    def _plus(self, other: Fraction | int) -> Any:
        made = super()._plus(other)
        return _as_whole(made) if _is_whole(other) else made

    def looked_up(self, table: Lookup) -> Fraction | int:
        """Return the value of a table at it; see `lawcheck.model.lookups`."""
        return whole(self.path, self.path.looked_up(table, self.above))

    def __truediv__(self, other: Any) -> Any:
        return refuse() if _is_whole(other) else super().__truediv__(other)

    def __rtruediv__(self, other: Any) -> Any:
        return refuse() if _is_whole(other) else super().__rtruediv__(other)


def _is_number(thing: object) -> TypeGuard[Fraction | int]:
    # `isinstance` asks for the class, which a `Whole` does not tell
    return issubclass(type(thing), Fraction | int)


def _is_symbol(thing: object) -> TypeGuard[Symbol]:
    return issubclass(type(thing), Symbol)


def _is_whole(number: object) -> bool:
    return isinstance(number, Whole) or type(number) in (int, bool)


def _as_whole(number: Fraction) -> Fraction | int:
    return whole(number.path, number.above) if _is_symbol(number) else int(number)


_Divisors = Mapping[tuple[Polynomial, Polynomial], int]


def _reduced_by(symbol: Symbol) -> _Divisors:
    """Return what numerator and denominator are divided by: a number of unknown size."""
    return {} if symbol.below.constant == 1 else {(symbol.above, symbol.below): 1}


class Term(BySign, Opaque):
    """A product of numerators and denominators, as rules multiply them crosswise.

    A `Fraction` is in lowest terms. For a column, the common divisor of numerator and denominator
    is unknown, so a term is `polynomial / (an unknown number above zero)`. Two terms can be
    compared if they have the same unknown divisors; the sign of a term is always known.

    Attributes:
        path: the path on which it is valid.
        polynomial: the product without the divisors.
        divisors: the unknown divisors, with their exponents.
    """

    def __init__(self, path: Path, polynomial: Polynomial, divisors: _Divisors) -> None:
        self.path, self.polynomial, self.divisors = path, polynomial, divisors

    def _other(self, other: object) -> Term:
        if isinstance(other, Term):
            return other
        if isinstance(other, Opaque) or not isinstance(other, int):
            raise LeftToRule
        return Term(self.path, Polynomial.number(other), {})

    def __mul__(self, other: object) -> Term:
        other = self._other(other)
        divisors = dict(self.divisors)
        for each, power in other.divisors.items():
            divisors[each] = divisors.get(each, 0) + power
        return Term(self.path, self.polynomial * other.polynomial, divisors)

    __rmul__ = __mul__

    def _compare(self, other: object, signs: Signs) -> bool:
        other = self._other(other)
        if self.divisors == other.divisors or not other.polynomial.terms:
            return self.path.holds(self.polynomial - other.polynomial, signs)
        if not self.polynomial.terms:
            return self.path.holds(-other.polynomial, signs)
        raise LeftToRule

    def __floordiv__(self, other: object) -> Fraction | int:
        other = self._other(other)
        if self.divisors != other.divisors or not self.path.holds(other.polynomial, POSITIVE):
            raise LeftToRule
        return whole(self.path, self.path.floor(Quotient(self.polynomial, other.polynomial)))


class Denominator(Term):
    """The denominator of one fraction in lowest terms."""

    __hash__ = BySign.__hash__  # Python takes it away from a class that defines `__eq__`

    def __eq__(self, other: object) -> bool:
        if type(other) is not int or other != 1:
            return super().__eq__(other)
        # it is 1 if the fraction is a whole number
        ((above, below),) = self.divisors
        floor = self.path.floor(Quotient(above, below))
        return self.path.holds(above - floor * below, ZERO)
