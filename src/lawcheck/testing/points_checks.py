"""Checks of the points that a type takes off or gives."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any, Final

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from lawcheck.model.case import Case, Result
from lawcheck.model.errors import PluginError
from lawcheck.model.evidence import Evidence
from lawcheck.model.exact import ZERO
from lawcheck.model.rule import Checked
from lawcheck.scoring import score
from lawcheck.scoring.plan import Plan
from lawcheck.scoring.sampling_error import sampling_errors
from lawcheck.scoring.totals import make_scorecard
from lawcheck.testing.no_deadline import NO_DEADLINE
from lawcheck.testing.rule_checks import RuleChecks, answer, lines_of
from lawcheck.testing.strategies import values
from lawcheck.testing.variants import doubled, far_values, numbers_in

_FEWEST_LOSSES: Final = 3
"""From how many losses of one rule on, an amount that never changes is called fixed."""
_OTHER_POINTS: Final = (None, Fraction(1, 2), Fraction(1000))
"""Other points for the item: no limit, few, many."""
FLOAT_DENOMINATOR: Final = 2**20
"""The power of two from which a denominator is taken for that of a binary float.

Decimals that people write have few factors of two: 1/10 has one. `Fraction(0.1)` has 55.
"""


def total(result: Result) -> Fraction:
    """Return the points that a result takes off before caps, less the points that it gives."""
    return sum((each.points for each in result.deductions), ZERO) - sum(
        (each.points for each in result.gains or ()), ZERO
    )


class PointsChecks(RuleChecks):
    """The amount of points, and what it depends on."""

    @NO_DEADLINE
    @given(data=st.data())
    def test_stays_within_its_points(self, data: st.DataObject) -> None:
        """An item earns 0 to its full points, and its deductions add up to the difference."""
        outcome = self.score(*self.world(data, gaps=True))
        if outcome.state == "scored":
            assert outcome.earned is not None
            assert ZERO <= outcome.earned.low == outcome.earned.high <= self.points
            assert outcome.deducted == self.points - outcome.earned.low

    @NO_DEADLINE
    @given(data=st.data())
    def test_every_line_takes_or_gives_points(self, data: st.DataObject) -> None:
        """Each deduction and each gain is above zero, and a result has only one of the two."""
        result = self.answer(*self.world(data, gaps=True))
        if result is None:
            return
        for each in lines_of(result):
            assert type(each.points) is Fraction, (
                f"{each.points!r} is not an exact number of points; use a Fraction"
            )
            assert each.points >= ZERO, (
                f"a line of {each.points} points: take less off instead of giving some back"
            )
            assert each.points or each.limited is not None, (
                "a line of 0 points; leave it out, and tell it in `working`"
            )
        assert result.gains is None or not result.deductions, (
            "a rule counts up (gains) or takes off (deductions), not both"
        )

    @NO_DEADLINE
    @given(data=st.data())
    def test_computes_without_binary_floats(self, data: st.DataObject) -> None:
        """Points do not come from floats: `Fraction(n * 0.1)` is not n tenths."""
        result = self.answer(*self.world(data))
        for each in lines_of(result) if result is not None else ():
            points = Fraction(each.points)
            twos = points.denominator & -points.denominator
            assert twos < FLOAT_DENOMINATOR, (
                f"{points} points come from a binary float; write Fraction(1, 10), not 0.1"
            )

    @NO_DEADLINE
    @given(data=st.data())
    def test_works_whatever_the_item_is_worth(self, data: st.DataObject) -> None:
        """The rule works without points, with few and with many, or `check` refuses it."""
        checklist, given = self.world(data)
        rule = next(iter(checklist.indicators())).rule
        own = self.answer(checklist, given)
        for points in _OTHER_POINTS:
            if isinstance(rule, Checked) and list(rule.check(points)):
                continue
            result = answer(rule, Case("item", points, given, checklist.period))
            assert (result is None) == (own is None), (
                f"an item worth {points} is scored otherwise than one worth {self.points}"
            )
            if result is None or own is None or result.gains is not None:
                continue
            assert all(each.points >= ZERO for each in result.deductions), (
                f"negative points where the item is worth {points}"
            )
            enough = points is not None or total(result) >= min(total(own), self.points)
            assert enough, (
                f"{total(own)} points are lost of {self.points}, but {total(result)} where the "
                "item has no limit; refuse such items in check(): "
                "yield from check_has_points(points)"
            )

    def test_takes_no_points_that_stand_in_its_code(self) -> None:
        """Losses follow the item's points or the rule's parameters, not a number in the code.

        The check scores the item with other points and with doubled parameters. A rule that takes
        off the same single amount each time has that amount in its code.
        """
        found: dict[int, tuple[set[Fraction], set[Fraction], frozenset[Fraction]]] = {}
        losses: Counter[int] = Counter()

        @settings(NO_DEADLINE, max_examples=20, database=None)
        @given(data=st.data())
        def collect(data: st.DataObject) -> None:
            checklist, given = self.world(data)
            rule = next(iter(checklist.indicators())).rule
            key = hash(repr(rule))
            amounts, when_doubled, _ = found.setdefault(key, (set(), set(), numbers_in(rule)))
            lost = {
                each
                for points in (self.points, self.points * 40)
                for each in _lost(rule, Case("item", points, given, checklist.period))
            }
            amounts |= lost
            losses[key] += bool(lost)
            when_doubled |= _lost_when_doubled(
                rule, Case("item", self.points, given, checklist.period)
            )

        collect()
        for key, (amounts, when_doubled, numbers) in found.items():
            # one loss may be any number by chance; the same one again and again is not chance
            if (
                losses[key] >= _FEWEST_LOSSES
                and len(amounts) == 1
                and (when_doubled == amounts or not (when_doubled or amounts & numbers))
            ):
                fixed = next(iter(amounts))
                raise AssertionError(
                    f"{fixed} points are lost whatever the item is worth and whatever its keys "
                    "say; take a share of case.full, or make the number a key"
                )

    @NO_DEADLINE
    @given(data=st.data())
    def test_tells_its_sampling_error(self, data: st.DataObject) -> None:
        """A sampling error is an exact range that holds the loss; points stay within bounds."""
        checklist, given = self.world(data)
        outcome, plan = self.score(checklist, given), Plan.of(checklist)
        if outcome.state != "scored" or outcome.earned is None:
            return
        try:
            errors = sampling_errors(plan, score(checklist, given), given)
        except PluginError as fault:
            raise AssertionError(str(fault)) from fault
        for error in errors.values():
            held = min(error.least, self.points) <= outcome.deducted <= error.most
            assert held, (
                f"{outcome.deducted} points are lost, which is not from {error.least} "
                f"to {error.most}"
            )
            within = make_scorecard(plan, given, errors).outcome("item").earned
            assert within is not None
            assert ZERO <= within.low <= outcome.earned.low <= within.high <= self.points

    @NO_DEADLINE
    @given(data=st.data())
    def test_better_values_never_cost_points(self, data: st.DataObject) -> None:
        """A better value of a fact in `better` never earns less, also far from usual values."""
        checklist, given = self.world(data)
        for name, way in self.better.items():
            spec = self.facts[name]
            far = list(far_values(spec))
            usual: st.SearchStrategy[Any] = values(spec, checklist.period)
            other = data.draw(
                usual | st.sampled_from(far) if far else usual, label=f"another {name}"
            )
            own: Any = given.facts[name].value
            low, high = sorted((own, other))
            worse, best = (low, high) if way == "higher" else (high, low)
            earned = [
                self.score(checklist, with_fact(given, name, value)).earned
                for value in (worse, best)
            ]
            if earned[0] is not None and earned[1] is not None:
                assert earned[0].high <= earned[1].low, (
                    f"{name} is better {way}, but {worse} earns more than {best}"
                )


def _lost(rule: Any, case: Case) -> set[Fraction]:
    result = answer(rule, case)
    return {total(result)} - {ZERO} if result is not None else set()


def _lost_when_doubled(rule: Any, case: Case) -> set[Fraction]:
    """Return what the rule takes off with all its numbers doubled, if such a rule is valid."""
    try:
        return _lost(doubled(rule), case)
    except Exception:
        return set()


def with_fact(given: Evidence, name: str, value: Any) -> Evidence:
    """Return the evidence with another value of a fact."""
    return attrs.evolve(
        given, facts={**given.facts, name: attrs.evolve(given.facts[name], value=value)}
    )
