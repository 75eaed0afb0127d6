"""Findings (问题): deductions that can be recognized in a later scorecard of the same unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import attrs

from lawcheck.model.deductions import Cited, Deduction
from lawcheck.model.evidence import Fact, Record
from lawcheck.model.outcomes import Outcome
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.text import Text, fold


@attrs.frozen
class Finding:
    """A deduction that one scorecard or both have.

    Attributes:
        indicator: id of the item.
        title: of the item.
        old: in the old scorecard; None for a new finding.
        new: in the new scorecard; None for a closed one.
        is_judged: whether the item was scored again; an item that is missing, does not apply or
            was removed closes no finding.
        was_judged: whether the item was scored last time, and due; if it was open, did not apply,
            was not due or did not exist, the problem may be an old one.
    """

    indicator: str
    title: Text
    old: Deduction | None
    new: Deduction | None
    is_judged: bool = True
    was_judged: bool = True
    was: str = ""
    name: str = ""


def findings_of(old: Scorecard, new: Scorecard) -> Iterator[Finding]:
    """Yield the findings of both scorecards, in the order of the new one.

    Findings of one item are the same if they are about the same record, or about the item itself.
    """
    before = {key: (outcome, each) for key, outcome, each in _deductions(old)}
    after = tuple(_deductions(new))
    known = {key for key, _, _ in after}
    of_item = Counter(item for item, _, _ in known)
    others: dict[str, list[_Key]] = {}
    for key in before.keys() - known:
        others.setdefault(key[0], []).append(key)
    was_judged = _scored(old)
    for key, outcome, deduction in after:
        same: _Key | None = key
        if key not in before:
            is_alone = of_item[key[0]] == 1
            same = _of_the_item(key, others.get(key[0], ())) if is_alone else None
        was = None if same is None else before.pop(same)
        yield Finding(
            outcome.id,
            outcome.title,
            None if was is None else was[1],
            deduction,
            was_judged=outcome.id in was_judged and not _came_due(old, deduction),
            was="" if was is None or same is None else _name(same),
            name=_name(key),
        )
    judged = _scored(new)
    for key, (outcome, deduction) in before.items():
        is_judged = outcome.id in judged
        yield Finding(outcome.id, outcome.title, deduction, None, is_judged, was=_name(key))


def _came_due(old: Scorecard, deduction: Deduction) -> bool:
    """Return whether a deduction is about a period that was not over last time."""
    return (
        old.as_of is not None and deduction.period is not None and deduction.period.end > old.as_of
    )


def _scored(card: Scorecard) -> frozenset[str]:
    return frozenset(outcome.id for outcome in card.outcomes() if outcome.state == "scored")


def _of_the_item(key: _Key, others: Sequence[_Key]) -> _Key | None:
    """Return the only other finding of an item, if either of the two is about the item as a whole.

    For example, a rate that two records kept down last time and one record this time is one
    finding.
    """
    return others[0] if len(others) == 1 and not (key[1] and others[0][1]) else None


def named_deductions(card: Scorecard) -> Iterator[tuple[str, Outcome, Deduction]]:
    """Yield every deduction of a card with its name.

    The name stays the same from one visit to the next: the item, the record or the facts that it
    is about, and a number if there are several of these.
    """
    return ((_name(key), outcome, deduction) for key, outcome, deduction in _deductions(card))


_Key = tuple[str, tuple[str, ...], int]


def _name(key: _Key) -> str:
    indicator, about, number = key
    return "/".join((indicator, *about)) + ("" if number == 1 else f"#{number}")


def _deductions(card: Scorecard) -> Iterator[tuple[_Key, Outcome, Deduction]]:
    bonus = {each.id for each in card.bonus}
    for outcome in card.outcomes():
        seen: dict[tuple[str, ...], int] = {}
        for deduction in outcome.deductions if outcome.id not in bonus else ():
            # month and day alone, so that a quarter matches the same quarter of another year
            begins = () if deduction.period is None else (f"{deduction.period.start:%m-%d}",)
            about = (*_subject(deduction.cites), *begins)
            seen[about] = seen.get(about, 0) + 1
            yield (outcome.id, about, seen[about]), outcome, deduction


def _subject(cites: Sequence[Cited]) -> tuple[str, ...]:
    """Return what a deduction is about, by names that stay the same from one visit to the next.

    One record, the facts that it cites, or nothing if it is about the item itself.
    """
    if len(cites) == 1 and isinstance(cites[0], Record):
        return cites[0].register, fold(cites[0].label) or str(cites[0].number)
    return tuple(sorted(each.name for each in cites if isinstance(each, Fact)))
