"""Values and measures: a fact, a constant, or a count, sum, mean, share, first or last date over registers or facts.

Nothing here guesses: a measure that meets a blank it needs raises `MissingEvidence` and names it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, ClassVar, Final, Literal, Protocol

import attrs

from lawcheck.model.calendars import Period
from lawcheck.model.conditions import EVERYTHING, Where
from lawcheck.model.evidence import NEVER, Evidence, Fact, Never, Record, Value, compared
from lawcheck.model.exact import ZERO
from lawcheck.model.scorecard import Tally
from lawcheck.model.text import Message, Text, literal, message

NumberOperation = Literal["count", "sum", "mean", "highest", "lowest", "share", "distinct"]
"""What a measure makes a number of."""
DateOperation = Literal["earliest", "latest"]
"""What a measure makes a date of."""
Operation = NumberOperation | DateOperation
"""What a measure does with facts or records."""

_TITLES: Final[dict[Operation, Text]] = {
    "count": Text("{of}的件数", "number of {of}"),
    "sum": Text("{of}合计", "sum of {of}"),
    "mean": Text("{of}平均", "mean of {of}"),
    "highest": Text("{of}最高", "highest {of}"),
    "lowest": Text("{of}最低", "lowest {of}"),
    "share": Text("{of}中符合条件的占比", "qualifying share of {of}"),
    "distinct": Text("{of}的不同取值数", "different values of {of}"),
    "earliest": Text("{of}最早日期", "earliest {of}"),
    "latest": Text("{of}最晚日期", "latest {of}"),
}


class MissingEvidence(Exception):
    """A value that a rule needs is not known: these facts or registers are absent, or these records have blanks.

    Attributes:
        why: the cause in words, where it is another one: something was recorded, but too little, or what decides nothing.
        lost: points of the item that are lost whatever the value turns out to be.
        kept: points that it has in any case.
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
    """The rule itself says that the item does not apply (0 of 0 where `on_zero: not_applicable`)."""

    def __init__(self, why: Message) -> None:
        self.why = why
        super().__init__(why)


@attrs.frozen
class Reading:
    """A value that was read, and what it was read from.

    Attributes:
        value: the value; for a number measure a Fraction.
        about: the facts and registers behind it.
        records: the records that were counted.
        others: for a share, the records that were looked at and do not meet the conditions.
    """

    value: Any
    about: tuple[Fact | Tally, ...] = ()
    records: tuple[Record, ...] = ()
    others: tuple[Record, ...] = ()

    @property
    def facts(self) -> tuple[Fact, ...]:
        """The facts behind it."""
        return tuple(each for each in self.about if isinstance(each, Fact))

    @property
    def cites(self) -> tuple[Fact | Record, ...]:
        """What a deduction for a value that falls short points at, the facts and the records that keep a share down."""
        return (*self.facts, *self.others)


class Measure(Protocol):
    """Anything that can stand where a value stands."""

    @property
    def title(self) -> Message:
        """What a person calls it."""

    @property
    def is_rate(self) -> bool:
        """Whether the number is a share, which people read as a percentage."""

    def read(self, evidence: Evidence) -> Reading:
        """The value for one unit.

        Raises:
            MissingEvidence: something it needs is not known.
            DoesNotApply: 0 of 0, where the measure says that this means not applicable.
        """


@attrs.frozen
class Constant:
    """A number written in the checklist."""

    tag: ClassVar[str] = "number"

    value: Fraction
    is_rate: ClassVar[bool] = False

    @property
    def title(self) -> Message:
        """The number itself."""
        return message("{value}", "{value}", value=self.value)

    def read(self, evidence: Evidence) -> Reading:  # noqa: ARG002 - a constant needs no evidence, the protocol hands it over
        """The number."""
        return Reading(self.value)


@attrs.frozen
class FactRef:
    """A fact by its name.

    Attributes:
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
        """The fact's value."""
        fact = evidence.facts.get(self.name)
        if fact is None:
            raise MissingEvidence((self.name,))
        return Reading(fact.value, (fact,))


@attrs.frozen
class OverFacts:
    """One number or date out of several facts."""

    tag: ClassVar[str] = "over_facts"

    operation: Operation
    facts: tuple[FactRef, ...]
    drop: int = 0

    @property
    def title(self) -> Message:
        """Operation and facts."""
        return Message(_TITLES[self.operation], {"of": tuple(fact.title for fact in self.facts)})

    @property
    def is_rate(self) -> bool:
        """Whether rates are combined to a rate."""
        return self.operation in ("mean", "highest", "lowest") and all(fact.is_rate for fact in self.facts)

    def read(self, evidence: Evidence) -> Reading:
        """The result; missing as soon as one of the facts is."""
        absent = [fact.name for fact in self.facts if fact.name not in evidence.facts]
        if absent:
            raise MissingEvidence(absent)
        found = tuple(evidence.facts[fact.name] for fact in self.facts)
        values = [fact.value for fact in found]
        if self.operation == "count":
            return Reading(Fraction(sum(value is True for value in values)), found)
        return Reading(_combine(self.operation, values, self.drop), found)


