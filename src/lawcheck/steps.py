"""Deductions by steps: so many points for each step that a value is short (每少一次扣…, 每低一个百分点扣…)."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

import attrs

from lawcheck.text import Message, message

Partial = Literal["proportional", "whole", "started"]


@attrs.frozen
class Steps:
    """What a shortfall costs.

    Attributes:
        points: points taken off for one step, or once where there is no `per`.
        per: the length of a step, in the unit of the value; a percentage for rates.
        partial: what a part of a step costs: its share (`proportional`), nothing (`whole`), or a whole step (`started`).
        at_most: the most that all steps together cost.
    """

    points: Fraction
    per: Fraction | None = None
    partial: Partial = "proportional"
    at_most: Fraction | None = None

    def cost(self, short: Fraction) -> Fraction:
        """Points for a shortfall above zero."""
        points = self.points if self.per is None else self.points * self.steps(short)
        return points if self.at_most is None else min(points, self.at_most)

    def steps(self, short: Fraction) -> Fraction:
        """How many steps a shortfall is."""
        if self.per is None:
            return Fraction(1)
        exact = short / self.per
        if self.partial == "proportional":
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
            zh_part, en_part = {
                "proportional": ("按比例", "in proportion"),
                "whole": ("不足一档不扣", "whole steps only"),
                "started": ("不足一档按一档", "a started step counts"),
            }[self.partial]
            spec = ":%" if percent else ""
            text = message(
                f"每差{{per{spec}}}扣{{points}}分（{zh_part}）",
                f"{{points}} points for each {{per{spec}}} short ({en_part})",
                per=self.per,
                points=self.points,
            )
        if self.at_most is None:
            return text
        return message("{text}，至多扣{cap}分", "{text}, at most {cap}", text=text, cap=self.at_most)
