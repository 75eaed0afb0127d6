"""Numbers of single records, in a form that also works for the sums of many."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

import attrs

from lawcheck.model.conditions import EVERYTHING, Where
from lawcheck.model.deductions import Tally
from lawcheck.model.evidence import Record
from lawcheck.model.exact import ZERO
from lawcheck.model.readings import MissingEvidence, missing
from lawcheck.model.register_measures import select

NumbersOf = Callable[[Record], Sequence[Fraction] | None]
"""Returns numbers of a record, always as many; None for one that takes no part."""


@attrs.frozen
class RecordLine:
    """A record with its numbers; or the sums of the numbers of many.

    >>> from lawcheck.plugin import ONE, Record, RecordLine
    >>> line = RecordLine(Record("visits", 1, {}), (ONE,))
    >>> line.numbers[0] == 1
    True

    Attributes:
        record: the record, to be cited.
        numbers: its numbers.
    """

    record: Record
    numbers: tuple[Fraction, ...]


@attrs.frozen
class RecordLines:
    """The lines of the records of a unit; see `Case.each_record`.

    >>> from lawcheck.plugin import ONE, Record, RecordLine, RecordLines, Tally
    >>> lines = [RecordLine(Record("visits", number, {}), (ONE,)) for number in (1, 2)]
    >>> str(RecordLines(tuple(lines), Tally("visits", 2, 5)).total(0))
    '2'

    Attributes:
        lines: one for each record that takes part; or one with the sums of all.
        about: how many take part, for the result. A table does not tell; a rule that needs to
            know adds up a number that is 1.
    """

    lines: tuple[RecordLine, ...]
    about: Tally

    def total(self, place: int) -> Fraction:
        """Return the sum of the numbers at a position; 0 if there is no line."""
        return sum((line.numbers[place] for line in self.lines), ZERO)


class SumsOfRecords(Mapping[str, tuple[Record, ...]]):
    """Registers of which only sums over their records are known."""

    @abstractmethod
    def sums(self, register: str, numbers: NumbersOf, where: Where) -> RecordLines:
        """Return one line with the sums of the numbers of all records."""


def each_record(
    registers: Mapping[str, tuple[Record, ...]], register: str, numbers: NumbersOf, where: Where
) -> RecordLines:
    """Compute numbers of each record of a register; see `Case.each_record`."""
    records = registers.get(register)
    if records is None:
        raise MissingEvidence((register,))
    lines: list[RecordLine] = []
    gaps: list[MissingEvidence] = []
    for record in records:
        try:
            found = numbers_of(record, numbers, where)
        except MissingEvidence as gap:
            gaps.append(gap)
            continue
        if found is not None:
            lines.append(RecordLine(record, found))
    if gaps:
        raise missing(gaps)
    return RecordLines(tuple(lines), Tally(register, len(lines), len(records)))


def numbers_of(record: Record, numbers: NumbersOf, where: Where) -> tuple[Fraction, ...] | None:
    """Return the numbers of a record; None if it does not meet the conditions, or takes no part.

    Raises:
        MissingEvidence: it has a blank that decides.
    """
    if where is not EVERYTHING and not select((record,), where):
        return None
    found = numbers(record)
    return None if found is None else tuple(found)
