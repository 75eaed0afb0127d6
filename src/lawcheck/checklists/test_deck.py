"""A test deck for a checklist, as elections have one for their counting machines.

Units are made up whose every item earns a known number of points, and what they must come to is worked out here a second
time: straight from the points, weights and methods, without the engine. An office sees both before the checklist counts.
How an item's own rule scores is not looked at; that is what the worked examples of the checklist are for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import ClassVar, Final

import attrs

from lawcheck.model.checklist import Bonus, Checklist, Grade, Indicator, Section, Veto
from lawcheck.model.conditions import Comparison, Where
from lawcheck.model.evidence import Evidence, Fact, NotApplicable, Unit
from lawcheck.model.exact import ZERO
from lawcheck.model.indicator import Case, Result
from lawcheck.model.measures import MissingEvidence
from lawcheck.model.scorecard import Deduction, Scorecard, Span
from lawcheck.model.scoring_method import Aggregation, Part
from lawcheck.model.text import Message, Text, message
from lawcheck.scoring import score_units
from lawcheck.scoring.factors import method_error

_LOST: Final = message("测试牌", "test deck")
_HALF: Final = Fraction(1, 2)


@attrs.frozen
class Verdict:
    """One unit of the deck.

    Attributes:
        what: what is special about it.
        expected: lowest and highest score as printed; None for no score.
        grade: the grade expected; None for none.
        card: what the engine made of it.
    """

    what: Message
    expected: Span | None
    grade: Text | None
    card: Scorecard

    @property
    def passed(self) -> bool:
        """Whether the engine says the same."""
        return self.card.score == self.expected and self.card.grade == self.grade


@attrs.frozen
class _Deal:
    """A unit as it is made up: what each item loses (None where it is missing), what does not apply, which vetoes strike.

    Attributes:
        lost: by item; an item that is not named loses nothing.
        left_out: items that do not apply.
        vetoes: ids of those that strike.
        bonus: whether every bonus item gives all it can.
        zeroed: items that a veto takes the points of.
    """

    what: Message
    lost: Mapping[str, Fraction | None] = attrs.field(factory=dict)
    left_out: frozenset[str] = frozenset()
    vetoes: frozenset[str] = frozenset()
    bonus: bool = False
    zeroed: frozenset[str] = frozenset()


@attrs.frozen
class _Dealt:
    """A rule that takes off what the deck says."""

    type_name: ClassVar[str] = "selftest"

    def describe(self) -> Message:
        """Nothing that a person would read."""
        return _LOST

    def score(self, case: Case) -> Result:
        """The number that the unit holds for the item."""
        fact = case.evidence.facts.get(case.key)
        if fact is None:
            raise MissingEvidence((case.key,))
        assert isinstance(fact.value, Fraction)  # noqa: S101 - the deck holds numbers only
        return Result((Deduction(fact.value, _LOST),) if fact.value else ())


def run_deck(checklist: Checklist) -> Iterator[Verdict]:
    """Score every unit of the deck: full, nothing, only one item, missing, not applicable, beside each cut, vetoes, bonus.

    The sums of the built-in methods are done a second time. A method of a plugin is asked for its factors, which are added up
    here; whether they are right is for `lawcheck.testing.AggregationSuite` to say.

    Raises:
        PluginError: a method of a plugin failed.
    """
    dealt = _with_dealt_rules(checklist)
    deals = tuple(_deals(dealt))
    units = [_evidence(dealt, deal, number) for number, deal in enumerate(deals, 1)]
    for deal, card in zip(deals, score_units(dealt, units), strict=True):
        yield Verdict(deal.what, *_expected(dealt, deal), card)


# The deck


def _with_dealt_rules(checklist: Checklist) -> Checklist:
    def dealt(indicator: Indicator) -> Indicator:
        return attrs.evolve(
            indicator,
            rule=_Dealt(),
            not_applicable_when=None,
            not_applicable="redistribute",
            cause="",
        )

    def inside(section: Section) -> Section:
        children = tuple(
            inside(each) if isinstance(each, Section) else dealt(each) for each in section.children
        )
        return attrs.evolve(section, children=children)

    bonus = checklist.bonus and attrs.evolve(
        checklist.bonus, indicators=tuple(map(dealt, checklist.bonus.indicators))
    )
    vetoes = tuple(
        attrs.evolve(
            veto, measure=None, when=Where((Comparison(_fact_of(veto), "equals", operand=True),))
        )
        for veto in checklist.vetoes
    )
    return attrs.evolve(
        checklist,
        root=inside(checklist.root),
        bonus=bonus,
        vetoes=vetoes,
        not_applicable_at_most=Fraction(1),
        examples=(),
    )


def _fact_of(veto: Veto) -> str:
    return f"veto {veto.id}"


def _evidence(checklist: Checklist, deal: _Deal, number: int) -> Evidence:
    facts: dict[str, Fact] = {}
    for indicator in checklist.root.indicators():
        lost = deal.lost.get(indicator.id, ZERO)
        if lost is not None:
            facts[indicator.id] = Fact(indicator.id, lost)
    for indicator in checklist.bonus.indicators if checklist.bonus else ():
        facts[indicator.id] = Fact(indicator.id, ZERO if deal.bonus else indicator.points or ZERO)
    for veto in checklist.vetoes:
        facts[_fact_of(veto)] = Fact(_fact_of(veto), veto.id in deal.vetoes)
    decided = {name: NotApplicable(name, "test deck", "test deck") for name in deal.left_out}
    return Evidence(Unit(f"deck-{number}"), facts, not_applicable=decided)


def _deals(checklist: Checklist) -> Iterator[_Deal]:
    items = [each for each in checklist.root.indicators() if not each.advisory]
    everything = {item.id: most for item, most in _mosts(checklist.root) if not item.advisory}
    yield _Deal(message("各项满分", "every item full"))
    yield _Deal(message("各项零分", "every item at its lowest"), everything)
    yield _Deal(message("各项缺数据", "every item missing"), dict.fromkeys(everything))
    yield _Deal(message("各项不适用", "no item applies"), left_out=frozenset(everything))
    for item in items:
        others = {name: lost for name, lost in everything.items() if name != item.id}
        yield _Deal(message("只有“{item}”得分", "only {item} earns", item=item.title), others)
    for item in items:
        yield _Deal(
            message(
                "“{item}”不适用（按比例折算）",
                "{item} does not apply (redistributed)",
                item=item.title,
            ),
            left_out=frozenset({item.id}),
        )
    yield from _beside_cuts(checklist, everything)
    for veto in checklist.vetoes:
        yield _Deal(
            message("一票否决“{veto}”", "veto {veto}", veto=veto.title),
            vetoes=frozenset({veto.id}),
        )
    if checklist.bonus:
        yield _Deal(message("满分加全部加分项", "full, with every bonus"), bonus=True)
        yield _Deal(
            message("零分加全部加分项", "lowest, with every bonus"), everything, bonus=True
        )


def _mosts(
    section: Section, above: Aggregation | None = None
) -> Iterator[tuple[Indicator, Fraction]]:
    """The most that each item can lose: down to zero, to its floor, or, where its cost has no limit, to the section's floor."""
    method = section.scoring or above
    assert method is not None  # noqa: S101 - the root has one
    for child in section.children:
        if isinstance(child, Section):
            yield from _mosts(child, method)
        elif child.points is None:
            yield child, method.start - (method.floor or ZERO)
        else:
            yield (
                child,
                child.points if method.counts_down else child.points - (child.floor or ZERO),
            )


