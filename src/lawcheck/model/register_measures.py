"""Measures over the records of a register (台账)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction
from itertools import compress
from typing import Any, ClassVar

import attrs

from lawcheck.model.calendars import Period
from lawcheck.model.conditions import EVERYTHING, Where
from lawcheck.model.deductions import Tally
from lawcheck.model.evidence import Evidence, Record, Value
from lawcheck.model.exact import ZERO
from lawcheck.model.operations import Operation, as_operation, combined, why_too_few
from lawcheck.model.readings import DoesNotApply, MissingEvidence, Reading
from lawcheck.model.text import Message, Text, message


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
        weight: the column of weights, for an operation that takes one.
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
    weight: str = ""
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

    def _values(self, among: tuple[Record, ...], chosen: tuple[Record, ...]) -> Sequence[Any]:
        if "of" not in self.operation.keys:
            return [True] * len(chosen) + [False] * (len(among) - len(chosen))
        values = self._column(self.of, chosen)
        if not self.weight:
            return values
        weighed = zip(values, self._column(self.weight, chosen), strict=True)
        return [(value, weight) for value, weight in weighed if weight != ZERO]

    def _column(self, name: str, records: Sequence[Record]) -> list[Value]:
        blank = [record for record in records if name not in record.values]
        if blank:
            raise MissingEvidence((f"{self.register}.{name}",), blank)
        return [record.values[name] for record in records]

    def of_too_few(self, found: int, of_all: int, about: tuple[Tally, ...] = ()) -> Reading:
        """Return the result for fewer records than the operation needs: `on_zero`.

        Raises:
            MissingEvidence: the operation has no `on_zero`.
            DoesNotApply: `on_zero` says that the item does not apply.
        """
        if "on_zero" not in self.operation.keys:
            why = why_too_few(self.operation, self.title, found, of_all, self.provider)
            raise MissingEvidence(why=why)
        if self.on_zero is None:
            raise DoesNotApply(
                message(
                    "{of}没有记录，按规则不适用",
                    "no record in {of}: not applicable by rule",
                    of=self.title,
                )
            )
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
    return tuple(compress(records, truths))


def _falls_in(day: Value, period: Period) -> bool:
    return isinstance(day, date) and day in period
