"""The facts of one unit, kept in a tenth of the room that `Fact` objects take.

A fact knows its name and its source; of a row in a table of many units, all but the value and the
line is the same in every row. So the values are kept, and a fact is made when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import attrs

from lawcheck.model.errors import Place
from lawcheck.model.evidence import Fact, Source, Value
from lawcheck.model.raw_tables import Row
from lawcheck.model.saved import Column


@attrs.frozen(eq=False)
class Head:
    """What the rows of a table have in common.

    Attributes:
        file: the file.
        columns: by name of the fact, the column as the file shows it.
        at: by name of the fact, its position in `Values.values`.
    """

    file: str
    columns: Mapping[str, Column]
    at: Mapping[str, int]


class Heads:
    """The heads of the rows that were read so far, one for all rows that are alike."""

    def __init__(self) -> None:
        self._known: Final[dict[tuple[object, ...], Head]] = {}

    def of(self, row: Row) -> Head | None:
        """Return the head of a row; None if its cells say more than the table does."""
        file, line = row.place.file, row.place.line
        columns = []
        for cell in row.cells.values():
            place = cell.place
            if cell.document or cell.where or cell.quote or cell.at_least:
                return None
            if place.line != line or not line:
                return None
            if place.file is not file and place.file != file:
                return None
            columns.append(place.column)
        key = (file, tuple(row.cells), tuple(columns))
        head = self._known.get(key)
        if head is None:
            at = {name: number for number, name in enumerate(row.cells)}
            head = Head(file, dict(zip(row.cells, columns, strict=True)), at)
            self._known[key] = head
        return head


@attrs.frozen(eq=False, weakref_slot=False)
class Values:
    """The values of one row.

    Attributes:
        head: what the row has in common with others.
        line: its line.
        values: a value for each column; None for a blank one.
    """

    head: Head
    line: int
    values: tuple[Value | None, ...]

    def of(self, name: str) -> Value | None:
        """Return the value of a fact; None if it is blank or no column."""
        at = self.head.at.get(name)
        return None if at is None else self.values[at]


class KeptFacts(Mapping[str, Fact]):
    """The facts of one unit by name, in the order in which they were read."""

    __slots__ = ("_facts", "_row")

    def __init__(self) -> None:
        self._row: Values | None = None
        self._facts: dict[str, Fact] | None = None

    def add_row(self, head: Head, line: int, values: Mapping[str, Value]) -> None:
        """Add the values of a row; they are the first facts of the unit."""
        self._row = Values(head, line, tuple([values.get(name) for name in head.at]))

    def add(self, fact: Fact) -> None:
        """Add one fact."""
        if self._facts is None:
            self._facts = {}
        self._facts[fact.name] = fact

    def __getitem__(self, name: str) -> Fact:
        """Return a fact."""
        row = self._row
        if row is not None and (value := row.of(name)) is not None:
            place = Place(row.head.file, row.line, row.head.columns[name])
            return Fact(name, value, Source(place))
        return (self._facts or {})[name]

    def __contains__(self, name: object) -> bool:
        """Check whether there is a fact, without making it."""
        is_in_row = (
            self._row is not None and isinstance(name, str) and self._row.of(name) is not None
        )
        return is_in_row or name in (self._facts or ())

    def __iter__(self) -> Iterator[str]:
        """Iterate over the names."""
        row = self._row
        if row is not None:
            yield from (name for name, at in row.head.at.items() if row.values[at] is not None)
        yield from self._facts or ()

    def __len__(self) -> int:
        """Return how many facts there are."""
        return sum(1 for _ in self)
