"""The scorecard (计分卡): what one unit scored, with every deduction explained.

Frozen data, independent of rules, files and output formats. The fields of these classes are the
keys of a saved scorecard, and their docstrings describe them in its JSON Schema (see
`lawcheck.model.saved`). Classes with many fields take keyword arguments only.
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
"""States of items whose points are not known yet."""

NOT_APPLICABLE: Final = frozenset[State]({"not_applicable"})
"""The state of items that do not apply: they are left out, or count by policy."""

Cited = Fact | Record | Judgement | NotApplicable
"""What a deduction or a decision cites."""


@attrs.frozen
class Tally:
    """How many records of a register a measure counted.

    >>> from lawcheck.plugin import Tally
    >>> tally = Tally("visits", counted=3, records=5)
    >>> tally.records - tally.counted
    2

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

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import Deduction, message
    >>> reason = message("少{n}次 × 0.5", "{n} short x 0.5", n=2)
    >>> deduction = Deduction(Fraction(1), reason)
    >>> deduction.reason.pick("en")
    '2 short x 0.5'

    Attributes:
        points: what is taken off, after all caps.
        reason: why, with the arithmetic.
        cites: the facts, records or judgements that caused it.
        cause: deductions of one cause may share a cap.
        asked: what the rule would take off without caps; None where no cap reached it.
        limited: which cap reached it.
        period: the month, quarter or half-year that it is for, where an item looks at each by
            itself.
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
    """Points added, for bonuses and for items that count up from zero.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import Gain, message
    >>> Gain(Fraction(2), message("省级表彰", "provincial award")).points
    Fraction(2, 1)

    Attributes:
        points: what is added, after all caps.
        reason: why, with the arithmetic.
        cites: the facts, records or judgements that caused it.
        asked: what the rule would add without caps; None where no cap reached it.
        limited: which cap reached it.
    """

    points: Fraction
    reason: Message
    cites: tuple[Cited, ...] = ()
    asked: Fraction | None = None
    limited: Message | None = None


@attrs.frozen
class Span:
    """The interval that a score lies in: the lowest and the highest it can still be.

    Both ends are equal once every item is known.

    >>> from fractions import Fraction
    >>> from lawcheck import Span
    >>> span = Span(Fraction("93.52"), Fraction(100))
    >>> print(span)
    93.52 to 100
    >>> span.is_exact
    False

    Attributes:
        low: the lowest possible score.
        high: the highest possible score.
    """

    low: Fraction
    high: Fraction

    @property
    def is_exact(self) -> bool:
        """Whether both ends are equal, so the score is known."""
        return self.low == self.high

    def __str__(self) -> str:
        """Return `93.52 to 100`, or `76.7` if both ends are equal."""
        return (
            decimal_text(self.low)
            if self.is_exact
            else f"{decimal_text(self.low)} to {decimal_text(self.high)}"
        )


PrintedSpan = Annotated[Span, "printed"]
"""A span of rounded scores, saved with the decimal places of the card."""


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
        id: the section's id.
        title: the section's title.
        out_of: its full score in points of the total.
        counted: what it adds to the total: `own + sum of children`; None where nothing in it takes
            part.
        own: the part of it that no child earned, where it counts down: its start score, and what
            its floor gave back.
        children: the sections and items in it, in order.
        notes: why its full score is another than `out_of`, where it is, and what its floor gave
            back.
    """

    id: str = attrs.field(metadata={"key": "section"})
    title: Text
    out_of: Fraction
    counted: Span | None
    own: Span | None
    children: tuple[SectionScore | Outcome, ...]
    notes: tuple[Message, ...] = attrs.field(default=(), metadata=OPTIONAL)

    def outcomes(self) -> Iterator[Outcome]:
        """Yield every outcome below, in order."""
        for child in self.children:
            if isinstance(child, SectionScore):
                yield from child.outcomes()
            else:
                yield child


AdjustmentKind = Literal["start", "floor", "bonus", "bonus_cap", "gate", "ceiling", "veto"]
"""The kind of a step from the sum of the sections to the total."""


@attrs.frozen
class Adjustment:
    """A step from the sum of the sections to the total.

    Attributes:
        kind: start score, floor, bonus, its cap, gate and ceiling, or veto.
        change: what it adds to the total, lowest and highest; negative where it takes off.
        reason: why.
    """

    kind: AdjustmentKind
    change: Span
    reason: Message


@attrs.frozen(kw_only=True)
class VetoOutcome:
    """Whether a veto applies to the unit.

    Attributes:
        id: the veto's id.
        title: the veto's title.
        state: applied, not_applied, open (not known yet), or presumed (not known; the checklist
            presumes it absent).
        effect: what it does, in words.
        basis: its legal basis, as text.
        cites: the facts or records that decided.
        about: the register that was read, and how many of its records trigger the veto.
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
    """An override and whether it was applied.

    Attributes:
        title: of the item.
        state: applied, expired (its last day is over), or not_yet (it was decided later than the
            day that is scored).
        before: what the item earned without it.
        override: the override.
    """

    title: Text
    state: Literal["applied", "expired", "not_yet"]
    before: Span | None
    override: Override


