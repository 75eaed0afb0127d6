"""The indicator type `judged`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

import attrs

from lawcheck.indicators.blocks.checks import check_above_zero, check_deduction, check_unique
from lawcheck.model.case import AwaitsJudgement, BadEvidence, Case, Result
from lawcheck.model.deductions import Deduction
from lawcheck.model.exact import ZERO, decimal_text
from lawcheck.model.rule import Fault
from lawcheck.model.text import Message, message


@attrs.frozen
class Judged:
    """Points that a person takes off within a printed range, with a reason (酌情扣1—5分).

    Taking nothing off is always allowed. It must be written down like any other judgement: the
    item stays open until there is one.

    ```yaml
    - id: case_files
      title: {zh: 行政执法案卷质量, en: Quality of case files}
      points: 10
      type: judged
      from: 1
      to: 5
    ```

    A judgement of 2.5 earns 7.5, one of 0 earns 10; 0.5 and 6 are refused. With `choices: [2, 5]`
    in place of the range, only 0, 2 and 5 are accepted.

    Attributes:
        least: the smallest deduction other than 0, written `from`.
        most: the largest deduction, written `to`.
        choices: the deductions that are allowed besides 0, in place of a range.
    """

    type_name: ClassVar[str] = "judged"

    least: Fraction | None = attrs.field(default=None, metadata={"key": "from"})
    most: Fraction | None = attrs.field(default=None, metadata={"key": "to"})
    choices: tuple[Fraction, ...] = ()

    def check(self, points: Fraction | None) -> Iterator[Fault]:
        """Check that there is a range or choices, within the item's points."""
        if self.least is None or self.most is None:
            if self.least is not None or self.most is not None or not self.choices:
                yield Fault(
                    message("请写 from 和 to，或写 choices", "write `from` and `to`, or `choices`")
                )
        elif self.choices:
            yield Fault(
                message(
                    "from、to 与 choices 只写一种", "write either `from` and `to`, or `choices`"
                ),
                "choices",
            )
        else:
            if self.least < ZERO or self.least > self.most:
                yield Fault(
                    message(
                        "from 应不小于0、不大于 to", "`from` must be 0 or more, and not above `to`"
                    ),
                    "from",
                )
            yield from check_above_zero(self.most, "to")
            yield from check_deduction(self.most, points, "to")
        yield from check_unique(map(decimal_text, self.choices), "choices")
        for choice in self.choices:
            yield from check_above_zero(choice, "choices")
            yield from check_deduction(choice, points, "choices")

    @property
    def allowed(self) -> Message:
        """The deductions that are allowed."""
        if self.choices:
            return message("可不扣，或扣{choices}分", "0, {choices}", choices=self.choices)
        if self.least == ZERO:
            return message("酌情扣0至{most}分", "0 to {most}", most=self.most)
        return message(
            "可不扣，或扣{least}至{most}分",
            "0, or {least} to {most}",
            least=self.least,
            most=self.most,
        )

    def judged(self, key: str) -> Iterator[str]:
        """Yield the item's own key."""
        yield key

    def describe(self) -> Message:
        """Return a sentence with the range."""
        return message("{allowed}", "taken off by judgement: {allowed}", allowed=self.allowed)

    def score(self, case: Case) -> Result:
        """Return the judgement as one deduction, or none where nothing was taken off."""
        judgement = case.judgement
        if judgement is None:
            raise AwaitsJudgement
        if not self._allows(judgement.deduct):
            why = message(
                "评议扣{deduct}分，不在允许的范围：{allowed}",
                "a judgement takes {deduct} off; allowed: {allowed}",
                deduct=judgement.deduct,
                allowed=self.allowed,
            )
            raise BadEvidence(why, (judgement,))
        who = message("{judge}", "{judge}", judge=judgement.judge)
        if judgement.on is not None:
            who = message("{judge}，{on}", "{judge}, {on}", judge=judgement.judge, on=judgement.on)
        reason = message("{reason}（{who}）", "{reason} ({who})", reason=judgement.reason, who=who)
        if not judgement.deduct:
            return Result(
                working=message("不扣分：{reason}", "nothing taken off: {reason}", reason=reason)
            )
        working = message("评议扣{deduct}分", "{deduct} off by judgement", deduct=judgement.deduct)
        return Result((Deduction(judgement.deduct, reason, (judgement,)),), working=working)

    def _allows(self, deduct: Fraction) -> bool:
        if deduct == ZERO or deduct in self.choices:
            return True
        return (
            self.least is not None and self.most is not None and self.least <= deduct <= self.most
        )
