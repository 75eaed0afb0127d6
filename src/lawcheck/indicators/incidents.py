"""The indicator type `incidents`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import ClassVar

import attrs

from lawcheck.indicators.blocks.checks import check_above_zero, check_cap, check_unique
from lawcheck.indicators.blocks.incident_lines import Incident, Multiply
from lawcheck.model.case import Case, Result
from lawcheck.model.deductions import Deduction, limit
from lawcheck.model.in_points import IN_POINTS
from lawcheck.model.rule import Fault
from lawcheck.model.rule_fields import Number
from lawcheck.model.text import Message, Text, join, later, message


@attrs.frozen
class Incidents:
    """Points off for each incident, of one kind or of several (每发现一起扣…，累计不超过…).

    A count over a register makes one deduction for each record; a fact makes one deduction that
    shows the arithmetic. A list of prices gives those of the first, the second, and so on; its
    last number repeats.

    ```yaml
    - id: documents
      title: {zh: 规范性文件管理, en: Normative documents}
      points: 6
      type: incidents
      menu:
        - title: {zh: 未经合法性审查, en: no legality review}
          count: {count: documents, where: {reviewed: false}}
          deduct: 0.5
          at_most: 2
        - title: {zh: 被上级责令纠正, en: corrected from above}
          count: corrected_documents
          deduct: [1, 2]
        - title: {zh: 信访, en: petitions}
          count: {count: visits}
          deduct: 0.2
          multiply: [{where: {repeated: true}, by: 2}]
    ```

    5 documents without review ask 5 x 0.5 = 2.5, at most 2; 3 corrected ones cost 1 + 2 + 2 = 5:
    together 7, and the item is worth 6. Of 3 visits one repeated: 0.2 + 0.2 + 0.2 x 2 = 0.8.

    An item with one kind of incident needs no menu:

    ```yaml
    - id: revoked
      title: {zh: 行政复议纠错, en: Decisions revoked on reconsideration}
      points: 4
      type: incidents
      count: revoked_decisions
      deduct: 2
    ```

    No decision revoked earns 4, one earns 4 - 2 = 2, three earn 0.

    Attributes:
        menu: the kinds of incidents with their prices.
        cause_caps: for each `cause` in the menu, the most that its kinds of incidents cost
            together.
        count: without a menu: how many incidents there were.
        deduct: without a menu: what each costs.
        multiply: without a menu: multipliers of the price for some of the records.
    """

    type_name: ClassVar[str] = "incidents"

    menu: tuple[Incident, ...] = ()
    cause_caps: Mapping[str, Fraction] = attrs.field(factory=dict, hash=False, metadata=IN_POINTS)
    count: Number | None = None
    deduct: tuple[Fraction, ...] = attrs.field(default=(), metadata=IN_POINTS)
    multiply: tuple[Multiply, ...] = ()

    @property
    def in_any_order(self) -> bool:
        """Whether the order of records does not matter: it does for multiplied, rising prices."""
        return not any(line.multiply and len(line.deduct) > 1 for line in self.lines)

    @property
    def lines(self) -> tuple[Incident, ...]:
        """The menu, or the single entry that the short form stands for."""
        if self.count is None:
            return self.menu
        title = self.count.title
        return (
            Incident(
                Text(title.pick("zh"), title.pick("en")),
                self.count,
                self.deduct,
                multiply=self.multiply,
            ),
        )

    def check(self, points: Fraction | None) -> Iterator[Fault]:
        """Check that one of the two forms is used, and that prices and caps can take effect."""
        if bool(self.menu) == (self.count is not None) or (
            self.menu and (self.deduct or self.multiply)
        ):
            yield Fault(
                message("请写 menu，或写 count 和 deduct", "write `menu`, or `count` and `deduct`")
            )
            return
        key = "menu" if self.menu else "deduct"
        yield from check_unique((line.title for line in self.menu), key)
        for line in self.lines:
            for fault in line.check(points, key):
                yield (
                    attrs.evolve(
                        fault,
                        what=message(
                            "{title}：{what}", "{title}: {what}", title=line.title, what=fault.what
                        ),
                    )
                    if self.menu
                    else fault
                )
        causes = {line.cause for line in self.lines}
        for cause, cap in self.cause_caps.items():
            yield from check_above_zero(cap, "cause_caps")
            yield from check_cap(cap, points, "cause_caps")
            if cause not in causes:
                yield Fault(
                    message(
                        "没有一项的 cause 是“{cause}”",
                        "no line has the cause “{cause}”",
                        cause=cause,
                    ),
                    "cause_caps",
                )

    def describe(self) -> Message:
        """Return a sentence with every kind of incident and its price."""
        lines: list[Text | Message] = [line.describe() for line in self.lines]
        for cause, cap in self.cause_caps.items():
            lines.append(
                message(
                    "{cause}合计至多扣{cap}分",
                    "{cause}: at most {cap} together",
                    cause=cause,
                    cap=cap,
                )
            )
        return join(lines)

    def score(self, case: Case) -> Result:
        """Return one deduction for each record, and one for each entry that counts by a fact."""
        lines = self.lines
        readings = case.read_all([line.count for line in lines])
        deductions: list[Deduction] = []
        for line, reading in zip(lines, readings, strict=True):
            priced = tuple(line.deductions(reading))
            if priced and line.at_most is not None:
                priced = limit(priced, line.at_most, later(_cap_of, line))
            deductions += priced
        for cause, cap in self.cause_caps.items():
            why = message(
                "{cause}合计至多扣{cap}", "{cause}: at most {cap} together", cause=cause, cap=cap
            )
            shared = iter(limit((each for each in deductions if each.cause == cause), cap, why))
            deductions = [next(shared) if each.cause == cause else each for each in deductions]
        about = tuple(dict.fromkeys(each for reading in readings for each in reading.about))
        working = later(_working, lines, tuple([reading.value for reading in readings]))
        return Result(tuple(deductions), about=about, working=working)


def _cap_of(line: Incident) -> Message:
    return message(
        "{title}至多扣{cap}", "{title}: at most {cap}", title=line.title, cap=line.at_most
    )


def _working(lines: tuple[Incident, ...], numbers: tuple[Fraction, ...]) -> Message:
    counts = [
        message("{title} {number}", "{title}: {number}", title=line.title, number=number)
        for line, number in zip(lines, numbers, strict=True)
    ]
    return join(counts)
