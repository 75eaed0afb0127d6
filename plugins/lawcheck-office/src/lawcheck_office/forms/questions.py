"""What a form asks for, and what an inspector wants to see for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from lawcheck.plugin import Checklist, FactRef, Indicator, Judgeable, OverRecords, Text


@attrs.frozen
class Judged:
    """An item, or a part of one, that a person judges.

    Attributes:
        key: the key of its judgement.
        indicator: the item.
    """

    key: str
    indicator: Indicator

    @property
    def title(self) -> Text:
        """The title of the item; of a part, with the part's name."""
        part = self.key.removeprefix(self.indicator.id).removeprefix(".")
        title = self.indicator.title
        return Text(f"{title.zh}（{part}）", f"{title.pick('en')} ({part})") if part else title


def judged_items(checklist: Checklist) -> Iterator[Judged]:
    """Yield everything that a person judges."""
    for each in checklist.indicators():
        if isinstance(each.rule, Judgeable):
            yield from (Judged(key, each) for key in each.rule.judged(each.id))


def may_not_apply(checklist: Checklist) -> Iterator[tuple[str, Text]]:
    """Yield id and title of every item that may be decided not to apply."""
    for each in checklist.indicators():
        if each.not_applicable != "forbid":
            yield each.id, each.title


def evidence_wanted(checklist: Checklist) -> Mapping[str, Text]:
    """Return what an inspector asks to see, by the name of the fact or register.

    Items of one checklist often want the same for a fact; it is named once.
    """
    wanted: dict[str, dict[Text, None]] = {}
    for each in checklist.indicators():
        if each.evidence.zh or each.evidence.en:
            for name in set(_read_in(each.rule)):
                wanted.setdefault(name, {})[each.evidence] = None
    return {
        name: Text(
            "；".join(each.pick("zh") for each in texts),
            "; ".join(each.pick("en") for each in texts),
        )
        for name, texts in wanted.items()
    }


def read_by(indicator: Indicator) -> frozenset[str]:
    """Return the names of facts and registers that an item reads, and its keys of judgements."""
    names = set(_read_in(indicator.rule))
    if indicator.not_applicable_when is not None:
        names |= {*indicator.not_applicable_when.columns}
    if isinstance(indicator.rule, Judgeable):
        names |= {*indicator.rule.judged(indicator.id)}
    return frozenset(names)


def _read_in(thing: Any) -> Iterator[str]:
    """Yield the names of facts and registers in the fields of a rule, also of one of a plugin."""
    if isinstance(thing, FactRef):
        yield thing.name
    elif isinstance(thing, OverRecords):
        yield thing.register
    elif isinstance(thing, tuple | frozenset):
        for each in thing:
            yield from _read_in(each)
    elif isinstance(thing, Mapping):
        for each in thing.values():
            yield from _read_in(each)
    elif attrs.has(type(thing)):
        register = getattr(thing, "register", None)
        if isinstance(register, str):
            yield register
        for field in attrs.fields(type(thing)):
            value = getattr(thing, field.name)
            columns = getattr(value, "columns", None)
            if not isinstance(columns, tuple):
                yield from _read_in(value)
            elif not isinstance(
                register, str
            ):  # conditions on facts; those on records name their columns
                yield from columns
