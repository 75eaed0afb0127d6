"""The indicator type `yes_no`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

import attrs

from lawcheck.indicators.blocks.checks import check_has_points
from lawcheck.model.case import Case, Result
from lawcheck.model.deductions import Deduction
from lawcheck.model.rule import Fault
from lawcheck.model.rule_fields import YesNo as YesNoValue
from lawcheck.model.text import Message, later, message


@attrs.frozen
class YesNo:
    """Full points for one answer, none for the other (符合得满分，否则不得分).

    ```yaml
    - id: plan
      title: {zh: 制定年度法治政府建设工作要点, en: Yearly plan of rule-of-law work}
      points: 3
      type: yes_no
      value: has_yearly_plan
    ```

    Yes earns 3, no earns 0. `want: false` is for a fact that should not be so: no earns the
    points.

    Attributes:
        value: the fact.
        want: the answer that earns full points.
    """

    type_name: ClassVar[str] = "yes_no"

    value: YesNoValue
    want: bool = True

    def check(self, points: Fraction | None) -> Iterator[Fault]:
        """Check that the item has points."""
        yield from check_has_points(points)

    def describe(self) -> Message:
        """Return a sentence with the answer that earns the points."""
        return message(
            "{value}：{want}得满分，否则不得分",
            "{value}: full points for {want}, none otherwise",
            value=self.value.title,
            want=self.want,
        )

    def score(self, case: Case) -> Result:
        """Return at most one deduction, of all points."""
        reading = case.read(self.value)
        working = later(_answer, self.value, reading.value)
        if reading.value is self.want:
            return Result(about=reading.about, working=working)
        reason = later(_reason, working)
        return Result(
            (Deduction(case.full, reason, reading.facts),), about=reading.about, working=working
        )


def _answer(value: YesNoValue, answer: bool) -> Message:
    return message("{value}：{answer}", "{value}: {answer}", value=value.title, answer=answer)


def _reason(answer: Message) -> Message:
    return message("{answer}，不得分", "{answer}, no points", answer=answer)
