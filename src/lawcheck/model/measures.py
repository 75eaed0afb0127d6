"""Values and measures: a fact, a constant, or an operation (`operations`) over registers or facts.

Nothing is guessed: a measure that needs a blank cell or an absent fact raises `MissingEvidence`
and names it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, ClassVar, Protocol

import attrs

from lawcheck.model.calendars import Period
from lawcheck.model.conditions import EVERYTHING, Where
from lawcheck.model.evidence import Evidence, Fact, Record, Value
from lawcheck.model.exact import ZERO
from lawcheck.model.operations import Operation, as_operation, combined
from lawcheck.model.scorecard import Tally
from lawcheck.model.text import Message, Text, literal, message


class MissingEvidence(Exception):
    """A value that a rule needs is not known.

    Facts or registers are absent, or records have blanks. Rules let it pass; the item is open.

    >>> from lawcheck.plugin import Evidence, FactRef, MissingEvidence, Unit
    >>> try:
    ...     FactRef("cases").read(Evidence(Unit("a")))
    ... except MissingEvidence as error:
    ...     print(error.names)
    ('cases',)

    Attributes:
        names: the absent facts and registers; `register.column` for a column with blanks.
        records: the records with blanks.
        lost: points of the item that are lost whatever the value turns out to be.
        kept: points that it has in any case.
        why: the cause in words if it is not an absent value: for example, too few records.
    """

    def __init__(
        self,
        names: Iterable[str] = (),
        records: Iterable[Record] = (),
        lost: Fraction = ZERO,
        kept: Fraction = ZERO,
        why: Message | None = None,
    ) -> None:
        self.names = tuple(names)
        self.records = tuple(records)
        self.lost, self.kept = lost, kept
        self.why = why
        super().__init__(self.names, self.records)


class DoesNotApply(Exception):
    """The rule itself says that the item does not apply (0 of 0 where `on_zero: not_applicable`).

    >>> from lawcheck.plugin import Comparison, DoesNotApply, Evidence, OverRecords, Unit, Where
    >>> won = Where((Comparison("won", "equals", True),))
    >>> share = OverRecords("share", "lawsuits", where=won)
    >>> try:
    ...     share.read(Evidence(Unit("a"), registers={"lawsuits": ()}))
    ... except DoesNotApply as error:
    ...     print(error.why.pick("en"))
    no record in ...: not applicable by rule

    Attributes:
        why: the reason in words.
    """

    def __init__(self, why: Message) -> None:
        self.why = why
        super().__init__(why)


@attrs.frozen
class Reading:
    """A value that was read, with the facts and records that it comes from.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import Evidence, Fact, FactRef, Unit
    >>> evidence = Evidence(Unit("a"), {"cases": Fact("cases", Fraction(2))})
    >>> reading = FactRef("cases").read(evidence)
    >>> reading.value, [fact.name for fact in reading.facts]
    (Fraction(2, 1), ['cases'])

    Attributes:
        value: the value; for a number measure a Fraction.
        about: the facts and registers behind it.
        records: the records that were counted.
        others: for a share, the records in `among` that do not meet the conditions.
    """

    value: Any
    about: tuple[Fact | Tally, ...] = ()
    records: tuple[Record, ...] = ()
    others: tuple[Record, ...] = ()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts in `about`."""
        return tuple(each for each in self.about if isinstance(each, Fact))

    @property
    def cites(self) -> tuple[Fact | Record, ...]:
        """The facts and records that a deduction for a low value cites.

        For a share these are the records that do not meet the conditions.
        """
        return (*self.facts, *self.others)

    @property
    def sources(self) -> tuple[Fact | Record, ...]:
        """The facts and records that the value comes from, to be cited."""
        return (*self.facts, *self.records)

    def records_besides(
        self, other: Reading, counts_as: Callable[[Record], object]
    ) -> tuple[Record, ...]:
        """Return the records that do not count in another reading, to be cited.

        Args:
            other: the other reading.
            counts_as: what a record counts as; two records may count as the same.
        """
        counted = {counts_as(record) for record in other.records}
        return tuple(record for record in self.records if counts_as(record) not in counted)


class Measure(Protocol):
    """The protocol of values and measures."""

    @property
    def title(self) -> Message:
        """What people call it."""

    @property
    def is_rate(self) -> bool:
        """Whether the number is printed as a percentage."""

    def read(self, evidence: Evidence) -> Reading:
        """Read the value for one unit.

        Raises:
            MissingEvidence: something it needs is not known.
            DoesNotApply: 0 of 0, where the measure says that this means not applicable.
        """


