"""The indicator type `peer_scale`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar, Literal, assert_never

import attrs

from lawcheck.indicators.blocks.checks import check_has_points
from lawcheck.model.case import BadEvidence, Case, Result
from lawcheck.model.deductions import Deduction
from lawcheck.model.exact import ONE, ZERO
from lawcheck.model.peers import Peers
from lawcheck.model.readings import DoesNotApply, MissingEvidence, Reading
from lawcheck.model.rule import Fault
from lawcheck.model.rule_fields import Number
from lawcheck.model.text import Message, message


@attrs.frozen
class PeerScale:
    """Points by where a value lies among those of all units scored (按各单位数据归一化).

    For indices that take their scale from the units of the run. `by` says how:

    - `min_max`: nothing for the worst value, full points for the best, in proportion between.
    - `best`: the share of the best value that the unit has; where lower is better, the best value
      divided by its own. The best value must be above 0, and a value below 0 earns nothing.
    - `percentile`: the share of the other units that it is better than; equal ones count half.

    The item is open until the values of all units are known. Where the scale must not move with
    the units, write its ends down: type `scale`.

    ```yaml
    - id: coverage
      title: {zh: 公共法律服务覆盖, en: Coverage of legal services}
      points: 10
      type: peer_scale
      value: coverage
      better: higher
      within: all
      by: min_max
      all_equal: full
    ```

    Of 20, 50 and 80, the unit with 50 earns (50 - 20) / (80 - 20) = 1/2 of 10 = 5. With `by: best`
    it earns 50 / 80 of 10 = 6.25, with `by: percentile` 1 / 2 of 10 = 5.

    There is no z-score: a standard deviation is irrational, the points of an item are exact, and a
    z-score has neither a zero nor a full score to print.

    Attributes:
        value: what is compared.
        better: which end is the good one.
        within: the units that are compared: `all`, those of one `group`, or those of one `kind`.
        by: how the value becomes points: `min_max`, `best` or `percentile`.
        all_equal: what a unit gets where all have the same value, or where there are no others.
    """

    type_name: ClassVar[str] = "peer_scale"

    value: Number
    better: Literal["higher", "lower"]
    within: Literal["all", "group", "kind"]
    by: Literal["min_max", "best", "percentile"]
    all_equal: Literal["not_applicable", "full", "zero"]

    def check(self, points: Fraction | None) -> Iterator[Fault]:
        """Check that the item has points."""
        yield from check_has_points(points)

    def describe(self) -> Message:
        """Return a sentence with the way points are given."""
        return message(
            "{value}{within}归一化（{better}为好）：{by}",
            "{value} {within}, {better} is better: {by}",
            value=self.value.title,
            within=_WITHIN[self.within],
            better=message("高", "higher") if self.better == "higher" else message("低", "lower"),
            by=_BY[self.by],
        )

    def compared(self, case: Case) -> Fraction:
        """Return the value of one unit."""
        value: Fraction = case.read(self.value).value
        return value

    def score(self, case: Case) -> Result:
        """Return at most one deduction: the share of the points that is not reached."""
        own = case.read(self.value)
        peers = case.peers
        if peers.unknown:
            raise MissingEvidence(peers.unknown_names)
        if not peers:
            return self._alike(case, own, message("没有可比的单位", "no other unit"))
        lowest, highest = peers.ends(own.value)
        if lowest == highest:
            return self._alike(case, own, message("各单位相同", "all units are equal"))
        match self.by:
            case "min_max":
                share, working = self._between(own.value, lowest, highest)
            case "best":
                best = highest if self.better == "higher" else lowest
                share, working = self._of_best(own, best)
            case "percentile":
                share, working = self._above(own.value, peers)
            case _:
                assert_never(self.by)
        shown = message(
            "{working} × {full} = {earned}",
            "{working} × {full} = {earned}",
            working=working,
            full=case.full,
            earned=case.full * share,
        )
        lost = case.full * (ONE - share)
        if not lost:
            return Result(about=own.about, working=shown)
        reason = message(
            "{title}：{shown}", "{title}: {shown}", title=self.value.title, shown=shown
        )
        return Result((Deduction(lost, reason, own.facts),), about=own.about, working=shown)

    @property
    def _spec(self) -> str:
        return ":%" if self.value.is_rate else ""

    def _between(
        self, value: Fraction, lowest: Fraction, highest: Fraction
    ) -> tuple[Fraction, Message]:
        worst, best = (lowest, highest) if self.better == "higher" else (highest, lowest)
        spec = self._spec
        template = f"({{value{spec}}} - {{worst{spec}}}) ÷ ({{best{spec}}} - {{worst{spec}}})"
        above = value - lowest if self.better == "higher" else highest - value
        return above / (highest - lowest), message(
            template, template, value=value, worst=worst, best=best
        )

    def _of_best(self, own: Reading, best: Fraction) -> tuple[Fraction, Message]:
        value, spec = own.value, self._spec
        if best <= ZERO:
            raise BadEvidence(
                message(
                    f"最好的是{{best{spec}}}，不大于0，不能按它的比例计分",
                    f"the best value is {{best{spec}}}, and there is no share of a number that "
                    "is not above 0",
                    best=best,
                ),
                own.facts,
            )
        if value <= ZERO:  # only where higher is better: else it would be the best
            template = f"{{value{spec}}} ÷ {{best{spec}}} → 0"
            return ZERO, message(template, template, value=value, best=best)
        if self.better == "higher":
            template = f"{{value{spec}}} ÷ {{best{spec}}}"
            return value / best, message(template, template, value=value, best=best)
        template = f"{{best{spec}}} ÷ {{value{spec}}}"
        return best / value, message(template, template, value=value, best=best)

    def _above(self, value: Fraction, peers: Peers) -> tuple[Fraction, Message]:
        worse = peers.below(value) if self.better == "higher" else peers.above(value)
        equal = peers.equal(value)
        share = ONE * (2 * worse + equal) / (2 * peers.size)
        return share, message(
            "其他{of}个单位中优于{worse}个、等于{equal}个：({worse} + {equal} ÷ 2) ÷ {of}",
            "better than {worse} and equal to {equal} of {of} others: "
            "({worse} + {equal} ÷ 2) ÷ {of}",
            of=peers.size,
            worse=worse,
            equal=equal,
        )

    def _alike(self, case: Case, own: Reading, why: Message) -> Result:
        match self.all_equal:
            case "not_applicable":
                raise DoesNotApply(why)
            case "full":
                return Result(
                    about=own.about,
                    working=message("{why}，按规则得满分", "{why}: full points by rule", why=why),
                )
            case "zero":
                reason = message("{why}，按规则不得分", "{why}: no points by rule", why=why)
                return Result((Deduction(case.full, reason, own.facts),), about=own.about)
            case _:
                assert_never(self.all_equal)


_WITHIN = {
    "all": message("在全部单位中", "among all units"),
    "group": message("在同组单位中", "within the group"),
    "kind": message("在同类单位中", "within the kind"),
}
_BY = {
    "min_max": message(
        "最差的得0分，最好的得满分，其间按比例",
        "nothing for the worst, full points for the best, in proportion between",
    ),
    "best": message("按与最好的之比得分", "in proportion to the best"),
    "percentile": message(
        "按优于其他单位的比例得分，相同的算一半",
        "by the share of the others that it is better than, equal ones half",
    ),
}
