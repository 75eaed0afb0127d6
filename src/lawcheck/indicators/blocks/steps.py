"""Deductions by steps: so many points for each step that a value is short (每少一次扣…, 每低一个百分点扣…)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final, Literal

import attrs

from lawcheck.indicators.blocks.checks import useless_cap
from lawcheck.model.exact import ZERO
from lawcheck.model.indicator import BadEvidence, Fault, limit
from lawcheck.model.scorecard import Deduction
from lawcheck.model.text import Message, Text, message

Partial = Literal["proportional", "whole", "started"]
"""What a part of a step costs."""


_PARTS: Final[dict[Partial | None, Text]] = {
    None: Text("", ""),
    "proportional": Text("（按比例）", " (in proportion)"),
    "whole": Text("（不足一档不计）", " (whole steps only)"),
    "started": Text("（不足一档按一档计）", " (a started step counts)"),
}


@attrs.frozen
class Counted:
    """The words for what steps are steps of.

    Attributes:
        once: for a price without steps.
        each: for a price by steps.
    """

    once: Text
    each: Text


SHORT: Final = Counted(
    Text("未达标一次性扣{points}分", "{points} off once if not reached"),
    Text("每差{per}扣{points}分{part}", "{points} off for each {per} short{part}"),
)
"""A value below its target."""
LATE: Final = Counted(
    Text("逾期一次性扣{points}分", "{points} off once if late"),
    Text("每逾期{per}天扣{points}分{part}", "{points} off for each {per} days late{part}"),
)
"""Days after a deadline."""
WORSE: Final = Counted(
    Text("变差一次性扣{points}分", "{points} off once if worse"),
    Text("每变差{per}扣{points}分{part}", "{points} off for each {per} worse{part}"),
)
"""A change in the wrong direction."""
FURTHER: Final = Counted(
    Text("超出再加{points}分", "{points} more once if exceeded"),
    Text("每再超{per}加{points}分{part}", "{points} more for each further {per}{part}"),
)
"""What exceeds the start of a bonus."""


@attrs.frozen
class Steps:
    """What a shortfall costs.

    Attributes:
        points: points taken off for one step, or once where there is no `per`.
        per: the length of a step, in the unit of the value; a percentage for rates.
        partial: what a part of a step costs: its share (`proportional`), nothing (`whole`), or a whole step (`started`).
            Only where whole things are counted one by one can no part occur, and it may be left out.
        at_most: the most that all steps together cost.
    """

    points: Fraction
    per: Fraction | None = None
    partial: Partial | None = None
    at_most: Fraction | None = None

    def check(
        self, whole_things: bool, points: Fraction | None, key: str = "deduct"
    ) -> Iterator[Fault]:
        """What a part of a step costs must be written wherever one can happen; a cap must be able to bind.

        Args:
            whole_things: the value can only be a whole number.
            points: of the item; None where its cost has no limit.
            key: where the steps stand.
        """
        if self.per is not None and self.partial is None and not (whole_things and self.per == 1):
            yield Fault(
                message(
                    "请写 partial：不足一档怎么扣（proportional、whole 或 started）",
                    "say what a part of a step costs: add `partial` (proportional, whole or started)",
                ),
                key,
            )
        if self.per is None and self.partial is not None:
            yield Fault(
                message(
                    "没有 per 就没有分档；请删去 partial",
                    "without `per` there are no steps; remove `partial`",
                ),
                key,
            )
        if (
            self.points <= ZERO
            or (self.per is not None and self.per <= ZERO)
            or (self.at_most is not None and self.at_most <= ZERO)
        ):
            yield Fault(
                message(
                    "points、per、at_most 应大于0", "`points`, `per` and `at_most` must be above 0"
                ),
                key,
            )
        yield from useless_cap(self.at_most, points, key)

    def cost(self, short: Fraction) -> Fraction:
        """Points for a shortfall above zero.

        Raises:
            BadEvidence: a part of a step has happened where the checklist counts on whole things.
        """
        points = self.points if self.per is None else self.points * self.steps(short)
        return points if self.at_most is None else min(points, self.at_most)

    def steps(self, short: Fraction) -> Fraction:
        """How many steps a shortfall is."""
        if self.per is None:
            return Fraction(1)
        exact = short / self.per
        if self.partial == "proportional" or exact.denominator == 1:
            return exact
        if self.partial is None:
            raise BadEvidence(
                message(
                    "差{short}，不是整数；数据应为整数，或在评分表中写明 partial",
                    "{short} short is no whole number; the value must be whole, or the checklist must say `partial`",
                    short=short,
                )
            )
        whole = exact.numerator // exact.denominator
        return Fraction(whole + 1 if self.partial == "started" else whole)

    def limited(self, deductions: Mapping[int, Deduction]) -> dict[int, Deduction]:
        """Several deductions by these steps, which `at_most` caps together; what is left as zero is kept with its reason."""
        if self.at_most is None:
            return dict(deductions)
        why = message("合计至多扣{cap}", "at most {cap} together", cap=self.at_most)
        return dict(zip(deductions, limit(deductions.values(), self.at_most, why), strict=True))

    def working(self, short: Fraction, cost: Fraction, percent: bool = False) -> Message:
        """The arithmetic of one shortfall: `3 ÷ 1 × 0.5 = 1.5`."""
        if self.per is None:
            return message("一次性扣{cost}", "{cost} off once", cost=cost)
        spec = ":%" if percent else ""
        left = f"{{short{spec}}} ÷ {{per{spec}}}"
        steps = self.steps(short)
        if steps != short / self.per:
            left += " → {steps}"
        left += " × {points} = {full}"
        capped = (
            Text("（≤ {cost}）", " (≤ {cost})") if cost != steps * self.points else Text("", "")
        )
        return message(
            left + capped.zh,
            left + capped.en,
            short=short,
            per=self.per,
            steps=steps,
            points=self.points,
            full=steps * self.points,
            cost=cost,
        )

    def describe(self, percent: bool = False, of: Counted = SHORT) -> Message:
        """The steps as a score sheet prints them.

        Args:
            percent: the value is a rate.
            of: what the steps are steps of.
        """
        spec = ":%" if percent else ""
        template = of.once if self.per is None else of.each
        text = message(
            template.zh.replace("{per}", f"{{per{spec}}}"),
            template.en.replace("{per}", f"{{per{spec}}}"),
            per=self.per,
            points=self.points,
            part=_PARTS[self.partial],
        )
        if self.at_most is None:
            return text
        return message(
            "{text}，至多扣{cap}分", "{text}, at most {cap}", text=text, cap=self.at_most
        )
