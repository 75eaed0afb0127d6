"""Run a test deck against a checklist, like the one that elections run through counting machines.

The deck consists of made-up units, each of which loses a known number of points on every item. The
expected score is computed here a second time, directly from the points, weights and methods and
without the scoring engine. An office sees both results before the checklist is used.

The deck replaces the rules of all items, so it does not check how they score. The worked examples
of the checklist are for that.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import ClassVar, Final

import attrs

from lawcheck.model.case import Case, Result
from lawcheck.model.checklist import Checklist, Grade
from lawcheck.model.conditions import Comparison, Where
from lawcheck.model.deductions import Deduction
from lawcheck.model.evidence import Evidence, Fact, NotApplicable, Unit
from lawcheck.model.exact import ZERO
from lawcheck.model.indicator import Indicator
from lawcheck.model.readings import MissingEvidence
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.scoring_method import Aggregation, Part
from lawcheck.model.sections import Bonus, Section
from lawcheck.model.spans import Span
from lawcheck.model.text import Message, Text, message
from lawcheck.model.vetoes import Veto
from lawcheck.scoring import score_units
from lawcheck.scoring.factors import method_error

_LOST: Final = message("启用前检验", "test deck")
_HALF: Final = Fraction(1, 2)


@attrs.frozen
class Verdict:
    """The result for one unit of the deck.

    Attributes:
        what: what is special about the unit.
        expected: the expected score as printed, lowest and highest; None for no score.
        grade: the expected grade; None for no grade.
        card: the scorecard from the engine.
    """

    what: Message
    expected: Span | None
    grade: Text | None
    card: Scorecard

    @property
    def passed(self) -> bool:
        """Whether the engine arrived at the expected score and grade."""
        return self.card.score == self.expected and self.card.grade == self.grade


@attrs.frozen
class _DeckUnit:
    """A made-up unit.

    Attributes:
        what: what is special about it.
        lost: points lost by item; None where evidence is missing. Other items lose nothing.
        left_out: items that do not apply.
        vetoes: ids of the vetoes that apply.
        bonus: whether every bonus item earns its full points.
        zeroed: items whose points a veto takes away; filled in while computing what is expected.
    """

    what: Message
    lost: Mapping[str, Fraction | None] = attrs.field(factory=dict)
    left_out: frozenset[str] = frozenset()
    vetoes: frozenset[str] = frozenset()
    bonus: bool = False
    zeroed: frozenset[str] = frozenset()


@attrs.frozen
class _FixedLoss:
    """A rule that takes off as many points as the fact with the id of its item says."""

    type_name: ClassVar[str] = "selftest"

    def describe(self) -> Message:
        """Return a fixed text; nobody reads it."""
        return _LOST

    def score(self, case: Case) -> Result:
        """Take off the points that the unit has for the item."""
        fact = case.evidence.facts.get(case.key)
        if fact is None:
            raise MissingEvidence((case.key,))
        assert isinstance(fact.value, Fraction)  # noqa: S101 - the deck holds numbers only
        return Result((Deduction(fact.value, _LOST),) if fact.value else ())


def run_deck(checklist: Checklist) -> Iterator[Verdict]:
    """Score a deck of made-up units and compare with results computed without the engine.

    The units have full points, no points, points on one item only, missing evidence, items that do
    not apply, totals at and beside the start of each grade, vetoes, and bonuses.

    The totals of the built-in methods are computed a second time. A method of a plugin is asked
    for its factors, and only their sum is computed here; `lawcheck.testing.AggregationSuite`
    checks the factors.

    >>> from lawcheck import load_checklist
    >>> from lawcheck.testing import run_deck
    >>> verdicts = list(run_deck(load_checklist("street-visit")))
    >>> verdicts[0].what.pick("en"), str(verdicts[0].expected)
    ('every item full', '100')
    >>> all(verdict.passed for verdict in verdicts)
    True

    Args:
        checklist: the checklist.

    Yields:
        One verdict for each unit. It has `what`, which says what is special about the unit, the
        `expected` score and `grade`, the `card` from the engine, and `passed`.

    Raises:
        PluginError: a method of a plugin failed.
    """
    fixed = _with_fixed_rules(checklist)
    deck = tuple(_deck_units(fixed))
    units = [_evidence(fixed, unit, number) for number, unit in enumerate(deck, 1)]
    for unit, card in zip(deck, score_units(fixed, units), strict=True):
        yield Verdict(unit.what, *_expected(fixed, unit), card)


# The deck


def _with_fixed_rules(checklist: Checklist) -> Checklist:
    """Return the checklist with every rule and veto replaced by one that reads a single fact.

    So the deck decides what each item loses, whatever evidence the real rules read.
    """

    def with_fixed_loss(indicator: Indicator) -> Indicator:
        return attrs.evolve(
            indicator,
            rule=_FixedLoss(),
            not_applicable_when=None,
            not_applicable="redistribute",
            cause="",
        )

    def with_fixed_losses(section: Section) -> Section:
        children = tuple(
            with_fixed_losses(each) if isinstance(each, Section) else with_fixed_loss(each)
            for each in section.children
        )
        return attrs.evolve(section, children=children)

    bonus = checklist.bonus and attrs.evolve(
        checklist.bonus, indicators=tuple(map(with_fixed_loss, checklist.bonus.indicators))
    )
    vetoes = tuple(
        attrs.evolve(
            veto, measure=None, when=Where((Comparison(_fact_of(veto), "equals", operand=True),))
        )
        for veto in checklist.vetoes
    )
    return attrs.evolve(
        checklist,
        root=with_fixed_losses(checklist.root),
        bonus=bonus,
        vetoes=vetoes,
        not_applicable_at_most=Fraction(1),
        examples=(),
    )


def _fact_of(veto: Veto) -> str:
    return f"veto {veto.id}"


def _evidence(checklist: Checklist, unit: _DeckUnit, number: int) -> Evidence:
    facts: dict[str, Fact] = {}
    for indicator in checklist.root.indicators():
        lost = unit.lost.get(indicator.id, ZERO)
        if lost is not None:
            facts[indicator.id] = Fact(indicator.id, lost)
    for indicator in checklist.bonus.indicators if checklist.bonus else ():
        facts[indicator.id] = Fact(indicator.id, ZERO if unit.bonus else indicator.points or ZERO)
    for veto in checklist.vetoes:
        facts[_fact_of(veto)] = Fact(_fact_of(veto), veto.id in unit.vetoes)
    decided = {name: NotApplicable(name, "test deck", "test deck") for name in unit.left_out}
    return Evidence(Unit(f"deck-{number}"), facts, not_applicable=decided)


def _deck_units(checklist: Checklist) -> Iterator[_DeckUnit]:
    items = [each for each in checklist.root.indicators() if not each.advisory]
    everything = {
        item.id: most for item, most in _largest_losses(checklist.root) if not item.advisory
    }
    yield _DeckUnit(message("各项满分", "every item full"))
    yield _DeckUnit(message("各项零分", "every item at its lowest"), everything)
    yield _DeckUnit(message("各项缺数据", "every item missing"), dict.fromkeys(everything))
    yield _DeckUnit(message("各项不适用", "no item applies"), left_out=frozenset(everything))
    for item in items:
        others = {name: lost for name, lost in everything.items() if name != item.id}
        yield _DeckUnit(message("只有“{item}”得分", "only {item} earns", item=item.title), others)
    for item in items:
        yield _DeckUnit(
            message(
                "“{item}”不适用（按比例折算）",
                "{item} does not apply (redistributed)",
                item=item.title,
            ),
            left_out=frozenset({item.id}),
        )
    yield from _around_grades(checklist, everything)
    for veto in checklist.vetoes:
        yield _DeckUnit(
            message("一票否决“{veto}”", "veto {veto}", veto=veto.title),
            vetoes=frozenset({veto.id}),
        )
    if checklist.bonus:
        yield _DeckUnit(message("满分加全部加分项", "full, with every bonus"), bonus=True)
        yield _DeckUnit(
            message("零分加全部加分项", "lowest, with every bonus"), everything, bonus=True
        )


def _largest_losses(
    section: Section, above: Aggregation | None = None
) -> Iterator[tuple[Indicator, Fraction]]:
    """Yield the most points that each item can lose.

    An item can lose its points, and more if its floor is negative. An item without points, under a
    method that counts down, can lose all that the section has above its floor.
    """
    method = section.scoring or above
    assert method is not None  # noqa: S101 - the root has one
    for child in section.children:
        if isinstance(child, Section):
            yield from _largest_losses(child, method)
        elif child.points is None:
            yield child, method.start - (method.floor or ZERO)
        else:
            yield (
                child,
                child.points if method.counts_down else child.points - (child.floor or ZERO),
            )


def _around_grades(
    checklist: Checklist, everything: Mapping[str, Fraction]
) -> Iterator[_DeckUnit]:
    """Yield units just below, at and just above the start of each grade.

    They differ by the step of the rounding: 0.01 if scores have two decimal places. Half a step
    below shows whether the checklist rounds up into the grade.
    """
    step = checklist.rounding.step
    for grade in checklist.grades[:-1]:
        for steps, zh, en in (
            (-1, "低一个取整单位", "one step below"),
            (-_HALF, "低半个取整单位", "half a step below"),
            (0, "恰在分数线", "on the cut"),
            (1, "高一个取整单位", "one step above"),
        ):
            lost = _losses_for(
                checklist, everything, checklist.out_of - grade.start - steps * step
            )
            if lost is not None:
                yield _DeckUnit(
                    message(f"“{{grade}}”{zh}", f"{{grade}}: {en}", grade=grade.name), lost
                )


def _losses_for(
    checklist: Checklist, everything: Mapping[str, Fraction], amount: Fraction
) -> Mapping[str, Fraction] | None:
    """Return losses that lower the total by an amount; None if there are none.

    Items lose points in their order, each as much as it can. How much an item counts for in the
    total depends on the method, so that is found out by trying it by itself.
    """
    full = _total(checklist, _DeckUnit(_LOST))
    wanted = None if full is None else full - amount
    lost: dict[str, Fraction] = {}
    for name, most in everything.items():
        if amount <= ZERO or full is None:
            break
        alone = _total(checklist, _DeckUnit(_LOST, {name: most}))
        brings = ZERO if alone is None else full - alone
        if brings > ZERO:
            share = min(amount / brings, Fraction(1))
            lost[name] = most * share
            amount -= brings * share
    if amount != ZERO or full is None:
        return None
    # With a method of a plugin, losses of several items together may differ from their sum.
    return lost if _total(checklist, _DeckUnit(_LOST, lost)) == wanted else None


# The expected result, computed without the engine


def _expected(checklist: Checklist, unit: _DeckUnit) -> tuple[Span | None, Text | None]:
    best = attrs.evolve(
        unit, lost={name: ZERO if lost is None else lost for name, lost in unit.lost.items()}
    )
    everything = {item.id: most for item, most in _largest_losses(checklist.root)}
    worst = attrs.evolve(
        unit,
        lost={
            name: everything[name] if lost is None else lost for name, lost in unit.lost.items()
        },
    )
    low, high = (_final(checklist, each) for each in (worst, best))
    if low is None or high is None:
        return None, None
    rounded = Span(checklist.rounding.apply(low), checklist.rounding.apply(high))
    decides = rounded if checklist.grade_on == "rounded" else Span(low, high)
    grades = {_grade(checklist, unit, number).name for number in (decides.low, decides.high)}
    return rounded, grades.pop() if len(grades) == 1 else None


def _final(checklist: Checklist, unit: _DeckUnit) -> Fraction | None:
    total = _total(checklist, unit)
    if total is None:
        return None
    effects = [veto.effect for veto in checklist.vetoes if veto.id in unit.vetoes]
    if not all(effect.leaves_score for effect in effects):
        return None
    zeroed_ids = {name for effect in effects for name in effect.zeroed}
    if zeroed_ids:
        zeroed = frozenset(
            item.id for names, item in _placed(checklist.root, frozenset()) if zeroed_ids & names
        )
        total = _total(checklist, attrs.evolve(unit, zeroed=zeroed)) or ZERO
    if checklist.bonus:
        total = _with_bonus(checklist.bonus, total, unit, checklist)
    for effect in effects:
        total = effect.total(total)
    return total


def _placed(section: Section, above: frozenset[str]) -> Iterator[tuple[frozenset[str], Indicator]]:
    """Yield every item with the ids of itself and the sections that it is in."""
    for child in section.children:
        names = above | {child.id}
        if isinstance(child, Section):
            yield from _placed(child, names)
        else:
            yield names, child


def _with_bonus(bonus: Bonus, total: Fraction, unit: _DeckUnit, checklist: Checklist) -> Fraction:
    if not unit.bonus or (bonus.only_from is not None and total < bonus.only_from):
        return total
    points = [
        checklist.rounding.of_item(each.points or ZERO)
        for each in bonus.indicators
        if not each.advisory
    ]
    raised = total + min(sum(points, ZERO), bonus.at_most)
    return raised if bonus.total_at_most is None else max(total, min(raised, bonus.total_at_most))


def _grade(checklist: Checklist, unit: _DeckUnit, number: Fraction) -> Grade:
    grade = checklist.grade(number)
    for veto in checklist.vetoes:
        if veto.id in unit.vetoes and veto.effect.highest_grade is not None:
            cap = next(each for each in checklist.grades if each.name == veto.effect.highest_grade)
            grade = min(grade, cap, key=lambda each: each.start)
    return grade


def _total(checklist: Checklist, unit: _DeckUnit) -> Fraction | None:
    return _score(checklist, checklist.root, unit)


def _score(checklist: Checklist, section: Section, unit: _DeckUnit) -> Fraction | None:
    """Return the score of a section with its own method; None if nothing in it takes part."""
    method = section.scoring
    assert method is not None  # noqa: S101 - asked for sections with a method only
    parts: list[_Child] = []
    for child in _counting(section):
        if isinstance(child, Section):
            worth = child.scoring.out_of if child.scoring else ZERO
            parts.append(_Child(_score(checklist, child, unit), worth, child.weight))
        else:
            worth = ZERO if method.counts_down else child.points or ZERO
            parts.append(_Child(_earned(checklist, child, worth, unit), worth, child.weight))
    return _combined(method, parts)


@attrs.frozen
class _Child:
    """A child of a section: its score, its full score and its weight.

    The score is None if the child takes no part.
    """

    score: Fraction | None
    worth: Fraction
    weight: Fraction


def _earned(
    checklist: Checklist, item: Indicator, worth: Fraction, unit: _DeckUnit
) -> Fraction | None:
    if item.advisory or item.id in unit.left_out:
        return None
    own = checklist.rounding.of_item(worth - (unit.lost.get(item.id, ZERO) or ZERO))
    return min(own, ZERO) if item.id in unit.zeroed else own


def _combined(method: Aggregation, children: Sequence[_Child]) -> Fraction | None:
    parts = [(each.score, each.worth, each.weight) for each in children if each.score is not None]
    weights = sum((weight for _, _, weight in parts), ZERO)
    if not parts or (method.needs_weight and not weights):
        return None
    match method.method_name:
        case "points":
            return (
                method.out_of
                * sum((own for own, _, _ in parts), ZERO)
                / sum((worth for _, worth, _ in parts), ZERO)
            )
        case "mean":
            return method.out_of * sum((own / worth for own, worth, _ in parts), ZERO) / len(parts)
        case "weighted_mean":
            return (
                method.out_of
                * sum((own / worth * weight for own, worth, weight in parts), ZERO)
                / weights
            )
        case "deduct_from":
            total = method.out_of + sum((own for own, _, _ in parts), ZERO)
        case _:
            total = _by_factors(method, children)
    return total if method.floor is None else max(total, method.floor)


def _by_factors(method: Aggregation, children: Sequence[_Child]) -> Fraction:
    scores = [each.score for each in children]
    try:
        factors = method.factors([Part(each.worth, each.weight) for each in children], scores)
        counted = (
            factor * score
            for factor, score in zip(factors, scores, strict=True)
            if score is not None
        )
        return method.start + sum(counted, ZERO)
    except Exception as error:  # a method of a plugin may fail in any way
        raise method_error(
            method, f"{type(error).__name__}: {error}", f"{type(error).__name__}: {error}"
        ) from error


def _counting(section: Section) -> Iterator[Section | Indicator]:
    """Yield the children that the method of a section combines.

    Sections without a method of their own only group items, so their children are yielded instead.
    """
    for child in section.children:
        if isinstance(child, Section) and child.scoring is None:
            yield from _counting(child)
        else:
            yield child
