"""A second engine, written from docs/checklist-language.md and the docstrings of the model, in plain fractions.

It reads the same checklist and evidence objects and shares no arithmetic with lawcheck: no `score()` of a type, no
scoring method, no measure, no rounding. Where it and lawcheck differ, one of the two, or the page, is wrong.

It takes the long way on purpose. What an item contributes is found by scoring the checklist with and without it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_UP, Context, Decimal
from fractions import Fraction

from attrs import evolve
from tests.correctness.reference.second_rules import Awaited, NotApplicableByRule, Unknown, lost_by

from lawcheck.methods.deduct_from import DeductFrom
from lawcheck.methods.mean import Mean, WeightedMean
from lawcheck.methods.points import Points
from lawcheck.model.checklist import Checklist
from lawcheck.model.evidence import Evidence
from lawcheck.model.indicator import Indicator
from lawcheck.model.sections import Section
from lawcheck.model.text import Text
from lawcheck.model.veto_effects import CapGrade, NoScore, ZeroParts, ZeroTotal

ROUNDINGS = {
    "half_up": ROUND_HALF_UP,
    "half_even": ROUND_HALF_EVEN,
    "down": ROUND_DOWN,
    "up": ROUND_UP,
}


@dataclass
class Item:
    state: str
    low: Fraction | None = None
    high: Fraction | None = None
    counted_low: Fraction | None = None
    counted_high: Fraction | None = None


@dataclass
class Card:
    items: dict[str, Item] = field(default_factory=dict)
    vetoes: dict[str, str] = field(default_factory=dict)
    raw: tuple[Fraction, Fraction] | None = None
    exact: tuple[Fraction, Fraction] | None = None
    score: tuple[Fraction, Fraction] | None = None
    grade: str | None = None
    flags: set[str] = field(default_factory=set)
    known: Fraction = Fraction(1)
    not_applicable: Fraction = Fraction(0)
    sections: dict[str, dict[str, Fraction | None]] = field(default_factory=dict)


# What one item earns


def item_of(indicator: Indicator, parent, evidence: Evidence, checklist: Checklist) -> Item:
    counts_down = isinstance(parent, DeductFrom)
    if counts_down:
        full = Fraction(0)
        bottom = None if indicator.points is None else -indicator.points
    else:
        full, bottom = indicator.points, indicator.floor
    as_open = bottom
    if as_open is None:  # its cost has no limit: it may take the section down to its floor
        as_open = parent.floor - parent.start if counts_down else Fraction(0)
    not_applicable = indicator.id in evidence.not_applicable
    if not not_applicable:
        try:
            lost = lost_by(indicator.rule, indicator.points, evidence, checklist)
            earned = full - lost
            if bottom is not None and earned < bottom:
                earned = bottom
            return Item("scored", earned, earned)
        except Unknown:
            return Item("missing", as_open, full)
        except Awaited as awaited:
            least, most = awaited.args
            return Item("awaiting", max(as_open, full - most), max(as_open, full - least))
        except NotApplicableByRule:
            pass
    if indicator.not_applicable == "redistribute":
        return Item("not_applicable")
    if isinstance(indicator.not_applicable, Fraction):
        return Item("not_applicable", indicator.not_applicable, indicator.not_applicable)
    earned = full if indicator.not_applicable in ("full", "forbid") else Fraction(0)
    return Item("not_applicable", earned, earned)


# How items become a score


def score_of(section: Section, method, earned: dict[str, Fraction | None]) -> Fraction | None:
    """The score of a section from what its items earned, rounded if it says so; None where nothing takes part."""
    exact = unrounded(section, method, earned)
    if exact is None or section.rounding is None:
        return exact
    return rounded(exact, section.rounding.places, section.rounding.mode)


def unrounded(section: Section, method, earned: dict[str, Fraction | None]) -> Fraction | None:
    taking_part = []
    for child, worth in counting(section):
        own = (
            earned[child.id]
            if isinstance(child, Indicator)
            else score_of(child, child.scoring, earned)
        )
        if own is not None:
            taking_part.append((own, worth, child.weight))
    if not taking_part:
        return None
    if isinstance(method, Points):
        return (
            method.out_of
            * sum(own for own, _, _ in taking_part)
            / sum(worth for _, worth, _ in taking_part)
        )
    if isinstance(method, Mean):
        return method.out_of * sum(own / worth for own, worth, _ in taking_part) / len(taking_part)
    if isinstance(method, WeightedMean):
        weights = sum(weight for _, _, weight in taking_part)
        if weights == 0:
            return None
        return (
            method.out_of
            * sum(own / worth * weight for own, worth, weight in taking_part)
            / weights
        )
    assert isinstance(method, DeductFrom)
    return max(method.start + sum(own for own, _, _ in taking_part), method.floor)


def counting(section: Section):
    """The children that count in a section, groupings opened, with their full scores."""
    for child in section.children:
        if isinstance(child, Indicator):
            yield child, child.points
        elif child.scoring is None:
            yield from counting(child)
        else:
            yield child, child.scoring.out_of


def sections_in(section: Section):
    for child in section.children:
        if isinstance(child, Section):
            yield child
            yield from sections_in(child)


def sub_scores(section: Section, method, earned: dict[str, Fraction | None]):
    """Every section below with its score on its own scale: as if it were a checklist of its own."""
    for child in section.children:
        if isinstance(child, Section):
            own = sub_score(child, method, earned)
            yield child.id, own
            inside = earned if own is not None else dict.fromkeys(earned)
            yield from sub_scores(child, child.scoring or method, inside)


def sub_score(section: Section, method, earned: dict[str, Fraction | None]) -> Fraction | None:
    if section.scoring is not None:
        return score_of(section, section.scoring, earned)
    full = sum(
        (worth or Fraction(0) for child, worth in counting(section) if counts(child)), Fraction(0)
    )
    if isinstance(method, DeductFrom) or not full:  # what is taken off
        return score_of(section, DeductFrom(Fraction(0), Fraction(-(10**12))), earned)
    return score_of(section, Points(full), earned)


def parents(section: Section, method):
    for child in section.children:
        if isinstance(child, Indicator):
            yield child, method
        else:
            yield from parents(child, child.scoring or method)


def without_floors(section: Section) -> Section:
    """The same section without floors and rounding, so that its score is a plain sum of contributions."""
    scoring = section.scoring
    if isinstance(scoring, DeductFrom):
        scoring = evolve(scoring, floor=Fraction(-(10**12)))
    children = tuple(
        without_floors(child) if isinstance(child, Section) else child
        for child in section.children
    )
    return evolve(section, scoring=scoring, children=children, rounding=None)


def contributions(root: Section, earned: dict[str, Fraction | None]) -> dict[str, Fraction | None]:
    """What each item adds to the total: the total with only this item earning, less the total with none."""
    plain = without_floors(root)
    nothing = {name: None if points is None else Fraction(0) for name, points in earned.items()}
    base = score_of(plain, plain.scoring, nothing)
    found: dict[str, Fraction | None] = {}
    for name, points in earned.items():
        found[name] = None
        if points is not None and base is not None and takes_part(root, name, earned):
            alone = score_of(plain, plain.scoring, {**nothing, name: points})
            assert alone is not None
            found[name] = alone - base
    return found


def takes_part(section: Section, name: str, earned: dict[str, Fraction | None]) -> bool:
    """Whether an item is inside no section that drops out as a whole."""
    for child in section.children:
        if isinstance(child, Section) and any(each.id == name for each in child.indicators()):
            if child.scoring is not None and score_of(child, child.scoring, earned) is None:
                return False
            return takes_part(child, name, earned)
    return True


def rounded(value: Fraction, places: int, mode: str) -> Fraction:
    """By the decimal module: exact quotient to 200 digits, a tie kept a tie, anything above it kept above."""
    context = Context(prec=200)
    quotient = context.divide(Decimal(value.numerator), Decimal(value.denominator))
    rounding = ROUNDINGS[mode]
    return Fraction(
        quotient.quantize(Decimal(1).scaleb(-places), rounding=rounding, context=context)
    )


def stakes(section: Section, method, amount: Fraction) -> dict[str, Fraction]:
    """An amount of points spread over the items when everything applies; advisory items have none."""
    children = [(child, worth) for child, worth in counting(section) if counts(child)]
    if isinstance(method, Points):
        worths = [worth for _, worth in children]
    elif isinstance(method, Mean):
        worths = [Fraction(1) for _ in children]
    elif isinstance(method, WeightedMean):
        worths = [child.weight for child, _ in children]
    else:
        worths = [
            method.start - method.floor if child.points is None else child.points
            for child, _ in children
        ]
    found: dict[str, Fraction] = {}
    for (child, _), worth in zip(children, worths, strict=True):
        part = amount * worth / sum(worths)
        found |= (
            stakes(child, child.scoring, part) if isinstance(child, Section) else {child.id: part}
        )
    return found


def counts(child: Section | Indicator) -> bool:
    """Whether anything in it can count."""
    if isinstance(child, Indicator):
        return not child.advisory
    inside = [each for each, _ in counting(child) if counts(each)]
    if isinstance(child.scoring, WeightedMean):
        return any(each.weight for each in inside)
    return bool(inside)


# The card


def second_score(checklist: Checklist, evidence: Evidence) -> Card:
    card = Card()
    root = checklist.root
    for indicator, parent in parents(root, root.scoring):
        card.items[indicator.id] = item_of(indicator, parent, evidence, checklist)
    advisory = {indicator.id for indicator in root.indicators() if indicator.advisory}
    bonus_items = []
    for indicator in checklist.bonus.indicators if checklist.bonus else ():
        item = item_of(indicator, None, evidence, checklist)
        card.items[indicator.id] = item
        if not indicator.advisory:
            bonus_items.append(item)
    for veto in checklist.vetoes:
        (test,) = veto.when.tests
        fact = evidence.facts.get(test.column)
        if fact is None:
            card.vetoes[veto.id] = "open" if veto.if_missing == "open" else "presumed"
        else:
            card.vetoes[veto.id] = "applied" if fact.value == test.operand else "not_applied"

    shares = {} if not counts(root) else stakes(root, root.scoring, Fraction(1))
    whole = sum(shares.values(), Fraction(0))
    if whole:
        states = {name: card.items[name].state for name in shares}
        card.not_applicable = (
            sum((shares[name] for name in shares if states[name] == "not_applicable"), Fraction(0))
            / whole
        )
        card.known = (
            1
            - sum(
                (shares[name] for name in shares if states[name] in ("missing", "awaiting")),
                Fraction(0),
            )
            / whole
        )

    ends = []
    for side in ("low", "high"):
        earned = {
            each.id: None if each.id in advisory else getattr(card.items[each.id], side)
            for each in root.indicators()
        }
        striking = ("applied", "open") if side == "low" else ("applied",)
        struck = [veto for veto in checklist.vetoes if card.vetoes[veto.id] in striking]
        if checklist.rounding.at == "item":
            earned = {
                name: None if points is None else round_on(checklist, points)
                for name, points in earned.items()
            }
        base = score_of(root, root.scoring, earned)
        if base is None:
            return card
        card.sections[side] = dict(sub_scores(root, root.scoring, earned))
        parts = contributions(root, earned)
        for name, part in parts.items():
            setattr(card.items[name], f"counted_{side}", part)
        added = [
            Fraction(0) if getattr(item, side) is None else getattr(item, side)
            for item in bonus_items
        ]
        if checklist.rounding.at == "item":
            added = [round_on(checklist, points) for points in added]
        raw = with_bonus(checklist, base, added)
        gone: set[str] = set()
        for veto in struck:
            if isinstance(veto.effect, ZeroParts):
                gone |= {each.id for each in root.indicators() if each.id in veto.effect.ids}
        if any(each.rounding for each in sections_in(root)):
            zeroed = {
                name: min(points, Fraction(0)) if name in gone and points is not None else points
                for name, points in earned.items()
            }
            base = score_of(root, root.scoring, zeroed) if gone else base
        else:
            base -= sum(
                (parts[name] for name in gone if parts[name] is not None and parts[name] > 0),
                Fraction(0),
            )
        total = with_bonus(checklist, base, added)
        if any(isinstance(veto.effect, ZeroTotal) for veto in struck):
            total = min(total, Fraction(0))
        capped = [veto.effect.grade for veto in struck if isinstance(veto.effect, CapGrade)]
        ends.append((raw, total, capped))

    exact = (ends[0][1], ends[1][1])
    if card.not_applicable > checklist.not_applicable_at_most:
        return card
    card.raw = (ends[0][0], ends[1][0])
    if any(
        isinstance(veto.effect, NoScore) and card.vetoes[veto.id] in ("applied", "open")
        for veto in checklist.vetoes
    ):
        return card
    card.exact = exact
    card.score = (round_on(checklist, exact[0]), round_on(checklist, exact[1]))
    declared = card.score if checklist.grade_on == "rounded" else exact
    grades = [
        grade_of(checklist, number, capped)
        for number, (_, _, capped) in zip(declared, ends, strict=True)
    ]
    card.grade = grades[0] if grades[0] == grades[1] else None
    if exact[0] == exact[1]:
        if card.score[0] == checklist.out_of and exact[0] < checklist.out_of:
            card.flags.add("full_by_rounding")
        step = Fraction(1, 10**checklist.rounding.places)
        if any(-step <= exact[0] - grade.start <= step for grade in checklist.grades[:-1]):
            card.flags.add("near_cut")
    return card


def round_on(checklist: Checklist, value: Fraction) -> Fraction:
    return rounded(value, checklist.rounding.places, checklist.rounding.mode)


def with_bonus(checklist: Checklist, base: Fraction, added: list[Fraction]) -> Fraction:
    bonus = checklist.bonus
    if bonus is None or (bonus.only_from is not None and base < bonus.only_from):
        return base
    total = base + min(sum(added), bonus.at_most)
    if bonus.total_at_most is not None and total > bonus.total_at_most:
        return max(bonus.total_at_most, base)
    return total


def grade_of(checklist: Checklist, number: Fraction, capped: list[Text]) -> str:
    names = [grade.name.zh for grade in checklist.grades]
    position = len(names) - 1
    while position and number >= checklist.grades[position - 1].start:
        position -= 1
    return names[max([position, *(names.index(name.zh) for name in capped)])]
