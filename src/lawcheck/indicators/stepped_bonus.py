"""The indicator type `stepped_bonus`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Literal

import attrs

from lawcheck.indicators.blocks.checks import check_above_zero, check_has_points
from lawcheck.indicators.blocks.steps import FURTHER, Steps
from lawcheck.model.case import Case, Result
from lawcheck.model.deductions import Gain
from lawcheck.model.in_points import IN_POINTS
from lawcheck.model.rule import Fault
from lawcheck.model.rule_fields import Number, measures_share
from lawcheck.model.text import Message, message


@attrs.frozen
class SteppedBonus:
    """Points for exceeding a goal, by steps (达到10%加1分，每再增加10%加1分).

    ```yaml
    - id: early
      title: {zh: 提前办结, en: Finished early}
      points: 3
      type: stepped_bonus
      value: share_finished_early
      from: 10%
      first: 1
      further: {points: 1, per: 10%, partial: whole}
    ```

    9.9% adds 0; 10% adds 1; 29% adds 1 and for 19% more one whole step, together 2; 50% would add
    1 + 4 = 5, at most 3.

    Attributes:
        value: what is rewarded.
        start: the value from which there are points, written `from`.
        first: the points at `from`.
        further: what each step above `from` adds; without it there is only `first`.
    """

    type_name: ClassVar[str] = "stepped_bonus"
    is_earned: ClassVar[Literal[True]] = True
    thresholds: ClassVar[tuple[str, ...]] = ("from", "further.per")

    value: Number
    start: Fraction = attrs.field(metadata={"key": "from"})
    first: Fraction = attrs.field(metadata=IN_POINTS)
    further: Steps | None = None

    def is_share(self) -> bool | None:
        """Return whether the value is a share."""
        return measures_share(self.value)

    def check(self, points: Fraction | None) -> Iterator[Fault]:
        """Check that the item can hold the first gain, and that further steps have a length."""
        yield from check_has_points(points)
        yield from check_above_zero(self.first, "first")
        if (
            points is not None
            and self.first >= points
            and (self.further is not None or self.first > points)
        ):
            yield Fault(
                message(
                    "first 已达本项上限{points}；请改小，或删去 further",
                    "`first` uses up the item's {points} points; lower it, or remove `further`",
                    points=points,
                ),
                "first",
            )
        if self.further is not None:
            yield from self.further.check(
                whole_things=self.start.denominator == 1, points=points, key="further"
            )
            if self.further.per is None:
                yield Fault(
                    message(
                        "further 需要 per：每再增加多少加分",
                        "`further` needs `per`: the length of a step",
                    ),
                    "further",
                )

    @property
    def _spec(self) -> str:
        return ":%" if self.value.is_rate else ""

    @property
    def _more(self) -> str:
        return ":pp" if self.value.is_rate else ""

    def describe(self) -> Message:
        """Return a sentence with the first gain and the further steps."""
        text = message(
            f"{{value}}达到{{start{self._spec}}}加{{first}}分",
            f"{{value}}: {{first}} from {{start{self._spec}}}",
            value=self.value.title,
            start=self.start,
            first=self.first,
        )
        if self.further is None:
            return text
        return message(
            "{text}；{further}",
            "{text}; {further}",
            text=text,
            further=self.further.describe(self._more, FURTHER),
        )

    def score(self, case: Case) -> Result:
        """Return up to two gains: for reaching the start, and for what exceeds it."""
        reading = case.read(self.value)
        reached = reading.value >= self.start
        template = f"{{value{self._spec}}} {'≥' if reached else '<'} {{start{self._spec}}}"
        working = message(template, template, value=reading.value, start=self.start)
        if not reached:
            return Result(gains=(), about=reading.about, working=working)
        cites = reading.sources
        gains = [
            Gain(
                self.first,
                message(
                    "{working}：加{first}", "{working}: {first}", working=working, first=self.first
                ),
                cites,
            )
        ]
        more = reading.value - self.start
        points = self.further.cost(more) if self.further is not None and more else None
        if self.further is not None and points:
            reason = message(
                f"超出{{more{self._more}}}：{{working}}",
                f"{{more{self._more}}} more: {{working}}",
                more=more,
                working=self.further.working(more, points, self._more),
            )
            gains.append(Gain(points, reason, cites))
        return Result(gains=tuple(gains), about=reading.about, working=working)
