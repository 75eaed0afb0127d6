"""Hypothesis strategies for whole checklists of built-in indicator types."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

import attrs
from hypothesis import strategies as st

from lawcheck.methods.deduct_from import DeductFrom
from lawcheck.methods.mean import Mean, WeightedMean
from lawcheck.methods.points import Points
from lawcheck.model.basis import Basis
from lawcheck.model.calendars import year
from lawcheck.model.checklist import Checklist, Grade
from lawcheck.model.conditions import Comparison, Where
from lawcheck.model.declarations import Register, Spec
from lawcheck.model.exact import HUNDRED, ONE, ZERO
from lawcheck.model.indicator import Indicator, NotApplicablePolicy
from lawcheck.model.rounding import Rounding, RoundingMode
from lawcheck.model.rule import Rule
from lawcheck.model.scoring_method import Aggregation
from lawcheck.model.sections import Bonus, Section
from lawcheck.model.text import Text
from lawcheck.model.veto_effects import VETO_EFFECTS
from lawcheck.model.vetoes import Veto
from lawcheck.testing.random_rules import (
    RuleWithInputs,
    may_not_apply,
    needs_points,
    optional,
    rules,
)
from lawcheck.testing.strategies import exact

GRADES: Final = (
    Grade(Text("优秀", "excellent"), Fraction(90)),
    Grade(Text("良好", "good"), Fraction(80)),
    Grade(Text("合格", "pass"), Fraction(60)),
    Grade(Text("不合格", "fail"), ZERO),
)
"""The grades of every checklist made here."""

CUTS: Final = (Fraction(60), Fraction(80), Fraction(90), Fraction(100))
"""Scores that deserve attention: the grade boundaries and the full score."""

_WEIGHTS: Final = st.just(ZERO) | exact(Fraction(1, 10), 5, places=1)


def _names(prefix: str) -> Iterator[str]:
    number = 0
    while True:
        number += 1
        yield f"{prefix}{number}"


class ChecklistDraft:
    """The facts, registers and ids that a checklist has used so far while it is generated."""

    def __init__(self) -> None:
        self.facts: dict[str, Spec] = {}
        self.registers: dict[str, Register] = {}
        self.items = _names("i")
        self.sections = _names("s")

    def declare(self, drawn: RuleWithInputs) -> Rule:
        """Declare the facts and registers of a rule, and return the rule."""
        self.facts.update(drawn.facts)
        self.registers.update(drawn.registers)
        return drawn.rule


_POLICIES: Final[tuple[NotApplicablePolicy, ...]] = (
    "redistribute",
    "redistribute",
    "full",
    "zero",
    "forbid",
)


@st.composite
def _indicators(draw: st.DrawFn, draft: ChecklistDraft, method: Aggregation) -> Indicator:
    key = next(draft.items)
    rule = draft.declare(draw(rules(key)))
    unlimited = method.counts_down and not needs_points(rule) and draw(st.booleans())
    points = None if unlimited else draw(exact(1, 20, places=1))
    policies: list[NotApplicablePolicy | Fraction] = [
        each for each in _POLICIES if each != "forbid" or not may_not_apply(rule)
    ]
    if points is not None and not method.counts_down:
        policies.append(points / 4)
    return Indicator(
        key,
        Text(key),
        rule,
        points=points,
        weight=draw(_WEIGHTS),
        floor=None if unlimited else draw(st.sampled_from([ZERO, ZERO, ZERO, Fraction(-10)])),
        not_applicable=draw(st.sampled_from(policies)),
        advisory=draw(st.integers(0, 9)) == 0,
    )


def methods(*, needs_room: bool) -> st.SearchStrategy[Aggregation]:
    """Generate scoring methods; with `needs_room`, only those that may have subsections."""
    out_of = st.sampled_from([HUNDRED, Fraction(30), Fraction(1)])
    scaled = st.one_of(out_of.map(Mean), out_of.map(WeightedMean), out_of.map(Points))
    if needs_room:
        return scaled
    floors = st.sampled_from([ZERO, Fraction(20), Fraction(-50)])
    return scaled | st.builds(DeductFrom, st.sampled_from([HUNDRED, Fraction(60)]), floors)


@st.composite
def _sections(
    draw: st.DrawFn,
    draft: ChecklistDraft,
    method: Aggregation,
    own: Aggregation | None,
    depth: int,
) -> Section:
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
def _subsections(
    draw: st.DrawFn, draft: ChecklistDraft, parent: Aggregation, depth: int
) -> Section:
    grouping = parent.counts_down or (parent.is_flat and draw(st.booleans()))
    own = None if grouping else draw(methods(needs_room=False))
    return draw(_sections(draft, parent, own, depth))


@st.composite
def checklists(draw: st.DrawFn, *, plain: bool = False) -> Checklist:
    """Generate checklists of built-in types with nested sections, N/A policies, bonus and vetoes.

    >>> from hypothesis import Phase, find, settings
    >>> from lawcheck.testing import checklists
    >>> first = settings(phases=[Phase.generate])  # do not search for a simpler one
    >>> find(checklists(), lambda each: each.bonus is not None, settings=first).id
    'drawn'

    Args:
        draw: passed by Hypothesis.
        plain: whether to generate only sums of points with a floor of zero, without bonuses and
            vetoes.
    """
    draft = ChecklistDraft()
    if plain:
        root = _simplified(draw(_sections(draft, Points(HUNDRED), Points(HUNDRED), 1)))
    else:
        method = draw(methods(needs_room=False))
        root = draw(_sections(draft, method, method, 2))
    return Checklist(
        "drawn",
        "1",
        Text("随机指标体系", "a random checklist"),
        year(2023),
        root,
        draw(roundings()),
        draw(st.sampled_from(["rounded", "exact"])),
        GRADES,
        not_applicable_at_most=draw(st.sampled_from([Fraction(1, 5), ONE])),
        bonus=None if plain else draw(st.none() | bonuses(draft)),
        vetoes=()
        if plain
        else tuple(
            draw(st.lists(vetoes(draft, root), max_size=2, unique_by=lambda veto: veto.id))
        ),
        facts=draft.facts,
        registers=draft.registers,
    )


def _simplified(section: Section) -> Section:
    children = tuple(
        attrs.evolve(_simplified(child), scoring=None, points=None)
        if isinstance(child, Section)
        else attrs.evolve(
            child,
            points=child.points or ONE,
            floor=ZERO,
            not_applicable="redistribute",
            advisory=False,
        )
        for child in section.children
    )
    return attrs.evolve(section, children=children)


def roundings() -> st.SearchStrategy[Rounding]:
    """Generate roundings of the total or of each item, in every mode."""
    modes = st.sampled_from(RoundingMode)
    total = st.builds(Rounding, st.integers(0, 3), modes, st.just("total"))
    # Items keep one place at least: their points have one, and rounding must not change them.
    item = st.builds(Rounding, st.integers(1, 3), modes, st.just("item"))
    return total | item


@st.composite
def bonuses(draw: st.DrawFn, draft: ChecklistDraft) -> Bonus:
    """Generate a bonus of one or two items."""
    items = []
    for _ in range(draw(st.integers(1, 2))):
        key = next(draft.items)
        points, advisory = draw(exact(1, 5, places=1)), draw(st.integers(0, 9)) == 0
        items.append(
            Indicator(key, Text(key), draft.declare(draw(rules(key))), points, advisory=advisory)
        )
    return Bonus(
        tuple(items),
        at_most=draw(exact(1, 8, places=1)),
        only_from=draw(optional(st.sampled_from(CUTS))),
        total_at_most=draw(optional(st.sampled_from(CUTS))),
    )


@st.composite
def vetoes(draw: st.DrawFn, draft: ChecklistDraft, root: Section) -> Veto:
    """Generate a veto with any effect."""
    key = draw(st.sampled_from(["v1", "v2"]))
    draft.facts[key] = Spec("yes_no")
    items = [each.id for each in root.indicators()]
    some_items = st.lists(st.sampled_from(items), min_size=1, max_size=2, unique=True)
    fields = {
        "ids": some_items.map(tuple),
        "grade": st.sampled_from([grade.name for grade in GRADES[1:]]),
    }
    made = draw(st.sampled_from(VETO_EFFECTS))
    effect = draw(
        st.builds(
            made, **{name: fields[name] for name in attrs.fields_dict(made) if name in fields}
        )
    )
    return Veto(
        key,
        Text(key),
        effect,
        (Basis("法治政府建设实施纲要"),),
        draw(st.sampled_from(["open", "not_applied"])),
        when=Where((Comparison(key, "equals", True),)),
    )
