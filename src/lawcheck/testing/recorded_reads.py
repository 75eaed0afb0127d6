"""Evidence that records what is read of it, as table scoring does before it scores by columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

import attrs

from lawcheck.model.evidence import Evidence, Fact, Record

WHOLE_TABLE: Final = "*"
"""The name that is recorded where a rule iterates over all names."""


@attrs.frozen
class Reads:
    """The names that a rule looked up, in the order of the first look-up."""

    facts: dict[str, None] = attrs.field(factory=dict)
    registers: dict[str, None] = attrs.field(factory=dict)
    columns: dict[str, None] = attrs.field(factory=dict)
    unit: dict[str, None] = attrs.field(factory=dict)


class _RecordingDict(dict[str, Any]):
    """A mapping that records every name that is looked up."""

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
        self._seen[WHOLE_TABLE] = None
        return super().__iter__()

    def __len__(self) -> int:
        self._seen[WHOLE_TABLE] = None
        return super().__len__()

    def keys(self) -> Any:
        self._seen[WHOLE_TABLE] = None
        return super().keys()

    def values(self) -> Any:
        self._seen[WHOLE_TABLE] = None
        return super().values()

    def items(self) -> Any:
        self._seen[WHOLE_TABLE] = None
        return super().items()


class _RecordingUnit:
    """A unit that records every attribute that is read."""

    def __init__(self, unit: object, seen: dict[str, None]) -> None:
        self._unit, self._seen = unit, seen

    def __getattr__(self, name: str) -> Any:
        self._seen[name] = None
        return getattr(self._unit, name)

    def _whole(self, *_: object) -> Any:
        self._seen[WHOLE_TABLE] = None
        return hash(self._unit)

    __hash__ = _whole

    def __eq__(self, other: object) -> bool:
        self._seen[WHOLE_TABLE] = None
        return self._unit == other


def record_reads(evidence: Evidence) -> tuple[Evidence, Reads]:
    """Return the evidence wrapped so that look-ups are recorded, and the object that has them."""
    reads = Reads()
    registers = {
        name: tuple(_record(each, reads) for each in records)
        for name, records in evidence.registers.items()
    }
    unit: Any = _RecordingUnit(evidence.unit, reads.unit)
    given = attrs.evolve(
        evidence,
        unit=unit,
        facts=_RecordingDict(evidence.facts, reads.facts),
        registers=_RecordingDict(registers, reads.registers),
    )
    return given, reads


def _record(record: Record, reads: Reads) -> Record:
    return attrs.evolve(record, values=_RecordingDict(record.values, reads.columns))


def was_read(cited: object, evidence: Evidence, reads: Reads) -> bool:
    """Return whether a fact or record that is cited is in the evidence unchanged, and was read."""
    if isinstance(cited, Fact):
        return evidence.facts.get(cited.name) == cited and bool(
            {cited.name, WHOLE_TABLE} & set(reads.facts)
        )
    if isinstance(cited, Record):
        rows = evidence.registers.get(cited.register, ())
        own = next((each for each in rows if each.number == cited.number), None)
        return (
            own is not None
            and dict(own.values) == dict(cited.values)
            and cited.register in reads.registers
        )
    judged = any(cited in each for each in evidence.judgements.values())
    return judged or cited in evidence.not_applicable.values()
