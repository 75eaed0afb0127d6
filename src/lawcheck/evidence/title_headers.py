"""Find items that read a single fact: their titles can be headers of the column of that fact."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from functools import cache
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import attrs

from lawcheck.indicators.yes_no import YesNo
from lawcheck.model.checklist import Checklist
from lawcheck.model.conditions import Where
from lawcheck.model.indicator import Indicator
from lawcheck.model.measures import FactRef
from lawcheck.model.register_measures import OverRecords
from lawcheck.model.rule import Judgeable
from lawcheck.model.rule_fields import Wants
from lawcheck.model.text import fold


def titled_facts(checklist: Checklist) -> Mapping[str, frozenset[str]]:
    """Return the facts whose columns a title can name, by the folded title.

    A title of several items names the facts of all of them, so a column with that header is
    ambiguous. If one of these items reads more than one fact, the title names none.
    """
    found: dict[str, set[str | None]] = {}
    for indicator in checklist.indicators():
        for title in {fold(each) for each in (indicator.title.zh, indicator.title.en) if each}:
            found.setdefault(title, set()).add(_only_fact(indicator))
    return {
        title: frozenset(filter(None, facts))
        for title, facts in found.items()
        if None not in facts
    }


def _only_fact(indicator: Indicator) -> str | None:
    """Return the fact that an item reads; None if it reads several, records or judgements."""
    rule = indicator.rule
    if isinstance(rule, YesNo) and not rule.want:  # the title says the opposite of the fact
        return None
    if isinstance(rule, Judgeable) and any(True for _ in rule.judged(indicator.id)):
        return None
    names = set(_read_in(rule))
    if indicator.not_applicable_when is not None:
        names |= {*indicator.not_applicable_when.columns}
    return names.pop() if len(names) == 1 else None


def _read_in(thing: Any) -> Iterator[str | None]:
    """Iterate over the facts that a rule names in its fields; None stands for a register.

    This walks through all fields, so that it works for rules of plugins as well.
    """
    if isinstance(thing, FactRef):
        yield thing.name
    elif isinstance(thing, OverRecords):
        yield None
    elif isinstance(thing, Where):
        yield from thing.columns
    elif isinstance(thing, tuple | frozenset):
        for each in thing:
            yield from _read_in(each)
    elif isinstance(thing, Mapping):
        for each in thing.values():
            yield from _read_in(each)
    elif attrs.has(cls := type(thing)):
        if _names_register(cls):
            yield None
        for field in attrs.fields(cls):
            yield from _read_in(getattr(thing, field.name))


@cache
def _names_register(cls: Hashable) -> bool:
    """Check whether a class has a field that is the name of a register or of a column."""
    assert isinstance(cls, type)  # noqa: S101 - the cache accepts anything hashable
    hints = get_type_hints(cls, include_extras=True)
    return any(_is_name(hints.get(field.name)) for field in attrs.fields(cls))


def _is_name(kind: Any) -> bool:
    """Check for `Annotated[str, Wants(...)]`, also inside a union or a tuple."""
    if get_origin(kind) is not Annotated:
        return any(map(_is_name, get_args(kind)))
    inner, *notes = get_args(kind)
    return inner is str and any(isinstance(each, Wants) for each in notes)
