"""The scorecard (计分卡): what one unit scored, every deduction explained.

Frozen; knows no rule, file or screen.

Classes with many fields are made with keywords. Their fields are the keys of a saved card
(see `lawcheck.model.saved`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Annotated, Final, Literal

import attrs

from lawcheck.model.calendars import Period
from lawcheck.model.evidence import (
    Fact,
    Judgement,
    NotApplicable,
    Override,
    Rebuttal,
    Record,
    Unit,
)
from lawcheck.model.exact import ZERO, decimal_text, fixed_text
from lawcheck.model.saved import FLAT, OPTIONAL, Decimals, Places, Sha256
from lawcheck.model.text import Message, Text

State = Literal["scored", "not_applicable", "missing", "awaiting", "error"]
"""scored 已评分 · not_applicable 不适用 · missing 缺数据 · awaiting 待评议 · error 出错"""

OPEN_STATES: Final = frozenset[State]({"missing", "error", "awaiting"})
"""States in which an item's points are not known yet."""

NOT_APPLICABLE: Final = frozenset[State]({"not_applicable"})
"""The state of items that take no part, or count by policy."""

Cited = Fact | Record | Judgement | NotApplicable
"""What a deduction or a decision points at."""


@attrs.frozen
class Tally:
    """What a measure made of a register.

    Attributes:
        register: the register's name.
        counted: how many records met the conditions.
        records: how many records the unit has.
    """

    register: str
    counted: int
    records: int


@attrs.frozen
class Deduction:
    """Points taken off (扣分项).

    Attributes:
        points: what is taken off, after all caps.
        reason: why, with the arithmetic.
        cites: the facts, records or judgements that caused it.
        cause: deductions of one cause may share a cap.
        asked: what the rule would take off without caps; None where no cap reached it.
        limited: which cap reached it.
        period: the month, quarter or half-year that it is for, where an item looks at each by itself.
    """

    points: Fraction
    reason: Message
    cites: tuple[Cited, ...] = ()
    cause: str = ""
    asked: Fraction | None = None
    limited: Message | None = None
    period: Period | None = None


@attrs.frozen
class Gain:
    """Points added, for bonuses and for items that count up from zero. Attributes as in `Deduction`."""

    points: Fraction
    reason: Message
    cites: tuple[Cited, ...] = ()
    asked: Fraction | None = None
    limited: Message | None = None


@attrs.frozen
class Span:
    """A score while items may be open: the lowest and the highest it can still be. Both ends agree once all is known."""

    low: Fraction
    high: Fraction

    @property
    def is_exact(self) -> bool:
        """Whether nothing is open."""
        return self.low == self.high

    def __str__(self) -> str:
        """As people read it: `93.52 to 100`, or `76.7` where nothing is open."""
        return (
            decimal_text(self.low)
            if self.is_exact
            else f"{decimal_text(self.low)} to {decimal_text(self.high)}"
        )


PrintedSpan = Annotated[Span, "printed"]
"""A span of rounded scores, saved with the decimal places of the card."""


