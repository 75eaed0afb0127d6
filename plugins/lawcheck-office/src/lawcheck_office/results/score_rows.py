"""The rows of a score sheet (评分表): sections, items, steps to the total, and the total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Literal

import attrs

from lawcheck.plugin import (
    Deduction,
    Gain,
    Language,
    Outcome,
    Scorecard,
    SectionScore,
    Span,
    Text,
    limit_of,
    points_of,
    printed_score,
    source_of,
)

Kind = Literal["section", "item", "step", "total"]


@attrs.frozen(kw_only=True)
class ScoreRow:
    """A row of a score sheet; numbers are texts, as they stand on the scorecard.

    Attributes:
        kind: what the row is about.
        depth: how many sections it is in.
        number: of an item, counted from 1.
        title: of a section or an item; what a step does.
        full: the full points.
        got: the points earned.
        counts: what it adds to the total.
        off: the points taken off.
        reasons: why points were taken off or added, or why an item has no points.
        sources: where that stands in the evidence.
        basis: the law and the local rules behind an item.
    """

    kind: Kind
    depth: int = 0
    number: str = ""
    title: str
    full: str = ""
    got: str = ""
    counts: str = ""
    off: str = ""
    reasons: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    basis: tuple[str, ...] = ()


def has_conversion(card: Scorecard) -> bool:
    """Return whether an item adds other points to the total than it earned."""
    return card.score is not None and any(
        each.counted != each.earned for each in card.outcomes() if not each.advisory
    )


def score_rows(card: Scorecard, language: Language) -> Iterator[ScoreRow]:
    """Yield the rows of a unit in the order of its checklist."""
    numbers = {each.id: str(at) for at, each in enumerate(card.outcomes(), 1)}
    for depth, part in _parts(card.sections, 0):
        match part:
            case SectionScore():
                yield _section(card, part, depth, language)
            case Outcome():
                yield _item(card, part, depth, numbers[part.id], language)
    if card.bonus:
        yield ScoreRow(kind="section", title=Text("加分项", "Bonus").pick(language))
        for each in card.bonus:
            yield _item(card, each, 1, numbers[each.id], language, is_bonus=True)
    for step in card.adjustments:
        counts = points_of(step.change, language)
        yield ScoreRow(kind="step", title=step.reason.pick(language), counts=counts)
    yield ScoreRow(
        kind="total",
        title=Text("总分", "Total").pick(language),
        full=_number(card.out_of, language),
        got=printed_score(card, language),
        reasons=() if card.why_no_grade is None else (card.why_no_grade.pick(language),),
    )


def _parts(
    children: Sequence[SectionScore | Outcome], depth: int
) -> Iterator[tuple[int, SectionScore | Outcome]]:
    # items first: below the title of a section they would seem to be in it
    for child in sorted(children, key=lambda each: isinstance(each, SectionScore)):
        yield depth, child
        if isinstance(child, SectionScore):
            yield from _parts(child.children, depth + 1)


def _section(card: Scorecard, section: SectionScore, depth: int, language: Language) -> ScoreRow:
    is_known = card.score is not None
    return ScoreRow(
        kind="section",
        depth=depth,
        title=section.title.pick(language),
        full=_number(section.full, language),
        got=points_of(section.score if is_known else None, language),
        counts=points_of(section.counted if is_known else None, language),
        reasons=tuple(note.pick(language) for note in section.notes) if is_known else (),
    )


def _item(
    card: Scorecard,
    item: Outcome,
    depth: int,
    number: str,
    language: Language,
    *,
    is_bonus: bool = False,
) -> ScoreRow:
    # points that a bonus item did not give are not a deduction
    deductions = () if is_bonus else item.deductions
    changes: tuple[Deduction | Gain, ...] = (*deductions, *item.gains)
    title = item.title.pick(language)
    if item.advisory:
        title = (
            Text("{title}（不计分）", "{title} (not counted)").pick(language).format(title=title)
        )
    sources = (source_of(each, language) for change in changes for each in change.cites)
    return ScoreRow(
        kind="item",
        depth=depth,
        number=number,
        title=title,
        full=_number(item.points, language),
        got=points_of(item.earned, language),
        counts=points_of(item.counted if card.score is not None else None, language),
        off=_number(item.deducted, language) if deductions else "",
        reasons=(
            *(() if item.why is None else (item.why.pick(language),)),
            *(reason_of(each, language) for each in changes),
        ),
        sources=tuple(dict.fromkeys(each for each in sources if each)),
        basis=(*item.basis, *(each.pick(language) for each in item.local_rules)),
    )


def item_notes(card: Scorecard, language: Language) -> Iterator[str]:
    """Yield why items count other points than they earned, each with the numbers of its items."""
    said: dict[str, list[str]] = {}
    for at, outcome in enumerate(card.outcomes(), 1):
        for note in outcome.notes:
            said.setdefault(note.pick(language), []).append(str(at))
    joint = Text("、", ", ").pick(language)
    for text, numbers in said.items():
        shown = Text("第{numbers}项：{text}", "items {numbers}: {text}").pick(language)
        yield shown.format(numbers=joint.join(numbers), text=text)


def reason_of(change: Deduction | Gain, language: Language) -> str:
    """Return why points were taken off or added, how many, and which cap reached them."""
    match change:
        case Deduction():
            how = Text("{reason}（扣{points}分{cap}）", "{reason} ({points} off{cap})")
        case Gain():
            how = Text("{reason}（加{points}分{cap}）", "{reason} ({points} added{cap})")
    joint = Text("；", "; ").pick(language)
    return how.pick(language).format(
        reason=change.reason.pick(language),
        points=_number(change.points, language),
        cap="".join(f"{joint}{each}" for each in limit_of(change, language)),
    )


def _number(value: Fraction, language: Language) -> str:
    return points_of(Span(value, value), language)