@attrs.frozen(kw_only=True)
class Tailoring:
    """The overlay that a unit was scored with.

    Attributes:
        id: the overlay's id.
        title: the overlay's title.
        reason: why the checklist is tailored.
        authority: on whose authority.
        on: the day of the decision.
        sha256: hash of the overlay and of the rules that it makes.
        changed: ids of the items and sections that it changes.
        off: ids of the items that it removes.
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
    """Score and grade as they would be without tailoring and overrides.

    Attributes:
        score: the rounded total, lowest and highest; None where there is no score.
        grade: None where the ends disagree or there is no score.
    """

    score: PrintedSpan | None = attrs.field(metadata={"key": "interval"})
    grade: Text | None


@attrs.frozen
class Flag:
    """Something a reader must not overlook.

    Attributes:
        kind: `full_by_rounding` (the full score is reached only by rounding) or `near_cut` (the
            exact score is within one rounding step of the start of a grade).
        what: the flag in words.
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

    >>> import lawcheck
    >>> checklist = lawcheck.load_checklist("street-visit")
    >>> card = lawcheck.score(checklist, lawcheck.build_evidence(checklist, unit="a"))
    >>> card
    <Scorecard a: 0 to 100 of 100>
    >>> card.outcome("study_total").state
    'missing'

    Attributes:
        unit: the unit that was scored.
        checklist_id: the checklist's id.
        checklist_version: the checklist's version.
        checklist_title: the checklist's title.
        rules_on: the day whose rules were used, where the checklist holds rules that are in force
            at some time only.
        sample_weights: the points are samples, not those of an authority.
        out_of: the full score.
        places: decimal places of the score.
        printed: the total as printed; None where there is none or it is an interval.
        score: the printed total, lowest and highest, rounded as the checklist declares; None where
            there is no score.
        exact: the exact total; `sum of sections + adjustments`. None where there is no score.
        raw: the exact total before vetoes; None where there is no score, whatever vetoes say.
        grade: None where the ends disagree or there is no score.
        why_no_grade: the reason for no grade.
        flags: what a reader must not overlook.
        known: share of the points whose outcome is known.
        not_applicable: share of the points that are not applicable.
        rows: rows of the inputs that belong to the unit.
        sections: subtotals with their outcomes.
        bonus: outcomes of the bonus items.
        adjustments: the steps from the sum of the sections to `exact`, in order.
        vetoes: every veto of the checklist and whether it applies.
        tailoring: the overlay that changed the rules for this unit; None for none.
        overrides: points that people set.
        rebuttals: what the unit says against items; nothing of it is counted.
        without: the score without tailoring and overrides; None where there are none.
        appeal_days: how many days after the result the unit may contest it; None where the
            checklist says nothing.
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
        """Set `printed`.

        As a key of a saved card it comes before `score`, so it is a field before it; but it is
        computed from `score`, which an attrs default of an earlier field cannot read yet.
        """
        score = self.score
        printed = (
            fixed_text(score.low, self.places) if score is not None and score.is_exact else None
        )
        object.__setattr__(self, "printed", printed)

    def __repr__(self) -> str:
        """Return a short text; a scorecard holds every outcome of a unit."""
        scored = (
            "without a score"
            if self.score is None
            else f"{self.score} of {decimal_text(self.out_of)}"
        )
        grade = f", {self.grade}" if self.grade else ""
        return f"<Scorecard {self.unit.id}: {scored}{grade}>"

    @property
    def presumed(self) -> tuple[VetoOutcome, ...]:
        """The vetoes that the checklist presumes absent because their facts were not reported.

        The grade depends on them.
        """
        return tuple(veto for veto in self.vetoes if veto.state == "presumed")

    def outcomes(self) -> Iterator[Outcome]:
        """Yield every outcome in the order of the checklist, bonuses last."""
        for child in self.sections:
            if isinstance(child, SectionScore):
                yield from child.outcomes()
            else:
                yield child
        yield from self.bonus

    def sections_of(self, indicator: str) -> tuple[SectionScore, ...]:
        """Return the sections that an indicator is in, the outermost first; none for bonuses."""
        return _above(self.sections, indicator)

    def outcome(self, indicator: str) -> Outcome:
        """Return the outcome of one indicator.

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
    """Return the sum of an outcome's deductions."""
    return sum((deduction.points for deduction in outcome.deductions), ZERO)


