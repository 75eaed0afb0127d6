"""Deductions by steps: points for each step of a shortfall (每少一次扣…, 每低一个百分点扣…)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import floor
from typing import Final, Literal, assert_never

import attrs

from lawcheck.indicators.blocks.checks import check_cap
from lawcheck.model.case import BadEvidence
from lawcheck.model.deductions import Deduction, limit
from lawcheck.model.exact import ONE, ZERO
from lawcheck.model.in_points import IN_POINTS
from lawcheck.model.rule import Fault
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
    """Sentences that describe a price by steps.

    Attributes:
        once: for a price that is charged once, without steps.
        each: for a price charged for each step.
    """

    once: Text
    each: Text


SHORT: Final = Counted(
    Text("未达标一次性扣{points}分", "{points} off once if not reached"),
    Text("每少{per}扣{points}分{part}", "{points} off for each {per} short{part}"),
)
"""For a number below its target."""
BELOW: Final = Counted(
    SHORT.once, Text("每低{per}扣{points}分{part}", "{points} off for each {per} short{part}")
)
"""For a rate below its target."""
ABOVE: Final = Counted(
    Text("超过的一次性扣{points}分", "{points} off once if above"),
    Text("每高{per}扣{points}分{part}", "{points} off for each {per} above{part}"),
)
"""For a rate above the one that is allowed."""
LATE: Final = Counted(
    Text("逾期一次性扣{points}分", "{points} off once if late"),
    Text("每逾期{per}天扣{points}分{part}", "{points} off for each {per} days late{part}"),
)
"""For days after a deadline."""
Better = Literal["lower", "higher"]
"""Which direction is the good one."""


def _worse(once: str, each: str) -> Counted:
    return Counted(
        Text(f"{once}一次性扣{{points}}分", "{points} off once if worse"),
        Text(f"每{each}{{per}}扣{{points}}分{{part}}", "{points} off for each {per} worse{part}"),
    )


CHANGED: Final[Mapping[Better, Counted]] = {
    "lower": _worse("上升", "上升"),
    "higher": _worse("下降", "下降"),
}
"""For a change in the wrong direction, by the good one."""
APART: Final[Mapping[Better, Counted]] = {
    "lower": _worse("高于平均值", "高"),
    "higher": _worse("低于平均值", "低"),
}
"""For a value on the wrong side of an average, by the good one."""


def _better(each: str) -> Counted:
    return Counted(
        Text(f"{each}一次性加{{points}}分", "{points} more once if better"),
        Text(
            f"每{each}{{per}}加{{points}}分{{part}}", "{points} more for each {per} better{part}"
        ),
    )


EARNED: Final[Mapping[Better, Counted]] = {
    "lower": _better("下降"),
    "higher": _better("上升"),
}
"""For a change in the right direction, by the good one."""
FURTHER: Final = Counted(
    Text("超出再加{points}分", "{points} more once if exceeded"),
    Text("每再超{per}加{points}分{part}", "{points} more for each further {per}{part}"),
)
"""For a value above the start of a bonus."""


@attrs.frozen
class Steps:
    """The price of a shortfall, by steps.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import Steps
    >>> steps = Steps(Fraction(1), per=Fraction(10), partial="whole", at_most=Fraction(5))
    >>> steps.cost(Fraction(25))
    Fraction(2, 1)
    >>> steps.cost(Fraction(90))
    Fraction(5, 1)
    >>> steps.describe().pick("en")
    '1 off for each 10 short (whole steps only), at most 5'

    Attributes:
        points: points taken off for each step, or once where there is no `per`.
        per: the length of a step, in the unit of the value; a percentage for rates.
        partial: what a part of a step costs: its share (`proportional`), nothing (`whole`), or a
            whole step (`started`). It may be left out only where no part can occur: where whole
            things are counted one by one.
        at_most: the most that all steps together cost.
    """

    points: Fraction = attrs.field(metadata=IN_POINTS)
    per: Fraction | None = None
    partial: Partial | None = None
    at_most: Fraction | None = attrs.field(default=None, metadata=IN_POINTS)

    def check(
        self, whole_things: bool, points: Fraction | None, key: str = "deduct"
    ) -> Iterator[Fault]:
        """Check that `partial` is written where a step can occur in part, and that caps can bind.

        Args:
            whole_things: whether the value can only be a whole number.
            points: the item's points; None where its cost has no limit.
            key: the key of the type's fields that holds the steps.
        """
        if self.per is not None and self.partial is None and not (whole_things and self.per == 1):
            yield Fault(
                message(
                    "请写 partial：不足一档怎么扣（proportional、whole 或 started）",
                    "say what a part of a step costs: "
                    "add `partial` (proportional, whole or started)",
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
        yield from check_cap(self.at_most, points, key)

    def check_reach(self, most: Fraction) -> Iterator[Fault]:
        """Check that a shortfall can be as large as one step, where less costs nothing.

        Args:
            most: the largest shortfall.
        """
        if self.partial == "whole" and self.per is not None and self.per > most > ZERO:
            yield Fault(
                message(
                    "最多差{most}，不足一档{per}，永远不扣分；请改 per 或 partial",
                    "a shortfall of {most} is the largest, below one step of {per}, so nothing "
                    "ever costs points; correct `per` or `partial`",
                    most=most,
                    per=self.per,
                ),
                "deduct",
            )

    def cost(self, short: Fraction) -> Fraction:
        """Return the points for a shortfall above zero.

        Raises:
            BadEvidence: a part of a step occurred where the checklist allows whole things only.
        """
        points = self.points if self.per is None else self.points * self.steps(short)
        return points if self.at_most is None else min(points, self.at_most)

    def steps(self, short: Fraction) -> Fraction:
        """Return the number of steps in a shortfall.

        Raises:
            BadEvidence: a part of a step occurred where the checklist allows whole things only.
        """
        if self.per is None:
            return Fraction(1)
        exact = short / self.per
        if self.partial == "proportional" or exact.denominator == 1:
            return exact
        if self.partial is None:
            raise BadEvidence(
                message(
                    "差{short}，不是整数；数据应为整数，或在评分表中写明 partial",
                    "{short} short is not a whole number; "
                    "the value must be whole, or the checklist must say `partial`",
                    short=short,
                )
            )
        # times ONE makes a Fraction of an int, also where a whole column is computed at once
        whole = floor(exact) * ONE
        match self.partial:
            case "started":
                return whole + 1
            case "whole":
                return whole
            case _:
                assert_never(self.partial)

    def limited(self, deductions: Mapping[int, Deduction]) -> dict[int, Deduction]:
        """Apply `at_most` to several deductions together.

        Returns:
            The deductions by the same keys. One that the cap reduces to zero is kept with its
            reason.
        """
        if self.at_most is None:
            return dict(deductions)
        why = message("合计至多扣{cap}", "at most {cap} together", cap=self.at_most)
        return dict(zip(deductions, limit(deductions.values(), self.at_most, why), strict=True))

    def working(self, short: Fraction, cost: Fraction, form: str = "") -> Message:
        """Return the arithmetic of one shortfall: `3 ÷ 1 × 0.5 = 1.5`.

        Args:
            short: the shortfall.
            cost: what it costs, as `cost()` returned.
            form: the format of a shortfall in message templates: `:pp` for rates, `:%` for a
                share of something, else empty.
        """
        if self.per is None:
            return message("一次性扣{cost}", "{cost} off once", cost=cost)
        left = f"{{short{form}}} ÷ {{per{form}}}"
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

    def added(self, more: Fraction, points: Fraction, form: str = "") -> Message:
        """Return the arithmetic of points that are added, as `working` does for a shortfall."""
        if self.per is None:
            return message("{points}", "{points}", points=points)
        return self.working(more, points, form)

    def describe(self, form: str = "", of: Counted = SHORT) -> Message:
        """Return the price as a score sheet prints it.

        Args:
            form: the format of a step in message templates, as in `working`.
            of: the sentences to use.
        """
        template = of.once if self.per is None else of.each
        text = message(
            template.zh.replace("{per}", f"{{per{form}}}"),
            template.en.replace("{per}", f"{{per{form}}}"),
            per=self.per,
            points=self.points,
            part=_PARTS[self.partial],
        )
        if self.at_most is None:
            return text
        return message(
            "{text}，至多扣{cap}分", "{text}, at most {cap}", text=text, cap=self.at_most
        )
