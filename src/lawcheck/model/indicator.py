"""What an indicator type (评分方式) must offer, and what it is given.

A type is a frozen attrs class. Its fields are its keys in the checklist, its docstring is its reference page, and
`score` says what one unit loses (or gains) and why. It never sees a file, a screen, or another item; caps, floors,
N/A policies and rounding are the engine's business.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Annotated, ClassVar, Final, Literal, Protocol, TypeVar, runtime_checkable

import attrs

from lawcheck.model.calendars import Period
from lawcheck.model.conditions import Where
from lawcheck.model.evidence import Evidence, Fact, Judgement, Never, Peer, Unit
from lawcheck.model.exact import ZERO
from lawcheck.model.measures import (
    Constant,
    DoesNotApply,
    FactRef,
    MissingEvidence,
    OverFacts,
    OverRecords,
    Reading,
)
from lawcheck.model.scorecard import Cited, Deduction, Gain, Tally
from lawcheck.model.text import Message, join

Value = FactRef | Constant | OverFacts | OverRecords
"""What may stand where a value stands in a checklist, which is a fact, a number, or a measure."""


@attrs.frozen
class Wants:
    """The kind of value that a field of a type accepts; checked when the checklist is loaded."""

    kind: str


Number = Annotated[Value, Wants("number")]
"""A field that takes a number, be it a count, an amount, a rate, a constant or a measure."""
Date = Annotated[Value, Wants("date")]
"""A field that takes a date."""
YesNo = Annotated[Value, Wants("yes_no")]
"""A field that takes a yes/no fact."""
PerPeriod = Annotated[Value, Wants("number_or_per_period")]
"""A field that takes a number, or a measure with the key `by`."""
Share = Annotated[Value, Wants("yes_no_or_number")]
"""A field that takes a yes/no fact or a number (1 is all)."""


OTHER_UNITS: Final = "@"
"""In front of the id of another unit whose value is missing; by itself, for all of them."""


def other_units(peers: Iterable[Peer]) -> tuple[str, ...]:
    """The names of what is missing where the values of other units are not known."""
    return tuple(f"{OTHER_UNITS}{peer.unit}" for peer in peers)


class AwaitsJudgement(Exception):
    """A person has to decide first; the points are open until then.

    Attributes:
        lost: points of the item that are lost whatever the person decides.
        kept: points that it has in any case.
    """

    def __init__(self, lost: Fraction = ZERO, kept: Fraction = ZERO) -> None:
        self.lost, self.kept = lost, kept
        super().__init__()


class BadEvidence(Exception):
    """The evidence contradicts itself in a way that only this rule sees; the run is refused."""

    def __init__(self, why: Message, cites: Iterable[Cited] = ()) -> None:
        self.why = why
        self.cites = tuple(cites)
        super().__init__(why)


@attrs.frozen
class Result:
    """What a rule makes of one unit.

    Attributes:
        deductions: what is taken off the item's points; empty for full points.
        gains: for rules that count up: what is added; None for rules that take off.
        about: the facts and registers that the rule read.
        working: the arithmetic in one line, also when nothing was lost.
    """

    deductions: tuple[Deduction, ...] = ()
    gains: tuple[Gain, ...] | None = None
    about: tuple[Fact | Tally, ...] = ()
    working: Message | None = None


@attrs.frozen
class Case:
    """What a rule is given: one unit's evidence and what the item is worth.

    Attributes:
        key: the indicator's id; `item.part` inside an item of several rules.
        points: the most that can be lost (or, for a bonus, gained). None where the item's cost has no limit.
        evidence: of the unit.
        period: the time that is assessed.
    """

    key: str
    points: Fraction | None
    evidence: Evidence
    period: Period

    @property
    def unit(self) -> Unit:
        """The unit that is scored."""
        return self.evidence.unit

    @property
    def full(self) -> Fraction:
        """The item's points, for rules that need a full score; the loader refuses them elsewhere."""
        return ZERO if self.points is None else self.points

    @property
    def judgement(self) -> Judgement | None:
        """What a person decided on this item."""
        return self.evidence.judgements.get(self.key)

    @property
    def peers(self) -> tuple[Peer, ...]:
        """The other units that this item is compared with, for a type that is `Peered`.

        Raises:
            MissingEvidence: this unit was not put beside the others, or is in no group where the item asks for one.
        """
        peers = self.evidence.peers.get(self.key)
        if peers is None:
            raise MissingEvidence((OTHER_UNITS,))
        return peers

    def read(self, value: Value) -> Reading:
        """The value for this unit.

        Raises:
            MissingEvidence: it is not known.
            DoesNotApply: 0 of 0, where the checklist says that this means not applicable.
        """
        return value.read(self.evidence)

    def read_all(self, values: Sequence[Value]) -> tuple[Reading, ...]:
        """Several values; what is not known of any of them is named together.

        Raises:
            MissingEvidence: some are not known.
            DoesNotApply: all others are known, and one is 0 of 0 where this means not applicable.
        """
        try:
            return tuple([value.read(self.evidence) for value in values])
        except (MissingEvidence, DoesNotApply):
            return self._with_all_gaps(values)

    def _with_all_gaps(self, values: Iterable[Value]) -> tuple[Reading, ...]:
        readings: list[Reading] = []
        gaps: list[MissingEvidence] = []
        applies_not: DoesNotApply | None = None
        for value in values:
            try:
                readings.append(self.read(value))
            except MissingEvidence as error:
                gaps.append(error)
            except DoesNotApply as error:
                applies_not = applies_not or error
        if gaps:
            raise missing(gaps)
        if applies_not:
            raise applies_not
        return tuple(readings)

    def holds(self, where: Where) -> Reading:
        """Whether conditions on facts hold, with the facts that they name.

        Raises:
            MissingEvidence: a fact that decides is not known.
        """
        facts = self.evidence.facts
        found = {name: fact for name in where.columns if (fact := facts.get(name)) is not None}
        truth = where.holds({name: fact.value for name, fact in found.items()})
        if truth is None:
            raise MissingEvidence(name for name in where.columns if name not in found)
        return Reading(truth, tuple(found.values()))

    def date(self, value: Value) -> tuple[date | Never, Reading]:
        """A date value and its reading."""
        reading = value.read(self.evidence)
        assert isinstance(reading.value, date | Never)  # noqa: S101 - the loader lets only dates stand here
        return reading.value, reading

    def part(self, name: str, points: Fraction) -> Case:
        """The same case for one part of an item."""
        return Case(f"{self.key}.{name}", points, self.evidence, self.period)