@attrs.frozen
class PluginVersion:
    """A plugin that was loaded.

    Attributes:
        distribution: the distribution that it belongs to.
        version: the version of the distribution.
    """

    distribution: str
    version: str


@attrs.frozen(kw_only=True)
class Provenance:
    """The inputs and versions that a report was made with.

    Without time and host, so the same inputs give the same bytes.

    Attributes:
        lawcheck: version of the engine.
        plugins: every plugin that was loaded.
        checklist_sha256: of the checklist's canonical form.
        evidence_sha256: of the evidence's canonical form, after reading; sources are not part of
            it.
    """

    lawcheck: str = attrs.field(metadata={"key": "engine.lawcheck"})
    plugins: tuple[PluginVersion, ...] = attrs.field(metadata={"key": "engine.plugins"})
    checklist_sha256: Sha256 = attrs.field(metadata={"key": "inputs.checklist_sha256"})
    evidence_sha256: Sha256 = attrs.field(metadata={"key": "inputs.evidence_sha256"})


@attrs.frozen(repr=False, kw_only=True)
class Report:
    """The scorecards of one run, with the accounts of everything that was read.

    >>> import lawcheck
    >>> checklist = lawcheck.load_checklist("street-visit")
    >>> units = [lawcheck.build_evidence(checklist, unit=name) for name in ("a", "b")]
    >>> report = lawcheck.make_report(checklist, units)
    >>> report
    <Report: 2 scorecards (a, b)>
    >>> report.rows.read
    2

    Attributes:
        provenance: the inputs and versions that it was made with.
        rows: how many rows were read, and what they were.
        notices: what the readers did that a person should know (an encoding detected, full-width
            digits read).
        scorecards: one for each unit, in input order.
    """

    provenance: Provenance = attrs.field(metadata=FLAT)
    rows: RowAccount
    notices: tuple[Message, ...] = ()
    scorecards: tuple[Scorecard, ...] = attrs.field(metadata={"key": "units"})

    @property
    def rules_on(self) -> date | None:
        """The day whose rules were used; None if the checklist has the same rules at all times."""
        return next((card.rules_on for card in self.scorecards), None)

    def __repr__(self) -> str:
        """Return a short text with the number of units and the first ids."""
        return f"<Report: {_some([card.unit.id for card in self.scorecards], 'scorecard')}>"


def _some(names: list[str], what: str) -> str:
    more = ", ..." if len(names) > _SHOWN else ""
    listed = f" ({', '.join(names[:_SHOWN])}{more})" if names else ""
    return f"{len(names)} {what}{'' if len(names) == 1 else 's'}{listed}"


_SHOWN: Final = 3
