"""The indicator type `all_of`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

import attrs

from lawcheck.indicators.blocks.checks import (
    check_above_zero,
    check_has_points,
    check_not_empty,
    check_unique,
)
from lawcheck.model.case import Case, Result
from lawcheck.model.deductions import Deduction
from lawcheck.model.exact import ZERO
from lawcheck.model.in_points import IN_POINTS
from lawcheck.model.readings import DoesNotApply, MissingEvidence, Reading, missing
from lawcheck.model.rule import Fault
from lawcheck.model.rule_fields import Share
from lawcheck.model.text import Message, Text, later, message


@attrs.frozen
class Demand:
    """A requirement.

    Attributes:
        title: what people call it.
        value: a yes/no fact, or a share that must be 100%.
    """

    title: Text
    value: Share


@attrs.frozen
class AllOf:
    """Points for meeting all requirements (全部达到得满分，部分达到得…，均未达到不得分).

    A yes/no fact is met by yes, a share or a number by 100% or more. A share of nothing (0 of 0)
    that its measure declares not applicable is left out; if that goes for all of them, the item
    does not apply.

    ```yaml
    - id: filing
      title: {zh: 规范性文件备案, en: Record filing of normative documents}
      points: 4
      type: all_of
      items:
        - {title: {zh: 报备率, en: filed}, value: filed_share}
        - {title: {zh: 报备及时率, en: filed in time}, value: in_time_share}
        - {title: {zh: 规范率, en: in due form}, value: in_form_share}
      partly: 2
    ```

    Three times 100% earn 4; 100%, 100% and 98% earn 2; none at 100% earns 0. With `each_missing:
    1` in place of `partly`, one below 100% earns 4 - 1 = 3 and three earn 4 - 3 x 1 = 1.

    Attributes:
        items: the requirements.
        partly: what is earned where some are met but not all; none at all earns 0. `partly: 0` is
            all or nothing.
        each_missing: what each requirement that is not met costs, instead of `partly`.
    """

    type_name: ClassVar[str] = "all_of"

    items: tuple[Demand, ...]
    partly: Fraction | None = attrs.field(default=None, metadata=IN_POINTS)
    each_missing: Fraction | None = attrs.field(default=None, metadata=IN_POINTS)

    def check(self, points: Fraction | None) -> Iterator[Fault]:
        """Check that exactly one price is given, and that it can apply."""
        yield from check_not_empty(self.items, "items")
        yield from check_unique((item.title for item in self.items), "items")
        yield from check_above_zero(self.each_missing, "each_missing")
        if (self.partly is None) == (self.each_missing is None):
            yield Fault(
                message(
                    "请写 partly 或 each_missing 其中一个",
                    "write one of `partly` and `each_missing`",
                )
            )
        if self.partly is None:
            return
        yield from check_has_points(points)
        if self.partly < ZERO or (points is not None and self.partly >= points):
            yield Fault(
                message(
                    "partly 应不小于0、小于本项分值",
                    "`partly` must be 0 or more, and below the item's points",
                ),
                "partly",
            )
        if len(self.items) == 1:
            yield Fault(
                message(
                    "只有一项时不会“部分达到”；请用 yes_no",
                    "one thing alone is never met in part; use `yes_no`",
                ),
                "items",
            )

    def describe(self) -> Message:
        """Return a sentence with the requirements and the price."""
        titles = [item.title for item in self.items]
        if self.each_missing is not None:
            return message(
                "{titles}全部达到；每缺一项扣{points}分",
                "all of: {titles}; {points} off for each missing",
                titles=titles,
                points=self.each_missing,
            )
        return message(
            "{titles}全部达到得满分；部分达到得{points}分，均未达到不得分",
            "all of: {titles}; some but not all earn {points}, none earns nothing",
            titles=titles,
            points=self.partly,
        )

    def score(self, case: Case) -> Result:
        """Take points off: once for each requirement that is not met, or once for all of them."""
        readings = self._read(case)
        unmet = [(item, reading) for item, reading in readings if not _is_met(reading)]
        about = tuple(dict.fromkeys(each for _, reading in readings for each in reading.about))
        working = later(_tally, len(readings) - len(unmet), len(readings))
        if not unmet:
            return Result(about=about, working=working)
        if self.each_missing is not None:
            deductions = tuple(
                Deduction(self.each_missing, later(_shown, item, reading), reading.cites)
                for item, reading in unmet
            )
            return Result(deductions, about=about, working=working)
        earned = ZERO if self.partly is None or len(unmet) == len(readings) else self.partly
        reason = message(
            "未达到：{unmet}；得{earned}，满分{full}",
            "not met: {unmet}; {earned} of {full} points",
            unmet=[_shown(item, reading) for item, reading in unmet],
            earned=earned,
            full=case.full,
        )
        cites = tuple(dict.fromkeys(each for _, reading in unmet for each in reading.cites))
        return Result(
            (Deduction(case.full - earned, reason, cites),), about=about, working=working
        )

    def _read(self, case: Case) -> list[tuple[Demand, Reading]]:
        found, gaps = [], []
        applies_not: DoesNotApply | None = None
        for item in self.items:
            try:
                found.append((item, case.read(item.value)))
            except MissingEvidence as error:
                gaps.append(error)
            except DoesNotApply as error:
                applies_not = error
        if gaps:
            raise missing(gaps)
        if applies_not is not None and not found:
            raise applies_not
        return found


def _tally(met: int, of_all: int) -> Message:
    return message("达到{met}项，共{all}项", "{met} of {all} met", met=met, all=of_all)


def _is_met(reading: Reading) -> bool:
    return reading.value if isinstance(reading.value, bool) else reading.value >= 1


def _shown(item: Demand, reading: Reading) -> Message:
    spec = "" if isinstance(reading.value, bool) else ":%"
    return message(
        f"{{title}} {{value{spec}}}",
        f"{{title}} {{value{spec}}}",
        title=item.title,
        value=reading.value,
    )