@attrs.frozen
class OverRecords:
    """One number or date out of a register.

    Attributes:
        operation: what is computed.
        register: the register's name.
        of: the column, for everything but `count` and `share`.
        where: which records count.
        among: for `share`, which records are looked at.
        by: the date column by which the records fall into periods, for `read_each`.
        on_zero: for `share`, the value of 0 of 0; None means not applicable.
        drop: for `mean`, how many highest and how many lowest values are left out.
        of_label: what people call the column.
    """

    tag: ClassVar[str] = "over_records"

    operation: Operation
    register: str
    label: Text = Text("")
    of: str = ""
    where: Where = EVERYTHING
    among: Where = EVERYTHING
    by: str = ""
    on_zero: Fraction | None = None
    drop: int = 0
    of_label: Text = Text("")

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
        title = Message(_TITLES[self.operation], {"of": of})
        conditions = [each.title for each in (self.among, self.where) if each is not EVERYTHING]
        if not conditions:
            return title
        return message("{title}（{conditions}）", "{title} ({conditions})", title=title, conditions=conditions)

    @property
    def is_rate(self) -> bool:
        """Whether it is a share of the records."""
        return self.operation == "share"

    def read(self, evidence: Evidence) -> Reading:
        """The result over all records of the unit."""
        records = self._records(evidence)
        return self._read(records, len(records))

    def read_each(self, evidence: Evidence, periods: Sequence[Period]) -> tuple[Reading, ...]:
        """The result for each period; records without the date that decides are missing, not ignored."""
        records = self._records(evidence)
        refuse_undated(records, self.by)
        return tuple(
            self._read(tuple(record for record in records if _falls_in(record.values[self.by], period)), len(records))
            for period in periods
        )

    def too_few(self, found: int, of_all: int) -> Message:
        """Why so many records are not enough."""
        if self.drop:
            return message(
                "{what}：有{found}个值；去掉最高、最低各{drop}个，至少要{needed}个",
                "{what}: {found} values; without the {drop} highest and {drop} lowest, at least {needed} are needed",
                what=self.title,
                found=found,
                drop=self.drop,
                needed=2 * self.drop + 1,
            )
        return message(
            "{what}：{all}条记录中没有可以计算的",
            "{what}: none of the {all} records can be used for it",
            what=self.title,
            all=of_all,
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
        if self.operation == "count":
            return Reading(Fraction(len(chosen)), about, chosen)
        if self.operation == "share":
            if among:
                numbers = {record.number for record in chosen}
                others = tuple(record for record in among if record.number not in numbers)
                return Reading(Fraction(len(chosen), len(among)), about, chosen, others)
            if self.on_zero is None:
                raise DoesNotApply(
                    message("{of}没有记录，按规则不适用", "no record in {of}: not applicable by rule", of=self.title)
                )
            return Reading(self.on_zero, about)
        blank = [record for record in chosen if self.of not in record.values]
        if blank:
            raise MissingEvidence((f"{self.register}.{self.of}",), blank)
        if len(chosen) <= 2 * self.drop and self.operation in ("mean", "highest", "lowest"):
            raise MissingEvidence(why=self.too_few(len(chosen), of_all))
        return Reading(_combine(self.operation, [record.values[self.of] for record in chosen], self.drop), about, chosen)


def refuse_undated(records: Iterable[Record], column: str) -> None:
    """Refuse records that fall into no period.

    Raises:
        MissingEvidence: the date is blank, or `never`.
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
    """The records that meet the conditions.

    Raises:
        MissingEvidence: a record has a blank where the conditions need a value.
    """
    if where is EVERYTHING:
        return records
    truths = [where.holds(record.values) for record in records]
    if None in truths:
        unknown = [record for record, truth in zip(records, truths, strict=True) if truth is None]
        columns = [name for name in where.columns if any(name not in record.values for record in unknown)]
        raise MissingEvidence([f"{unknown[0].register}.{column}" for column in columns], unknown)
    return tuple(record for record, truth in zip(records, truths, strict=True) if truth)


def _combine(operation: Operation, values: Sequence[Value], drop: int) -> Fraction | date | Never:
    if operation in ("earliest", "latest"):
        days = [value for value in values if isinstance(value, date)]
        if operation == "latest" and len(days) < len(values):
            return NEVER
        return (min(days) if operation == "earliest" else max(days)) if days else NEVER
    if operation == "distinct":
        return Fraction(len(set(map(compared, values))))
    numbers = sorted(value for value in values if isinstance(value, Fraction))
    if operation == "sum":
        return sum(numbers, ZERO)
    if operation == "highest":
        return numbers[-1]
    if operation == "lowest":
        return numbers[0]
    kept = numbers[drop : len(numbers) - drop]
    return sum(kept, ZERO) / len(kept)


def _falls_in(day: Value, period: Period) -> bool:
    return isinstance(day, date) and day in period
