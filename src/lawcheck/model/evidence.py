"""Evidence (佐证材料): what is known about one unit, each value with its source.

Frozen data, independent of rules and file formats.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import ClassVar, Final

import attrs

from lawcheck.model.errors import Place
from lawcheck.model.peers import Peer
from lawcheck.model.saved import FLAT, OPTIONAL
from lawcheck.model.text import Language, Text, fold


class Never(enum.Enum):
    """The type of `NEVER`, the date of something that never happened (从未).

    It is a known value, unlike a missing one, and later than every date.

    >>> from lawcheck.plugin import NEVER, Never
    >>> isinstance(NEVER, Never)
    True
    """

    NEVER = "never"

    def pick(self, language: Language) -> str:
        """Return the word for it in one language, for messages."""
        return _NEVER_WORD.pick(language)


_NEVER_WORD: Final = Text("从未", "never")
NEVER: Final = Never.NEVER
"""The date of something that never happened (从未)."""

Value = Fraction | date | bool | str | Never
"""A known value: a number, a date (or `NEVER`), yes/no, or a text."""


@attrs.frozen(weakref_slot=False)  # there are millions, and eight bytes less of each
class Source:
    """Where a value came from (出处).

    >>> from lawcheck.plugin import Place, Source
    >>> source = Source(Place("a.yaml", 4, 9), document="annual report 2023", where="page 7")
    >>> str(source.place), source.document, source.where
    ('a.yaml:4:9', 'annual report 2023', 'page 7')

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
    """Return a value as it is compared: a text is folded (`lawcheck.model.text.fold`)."""
    return fold(value) if isinstance(value, str) else value


