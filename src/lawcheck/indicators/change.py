"""The indicator type `change`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Literal

import attrs

from lawcheck.indicators.blocks.checks import check_has_points
from lawcheck.indicators.blocks.steps import CHANGED, EARNED, Better, Steps
from lawcheck.model.case import BadEvidence, Case, Result
from lawcheck.model.deductions import Deduction, Tally
from lawcheck.model.evidence import Fact
from lawcheck.model.exact import ONE, ZERO
from lawcheck.model.in_points import IN_POINTS
from lawcheck.model.readings import DoesNotApply
from lawcheck.model.rule import Fault
from lawcheck.model.rule_fields import Number, Value, measures_share
from lawcheck.model.text import Message, later, message


@attrs.frozen
class Change:
    """A value compared with an earlier one; becoming worse costs points (比上年上升的，扣…).

    The change is a percentage of the earlier value, or the plain difference. There is no
    percentage of an earlier value of 0: `on_zero` says what becoming worse then means. What did
    not become worse costs nothing, whatever the earlier value.

    ```yaml
    - id: lost_cases
      title: {zh: 行政诉讼败诉案件数同比, en: Lost cases against the year before}
      points: 4
      type: change
      value: lost_cases
      before: lost_cases_last_year
      better: lower
      measured: percent
      deduct: {points: 1, per: 10%, partial: whole}
      on_zero: zero
    ```

    From 8 to 10 is 25% more: 2 whole steps, 2 off, 2 earned. From 8 to 7 earns 4; from 0 to 1
    earns 0; from 0 to 0 earns 4.

    With `base` and `earn`, a change for the better earns points beside a change for the worse that
    costs them (持平得3分，每上升1个百分点加0.5分，每下降1个百分点扣1分):

    ```yaml
    - id: satisfaction
      title: {zh: 群众满意度同比, en: Satisfaction against the year before}
      points: 5
      type: change
      value: satisfaction
      before: satisfaction_last_year
      better: higher
      measured: difference
      base: 3
      earn: {points: 0.5, per: 1%, partial: proportional}
      deduct: {points: 1, per: 1%, partial: proportional}
    ```

    From 90% to 90% earns 3, to 93% 3 + 3 x 0.5 = 4.5, to 97% all 5, to 88% 3 - 2 x 1 = 1. With
    `measured: percent`, `on_zero` then says what any change from 0 means.

    Attributes:
        value: the value now.
        before: the value it is compared with.
        better: which direction is the good one.
        measured: `percent` of the value before, or `difference`.
        deduct: what the change for the worse costs.
        on_zero: what a change for the worse from 0 means; needed with `measured: percent`.
        base: the points of no change; full points without it.
        earn: what a change for the better adds to `base`, up to the item's points.
    """

    type_name: ClassVar[str] = "change"
    thresholds: ClassVar[tuple[str, ...]] = ("deduct.per", "earn.per")

    value: Number
    before: Number
    better: Better
    measured: Literal["percent", "difference"]
    deduct: Steps
    on_zero: Literal["not_applicable", "full", "zero"] | None = None
    base: Fraction | None = attrs.field(default=None, metadata=IN_POINTS)
    earn: Steps | None = None

    def is_share(self) -> bool | None:
        """Return whether the value is a share."""
        return self.measured == "percent" or measures_share(self.value)

    def not_advised(self) -> Iterator[Value]:
        """Yield the earlier value, which is past."""
        yield self.before

    def check(self, points: Fraction | None) -> Iterator[Fault]:
        """Check that `on_zero` is written for a percentage, and only then."""
        yield from self.deduct.check(whole_things=self.measured == "difference", points=points)
        if self.measured == "percent" and self.on_zero is None:
            yield Fault(
                message(
                    "请写 on_zero：基数为0时怎么算", "say what a base of 0 means: add `on_zero`"
                )
            )
        if self.measured == "difference" and self.on_zero is not None:
            yield Fault(
                message(
                    "差额没有基数为0的问题；请删去 on_zero",
                    "a difference can start from 0; remove `on_zero`",
                ),
                "on_zero",
            )
        if self.on_zero == "zero" or self.base is not None:
            yield from check_has_points(points)
        kinds = {measures_share(each) for each in (self.value, self.before)}
        if kinds == {True, False}:
            yield Fault(
                message(
                    "value 与 before 一个是比率，一个不是，不能比较",
                    "of `value` and `before` one is a rate and the other is not",
                ),
                "before",
            )
        yield from self._check_earn(points)
        if self.value == self.before:
            yield Fault(
                message(
                    "value 与 before 相同，永远没有变化",
                    "`value` and `before` are the same and never differ",
                ),
                "before",
            )

    def _check_earn(self, points: Fraction | None) -> Iterator[Fault]:
        if (self.base is None) != (self.earn is None):
            yield Fault(
                message(
                    "base 与 earn 要一起写：没有变化得几分，变好每步加几分",
                    "write `base` and `earn` together: the points of no change, and what a change "
                    "for the better adds",
                )
            )
        if self.base is not None and (
            self.base < ZERO or (points is not None and self.base >= points)
        ):
            yield Fault(
                message(
                    "base 应不小于0、小于本项分值{points}",
                    "`base` must be 0 or more, and below the item's {points} points",
                    points="…" if points is None else points,
                ),
                "base",
            )
        if self.earn is not None:
            yield from self.earn.check(
                whole_things=self.measured == "difference", points=points, key="earn"
            )
            most = None if points is None or self.base is None else points - self.base
            top = self.earn.points if self.earn.per is None else self.earn.at_most
            if most is not None and top is not None and top < most:
                yield Fault(
                    message(
                        "base 加 earn 达不到本项分值；请改正其一",
                        "`base` and `earn` do not reach the item's points; correct one of them",
                    ),
                    "earn",
                )

    @property
    def form(self) -> str:
        """The format of a change: a share of what it is compared with, or a difference."""
        if self.measured == "percent":
            return ":%"
        return ":pp" if self.value.is_rate else ""

    def describe(self) -> Message:
        """Return a sentence with the direction and the price."""
        text = message(
            "{value}与{before}相比，{better}为好；{deduct}",
            "{value} against {before}, {better} is better; {deduct}",
            value=self.value.title,
            before=self.before.title,
            better=message("低", "lower") if self.better == "lower" else message("高", "higher"),
            deduct=self.deduct.describe(self.form, CHANGED[self.better]),
        )
        if self.earn is None:
            return text
        return message(
            "{text}；持平得{base}分，{earn}",
            "{text}; no change {base}, {earn}",
            text=text,
            base=self.base,
            earn=self.earn.describe(self.form, EARNED[self.better]),
        )

    def score(self, case: Case) -> Result:
        """Return at most one deduction, for a change for the worse."""
        now, before = case.read_all((self.value, self.before))
        about = tuple(dict.fromkeys(now.about + before.about))
        shown = later(_shown, self, before.value, now.value)
        worse = now.value - before.value if self.better == "lower" else before.value - now.value
        if self.measured == "percent":
            if before.value < ZERO:
                raise BadEvidence(
                    message("基数{value}小于0", "the base {value} is below 0", value=before.value),
                    before.facts,
                )
            if before.value == ZERO and (worse > ZERO or (self.earn is not None and worse < ZERO)):
                return self._from_zero(case, shown, about)
        by = before.value if self.measured == "percent" and worse else ONE
        cites = (*now.facts, *before.facts)
        if worse <= ZERO:
            return Result(self._not_earned(case, shown, -worse / by, cites), None, about, shown)
        cost = self.deduct.cost(worse / by)
        reason = later(_reason, self, shown, worse / by, cost)
        costs = (Deduction(cost, reason, cites),) if cost else ()
        return Result((*self._not_earned(case, shown, ZERO, cites), *costs), None, about, shown)

    def _not_earned(
        self, case: Case, shown: Message, better: Fraction, cites: tuple[Fact, ...]
    ) -> tuple[Deduction, ...]:
        """Return what an item with a base lacks to its full points."""
        if self.base is None or self.earn is None:
            return ()
        lacks = case.full - self.base
        earned = self.earn.cost(better) if better else ZERO
        if earned >= lacks:
            return ()
        reason = later(_why_not_full, self, case.full, shown, better, earned)
        return (Deduction(lacks - earned, reason, cites),)

    def _from_zero(self, case: Case, shown: Message, about: tuple[Fact | Tally, ...]) -> Result:
        if self.on_zero == "not_applicable":
            raise DoesNotApply(
                message(
                    "{shown}，基数为0，按规则不适用",
                    "{shown}, from 0: not applicable by rule",
                    shown=shown,
                )
            )
        if self.on_zero == "full":
            return Result(
                about=about,
                working=message(
                    "{shown}，基数为0，按规则得满分",
                    "{shown}, from 0: full points by rule",
                    shown=shown,
                ),
            )
        reason = message(
            "{shown}，基数为0，按规则不得分", "{shown}, from 0: no points by rule", shown=shown
        )
        cites = tuple(each for each in about if isinstance(each, Fact))
        return Result((Deduction(case.full, reason, cites),), about=about, working=shown)


def _shown(rule: Change, before: Fraction, value: Fraction) -> Message:
    spec = ":%" if rule.value.is_rate else ""
    template = f"{{before{spec}}} → {{value{spec}}}"
    return message(template, template, before=before, value=value)


def _why_not_full(
    rule: Change, full: Fraction, shown: Message, better: Fraction, earned: Fraction
) -> Message:
    if not earned or rule.earn is None:
        return message(
            "{shown}：没有加分，得{base}，满分{full}",
            "{shown}: nothing added, {base} of {full} points",
            shown=shown,
            base=rule.base,
            full=full,
        )
    return message(
        "{shown}：持平得{base}，另加{working}，满分{full}",
        "{shown}: {base} for no change, and {working}, of {full} points",
        shown=shown,
        base=rule.base,
        working=rule.earn.added(better, earned, rule.form),
        full=full,
    )


def _reason(rule: Change, shown: Message, short: Fraction, cost: Fraction) -> Message:
    moved = "上升" if rule.better == "lower" else "下降"
    return message(
        f"{{shown}}，{moved}{{short{rule.form}}}：{{working}}",
        f"{{shown}}, worse by {{short{rule.form}}}: {{working}}",
        shown=shown,
        short=short,
        working=rule.deduct.working(short, cost, rule.form),
    )
