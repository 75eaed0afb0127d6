"""The input of a rule, its result, and the exceptions that it may raise."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

import attrs

from lawcheck.model.calendars import Period
from lawcheck.model.conditions import EVERYTHING, Where
from lawcheck.model.deductions import Cited, Deduction, Gain, Tally
from lawcheck.model.evidence import Evidence, Fact, Judgement, Never, Unit
from lawcheck.model.exact import ONE, ZERO
from lawcheck.model.item_scores import read_conditions
from lawcheck.model.measures import FactRef
from lawcheck.model.peers import OTHER_UNITS, Peers
from lawcheck.model.readings import DoesNotApply, MissingEvidence, Reading, missing
from lawcheck.model.record_lines import NumbersOf, RecordLines, SumsOfRecords, each_record
from lawcheck.model.rule_fields import Value
from lawcheck.model.text import Message


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
        why: whose judgement is awaited, where some have judged already.
    """

    def __init__(
        self, lost: Fraction = ZERO, kept: Fraction = ZERO, why: Message | None = None
    ) -> None:
        self.lost, self.kept, self.why = lost, kept, why
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
        notes: what a reader should know besides, such as judges that disagree.
    """

    deductions: tuple[Deduction, ...] = ()
    gains: tuple[Gain, ...] | None = None
    about: tuple[Fact | Tally, ...] = ()
    working: Message | None = None
    notes: tuple[Message, ...] = ()


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
        period: the time that is assessed; as of a day, its parts that are `over` are.
        share: the share of what the item demands that is due; below 1 only for a type that is
            `ProRated`.
    """

    key: str
    points: Fraction | None
    evidence: Evidence
    period: Period
    share: Fraction = ONE

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
        """The judgement of a person on this item; None if there is none.

        There is at most one, unless the type is `JudgedByMany`.
        """
        return next(iter(self.judgements), None)

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements on this item, for a type that is `JudgedByMany`."""
        return self.evidence.judgements.get(self.key, ())

    @property
    def peers(self) -> Peers:
        """The other units that this item is compared with, for a type that is `Peered`.

        Raises:
            MissingEvidence: this unit has not been compared with others, or has no group although
                the item compares units of one group.
        """
        peers = self.evidence.peers.get(self.key)
        if peers is None:
            raise MissingEvidence((OTHER_UNITS,))
        return peers if isinstance(peers, Peers) else Peers.of(peers)

    def read(self, value: Value, enough: Fraction | None = None) -> Reading:
        """Read a value for this unit.

        Evidence may say of a fact only that it is at least so much (160余场). Such a fact is
        missing, unless the rule says that no more is asked for:

        >>> from fractions import Fraction
        >>> from lawcheck.plugin import Case, Evidence, Fact, FactRef, Unit, year
        >>> many = Fact("events", Fraction(160), at_least=True)
        >>> evidence = Evidence(Unit("a"), at_least={"events": many})
        >>> case = Case("item", Fraction(5), evidence, year(2023))
        >>> str(case.read(FactRef("events"), enough=Fraction(100)).value)
        '160'

        Args:
            value: what is read.
            enough: from this on, every value means the same to the rule. None if no two do.

        Raises:
            MissingEvidence: it is not known.
            DoesNotApply: 0 of 0, where the checklist says that this means not applicable.
        """
        try:
            return value.read(self.evidence)
        except MissingEvidence:
            if enough is not None and isinstance(value, FactRef):
                reading = value.read_lowest(self.evidence, enough)
                if reading is not None:
                    return reading
            raise

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

        They may look at scores of other items, too.

        Raises:
            MissingEvidence: a fact or a score that decides is not known.
        """
        return read_conditions(where, self.evidence)

    def date(self, value: Value) -> tuple[date | Never, Reading]:
        """Read a date value; return the date and the reading."""
        reading = value.read(self.evidence)
        assert isinstance(reading.value, date | Never)  # noqa: S101 - the loader checks the kind
        return reading.value, reading

    def each_record(
        self, register: str, numbers: NumbersOf, where: Where = EVERYTHING
    ) -> RecordLines:
        """Compute numbers of each record of a register, which the rule adds up.

        A table has one line in place of all: it holds the sums for a whole column of units, and
        its record can only be cited. So the rule must give the same state and points for the lines
        and for one line with their sums, and for no line and one with zeros. It may add lines up,
        cap their sum and compare it. `numbers` may compute and compare.

        >>> from fractions import Fraction
        >>> from lawcheck.plugin import Case, Evidence, Record, Unit, year
        >>> def fine(visit):
        ...     return (max(visit.values["late"] - 5, Fraction(0)) / 10,)
        >>> visits = tuple(Record("visits", n, {"late": Fraction(9 * n)}) for n in (1, 2))
        >>> evidence = Evidence(Unit("a"), registers={"visits": visits})
        >>> found = Case("item", Fraction(5), evidence, year(2023)).each_record("visits", fine)
        >>> [str(line.numbers[0]) for line in found.lines], str(found.total(0))
        (['2/5', '13/10'], '17/10')

        Args:
            register: name of the register.
            numbers: returns the numbers of a record, always as many, or None if it takes no part;
                a method of the rule, so that it is the same function whenever the rule is run. It
                reads nothing but the record, and may raise `MissingEvidence`.
            where: which records are looked at.

        Raises:
            MissingEvidence: the register is absent, or records have blanks; names all of them.
        """
        registers = self.evidence.registers
        if isinstance(registers, SumsOfRecords):
            return registers.sums(register, numbers, where)
        return each_record(registers, register, numbers, where)

    def part(self, name: str, points: Fraction) -> Case:
        """Return the case for one part of the item."""
        return Case(f"{self.key}.{name}", points, self.evidence, self.period, self.share)
