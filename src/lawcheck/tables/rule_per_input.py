"""An item scored once for each different input: the rule itself is run, whatever type it is of."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final, Literal, NoReturn

import attrs

from lawcheck.model.calendars import Period
from lawcheck.model.conditions import Where
from lawcheck.model.evidence import Evidence, Fact, Record, Unit, Value
from lawcheck.model.measures import DoesNotApply, FactRef, MissingEvidence, Operation, OverRecords, Reading
from lawcheck.model.scorecard import Tally
from lawcheck.model.text import message

NEVER_CODE: Final = 2**31 - 1
"""The date that never came; days are counted from 1970."""
AGGREGATED: Final = "#"
"""Begins the name of a measure over a register, where its result stands among the facts; no fact is called so."""


class NeedsFacts(BaseException):
    """A rule reads facts that it was not given.

    Attributes:
        names: of the facts.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(names)
        super().__init__(self.names)


class NeedsUnit(BaseException):
    """A rule reads more than facts and results of measures: single records, or who the unit is."""


class _Facts(dict[str, Fact]):
    """The facts that a rule is known to read; it is told when it reads another."""

    def __init__(self, facts: Mapping[str, Fact], others: frozenset[str]) -> None:
        super().__init__(facts)
        self._others = others

    def get(self, name: str, default: Any = None) -> Any:
        self._known(name)
        return super().get(name, default)

    def __getitem__(self, name: str) -> Fact:
        self._known(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self._known(name)
        return super().__contains__(name)

    def _known(self, name: object) -> None:
        if name in self._others:
            raise NeedsFacts((str(name),))

    def _all(self, *_: object) -> NoReturn:
        raise NeedsFacts(self._others) if self._others else NeedsUnit

    __iter__ = keys = values = items = __len__ = _all


class _Nobody:
    """Stands for whatever unit has these facts."""

    def __getattr__(self, name: str) -> NoReturn:
        raise NeedsUnit


class Nothing(Mapping[str, Any]):
    """Registers, or cells of a record, that a rule must not look into.

    Args:
        names: of them; all names if None.
    """

    def __init__(self, names: Iterable[str] | None = None) -> None:
        self._names = None if names is None else frozenset(names)

    def __getitem__(self, name: str) -> NoReturn:
        if self._names is None or name in self._names:
            raise NeedsUnit
        raise KeyError(name)

    def __iter__(self) -> NoReturn:
        raise NeedsUnit

    def __len__(self) -> NoReturn:
        raise NeedsUnit


NOTHING: Final = Nothing()
_NOBODY: Any = _Nobody()


def evidence_of(facts: Mapping[str, Value | None], known: frozenset[str]) -> Evidence:
    """What a rule is given: these facts, and a refusal of everything else.

    Args:
        facts: by name; None is missing.
        known: every fact that there is.
    """
    given = {name: Fact(name, value) for name, value in facts.items() if value is not None}
    return Evidence(_NOBODY, _Facts(given, known - frozenset(facts)), NOTHING)


@attrs.frozen
class Form:
    """How the result of an operation stands in columns.

    Attributes:
        kind: of the result.
        of_nothing: the code for a unit without records; None where it then has no result.
        ends: what the names of its columns end with: one column, or what is divided and by what.
        is_scaled: the first column counts as the column of the register does, in fractions of its denominator.
    """

    kind: Literal["amount", "date"] = "amount"
    of_nothing: int | None = 0
    ends: tuple[str, ...] = ("",)
    is_scaled: bool = False


FORMS: Final[Mapping[Operation, Form]] = {
    "count": Form(),
    "sum": Form(is_scaled=True),
    "mean": Form(ends=(":n", ":d"), is_scaled=True),
    "highest": Form(of_nothing=None, is_scaled=True),
    "lowest": Form(of_nothing=None, is_scaled=True),
    "share": Form(ends=(":n", ":d")),
    "distinct": Form(),
    "earliest": Form("date", NEVER_CODE),
    "latest": Form("date", NEVER_CODE),
}
"""The operations that are worked out in columns; any other is left to the rule, which takes single records."""


@attrs.frozen
class Aggregated(OverRecords):
    """A measure over a register that another engine has worked out; its result stands among the facts.

    Attributes:
        name: of the fact; behind it `:n` and `:d` for what is divided, and the position of a period.
        spans: the periods into which the records are divided; none where they are not.
    """

    name: str = ""
    spans: tuple[Period, ...] = ()

    @property
    def facts(self) -> tuple[str, ...]:
        """The names of everything that it reads."""
        places = tuple(f":{place}" for place, _ in enumerate(self.spans)) or ("",)
        return tuple(f"{self.name}{place}{end}" for place in places for end in FORMS[self.operation].ends)

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the register that it reads."""
        own = tuple(name for name in (self.of, self.by) if name)
        return tuple(dict.fromkeys((*own, *self.where.columns, *self.among.columns)))

    def read(self, evidence: Evidence) -> Reading:
        """The result over all records."""
        return self._reading(evidence, self.name)

    def read_each(self, evidence: Evidence, periods: Sequence[Period]) -> tuple[Reading, ...]:
        """The result for each period."""
        return tuple(self._reading(evidence, f"{self.name}:{place}") for place, _ in enumerate(periods))

    def _reading(self, evidence: Evidence, name: str) -> Reading:
        if len(FORMS[self.operation].ends) == 1:
            value = self._value(evidence, name)
            counted = int(value) if self.operation == "count" and isinstance(value, Fraction) else 0
            return Reading(value, (Tally(self.register, counted, counted),), _Rows(self.register, counted))
        part, whole = self._value(evidence, f"{name}:n"), self._value(evidence, f"{name}:d")
        assert isinstance(part, Fraction)  # noqa: S101 - sums and counts are numbers
        assert isinstance(whole, Fraction)  # noqa: S101 - sums and counts are numbers
        about = (Tally(self.register, int(whole), int(whole)),)
        if whole:
            return Reading(part / whole, about)
        match self.operation:
            case "mean":
                raise MissingEvidence(why=self.too_few(0, 0))
            case "share":
                if self.on_zero is None:
                    raise DoesNotApply(message("没有记录，按规则不适用", "no record: not applicable by rule"))
                return Reading(self.on_zero, about)
            case _:  # another operation of two ends has no form yet for nothing to divide by
                raise NeedsUnit

    def _value(self, evidence: Evidence, name: str) -> Value:
        fact = evidence.facts.get(name)
        if fact is None:
            raise MissingEvidence((self.register,))
        return fact.value


class _Rows(tuple[Record, ...]):
    """So many records of which nothing is known but that they were counted."""

    def __new__(cls, register: str, count: int) -> _Rows:
        return super().__new__(cls, (Record(register, number, NOTHING) for number in range(1, count + 1)))


def replaced(thing: Any, change: Callable[[OverRecords], Aggregated]) -> Any:
    """The same rule with other measures over registers."""
    if isinstance(thing, OverRecords):
        return change(thing)
    if isinstance(thing, tuple):
        parts = tuple(replaced(each, change) for each in thing)
        return parts if any(new is not old for new, old in zip(parts, thing, strict=True)) else thing
    if attrs.has(type(thing)) and not isinstance(thing, Where | Unit):
        changed = {}
        for field in attrs.fields(type(thing)):
            old = getattr(thing, field.name)
            new = replaced(old, change)
            if field.init and new is not old:
                changed[field.name] = new
        return attrs.evolve(thing, **changed) if changed else thing
    return thing


def facts_in(thing: Any) -> Iterator[str]:
    """The facts that a rule names in its fields."""
    if isinstance(thing, FactRef):
        yield thing.name
    elif isinstance(thing, Aggregated):
        yield from thing.facts
    elif isinstance(thing, OverRecords):  # one that was not aggregated: single records are read
        raise NeedsUnit
    elif isinstance(thing, Where):
        yield from thing.columns
    elif isinstance(thing, tuple):
        for each in thing:
            yield from facts_in(each)
    elif attrs.has(type(thing)):
        for field in attrs.fields(type(thing)):
            yield from facts_in(getattr(thing, field.name))
