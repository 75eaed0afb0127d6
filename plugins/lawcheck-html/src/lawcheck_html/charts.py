"""How long the bars of a page are, in thousandths of the full score.

A picture needs no more: the exact points stand beside each bar, and in the table below.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

import attrs

from lawcheck.plugin import ONE, ZERO, Language, Scorecard, SectionScore, Span

FULL: Final = 1000
"""The length of a bar that stands for the full score."""
_STEPS: Final = 10
"""Shades of a heat map."""


@attrs.frozen
class Bar:
    """One bar.

    Attributes:
        name: what it stands for.
        low: its length; of an interval, that of the lowest score.
        more: from there to the highest score; 0 if the score is one number.
        text: the points.
    """

    name: str
    low: int
    more: int
    text: str

    @property
    def shade(self) -> int:
        """The shade in a heat map, from 0 (nothing earned) to 10 (full)."""
        return self.low * _STEPS // FULL


def section_bars(card: Scorecard, language: Language) -> tuple[Bar, ...]:
    """Return a bar for each section at the top of a scorecard, of its own full score."""
    return tuple(
        _bar(section.title.pick(language), section.counted, _share(section), language)
        for section in card.sections
        if isinstance(section, SectionScore) and section.out_of > 0 and card.score is not None
    )


def unit_bars(cards: Sequence[Scorecard], language: Language) -> tuple[Bar, ...]:
    """Return a bar for each unit, of the full score."""
    return tuple(
        _bar(card.unit.name or card.unit.id, card.score, _of(card.score, card.out_of), language)
        for card in cards
    )


def bar_of(share: Span, text: str) -> Bar:
    """Return the bar of a share of full points, from 0 to 1 at both ends."""
    low, high = int(share.low * FULL), int(share.high * FULL)
    return Bar("", low, high - low, text)


def _bar(name: str, points: Span | None, share: Span | None, language: Language) -> Bar:
    if points is None or share is None:
        return Bar(name, 0, 0, "—")
    joint = "～" if language == "zh" else " to "
    ends = (_short(points.low), _short(points.high))
    return attrs.evolve(bar_of(share, joint.join(dict.fromkeys(ends))), name=name)


def _share(section: SectionScore) -> Span | None:
    """Return the share of the section's own full points, however many of the total it counts."""
    return None if section.full <= ZERO else _of(section.score, section.full)


def _of(points: Span | None, full: Fraction) -> Span | None:
    if points is None:
        return None
    return Span(*(min(max(end / full, ZERO), ONE) for end in (points.low, points.high)))


def heat_map(
    cards: Sequence[Scorecard], language: Language
) -> tuple[tuple[str, ...], tuple[tuple[str, tuple[Bar, ...]], ...]]:
    """Return the sections and, for each unit, its bars; empty if the units differ in sections."""
    rows = tuple(
        (card.unit.name or card.unit.id, section_bars(card, language))
        for card in cards
        if card.score is not None
    )
    heads = {tuple(bar.name for bar in bars) for _, bars in rows}
    if len(heads) != 1 or not (head := heads.pop()):
        return (), ()
    return head, rows


def _short(value: Fraction) -> str:
    return "".join(_digits(value))


def _digits(value: Fraction) -> Iterator[str]:
    """Yield the number with at most two decimals, cut, not rounded: a bar never shows too much."""
    cents = int(abs(value) * 100)
    if value < 0:
        yield "-"
    yield str(cents // 100)
    rest = f"{cents % 100:02d}".rstrip("0")
    if rest:
        yield f".{rest}"
