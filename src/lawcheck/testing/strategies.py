"""Hypothesis strategies: exact numbers, evidence that a checklist could get, whole checklists, scores beside a cut.

Random checklists alone miss the faults that matter: totals fall on a tie or on a grade cut too rarely. `edge_worlds`
aims there; draw about half of the examples from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from fractions import Fraction
from typing import Final, Literal

import attrs
from hypothesis import strategies as st

from lawcheck.aggregation import Aggregation
from lawcheck.aggregation.deduct_from import DeductFrom
from lawcheck.aggregation.mean import Mean, WeightedMean
from lawcheck.aggregation.points import Points
from lawcheck.calendars import Period
from lawcheck.checklist import (
    Basis,
    Bonus,
    CapGrade,
    Checklist,
    Grade,
    Indicator,
    NotApplicablePolicy,
    Register,
    Rounding,
    Section,
    Spec,
    Veto,
    ZeroParts,
    ZeroTotal,
    year,
)
from lawcheck.conditions import Comparison, Where
from lawcheck.evidence import NEVER, Evidence, Fact, NotApplicable, Record, Unit, Value
from lawcheck.exact import HUNDRED, ONE, ZERO, RoundingMode
from lawcheck.indicator import Paired, Rule
from lawcheck.indicators.bands import Band, Bands
from lawcheck.indicators.count_target import CountTarget
from lawcheck.indicators.rate import Rate
from lawcheck.indicators.scale import Scale
from lawcheck.indicators.yes_no import YesNo
from lawcheck.measures import FactRef, Operation, OverRecords
from lawcheck.steps import Partial, Steps
from lawcheck.text import Text

GRADES: Final = (
    Grade(Text("优秀", "excellent"), Fraction(90)),
    Grade(Text("良好", "good"), Fraction(80)),
    Grade(Text("合格", "pass"), Fraction(60)),
    Grade(Text("不合格", "fail"), ZERO),
)
"""The grades of every checklist made here."""

CUTS: Final = (Fraction(60), Fraction(80), Fraction(90), Fraction(100))
"""Where a score is worth a second look, which is at the grade cuts and the full score."""


# Numbers and values


def exact(least: int | Fraction, most: int | Fraction, places: int = 2) -> st.SearchStrategy[Fraction]:
    """Numbers with at most so many decimals between two bounds that have no more."""
    scale: int = 10**places
    return st.integers(int(least * scale), int(most * scale)).map(lambda units: Fraction(units, scale))


def values(spec: Spec, period: Period) -> st.SearchStrategy[Value]:
    """Values that a fact or column may hold."""
    if spec.kind == "yes_no":
        return st.booleans()
    if spec.kind == "text":
        return st.sampled_from(spec.choices) if spec.choices else st.sampled_from(["甲", "乙", "丙"])
    if spec.kind == "date":
        return _dates(spec, period)
    least = ZERO if spec.least is None else spec.least
    if spec.kind == "rate":
        return exact(least, ONE if spec.most is None else spec.most, places=4)
    most = max(least, Fraction(20)) if spec.most is None else spec.most
    return exact(least, most, places=0 if spec.kind == "count" else 2)


def _dates(spec: Spec, period: Period) -> st.SearchStrategy[Value]:
    margin = timedelta(days=60 if spec.any_date else 0)
    days: st.SearchStrategy[Value] = st.dates(period.start - margin, period.end + margin)
    return days | st.just(NEVER) if spec.may_be_never else days


# Evidence


@st.composite
def evidence(draw: st.DrawFn, checklist: Checklist, *, gaps: bool = True, unit: str = "u1") -> Evidence:
    """Evidence that the readers would let through for a checklist.

    Args:
        draw: given by Hypothesis.
        checklist: whose facts, registers and indicators it is for.
        gaps: facts and registers may be missing, and items may be decided not to apply.
        unit: the unit's id.
    """
    facts = {name: draw(values(spec, checklist.period)) for name, spec in checklist.facts.items() if not gaps or draw(_mostly())}
    _respect_limits(checklist, facts)
    registers = {
        name: tuple(draw(st.lists(_records(name, register, checklist.period), max_size=6)))
        for name, register in checklist.registers.items()
        if not gaps or draw(_mostly())
    }
    decided = {
        indicator.id: NotApplicable(indicator.id, "没有此项业务", "市司法局")
        for indicator in checklist.indicators()
        if gaps and indicator.not_applicable != "forbid" and not draw(_mostly())
    }
    return Evidence(
        Unit(unit),
        {name: Fact(name, value) for name, value in facts.items()},
        {name: _numbered(records) for name, records in registers.items()},
        decided,
    )


def _mostly() -> st.SearchStrategy[bool]:
    return st.integers(0, 9).map(bool)


@st.composite
def _records(draw: st.DrawFn, name: str, register: Register, period: Period) -> Record:
    cells = {
        column: draw(values(spec, period)) for column, spec in register.columns.items() if not spec.optional or draw(_mostly())
    }
    return Record(name, 0, cells)


def _numbered(records: tuple[Record, ...]) -> tuple[Record, ...]:
    return tuple(attrs.evolve(record, number=number) for number, record in enumerate(records, 1))


def _respect_limits(checklist: Checklist, facts: dict[str, Value]) -> None:
    for name, spec in checklist.facts.items():
        if spec.equals_sum and name in facts and all(part in facts for part in spec.equals_sum):
            facts[name] = sum((_number(facts[part]) for part in spec.equals_sum), ZERO)
        if spec.at_most:
            _lower(facts, name, spec.at_most)
    for indicator in checklist.indicators():
        if isinstance(indicator.rule, Paired):
            for part, whole in indicator.rule.pairs():
                _lower(facts, part, whole)


def _lower(facts: dict[str, Value], part: str, whole: str) -> None:
    if part in facts and whole in facts:
        facts[part] = min(_number(facts[part]), _number(facts[whole]))


def _number(value: Value) -> Fraction:
    assert isinstance(value, Fraction), value
    return value


# Checklists


@attrs.frozen
class _Asked:
    rule: Rule
    facts: Mapping[str, Spec] = attrs.field(factory=dict)
    registers: Mapping[str, Register] = attrs.field(factory=dict)


_COUNT: Final = Spec("count")
_AMOUNT: Final = Spec("amount")
_SHARE: Final = Spec("rate", written_as="fraction")
_HEARINGS: Final = Register(
    Text("台账", "register"), {"held_on": Spec("date"), "present": Spec("yes_no"), "people": Spec("count", optional=True)}
)
_PARTIALS: Final[tuple[Partial, ...]] = ("proportional", "whole", "started")
_WEIGHTS: Final = st.just(ZERO) | exact(Fraction(1, 10), 5, places=1)
_STEP_POINTS: Final = exact(Fraction(1, 10), 5, places=1)


@st.composite
def _counted(draw: st.DrawFn, key: str) -> _Asked:
    whole_things = draw(st.booleans())
    per = ONE if whole_things else draw(exact(Fraction(1, 10), 5, places=1))
    steps = Steps(draw(_STEP_POINTS), per, None if whole_things else draw(st.sampled_from(_PARTIALS)), draw(_maybe(_STEP_POINTS)))
    rule = CountTarget(FactRef(key), draw(exact(1, 12, places=0)), steps, at_none=draw(_maybe(_STEP_POINTS)))
    return _Asked(rule, {key: _COUNT if whole_things else _AMOUNT})


@st.composite
def _rated(draw: st.DrawFn, key: str) -> _Asked:
    points_of_percent = draw(st.sampled_from([Fraction(1, 100), Fraction(5, 100), Fraction(1, 3)]))
    steps = Steps(draw(_STEP_POINTS), points_of_percent, draw(st.sampled_from(_PARTIALS)), draw(_maybe(_STEP_POINTS)))
    target = draw(st.sampled_from([Fraction(85, 100), Fraction(95, 100), ONE]))
    if draw(st.booleans()):
        return _Asked(Rate(target, steps, value=FactRef(key)), {key: _SHARE})
    on_zero: Literal["not_applicable", "full", "zero"] = draw(st.sampled_from(["not_applicable", "full", "zero"]))
    part, whole = f"{key}_part", f"{key}_whole"
    rule = Rate(target, steps, numerator=FactRef(part), denominator=FactRef(whole), on_zero=on_zero)
    return _Asked(rule, {part: _COUNT, whole: _COUNT})


@st.composite
def _registered(draw: st.DrawFn, key: str) -> _Asked:
    present = Where((Comparison("present", "equals", True),))
    if draw(st.booleans()):
        measure = OverRecords("count", key, where=present, by="held_on")
        steps = Steps(draw(_STEP_POINTS), ONE, at_most=draw(_maybe(_STEP_POINTS)))
        each: Literal["month", "quarter", "half_year"] = draw(st.sampled_from(["month", "quarter", "half_year"]))
        rule: Rule = CountTarget(measure, draw(exact(1, 2, places=0)), steps, each, at_none=draw(_maybe(_STEP_POINTS)))
    elif draw(st.booleans()):
        share = OverRecords("share", key, where=present, on_zero=draw(st.sampled_from([None, ZERO, ONE])))
        rule = Rate(ONE, Steps(draw(_STEP_POINTS), Fraction(1, 10), draw(st.sampled_from(_PARTIALS))), value=share)
    else:
        operation: Operation = draw(st.sampled_from(["sum", "mean", "highest", "lowest", "distinct"]))
        people = OverRecords(operation, key, of="people", where=present)
        rule = CountTarget(people, Fraction(10), Steps(draw(_STEP_POINTS), ONE, "proportional"))
    return _Asked(rule, registers={key: _HEARINGS})


@st.composite
def _answered(draw: st.DrawFn, key: str) -> _Asked:
    return _Asked(YesNo(FactRef(key), want=draw(st.booleans())), {key: Spec("yes_no")})


@st.composite
def _scaled(draw: st.DrawFn, key: str) -> _Asked:
    low, high = sorted(draw(st.lists(exact(0, 20), min_size=2, max_size=2, unique=True)))
    zero_at, full_at = (low, high) if draw(st.booleans()) else (high, low)
    return _Asked(Scale(FactRef(key), zero_at=zero_at, full_at=full_at), {key: _AMOUNT})


@st.composite
def _banded(draw: st.DrawFn, key: str) -> _Asked:
    starts = sorted(draw(st.lists(exact(0, 20), min_size=1, max_size=3, unique=True)), reverse=True)
    bands = tuple(Band(start, draw(exact(0, 1))) for start in starts)
    return _Asked(Bands(FactRef(key), bands, otherwise=draw(exact(0, 1))), {key: _AMOUNT})


def _asked(key: str) -> st.SearchStrategy[_Asked]:
    return st.one_of(_counted(key), _rated(key), _registered(key), _answered(key), _scaled(key), _banded(key))


def _maybe(strategy: st.SearchStrategy[Fraction]) -> st.SearchStrategy[Fraction | None]:
    return st.none() | strategy


def _names(prefix: str) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield f"{prefix}{number}"


class _Draft:
    """What a checklist being drawn has asked for so far."""

    def __init__(self) -> None:
        self.facts: dict[str, Spec] = {}
        self.registers: dict[str, Register] = {}
        self.items = _names("i")
        self.sections = _names("s")

    def ask(self, asked: _Asked) -> Rule:
        self.facts.update(asked.facts)
        self.registers.update(asked.registers)
        return asked.rule


_POLICIES: Final[tuple[NotApplicablePolicy, ...]] = ("redistribute", "redistribute", "full", "zero", "forbid")


@st.composite
def _indicators(draw: st.DrawFn, draft: _Draft, method: Aggregation) -> Indicator:
    key = next(draft.items)
    rule = draft.ask(draw(_asked(key)))
    unlimited = method.counts_down and not _needs_points(rule) and draw(st.booleans())
    return Indicator(
        key,
        Text(key),
        rule,
        points=None if unlimited else draw(exact(1, 20, places=1)),
        weight=draw(_WEIGHTS),
        floor=None if unlimited else draw(st.sampled_from([ZERO, ZERO, ZERO, Fraction(-10)])),
        not_applicable=draw(st.sampled_from([each for each in _POLICIES if each != "forbid" or not _may_not_apply(rule)])),
        advisory=draw(st.integers(0, 9)) == 0,
    )


def _may_not_apply(rule: Rule) -> bool:
    """Whether the rule itself can say so; the loader does not let it meet `forbid`."""
    return isinstance(rule, Rate) and (rule.on_zero == "not_applicable" or isinstance(rule.value, OverRecords))


def _needs_points(rule: Rule) -> bool:
    return isinstance(rule, YesNo | Scale | Bands) or (isinstance(rule, Rate) and rule.on_zero == "zero")


def _methods(*, needs_room: bool) -> st.SearchStrategy[Aggregation]:
    """Scoring methods; those that count down only where leaves are to follow."""
    out_of = st.sampled_from([HUNDRED, Fraction(30), Fraction(1)])
    scaled = st.one_of(out_of.map(Mean), out_of.map(WeightedMean), out_of.map(Points))
    if needs_room:
        return scaled
    floors = st.sampled_from([ZERO, Fraction(20), Fraction(-50)])
    return scaled | st.builds(DeductFrom, st.sampled_from([HUNDRED, Fraction(60)]), floors)


@st.composite
def _sections(draw: st.DrawFn, draft: _Draft, method: Aggregation, own: Aggregation | None, depth: int) -> Section:
    key = next(draft.sections)
    inner = method if own is None else own
    children: list[Section | Indicator] = []
    for _ in range(draw(st.integers(1, 3))):
        if depth and draw(st.booleans()):
            children.append(draw(_subsections(draft, inner, depth - 1)))
        else:
            children.append(draw(_indicators(draft, inner)))
    return Section(
        key,
        Text(key),
        tuple(children),
        scoring=own,
        points=None if own is None else own.out_of,
        weight=draw(_WEIGHTS),
    )


@st.composite
def _subsections(draw: st.DrawFn, draft: _Draft, parent: Aggregation, depth: int) -> Section:
    grouping = parent.counts_down or (parent.is_flat and draw(st.booleans()))
    own = None if grouping else draw(_methods(needs_room=False))
    return draw(_sections(draft, parent, own, depth))


@st.composite
def checklists(draw: st.DrawFn, *, plain: bool = False) -> Checklist:
    """Checklists of built-in indicator types, with nested sections, N/A policies, bonus and vetoes.

    Args:
        draw: given by Hypothesis.
        plain: only points with a floor of zero, no bonus and no veto, for laws that hold there.
    """
    draft = _Draft()
    if plain:
        root = _plainly(draw(_sections(draft, Points(HUNDRED), Points(HUNDRED), 1)))
    else:
        method = draw(_methods(needs_room=False))
        root = draw(_sections(draft, method, method, 2))
    return Checklist(
        "drawn",
        "1",
        Text("随机指标体系", "a random checklist"),
        year(2023),
        root,
        draw(_roundings()),
        draw(st.sampled_from(["rounded", "exact"])),
        GRADES,
        not_applicable_at_most=draw(st.sampled_from([Fraction(1, 5), ONE])),
        bonus=None if plain else draw(st.none() | _bonuses(draft)),
        vetoes=() if plain else tuple(draw(st.lists(_vetoes(draft, root), max_size=2, unique_by=lambda veto: veto.id))),
        facts=draft.facts,
        registers=draft.registers,
    )


def _plainly(section: Section) -> Section:
    children = tuple(
        attrs.evolve(_plainly(child), scoring=None, points=None)
        if isinstance(child, Section)
        else attrs.evolve(child, points=child.points or ONE, floor=ZERO, not_applicable="redistribute", advisory=False)
        for child in section.children
    )
    return attrs.evolve(section, children=children)


def _roundings() -> st.SearchStrategy[Rounding]:
    modes: st.SearchStrategy[RoundingMode] = st.sampled_from(["half_up", "half_even"])
    total = st.builds(Rounding, st.integers(0, 3), modes, st.just("total"))
    item = st.builds(Rounding, st.integers(1, 3), modes, st.just("item"))  # the points of items have one decimal
    return total | item


@st.composite
def _bonuses(draw: st.DrawFn, draft: _Draft) -> Bonus:
    items = []
    for _ in range(draw(st.integers(1, 2))):
        key = next(draft.items)
        items.append(Indicator(key, Text(key), draft.ask(draw(_asked(key))), draw(exact(1, 5, places=1))))
    return Bonus(
        tuple(items),
        at_most=draw(exact(1, 8, places=1)),
        only_from=draw(_maybe(st.sampled_from(CUTS))),
        total_at_most=draw(_maybe(st.sampled_from(CUTS))),
    )


@st.composite
def _vetoes(draw: st.DrawFn, draft: _Draft, root: Section) -> Veto:
    key = draw(st.sampled_from(["v1", "v2"]))
    draft.facts[key] = Spec("yes_no")
    items = [each.id for each in root.indicators()]
    some_items = st.lists(st.sampled_from(items), min_size=1, max_size=2, unique=True)
    effects: list[st.SearchStrategy[ZeroTotal | ZeroParts | CapGrade]] = [
        st.just(ZeroTotal()),
        st.sampled_from(GRADES[1:]).map(lambda grade: CapGrade(grade.name)),
        some_items.map(lambda ids: ZeroParts(tuple(ids))),
    ]
    effect = draw(st.one_of(effects))
    return Veto(
        key,
        Text(key),
        effect,
        (Basis("法治政府建设实施纲要"),),
        draw(st.sampled_from(["open", "not_applied"])),
        when=Where((Comparison(key, "equals", True),)),
    )


@st.composite
def worlds(draw: st.DrawFn, *, plain: bool = False, gaps: bool = True) -> tuple[Checklist, Evidence]:
    """A checklist and evidence for it; arguments as in `checklists` and `evidence`."""
    checklist = draw(checklists(plain=plain))
    return checklist, draw(evidence(checklist, gaps=gaps))


# Scores on the edge


@st.composite
def edge_worlds(draw: st.DrawFn, *, extras: bool = False) -> tuple[Checklist, Evidence, Fraction]:
    """A checklist out of 100, evidence without gaps, and the exact total: so many 20ths of the last digit beside a cut.

    With `extras`, bonus and vetoes are added, with gaps; the total is then the one before them.

    Every item loses the same share, so the total is known whatever the methods, the weights and the items that do not
    apply; then one item of a section gives to another what leaves the total as it is.
    """
    rounding = draw(_roundings())
    total = min(draw(st.sampled_from(CUTS)) + Fraction(draw(st.integers(-20, 20)), 20) * rounding.step, HUNDRED)
    draft = _Draft()
    methods: list[Aggregation] = [Points(HUNDRED), Mean(HUNDRED), WeightedMean(HUNDRED)]
    method = draw(st.sampled_from(methods))
    root = draw(_edge_sections(draft, method, 2))
    shares = {indicator.id: total / HUNDRED for indicator in root.indicators()}
    bonus = draw(_bonuses(draft)) if extras else None
    vetoes = draw(st.lists(_vetoes(draft, root), max_size=2, unique_by=lambda veto: veto.id)) if extras else ()
    checklist = Checklist(
        "edge",
        "1",
        Text("临界", "on the edge"),
        year(2023),
        root,
        rounding,
        draw(st.sampled_from(["rounded", "exact"])),
        GRADES,
        not_applicable_at_most=ONE,
        facts=draft.facts,
        registers=draft.registers,
        bonus=bonus,
        vetoes=tuple(vetoes),
    )
    kept = {next(root.indicators()).id}
    for one, other, weight_of_one, weight_of_other in _siblings(root, method):
        if draw(st.booleans()):
            moved = draw(exact(-1, 1)) * (1 - total / HUNDRED)
            at_one, at_other = shares[one] + moved / weight_of_one, shares[other] - moved / weight_of_other
            if 0 <= at_one <= 1 and 0 <= at_other <= 1:
                shares[one], shares[other] = at_one, at_other
                kept |= {one, other}
    beside = draw(evidence(checklist))
    facts = {**beside.facts, **{name: Fact(name, share) for name, share in shares.items()}}
    decided = {
        name: NotApplicable(name, "没有此项业务", "市司法局") for name in shares if name not in kept and not draw(_mostly())
    }
    return checklist, Evidence(Unit("u1"), facts, beside.registers, decided), total


@st.composite
def _edge_sections(draw: st.DrawFn, draft: _Draft, method: Aggregation, depth: int) -> Section:
    key = next(draft.sections)
    children: list[Section | Indicator] = []
    for _ in range(draw(st.integers(1, 3))):
        if depth and draw(st.booleans()):
            inner = draw(_methods(needs_room=True))
            section = draw(_edge_sections(draft, inner, depth - 1))
            children.append(attrs.evolve(section, weight=draw(exact(1, 5, places=1))))
        else:
            children.append(draw(_edge_indicators(draft)))
    return Section(key, Text(key), tuple(children), scoring=method, points=method.out_of)


@st.composite
def _edge_indicators(draw: st.DrawFn, draft: _Draft) -> Indicator:
    key = next(draft.items)
    draft.facts[key] = _AMOUNT
    points = draw(exact(1, 20, places=1))
    rule: Rule = Scale(FactRef(key), zero_at=ZERO, full_at=ONE)
    if draw(st.booleans()):
        rule = CountTarget(FactRef(key), ONE, Steps(points, ONE, "proportional"))
    return Indicator(key, Text(key), rule, points, weight=draw(exact(1, 5, places=1)))


def _siblings(section: Section, method: Aggregation) -> Iterator[tuple[str, str, Fraction, Fraction]]:
    """Pairs of items whose shares count in the same section, with what a share of each is worth there."""
    items = [child for child in section.children if isinstance(child, Indicator)]
    for one, other in zip(items[::2], items[1::2], strict=False):
        yield one.id, other.id, _worth(one, method), _worth(other, method)
    for child in section.children:
        if isinstance(child, Section) and child.scoring is not None:
            yield from _siblings(child, child.scoring)


def _worth(indicator: Indicator, method: Aggregation) -> Fraction:
    if isinstance(method, WeightedMean):
        return indicator.weight
    return ONE if isinstance(method, Mean) else indicator.points or ONE