@attrs.frozen(kw_only=True)
class Outcome:
    """What one indicator gave (单项得分).

    Attributes:
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
        notes: what made its number another than its rule and its points say, where something did.
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


@attrs.frozen(kw_only=True)
class SectionScore:
    """Subtotal of a section.

    Attributes:
        out_of: its full score in points of the total.
        counted: what it adds to the total: `own + sum of children`; None where nothing in it takes part.
        own: the part of it that no child earned, where it counts down: its start score, and what its floor gave back.
        notes: what made its full score another than `out_of`, and what its floor gave back.
    """

    id: str = attrs.field(metadata={"key": "section"})
    title: Text
    out_of: Fraction
    counted: Span | None
    own: Span | None
    children: tuple[SectionScore | Outcome, ...]
    notes: tuple[Message, ...] = attrs.field(default=(), metadata=OPTIONAL)

    def outcomes(self) -> Iterator[Outcome]:
        """Every outcome below, in order."""
        for child in self.children:
            if isinstance(child, SectionScore):
                yield from child.outcomes()
            else:
                yield child


AdjustmentKind = Literal["start", "floor", "bonus", "bonus_cap", "gate", "ceiling", "veto"]
"""What a step from the sum of the sections to the total is for."""


@attrs.frozen
class Adjustment:
    """A step from the sum of the sections to the total: start score, floor, bonus with its cap, gate and ceiling, veto."""

    kind: AdjustmentKind
    change: Span
    reason: Message


@attrs.frozen(kw_only=True)
class VetoOutcome:
    """Whether a veto struck.

    Attributes:
        state: applied, not_applied, open (not known yet), or presumed (not known; the checklist presumes it absent).
        effect: what it does, in words.
        basis: the articles it rests on.
        cites: the facts or records that decided.
        about: the register that was looked at, and how many of its records strike.
        why: what is not known, where it is open or presumed.
    """

    id: str
    title: Text
    state: Literal["applied", "not_applied", "open", "presumed"]
    effect: Message
    basis: tuple[str, ...]
    cites: tuple[Cited, ...] = ()
    about: tuple[Tally, ...] = ()
    why: Message | None = None


@attrs.frozen(kw_only=True)
class Overridden:
    """An override and what became of it.

    Attributes:
        title: of the item.
        state: applied, expired (its last day is over), or not_yet (it was decided later than the day that is scored).
        before: what the item earned without it.
    """

    title: Text
    state: Literal["applied", "expired", "not_yet"]
    before: Span | None
    override: Override


@attrs.frozen(kw_only=True)
class Tailoring:
    """The overlay that a unit was scored with.

    Attributes:
        sha256: of what the overlay says and of the rules that it makes.
        changed: ids of the items and sections that it changes.
        off: ids of the items that it takes out.
    """

    id: str
    title: Text
    reason: str
    authority: str
    on: date
    sha256: Sha256
    changed: tuple[str, ...] = ()
    off: tuple[str, ...] = ()


@attrs.frozen
class Without:
    """Score and grade as they would be without tailoring and overrides."""

    score: PrintedSpan | None = attrs.field(metadata={"key": "interval"})
    grade: Text | None


@attrs.frozen
class Flag:
    """Something a reader must not overlook.

    Attributes:
        kind: `full_by_rounding` or `near_cut`.
    """

    kind: Literal["full_by_rounding", "near_cut"]
    what: Message


@attrs.frozen(kw_only=True)
class RowAccount:
    """Rows of all inputs: read = scored + not scored + blank + skipped.

    Attributes:
        scored: rows of units that have a score or an interval.
        not_scored: rows of units that were left out or have no score.
        blank: rows with nothing in them.
        skipped: rows left out on request, by name.
        read: how many rows were read.
    """

    scored: int = 0
    not_scored: int = 0
    blank: int = 0
    skipped: tuple[str, ...] = ()
    read: int = attrs.field(init=False)

    @read.default
    def _read(self) -> int:
        return self.scored + self.not_scored + self.blank + len(self.skipped)


@attrs.frozen(repr=False, kw_only=True)
class Scorecard:
    """One unit's scorecard.

    Attributes:
        rules_on: the day whose rules were used, where the checklist holds rules that are in force at some time only.
        sample_weights: the points are samples, not those of an authority.
        out_of: the full score.
        places: decimal places of the score.
        printed: the total as printed; None where there is none or it is an interval.
        score: the printed total, lowest and highest, rounded as the checklist declares; None where there is no score.
        exact: the exact total; `sum of sections + adjustments`. None where there is no score.
        raw: the exact total before vetoes; None where there is no score, whatever vetoes say.
        grade: None where the ends disagree or there is no score.
        why_no_grade: the reason for no grade.
        known: share of the points whose outcome is known.
        not_applicable: share of the points that are not applicable.
        rows: rows of the inputs that belong to the unit.
        sections: subtotals with their outcomes.
        bonus: outcomes of the bonus items.
        adjustments: the steps from the sum of the sections to `exact`, in order.
        tailoring: the overlay that changed the rules for this unit; None for none.
        overrides: points that people set.
        rebuttals: what the unit says against items; nothing of it is counted.
        without: the score without tailoring and overrides; None where there are none.
        appeal_days: how many days after the result the unit may contest it; None where the checklist says nothing.
    """

    unit: Unit
    checklist_id: str = attrs.field(metadata={"key": "checklist.id"})
    checklist_version: str = attrs.field(metadata={"key": "checklist.version"})
    checklist_title: Text = attrs.field(metadata={"key": "checklist.title"})
    rules_on: date | None = attrs.field(default=None, metadata={"key": "checklist.rules_on"})
    sample_weights: bool = False
    out_of: Fraction
    places: Places
    printed: Decimals | None = attrs.field(init=False, metadata={"key": "score"})
    score: PrintedSpan | None = attrs.field(metadata={"key": "interval"})
    exact: Span | None
    raw: Span | None
    grade: Text | None
    why_no_grade: Message | None
    flags: tuple[Flag, ...]
    known: Fraction
    not_applicable: Fraction
    rows: int = 1
    sections: tuple[SectionScore | Outcome, ...]
    bonus: tuple[Outcome, ...]
    adjustments: tuple[Adjustment, ...]
    vetoes: tuple[VetoOutcome, ...]
    tailoring: Tailoring | None = None
    overrides: tuple[Overridden, ...] = ()
    rebuttals: tuple[Rebuttal, ...] = ()
    without: Without | None = None
    appeal_days: int | None = None

    def __attrs_post_init__(self) -> None:
        """Print the score; it stands before `score` in a card, and can be made after it only."""
        score = self.score
        printed = (
            fixed_text(score.low, self.places) if score is not None and score.is_exact else None
        )
        object.__setattr__(self, "printed", printed)

    def __repr__(self) -> str:
        """Short: a card holds every outcome of a unit."""
        scored = (
            "without a score"
            if self.score is None
            else f"{self.score} of {decimal_text(self.out_of)}"
        )
        grade = f", {self.grade}" if self.grade else ""
        return f"<Scorecard {self.unit.id}: {scored}{grade}>"

    @property
    def presumed(self) -> tuple[VetoOutcome, ...]:
        """The vetoes whose facts nobody reported and which the checklist presumes absent; the grade rests on that."""
        return tuple(veto for veto in self.vetoes if veto.state == "presumed")

    def outcomes(self) -> Iterator[Outcome]:
        """Every outcome in the order of the checklist, bonuses last."""
        for child in self.sections:
            if isinstance(child, SectionScore):
                yield from child.outcomes()
            else:
                yield child
        yield from self.bonus

    def sections_of(self, indicator: str) -> tuple[SectionScore, ...]:
        """The sections that an indicator is in, the outermost first; none for bonuses."""
        return _above(self.sections, indicator)

    def outcome(self, indicator: str) -> Outcome:
        """The outcome of one indicator.

        Raises:
            KeyError: the checklist has no such indicator.
        """
        for each in self.outcomes():
            if each.id == indicator:
                return each
        raise KeyError(indicator)


def _above(
    children: tuple[SectionScore | Outcome, ...], indicator: str
) -> tuple[SectionScore, ...]:
    for child in children:
        if isinstance(child, SectionScore) and any(
            each.id == indicator for each in child.outcomes()
        ):
            return (child, *_above(child.children, indicator))
    return ()


def lost(outcome: Outcome) -> Fraction:
    """What an outcome's deductions add up to."""
    return sum((deduction.points for deduction in outcome.deductions), ZERO)


