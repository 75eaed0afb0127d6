"""Days that stand for a whole column while a rule is run; see `lawcheck.tables.symbols`."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from lawcheck.model.exact import ONE
from lawcheck.tables.knowledge import (
    AT_LEAST_ZERO,
    AT_MOST_ZERO,
    NEGATIVE,
    POSITIVE,
    ZERO,
)
from lawcheck.tables.opaque import LeftToRule, Opaque, refuse
from lawcheck.tables.polynomials import Polynomial
from lawcheck.tables.symbols import Path, quotient_of, whole


class Day(date):
    """A date that differs between units: a number of days since 1970-01-01.

    It is a `date`, so that rules that ask for its type treat it like one.
    """

    _KNOWN = frozenset(("path", "number", "toordinal", "fromordinal"))
    path: Path
    number: Polynomial

    def __new__(cls, path: Path, number: Polynomial) -> Day:
        """Make a day; the date that its base class holds is never used."""
        self = super().__new__(cls, 1970, 1, 1)
        self.path, self.number = path, number
        return self

    def __getattribute__(self, name: str) -> Any:
        if name in Day._KNOWN or (name.startswith("__") and name.endswith("__")):
            return super().__getattribute__(name)
        raise LeftToRule

    def toordinal(self) -> Any:
        """Return the number of days since the day before 1 January of the year 1."""
        return whole(self.path, self.number + Polynomial.number(_FIRST_DAY.toordinal()))

    def fromordinal(self, ordinal: Fraction | int) -> date:  # type: ignore[override]
        """Return the day with a number; of `date`, it is a method of the class."""
        number = quotient_of(ordinal * ONE).above
        return Day(self.path, number - Polynomial.number(_FIRST_DAY.toordinal()))

    def __add__(self, other: object) -> Any:
        if type(other) is not timedelta or other != timedelta(days=other.days):
            raise LeftToRule
        day = self.number + Polynomial.number(other.days)
        for last, signs in ((date.max, AT_MOST_ZERO), (date.min, AT_LEAST_ZERO)):
            if not self.path.holds(day - _day(last), signs):
                raise LeftToRule
        return Day(self.path, day)

    __radd__ = __add__

    def __sub__(self, other: object) -> Any:
        if type(other) is timedelta:
            return self + -other
        return Days(self.path, self.number - _day(other))

    def __rsub__(self, other: object) -> Any:
        return Days(self.path, _day(other) - self.number)

    def __lt__(self, other: object) -> bool:
        return self.path.holds(self.number - _day(other), NEGATIVE)

    def __le__(self, other: object) -> bool:
        return self.path.holds(self.number - _day(other), AT_MOST_ZERO)

    def __gt__(self, other: object) -> bool:
        return self.path.holds(self.number - _day(other), POSITIVE)

    def __ge__(self, other: object) -> bool:
        return self.path.holds(self.number - _day(other), AT_LEAST_ZERO)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, date) and self.path.holds(self.number - _day(other), ZERO)

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = __str__ = __repr__ = __format__ = __reduce__ = __reduce_ex__ = refuse


_FIRST_DAY = date(1970, 1, 1)


def _day(other: object) -> Polynomial:
    if isinstance(other, Day):
        return other.number
    if type(other) is not date:  # a datetime has hours, too
        raise LeftToRule
    return Polynomial.number((other - _FIRST_DAY).days)


class Days(Opaque):
    """The time between two days."""

    def __init__(self, path: Path, days: Polynomial) -> None:
        self._path, self._days = path, days

    @property
    def days(self) -> Fraction | int:
        """The number of days."""
        return whole(self._path, self._days)
