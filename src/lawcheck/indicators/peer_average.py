"""The indicator type `peer_average`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Literal

import attrs

from lawcheck.indicators.blocks.steps import APART, Better, Steps
from lawcheck.model.case import BadEvidence, Case, Result
from lawcheck.model.deductions import Deduction
from lawcheck.model.exact import ZERO
from lawcheck.model.readings import DoesNotApply, MissingEvidence
from lawcheck.model.rule import Fault
from lawcheck.model.rule_fields import Number, measures_share
from lawcheck.model.text import Message, message


@attrs.frozen
class PeerAverage:
    """A value compared with the average of all units scored (高于全区平均的，每高10%扣1分).

    The distance from the average is a percentage of it, or the plain difference. A value that is
    no worse than the average costs nothing. The item is open until the values of all units are
    known.

    ```yaml
    - id: complaints
      title: {zh: 行政执法投诉量与全区平均比, en: Complaints against the average}
      points: 4
      type: peer_average
      value: complaints
      better: lower
      within: all
      average_of: all
      measured: percent
      deduct: {points: 1, per: 10%, partial: whole}
    ```

    Of 12, 10 and 8 the average is 10: 12 is 20% more, 2 whole steps, 2 off, 2 earned. With
    `average_of: others` the average for the first is 9, 12 is 33.33% more: 3 off.

    Attributes:
        value: what is compared.
        better: which direction is the good one.
        within: the units that the average is of: `all`, those of one `group`, or those of one
            `kind`.
        average_of: of `all` of them, the unit itself included, or of the `others`.
        measured: `percent` of the average, or `difference`.
        deduct: what it costs to be worse. There is no percentage of an average of 0, and such
            evidence is refused.
    """

    type_name: ClassVar[str] = "peer_average"
    thresholds: ClassVar[tuple[str, ...]] = ("deduct.per",)

    value: Number
    better: Better
    within: Literal["all", "group", "kind"]
    average_of: Literal["all", "others"]
    measured: Literal["percent", "difference"]
    deduct: Steps

    def is_share(self) -> bool | None:
        """Return whether the value is a share."""
        return self.measured == "percent" or measures_share(self.value)

    def check(self, points: Fraction | None) -> Iterator[Fault]:
        """Check that `partial` is written, since an average is rarely a whole number."""
        yield from self.deduct.check(whole_things=False, points=points)

    @property
    def _form(self) -> str:
        """The format of a change: a share of what it is compared with, or a difference."""
        if self.measured == "percent":
            return ":%"
        return ":pp" if self.value.is_rate else ""

    def describe(self) -> Message:
        """Return a sentence with the direction and the price."""
        return message(
            "{value}与平均值相比，{better}为好；{deduct}",
            "{value} against the average, {better} is better; {deduct}",
            value=self.value.title,
            better=message("低", "lower") if self.better == "lower" else message("高", "higher"),
            deduct=self.deduct.describe(self._form, APART[self.better]),
        )

    def compared(self, case: Case) -> Fraction:
        """Return the value of one unit."""
        value: Fraction = case.read(self.value).value
        return value

    def score(self, case: Case) -> Result:
        """Return at most one deduction, for a value worse than the average."""
        own = case.read(self.value)
        peers = case.peers
        if peers.unknown:
            raise MissingEvidence(peers.unknown_names)
        if not peers:
            raise DoesNotApply(message("没有可比的单位", "no other unit to compare with"))
        with_itself = self.average_of == "all"
        average = peers.mean(own.value if with_itself else None)
        count = peers.size + with_itself
        spec = ":%" if self.value.is_rate else ""
        template = (
            f"{{value{spec}}}，{{n}}个单位平均{{average{spec}}}",
            f"{{value{spec}}}, average of {{n}} units {{average{spec}}}",
        )
        shown = message(*template, value=own.value, n=count, average=average)
        worse = own.value - average if self.better == "lower" else average - own.value
        if worse <= ZERO:
            return Result(about=own.about, working=shown)
        if self.measured == "percent" and average <= ZERO:
            raise BadEvidence(
                message(
                    "平均值{average}不大于0",
                    "the average {average} is not above 0",
                    average=average,
                ),
                own.facts,
            )
        short = worse / average if self.measured == "percent" else worse
        cost = self.deduct.cost(short)
        apart = "高" if self.better == "lower" else "低"
        reason = message(
            f"{{shown}}，{apart}{{short{self._form}}}：{{working}}",
            f"{{shown}}, worse by {{short{self._form}}}: {{working}}",
            shown=shown,
            short=short,
            working=self.deduct.working(short, cost, self._form),
        )
        return Result(
            (Deduction(cost, reason, own.facts),) if cost else (), about=own.about, working=shown
        )