def _beside_cuts(checklist: Checklist, everything: Mapping[str, Fraction]) -> Iterator[_Deal]:
    """A step and half a step below each cut, the cut itself, a step above."""
    step = checklist.rounding.step
    for grade in checklist.grades[:-1]:
        for steps, zh, en in (
            (-1, "低一个取整单位", "one step below"),
            (-_HALF, "低半个取整单位", "half a step below"),
            (0, "恰在分数线", "on the cut"),
            (1, "高一个取整单位", "one step above"),
        ):
            lost = _losing(checklist, everything, checklist.out_of - grade.start - steps * step)
            if lost is not None:
                yield _Deal(
                    message(f"“{{grade}}”{zh}", f"{{grade}}: {en}", grade=grade.name), lost
                )


def _losing(
    checklist: Checklist, everything: Mapping[str, Fraction], amount: Fraction
) -> Mapping[str, Fraction] | None:
    """Losses that bring the total down by an amount: from the first item on, each as far as it goes."""
    full = _total(checklist, _Deal(_LOST))
    wanted = None if full is None else full - amount
    lost: dict[str, Fraction] = {}
    for name, most in everything.items():
        if amount <= ZERO or full is None:
            break
        alone = _total(checklist, _Deal(_LOST, {name: most}))
        brings = ZERO if alone is None else full - alone
        if brings > ZERO:
            share = min(amount / brings, Fraction(1))
            lost[name] = most * share
            amount -= brings * share
    if amount != ZERO or full is None:
        return None
    return (
        lost if _total(checklist, _Deal(_LOST, lost)) == wanted else None
    )  # items of a plugin's method may not add up


