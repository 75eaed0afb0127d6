"""The checklist (指标体系): sections of indicators with points, rules and legal basis.

Frozen data, independent of file formats.
"""

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
"""How the points of an item that does not apply are treated."""


@attrs.frozen
class Rounding:
    """Where and how numbers are rounded, once.

    GB/T 8170-2008 rounds ties to even; score sheets mean half up. So a checklist has to say it.

    Attributes:
        places: decimal places of the score.
        mode: how a number between two steps is rounded, such as `half_up` (四舍五入).
        at: `total`, or `item`: each item's points are rounded and the total is the sum of the
            rounded points. The total is then rounded itself only if it is converted to another
            full score, because the conversion can give more decimal places.
    """

    places: int
    mode: RoundingMode = attrs.field(converter=rounding_mode)
    at: Literal["total", "item"]

    @property
    def step(self) -> Fraction:
        """The smallest difference between two printed scores."""
        return Fraction(1, 10**self.places)

    def apply(self, value: Fraction) -> Fraction:
        """Return the rounded value."""
        return self.mode.round(value, self.places)

    def of_item(self, points: Fraction) -> Fraction:
        """Return an item's points as they count: rounded if items are rounded, else unchanged."""
        match self.at:
            case "item":
                return self.apply(points)
            case "total":
                return points
            case _:
                assert_never(self.at)

    def holds(self, value: Fraction) -> bool:
        """Return whether the value needs no rounding."""
        return is_on_grid(value, self.places)

    def print(self, value: Fraction) -> str:
        """Return a rounded value as text with all its decimal places."""
        return fixed_text(value, self.places)


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
class Spec:
    """The declaration of a fact or a column: its kind and the values that are allowed.

    >>> from lawcheck.plugin import Spec, Text
    >>> spec = Spec("rate", Text("按期办结率", "completed in time"), written_as="percent")
    >>> spec.kind.holds
    'number'

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
    # not compared: aliases decide how a file is read, not how its values are scored
    aliases: tuple[str, ...] = attrs.field(default=(), eq=False)


@attrs.frozen
class Register:
    """The declaration of a register (台账) and its columns.

    >>> from lawcheck.plugin import Register, Spec, Text
    >>> columns = {"topic": Spec("text"), "people": Spec("count")}
    >>> visits = Register(Text("学法台账", "study sessions"), columns)
    >>> [name for name, spec in visits.columns.items() if spec.kind.holds == "number"]
    ['people']

    Attributes:
        label: what people call it.
        columns: by name, in order; the first column names a record.
        unique: columns in which no two records of a unit may be equal; empty where the checklist
            names none.
    """

    label: Text
    columns: Mapping[str, Spec] = attrs.field(hash=False)
    unique: tuple[str, ...] = ()


@attrs.frozen
class Words:
    """Words for "nothing to record" and for an empty cell.

    They are compared folded (`lawcheck.model.text.fold`) and without regard to case.

    Attributes:
        nil: texts of a row that say that a register has nothing to record, in addition to 零报告
            and nil.
        blank: texts of a cell that are read as empty.
    """

    nil: tuple[str, ...] = ()
    blank: tuple[str, ...] = ()

    @property
    def all_nil(self) -> frozenset[str]:
        """Every word for "nothing to record", in the form in which words are compared."""
        return frozenset(("零报告", "nil", *map(_key, self.nil)))

    def says_nil(self, text: str) -> bool:
        """Return whether a text says that there is nothing to record."""
        return _key(text) in self.all_nil

    def is_blank(self, text: str) -> bool:
        """Return whether a text is read as an empty cell."""
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

    >>> import lawcheck
    >>> checklist = lawcheck.load_checklist("street-visit")
    >>> item = next(checklist.indicators())
    >>> item.id, item.points, item.rule.type_name
    ('first_person', Fraction(6, 1), 'all_of')

    Attributes:
        id: unique in the checklist.
        title: what people call it.
        rule: the indicator type with its parameters.
        points: the full score. None where the method lets an item cost any number of points.
        weight: for weighted means.
        basis: the laws and documents behind it.
        evidence: what an inspector asks to see.
        floor: the lowest points; below zero only where the checklist says so. None for no limit.
        not_applicable: policy of this item.
        not_applicable_when: conditions on facts under which it does not apply by rule.
        advisory: shown, never counted.
        cause: cause of all its deductions, for caps across items.
        provider: distribution and version that provides the type, for messages; not compared.
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

    >>> import lawcheck
    >>> checklist = lawcheck.load_checklist("street-visit")
    >>> section = checklist.root.children[0]
    >>> [item.id for item in section.indicators()][:2]
    ['first_person', 'study_each_quarter']

    Attributes:
        id: unique in the checklist.
        title: what people call it.
        children: the sections and indicators in it, in order.
        scoring: how the scores of its children become its score; None for a plain grouping, whose
            children count as its parent's.
        points: its full score under the parent's method.
        weight: its weight under the parent's method.
    """

    tag: ClassVar[str] = "section"

    id: str
    title: Text
    children: tuple[Section | Indicator, ...]
    scoring: Aggregation | None = None
    points: Fraction | None = None
    weight: Fraction = ZERO

    def indicators(self) -> Iterator[Indicator]:
        """Yield every indicator below, in order."""
        for child in self.children:
            if isinstance(child, Section):
                yield from child.indicators()
            else:
                yield child


@attrs.frozen
class Bonus:
    """Points outside the base points (加分项), capped.

    Attributes:
        indicators: the bonus items.
        at_most: the most that all bonuses together add.
        only_from: the score that a unit needs for bonuses to count; None for any.
        total_at_most: the score above which bonuses cannot raise a unit; None for no limit.
    """

    indicators: tuple[Indicator, ...]
    at_most: Fraction
    only_from: Fraction | None = None
    total_at_most: Fraction | None = None


@attrs.frozen
class Veto:
    """A veto (一票否决): takes away the total, some items, or the higher grades.

    The score without it stays visible. A veto has either `when` or `measure`.

    Attributes:
        id: unique in the checklist.
        title: what people call it.
        effect: what it does to a unit to which it applies.
        basis: the laws and documents behind it.
        if_missing: `open` (the score is an interval until it is known) or `not_applied` (presumed
            absent).
        when: conditions on facts under which it applies.
        measure: a measure over a register; the veto applies if it is above zero.
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

    def indicators(self) -> Iterator[Indicator]:
        """Yield every indicator, bonuses last."""
        yield from self.root.indicators()
        if self.bonus:
            yield from self.bonus.indicators

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

    def grade(self, score: Fraction) -> Grade:
        """Return the highest grade whose start the score reaches, else the lowest grade."""
        return next((grade for grade in self.grades if score >= grade.start), self.grades[-1])


def _titles(section: Section) -> Iterator[tuple[str, Text]]:
    for child in section.children:
        yield child.id, child.title
        if isinstance(child, Section):
            yield from _titles(child)


def year(number: int) -> Period:
    """Return the period of one calendar year.

    >>> from lawcheck.plugin import year
    >>> str(year(2023).end)
    '2023-12-31'
    """
    return Period(date(number, 1, 1), date(number, 12, 31))
