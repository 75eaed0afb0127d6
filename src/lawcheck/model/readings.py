"""Values that were read from evidence, and the exceptions for values that are not known."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from typing import Any

import attrs

from lawcheck.model.deductions import Tally
from lawcheck.model.evidence import Fact, Record
from lawcheck.model.exact import ZERO
from lawcheck.model.text import Message, join


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


class NotDue(DoesNotApply):
    """Nothing that the rule judges is due yet on the day that is scored; the item is left out.

    Whatever the checklist says of items that do not apply, this one takes no part.

    >>> from lawcheck.plugin import NotDue, message
    >>> def score(case):
    ...     quarters = case.period.over("quarter")
    ...     if not quarters:
    ...         raise NotDue(message("还没有一个季度结束", "no quarter is over yet"))
    ...     ...

    Attributes:
        why: the reason in words.
    """


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
        return tuple([each for each in self.about if isinstance(each, Fact)])

    @property
    def cites(self) -> tuple[Fact | Record, ...]:
        """The facts and records that a deduction for a low value cites.

        For a share these are the records that do not meet the conditions.
        """
        return (*self.facts, *self.others) if self.others else self.facts

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


def missing(gaps: Iterable[MissingEvidence]) -> MissingEvidence:
    """Merge several errors into one, with each name, record and cause once."""
    gaps = tuple(gaps)
    names = dict.fromkeys(name for gap in gaps for name in gap.names)
    records = {(record.register, record.number): record for gap in gaps for record in gap.records}
    whys = list(dict.fromkeys(gap.why for gap in gaps if gap.why is not None))
    return MissingEvidence(names, records.values(), why=join(whys) if whys else None)