@attrs.frozen
class Unit:
    """Who is scored (被考核单位).

    >>> import lawcheck
    >>> checklist = lawcheck.load_checklist("street-visit")
    >>> unit = lawcheck.Unit("a", name="Qingshi", kind="street")
    >>> lawcheck.build_evidence(checklist, unit=unit).unit.name
    'Qingshi'

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
    """One value of a unit (指标数据).

    >>> import lawcheck
    >>> checklist = lawcheck.load_checklist("street-visit")
    >>> evidence = lawcheck.build_evidence(checklist, unit="a", facts={"reports_heard": True})
    >>> evidence.facts["reports_heard"].value
    True

    Attributes:
        name: the name in the checklist.
        value: the value, exact.
        source: where it came from.
        at_least: the value is this or more (160余场); how much more is not known.
    """

    name: str = attrs.field(metadata={"key": "fact"})
    value: Value = attrs.field(hash=False)  # the name tells facts apart, and hashes faster
    source: Source = attrs.field(default=Source(), hash=False)
    at_least: bool = attrs.field(default=False, hash=False, metadata=OPTIONAL)


_NO_CELLS: Final[Mapping[str, Value]] = {}


@attrs.frozen(weakref_slot=False)  # there are millions, and eight bytes less of each
class Record:
    """One row of a register (台账).

    >>> from fractions import Fraction
    >>> from lawcheck import Record
    >>> visit = Record("visits", 2, {"place": "Qingshi", "people": Fraction(3)}, label="Qingshi")
    >>> visit.title.pick("en")
    'Qingshi'
    >>> Record("visits", 3, {"people": Fraction(5)}).title.pick("en")
    'record 3'

    Attributes:
        register: the register's name.
        number: position in the unit's register, from 1.
        values: column to value; a blank cell is absent. A saved card leaves them out, because
            registers hold names of people.
        source: where the row came from.
        label: what a person calls the record: the value of the first column.
    """

    register: str
    number: int
    values: Mapping[str, Value] = attrs.field(hash=False, metadata={"unsaved": _NO_CELLS})
    source: Source = Source()
    label: str = ""

    def key(self, column: str) -> object:
        """Return a key by which records of one unit are compared with each other.

        Keys are equal where the values of the column are equal (texts as they are compared), and
        None for a blank. A key says nothing else: a table has the same one for many values.

        >>> from lawcheck import Record
        >>> one, other = (Record("files", number, {"no": "A 1"}) for number in (1, 2))
        >>> one.key("no") == other.key("no")
        True
        """
        value = self.values.get(column)
        return None if value is None else compared(value)

    @property
    def title(self) -> Text:
        """The name of the record in messages, which is its label or else its position."""
        return (
            Text(self.label) if self.label else Text(f"第{self.number}条", f"record {self.number}")
        )


@attrs.frozen
class NotApplicable:
    """A decision that an indicator does not apply to this unit (不适用).

    >>> import lawcheck
    >>> checklist = lawcheck.load_checklist("street-visit")
    >>> item = next(checklist.indicators()).id
    >>> decision = lawcheck.NotApplicable(item, "no such duty", "district office")
    >>> evidence = lawcheck.build_evidence(checklist, unit="a", not_applicable=[decision])
    >>> lawcheck.score(checklist, evidence).outcome(item).state
    'not_applicable'

    Attributes:
        indicator: the indicator's id.
        reason: why it does not apply.
        authority: on whose authority.
        on: the day of the decision.
        source: where the decision is recorded.
    """

    tag: ClassVar[str] = "not_applicable"

    indicator: str = attrs.field(metadata={"key": tag})
    reason: str
    authority: str
    on: date | None = None
    source: Source = Source()


@attrs.frozen
class Judgement:
    """Points taken off, or given within a tier, by a person (评议).

    >>> from fractions import Fraction
    >>> from lawcheck import Judgement
    >>> judgement = Judgement("service", Fraction("0.5"), "no signs at the door", judge="Li")
    >>> judgement.deduct
    Fraction(1, 2)

    Attributes:
        indicator: the indicator's id; `item.part` for a part of an item.
        deduct: points taken off; None where the judge gives `points`.
        reason: why.
        judge: who judged.
        on: the day of the judgement.
        source: where the judgement is recorded.
        tier: the tier that was chosen, for items that have tiers.
        points: points earned within the tier.
        leads: whether the judge leads the panel, for items that several people judge.
    """

    tag: ClassVar[str] = "judgement"

    indicator: str = attrs.field(metadata={"key": tag})
    deduct: Fraction | None
    reason: str
    judge: str
    on: date | None = None
    source: Source = Source()
    tier: str = attrs.field(default="", metadata=OPTIONAL)
    points: Fraction | None = attrs.field(default=None, metadata=OPTIONAL)
    leads: bool = attrs.field(default=False, metadata=OPTIONAL)


@attrs.frozen
class Override:
    """Points of an item that a person set (豁免、改判).

    A waiver gives the item its full points, any other override a number of points.

    >>> from datetime import date
    >>> import lawcheck
    >>> checklist = lawcheck.load_checklist("street-visit")
    >>> item = next(checklist.indicators())
    >>> waiver = lawcheck.Override(
    ...     item.id, None, "Wang", "office closed by flood", "inspection team", date(2023, 6, 1)
    ... )
    >>> evidence = lawcheck.build_evidence(checklist, unit="a", overrides=[waiver])
    >>> lawcheck.score(checklist, evidence).outcome(item.id).earned.low == item.points
    True

    Attributes:
        indicator: the indicator's id.
        points: what the item counts; None for its full points.
        person: who signed.
        reason: why the points were set.
        authority: on whose authority.
        on: the day of the decision.
        until: the last day on which it holds, included, by Beijing time (UTC+8); None for no end.
        source: where the decision is recorded.
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

    >>> from datetime import date
    >>> import lawcheck
    >>> checklist = lawcheck.load_checklist("street-visit")
    >>> item = next(checklist.indicators()).id
    >>> said = lawcheck.Rebuttal(item, "Zhao", "the visit was on a holiday", date(2023, 6, 1))
    >>> evidence = lawcheck.build_evidence(checklist, unit="a", rebuttals=[said])
    >>> lawcheck.score(checklist, evidence).rebuttals[0].text
    'the visit was on a holiday'

    Attributes:
        indicator: the indicator's id.
        person: who says it.
        text: what is said.
        on: the day on which it was said.
        source: where the rebuttal is recorded.
    """

    tag: ClassVar[str] = "rebuttal"

    indicator: str
    person: str
    text: str
    on: date
    source: Source = Source()


@attrs.frozen
class Attachment:
    """A file that shows something of an item (附件): a photograph, a scan. It is never counted.

    >>> import hashlib
    >>> import lawcheck
    >>> checklist = lawcheck.load_checklist("street-visit")
    >>> digest = hashlib.sha256(b"a photograph").hexdigest()
    >>> photo = lawcheck.Attachment("decision_archive", "photos/1.jpg", digest)
    >>> evidence = lawcheck.build_evidence(checklist, unit="a", attachments=[photo])
    >>> lawcheck.score(checklist, evidence).attachments[0].file
    'photos/1.jpg'

    Attributes:
        indicator: the indicator's id.
        file: its path, relative to the folder of the evidence.
        sha256: the SHA-256 of its content.
        record: the record that it shows, by its first column; empty for the item as a whole.
        source: where the attachment is named.
    """

    tag: ClassVar[str] = "attachment"

    indicator: str
    file: str = attrs.field(metadata={"key": tag})
    sha256: str = ""
    record: str = attrs.field(default="", metadata=OPTIONAL)
    source: Source = Source()


@attrs.frozen(repr=False)
class Evidence:
    """Everything known about one unit.

    Programs get it from `lawcheck.build_evidence`, which checks it against a checklist.

    >>> import lawcheck
    >>> checklist = lawcheck.load_checklist("street-visit")
    >>> evidence = lawcheck.build_evidence(checklist, unit="a")
    >>> evidence
    <Evidence a: 0 facts, 0 registers>
    >>> dict(evidence.facts)
    {}

    Attributes:
        unit: the unit.
        facts: by name; an absent name is missing, never zero.
        registers: by name; an empty tuple is a register without records, an absent name is
            missing.
        not_applicable: by indicator, the decisions that it does not apply.
        judgements: by indicator (`item.part` for a part of an item), in order; more than one only
            where several people judge the item.
        rows: how many rows of the inputs it was read from: the unit's own and its records.
        overrides: by indicator.
        rebuttals: what the unit says against items.
        attachments: files that show something of items.
        peers: by item (`item.part` inside an item of several rules), for items that compare
            units; an absent item has not been compared yet.
        plain_peers: the same by the rules without overlays; None where no overlay is for a unit.
        scores: by the key of an item's score, the share of its points, for the conditions of
            other items and of vetoes; filled while the unit is scored.
        at_least: by name, the facts of which only a lowest value is known. They are missing in
            `facts`, so that no rule takes them for exact.
        unreviewed: some of it was proposed by a program, and nobody has checked it yet.
    """

    unit: Unit
    facts: Mapping[str, Fact] = attrs.field(factory=dict, hash=False)
    registers: Mapping[str, tuple[Record, ...]] = attrs.field(factory=dict, hash=False)
    not_applicable: Mapping[str, NotApplicable] = attrs.field(factory=dict, hash=False)
    judgements: Mapping[str, tuple[Judgement, ...]] = attrs.field(factory=dict, hash=False)
    rows: int = 1
    overrides: Mapping[str, Override] = attrs.field(factory=dict, hash=False)
    rebuttals: tuple[Rebuttal, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    peers: Mapping[str, Sequence[Peer]] = attrs.field(factory=dict, hash=False)
    plain_peers: Mapping[str, Sequence[Peer]] | None = attrs.field(default=None, hash=False)
    scores: Mapping[str, Fraction | None] = attrs.field(factory=dict, hash=False)
    at_least: Mapping[str, Fact] = attrs.field(factory=dict, hash=False)
    unreviewed: bool = False

    def __repr__(self) -> str:
        """Return a short text; evidence may hold thousands of records."""
        return (
            f"<Evidence {self.unit.id}: {len(self.facts)} facts, {len(self.registers)} registers>"
        )
