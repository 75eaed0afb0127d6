"""Judgements as printed sheets have them: ranges, records with points, panels of judges."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Annotated, Final, Literal, assert_never

import attrs

from lawcheck.indicators.blocks.checks import check_above_zero, check_deduction, check_unique
from lawcheck.model.case import BadEvidence
from lawcheck.model.conditions import EVERYTHING, Where
from lawcheck.model.evidence import Judgement
from lawcheck.model.exact import ZERO, decimal_text
from lawcheck.model.rule import Fault
from lawcheck.model.rule_fields import Wants
from lawcheck.model.text import Message, Text, join, message


@attrs.frozen
class Allowed:
    """The points that a judge may take off: a range, or one of several numbers.

    Attributes:
        least: the smallest number of the range.
        most: the largest.
        choices: the numbers that are allowed in place of a range.
    """

    least: Fraction | None
    most: Fraction | None
    choices: tuple[Fraction, ...]

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

    def has(self, deduct: Fraction) -> bool:
        """Return whether a number is in the range, or one of the choices."""
        if self.least is None or self.most is None:
            return deduct in self.choices
        return self.least <= deduct <= self.most

    @property
    def once(self) -> Message:
        """What may be taken off an item as a whole, where taking nothing off is allowed too."""
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

    @property
    def each(self) -> Message:
        """What is taken off for one event."""
        if self.choices:
            return message("扣{choices}分", "one of {choices}", choices=self.choices)
        return message(
            "扣{least}至{most}分", "{least} to {most}", least=self.least, most=self.most
        )


@attrs.frozen
class JudgedRecords:
    """Records that each have the points that a judge took off for them.

    Attributes:
        register: the register.
        deduct: the column with the points.
        where: which records cost points.
    """

    register: Annotated[str, Wants("register")]
    deduct: Annotated[str, Wants("number column")]
    where: Where = EVERYTHING


@attrs.frozen
class Opinion:
    """What one person decided.

    Attributes:
        judgement: the judgement.
        off: the points that it takes off the item.
        number: the number as the person gave it: points off, or points within a tier.
        shown: the number in words.
    """

    judgement: Judgement
    off: Fraction
    number: Fraction
    shown: Message

    @property
    def said(self) -> Message:
        """The reason, the judge and the day."""
        judge = self.judgement
        who = message("{judge}", "{judge}", judge=judge.judge)
        if judge.on is not None:
            who = message("{judge}，{on}", "{judge}, {on}", judge=judge.judge, on=judge.on)
        return message("{reason}（{who}）", "{reason} ({who})", reason=judge.reason, who=who)

    @property
    def by(self) -> Message:
        """The judge with the number."""
        return message(
            "{judge}{shown}", "{judge}: {shown}", judge=self.judgement.judge, shown=self.shown
        )


@attrs.frozen
class Judges:
    """Several people who judge one item.

    Attributes:
        at_least: how many must have judged.
        counts: what counts: the `mean` of all, the `lowest` score, or that of the one who leads.
    """

    at_least: int
    counts: Literal["mean", "lowest", "lead"]

    def check(self) -> Iterator[Fault]:
        """Check that there are several."""
        if self.at_least < 2:
            yield Fault(
                message(
                    "at_least 至少为2；一人评议不写 judges",
                    "`at_least` must be 2 or more; leave `judges` out where one person judges",
                ),
                "judges",
            )

    def describe(self) -> Message:
        """Return how many judge, and what counts."""
        return message(
            "至少{n}人评议，{counts}",
            "{n} judges or more; {counts}",
            n=self.at_least,
            counts=_COUNTS[self.counts],
        )

    def waits_for(self, opinions: Sequence[Opinion]) -> Message | None:
        """Return whose judgement is awaited; None if all that are needed are there.

        Raises:
            BadEvidence: several people lead.
        """
        if not opinions:
            return None
        if len(opinions) < self.at_least:
            return message(
                "待评议：应有{needed}人评分，现有{n}人",
                "awaits the judgements of {needed} people; {n} so far",
                needed=self.at_least,
                n=len(opinions),
            )
        leads = [each.judgement for each in opinions if each.judgement.leads]
        if len(leads) > 1:
            why = message("组长有{n}名；只能有一名", "{n} judges lead; only one can", n=len(leads))
            raise BadEvidence(why, tuple(leads))
        if self.counts == "lead" and not leads:
            return message("待评议：组长还没有评分", "awaits the judgement of the lead")
        return None

    def decide(self, opinions: Sequence[Opinion]) -> tuple[Fraction, Sequence[Opinion], Message]:
        """Return the points off, the opinions that decided, and the arithmetic."""
        n = len(opinions)
        match self.counts:
            case "mean":
                off = sum((each.off for each in opinions), ZERO) / n
                working = message(
                    "{n}人评议，取平均：{mean}",
                    "mean of {n} judges: {mean}",
                    n=n,
                    mean=_mean(opinions),
                )
                return off, opinions, working
            case "lowest":
                least = max(opinions, key=lambda each: each.off)
                working = message(
                    "{n}人评议，取最低分：{by}", "lowest of {n} judges: {by}", n=n, by=least.by
                )
                return least.off, (least,), working
            case "lead":
                lead = next(each for each in opinions if each.judgement.leads)
                working = message(
                    "{n}人评议，以组长的为准：{by}",
                    "of {n} judges, that of the lead: {by}",
                    n=n,
                    by=lead.by,
                )
                return lead.off, (lead,), working
            case _:
                assert_never(self.counts)


_COUNTS: Final = {
    "mean": Text("取平均分", "their mean counts"),
    "lowest": Text("取最低分", "the lowest score counts"),
    "lead": Text("以组长的为准", "that of the lead counts"),
}


def apart(opinions: Sequence[Opinion]) -> tuple[Message, ...]:
    """Return a note on judges that differ: what each decided, and how many points apart."""
    off = [each.off for each in opinions]
    if min(off) == max(off):
        return ()
    return (
        message(
            "评议人意见不一，相差{apart}分：{all}",
            "the judges differ by {apart}: {all}",
            all=join([each.by for each in opinions]),
            apart=max(off) - min(off),
        ),
    )


def _mean(opinions: Sequence[Opinion]) -> Message:
    """Return the arithmetic of a mean: `(2 + 3) ÷ 2 = 2.5`."""
    numbers = {f"n{place}": each.number for place, each in enumerate(opinions)}
    template = f"({' + '.join(f'{{{name}}}' for name in numbers)}) ÷ {{of}} = {{mean}}"
    total = sum(numbers.values(), ZERO)
    return message(template, template, of=len(opinions), mean=total / len(opinions), **numbers)
