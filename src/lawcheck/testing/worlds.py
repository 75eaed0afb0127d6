"""Hypothesis strategies for a checklist together with evidence for it.

Random checklists alone miss the bugs that matter: totals fall on a tie or on a grade boundary too
rarely. `edge_worlds` generates such totals; draw about half of the examples from it.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import attrs
from hypothesis import strategies as st

from lawcheck.indicators.blocks.steps import Steps
from lawcheck.indicators.count_target import CountTarget
from lawcheck.indicators.scale import Scale
from lawcheck.methods.mean import Mean, WeightedMean
from lawcheck.methods.points import Points
from lawcheck.model.calendars import year
from lawcheck.model.checklist import Checklist
from lawcheck.model.evidence import Evidence, Fact, NotApplicable, Unit
from lawcheck.model.exact import HUNDRED, ONE, ZERO
from lawcheck.model.indicator import Indicator
from lawcheck.model.measures import FactRef
from lawcheck.model.rule import Rule
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.scoring_method import Aggregation
from lawcheck.model.sections import Section
from lawcheck.model.text import Text
from lawcheck.scoring import score
from lawcheck.testing.checklists import (
    CUTS,
    GRADES,
    ChecklistDraft,
    bonuses,
    checklists,
    methods,
    roundings,
    vetoes,
)
from lawcheck.testing.random_rules import AMOUNT
from lawcheck.testing.strategies import evidence, exact, usually_true


@st.composite
def worlds(
    draw: st.DrawFn, *, plain: bool = False, gaps: bool = True
) -> tuple[Checklist, Evidence]:
    """Generate a checklist and evidence for it.

    >>> from hypothesis import Phase, find, settings
    >>> from lawcheck import score
    >>> from lawcheck.testing import worlds
    >>> first = settings(phases=[Phase.generate])  # do not search for a simpler one
    >>> checklist, evidence = find(worlds(), lambda world: True, settings=first)
    >>> score(checklist, evidence).unit.id
    'u1'

    Args:
        draw: passed by Hypothesis.
        plain: as for `checklists`.
        gaps: as for `evidence`.
    """
    checklist = draw(checklists(plain=plain))
    return checklist, draw(evidence(checklist, gaps=gaps))


def scorecards() -> st.SearchStrategy[Scorecard]:
    """Generate scorecards, for tests of writers and of code that reads scorecards.

    >>> from hypothesis import Phase, find, settings
    >>> from lawcheck.testing import scorecards
    >>> first = settings(phases=[Phase.generate])  # do not search for a simpler one
    >>> find(scorecards(), lambda card: card.score is not None, settings=first).unit.id
    'u1'
    """
    return worlds().map(lambda world: score(*world))


# Scores on the edge


@st.composite
def edge_worlds(draw: st.DrawFn, *, extras: bool = False) -> tuple[Checklist, Evidence, Fraction]:
    """Generate a checklist, evidence without gaps, and the exact total, which is near a boundary.

    The checklist has a full score of 100. The total is at a grade boundary or the full score, or
    at most one unit of the last printed digit away, in steps of 1/20 of it. With `extras`, a bonus
    and vetoes are added, and their evidence may have gaps; the total is the one before they apply.

    Every item loses the same share of its points, so the total is known whatever the methods, the
    weights and the items that do not apply. Then one item of a section gives some of its share to
    another, so that the total stays the same.

    >>> from hypothesis import Phase, find, settings
    >>> from lawcheck import score
    >>> from lawcheck.testing import edge_worlds
    >>> first = settings(phases=[Phase.generate])  # do not search for a simpler one
    >>> checklist, evidence, total = find(edge_worlds(), lambda world: True, settings=first)
    >>> score(checklist, evidence).exact.low == total
    True

    Args:
        draw: passed by Hypothesis.
        extras: whether to add a bonus and vetoes.
    """
    rounding = draw(roundings())
    total = min(
        draw(st.sampled_from(CUTS)) + Fraction(draw(st.integers(-20, 20)), 20) * rounding.step,
        HUNDRED,
    )
    draft = ChecklistDraft()
    plain: list[Aggregation] = [Points(HUNDRED), Mean(HUNDRED), WeightedMean(HUNDRED)]
    method = draw(st.sampled_from(plain))
    root = draw(_edge_sections(draft, method, 2))
    shares = {indicator.id: total / HUNDRED for indicator in root.indicators()}
    bonus = draw(bonuses(draft)) if extras else None
    drawn_vetoes = (
        draw(st.lists(vetoes(draft, root), max_size=2, unique_by=lambda veto: veto.id))
        if extras
        else ()
    )
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
        vetoes=tuple(drawn_vetoes),
    )
    kept = {next(root.indicators()).id}
    for one, other, weight_of_one, weight_of_other in _siblings(root, method):
        if draw(st.booleans()):
            moved = draw(exact(-1, 1)) * (1 - total / HUNDRED)
            at_one, at_other = (
                shares[one] + moved / weight_of_one,
                shares[other] - moved / weight_of_other,
            )
            if 0 <= at_one <= 1 and 0 <= at_other <= 1:
                shares[one], shares[other] = at_one, at_other
                kept |= {one, other}
    beside = draw(evidence(checklist))
    facts = {**beside.facts, **{name: Fact(name, share) for name, share in shares.items()}}
    decided = {
        name: NotApplicable(name, "没有此项业务", "市司法局")
        for name in shares
        if name not in kept and not draw(usually_true())
    }
    return checklist, Evidence(Unit("u1"), facts, beside.registers, decided), total


@st.composite
def _edge_sections(
    draw: st.DrawFn, draft: ChecklistDraft, method: Aggregation, depth: int
) -> Section:
    key = next(draft.sections)
    children: list[Section | Indicator] = []
    for _ in range(draw(st.integers(1, 3))):
        if depth and draw(st.booleans()):
            inner = draw(methods(needs_room=True))
            section = draw(_edge_sections(draft, inner, depth - 1))
            children.append(attrs.evolve(section, weight=draw(exact(1, 5, places=1))))
        else:
            children.append(draw(_edge_indicators(draft)))
    return Section(key, Text(key), tuple(children), scoring=method, points=method.out_of)


@st.composite
def _edge_indicators(draw: st.DrawFn, draft: ChecklistDraft) -> Indicator:
    key = next(draft.items)
    draft.facts[key] = AMOUNT
    points = draw(exact(1, 20, places=1))
    rule: Rule = Scale(FactRef(key), zero_at=ZERO, full_at=ONE)
    if draw(st.booleans()):
        rule = CountTarget(FactRef(key), ONE, Steps(points, ONE, "proportional"))
    return Indicator(key, Text(key), rule, points, weight=draw(exact(1, 5, places=1)))


def _siblings(
    section: Section, method: Aggregation
) -> Iterator[tuple[str, str, Fraction, Fraction]]:
    """Yield pairs of items of the same section, with what a share of each is worth in it."""
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
