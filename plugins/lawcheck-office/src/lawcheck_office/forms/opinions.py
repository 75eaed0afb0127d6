"""What two readings of one unit say differently: self value and checked, or two inspectors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

import attrs

from lawcheck import Evidence, Judgement, Record
from lawcheck.plugin import (
    Checklist,
    Message,
    Never,
    Spec,
    Text,
    Value,
    join,
    literal,
    message,
)
from lawcheck_office.forms.questions import judged_items
from lawcheck_office.forms.words import NEVER_WORD, REJECTED

_NAMED: Final = 3
"""How many records a difference of registers names."""


@attrs.frozen
class Opinion:
    """One thing that two readings may say differently.

    Attributes:
        name: the fact, the register, the key of the judged item; or an item and `?`.
        label: what people call it.
        first: what the first reading says; None where it says nothing.
        second: what the second one says.
        is_same: whether both say the same.
        is_about_applying: whether it is about whether an item applies.
    """

    name: str
    label: Text
    first: Message | None
    second: Message | None
    is_same: bool
    is_about_applying: bool = False

    @property
    def is_of_both(self) -> bool:
        """Whether both readings say something."""
        return self.first is not None and self.second is not None


_NOT_APPLICABLE: Final = Text("不适用", "not applicable")
_APPLIES: Final = Text("适用", "applies")
Rejected = tuple[frozenset[str], frozenset[str]]
"""The facts whose own value the first reading does not accept, and those of the second."""
_NONE: Final[Rejected] = (frozenset(), frozenset())


def opinions(
    checklist: Checklist, first: Evidence, second: Evidence, rejected: Rejected = _NONE
) -> Iterator[Opinion]:
    """Yield what at least one of two readings of a unit says."""
    for name, spec in checklist.facts.items():
        found = [
            REJECTED if name in refused else each.facts[name].value if name in each.facts else None
            for each, refused in zip((first, second), rejected, strict=True)
        ]
        label = spec.label if spec.label.zh else Text(name)
        yield from _opinion(name, label, found, [_shown(each, spec) for each in found])
    for name, register in checklist.registers.items():
        records = [each.registers.get(name) for each in (first, second)]
        label = register.label if register.label.zh else Text(name)
        contents = [None if each is None else _contents(each) for each in records]
        shown = [_records(records[0], records[1]), _records(records[1], records[0])]
        yield from _opinion(name, label, contents, shown)
    for judged in judged_items(checklist):
        key = judged.key
        given = [each.judgements.get(key, ()) for each in (first, second)]
        said = [tuple((each.deduct, each.tier, each.points) for each in some) for some in given]
        shown = [join(map(_points, some)) if some else None for some in given]
        yield from _opinion(key, judged.title, [each or None for each in said], shown)
    for item in checklist.indicators():
        left_out = [item.id in each.not_applicable for each in (first, second)]
        if any(left_out):
            shown = [literal(_NOT_APPLICABLE if each else _APPLIES) for each in left_out]
            is_same = left_out[0] == left_out[1]
            yield Opinion(f"{item.id}?", item.title, shown[0], shown[1], is_same, True)


def _points(judgement: Judgement) -> Message:
    """Return the points that a judgement takes off, or gives within a tier."""
    if judgement.deduct is not None:
        return message("扣{n}", "{n} off", n=judgement.deduct)
    what = "{tier}，得{n}", "{tier}, {n} earned"
    return message(*what, tier=judgement.tier or "—", n=judgement.points)


def _opinion(
    name: str, label: Text, found: Sequence[object], shown: Sequence[Message | None]
) -> Iterator[Opinion]:
    if any(each is not None for each in found):
        yield Opinion(name, label, shown[0], shown[1], found[0] == found[1])


def _shown(value: Value | Text | None, spec: Spec) -> Message | None:
    match value:
        case None:
            return None
        case Fraction():
            form = spec.kind.form
            return message(f"{{value{form}}}", f"{{value{form}}}", value=value)
        case Never():
            return literal(NEVER_WORD)
        case Text():
            return literal(value)
        case str():
            return literal(Text(value))
        case bool() | date():
            return message("{value}", "{value}", value=value)


def _contents(records: Sequence[Record]) -> Mapping[object, int]:
    """Return the records as they are compared: their order says nothing."""
    return Counter(map(_key, records))


def _key(record: Record) -> object:
    return frozenset((name, record.key(name)) for name in record.values)


def _records(own: Sequence[Record] | None, other: Sequence[Record] | None) -> Message | None:
    """Return how many records a reading has, and which of them the other one lacks."""
    if own is None:
        return None
    left = Counter(map(_key, other or ()))
    only = []
    for record in own:
        key = _key(record)
        if left[key]:
            left[key] -= 1
        else:
            only.append(record.title)
    if not only or other is None:
        return message("{n}条", "{n} records", n=len(own))
    return message(
        "{n}条，其中另一方没有的：{only}",
        "{n} records, not in the other: {only}",
        n=len(own),
        only=[*only[:_NAMED], Text("…")] if len(only) > _NAMED else only,
    )
