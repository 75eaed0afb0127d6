"""What is kept of the records of a register while it is read: all, or where equal ones may be."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise
from typing import Protocol

from lawcheck.model.declarations import Register
from lawcheck.model.evidence import Record, Unit, compared


class Kept(Protocol):
    """The records of one register of one unit."""

    def add(self, record: Record, at: int) -> None:
        """Add a record that was read from the row at this position of its table."""

    def __len__(self) -> int:
        """Return how many records were added."""

    def __iter__(self) -> Iterator[Record]:
        """Iterate over the records that are kept."""


class AllRecords:
    """Keeps every record."""

    __slots__ = ("_records",)

    def __init__(self) -> None:
        self._records: list[Record] = []

    def add(self, record: Record, at: int) -> None:  # noqa: ARG002 - as `Kept` says
        """See `Kept`."""
        self._records.append(record)

    def __len__(self) -> int:
        """See `Kept`."""
        return len(self._records)

    def __iter__(self) -> Iterator[Record]:
        """See `Kept`."""
        return iter(self._records)


class PassedOn:
    """Passes every record on, and keeps the rows of those that may equal another one.

    Records that are equal have equal hashes. So only rows whose hash is not theirs alone are read
    again at the end, and compared in full; of any other 16 bytes are kept.

    Args:
        take: takes the unit and a record.
        unit: the unit.
        register: declares the columns that are compared.
        again: reads the record with this number from the row at this position.
    """

    def __init__(
        self,
        take: Callable[[Unit, Record], None],
        unit: Unit,
        register: Register,
        again: Callable[[int, int], Record],
    ) -> None:
        self._take = take
        self._unit = unit
        self._columns: Sequence[str] = register.unique or tuple(register.columns)
        self._again = again
        self._hashes = array("q")
        self._rows = array("Q")

    def add(self, record: Record, at: int) -> None:
        """See `Kept`."""
        values = record.values
        key = [compared(values[name]) if name in values else None for name in self._columns]
        self._hashes.append(hash(tuple(key)))
        self._rows.append(at)
        self._take(self._unit, record)

    def __len__(self) -> int:
        """See `Kept`."""
        return len(self._rows)

    def __iter__(self) -> Iterator[Record]:
        """See `Kept`."""
        repeated = _repeated(self._hashes)
        for number, (each, at) in enumerate(zip(self._hashes, self._rows, strict=True), 1):
            if each in repeated:
                yield self._again(at, number)


def _repeated(hashes: array[int]) -> frozenset[int]:
    return frozenset(each for each, following in pairwise(sorted(hashes)) if each == following)
