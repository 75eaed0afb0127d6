"""Evidence (佐证材料): what is known about one unit, each value with its source. Frozen; knows no rule and no file."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import ClassVar, Final

import attrs

from lawcheck.model.errors import Place
from lawcheck.model.saved import FLAT, OPTIONAL
from lawcheck.model.text import Text, fold


class Never(enum.Enum):
    """The date of something that never happened (从未); a known value, unlike a missing one."""

    NEVER = "never"


NEVER: Final = Never.NEVER
"""The date that never came."""

Value = Fraction | date | bool | str | Never
"""A known value, which is a number, a date, yes/no, a text, or the date that never came."""


@attrs.frozen
class Source:
    """Where a value came from (出处).

    Attributes:
        place: its position in the evidence file.
        document: the document it was taken from, where the evidence file names one.
        where: the place in that document (chapter, page, sheet).
        quote: the few words of the document around it.
    """

    place: Place = attrs.field(default=Place(), metadata=FLAT)
    document: str = attrs.field(default="", metadata=OPTIONAL)
    where: str = attrs.field(default="", metadata=OPTIONAL)
    quote: str = attrs.field(default="", metadata=OPTIONAL)


def compared(value: Value) -> Value:
    """What makes two values the same: a text counts as `lawcheck.model.text.fold` has it, everything else as it is."""
    return _folded(value) if isinstance(value, str) else value


_folded = lru_cache(maxsize=4096)(fold)
"""Conditions ask of every record, and records repeat their words."""


@attrs.frozen
class Unit:
    """Who is scored (被考核单位).

    Attributes:
        id: the key, as `lawcheck.model.text.fold` makes it.
        name: for people; the id where none is given.
        kind: district, street, department...
        group: the peer group, where there is one.
    """

    id: str
    name: str = ""
    kind: str = ""
    group: str = ""


@attrs.frozen
class Fact:
    """One value of a unit (指标数据)."""

    name: str = attrs.field(metadata={"key": "fact"})
    value: Value
    source: Source = attrs.field(default=Source(), hash=False)


_NO_CELLS: Final[Mapping[str, Value]] = {}


@attrs.frozen
class Record:
    """One row of a register (台账).

    Attributes:
        register: the register's name.
        number: position in the unit's register, from 1.
        values: column to value; a blank cell is absent. A saved card leaves them out, because
            registers hold names of people.
        label: what a person calls the record: the value of the first column.
    """

    register: str
    number: int
    values: Mapping[str, Value] = attrs.field(hash=False, metadata={"unsaved": _NO_CELLS})
    source: Source = Source()
    label: str = ""

    @property
    def title(self) -> Text:
        """What messages call it, which is its label, or else its position."""
        return (
            Text(self.label) if self.label else Text(f"第{self.number}条", f"record {self.number}")
        )


@attrs.frozen
class NotApplicable:
    """A decision that an indicator does not apply to this unit."""

    tag: ClassVar[str] = "not_applicable"

    indicator: str = attrs.field(metadata={"key": tag})
    reason: str
    authority: str
    on: date | None = None
    source: Source = Source()


@attrs.frozen
class Judgement:
    """Points taken off by a person.

    Attributes:
        indicator: the indicator's id; `item.part` for a part of an item.
        deduct: points taken off.
    """

    tag: ClassVar[str] = "judgement"

    indicator: str = attrs.field(metadata={"key": tag})
    deduct: Fraction
    reason: str
    judge: str
    on: date | None = None
    source: Source = Source()


@attrs.frozen
class Override:
    """Points of an item that a person set (豁免、改判): a waiver gives the item its full points, a judgement any number.

    Attributes:
        indicator: the indicator's id.
        points: what the item counts; None for its full points.
        person: who signed.
        authority: on whose authority.
        on: the day of the decision.
        until: the last day on which it holds, included, by Beijing time (UTC+8); None for no end.
    """

    tag: ClassVar[str] = "override"

    indicator: str = attrs.field(metadata={"key": tag})
    points: Fraction | None
    person: str
    reason: str
    authority: str
    on: date
    until: date | None = None
    source: Source = Source()


@attrs.frozen
class Rebuttal:
    """What a unit says against an item (申辩); recorded, never counted.

    Attributes:
        person: who says it.
        text: what is said.
    """

    tag: ClassVar[str] = "rebuttal"

    indicator: str
    person: str
    text: str
    on: date
    source: Source = Source()


@attrs.frozen
class Peer:
    """Another unit that an item is compared with.

    Attributes:
        unit: its id.
        value: what is compared; None where it is not known.
    """

    unit: str
    value: Fraction | None


@attrs.frozen(repr=False)
class Evidence:
    """Everything known about one unit.

    Attributes:
        facts: by name; an absent name is missing, never zero.
        registers: by name; an empty tuple is a register with nothing in it, an absent name is missing.
        overrides: by indicator.
        rows: how many rows of the inputs (the unit's own and its records) stand behind it.
        peers: by item (`item.part` inside an item of several rules), for items that compare units; an absent item has not been
            compared yet.
    """

    unit: Unit
    facts: Mapping[str, Fact] = attrs.field(factory=dict, hash=False)
    registers: Mapping[str, tuple[Record, ...]] = attrs.field(factory=dict, hash=False)
    not_applicable: Mapping[str, NotApplicable] = attrs.field(factory=dict, hash=False)
    judgements: Mapping[str, Judgement] = attrs.field(factory=dict, hash=False)
    rows: int = 1
    overrides: Mapping[str, Override] = attrs.field(factory=dict, hash=False)
    rebuttals: tuple[Rebuttal, ...] = ()
    peers: Mapping[str, tuple[Peer, ...]] = attrs.field(factory=dict, hash=False)

    def __repr__(self) -> str:
        """Short: how much is known of whom."""
        return (
            f"<Evidence {self.unit.id}: {len(self.facts)} facts, {len(self.registers)} registers>"
        )