# What it must come to, worked out without the engine


def _expected(checklist: Checklist, deal: _Deal) -> tuple[Span | None, Text | None]:
    best = attrs.evolve(
        deal, lost={name: ZERO if lost is None else lost for name, lost in deal.lost.items()}
    )
    everything = {item.id: most for item, most in _mosts(checklist.root)}
    worst = attrs.evolve(
        deal,
        lost={
            name: everything[name] if lost is None else lost for name, lost in deal.lost.items()
        },
    )
    low, high = (_final(checklist, each) for each in (worst, best))
    if low is None or high is None:
        return None, None
    rounded = Span(checklist.rounding.apply(low), checklist.rounding.apply(high))
    decides = rounded if checklist.grade_on == "rounded" else Span(low, high)
    grades = {_grade(checklist, deal, number).name for number in (decides.low, decides.high)}
    return rounded, grades.pop() if len(grades) == 1 else None


def _final(checklist: Checklist, deal: _Deal) -> Fraction | None:
    total = _total(checklist, deal)
    if total is None:
        return None
    struck = [veto.effect for veto in checklist.vetoes if veto.id in deal.vetoes]
    if not all(effect.leaves_score for effect in struck):
        return None
    gone = {name for effect in struck for name in effect.zeroed}
    if gone:
        zeroed = frozenset(
            item.id for names, item in _placed(checklist.root, frozenset()) if gone & names
        )
        total = _total(checklist, attrs.evolve(deal, zeroed=zeroed)) or ZERO
    if checklist.bonus:
        total = _with_bonus(checklist.bonus, total, deal, checklist)
    for effect in struck:
        total = effect.total(total)
    return total


def _placed(section: Section, above: frozenset[str]) -> Iterator[tuple[frozenset[str], Indicator]]:
    """Every item with its own id and those of the sections that it stands in."""
    for child in section.children:
        names = above | {child.id}
        if isinstance(child, Section):
            yield from _placed(child, names)
        else:
            yield names, child


def _with_bonus(bonus: Bonus, total: Fraction, deal: _Deal, checklist: Checklist) -> Fraction:
    if not deal.bonus or (bonus.only_from is not None and total < bonus.only_from):
        return total
    points = [
        checklist.rounding.of_item(each.points or ZERO)
        for each in bonus.indicators
        if not each.advisory
    ]
    raised = total + min(sum(points, ZERO), bonus.at_most)
    return raised if bonus.total_at_most is None else max(total, min(raised, bonus.total_at_most))


def _grade(checklist: Checklist, deal: _Deal, number: Fraction) -> Grade:
    grade = checklist.grade(number)
    for veto in checklist.vetoes:
        if veto.id in deal.vetoes and veto.effect.highest_grade is not None:
            cap = next(each for each in checklist.grades if each.name == veto.effect.highest_grade)
            grade = min(grade, cap, key=lambda each: each.start)
    return grade


def _total(checklist: Checklist, deal: _Deal) -> Fraction | None:
    return _score(checklist, checklist.root, deal)


def _score(checklist: Checklist, section: Section, deal: _Deal) -> Fraction | None:
    """The score of a section with a method of its own; None where nothing in it takes part."""
    method = section.scoring
    assert method is not None  # noqa: S101 - asked for sections with a method only
    parts: list[_Own] = []
    for child in _counting(section):
        if isinstance(child, Section):
            worth = child.scoring.out_of if child.scoring else ZERO
            parts.append(_Own(_score(checklist, child, deal), worth, child.weight))
        else:
            worth = ZERO if method.counts_down else child.points or ZERO
            parts.append(_Own(_earned(checklist, child, worth, deal), worth, child.weight))
    return _together(method, parts)


@attrs.frozen
class _Own:
    """A child of a section: its score (None where it takes no part), its full score, its weight."""

    score: Fraction | None
    worth: Fraction
    weight: Fraction


def _earned(
    checklist: Checklist, item: Indicator, worth: Fraction, deal: _Deal
) -> Fraction | None:
    if item.advisory or item.id in deal.left_out:
        return None
    own = checklist.rounding.of_item(worth - (deal.lost.get(item.id, ZERO) or ZERO))
    return min(own, ZERO) if item.id in deal.zeroed else own


def _together(method: Aggregation, children: Sequence[_Own]) -> Fraction | None:
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


def _by_factors(method: Aggregation, children: Sequence[_Own]) -> Fraction:
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
    """The children that count, plain groupings opened."""
    for child in section.children:
        if isinstance(child, Section) and child.scoring is None:
            yield from _counting(child)
        else:
            yield child
