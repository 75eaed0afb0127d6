"""The checklist (指标体系): sections of indicators with their points, rules and legal basis. Frozen; knows no file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import ClassVar, Literal, assert_never

import attrs

from lawcheck.model.calendars import Calendar, Period
from lawcheck.model.conditions import Where
from lawcheck.model.evidence import Unit
from lawcheck.model.exact import ZERO, fixed_text, is_on_grid
from lawcheck.model.indicator import Rule
from lawcheck.model.kinds import Kind, kind_named
from lawcheck.model.measures import OverRecords
from lawcheck.model.ranking import TOGETHER, Ranking
from lawcheck.model.raw_tables import Tables
from lawcheck.model.rounding import RoundingMode, rounding_mode
from lawcheck.model.scorecard import Tailoring
from lawcheck.model.scoring_method import Aggregation
from lawcheck.model.text import Text, fold
from lawcheck.model.veto_effects import VetoEffect

NotApplicablePolicy = Literal["redistribute", "full", "zero", "forbid"]
"""What becomes of the points of an item that does not apply."""


@attrs.frozen
class Rounding:
    """Where and how numbers are rounded, once. GB/T 8170-2008 rounds ties to even; score sheets mean half up.

    Attributes:
        places: decimal places of the score.
        mode: where a number goes that lies between two steps, such as `half_up` (四舍五入).
        at: `total`, or `item` (each item's points are rounded and the total is made of the rounded points; it is rounded
            itself only where it is converted, since then it need not lie on the grid).
    """

    places: int
    mode: RoundingMode = attrs.field(converter=rounding_mode)
    at: Literal["total", "item"]

    @property
    def step(self) -> Fraction:
        """The smallest difference between two printed scores."""
        return Fraction(1, 10**self.places)

    def apply(self, value: Fraction) -> Fraction:
        """The value on the grid."""
        return self.mode.round(value, self.places)

    def of_item(self, points: Fraction) -> Fraction:
        """What an item's points count: rounded where items are rounded, else as they are."""
        match self.at:
            case "item":
                return self.apply(points)
            case "total":
                return points
            case _:
                assert_never(self.at)

    def holds(self, value: Fraction) -> bool:
        """Whether the value is on the grid already."""
        return is_on_grid(value, self.places)

    def print(self, value: Fraction) -> str:
        """A value on the grid as text with all its places."""
        return fixed_text(value, self.places)


@attrs.frozen
class Grade:
    """A grade (等次) and the score it starts from; the cut itself belongs to it."""

    name: Text
    start: Fraction


@attrs.frozen
class Spec:
    """What a fact or a column may hold.

    Attributes:
        kind: count (whole, not negative), amount, rate, date, yes_no or text.
        label: what people call it.
        unit: unit of measure, for people.
        written_as: for rates: `percent` (95, 95%) or `fraction` (0.95).
        least: smallest value allowed.
        most: largest value allowed; 1 for a rate unless the checklist says more.
        choices: the texts allowed; empty for any.
        optional: for columns: may be blank.
        any_date: a date may lie outside the period.
        may_be_never: a date may be `never` (从未).
        at_most: name of a fact that this one may not exceed.
        equals_sum: names of facts that must add up to this one.
        aliases: other names that a column of a table may have for it.
    """

    kind: Kind = attrs.field(converter=kind_named)
    label: Text = Text("")
    unit: Text = Text("")
    written_as: Literal["percent", "fraction"] | None = None
    least: Fraction | None = None
    most: Fraction | None = None
    choices: tuple[str, ...] = ()
    optional: bool = False
    any_date: bool = False
    may_be_never: bool = False
    at_most: str = ""
    equals_sum: tuple[str, ...] = ()
    aliases: tuple[str, ...] = attrs.field(
        default=(), eq=False
    )  # they decide how a file is read, not what it is worth


@attrs.frozen
class Register:
    """A register (台账) and its columns; the first column is what a record is called by.

    Attributes:
        unique: columns in which no two records of a unit are equal; empty where the checklist says nothing.
    """

    label: Text
    columns: Mapping[str, Spec] = attrs.field(hash=False)
    unique: tuple[str, ...] = ()