@attrs.frozen
class Constant:
    """A number written in the checklist.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import Constant, Evidence, Unit
    >>> Constant(Fraction(12)).read(Evidence(Unit("a"))).value
    Fraction(12, 1)

    Attributes:
        value: the number.
    """

    tag: ClassVar[str] = "number"

    value: Fraction
    is_rate: ClassVar[bool] = False

    @property
    def title(self) -> Message:
        """The number itself."""
        return message("{value}", "{value}", value=self.value)

    def read(self, evidence: Evidence) -> Reading:  # noqa: ARG002 - part of the protocol
        """Return the number, whatever the evidence."""
        return Reading(self.value)


@attrs.frozen
class FactRef:
    """A fact by its name.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import Evidence, Fact, FactRef, Text, Unit
    >>> evidence = Evidence(Unit("a"), {"cases": Fact("cases", Fraction(2))})
    >>> cases = FactRef("cases", Text("案件数", "cases"))
    >>> cases.title.pick("en"), cases.read(evidence).value
    ('cases', Fraction(2, 1))

    Attributes:
        name: the fact's name.
        label: what people call the fact.
        is_rate: the fact is of kind rate.
    """

    tag: ClassVar[str] = "fact"

    name: str
    label: Text = Text("")
    is_rate: bool = False

    @property
    def title(self) -> Message:
        """The fact's label, or its name."""
        return literal(self.label if self.label.zh else Text(self.name))

    def read(self, evidence: Evidence) -> Reading:
        """Read the fact's value."""
        fact = evidence.facts.get(self.name)
        if fact is None:
            raise MissingEvidence((self.name,))
        return Reading(fact.value, (fact,))


@attrs.frozen
class OverFacts:
    """One number or date computed from several facts.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import Evidence, Fact, FactRef, OverFacts, Unit
    >>> facts = {name: Fact(name, Fraction(n)) for name, n in (("spring", 3), ("autumn", 4))}
    >>> total = OverFacts("sum", (FactRef("spring"), FactRef("autumn")))
    >>> total.read(Evidence(Unit("a"), facts)).value
    Fraction(7, 1)

    Attributes:
        operation: what is computed; a built-in operation may be given by its name.
        facts: the facts, at least as many as the operation needs.
        provider: distribution and version that provides the operation; empty for a built-in one.
    """

    tag: ClassVar[str] = "over_facts"

    operation: Operation = attrs.field(converter=as_operation)
    facts: tuple[FactRef, ...]
    provider: str = attrs.field(default="", eq=False)

    @property
    def title(self) -> Message:
        """Operation and facts."""
        return Message(self.operation.title, {"of": tuple(fact.title for fact in self.facts)})

    @property
    def is_rate(self) -> bool:
        """Whether the result is a rate, because all facts are and the operation keeps rates."""
        return self.operation.keeps_rates and all(fact.is_rate for fact in self.facts)

    def read(self, evidence: Evidence) -> Reading:
        """Compute the result; it is missing if any of the facts is."""
        absent = [fact.name for fact in self.facts if fact.name not in evidence.facts]
        if absent:
            raise MissingEvidence(absent)
        found = tuple(evidence.facts[fact.name] for fact in self.facts)
        values = [fact.value for fact in found]
        return Reading(combined(self.operation, values, self.provider), found)


