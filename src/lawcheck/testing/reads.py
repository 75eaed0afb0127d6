"""Evidence that keeps a list of what is read of it, as tables do before they score a type column by column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import attrs

from lawcheck.model.evidence import Evidence, Fact, Record

EVERYTHING: Final = "*"
"""Stands in a list of names that were read where all were looked at."""


@attrs.frozen
class Reads:
    """What a rule looked at, by name, in the order of its first look."""

    facts: dict[str, None] = attrs.field(factory=dict)
    registers: dict[str, None] = attrs.field(factory=dict)
    columns: dict[str, None] = attrs.field(factory=dict)
    unit: dict[str, None] = attrs.field(factory=dict)


class _Watched(dict[str, Any]):
    """A mapping that notes every name it is asked for."""

    def __init__(self, named: Any, seen: dict[str, None]) -> None:
        super().__init__(named)
        self._seen = seen

    def get(self, name: str, default: Any = None) -> Any:
        self._seen[name] = None
        return super().get(name, default)

    def __getitem__(self, name: str) -> Any:
        self._seen[name] = None
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self._seen[str(name)] = None
        return super().__contains__(name)

    def __iter__(self) -> Iterator[str]:
        self._seen[EVERYTHING] = None
        return super().__iter__()

    def __len__(self) -> int:
        self._seen[EVERYTHING] = None
        return super().__len__()

    def keys(self) -> Any:
        self._seen[EVERYTHING] = None
        return super().keys()

    def values(self) -> Any:
        self._seen[EVERYTHING] = None
        return super().values()

    def items(self) -> Any:
        self._seen[EVERYTHING] = None
        return super().items()


class _WatchedUnit:
    """A unit that notes what of it is read."""

    def __init__(self, unit: object, seen: dict[str, None]) -> None:
        self._unit, self._seen = unit, seen

    def __getattr__(self, name: str) -> Any:
        self._seen[name] = None
        return getattr(self._unit, name)

    def _whole(self, *_: object) -> Any:
        self._seen[EVERYTHING] = None
        return hash(self._unit)

    __hash__ = _whole

    def __eq__(self, other: object) -> bool:
        self._seen[EVERYTHING] = None
        return self._unit == other


def watched(evidence: Evidence) -> tuple[Evidence, Reads]:
    """The same evidence, and the list that fills while it is read."""
    reads = Reads()
    registers = {
        name: tuple(_record(each, reads) for each in records)
        for name, records in evidence.registers.items()
    }
    unit: Any = _WatchedUnit(evidence.unit, reads.unit)
    given = attrs.evolve(
        evidence,
        unit=unit,
        facts=_Watched(evidence.facts, reads.facts),
        registers=_Watched(registers, reads.registers),
    )
    return given, reads


def _record(record: Record, reads: Reads) -> Record:
    return attrs.evolve(record, values=_Watched(record.values, reads.columns))


def is_of(cited: object, evidence: Evidence, reads: Reads) -> bool:
    """Whether a fact or record that is cited stands in the evidence so, and was read."""
    if isinstance(cited, Fact):
        return evidence.facts.get(cited.name) == cited and bool(
            {cited.name, EVERYTHING} & set(reads.facts)
        )
    if isinstance(cited, Record):
        rows = evidence.registers.get(cited.register, ())
        own = next((each for each in rows if each.number == cited.number), None)
        return (
            own is not None
            and dict(own.values) == dict(cited.values)
            and cited.register in reads.registers
        )
    return cited in evidence.judgements.values() or cited in evidence.not_applicable.values()
