"""What a rule reads, found by running it: facts, and columns of registers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs
import polars as pl

from lawcheck.model.evidence import Record
from lawcheck.model.rule import Rule, parts_of
from lawcheck.scoring.answers import is_built_in
from lawcheck.tables.rule_per_input import NeedsFacts, NeedsUnit
from lawcheck.tables.shared_records import (
    KEY_OF,
    NeedsColumns,
    Run,
    SharedCells,
    SharedRecord,
    SharedRegisters,
)
from lawcheck.tables.unit_records import Groups, UnitRecords


class Reads:
    """The facts, and the columns of registers, that a rule is known to read.

    Args:
        facts: names of facts that it seems to read.
    """

    def __init__(self, facts: Iterable[str]) -> None:
        self.facts = list(dict.fromkeys(facts))
        self.columns: dict[str, frozenset[str]] = {}

    def add(self, error: NeedsFacts | NeedsColumns) -> None:
        """Add what the rule has read beside these."""
        match error:
            case NeedsFacts():
                self.facts += sorted(error.names)
            case NeedsColumns():
                known = self.columns.get(error.register, frozenset())
                self.columns[error.register] = known | error.names


@attrs.frozen(eq=False)
class ReadRecords:
    """The records that a rule reads, by the codes of the units (see `unit_records`).

    Attributes:
        groups: the units by their records, by register.
        unread: for each of these registers, the columns that the rule does not read.
        first: the first column of each of these registers.
        others: names of the registers that the rule does not read.
        run: the rule.
    """

    groups: Mapping[str, Groups]
    unread: Mapping[str, frozenset[str]]
    first: Mapping[str, str]
    others: frozenset[str]
    run: Run
    _made: dict[tuple[str, int, int], SharedRecord] = attrs.field(factory=dict, init=False)

    @classmethod
    def of(
        cls,
        reads: Reads,
        registers: Mapping[str, UnitRecords | None],
        run: Run,
        *,
        in_order: bool,
    ) -> ReadRecords:
        """Read the records.

        Args:
            reads: what the rule is known to read.
            registers: the records of all units; None if they are not at hand.
            run: the rule.
            in_order: whether the order of the records may matter.

        Raises:
            NeedsUnit: the records of a register are not at hand.
            EvidenceError: a record has a value that is refused.
        """
        tables: dict[str, UnitRecords] = {}
        for name in reads.columns:
            table = registers[name]
            if table is None:
                raise NeedsUnit
            tables[name] = table
        return cls(
            {
                name: table.groups(reads.columns[name], in_order=in_order)
                for name, table in tables.items()
            },
            {
                name: frozenset(table.readable) - reads.columns[name]
                for name, table in tables.items()
            },
            {name: table.columns[0] for name, table in tables.items()},
            frozenset(registers) - frozenset(tables),
            run,
        )

    @property
    def codes(self) -> Mapping[str, pl.Series]:
        """For each register, the codes of all units."""
        return {name: groups.codes for name, groups in self.groups.items()}

    def each(self, codes: Sequence[Sequence[int | None]], count: int) -> Iterator[SharedRegisters]:
        """Yield the registers of one case after the other.

        Args:
            codes: for each register, its code in each case.
            count: number of cases.
        """
        for place in range(count):
            there = {
                name: self._records(name, code)
                for name, of_register in zip(self.groups, codes, strict=True)
                if (code := of_register[place]) is not None
            }
            yield SharedRegisters(there, self.others)

    def _records(self, register: str, code: int) -> tuple[Record, ...]:
        kinds = self.groups[register].kinds[code] if code else ()
        return tuple(
            self._record(register, kind, number) for number, kind in enumerate(kinds, start=1)
        )

    def _record(self, register: str, kind: int, number: int) -> SharedRecord:
        key = register, kind, number
        if key not in self._made:
            found = self.groups[register].cells[kind]
            values, keys = (
                SharedCells(
                    {name: found[name] for name in found if name.startswith(KEY_OF) is is_key},
                    register,
                    frozenset(
                        name for name in self.unread[register] if name.startswith(KEY_OF) is is_key
                    ),
                )
                for is_key in (False, True)
            )
            self._made[key] = SharedRecord(
                register, number, values, keys, self.first[register], self.run
            )
        return self._made[key]


def in_any_order(rule: Rule) -> bool:
    """Whether state and points of a rule do not depend on the order of records.

    So it is for the types that lawcheck ships, unless they say otherwise. A type of a plugin says
    so itself.
    """
    here = getattr(rule, "in_any_order", is_built_in(rule)) is True
    return here and all(in_any_order(part.rule) for part in parts_of(rule))
