"""What scores lie between, and what they add up to."""

from fractions import Fraction

import attrs
from hypothesis import assume, given

from lawcheck.indicators.bands import Bands
from lawcheck.indicators.count_target import CountTarget
from lawcheck.indicators.rate import Rate
from lawcheck.indicators.scale import Scale
from lawcheck.indicators.yes_no import YesNo
from lawcheck.model.checklist import Checklist
from lawcheck.model.evidence import Evidence, Fact, NotApplicable, Unit, Value
from lawcheck.model.measures import FactRef
from lawcheck.model.outcomes import SectionScore
from lawcheck.model.sections import Section
from lawcheck.scoring import score
from lawcheck.testing import checklists, edge_worlds, worlds

ZERO = Fraction(0)
ONE = Fraction(1)


@given(worlds())
def test_an_item_earns_between_its_floor_and_its_points(world):
    """0 <= earned <= points, and lower than 0 only where the checklist says so."""
    checklist, evidence = world
    floors = {each.id: each.floor for each in checklist.indicators()}
    for outcome in score(checklist, evidence).outcomes():
        if outcome.earned is not None and outcome.points:
            assert (
                floors[outcome.id] <= outcome.earned.low <= outcome.earned.high <= outcome.points
            )


@given(worlds(plain=True))
def test_a_total_lies_between_zero_and_the_full_score(world):
    """With items that earn between 0 and their points, so does the total."""
    card = score(*world)
    for span in (card.raw, card.exact, card.score):
        assert span is None or ZERO <= span.low <= span.high <= card.out_of


@given(worlds(plain=True, gaps=False))
def test_the_total_is_the_sum_of_what_was_earned_in_proportion(world):
    """T = sum of earned x full / sum of points that take part: the card explains itself."""
    checklist, evidence = world
    exactly = attrs.evolve(checklist, rounding=attrs.evolve(checklist.rounding, at="total"))
    card = score(exactly, evidence)
    taking_part = [each for each in card.outcomes() if each.earned is not None]
    if card.exact is not None:
        earned = sum((each.earned.low for each in taking_part), ZERO)
        assert card.exact.low == earned * card.out_of / sum(each.points for each in taking_part)


@given(worlds())
def test_subtotals_and_adjustments_add_up_to_the_total(world):
    """Sections are the sums of their items and of what they start from; start, floor, bonus and vetoes are the rest, at both ends, exactly."""
    card = score(*world)
    for section in all_sections(card.sections):
        parts = [child.counted for child in section.children if child.counted is not None]
        assert (section.counted is None) == (not parts)
        parts += [section.own] if section.own is not None else []
        if parts:
            assert section.counted.low == sum((part.low for part in parts), ZERO)
            assert section.counted.high == sum((part.high for part in parts), ZERO)
    if card.exact is not None:
        spans = [child.counted for child in card.sections if child.counted is not None]
        spans += [adjustment.change for adjustment in card.adjustments]
        assert card.exact.low == sum((span.low for span in spans), ZERO)
        assert card.exact.high == sum((span.high for span in spans), ZERO)


def all_sections(children):
    for child in children:
        if isinstance(child, SectionScore):
            yield child
            yield from all_sections(child.children)


@given(worlds())
def test_deductions_add_up_to_what_is_missing(world):
    """Every lost point has a deduction with a reason, and no deduction takes a point that is still there."""
    for outcome in score(*world).outcomes():
        if outcome.state == "scored":
            assert outcome.deducted == outcome.points - outcome.earned.low
            assert all(
                deduction.reason.pick("zh") and deduction.reason.pick("en")
                for deduction in outcome.deductions
            )


@given(checklists(plain=True))
def test_perfect_facts_give_the_full_score_exactly(checklist):
    """Full score, top grade, and no flag that it was reached by rounding."""
    checklist = attrs.evolve(
        with_bands_that_reach_full(checklist), not_applicable_at_most=Fraction(1)
    )
    card = score(
        attrs.evolve(checklist, rounding=attrs.evolve(checklist.rounding, at="total")),
        ideal(checklist, best),
    )

    assert card.out_of == card.exact.low == card.score.high
    assert card.grade.en == "excellent"
    assert not [flag for flag in card.flags if flag.kind == "full_by_rounding"]


@given(checklists(plain=True))
def test_the_worst_facts_never_give_less_than_zero(checklist):
    """However much the rules would take off, an item is not worth less than nothing."""
    card = score(checklist, ideal(checklist, worst))

    assert card.exact is None or card.exact.low >= 0
    assert all(outcome.earned is None or outcome.earned.low >= 0 for outcome in card.outcomes())


@given(edge_worlds())
def test_a_constructed_total_is_reached_exactly(world):
    """Whatever the methods, the weights and the items that do not apply: the total that the facts were made for."""
    checklist, evidence, total = world
    exactly = attrs.evolve(checklist, rounding=attrs.evolve(checklist.rounding, at="total"))

    assert total == score(exactly, evidence).exact.low


def with_bands_that_reach_full(checklist: Checklist) -> Checklist:
    def mended(child):
        if isinstance(child, Section):
            return attrs.evolve(child, children=tuple(map(mended, child.children)))
        if isinstance(child.rule, Bands):
            top = attrs.evolve(child.rule.bands[0], points=child.points)
            return attrs.evolve(
                child, rule=attrs.evolve(child.rule, bands=(top, *child.rule.bands[1:]))
            )
        return child

    return attrs.evolve(checklist, root=mended(checklist.root))


def ideal(checklist: Checklist, choose) -> Evidence:
    """Facts that are best (or worst) for every item that reads facts; items over registers do not apply."""
    values: dict[str, Value] = {}
    decided: dict[str, NotApplicable] = {}
    for indicator in checklist.root.indicators():
        chosen = choose(indicator.rule)
        if chosen is None:
            decided[indicator.id] = NotApplicable(indicator.id, "没有台账", "市司法局")
        else:
            values |= chosen
    assume(values)
    return Evidence(
        Unit("u1"),
        {name: Fact(name, value) for name, value in values.items()},
        not_applicable=decided,
    )


def _share(rule, share):
    """The facts of a rate that comes to this share; None if it is not one of facts."""
    if rule.numerator is not None:
        return {rule.numerator.name: 7 * share, rule.denominator.name: Fraction(7)}
    return {rule.value.name: share} if isinstance(rule.value, FactRef) else None


def _in_the_first_band(rule):
    """Its upper end where it has one, which counts; else more than where any begins."""
    end = rule.bands[0].end
    return 20 if end is None else end


def best(rule):
    """The facts that earn an item its points."""
    if isinstance(rule, Rate):
        return _share(rule, ONE if rule.better == "higher" else ZERO)
    if not isinstance(rule.value, FactRef):
        return None
    at_best = {
        CountTarget: 12,
        Scale: getattr(rule, "full_at", 0),
        Bands: _in_the_first_band(rule) if isinstance(rule, Bands) else 0,
        YesNo: getattr(rule, "want", True),
    }
    value = at_best[type(rule)]
    return {rule.value.name: value if isinstance(value, bool) else Fraction(value)}


def worst(rule):
    """The facts that cost an item most."""
    if isinstance(rule, Rate):
        return _share(rule, ZERO if rule.better == "higher" else ONE)
    if not isinstance(rule.value, FactRef):
        return None
    if isinstance(rule, YesNo):
        return {rule.value.name: not rule.want}
    return {rule.value.name: rule.zero_at if isinstance(rule, Scale) else Fraction(0)}
