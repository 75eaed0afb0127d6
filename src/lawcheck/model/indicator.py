"""The protocols of indicator types (评分方式), and the objects that they take and return.

A type is a frozen attrs class. Its fields are its keys in the checklist, its docstring is its
reference page, and `score` returns what one unit loses (or gains) and why. It never sees a file,
a screen, or another item; the engine applies caps, floors, N/A policies and rounding.
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
"""A value in a checklist: a fact, a number, or a measure."""


@attrs.frozen
class Wants:
    """The kind of value that a field of a type accepts; checked when the checklist is loaded.

    Types use the annotations that are made of it: `Number`, `Date`, `YesNo`, `Share`, `PerPeriod`.

    >>> from typing import get_args
    >>> from lawcheck.plugin import Number, Wants
    >>> Wants("number") in get_args(Number)
    True

    Attributes:
        kind: `number`, `date`, `yes_no`, `yes_no_or_number` or `number_or_per_period`.
    """

    kind: str


Number = Annotated[Value, Wants("number")]
"""A field that takes a number: a count, an amount, a rate, a constant or a measure."""
Date = Annotated[Value, Wants("date")]
"""A field that takes a date."""
YesNo = Annotated[Value, Wants("yes_no")]
"""A field that takes a yes/no fact."""
PerPeriod = Annotated[Value, Wants("number_or_per_period")]
"""A field that takes a number, or a measure with the key `by`."""
Share = Annotated[Value, Wants("yes_no_or_number")]
"""A field that takes a yes/no fact or a number (1 is all)."""


OTHER_UNITS: Final = "@"
"""Prefix of the id of another unit whose value is missing; alone, it means all other units."""


def other_units(peers: Iterable[Peer]) -> tuple[str, ...]:
    """Return the names for `MissingEvidence` if the values of these units are not known."""
    return tuple(f"{OTHER_UNITS}{peer.unit}" for peer in peers)


class AwaitsJudgement(Exception):
    """A person has to decide first; the points are open until then.

    Raised by `Rule.score`.

    >>> from lawcheck.plugin import ONE, AwaitsJudgement, Result
    >>> def score(case):
    ...     if case.judgement is None:
    ...         raise AwaitsJudgement(lost=ONE)
    ...     return Result()

    Attributes:
        lost: points of the item that are lost whatever the person decides.
        kept: points that it has in any case.
    """

    def __init__(self, lost: Fraction = ZERO, kept: Fraction = ZERO) -> None:
        self.lost, self.kept = lost, kept
        super().__init__()


class BadEvidence(Exception):
    """The evidence contradicts itself in a way that only this rule sees; the run is refused.

    Raised by `Rule.score`.

    >>> from lawcheck.plugin import BadEvidence, FactRef, Result, message
    >>> def score(case):
    ...     late, all_cases = case.read_all([FactRef("late"), FactRef("cases")])
    ...     if late.value > all_cases.value:
    ...         why = message("超期多于总数；请核对", "more late than there are; check them")
    ...         raise BadEvidence(why, (*late.cites, *all_cases.cites))
    ...     return Result()

    Attributes:
        why: what is wrong and what to do.
        cites: the facts or records that contradict each other.
    """

    def __init__(self, why: Message, cites: Iterable[Cited] = ()) -> None:
        self.why = why
        self.cites = tuple(cites)
        super().__init__(why)


@attrs.frozen
class Result:
    """The result of a rule for one unit.

    >>> from lawcheck.plugin import ONE, Deduction, Result, message
    >>> full = Result()
    >>> less = Result((Deduction(ONE, message("少1次", "1 short")),))
    >>> sum(each.points for each in less.deductions)
    Fraction(1, 1)

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
    """The input of a rule: one unit's evidence and what the item is worth.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import Case, Evidence, Fact, FactRef, Unit, year
    >>> evidence = Evidence(Unit("a"), {"cases": Fact("cases", Fraction(2))})
    >>> case = Case("item", Fraction(5), evidence, year(2023))
    >>> case.read(FactRef("cases")).value
    Fraction(2, 1)

    Attributes:
        key: the indicator's id; `item.part` inside an item of several rules.
        points: the most that can be lost (or, for a bonus, gained). None where the item's cost
            has no limit.
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
        """The item's points, for rules that need a full score.

        The loader refuses such rules in items without points.
        """
        return ZERO if self.points is None else self.points

    @property
    def judgement(self) -> Judgement | None:
        """The judgement of a person on this item; None if there is none."""
        return self.evidence.judgements.get(self.key)

    @property
    def peers(self) -> tuple[Peer, ...]:
        """The other units that this item is compared with, for a type that is `Peered`.

        Raises:
            MissingEvidence: this unit has not been compared with others, or has no group although
                the item compares units of one group.
        """
        peers = self.evidence.peers.get(self.key)
        if peers is None:
            raise MissingEvidence((OTHER_UNITS,))
        return peers

    def read(self, value: Value) -> Reading:
        """Read a value for this unit.

        Raises:
            MissingEvidence: it is not known.
            DoesNotApply: 0 of 0, where the checklist says that this means not applicable.
        """
        return value.read(self.evidence)

    def read_all(self, values: Sequence[Value]) -> tuple[Reading, ...]:
        """Read several values; an error names everything that is missing for any of them.

        Raises:
            MissingEvidence: some are not known.
            DoesNotApply: all others are known, and one is 0 of 0 where this means not applicable.
        """
        try:
            return tuple([value.read(self.evidence) for value in values])
        except (MissingEvidence, DoesNotApply):  # rare, so values are read again only then
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
        """Return whether conditions on facts hold, as a reading with the facts that they name.

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
        """Read a date value; return the date and the reading."""
        reading = value.read(self.evidence)
        assert isinstance(reading.value, date | Never)  # noqa: S101 - the loader checks the kind
        return reading.value, reading

    def part(self, name: str, points: Fraction) -> Case:
        """Return the case for one part of the item."""
        return Case(f"{self.key}.{name}", points, self.evidence, self.period)


