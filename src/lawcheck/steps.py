"""Deductions by steps: so many points for each step that a value is short (每少一次扣…, 每低一个百分点扣…)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final, Literal

import attrs

from lawcheck.exact import ZERO
from lawcheck.indicator import Fault
from lawcheck.text import Message, Text, message

Partial = Literal["proportional", "whole", "started"]


_PARTS: Final[dict[Partial | None, Text]] = {
    None: Text("", ""),
    "proportional": Text("（按比例）", " (in proportion)"),
    "whole": Text("（不足一档不扣）", " (whole steps only)"),
    "started": Text("（不足一档按一档）", " (a started step counts)"),
}


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

    def check(self, whole_things: bool) -> Iterator[Fault]:
        """What a part of a step costs must be written wherever one can happen."""
        if self.per is not None and self.partial is None and not (whole_things and self.per == 1):
            yield Fault(
                message(
                    "请写 partial：不足一档怎么扣（proportional、whole 或 started）",
                    "say what a part of a step costs: add `partial` (proportional, whole or started)",
                ),
                "deduct",
            )
        if self.per is None and self.partial is not None:
            yield Fault(message("没有 per 就没有分档；请删去 partial", "without `per` there are no steps; remove `partial`"), "deduct")
        if self.points <= ZERO or (self.per is not None and self.per <= ZERO) or (self.at_most is not None and self.at_most <= ZERO):
            yield Fault(message("points、per、at_most 应大于0", "`points`, `per` and `at_most` must be above 0"), "deduct")

    def cost(self, short: Fraction) -> Fraction:
        """Points for a shortfall above zero."""
        points = self.points if self.per is None else self.points * self.steps(short)
        return points if self.at_most is None else min(points, self.at_most)

    def steps(self, short: Fraction) -> Fraction:
        """How many steps a shortfall is."""
        if self.per is None:
            return Fraction(1)
        exact = short / self.per
        if self.partial in (None, "proportional"):
            return exact
        whole = exact.numerator // exact.denominator
        return Fraction(whole + (self.partial == "started" and exact.denominator != 1))

    def working(self, short: Fraction, cost: Fraction, percent: bool = False) -> Message:
        """The arithmetic of one shortfall: `3 ÷ 1 × 0.5 = 1.5`."""
        if self.per is None:
            return message("一次性扣{cost}", "{cost} off once", cost=cost)
        spec = ":%" if percent else ""
        left = f"{{short{spec}}} ÷ {{per{spec}}}"
        steps = self.steps(short)
        if steps != short / self.per:
            left += " → {steps}"
        right = " × {points} = {full}"
        if cost != steps * self.points:
            right += "（≤ {cost}）"
        template = left + right
        return message(template, template, short=short, per=self.per, steps=steps, points=self.points, full=steps * self.points, cost=cost)

    def describe(self, percent: bool = False) -> Message:
        """The steps as a score sheet prints them."""
        if self.per is None:
            text = message("未达标一次性扣{points}分", "{points} points once if not reached", points=self.points)
        else:
            spec = ":%" if percent else ""
            text = message(
                f"每差{{per{spec}}}扣{{points}}分{{part}}",
                f"{{points}} points for each {{per{spec}}} short{{part}}",
                per=self.per,
                points=self.points,
                part=_PARTS[self.partial],
            )
        if self.at_most is None:
            return text
        return message("{text}，至多扣{cap}分", "{text}, at most {cap}", text=text, cap=self.at_most)
