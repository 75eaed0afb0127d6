"""The indicator type `scale`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

import attrs

from lawcheck.indicators.blocks.checks import check_has_points
from lawcheck.model.case import Case, Result
from lawcheck.model.deductions import Deduction
from lawcheck.model.exact import ONE, ZERO, reaches
from lawcheck.model.rule import Fault
from lawcheck.model.rule_fields import Number, Value, measures_share
from lawcheck.model.text import Message, later, message


@attrs.frozen
class Scale:
    """Points in proportion to a value between two ends (群众满意度按比例得分).

    For survey scores, and with a measure `{mean: ...}` for the mean of months or of raters. Where
    less is better, `zero_at` is above `full_at`.

    ```yaml
    - id: satisfaction
      title: {zh: 群众对法治建设的满意度, en: Public satisfaction}
      points: 10
      type: scale
      value: satisfaction
      zero_at: 60%
      full_at: 95%
    ```

    81% earns (81% - 60%) / (95% - 60%) = 3/5 of 10 = 6; 95% and more earn 10; 60% and less earn 0.

    Attributes:
        value: the value.
        zero_at: the value that earns nothing.
        full_at: the value that earns full points.
    """

    type_name: ClassVar[str] = "scale"
    thresholds: ClassVar[tuple[str, ...]] = ("zero_at", "full_at")

    value: Number
    zero_at: Fraction
    full_at: Fraction

    def is_share(self) -> bool | None:
        """Return whether the value is a share."""
        return measures_share(self.value)

    def check(self, points: Fraction | None) -> Iterator[Fault]:
        """Check that the two ends differ and that the item has points."""
        yield from check_has_points(points)
        if self.zero_at == self.full_at:
            yield Fault(
                message(
                    "zero_at 与 full_at 相同；请写不同的数",
                    "`zero_at` and `full_at` are the same; write two numbers",
                ),
                "full_at",
            )

    def describe(self) -> Message:
        """Return a sentence with both ends."""
        spec = ":%" if self.value.is_rate else ""
        return message(
            f"{{value}}：{{zero_at{spec}}}得0分，{{full_at{spec}}}得满分，其间按比例",
            f"{{value}}: nothing at {{zero_at{spec}}}, full points at {{full_at{spec}}}, "
            "in proportion between",
            value=self.value.title,
            zero_at=self.zero_at,
            full_at=self.full_at,
        )

    def score(self, case: Case) -> Result:
        """Return at most one deduction: the share of the points that is not reached."""
        reading = case.read(self.value)
        share = _share(self, reading.value)
        working = later(_working, self, reading.value, case.full)
        lost = case.full * (ONE - share)
        if not lost:
            return Result(about=reading.about, working=working)
        reason = later(_reason, self.value, working)
        return Result(
            (Deduction(lost, reason, reading.cites),), about=reading.about, working=working
        )


def _share(rule: Scale, value: Fraction) -> Fraction:
    share = (value - rule.zero_at) / (rule.full_at - rule.zero_at)
    if reaches(share, ONE):
        return ONE
    return share if share.numerator > 0 else ZERO


def _working(rule: Scale, value: Fraction, full: Fraction) -> Message:
    spec = ":%" if rule.value.is_rate else ""
    share = _share(rule, value)
    template = f"({{value{spec}}} - {{zero_at{spec}}}) ÷ ({{full_at{spec}}} - {{zero_at{spec}}})"
    if not ZERO < share < ONE:
        template += " → {share}"
    template += " × {full} = {earned}"
    return message(
        template,
        template,
        value=value,
        zero_at=rule.zero_at,
        full_at=rule.full_at,
        share=share,
        full=full,
        earned=full * share,
    )


def _reason(value: Value, working: Message) -> Message:
    return message("{title}：{working}", "{title}: {working}", title=value.title, working=working)