@attrs.frozen
class Fault:
    """A problem in how a checklist uses a type.

    Yielded by the method `check` of a type.

    >>> from lawcheck.plugin import ZERO, Fault, message
    >>> def check(self, points):
    ...     if self.target <= ZERO:
    ...         what = message("目标须大于0", "the target must be above 0")
    ...         yield Fault(what, "target")

    Attributes:
        what: what is wrong and what to do.
        key: the key of the type that it is about; empty for the item as a whole.
        unless_below_zero: not a problem for an item with a `floor` below zero, which may lose more
            than its points.
    """

    what: Message
    key: str = ""
    unless_below_zero: bool = False


@runtime_checkable
class Rule(Protocol):
    """An indicator with its parameters filled in: an instance of an indicator type.

    >>> import attrs
    >>> from lawcheck import build_evidence, score
    >>> from lawcheck.plugin import Deduction, FactRef, Number, Result, Rule, Spec, message
    >>> from lawcheck.testing import one_item
    >>> @attrs.frozen
    ... class Each:
    ...     type_name = "each"
    ...     value: Number
    ...
    ...     def describe(self):
    ...         return message("每件扣1分", "1 off for each")
    ...
    ...     def score(self, case):
    ...         reading = case.read(self.value)
    ...         if not reading.value:
    ...             return Result(about=reading.about)
    ...         reason = message("{n}件", "{n} cases", n=reading.value)
    ...         deduction = Deduction(reading.value, reason, reading.cites)
    ...         return Result((deduction,), about=reading.about)
    >>> isinstance(Each(FactRef("cases")), Rule)
    True
    >>> checklist = one_item(Each(FactRef("cases")), facts={"cases": Spec("count")})
    >>> card = score(checklist, build_evidence(checklist, unit="a", facts={"cases": 2}))
    >>> print(card.score)
    3
    """

    type_name: ClassVar[str]

    def describe(self) -> Message:
        """Return the rule in one sentence, as a score sheet would print it."""

    def score(self, case: Case) -> Result:
        """Return what this unit loses or gains.

        Raises:
            MissingEvidence, DoesNotApply: from reading values; let them pass.
            AwaitsJudgement: a person has to decide first.
        """


