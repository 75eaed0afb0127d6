"""Mask personal data in a scorecard: names of people, and numbers that identify them.

Scores are computed from what was reported. Only then are the values of columns and facts that the
checklist declares `personal` replaced wherever a scorecard shows them: in labels of records, in
reasons, in quotes, in names of files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, TypeVar, assert_never

import attrs

from lawcheck.model.checklist import Checklist
from lawcheck.model.declarations import Personal
from lawcheck.model.errors import Place, Problem, problem
from lawcheck.model.evidence import (
    Attachment,
    Evidence,
    Fact,
    Judgement,
    NotApplicable,
    Override,
    Rebuttal,
    Record,
    Source,
    Unit,
)
from lawcheck.model.text import LaterMessage, Message, Text, fold, message

_SURNAMES_OF_TWO: Final = frozenset(
    (
        *("欧阳", "司马", "上官", "诸葛", "夏侯", "东方", "皇甫", "尉迟", "公孙", "慕容", "长孙"),
        *("宇文", "司徒", "令狐", "轩辕", "端木", "独孤", "南宫", "西门", "淳于", "申屠", "百里"),
    )
)
_LONG: Final = 11
"""The characters of a mobile number; a shorter one is too short to show a part of it."""
_KEPT_FIRST: Final = 3
_KEPT_LAST: Final = 4
_HAN: Final = ("\u3400", "\u9fff")
_STARS: Final = "***"


MASKED: Final = message(
    "个人信息已遮盖：姓名只留姓，证件号、电话等号码只留前3位和后4位；得分按原始材料计算",
    "personal data are masked: of names the surname stays, of numbers the first 3 and the last 4 "
    "characters; the scores are those of what was reported",
)
"""What a masked report says of itself."""


def masked_name(text: str) -> str:
    """Return a name of which the surname stays.

    >>> masked_name("张三丰"), masked_name("欧阳锋"), masked_name("Zhang San")
    ('张某', '欧阳某', 'Z***')
    """
    name = fold(text)
    if not name:
        return text
    if not _HAN[0] <= name[0] <= _HAN[1]:
        return name[0] + _STARS
    return (name[:2] if name[:2] in _SURNAMES_OF_TWO else name[0]) + "某"


def masked_number(text: str) -> str:
    """Return a number of which the first three and the last four characters stay.

    Of a number of fewer than eleven characters nothing stays.

    >>> masked_number("420302199001011234"), masked_number("13812345678"), masked_number("86-123")
    ('420***********1234', '138****5678', '******')
    """
    if len(text) < _LONG:
        return "*" * len(text)
    hidden = "*" * (len(text) - _KEPT_FIRST - _KEPT_LAST)
    return text[:_KEPT_FIRST] + hidden + text[-_KEPT_LAST:]


def declares_personal(checklist: Checklist) -> bool:
    """Check whether a checklist says of any fact or column that it is personal."""
    declared = (checklist.facts, *(each.columns for each in checklist.registers.values()))
    return any(spec.personal is not None for specs in declared for spec in specs.values())


def nothing_personal(checklist: Checklist) -> Problem:
    """Return the problem of masking by a checklist that declares nothing personal."""
    return problem(
        Place(),
        "指标体系 {id} 没有写明哪些是个人信息，没有可遮盖的；"
        "请在有关的列写 personal: name 或 personal: number",
        "the checklist {id} does not say which data are personal, so nothing can be masked; "
        "write `personal: name` or `personal: number` for these columns",
        id=checklist.id,
    )


class Mask:
    """Replaces the personal values of some units in texts.

    Args:
        checklist: says which values are personal.
        units: the evidence that holds them.
    """

    def __init__(self, checklist: Checklist, units: Iterable[Evidence]) -> None:
        self._masked: dict[str, str] = {}
        for text, personal in _personal_values(checklist, units):
            match personal:
                case "name":
                    hidden = masked_name(text)
                case "number":
                    hidden = masked_number(text)
                case _:
                    assert_never(personal)
            self._masked.update({text: hidden, fold(text): hidden})
        # a single character within a text says nothing of a person
        self._lengths = sorted({len(each) for each in self._masked if len(each) > 1}, reverse=True)

    def text(self, text: str) -> str:
        """Return a text with the personal values in it masked, the longest ones first."""
        if text in self._masked:
            return self._masked[text]
        parts, at, kept = [], 0, 0
        while at < len(text):
            end = next((at + n for n in self._lengths if self._is_whole(text, at, at + n)), 0)
            if end:
                parts += [text[kept:at], self._masked[text[at:end]]]
                at = kept = end
            else:
                at += 1
        return "".join((*parts, text[kept:]))

    def _is_whole(self, text: str, start: int, end: int) -> bool:
        """Check for a personal value that is not a part of a longer word or number."""
        if end > len(text) or text[start:end] not in self._masked:
            return False
        before, after = text[max(start - 1, 0) : start], text[end : end + 1]
        return not (_joins(before, text[start]) or _joins(text[end - 1], after))

    def message(self, said: Message) -> Message:
        """Return a message with its values masked."""
        if isinstance(said, LaterMessage):
            return self.message(said.make(*said.arguments))
        template = Text(self.text(said.template.zh), self.text(said.template.en))
        values = {name: self.value(each) for name, each in said.values.items()}
        return Message(template, values)

    def value(self, value: Any) -> Any:
        """Return a value of a message or a record; numbers and dates stay as they are."""
        if type(value) is str:
            return self.text(value)
        if isinstance(value, Text):
            return Text(self.text(value.zh), self.text(value.en))
        if isinstance(value, Message):
            return self.message(value)
        if isinstance(value, list | tuple):
            return [self.value(each) for each in value]
        return value


_Part = TypeVar("_Part")


def masked(part: _Part, mask: Mask) -> _Part:
    """Return a scorecard, or a part of one, with personal values masked.

    Titles, bases and ids are those of the checklist and stay; so does the name of the unit.
    """
    return _masked(part, mask)  # type: ignore[no-any-return]


def _masked(part: Any, mask: Mask) -> Any:
    if isinstance(part, Message):
        return mask.message(part)
    if isinstance(part, tuple):
        return tuple([_masked(each, mask) for each in part])
    if isinstance(part, Mapping):
        return {name: mask.value(each) for name, each in part.items()}
    if isinstance(part, Unit) or not attrs.has(type(part)):
        return part
    texts = _WRITTEN.get(type(part), ())
    changed = {}
    for name in _fields(type(part)):
        old = getattr(part, name)
        new = mask.text(old) if name in texts and isinstance(old, str) else _masked(old, mask)
        if new is not old:
            changed[name] = new
    return attrs.evolve(part, **changed) if changed else part


def _fields(cls: type) -> tuple[str, ...]:
    return tuple(field.name for field in attrs.fields(cls) if field.init)


_WRITTEN: Final[Mapping[type, tuple[str, ...]]] = {
    Fact: ("value",),
    Record: ("label",),
    Source: ("document", "where", "quote"),
    Place: ("file",),
    NotApplicable: ("reason", "authority"),
    Judgement: ("reason", "judge"),
    Override: ("person", "reason", "authority"),
    Rebuttal: ("person", "text"),
    Attachment: ("file", "record"),
}
"""The attributes with texts of the evidence."""


def _personal_values(
    checklist: Checklist, units: Iterable[Evidence]
) -> Iterator[tuple[str, Personal]]:
    facts = {name: spec.personal for name, spec in checklist.facts.items()}
    columns = [
        (register, name, spec.personal)
        for register, declared in checklist.registers.items()
        for name, spec in declared.columns.items()
        if spec.personal is not None
    ]
    for evidence in units:
        for name, fact in evidence.facts.items():
            personal = facts.get(name)
            if personal is not None and isinstance(fact.value, str):
                yield fact.value, personal
        for register, name, personal in columns:
            for record in evidence.registers.get(register, ()):
                value = record.values.get(name)
                if isinstance(value, str):
                    yield value, personal


def _joins(one: str, other: str) -> bool:
    """Check whether two characters, which may be empty, belong to one word or number in ASCII."""
    return one.isascii() and one.isalnum() and other.isascii() and other.isalnum()