@attrs.frozen
class OverRecords:
    """One number or date computed from a register.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import Comparison, Evidence, OverRecords, Record, Unit, Where
    >>> visits = tuple(Record("visits", n, {"people": Fraction(n)}) for n in (1, 2, 3))
    >>> evidence = Evidence(Unit("a"), registers={"visits": visits})
    >>> OverRecords("sum", "visits", of="people").read(evidence).value
    Fraction(6, 1)
    >>> some = Where((Comparison("people", "at_least", Fraction(2)),))
    >>> OverRecords("count", "visits", where=some).read(evidence).value
    Fraction(2, 1)

    Attributes:
        operation: what is computed; a built-in operation may be given by its name.
        register: the register's name.
        label: what people call the register.
        of: the column, for an operation that takes one.
        where: the conditions of the records that count.
        among: the conditions of the records that a share is computed of, for an operation that
            has `among`.
        by: the date column by which the records fall into periods, for `read_each`.
        on_zero: the value if no record meets `among`, for an operation that has `on_zero`; None
            means not applicable.
        of_label: what people call the column.
        provider: distribution and version that provides the operation; empty for a built-in one.
    """

    tag: ClassVar[str] = "over_records"

    operation: Operation = attrs.field(converter=as_operation)
    register: str
    label: Text = Text("")
    of: str = ""
    where: Where = EVERYTHING
    among: Where = EVERYTHING
    by: str = ""
    on_zero: Fraction | None = None
    of_label: Text = Text("")
    provider: str = attrs.field(default="", eq=False)

    @property
    def title(self) -> Message:
        """Operation and register."""
        of: Text | Message | str = self.label if self.label.zh else self.register
        if self.of:
            of = message(
                "{register}的{column}",
                "{column} of {register}",
                register=of,
                column=self.of_label if self.of_label.zh else self.of,
            )
        title = Message(self.operation.title, {"of": of})
        conditions = [each.title for each in (self.among, self.where) if each is not EVERYTHING]
        if not conditions:
            return title
        return message(
            "{title}（{conditions}）", "{title} ({conditions})", title=title, conditions=conditions
        )

    @property
    def is_rate(self) -> bool:
        """Whether it is a share of the records."""
        return self.operation.is_share

    def read(self, evidence: Evidence) -> Reading:
        """Compute the result of all records of the unit."""
        records = self._records(evidence)
        return self._read(records, len(records))

    def read_each(self, evidence: Evidence, periods: Sequence[Period]) -> tuple[Reading, ...]:
        """Compute the result for each period, by the date in the column `by`.

        Raises:
            MissingEvidence: a record has no date, so its period is not known.
        """
        records = self._records(evidence)
        refuse_undated(records, self.by)
        return tuple(
            self._read(
                tuple(record for record in records if _falls_in(record.values[self.by], period)),
                len(records),
            )
            for period in periods
        )

    def _records(self, evidence: Evidence) -> tuple[Record, ...]:
        records = evidence.registers.get(self.register)
        if records is None:
            raise MissingEvidence((self.register,))
        return records

    def _read(self, records: tuple[Record, ...], of_all: int) -> Reading:
        among = select(records, self.among)
        chosen = select(among, self.where)
        about = (Tally(self.register, len(chosen), of_all),)
        values = self._values(among, chosen)
        if len(values) < self.operation.fewest():
            return self.of_too_few(len(values), of_all, about)
        others: tuple[Record, ...] = ()
        if self.operation.is_share:
            # by identity: records of equal content are still different records
            meets = set(map(id, chosen))
            others = tuple(record for record in among if id(record) not in meets)
        return Reading(combined(self.operation, values, self.provider), about, chosen, others)

    def _values(self, among: tuple[Record, ...], chosen: tuple[Record, ...]) -> Sequence[Value]:
        if "of" not in self.operation.keys:
            return [True] * len(chosen) + [False] * (len(among) - len(chosen))
        blank = [record for record in chosen if self.of not in record.values]
        if blank:
            raise MissingEvidence((f"{self.register}.{self.of}",), blank)
        return [record.values[self.of] for record in chosen]

    def of_too_few(self, found: int, of_all: int, about: tuple[Tally, ...] = ()) -> Reading:
        """Return the result for fewer records than the operation needs: `on_zero`.

        Raises:
            MissingEvidence: the operation has no `on_zero`.
            DoesNotApply: `on_zero` says that the item does not apply.
        """
        if "on_zero" not in self.operation.keys:
            raise MissingEvidence(why=self.operation.too_few(self.title, found, of_all))
        if self.on_zero is None:
            why = message(
                "{of}没有记录，按规则不适用",
                "no record in {of}: not applicable by rule",
                of=self.title,
            )
            raise DoesNotApply(why)
        return Reading(self.on_zero, about)


def refuse_undated(records: Iterable[Record], column: str) -> None:
    """Check that every record falls into a period.

    Raises:
        MissingEvidence: the date of a record is blank, or `never`.
    """
    undated = [record for record in records if not isinstance(record.values.get(column), date)]
    blank = [record for record in undated if column not in record.values]
    never = [record for record in undated if column in record.values]
    if undated:
        names = (f"{undated[0].register}.{column}",) if blank else ()
        raise MissingEvidence(names, blank, why=_never(never, column) if never else None)


def _never(records: Iterable[Record], column: str) -> Message:
    return message(
        "{column} 写的是“从未”，不属于任何一期（{rows}）",
        "{column} is “never”, which falls into no period ({rows})",
        column=column,
        rows=[str(record.source.place) for record in records],
    )


def select(records: tuple[Record, ...], where: Where) -> tuple[Record, ...]:
    """Return the records that meet the conditions.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import Comparison, Record, Where, select
    >>> visits = tuple(Record("visits", n, {"people": Fraction(n)}) for n in (1, 2, 3))
    >>> many = Where((Comparison("people", "more_than", Fraction(2)),))
    >>> [visit.number for visit in select(visits, many)]
    [3]

    Raises:
        MissingEvidence: a record has a blank where the conditions need a value.
    """
    if where is EVERYTHING:
        return records
    truths = [where.holds(record.values) for record in records]
    if None in truths:
        unknown = [record for record, truth in zip(records, truths, strict=True) if truth is None]
        columns = [
            name for name in where.columns if any(name not in record.values for record in unknown)
        ]
        raise MissingEvidence([f"{unknown[0].register}.{column}" for column in columns], unknown)
    return tuple(record for record, truth in zip(records, truths, strict=True) if truth)


def _falls_in(day: Value, period: Period) -> bool:
    return isinstance(day, date) and day in period