@attrs.frozen
class Fault:
    """Something wrong in how a checklist uses a type.

    Attributes:
        what: what is wrong and what to do.
        key: the key of the type's fields that it concerns; empty for the item as a whole.
        unless_below_zero: it is no fault of an item that has a `floor` below zero, which may lose more than its points.
    """

    what: Message
    key: str = ""
    unless_below_zero: bool = False


@runtime_checkable
class Rule(Protocol):
    """An indicator with its parameters filled in: an instance of an indicator type."""

    type_name: ClassVar[str]

    def describe(self) -> Message:
        """The rule in one sentence, as a score sheet would print it."""

    def score(self, case: Case) -> Result:
        """What this unit loses or gains.

        Raises:
            MissingEvidence, DoesNotApply: from reading values; let them pass.
            AwaitsJudgement: a person has to decide first.
        """


@runtime_checkable
class Checked(Protocol):
    """A type that can tell at load time that it is used wrongly."""

    def check(self, points: Fraction | None) -> Iterator[Fault]:
        """The faults, given the item's points."""


@runtime_checkable
class NamedRule(Protocol):
    """One rule inside an item of several."""

    @property
    def id(self) -> str:
        """Unique in the item."""

    @property
    def rule(self) -> Rule:
        """The rule."""


@runtime_checkable
class Peered(Protocol):
    """A type that compares units; each unit is given the values of the others as `case.peers`."""

    @property
    def within(self) -> Literal["all", "group", "kind"]:
        """Which units are compared with each other, which is all, those of one group, or those of one kind."""

    def compared(self, case: Case) -> Fraction:
        """What is compared, of one unit.

        Raises:
            MissingEvidence: it is not known.
            DoesNotApply: the unit takes no part in the comparison.
        """


@runtime_checkable
class Paired(Protocol):
    """A type that compares a part with a whole; the reader refuses a part above its whole, with its place."""

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Fact names, (part, whole)."""


@attrs.frozen
class SamplingError:
    """How far the points of an item may be from those that everything would have given, of which a sample was looked at.

    Attributes:
        least: the fewest points that may be lost; like a deduction, before the item's cap.
        most: the most that may be lost. What `score` takes off lies between the two.
        confidence: how sure one can be of both ends together, such as 95%.
    """

    least: Fraction
    most: Fraction
    confidence: Fraction


@runtime_checkable
class Sampled(Protocol):
    """A type that scores a sample, and can tell its sampling error."""

    def sampling_error(self, case: Case) -> SamplingError | None:
        """Between what losses the item lies; None where no sample is behind its points.

        Asked of items that `score` gave a result for, with the same case.

        Raises:
            DoesNotApply: where `score` does.
        """


def missing(gaps: Iterable[MissingEvidence]) -> MissingEvidence:
    """Several gaps as one, each name, record and cause once."""
    gaps = tuple(gaps)
    names = dict.fromkeys(name for gap in gaps for name in gap.names)
    records = {(record.register, record.number): record for gap in gaps for record in gap.records}
    whys = list(dict.fromkeys(gap.why for gap in gaps if gap.why is not None))
    return MissingEvidence(names, records.values(), why=join(whys) if whys else None)


@runtime_checkable
class Judgeable(Protocol):
    """A type that takes the judgement of a person."""

    def judged(self, key: str) -> Iterator[str]:
        """The keys under which it looks for judgements, given its own."""


_Change = TypeVar("_Change", Deduction, Gain)


def limit(changes: Iterable[_Change], at_most: Fraction, why: Message) -> tuple[_Change, ...]:
    """Cap what these deductions (or gains) come to together, first come first counted; each keeps what it asked for.

    A change that two caps cut names both.

    The sum of the result is exactly the smaller of their sum and `at_most`.
    """
    left = at_most
    kept = []
    for change in changes:
        points = min(change.points, left)
        left -= points
        if points == change.points:
            kept.append(change)
        else:
            asked = change.points if change.asked is None else change.asked
            limited = why if change.limited is None else join((change.limited, why))
            kept.append(attrs.evolve(change, points=points, asked=asked, limited=limited))
    return tuple(kept)
