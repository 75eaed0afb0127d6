"""The indicator type `yes_no`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

import attrs

from lawcheck.faults import no_points
from lawcheck.indicator import Case, Fault, Result
from lawcheck.indicator import YesNo as YesNoValue
from lawcheck.scorecard import Deduction
from lawcheck.text import Message, message


@attrs.frozen
class YesNo:
    """All or nothing (符合得满分，否则不得分).

    ```yaml
    - id: plan
      title: {zh: 制定年度法治政府建设工作要点, en: Yearly plan of rule-of-law work}
      points: 3
      type: yes_no
      value: has_yearly_plan
    ```

    Yes earns 3, no earns 0. With `want: false` it is the other way round: a fact that should not be so.

    Attributes:
        value: the fact.
        want: the answer that earns full points.
    """

    type_name: ClassVar[str] = "yes_no"

    value: YesNoValue
    want: bool = True

    def check(self, points: Fraction | None) -> Iterator[Fault]:
        """All or nothing needs points to be all."""
        yield from no_points(points)

    def describe(self) -> Message:
        """The answer that earns the points."""
        return message(
            "{value}：{want}得满分，否则不得分",
            "{value}: full points for {want}, none otherwise",
            value=self.value.title,
            want=self.want,
        )

    def score(self, case: Case) -> Result:
        """At most one deduction, of all points."""
        reading = case.read(self.value)
        answer = message("{value}：{answer}", "{value}: {answer}", value=self.value.title, answer=reading.value)
        if reading.value is self.want:
            return Result(about=reading.about, working=answer)
        reason = message("{answer}，不得分", "{answer}, no points", answer=answer)
        return Result((Deduction(case.full, reason, reading.facts),), about=reading.about, working=answer)
