"""The scorecard (计分卡): what one unit scored, with every deduction explained.

Frozen data, independent of rules, files and output formats. The fields of a scorecard and of the
classes that it is made of (`outcomes`, `deductions`, `adjustments`, `tailoring`) are the keys of a
saved scorecard, and their docstrings describe them in its JSON Schema (see
`lawcheck.model.saved`). Classes with many fields take keyword arguments only.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Literal

import attrs

from lawcheck.model.adjustments import Adjustment, VetoOutcome
from lawcheck.model.evidence import Attachment, Rebuttal, Unit
from lawcheck.model.exact import decimal_text, fixed_text
from lawcheck.model.outcomes import Outcome, SectionScore, outcomes_in
from lawcheck.model.saved import OPTIONAL, Decimals, Places
from lawcheck.model.spans import PrintedSpan, Span
from lawcheck.model.tailoring import Overridden, Tailoring, Without
from lawcheck.model.text import Message, Text


@attrs.frozen
class Flag:
    """Something a reader must not overlook.

    Attributes:
        kind: `full_by_rounding` (the full score is reached only by rounding), `near_cut` (the
            exact score is within one rounding step of the start of a grade), `irrational` (the
            exact score has no last digit, and is cut after some decimal places) or `unreviewed`
            (a program proposed some of the evidence, and nobody has checked it).
        what: the flag in words.
    """

    kind: Literal["full_by_rounding", "near_cut", "irrational", "unreviewed"]
    what: Message


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
        as_of: the day as of which the unit was scored; None for the whole period.
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
        attachments: files that show something of items; nothing of them is counted.
        without: the score without tailoring and overrides; None where there are none.
        appeal_days: how many days after the result the unit may contest it; None where the
            checklist says nothing.
    """

    unit: Unit
    checklist_id: str = attrs.field(metadata={"key": "checklist.id"})
    checklist_version: str = attrs.field(metadata={"key": "checklist.version"})
    checklist_title: Text = attrs.field(metadata={"key": "checklist.title"})
    rules_on: date | None = attrs.field(default=None, metadata={"key": "checklist.rules_on"})
    as_of: date | None = attrs.field(default=None, metadata=OPTIONAL)
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
    attachments: tuple[Attachment, ...] = attrs.field(default=(), metadata=OPTIONAL)
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

    @property
    def is_unreviewed(self) -> bool:
        """Whether it rests on evidence that nobody has checked."""
        return any(flag.kind == "unreviewed" for flag in self.flags)

    def outcomes(self) -> Iterator[Outcome]:
        """Yield every outcome in the order of the checklist, bonuses last."""
        yield from outcomes_in(self.sections)
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
