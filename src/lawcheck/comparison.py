"""Two scorecards of one unit: what changed, why, and which findings are closed (回头看).

A change of score has three causes, and they add up to it exactly: the evidence is another, the checklist is, or the engine
and its plugins are. Cards in between tell them apart: the old evidence scored by the new checklist, for one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import Any, Final, Literal

import attrs

from lawcheck.calendars import Calendar
from lawcheck.checklist import Checklist, Spec
from lawcheck.errors import Place, UsageError, problem
from lawcheck.evidence import Evidence, Record
from lawcheck.exact import ZERO
from lawcheck.scorecard import Cited, Deduction, Outcome, Provenance, Report, Scorecard, SectionScore, Span
from lawcheck.scoring import score
from lawcheck.text import Message, Text

Cause = Literal["evidence", "checklist", "engine"]
"""Why a score changed; `engine` stands for lawcheck and its plugins."""

CAUSES: Final[Mapping[Cause, Text]] = {
    "evidence": Text("佐证材料", "evidence"),
    "checklist": Text("指标体系", "checklist"),
    "engine": Text("软件版本", "engine"),
}

_NOTHING: Final = Span(ZERO, ZERO)


@attrs.frozen
class Change:
    """What became of one number.

    Attributes:
        id: of a section or an item; the kind of a step; empty for the total.
        old: before, lowest and highest; None where there was none.
        new: now.
        by: for each cause what it changed, at both ends; they add up to `new - old`. Empty where causes are not told apart.
    """

    id: str
    title: Text | Message
    old: Span | None
    new: Span | None
    by: Mapping[Cause, Span] = attrs.field(factory=dict, hash=False)

    @property
    def change(self) -> Span:
        """`new - old` at both ends; what is not there counts nothing."""
        return _minus(self.new or _NOTHING, self.old or _NOTHING)


@attrs.frozen
class Finding:
    """A deduction that one card or both have.

    Attributes:
        title: of the item.
        old: in the old card; None for a new finding.
        new: in the new card; None for a closed one.
    """

    indicator: str
    title: Text
    old: Deduction | None
    new: Deduction | None


@attrs.frozen
class Comparison:
    """What changed between two cards of a unit.

    Attributes:
        total: the exact total.
        sections: every section of either card.
        items: every item of either card, what it counts.
        steps: start scores, floors, bonus, vetoes: what is no item. Items and steps add up to the total.
        closed: findings of the old card that are gone.
        still_open: findings of both.
        fresh: findings of the new card alone.
    """

    old: Scorecard
    new: Scorecard
    total: Change
    sections: tuple[Change, ...]
    items: tuple[Change, ...]
    steps: tuple[Change, ...]
    closed: tuple[Finding, ...]
    still_open: tuple[Finding, ...]
    fresh: tuple[Finding, ...]


def compare_cards(cards: Sequence[Scorecard], causes: Sequence[Cause | None]) -> Comparison:
    """Compare the first card with the last.

    Args:
        cards: the old card, those in between, the new card.
        causes: why each card differs from the one before it; None where nobody can tell.
    """
    old, new = cards[0], cards[-1]
    total = Change("", new.checklist_title, *_ends([card.exact for card in cards], causes))
    items = _changes([_items(card) for card in cards], causes)
    sections = _changes([_sections(card) for card in cards], causes)
    steps = _changes([_steps(card) for card in cards], causes)
    findings = tuple(_findings(old, new))
    return Comparison(
        old,
        new,
        total,
        sections,
        items,
        steps,
        tuple(each for each in findings if each.new is None),
        tuple(each for each in findings if each.old is not None and each.new is not None),
        tuple(each for each in findings if each.old is None),
    )


@attrs.frozen
class OldInputs:
    """What the old card was made from, and the checklist of the new one: what it takes to tell causes apart.

    Attributes:
        checklist: of the old card.
        evidence: of the old card, by unit id.
        new_checklist: of the new card.
    """

    checklist: Checklist
    evidence: Mapping[str, Evidence] = attrs.field(hash=False)
    new_checklist: Checklist

    def cards_between(self, unit: str) -> tuple[Scorecard, Scorecard]:
        """The old inputs scored by the engine of today, and the old evidence by the new checklist.

        The new rules are applied to the time that the old evidence is about: their days are moved by as many years as the
        periods lie apart. Facts and columns that they read as another kind of value are left out, so that their items are open.

        Raises:
            EvidenceError: the evidence contradicts itself.
        """
        evidence = self.evidence[unit]
        years = self.checklist.period.start.year - self.new_checklist.period.start.year
        new = attrs.evolve(self.new_checklist, root=_moved(self.new_checklist.root, years), period=self.checklist.period)
        return score(self.checklist, evidence), score(new, _fitting(evidence, self.checklist, new))


def _moved(thing: Any, years: int) -> Any:
    """The same with every day so many years later."""
    if isinstance(thing, date):
        return _by_years(thing, years)
    if isinstance(thing, tuple):
        return tuple(_moved(each, years) for each in thing)
    if attrs.has(type(thing)) and not isinstance(thing, Calendar):
        fields = [field.name for field in attrs.fields(type(thing)) if field.init]
        moved = {name: _moved(getattr(thing, name), years) for name in fields}
        changed = {name: value for name, value in moved.items() if value is not getattr(thing, name)}
        return attrs.evolve(thing, **changed) if changed else thing
    return thing


def _by_years(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def _fitting(evidence: Evidence, old: Checklist, new: Checklist) -> Evidence:
    def same(one: Spec | None, other: Spec | None) -> bool:
        return one is not None and other is not None and one.kind == other.kind

    facts = {name: fact for name, fact in evidence.facts.items() if same(old.facts.get(name), new.facts.get(name))}
    registers = {}
    for name, records in evidence.registers.items():
        if name in new.registers:
            columns = {
                key for key, spec in new.registers[name].columns.items() if same(old.registers[name].columns.get(key), spec)
            }
            registers[name] = tuple(
                attrs.evolve(record, values={key: value for key, value in record.values.items() if key in columns})
                for record in records
            )
    known = {each.id for each in new.indicators()}
    return attrs.evolve(
        evidence,
        facts=facts,
        registers=registers,
        not_applicable={name: each for name, each in evidence.not_applicable.items() if name in known},
        judgements={name: each for name, each in evidence.judgements.items() if name.partition(".")[0] in known},
    )


def causes_of(old: Provenance, new: Provenance) -> tuple[Cause, ...]:
    """What is another in the new card."""
    differs: dict[Cause, bool] = {
        "engine": (old.lawcheck, old.plugins) != (new.lawcheck, new.plugins),
        "checklist": old.checklist_sha256 != new.checklist_sha256,
        "evidence": old.evidence_sha256 != new.evidence_sha256,
    }
    return tuple(cause for cause, is_another in differs.items() if is_another)


def refuse_unlike(old: Report, new: Report, causes: Sequence[Cause], inputs: OldInputs | None, unlike: bool) -> None:
    """Reports are like when they have units in common and it can be told what caused a change.

    Raises:
        UsageError: they are not, and nobody asked to compare them all the same.
    """
    in_common = {card.unit.id for card in old.scorecards} & {card.unit.id for card in new.scorecards}
    if not in_common:
        raise _unlike("两张计分卡没有相同的单位", "the two reports have no unit in common")
    if unlike:
        return
    ids = {card.checklist_id for card in (*old.scorecards, *new.scorecards)}
    if len(ids) > 1:
        raise _unlike(
            "两张计分卡用的是不同的指标体系（{ids}）；确要比较请加 --unlike",
            "the two were made with unlike checklists ({ids}); add --unlike to compare them all the same",
            ids=sorted(ids),
        )
    if len(causes) > 1 and inputs is None:
        raise _unlike(
            "不止一样有变化（{causes}）；分清原因请给 --old-checklist、--old-evidence、--new-checklist，只比结果请加 --unlike",
            "more than one thing is another ({causes}); to tell them apart give --old-checklist, --old-evidence and "
            "--new-checklist, or compare the results alone with --unlike",
            causes=[CAUSES[cause] for cause in causes],
        )


def _unlike(zh: str, en: str, /, **values: object) -> UsageError:
    return UsageError([problem(Place(), zh, en, **values)])


def _changes(
    of_cards: Sequence[Mapping[str, tuple[Text | Message, Span | None]]], causes: Sequence[Cause | None]
) -> tuple[Change, ...]:
    names = dict.fromkeys(name for card in (of_cards[-1], *of_cards) for name in card)
    changes = []
    for name in names:
        title = next(card[name][0] for card in reversed(of_cards) if name in card)
        spans = [card[name][1] if name in card else None for card in of_cards]
        changes.append(Change(name, title, *_ends(spans, causes)))
    return tuple(changes)


def _ends(spans: Sequence[Span | None], causes: Sequence[Cause | None]) -> tuple[Span | None, Span | None, Mapping[Cause, Span]]:
    by: dict[Cause, Span] = {}
    for (before, after), cause in zip(pairwise(spans), causes, strict=True):
        if cause is not None:
            by[cause] = _plus(by.get(cause, _NOTHING), _minus(after or _NOTHING, before or _NOTHING))
    return spans[0], spans[-1], by


def _plus(one: Span, other: Span) -> Span:
    return Span(one.low + other.low, one.high + other.high)


def _minus(one: Span, other: Span) -> Span:
    return Span(one.low - other.low, one.high - other.high)


# What a card counts


def _items(card: Scorecard) -> dict[str, tuple[Text | Message, Span | None]]:
    bonus = {each.id for each in card.bonus}
    return {each.id: (each.title, each.counted) for each in card.outcomes() if each.id not in bonus and not each.advisory}


def _sections(card: Scorecard) -> dict[str, tuple[Text | Message, Span | None]]:
    return {each.id: (each.title, each.counted) for each in _all_sections(card.sections)}


def _steps(card: Scorecard) -> dict[str, tuple[Text | Message, Span | None]]:
    """What is no item: section starts, and the adjustments, those of one kind together."""
    found: dict[str, tuple[Text | Message, Span | None]] = {}
    for section in _all_sections(card.sections):
        if section.own is not None:
            found[section.id] = (section.title, section.own)
    for step in card.adjustments:
        before = found.get(step.kind)
        total = step.change if before is None or before[1] is None else _plus(before[1], step.change)
        found[step.kind] = (step.reason, total)
    return found


def _all_sections(children: Iterable[SectionScore | Outcome]) -> Iterator[SectionScore]:
    for child in children:
        if isinstance(child, SectionScore):
            yield child
            yield from _all_sections(child.children)


# Findings


def _findings(old: Scorecard, new: Scorecard) -> Iterator[Finding]:
    """Findings of the same item about the same record, or about the item itself, are the same, in the order of the new card."""
    before = {key: (outcome, each) for key, outcome, each in _deductions(old)}
    after = tuple(_deductions(new))
    known = {key for key, _, _ in after}
    for key, outcome, deduction in after:
        same = key if key in before else _of_the_item(key, before, known)
        was = None if same is None else before.pop(same)
        yield Finding(outcome.id, outcome.title, None if was is None else was[1], deduction)
    for outcome, deduction in before.values():
        yield Finding(outcome.id, outcome.title, deduction, None)


def _of_the_item(key: _Key, before: Mapping[_Key, object], known: Collection[_Key]) -> _Key | None:
    """The one other finding of an item, where one of the two is about the item as a whole.

    A rate that two records kept down last time and one record this time is one finding.
    """
    same_item = [each for each in before if each[0] == key[0] and each not in known]
    alone = sum(each[0] == key[0] for each in known) == 1 and len(same_item) == 1
    return same_item[0] if alone and not (key[1] and same_item[0][1]) else None


_Key = tuple[str, tuple[str, ...], int]


def _deductions(card: Scorecard) -> Iterator[tuple[_Key, Outcome, Deduction]]:
    bonus = {each.id for each in card.bonus}
    for outcome in card.outcomes():
        seen: dict[tuple[str, ...], int] = {}
        for deduction in outcome.deductions if outcome.id not in bonus else ():
            about = _subject(deduction.cites)
            seen[about] = seen.get(about, 0) + 1
            yield (outcome.id, about, seen[about]), outcome, deduction


def _subject(cites: Sequence[Cited]) -> tuple[str, ...]:
    """What a deduction is about, by a name that the next visit uses too: one record, or else the item itself."""
    if len(cites) == 1 and isinstance(cites[0], Record):
        return cites[0].register, cites[0].label or str(cites[0].number)
    return ()
