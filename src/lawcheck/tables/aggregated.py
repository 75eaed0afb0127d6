"""Measures over a register whose results are computed in advance and stand among the facts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import Any, Final, NoReturn

import attrs

from lawcheck.model.calendars import Period
from lawcheck.model.conditions import Where
from lawcheck.model.deductions import Tally
from lawcheck.model.evidence import Evidence, Fact, Record, Unit, Value
from lawcheck.model.measures import FactRef
from lawcheck.model.operations import Operation
from lawcheck.model.readings import MissingEvidence, Reading
from lawcheck.model.register_measures import OverRecords
from lawcheck.tables.operation_forms import FORMS, Form
from lawcheck.tables.rule_per_input import UNAVAILABLE, NeedsUnit
from lawcheck.tables.symbols import Symbol

AGGREGATED: Final = "#"
"""Prefix of the fact name of a measure; names of a checklist's facts cannot begin with it."""


@attrs.frozen
class Aggregated(OverRecords):
    """A measure over a register that reads its result from a fact.

    Attributes:
        name: name of the fact. The position of a period is appended (`#3:0`), and `:n` and `:d`
            for numerator and denominator of a quotient (`#3:0:n`).
        spans: the periods by which records are divided; empty if they are not.
    """

    name: str = ""
    spans: tuple[Period, ...] = ()

    @property
    def form(self) -> Form:
        """The column form of its operation."""
        return FORMS[type(self.operation)]

    @property
    def facts(self) -> tuple[str, ...]:
        """Names of all facts that it reads."""
        places = tuple(f":{place}" for place, _ in enumerate(self.spans)) or ("",)
        return tuple(f"{self.name}{place}{end}" for place in places for end in self.form.ends)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the register's columns from which it is computed."""
        own = tuple(name for name in (self.of, self.by) if name)
        return tuple(dict.fromkeys((*own, *self.where.columns, *self.among.columns)))

    def read(self, evidence: Evidence) -> Reading:
        """Return the result over all records."""
        return self._reading(evidence, self.name)

    def read_each(self, evidence: Evidence, periods: Sequence[Period]) -> tuple[Reading, ...]:
        """Return the result for each period."""
        return tuple(
            self._reading(evidence, f"{self.name}:{place}") for place, _ in enumerate(periods)
        )

    def _reading(self, evidence: Evidence, name: str) -> Reading:
        if len(self.form.ends) == 1:
            value = self._value(evidence, name)
            if isinstance(value, Symbol):
                return SymbolReading(value, (Tally(self.register, 0, 0),), _UNLISTED)
            counted = 0
            if self.form.counts_records and isinstance(value, Fraction):
                counted = int(value)
            about = (Tally(self.register, counted, counted),)
            return Reading(value, about, _Rows(self.register, counted))
        part, whole = (self._value(evidence, f"{name}{end}") for end in self.form.ends)
        assert isinstance(part, Fraction)  # noqa: S101 - sums and counts are numbers
        assert isinstance(whole, Fraction)  # noqa: S101 - sums and counts are numbers
        if isinstance(whole, Symbol):
            about = (Tally(self.register, 0, 0),)
            return SymbolReading(part / whole, about) if whole else self.of_too_few(0, 0, about)
        about = (Tally(self.register, int(whole), int(whole)),)
        return Reading(part / whole, about) if whole else self.of_too_few(0, 0, about)

    def _value(self, evidence: Evidence, name: str) -> Value:
        fact = evidence.facts.get(name)
        if fact is None:
            raise MissingEvidence((self.register,))
        return fact.value


class _Rows(tuple[Record, ...]):
    """Records that were counted, but whose cells are not known: reading one raises `NeedsUnit`."""

    def __new__(cls, register: str, count: int) -> _Rows:
        return super().__new__(
            cls, (Record(register, number, UNAVAILABLE) for number in range(1, count + 1))
        )


class _Unlisted(tuple[Record, ...]):
    """The records of all units at once: looking at them raises `NeedsUnit`."""

    def _refuse(self, *_: object) -> NoReturn:
        raise NeedsUnit

    __iter__ = __len__ = __getitem__ = __contains__ = __add__ = __radd__ = __mul__ = _refuse
    __eq__ = __bool__ = count = index = _refuse
    __hash__ = None  # type: ignore[assignment]


_UNLISTED: Final = _Unlisted()


@attrs.frozen
class SymbolReading(Reading):
    """A reading for all units at once: it has a value, and nothing to cite."""

    @property
    def cites(self) -> tuple[Fact | Record, ...]:
        """Nothing."""
        return ()

    @property
    def sources(self) -> tuple[Fact | Record, ...]:
        """Nothing."""
        return ()

    def records_besides(
        self, other: Reading, counts_as: Callable[[Record], object]
    ) -> tuple[Record, ...]:
        """Return nothing."""
        del other, counts_as
        return ()


def over_records(rule: Any) -> Any:
    """Return a rule that computes its measures from records again."""
    return replace_measures(rule, _plain)


def _plain(measure: OverRecords) -> OverRecords:
    if not isinstance(measure, Aggregated):
        return measure
    return OverRecords(
        **{field.name: getattr(measure, field.name) for field in attrs.fields(OverRecords)}
    )


def replace_measures(thing: Any, change: Callable[[OverRecords], OverRecords]) -> Any:
    """Replace the measures over registers in a rule, at any depth.

    Objects are compared by identity: a part in which nothing was replaced is kept as it is.
    """
    if isinstance(thing, OverRecords):
        return change(thing)
    if isinstance(thing, tuple):
        parts = tuple(replace_measures(each, change) for each in thing)
        return (
            parts if any(new is not old for new, old in zip(parts, thing, strict=True)) else thing
        )
    if attrs.has(type(thing)) and not isinstance(thing, Where | Unit | Operation):
        changed = {}
        for field in attrs.fields(type(thing)):
            old = getattr(thing, field.name)
            new = replace_measures(old, change)
            if field.init and new is not old:
                changed[field.name] = new
        return attrs.evolve(thing, **changed) if changed else thing
    return thing


def facts_in(thing: Any) -> Iterator[str]:
    """Yield the names of the facts to which a rule refers.

    They are only a first guess; `rule_per_input` discovers others when the rule is run.
    """
    if isinstance(thing, FactRef):
        yield thing.name
    elif isinstance(thing, Aggregated):
        yield from thing.facts
    elif isinstance(thing, OverRecords):  # its conditions are about columns, not facts
        return
    elif isinstance(thing, Where):
        yield from thing.columns
    elif isinstance(thing, tuple):
        for each in thing:
            yield from facts_in(each)
    elif attrs.has(type(thing)):
        for field in attrs.fields(type(thing)):
            yield from facts_in(getattr(thing, field.name))
