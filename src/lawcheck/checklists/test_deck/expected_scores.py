"""The expected scores of a test deck, computed without the scoring engine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

import attrs

from lawcheck.checklists.test_deck.deck_unit import DeckUnit
from lawcheck.model.checklist import Checklist, Grade
from lawcheck.model.exact import ONE, ZERO
from lawcheck.model.indicator import Indicator
from lawcheck.model.scoring_method import Aggregation, Part
from lawcheck.model.sections import Bonus, Section
from lawcheck.model.spans import Span
from lawcheck.model.text import Text
from lawcheck.scoring.factors import method_error


def expected_score(checklist: Checklist, unit: DeckUnit) -> tuple[Span | None, Text | None]:
    """Return the printed score and the grade that a unit must get; None where it gets none."""
    best = attrs.evolve(
        unit, lost={name: ZERO if lost is None else lost for name, lost in unit.lost.items()}
    )
    everything = {item.id: most for item, most in largest_losses(checklist.root)}
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


def largest_losses(
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
            yield from largest_losses(child, method)
        elif child.points is None:
            yield child, method.start - (method.floor or ZERO)
        else:
            yield (
                child,
                child.points if method.counts_down else child.points - (child.floor or ZERO),
            )


def _final(checklist: Checklist, unit: DeckUnit) -> Fraction | None:
    total = total_of(checklist, unit)
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
        total = total_of(checklist, attrs.evolve(unit, zeroed=zeroed)) or ZERO
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


def _with_bonus(bonus: Bonus, total: Fraction, unit: DeckUnit, checklist: Checklist) -> Fraction:
    if not unit.bonus or (bonus.only_from is not None and total < bonus.only_from):
        return total
    points = [
        checklist.rounding.of_item(each.points or ZERO)
        for each in bonus.indicators
        if not each.advisory
    ]
    raised = total + min(sum(points, ZERO), bonus.at_most)
    return raised if bonus.total_at_most is None else max(total, min(raised, bonus.total_at_most))


def _grade(checklist: Checklist, unit: DeckUnit, number: Fraction) -> Grade:
    grade = checklist.grade(number)
    for veto in checklist.vetoes:
        if veto.id in unit.vetoes and veto.effect.highest_grade is not None:
            cap = next(each for each in checklist.grades if each.name == veto.effect.highest_grade)
            grade = min(grade, cap, key=lambda each: each.start)
    return grade


def total_of(checklist: Checklist, unit: DeckUnit) -> Fraction | None:
    """Return the exact total before vetoes and bonuses; None if no item takes part."""
    return _score(checklist, checklist.root, unit)


def _score(checklist: Checklist, section: Section, unit: DeckUnit) -> Fraction | None:
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
    score = _combined(method, parts)
    if score is None or section.rounding is None:
        return score
    return section.rounding.apply(score)


@attrs.frozen
class _Child:
    """A child of a section: its score, its full score and its weight.

    The score is None if the child takes no part.
    """

    score: Fraction | None
    worth: Fraction
    weight: Fraction


def _earned(
    checklist: Checklist, item: Indicator, worth: Fraction, unit: DeckUnit
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
            whole = sum((worth for _, worth, _ in parts), ZERO)
            # what only takes off has no points to compare with, and is no score alone
            if not whole:
                return None
            return method.out_of * sum((own for own, _, _ in parts), ZERO) / whole
        case "mean":
            return method.out_of * sum((own / worth for own, worth, _ in parts), ZERO) / len(parts)
        case "weighted_mean":
            return (
                method.out_of
                * sum((own / worth * weight for own, worth, weight in parts), ZERO)
                / weights
            )
        case "minimum":
            return method.out_of * min(own / worth for own, worth, _ in parts)
        case "maximum":
            return method.out_of * max(own / worth for own, worth, _ in parts)
        case "median":
            ordered = sorted(own / worth for own, worth, _ in parts)
            middle = ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]
            return method.out_of * middle / 2
        case "harmonic_mean" | "weighted_harmonic_mean":
            return method.out_of * _harmonic_mean(method, parts)
        case "deduct_from":
            total = method.out_of + sum((own for own, _, _ in parts), ZERO)
        case _:
            total = _by_factors(method, children)
    return total if method.floor is None else max(total, method.floor)


def _harmonic_mean(
    method: Aggregation, parts: Sequence[tuple[Fraction, Fraction, Fraction]]
) -> Fraction:
    used = [
        (own / worth, weight if method.needs_weight else ONE)
        for own, worth, weight in parts
        if weight or not method.needs_weight
    ]
    if any(share <= ZERO for share, _ in used):
        return ZERO
    inverse = sum((weight / share for share, weight in used), ZERO)
    return sum((weight for _, weight in used), ZERO) / inverse


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
