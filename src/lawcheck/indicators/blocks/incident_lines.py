"""Deductions per incident (每发现一次扣…): unit price, cap and multiplier."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import accumulate

import attrs

from lawcheck.indicators.blocks.checks import (
    check_above_zero,
    check_cap,
    check_is_number,
    check_not_empty,
)
from lawcheck.model.case import BadEvidence
from lawcheck.model.conditions import Where
from lawcheck.model.deductions import Deduction
from lawcheck.model.evidence import Record
from lawcheck.model.exact import ONE, ZERO
from lawcheck.model.in_points import IN_POINTS
from lawcheck.model.operations import Count
from lawcheck.model.readings import Reading
from lawcheck.model.register_measures import OverRecords, select
from lawcheck.model.rule import Fault
from lawcheck.model.rule_fields import Number
from lawcheck.model.text import Message, Text, later, message


@attrs.frozen
class Multiply:
    """A multiplier for some of the counted records.

    Attributes:
        where: conditions on the columns of a record; those that meet them are multiplied.
        by: the factor, such as 2 for records that count twice.
    """

    where: Where
    by: Fraction


@attrs.frozen
class Incident:
    """A kind of incident with its price.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import FactRef, Incident, Kind, Reading, Text
    >>> line = Incident(
    ...     title=Text("被责令纠正", "ordered to correct"),
    ...     count=FactRef("corrections", Kind.COUNT, Text("次数", "corrections")),
    ...     deduct=(Fraction(1), Fraction(2)),
    ... )
    >>> for deduction in line.deductions(Reading(Fraction(3))):
    ...     print(deduction.points, deduction.reason.pick("en"))
    5 ordered to correct, 3: 1 + 2 × 2 = 5

    Attributes:
        title: what people call it.
        count: how many there were; a count over a register gives one deduction for each record.
        deduct: what each costs; a list gives the prices of the first, the second and so on, and
            its last number repeats.
        at_most: the most that this kind of incident costs.
        cause: kinds of incidents with the same cause can share a cap.
        multiply: multipliers of the price for some of the records.
    """

    title: Text
    count: Number
    deduct: tuple[Fraction, ...] = attrs.field(metadata=IN_POINTS)
    at_most: Fraction | None = attrs.field(default=None, metadata=IN_POINTS)
    cause: str = ""
    multiply: tuple[Multiply, ...] = ()

    @property
    def is_by_record(self) -> bool:
        """Whether each record makes a deduction of its own."""
        return isinstance(self.count, OverRecords) and isinstance(self.count.operation, Count)

    def check(self, points: Fraction | None, key: str) -> Iterator[Fault]:
        """Check that prices can be reached, caps can bind, and multipliers have records.

        Args:
            points: the item's points; None where its cost has no limit.
            key: the key of the type's fields that holds this entry.
        """
        yield from check_is_number(self.count, "count", key)
        yield from check_not_empty(self.deduct, key)
        yield from check_above_zero(self.at_most, key)
        yield from check_cap(self.at_most, points, key)
        if self.deduct and (min(self.deduct) < ZERO or max(self.deduct) == ZERO):
            yield Fault(
                message(
                    "deduct 不能为负，也不能全为0",
                    "`deduct` may not be negative, nor zero throughout",
                ),
                key,
            )
        most = points if self.at_most is None else self.at_most
        if most is not None and any(spent >= most for spent in accumulate(self.deduct[:-1])):
            yield Fault(
                message(
                    "前几次已扣完{most}分，deduct 后面的数永远轮不到",
                    "the first numbers of `deduct` use up all {most} points; "
                    "the later ones are never reached",
                    most=most,
                ),
                key,
                unless_below_zero=self.at_most is None,
            )
        if self.multiply and not self.is_by_record:
            yield Fault(
                message("multiply 需要台账的 count", "`multiply` needs a `count` over a register"),
                key,
            )
        if self.multiply and len(self.deduct) > 1:
            yield Fault(
                message(
                    "multiply 与递增的 deduct 不能同时使用",
                    "`multiply` and a rising `deduct` cannot be combined",
                ),
                key,
            )
        for each in self.multiply:
            yield from check_above_zero(each.by, key)

    def describe(self) -> Message:
        """Return a sentence with the price, the multipliers and the cap."""
        text = message(
            "{title}：每次扣{deduct}分",
            "{title}: {deduct} off each time",
            title=self.title,
            deduct=self.deduct,
        )
        if len(self.deduct) > 1:
            text = message(
                "{title}：依次扣{deduct}分",
                "{title}: {deduct} off in turn",
                title=self.title,
                deduct=self.deduct,
            )
        for each in self.multiply:
            text = message(
                "{text}，加重情形{by}倍",
                "{text}, aggravated cases {by} times",
                text=text,
                by=each.by,
            )
        if self.at_most is None:
            return text
        return message(
            "{text}，至多扣{cap}分", "{text}, at most {cap}", text=text, cap=self.at_most
        )

    def deductions(self, reading: Reading) -> Iterator[Deduction]:
        """Return what the incidents cost, before any cap.

        Args:
            reading: the value of `count` for one unit.

        Raises:
            BadEvidence: the number of incidents is negative or not whole.
            MissingEvidence: a record has a blank where a multiplier needs a value.
        """
        if self.is_by_record:
            yield from self._by_record(reading.records)
            return
        number = reading.value
        if number.denominator != 1 or number < ZERO:
            why = message(
                "件数{number}不是自然数", "{number} is not a number of incidents", number=number
            )
            raise BadEvidence(why, reading.sources)
        paid = tuple(price for place, price in enumerate(self.deduct) if number > place)
        repeated = number - len(paid)
        points = sum(paid, ZERO) + repeated * self.deduct[-1]
        if points:
            reason = later(_counted, self.title, number, paid, repeated, points)
            yield Deduction(points, reason, reading.sources, self.cause)

    def _by_record(self, records: tuple[Record, ...]) -> Iterator[Deduction]:
        times: dict[int, Fraction] = {}
        for each in self.multiply:
            for record in select(records, each.where):
                times[record.number] = times.get(record.number, ONE) * each.by
        for index, record in enumerate(records):
            price, factor = (
                self.deduct[min(index, len(self.deduct) - 1)],
                times.get(record.number, ONE),
            )
            if price:
                # ONE is the default of `times`: testing for that very object skips the
                # multiplication of fractions for records without a multiplier
                points = price if factor is ONE else price * factor
                yield Deduction(
                    points, later(_found, self.title, record, price, factor), (record,), self.cause
                )


def _found(title: Text, record: Record, price: Fraction, factor: Fraction) -> Message:
    found = message("{title}：{record}", "{title}: {record}", title=title, record=record.title)
    if factor == ONE:
        return found
    template = "{found}，{price} × {factor} = {points}"
    return message(
        template,
        template.replace("，", ", "),
        found=found,
        price=price,
        factor=factor,
        points=price * factor,
    )


def _counted(
    title: Text, number: Fraction, paid: tuple[Fraction, ...], repeated: Fraction, points: Fraction
) -> Message:
    return message(
        "{title}{number}次：{working}",
        "{title}, {number}: {working}",
        title=title,
        number=number,
        working=_working(paid, repeated, points),
    )


def _working(paid: tuple[Fraction, ...], repeated: Fraction, points: Fraction) -> Message:
    """Return the arithmetic: `3 × 2 = 6`, `1 + 2 + 2 × 5 = 13`, or `5` for one incident."""
    values: dict[str, Fraction] = {f"price{index}": price for index, price in enumerate(paid)}
    terms = [f"{{{name}}}" for name in values]
    if repeated:
        values["times"] = repeated + 1
        terms[-1] = f"{{times}} × {terms[-1]}"
    template = " + ".join(terms) + (" = {points}" if len(paid) > 1 or repeated else "")
    return message(template, template, points=points, **values)
