"""Compare two scorecards of one unit: what changed, why, and which findings are closed (回头看).

A score can change for three reasons, and their shares add up to the change exactly: other
evidence, another checklist, another engine (lawcheck and its plugins). Scorecards in between tell
them apart: for instance the old evidence scored by the new checklist.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Final, Literal

import attrs

from lawcheck.analysis.findings import Finding, findings_of
from lawcheck.model.exact import ZERO
from lawcheck.model.outcomes import sections_in
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.spans import Span
from lawcheck.model.text import Message, Text

Cause = Literal["evidence", "time", "checklist", "engine"]
"""Why a score changed; `engine` stands for lawcheck and its plugins.

`time` stands for the evidence of another day, where units were scored as of two days: what became
due and what was done since cannot be told apart.
"""

CAUSES: Final[Mapping[Cause, Text]] = {
    "evidence": Text("佐证材料", "evidence"),
    "time": Text("材料和评分日", "evidence and day"),
    "checklist": Text("指标体系", "checklist"),
    "engine": Text("软件版本", "engine"),
}
"""What people call each cause."""

_NOTHING: Final = Span(ZERO, ZERO)


@attrs.frozen
class CardChange:
    """The change of one number.

    Attributes:
        id: of a section or an item; the kind of a step; empty for the total.
        title: what people call it.
        old: the lowest and the highest it was; None if it did not exist.
        new: the same now.
        by: what each cause changed, at both ends; the changes add up to `new - old`. Empty where
            causes are not told apart.
    """

    id: str
    title: Text | Message
    old: Span | None
    new: Span | None
    by: Mapping[Cause, Span] = attrs.field(factory=dict, hash=False)

    @property
    def change(self) -> Span:
        """`new - old` at both ends; a number that does not exist counts as 0."""
        return _minus(self.new or _NOTHING, self.old or _NOTHING)


@attrs.frozen
class CardComparison:
    """What changed between two scorecards of a unit.

    Attributes:
        old: the old scorecard.
        new: the new one.
        total: the exact total.
        sections: every section of either scorecard.
        items: every item of either scorecard, by what it counts.
        steps: what is not an item: start scores, floors, bonus, vetoes. Items and steps add up to
            the total.
        closed: findings of the old scorecard that are gone.
        unjudged: findings of the old scorecard whose item was not scored again.
        still_open: findings of both.
        fresh: findings of the new scorecard alone, of items that were scored in the old one too.
        decided: findings of the new scorecard whose item was not scored in the old one: it was
            open, or came due since.
    """

    old: Scorecard
    new: Scorecard
    total: CardChange
    sections: tuple[CardChange, ...]
    items: tuple[CardChange, ...]
    steps: tuple[CardChange, ...]
    closed: tuple[Finding, ...]
    unjudged: tuple[Finding, ...]
    still_open: tuple[Finding, ...]
    fresh: tuple[Finding, ...]
    decided: tuple[Finding, ...]


@attrs.frozen
class ReportComparison:
    """What changed for every unit of two reports.

    Attributes:
        units: of the units that both have, in the order of the new report.
        only_old: scorecards of units that the new report does not have.
        only_new: scorecards of units that the old report does not have.
    """

    units: tuple[CardComparison, ...]
    only_old: tuple[Scorecard, ...]
    only_new: tuple[Scorecard, ...]


def compare_cards(cards: Sequence[Scorecard], causes: Sequence[Cause | None]) -> CardComparison:
    """Compare the first scorecard with the last.

    Args:
        cards: the old scorecard, those in between, the new one.
        causes: why each scorecard differs from the one before it; None where that is not known.
    """
    old, new = cards[0], cards[-1]
    total = CardChange("", new.checklist_title, *_ends([card.exact for card in cards], causes))
    items = _changes([_items(card) for card in cards], causes)
    sections = _changes([_sections(card) for card in cards], causes)
    steps = _changes([_steps(card) for card in cards], causes)
    findings = tuple(findings_of(old, new))
    return CardComparison(
        old,
        new,
        total,
        sections,
        items,
        steps,
        tuple(each for each in findings if each.new is None and each.is_judged),
        tuple(each for each in findings if each.new is None and not each.is_judged),
        tuple(each for each in findings if each.old is not None and each.new is not None),
        tuple(each for each in findings if each.old is None and each.was_judged),
        tuple(each for each in findings if each.old is None and not each.was_judged),
    )


# Sections, items and steps are mappings from an id to a title and a span, so that scorecards with
# different items can be lined up by id.


def _changes(
    of_cards: Sequence[Mapping[str, tuple[Text | Message, Span | None]]],
    causes: Sequence[Cause | None],
) -> tuple[CardChange, ...]:
    names = dict.fromkeys(name for card in (of_cards[-1], *of_cards) for name in card)
    changes = []
    for name in names:
        title = next(card[name][0] for card in reversed(of_cards) if name in card)
        spans = [card[name][1] if name in card else None for card in of_cards]
        changes.append(CardChange(name, title, *_ends(spans, causes)))
    return tuple(changes)


def _ends(
    spans: Sequence[Span | None], causes: Sequence[Cause | None]
) -> tuple[Span | None, Span | None, Mapping[Cause, Span]]:
    by: dict[Cause, Span] = {}
    for (before, after), cause in zip(pairwise(spans), causes, strict=True):
        if cause is not None:
            by[cause] = _plus(
                by.get(cause, _NOTHING), _minus(after or _NOTHING, before or _NOTHING)
            )
    return spans[0], spans[-1], by


def _plus(one: Span, other: Span) -> Span:
    return Span(one.low + other.low, one.high + other.high)


def _minus(one: Span, other: Span) -> Span:
    return Span(one.low - other.low, one.high - other.high)


# What a scorecard counts
def _items(card: Scorecard) -> dict[str, tuple[Text | Message, Span | None]]:
    bonus = {each.id for each in card.bonus}
    return {
        each.id: (each.title, _counted(card, each.counted))
        for each in card.outcomes()
        if each.id not in bonus and not each.advisory
    }


def _sections(card: Scorecard) -> dict[str, tuple[Text | Message, Span | None]]:
    return {
        each.id: (each.title, _counted(card, each.counted)) for each in sections_in(card.sections)
    }


def _counted(card: Scorecard, span: Span | None) -> Span | None:
    """Return what counts; nothing does in a scorecard without a total."""
    return None if card.exact is None else span


def _steps(card: Scorecard) -> dict[str, tuple[Text | Message, Span | None]]:
    """Return what is not an item: section starts, and adjustments, added up by kind."""
    found: dict[str, tuple[Text | Message, Span | None]] = {}
    if card.exact is None:
        return found
    for section in sections_in(card.sections):
        if section.own is not None:
            found[section.id] = (section.title, section.own)
    for step in card.adjustments:
        before = found.get(step.kind)
        total = (
            step.change if before is None or before[1] is None else _plus(before[1], step.change)
        )
        found[step.kind] = (step.reason, total)
    return found
