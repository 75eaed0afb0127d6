"""Hypothesis strategies for rules of built-in indicator types, with the facts that they need."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from typing import Final, Literal

import attrs
from hypothesis import strategies as st

from lawcheck.indicators.bands import Band, Bands
from lawcheck.indicators.blocks.steps import Better, Partial, Steps
from lawcheck.indicators.count_target import CountTarget
from lawcheck.indicators.rate import Rate
from lawcheck.indicators.scale import Scale
from lawcheck.indicators.yes_no import YesNo
from lawcheck.model.conditions import Comparison, Where
from lawcheck.model.declarations import Register, Spec
from lawcheck.model.exact import ONE, ZERO
from lawcheck.model.measures import FactRef
from lawcheck.model.operations import OPERATIONS
from lawcheck.model.register_measures import OverRecords
from lawcheck.model.rule import Rule
from lawcheck.model.text import Text
from lawcheck.testing.strategies import exact


@attrs.frozen
class RuleWithInputs:
    """A rule, and the facts and registers that it reads."""

    rule: Rule
    facts: Mapping[str, Spec] = attrs.field(factory=dict)
    registers: Mapping[str, Register] = attrs.field(factory=dict)


_COUNT: Final = Spec("count")

AMOUNT: Final = Spec("amount")

_SHARE: Final = Spec("rate", written_as="fraction")

_HEARINGS: Final = Register(
    Text("台账", "register"),
    {"held_on": Spec("date"), "present": Spec("yes_no"), "people": Spec("count", optional=True)},
)

_OF_COUNTS: Final = [
    each
    for each in OPERATIONS
    if each.gives == "number" and "of" in each.keys and "count" in each.kinds
]

_PARTIALS: Final[tuple[Partial, ...]] = ("proportional", "whole", "started")

_STEP_POINTS: Final = exact(Fraction(1, 10), 5, places=1)


@st.composite
def _count_targets(draw: st.DrawFn, key: str) -> RuleWithInputs:
    whole_things = draw(st.booleans())
    per = ONE if whole_things else draw(exact(Fraction(1, 10), 5, places=1))
    steps = Steps(
        draw(_STEP_POINTS),
        per,
        None if whole_things else draw(st.sampled_from(_PARTIALS)),
        draw(optional(_STEP_POINTS)),
    )
    rule = CountTarget(
        FactRef(key), draw(exact(1, 12, places=0)), steps, at_none=draw(optional(_STEP_POINTS))
    )
    return RuleWithInputs(rule, {key: _COUNT if whole_things else AMOUNT})


@st.composite
def _rates(draw: st.DrawFn, key: str) -> RuleWithInputs:
    points_of_percent = draw(st.sampled_from([Fraction(1, 100), Fraction(5, 100), Fraction(1, 3)]))
    steps = Steps(
        draw(_STEP_POINTS),
        points_of_percent,
        draw(st.sampled_from(_PARTIALS)),
        draw(optional(_STEP_POINTS)),
    )
    better: Better = draw(st.sampled_from(["higher", "lower"]))
    targets = {
        "higher": [Fraction(85, 100), Fraction(95, 100), ONE],
        "lower": [ZERO, Fraction(5, 100), Fraction(85, 100)],
    }
    target = draw(st.sampled_from(targets[better]))
    if draw(st.booleans()):
        rule = Rate(target, steps, value=FactRef(key), better=better)
        return RuleWithInputs(rule, {key: _SHARE})
    on_zero: Literal["not_applicable", "full", "zero"] = draw(
        st.sampled_from(["not_applicable", "full", "zero"])
    )
    part, whole = f"{key}_part", f"{key}_whole"
    rule = Rate(
        target,
        steps,
        numerator=FactRef(part),
        denominator=FactRef(whole),
        on_zero=on_zero,
        better=better,
    )
    return RuleWithInputs(rule, {part: _COUNT, whole: _COUNT})


@st.composite
def _register_rules(draw: st.DrawFn, key: str) -> RuleWithInputs:
    present = Where((Comparison("present", "equals", True),))
    if draw(st.booleans()):
        measure = OverRecords("count", key, where=present, by="held_on")
        steps = Steps(draw(_STEP_POINTS), ONE, at_most=draw(optional(_STEP_POINTS)))
        each: Literal["month", "quarter", "half_year"] = draw(
            st.sampled_from(["month", "quarter", "half_year"])
        )
        rule: Rule = CountTarget(
            measure,
            draw(exact(1, 2, places=0)),
            steps,
            each,
            at_none=draw(optional(_STEP_POINTS)),
        )
    elif draw(st.booleans()):
        share = OverRecords(
            "share", key, where=present, on_zero=draw(st.sampled_from([None, ZERO, ONE]))
        )
        rule = Rate(
            ONE,
            Steps(draw(_STEP_POINTS), Fraction(1, 10), draw(st.sampled_from(_PARTIALS))),
            value=share,
        )
    else:
        operation = draw(st.sampled_from(_OF_COUNTS))()
        weight = "people" if "weight" in operation.keys else ""
        people = OverRecords(operation, key, of="people", where=present, weight=weight)
        rule = CountTarget(people, Fraction(10), Steps(draw(_STEP_POINTS), ONE, "proportional"))
    return RuleWithInputs(rule, registers={key: _HEARINGS})


@st.composite
def _yes_no_rules(draw: st.DrawFn, key: str) -> RuleWithInputs:
    return RuleWithInputs(YesNo(FactRef(key), want=draw(st.booleans())), {key: Spec("yes_no")})


@st.composite
def _scales(draw: st.DrawFn, key: str) -> RuleWithInputs:
    low, high = sorted(draw(st.lists(exact(0, 20), min_size=2, max_size=2, unique=True)))
    zero_at, full_at = (low, high) if draw(st.booleans()) else (high, low)
    return RuleWithInputs(Scale(FactRef(key), zero_at=zero_at, full_at=full_at), {key: AMOUNT})


@st.composite
def _bands(draw: st.DrawFn, key: str) -> RuleWithInputs:
    edges = sorted(draw(st.lists(exact(0, 20), min_size=1, max_size=3, unique=True)))
    points, others = exact(0, 1), optional(exact(0, 1))
    if draw(st.booleans()):
        bands = [Band(draw(points), end=edge, other_end=draw(others)) for edge in edges]
    else:
        bands = [Band(draw(points), edge, other_end=draw(others)) for edge in reversed(edges)]
    bands[0] = attrs.evolve(bands[0], other_end=None)
    return RuleWithInputs(
        Bands(FactRef(key), tuple(bands), otherwise=draw(exact(0, 1))), {key: AMOUNT}
    )


def rules(key: str) -> st.SearchStrategy[RuleWithInputs]:
    """Generate rules of an item with this id, which begins the names of its facts."""
    return st.one_of(
        _count_targets(key),
        _rates(key),
        _register_rules(key),
        _yes_no_rules(key),
        _scales(key),
        _bands(key),
    )


def optional(strategy: st.SearchStrategy[Fraction]) -> st.SearchStrategy[Fraction | None]:
    """Generate numbers, or None."""
    return st.none() | strategy


def may_not_apply(rule: Rule) -> bool:
    """Return whether the rule can make its item not applicable.

    The loader refuses such a rule in an item with `not_applicable: forbid`.
    """
    return isinstance(rule, Rate) and (
        rule.on_zero == "not_applicable" or isinstance(rule.value, OverRecords)
    )


def needs_points(rule: Rule) -> bool:
    """Return whether the loader refuses the rule in an item without points."""
    return isinstance(rule, YesNo | Scale | Bands) or (
        isinstance(rule, Rate) and rule.on_zero == "zero"
    )
