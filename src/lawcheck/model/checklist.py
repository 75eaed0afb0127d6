"""The checklist (指标体系): sections of indicators with points, rules and legal basis.

Frozen data, independent of file formats.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Literal

import attrs

from lawcheck.model.calendars import Calendar, Period
from lawcheck.model.declarations import NO_OTHERS, OtherColumns, Register, Spec, Words
from lawcheck.model.errors import Problem
from lawcheck.model.evidence import Unit
from lawcheck.model.indicator import Indicator
from lawcheck.model.ranking import TOGETHER, Ranking
from lawcheck.model.raw_tables import Tables
from lawcheck.model.rounding import Rounding
from lawcheck.model.scoring_method import Aggregation
from lawcheck.model.sections import Bonus, Section
from lawcheck.model.tailoring import Tailoring
from lawcheck.model.text import Text, fold
from lawcheck.model.vetoes import Veto


@attrs.frozen
class Grade:
    """A grade (等次).

    Attributes:
        name: the name of the grade.
        start: the lowest score that has this grade.
    """

    name: Text
    start: Fraction


@attrs.frozen
class WorkedExample:
    """A worked example in a checklist, which `lawcheck test` runs.

    Attributes:
        name: what it shows.
        given: the evidence as raw tables; they are interpreted when the example is run.
        expect: by indicator, veto, `total` or `grade`: one text, or the two ends of an interval.
        others: the evidence of other units, for items that compare units.
        line: its line in the file, for messages; not compared.
    """

    name: str
    given: Tables = attrs.field(hash=False)
    expect: Mapping[str, tuple[str, ...]] = attrs.field(hash=False)
    others: tuple[Tables, ...] = attrs.field(default=(), hash=False)
    line: int = attrs.field(default=0, eq=False)


@attrs.frozen
class Overlay:
    """A tailoring of a checklist for all units, or for those of some kinds or groups.

    Attributes:
        tailoring: the overlay as scorecards show it.
        kinds: the kinds of units that it is for; empty for any.
        groups: the groups of units that it is for; empty for any.
        rules: the tailored checklist.
    """

    tailoring: Tailoring
    kinds: tuple[str, ...]
    groups: tuple[str, ...]
    rules: Checklist

    def is_for(self, unit: Unit) -> bool:
        """Return whether a unit is scored by these rules."""
        is_kind = not self.kinds or fold(unit.kind) in map(fold, self.kinds)
        return is_kind and (not self.groups or fold(unit.group) in map(fold, self.groups))


@attrs.frozen(repr=False)
class Checklist:
    """A whole checklist: the evidence it needs, what each item is worth, how a score is made.

    >>> import lawcheck
    >>> checklist = lawcheck.load_checklist("street-visit")
    >>> checklist
    <Checklist street-visit 2023.1: 23 items, out of 100>
    >>> checklist.grade(checklist.out_of).name.pick("en")
    'excellent'

    Attributes:
        id: the id by which it is loaded and saved cards name it.
        version: its version, as its authors write it.
        title: what people call it.
        period: the time assessed, both days included.
        root: the sections under the top scoring method.
        rounding: where and how the score is rounded.
        grade_on: whether the grade follows from the `rounded` or the `exact` score.
        grades: highest first; the last starts at the lowest possible score.
        not_applicable_at_most: the largest share of the points that may be not applicable.
        facts: the declared facts, by name.
        registers: the declared registers, by name.
        calendars: the working days, by the name of the calendar.
        requires: distribution name to version specifier.
        bonus: points outside the base points; None for none.
        vetoes: what takes away the total, items or grades.
        examples: worked examples; not compared.
        sample_weights: the points are samples, not those of an authority.
        description: what a reader should know of it.
        rules_on: the day whose rules these are, where the file holds rules that are in force at
            some time only.
        changes: the days on which rules of the file change; not compared.
        overlays: tailorings; at most one of them is for a given unit.
        once: groups of items in which one record costs points only once, where it costs most.
        appeal_days: how many days after a result a unit may contest it; None where the checklist
            says nothing.
        ranking: how units are ranked.
        words: words for "nothing to record" and for an empty cell.
        other_columns: the columns that a table may have besides the declared ones, by `facts` or
            the name of the register; not compared, since it moves no score.
        sought: the texts that conditions look for in columns that may hold any text, by `facts`
            or the name of the register and by the name of the column; not compared, since it
            only decides what is told.
        warnings: what `lawcheck lint` says of the file that is no fault; not compared.
        file: the file that it was loaded from; None for one that a program made. Not compared.
    """

    id: str
    version: str
    title: Text
    period: Period
    root: Section
    rounding: Rounding
    grade_on: Literal["rounded", "exact"]
    grades: tuple[Grade, ...]
    not_applicable_at_most: Fraction
    facts: Mapping[str, Spec] = attrs.field(factory=dict, hash=False)
    registers: Mapping[str, Register] = attrs.field(factory=dict, hash=False)
    calendars: Mapping[str, Calendar] = attrs.field(factory=dict, hash=False)
    requires: Mapping[str, str] = attrs.field(factory=dict, hash=False)
    bonus: Bonus | None = None
    vetoes: tuple[Veto, ...] = ()
    examples: tuple[WorkedExample, ...] = attrs.field(default=(), eq=False)
    sample_weights: bool = False
    description: Text = Text("")
    rules_on: date | None = None
    changes: tuple[date, ...] = attrs.field(default=(), eq=False)
    overlays: tuple[Overlay, ...] = ()
    once: tuple[tuple[str, ...], ...] = ()
    appeal_days: int | None = None
    ranking: Ranking = TOGETHER
    words: Words = Words()
    other_columns: Mapping[str, OtherColumns] = attrs.field(factory=dict, eq=False)
    sought: Mapping[str, Mapping[str, tuple[str, ...]]] = attrs.field(factory=dict, eq=False)
    warnings: tuple[Problem, ...] = attrs.field(default=(), eq=False)
    file: Path | None = attrs.field(default=None, eq=False)

    def __repr__(self) -> str:
        """Return a short text; a checklist may hold hundreds of items."""
        items = sum(1 for _ in self.indicators())
        return f"<Checklist {self.id} {self.version}: {items} items, out of {self.out_of}>"

    @property
    def aggregation(self) -> Aggregation:
        """The top scoring method."""
        assert self.root.scoring is not None  # noqa: S101 - the loader always sets it on the root
        return self.root.scoring

    @property
    def out_of(self) -> Fraction:
        """The full score."""
        return self.aggregation.out_of

    @property
    def cause_caps(self) -> Mapping[str, Fraction]:
        """The most that all deductions of one cause take off, by cause.

        Empty for scoring methods that have no such caps; `deduct_from` has.
        """
        caps: Mapping[str, Fraction] = getattr(self.aggregation, "cause_caps", {})
        return caps

    def indicators(self) -> Iterator[Indicator]:
        """Yield every indicator, bonuses last."""
        yield from self.root.indicators()
        if self.bonus:
            yield from self.bonus.indicators

    def others_in(self, table: str) -> OtherColumns:
        """Return the columns that a table may have besides those that are declared."""
        return self.other_columns.get(table, NO_OTHERS)

    @property
    def rank_on(self) -> Literal["rounded", "exact"]:
        """Whether units are ranked by the `rounded` score or by the `exact` total."""
        return self.ranking.by or self.grade_on

    def rules_for(self, unit: Unit) -> Checklist:
        """Return the checklist that a unit is scored by: tailored if an overlay is for it."""
        return next((overlay.rules for overlay in self.overlays if overlay.is_for(unit)), self)

    @property
    def day(self) -> date:
        """The day that is scored, which is `rules_on` or else the last day of the period."""
        return self.rules_on or self.period.end

    @property
    def changes_within(self) -> tuple[date, ...]:
        """The days within the period on which other rules come into force."""
        return tuple(day for day in self.changes if self.period.start < day <= self.period.end)

    def titles(self) -> Iterator[tuple[str, Text]]:
        """Yield id and title of every section and indicator of the tree, in order."""
        return _titles(self.root)

    def section_titles(self) -> Iterator[tuple[str, Text]]:
        """Yield id and title of every section, in order."""
        items = {indicator.id for indicator in self.root.indicators()}
        return ((name, title) for name, title in self.titles() if name not in items)

    def grade(self, score: Fraction) -> Grade:
        """Return the highest grade whose start the score reaches, else the lowest grade."""
        return next((grade for grade in self.grades if score >= grade.start), self.grades[-1])


def _titles(section: Section) -> Iterator[tuple[str, Text]]:
    for child in section.children:
        yield child.id, child.title
        if isinstance(child, Section):
            yield from _titles(child)