@attrs.frozen
class PluginVersion:
    """A plugin that was loaded, by the distribution that brought it."""

    distribution: str
    version: str


@attrs.frozen(kw_only=True)
class Provenance:
    """What a report was made from and with; time and host stay outside, so the same inputs give the same bytes.

    Attributes:
        lawcheck: version of the engine.
        plugins: every plugin that was loaded.
        checklist_sha256: of the checklist's canonical form.
        evidence_sha256: of the evidence's canonical form, after reading; sources are not part of it.
    """

    lawcheck: str = attrs.field(metadata={"key": "engine.lawcheck"})
    plugins: tuple[PluginVersion, ...] = attrs.field(metadata={"key": "engine.plugins"})
    checklist_sha256: Sha256 = attrs.field(metadata={"key": "inputs.checklist_sha256"})
    evidence_sha256: Sha256 = attrs.field(metadata={"key": "inputs.evidence_sha256"})


@attrs.frozen(repr=False, kw_only=True)
class Report:
    """The scorecards of one run, with the accounts of everything that was read.

    Attributes:
        notices: what the readers did that a person should know (an encoding detected, full-width digits read).
    """

    provenance: Provenance = attrs.field(metadata=FLAT)
    rows: RowAccount
    notices: tuple[Message, ...] = ()
    scorecards: tuple[Scorecard, ...] = attrs.field(metadata={"key": "units"})

    @property
    def rules_on(self) -> date | None:
        """The day whose rules were used, where the checklist holds rules that are in force at some time only."""
        return next((card.rules_on for card in self.scorecards), None)

    def __repr__(self) -> str:
        """Short: how many units, and of which."""
        return f"<Report: {_some([card.unit.id for card in self.scorecards], 'scorecard')}>"


def _some(names: list[str], what: str) -> str:
    more = ", ..." if len(names) > _SHOWN else ""
    listed = f" ({', '.join(names[:_SHOWN])}{more})" if names else ""
    return f"{len(names)} {what}{'' if len(names) == 1 else 's'}{listed}"


_SHOWN: Final = 3
