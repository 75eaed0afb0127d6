"""The results of indicators (单项得分) and the subtotals of sections in a scorecard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final, Literal

import attrs

from lawcheck.model.deductions import Deduction, Gain, Tally
from lawcheck.model.evidence import Fact, Judgement, NotApplicable, Override
from lawcheck.model.exact import ZERO
from lawcheck.model.saved import OPTIONAL
from lawcheck.model.spans import Span
from lawcheck.model.text import Message, Text

State = Literal["scored", "not_applicable", "missing", "awaiting", "error", "not_due", "pending"]
"""scored 已评分 · not_applicable 不适用 · missing 缺数据 · awaiting 待评议 · error 出错 ·
not_due 未到期（不计） · pending 未到期（未定）"""

OPEN_STATES: Final = frozenset[State]({"missing", "error", "awaiting", "pending"})
"""States of items whose points are not known yet."""

NOT_APPLICABLE: Final = frozenset[State]({"not_applicable"})
"""The state of items that do not apply: they are left out, or count by policy."""

LEFT_OUT: Final = frozenset[State]({"not_applicable", "not_due"})
"""States of items that may take no part."""


@attrs.frozen(kw_only=True)
class Outcome:
    """The result of one indicator (单项得分).

    >>> import lawcheck
    >>> checklist = lawcheck.load_checklist("street-visit")
    >>> evidence = lawcheck.build_evidence(checklist, unit="a", registers={"study": []})
    >>> outcome = lawcheck.score(checklist, evidence).outcome("study_total")
    >>> outcome.state
    'scored'
    >>> outcome.points - sum(each.points for each in outcome.deductions) == outcome.earned.low
    True

    Attributes:
        id: the indicator's id.
        title: the indicator's title.
        points: its full score; 0 for items that only take off.
        state: whether it was scored, and if not, why not.
        earned: lowest and highest points it can have; None where it takes no part.
        counted: what it adds to the total, lowest and highest; None where it takes no part.
        deductions: add up to `points - earned` exactly, when scored.
        gains: for items that count up.
        about: the facts and registers that the rule read.
        working: the arithmetic in one line.
        why: for every state but scored, the reason.
        decided_by: who decided that it does not apply, judged it, or set its points.
        advisory: shown, never counted.
        basis: law and article, as text.
        notes: why it counts another number than its rule and its points give, where it does.
        local_rules: the local rules behind it, as text.
    """

    id: str = attrs.field(metadata={"key": "indicator"})
    title: Text
    points: Fraction
    state: State
    earned: Span | None
    counted: Span | None = None
    deductions: tuple[Deduction, ...] = ()
    gains: tuple[Gain, ...] = ()
    about: tuple[Fact | Tally, ...] = ()
    working: Message | None = None
    why: Message | None = None
    decided_by: NotApplicable | Judgement | Override | None = None
    advisory: bool = False
    basis: tuple[str, ...] = ()
    notes: tuple[Message, ...] = attrs.field(default=(), metadata=OPTIONAL)
    local_rules: tuple[Text, ...] = attrs.field(default=(), metadata=OPTIONAL)

    @property
    def deducted(self) -> Fraction:
        """The sum of its deductions."""
        return sum((deduction.points for deduction in self.deductions), ZERO)


@attrs.frozen(kw_only=True)
class SectionScore:
    """Subtotal of a section.

    >>> import lawcheck
    >>> checklist = lawcheck.load_checklist("street-visit")
    >>> card = lawcheck.score(checklist, lawcheck.build_evidence(checklist, unit="a"))
    >>> section = card.sections[0]
    >>> section.counted.high <= section.out_of
    True
    >>> section.score == section.counted  # it counts with its own points
    True

    Attributes:
        id: the section's id.
        title: the section's title.
        out_of: its full score in points of the total.
        counted: what it adds to the total: `own + sum of children`; None where nothing in it takes
            part.
        own: the part of it that no child earned: where it counts down its start score and what
            its floor gave back, and what its rounding added.
        children: the sections and items in it, in order.
        notes: why its full score is another than `out_of`, where it is, what its floor gave
            back, and how it was rounded.
        subscore: its score on its own scale, lowest and highest, before vetoes; None where that is
            `counted` out of `out_of`. See `score`.
        scale: its full score on its own scale; None with `subscore`. See `full`.
    """

    id: str = attrs.field(metadata={"key": "section"})
    title: Text
    out_of: Fraction
    counted: Span | None
    own: Span | None
    children: tuple[SectionScore | Outcome, ...]
    notes: tuple[Message, ...] = attrs.field(default=(), metadata=OPTIONAL)
    subscore: Span | None = attrs.field(default=None, metadata=OPTIONAL)
    scale: Fraction | None = attrs.field(default=None, metadata=OPTIONAL)

    @property
    def score(self) -> Span | None:
        """The score on its own scale, rounded as the checklist says, before vetoes.

        None where nothing in it takes part.
        """
        return self.counted if self.subscore is None else self.subscore

    @property
    def full(self) -> Fraction:
        """The full score on its own scale."""
        return self.out_of if self.scale is None else self.scale

    def outcomes(self) -> Iterator[Outcome]:
        """Return every outcome below, in order."""
        return outcomes_in(self.children)


def outcomes_in(parts: Iterable[SectionScore | Outcome]) -> Iterator[Outcome]:
    """Yield every outcome of sections and items, in order."""
    for part in parts:
        if isinstance(part, SectionScore):
            yield from part.outcomes()
        else:
            yield part


def sections_in(parts: Iterable[SectionScore | Outcome]) -> Iterator[SectionScore]:
    """Yield every section among these and below, each before those in it."""
    for part in parts:
        if isinstance(part, SectionScore):
            yield part
            yield from sections_in(part.children)


def placed_in(
    parts: Iterable[SectionScore | Outcome], above: tuple[SectionScore, ...] = ()
) -> Iterator[tuple[tuple[SectionScore, ...], Outcome]]:
    """Yield every outcome among these and below, with the sections it is in, outer ones first."""
    for part in parts:
        if isinstance(part, SectionScore):
            yield from placed_in(part.children, (*above, part))
        else:
            yield above, part