@runtime_checkable
class Checked(Protocol):
    """A type that checks at load time how it is used."""

    def check(self, points: Fraction | None) -> Iterator[Fault]:
        """Yield the problems, given the item's points."""


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
    """A type that compares units; `score` finds the values of the others in `case.peers`.

    >>> import attrs
    >>> from lawcheck.plugin import ONE, Deduction, FactRef, Number, Peered, Result, message
    >>> @attrs.frozen
    ... class NotBest:
    ...     type_name = "not_best"
    ...     value: Number
    ...     within = "group"
    ...
    ...     def describe(self):
    ...         return message("非最高的扣1分", "1 off unless highest")
    ...
    ...     def compared(self, case):
    ...         return case.read(self.value).value
    ...
    ...     def score(self, case):
    ...         own = case.read(self.value)
    ...         if all(own.value >= peer.value for peer in case.peers):
    ...             return Result(about=own.about)
    ...         deduction = Deduction(ONE, message("不是最高", "not the highest"), own.cites)
    ...         return Result((deduction,), about=own.about)
    >>> isinstance(NotBest(FactRef("cases")), Peered)
    True
    """

    @property
    def within(self) -> Literal["all", "group", "kind"]:
        """Which units are compared, all, those of one group, or those of one kind."""

    def compared(self, case: Case) -> Fraction:
        """Return the number of one unit that is compared.

        Raises:
            MissingEvidence: it is not known.
            DoesNotApply: the unit takes no part in the comparison.
        """


@runtime_checkable
class Paired(Protocol):
    """A type that compares a part with a whole.

    Evidence in which a part is above its whole is refused, with the place of the part.

    >>> import attrs
    >>> from lawcheck.plugin import FactRef, Paired
    >>> @attrs.frozen
    ... class InTime:
    ...     on_time: FactRef
    ...     cases: FactRef
    ...
    ...     def pairs(self):
    ...         yield self.on_time.name, self.cases.name
    >>> rule = InTime(FactRef("on_time"), FactRef("cases"))
    >>> isinstance(rule, Paired), list(rule.pairs())
    (True, [('on_time', 'cases')])
    """

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield pairs of fact names, (part, whole)."""


@attrs.frozen
class SamplingError:
    """The sampling error of an item: a confidence interval for the points that it loses.

    It says how far the points of the sample may be from those that all cases would have given.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import SamplingError
    >>> error = SamplingError(Fraction("0.5"), Fraction(2), Fraction("0.95"))
    >>> error.most - error.least
    Fraction(3, 2)

    Attributes:
        least: the fewest points that may be lost; like a deduction, before the item's cap.
        most: the most that may be lost. What `score` takes off lies between the two.
        confidence: the probability of both ends together, such as 95%.
    """

    least: Fraction
    most: Fraction
    confidence: Fraction


@runtime_checkable
class Sampled(Protocol):
    """A type that scores a sample and computes its sampling error.

    >>> from lawcheck.plugin import ONE, ZERO, Sampled, SamplingError
    >>> class Reviewed:
    ...     def sampling_error(self, case):
    ...         return SamplingError(ZERO, ONE, ONE)
    >>> isinstance(Reviewed(), Sampled)
    True
    """

    def sampling_error(self, case: Case) -> SamplingError | None:
        """Return the interval of the item's loss; None if its points come from no sample.

        Called only for items for which `score` returned a result, with the same case.

        Raises:
            DoesNotApply: where `score` does.
        """


def missing(gaps: Iterable[MissingEvidence]) -> MissingEvidence:
    """Merge several errors into one, with each name, record and cause once."""
    gaps = tuple(gaps)
    names = dict.fromkeys(name for gap in gaps for name in gap.names)
    records = {(record.register, record.number): record for gap in gaps for record in gap.records}
    whys = list(dict.fromkeys(gap.why for gap in gaps if gap.why is not None))
    return MissingEvidence(names, records.values(), why=join(whys) if whys else None)


@runtime_checkable
class Judgeable(Protocol):
    """A type that takes the judgement of a person.

    >>> from lawcheck.plugin import Judgeable
    >>> class Judged:
    ...     def judged(self, key):
    ...         yield key
    >>> isinstance(Judged(), Judgeable)
    True
    """

    def judged(self, key: str) -> Iterator[str]:
        """Yield the keys under which it looks for judgements, given its own."""


_Change = TypeVar("_Change", Deduction, Gain)


def limit(changes: Iterable[_Change], at_most: Fraction, why: Message) -> tuple[_Change, ...]:
    """Cap the sum of these deductions (or gains).

    The first ones count in full, the one that passes the cap in part, the rest 0. For example,
    at most 5 of 3, 3 and 1 leaves 3, 2 and 0. Each that is reduced keeps what it asked for in
    `asked`, and one that several caps reduced names all of them in `limited`. The sum of the
    result is exactly the smaller of their sum and `at_most`.
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