@attrs.frozen
class Words:
    """What people write where there is nothing, compared as all text is (`lawcheck.model.text.fold`), whatever its case.

    Attributes:
        nil: the whole content of a register's row that says that there is nothing to record, beside 零报告 and nil.
        blank: the whole content of a cell that is to be read as empty.
    """

    nil: tuple[str, ...] = ()
    blank: tuple[str, ...] = ()

    @property
    def all_nil(self) -> frozenset[str]:
        """Every word that says that there is nothing to record, as it is compared."""
        return frozenset(("零报告", "nil", *map(_key, self.nil)))

    def says_nil(self, text: str) -> bool:
        """Whether a text says that there is nothing to record."""
        return _key(text) in self.all_nil

    def is_blank(self, text: str) -> bool:
        """Whether a text stands for an empty cell."""
        return not text or _key(text) in map(_key, self.blank)


def _key(text: str) -> str:
    return fold(text).casefold()


@attrs.frozen
class Basis:
    """The law or document behind an item (依据).

    Attributes:
        law: name of the law or document.
        number: its number.
        article: article, where it is certain.
        note: anything a reader should know.
    """

    law: str
    number: str = ""
    article: str = ""
    note: Text = Text("")

    def __str__(self) -> str:
        number = f"（{self.number}）" if self.number else ""
        return f"《{self.law}》{number}{self.article}"


@attrs.frozen
class Indicator:
    """One scored item (三级指标).

    Attributes:
        id: unique in the checklist.
        points: the full score. None where the method lets an item cost any number of points.
        weight: for weighted means.
        rule: the indicator type with its parameters.
        evidence: what an inspector asks to see.
        floor: the lowest points; below zero only where the checklist says so. None for no limit.
        not_applicable: policy of this item.
        not_applicable_when: conditions on facts under which it does not apply by rule.
        advisory: shown, never counted.
        cause: cause of all its deductions, for caps across items.
        provider: distribution and version that brought the type, for messages; no part of the content.
    """

    tag: ClassVar[str] = "indicator"

    id: str
    title: Text
    rule: Rule
    points: Fraction | None
    weight: Fraction = ZERO
    basis: tuple[Basis, ...] = ()
    evidence: Text = Text("")
    floor: Fraction | None = ZERO
    not_applicable: NotApplicablePolicy = "redistribute"
    not_applicable_when: Where | None = None
    advisory: bool = False
    cause: str = ""
    provider: str = attrs.field(default="", eq=False)


@attrs.frozen
class Section:
    """A group of indicators or of sections (一级、二级指标).

    Attributes:
        scoring: how its children become its score; None for a plain grouping, whose children count as its parent's.
        points: its full score under the parent's method.
    """

    tag: ClassVar[str] = "section"

    id: str
    title: Text
    children: tuple[Section | Indicator, ...]
    scoring: Aggregation | None = None
    points: Fraction | None = None
    weight: Fraction = ZERO

    def indicators(self) -> Iterator[Indicator]:
        """Every indicator below, in order."""
        for child in self.children:
            if isinstance(child, Section):
                yield from child.indicators()
            else:
                yield child


@attrs.frozen
class Bonus:
    """Points outside the base points (加分项), capped.

    Attributes:
        at_most: the most that all bonuses together add.
        only_from: they count only from this score on; None for always.
        total_at_most: the score that bonuses cannot lift a unit above; None for no limit.
    """

    indicators: tuple[Indicator, ...]
    at_most: Fraction
    only_from: Fraction | None = None
    total_at_most: Fraction | None = None


@attrs.frozen
class Veto:
    """一票否决: takes away the total, some items, or the higher grades; the raw score stays visible.

    Attributes:
        effect: what it does to a unit that it strikes.
        when: conditions on facts.
        measure: a measure over a register that must be above zero instead.
        if_missing: `open` (the score is an interval until it is known) or `not_applied` (presumed absent).
    """

    id: str
    title: Text
    effect: VetoEffect
    basis: tuple[Basis, ...]
    if_missing: Literal["open", "not_applied"]
    when: Where | None = None
    measure: OverRecords | None = None


