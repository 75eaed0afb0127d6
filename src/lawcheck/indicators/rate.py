"""The indicator type `rate`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Literal

import attrs

from lawcheck.indicators.blocks.checks import check_has_points
from lawcheck.indicators.blocks.steps import ABOVE, BELOW, Better, Steps
from lawcheck.model.case import BadEvidence, Case, Result
from lawcheck.model.deductions import Deduction, Tally
from lawcheck.model.evidence import Fact, Record, compared
from lawcheck.model.exact import ONE, ZERO, reaches, share_reaches
from lawcheck.model.measures import FactRef
from lawcheck.model.readings import DoesNotApply, Reading
from lawcheck.model.register_measures import OverRecords
from lawcheck.model.rule import Fault
from lawcheck.model.rule_fields import Number, Value, measures_share
from lawcheck.model.text import Message, later, message


@attrs.frozen
class Rate:
    """A rate with a target; each percentage point below it costs points (每低一个百分点扣…).

    Either `value` (a fact of kind rate, or a `share`), or `numerator` and `denominator`. `on_zero`
    says what 0 of 0 means, `deduct.partial` what a part of a step costs.

    ```yaml
    - id: appearance
      title: {zh: 行政机关负责人出庭应诉率, en: Appearance of the head of the agency}
      points: 5
      type: rate
      numerator: {count: hearings, where: {head_appeared: true}}
      denominator: {count: hearings}
      target: 100%
      deduct: {points: 0.1, per: 1%, partial: proportional}
      on_zero: not_applicable
    ```

    19 of 20 hearings are 95%, 5 points short: 5 x 0.1 = 0.5 off, 4.5 earned.

    Where a low rate is the good one, `better: lower` makes the target the highest rate that costs
    nothing (败诉率不超过10%，每高1个百分点扣0.5分):

    ```yaml
    - id: lost
      title: {zh: 行政诉讼败诉率, en: Lost lawsuits}
      points: 5
      type: rate
      numerator: {count: judgments, where: {lost: true}}
      denominator: {count: judgments}
      target: 10%
      better: lower
      deduct: {points: 0.5, per: 1%, partial: started}
      on_zero: full
    ```

    1 of 10 lost costs nothing; 1 of 8 is 12.5%, 2.5 points above: 3 started steps, 1.5 off, 3.5
    earned. No lawsuit earns 5.

    Attributes:
        target: the rate that costs nothing.
        deduct: what a shortfall costs, or what lies above the target.
        value: the rate itself.
        numerator: the part.
        denominator: the whole.
        on_zero: what 0 of 0 means; needed with `numerator` and `denominator`.
        may_exceed: the part may be larger than the whole (cases carried over from the year
            before).
        better: which direction is the good one.
    """

    type_name: ClassVar[str] = "rate"
    thresholds: ClassVar[tuple[str, ...]] = ("target", "deduct.per")

    target: Fraction
    deduct: Steps
    value: Number | None = None
    numerator: Number | None = None
    denominator: Number | None = None
    on_zero: Literal["not_applicable", "full", "zero"] | None = None
    may_exceed: bool = False
    better: Better = "higher"

    def is_share(self) -> bool | None:
        """Return whether the value is a share."""
        return True

    def check(self, points: Fraction | None) -> Iterator[Fault]:
        """Check that the rate is given once, 0 of 0 is declared, and the target can be missed."""
        pair = self.numerator is not None and self.denominator is not None
        if (self.value is not None) == pair or (not pair and (self.numerator or self.denominator)):
            yield Fault(
                message(
                    "请写 value，或同时写 numerator 和 denominator",
                    "give either `value`, or both `numerator` and `denominator`",
                )
            )
        elif pair and self.on_zero is None:
            yield Fault(
                message("请写 on_zero：分母为0时怎么算", "say what 0 of 0 means: add `on_zero`")
            )
        elif not pair and self.on_zero is not None:
            yield Fault(
                message(
                    "on_zero 只用于分子分母", "`on_zero` belongs to numerator and denominator"
                ),
                "on_zero",
            )
        elif isinstance(self.value, FactRef) and not self.value.is_rate:
            yield Fault(
                message(
                    "{name} 不是比率；请换成比率(rate)，或写 numerator 和 denominator",
                    "{name} is no rate; name a fact of kind rate, or write `numerator` and "
                    "`denominator`",
                    name=self.value.name,
                ),
                "value",
            )
        given = [each for each in (self.numerator, self.denominator) if each is not None]
        if {measures_share(each) for each in given} == {True, False}:
            yield Fault(
                message(
                    "numerator 与 denominator 一个是比率，一个不是，不能相除",
                    "of `numerator` and `denominator` one is a rate and the other is not",
                ),
                "numerator",
            )
        if pair and self.numerator == self.denominator:
            yield Fault(
                message(
                    "分子与分母相同，永远是100%",
                    "`numerator` and `denominator` are the same, so the rate is always 100%",
                ),
                "denominator",
            )
        yield from self.deduct.check(whole_things=False, points=points)
        if self.better == "higher":
            yield from self.deduct.check_reach(self.target)
        elif pair and not self.may_exceed:
            yield from self.deduct.check_reach(ONE - self.target)
        if self.on_zero == "zero":
            yield from check_has_points(points)
        if self.better == "higher" and self.target <= ZERO:
            yield Fault(
                message(
                    "目标为0时永远不会扣分；请写大于0的目标",
                    "a target of 0 can never cost points; write a target above 0",
                ),
                "target",
            )
        if self.better == "lower" and self.target < ZERO:
            yield Fault(message("目标小于0", "the target is below 0"), "target")
        if self.better == "lower" and self.target >= ONE and pair and not self.may_exceed:
            yield Fault(
                message(
                    "分子不超过分母，目标为{target:%}时永远不会扣分；请改小",
                    "a part of the whole is never above {target:%}, so nothing can cost points; "
                    "lower the target",
                    target=self.target,
                ),
                "target",
            )

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield the facts that are part and whole, so that a part above its whole is refused."""
        if (
            isinstance(self.numerator, FactRef)
            and isinstance(self.denominator, FactRef)
            and not self.may_exceed
        ):
            yield self.numerator.name, self.denominator.name

    def not_advised(self) -> Iterator[Value]:
        """Yield the whole, and a part that is counted in a register.

        More cases would improve a rate of lost ones, and one more won case any rate; but each of
        them is another lawsuit.
        """
        if self.denominator is not None:
            yield self.denominator
        if isinstance(self.numerator, OverRecords):
            yield self.numerator

    def describe(self) -> Message:
        """Return a sentence with the target and the price of a shortfall."""
        title = (
            self.value.title
            if self.value is not None
            else message(
                "{a}÷{b}",
                "{a} / {b}",
                a=self.numerator and self.numerator.title,
                b=self.denominator and self.denominator.title,
            )
        )
        if self.better == "lower":
            return message(
                "{value}不高于{target:%}；{deduct}",
                "{value}: at most {target:%}; {deduct}",
                value=title,
                target=self.target,
                deduct=self.deduct.describe(":pp", ABOVE),
            )
        return message(
            "{value}达到{target:%}；{deduct}",
            "{value}: at least {target:%}; {deduct}",
            value=title,
            target=self.target,
            deduct=self.deduct.describe(":pp", BELOW),
        )

    def score(self, case: Case) -> Result:
        """Return at most one deduction.

        If the rate comes from one register, it cites the records that keep the rate down.
        """
        if self.value is not None:
            reading = case.read(self.value, self.target if self.better == "higher" else None)
            return self._result(reading.value, ONE, (reading,))
        assert self.numerator is not None  # noqa: S101 - checked at load
        assert self.denominator is not None  # noqa: S101 - checked at load
        part, whole = case.read_all((self.numerator, self.denominator))
        if not self.may_exceed and not reaches(whole.value, part.value):
            raise BadEvidence(
                message(
                    "分子{a}大于分母{b}",
                    "numerator {a} is larger than denominator {b}",
                    a=part.value,
                    b=whole.value,
                ),
                part.sources,
            )
        if whole.value.numerator < 0:
            raise BadEvidence(
                message("分母{b}为负", "denominator {b} is below zero", b=whole.value),
                whole.sources,
            )
        if not whole.value:
            return self._of_nothing(case, part.about + whole.about)
        return self._result(part.value, whole.value, (part, whole))

    def _of_nothing(self, case: Case, about: tuple[Fact | Tally, ...]) -> Result:
        nothing = message("分母为0", "0 of 0")
        if self.on_zero == "not_applicable":
            raise DoesNotApply(message("分母为0，按规则不适用", "0 of 0: not applicable by rule"))
        if self.on_zero == "full":
            return Result(
                about=about,
                working=message("分母为0，按规则得满分", "0 of 0: full points by rule"),
            )
        return Result(
            (Deduction(case.full, message("分母为0，按规则不得分", "0 of 0: no points by rule")),),
            about=about,
            working=nothing,
        )

    def _result(self, part: Fraction, whole: Fraction, readings: tuple[Reading, ...]) -> Result:
        about = readings[0].about if len(readings) == 1 else readings[0].about + readings[1].about
        working = later(_working, self, part, whole)
        if self._is_met(part, whole):
            return Result((), None, about, working)
        cost = self.deduct.cost(self.apart(part, whole))
        if not cost:
            return Result((), None, about, working)
        return Result(
            (Deduction(cost, later(_reason, self, part, whole, cost), self._cites(*readings)),),
            None,
            about,
            working,
        )

    def _is_met(self, part: Fraction, whole: Fraction) -> bool:
        if self.better == "lower":
            return reaches(self.target * whole, part)
        return share_reaches(part, whole, self.target)

    def apart(self, part: Fraction, whole: Fraction) -> Fraction:
        """Return how far a rate that misses the target is from it."""
        rate = part / whole
        return rate - self.target if self.better == "lower" else self.target - rate

    def _cites(self, part: Reading, whole: Reading | None = None) -> tuple[Fact | Record, ...]:
        if whole is None:
            return part.cites
        same_register = (
            isinstance(self.numerator, OverRecords)
            and isinstance(self.denominator, OverRecords)
            and self.numerator.register == self.denominator.register
        )
        if same_register and self.better == "lower":
            return part.records
        if same_register:
            # several records of one case count once: a record keeps the rate down only if no
            # other record of its case is counted
            return whole.records_besides(part, self._counted_as)
        return (*part.facts, *whole.facts)

    def _counted_as(self, record: Record) -> object:
        """Return what a record counts as: itself, or its value in a `distinct` column."""
        column = self.numerator.of if isinstance(self.numerator, OverRecords) else ""
        if not column:
            return record.number
        return compared(record.values[column]) if column in record.values else None


def _shown(rule: Rate, part: Fraction, whole: Fraction) -> Message:
    if rule.value is not None:
        return message("{rate:%}", "{rate:%}", rate=part)
    return message("{a}/{b} = {rate:%}", "{a}/{b} = {rate:%}", a=part, b=whole, rate=part / whole)


def _working(rule: Rate, part: Fraction, whole: Fraction) -> Message:
    shown = _shown(rule, part, whole)
    if rule.better == "lower":
        return message(
            "{shown}，不高于{target:%}",
            "{shown}, at most {target:%}",
            shown=shown,
            target=rule.target,
        )
    return message(
        "{shown}，目标{target:%}", "{shown}, target {target:%}", shown=shown, target=rule.target
    )


def _reason(rule: Rate, part: Fraction, whole: Fraction, cost: Fraction) -> Message:
    side = ("高于", "above") if rule.better == "lower" else ("低于", "below")
    return message(
        f"{{shown}}，{side[0]}{{target:%}}：{{working}}",
        f"{{shown}}, {side[1]} {{target:%}}: {{working}}",
        shown=_shown(rule, part, whole),
        target=rule.target,
        working=rule.deduct.working(rule.apart(part, whole), cost, ":pp"),
    )
