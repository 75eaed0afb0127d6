"""The indicator type `count_target`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import ClassVar, Literal

import attrs

from lawcheck.indicators.blocks.checks import check_above_zero
from lawcheck.indicators.blocks.steps import Steps
from lawcheck.model.apart import apart
from lawcheck.model.calendars import Period, PeriodLength
from lawcheck.model.case import Case, Result
from lawcheck.model.deductions import Deduction, Tally
from lawcheck.model.exact import ONE, ZERO, fraction_text, reaches
from lawcheck.model.in_points import IN_POINTS
from lawcheck.model.readings import NotDue, Reading
from lawcheck.model.register_measures import OverRecords
from lawcheck.model.rule import Fault
from lawcheck.model.rule_fields import PerPeriod, measures_share
from lawcheck.model.text import Message, Text, join, later, message

_LENGTHS = {
    "month": Text("每月", " each month"),
    "quarter": Text("每季度", " each quarter"),
    "half_year": Text("每半年", " each half-year"),
}


@attrs.frozen
class CountTarget:
    """A required minimum, with a deduction for each one short (每少一次扣…).

    As of a day, months, quarters and half-years that are not over cost nothing. With
    `falls_due: {by: ..., before: pro_rata}` the target is scaled by the share of the time that is
    over.

    With `each`, the minimum applies to every month, quarter or half-year of the period separately:
    four sessions in one quarter do not make up for a quarter without any. The value must then be a
    measure with `by:`.

    ```yaml
    - id: study
      title: {zh: 政府常务会议会前学法, en: Study before executive meetings}
      points: 5
      type: count_target
      value: study_sessions
      target: 12
      deduct: {points: 0.5, per: 1}
    ```

    12 sessions earn 5; 13 earn no more; 10 earn 5 - 2 x 0.5 = 4; 1 earns 0 (11 x 0.5 is more than
    the item is worth).

    Attributes:
        value: what is counted.
        target: the minimum (in every period, with `each`).
        deduct: what a shortfall costs.
        each: apply the minimum to every month, quarter or half-year separately.
        at_none: what a count of zero costs, in place of `deduct` and outside its `at_most`.
    """

    type_name: ClassVar[str] = "count_target"
    thresholds: ClassVar[tuple[str, ...]] = ("target", "deduct.per")

    value: PerPeriod
    target: Fraction
    deduct: Steps
    each: Literal["month", "quarter", "half_year"] | None = None
    at_none: Fraction | None = attrs.field(default=None, metadata=IN_POINTS)

    def is_share(self) -> bool | None:
        """Return whether the value is a share."""
        return measures_share(self.value)

    def check(self, points: Fraction | None) -> Iterator[Fault]:
        """Check that the target can be missed, and that `each` and `by` are written together."""
        if self.is_share():
            yield Fault(
                message("比率请用评分方式 rate", "for a rate, use the type `rate`"), "value"
            )
        yield from self.deduct.check(whole_things=self.target.denominator == 1, points=points)
        yield from check_above_zero(self.at_none, "at_none")
        if self.target <= ZERO:
            yield Fault(
                message(
                    "目标为0时永远不会扣分；请写大于0的目标",
                    "a target of 0 can never cost points; write a target above 0",
                ),
                "target",
            )
        by_period = isinstance(self.value, OverRecords) and bool(self.value.by)
        if self.at_none is None:
            yield from self.deduct.check_reach(self.target)
        if self.each and not by_period:
            yield Fault(
                message(
                    "按期计数需要带 by 的台账量值",
                    "`each` needs a measure over a register with `by:`",
                ),
                "value",
            )
        if by_period and not self.each:
            yield Fault(
                message("带 by 的量值需要写明 each", "a measure with `by:` needs `each:`"), "value"
            )

    @property
    def counts_each(self) -> PeriodLength | None:
        """The parts of the period that are counted by themselves."""
        return self.each

    @property
    def is_timed(self) -> bool:
        """Whether it leaves alone what is not due on the day that is scored."""
        return self.each is not None

    def pro_rata_faults(self) -> Iterator[Fault]:
        """Check that a target that is no whole number has a price, and is the only one."""
        if self.each is not None:
            yield Fault(
                message(
                    "按期计数时，没有结束的期本来就不扣分；请删去 falls_due",
                    "months, quarters and half-years that are not over cost nothing anyway; "
                    "remove `falls_due`",
                ),
                "each",
            )
        if self.at_none is not None:
            yield Fault(
                message(
                    "at_none 不能按时间折算；请删去，或 before 写 left_out、open",
                    "`at_none` cannot be scaled by time; remove it, or write `before: left_out` "
                    "or `open`",
                ),
                "at_none",
            )
        if self.deduct.per is not None and self.deduct.partial is None:
            yield Fault(
                message(
                    "按时间折算的目标不是整数；请写 deduct 的 partial：不足一档怎么扣",
                    "a target scaled by time is no whole number; say with `partial` of `deduct` "
                    "what a part of a step costs",
                ),
                "deduct",
            )

    def describe(self) -> Message:
        """Return a sentence with the target and the price of a shortfall."""
        text = message(
            "{value}{each}不少于{target}；{deduct}",
            "{value}: at least {target}{each}; {deduct}",
            value=self.value.title,
            each=_LENGTHS[self.each] if self.each else "",
            target=self.target,
            deduct=self.deduct.describe(),
        )
        if self.at_none is None:
            return text
        return message(
            "{text}；没有的扣{points}分",
            "{text}; none at all: {points} off",
            text=text,
            points=self.at_none,
        )

    def score(self, case: Case) -> Result:
        """Return one deduction for the whole shortfall, or one for each period that is short."""
        if self.each and isinstance(self.value, OverRecords):
            return self._by_period(self.value, case.period.over(self.each), case)
        if case.share != ONE:
            so_far = attrs.evolve(self, target=self.target * case.share)
            return so_far._counted(case, later(_so_far, self, case.share))
        return self._counted(case)

    def _counted(self, case: Case, so_far: Message | None = None) -> Result:
        reading = case.read(self.value, enough=self.target)
        working = _and(later(_working, self, reading.value), so_far)
        if reaches(reading.value, self.target):
            return Result(about=reading.about, working=working)
        points, reason = self._price(reading.value)
        return Result(
            (Deduction(points, _and(reason, so_far), reading.facts),) if points else (),
            about=reading.about,
            working=working,
        )

    def _by_period(self, value: OverRecords, periods: Sequence[Period], case: Case) -> Result:
        if not periods:
            raise NotDue(message("还没有一期结束，现在不计", "no part of the period is over yet"))
        readings = value.read_each(case.evidence, periods)
        counts = [reading.value for reading in readings]
        short: dict[int, Deduction] = {}
        empty: dict[int, Deduction] = {}
        for index, (period, count) in enumerate(zip(periods, counts, strict=True)):
            cost = apart(self._cost, count)
            if type(cost) is Fraction and count >= self.target:
                continue
            reason = later(_reason_in, self, period, count)
            priced = Deduction(cost, reason, period=period)
            (empty if self._is_none(count) else short)[index] = priced
        deductions = empty | self.deduct.limited(short)
        kept = tuple(
            deductions[index]
            for index in sorted(deductions)
            if type(deductions[index].points) is not Fraction
            or deductions[index].points
            or deductions[index].limited
        )
        working = message(
            "各期{counts}，目标{target}",
            "by period {counts}, target {target}",
            counts=counts,
            target=self.target,
        )
        return Result(kept, about=(_together(readings),), working=working)

    def _is_none(self, count: Fraction) -> bool:
        """Return whether `deduct.at_most` does not limit the price, since nothing was counted."""
        limits = self.at_none is not None and self.deduct.at_most is not None
        return limits and count == ZERO

    def _cost(self, count: Fraction) -> Fraction:
        return ZERO if reaches(count, self.target) else self._price(count)[0]

    def _price(self, count: Fraction) -> tuple[Fraction, Message]:
        if self.at_none is not None and count == ZERO:
            return self.at_none, message(
                "没有，扣{points}", "none: {points} off", points=self.at_none
            )
        short = self.target - count
        cost = self.deduct.cost(short)
        return cost, later(_reason, self.deduct, count, short, cost)


def _working(rule: CountTarget, count: Fraction) -> Message:
    return message(
        "{value}，目标{target}", "{value}, target {target}", value=count, target=rule.target
    )


def _so_far(rule: CountTarget, share: Fraction) -> Message:
    """Return how the target was scaled by the share of the time that is over."""
    return message(
        "已过时间{share}：{target} × {share} = {due}",
        "{share} of the time is over: {target} × {share} = {due}",
        share=fraction_text(share),
        target=rule.target,
        due=fraction_text(rule.target * share),
    )


def _and(text: Message, more: Message | None) -> Message:
    return text if more is None else join((text, more))


def _reason(deduct: Steps, count: Fraction, short: Fraction, cost: Fraction) -> Message:
    return message(
        "{count}，少{short}：{working}",
        "{count}, {short} short: {working}",
        count=count,
        short=short,
        working=deduct.working(short, cost),
    )


def _reason_in(rule: CountTarget, period: Period, count: Fraction) -> Message:
    _, reason = rule._price(count)
    return message("{period}：{reason}", "{period}: {reason}", period=_name(period), reason=reason)


def _name(period: Period) -> str:
    return f"{period.start:%Y-%m-%d}~{period.end:%m-%d}"


def _together(readings: Sequence[Reading]) -> Tally:
    tallies = [
        tally for reading in readings for tally in reading.about if isinstance(tally, Tally)
    ]
    return attrs.evolve(tallies[0], counted=sum(tally.counted for tally in tallies))