@attrs.frozen
class WorkedExample:
    """A worked example that a checklist carries.

    Attributes:
        given: the evidence as raw tables; it gets its meaning when the example is run.
        others: the evidence of other units, for items that compare units.
        expect: by indicator, veto, `total` or `grade`: one text, or the two ends of an interval.
        line: where it stands in the file, for messages; no part of the content.
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
        kinds: of units; empty for any.
        groups: of units; empty for any.
        rules: the checklist as the overlay makes it.
    """

    tailoring: Tailoring
    kinds: tuple[str, ...]
    groups: tuple[str, ...]
    rules: Checklist

    def is_for(self, unit: Unit) -> bool:
        """Whether a unit is scored by these rules."""
        is_kind = not self.kinds or fold(unit.kind) in map(fold, self.kinds)
        return is_kind and (not self.groups or fold(unit.group) in map(fold, self.groups))


@attrs.frozen(repr=False)
class Checklist:
    """A whole checklist: what is asked, what each item is worth, how the score is made.

    Attributes:
        period: the time assessed, both days included.
        requires: distribution name to version specifier.
        root: the sections under the top scoring method.
        out_of: the full score.
        not_applicable_at_most: the largest share of the points that may be not applicable.
        grades: highest first; the last starts at the lowest possible score.
        sample_weights: the points are samples, not those of an authority.
        rules_on: the day whose rules these are, where the file holds rules that are in force at some time only.
        changes: the days on which rules of the file change; no part of what these rules say.
        overlays: tailorings; a unit falls under one at most.
        once: groups of items in which one record costs points once only, where it costs most.
        appeal_days: how many days after a result a unit may contest it; None where the checklist says nothing.
        ranking: how units are ranked.
        words: what people write where there is nothing.
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

    def __repr__(self) -> str:
        """Short: a checklist may hold hundreds of items."""
        return f"<Checklist {self.id} {self.version}: {sum(1 for _ in self.indicators())} items, out of {self.out_of}>"

    @property
    def aggregation(self) -> Aggregation:
        """The top scoring method."""
        assert self.root.scoring is not None  # noqa: S101 - the loader always sets it on the root
        return self.root.scoring

    @property
    def out_of(self) -> Fraction:
        """The full score."""
        return self.aggregation.out_of

    def indicators(self) -> Iterator[Indicator]:
        """Every indicator, bonuses last."""
        yield from self.root.indicators()
        if self.bonus:
            yield from self.bonus.indicators

    def rules_for(self, unit: Unit) -> Checklist:
        """The checklist as the overlay of a unit makes it; itself where the unit has none."""
        return next((overlay.rules for overlay in self.overlays if overlay.is_for(unit)), self)

    @property
    def day(self) -> date:
        """The day that is scored, which is the one whose rules were asked for, or the last of the period."""
        return self.rules_on or self.period.end

    @property
    def changes_within(self) -> tuple[date, ...]:
        """The days inside the period from which on other rules are in force."""
        return tuple(day for day in self.changes if self.period.start < day <= self.period.end)

    def titles(self) -> Iterator[tuple[str, Text]]:
        """Id and title of every section and indicator of the tree, in order."""
        return _titles(self.root)

    def grade(self, score: Fraction) -> Grade:
        """The grade of a score: the highest whose start it reaches; a total below zero has the lowest."""
        return next((grade for grade in self.grades if score >= grade.start), self.grades[-1])


def _titles(section: Section) -> Iterator[tuple[str, Text]]:
    for child in section.children:
        yield child.id, child.title
        if isinstance(child, Section):
            yield from _titles(child)


def year(number: int) -> Period:
    """The period of one calendar year."""
    return Period(date(number, 1, 1), date(number, 12, 31))
