"""The indicator type `rank_points`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar, Literal, assert_never

import attrs

from lawcheck.indicators.blocks.checks import check_earned, check_has_points, check_not_empty
from lawcheck.model.case import Case, Result
from lawcheck.model.deductions import Deduction
from lawcheck.model.exact import ZERO
from lawcheck.model.in_points import IN_POINTS
from lawcheck.model.readings import DoesNotApply, MissingEvidence, Reading
from lawcheck.model.rule import Fault
from lawcheck.model.rule_fields import Number
from lawcheck.model.text import Message, message


@attrs.frozen
class RankPoints:
    """Points by rank among the units scored together (第1名得10分，第2名得8分，…，其余得4分).

    Equal values share places; `ties` says which points they get: those of the `best` or the
    `worst` of the places, or their `mean`. While the value of another unit is not known, the item
    is open as far as that value can change the rank. A unit without others to compare with cannot
    be ranked.

    ```yaml
    - id: inspection_rank
      title: {zh: 法治督察得分排名, en: Rank in the inspection}
      points: 10
      type: rank_points
      value: inspection_score
      better: higher
      within: group
      places: [10, 8, 6]
      otherwise: 4
      ties: mean
      alone: not_applicable
    ```

    Of 95, 90, 90 and 85 the first earns 10, the two in the middle share the places 2 and 3 and
    earn (8 + 6) / 2 = 7, the last 4. With `ties: best` the two earn 8, with `ties: worst` 6.

    Attributes:
        value: what the units are ranked by.
        better: which end is the first place.
        within: the units that are ranked together: `all`, those of one `group`, or those of one
            `kind`.
        places: the points of the first place, the second, and so on; none more than the one
            before.
        otherwise: the points of every place after them.
        ties: what equal values earn.
        alone: what a unit gets that has no others to be ranked with.
    """

    type_name: ClassVar[str] = "rank_points"

    value: Number
    better: Literal["higher", "lower"]
    within: Literal["all", "group", "kind"]
    places: tuple[Fraction, ...] = attrs.field(metadata=IN_POINTS)
    otherwise: Fraction = attrs.field(metadata=IN_POINTS)
    ties: Literal["best", "mean", "worst"]
    alone: Literal["not_applicable", "full", "zero"]

    def check(self, points: Fraction | None) -> Iterator[Fault]:
        """Check that the item has the points, and that they do not rise from place to place."""
        yield from check_has_points(points)
        yield from check_not_empty(self.places, "places")
        yield from check_earned((*self.places, self.otherwise), points, "places")
        for before, after in pairwise((*self.places, self.otherwise)):
            if after > before:
                yield Fault(
                    message(
                        "后面的名次不能比前面得分多：{before}、{after}",
                        "no place may earn more than the one before it: {before}, {after}",
                        before=before,
                        after=after,
                    ),
                    "places",
                )

    def describe(self) -> Message:
        """Return a sentence with the points of every place."""
        return message(
            "{within}按{value}排名（{better}为好），各名次依次得{places}分，其余得{otherwise}分",
            "ranked by {value} {within}, {better} is better; "
            "the places earn {places} in turn, all others {otherwise}",
            within=_WITHIN[self.within],
            value=self.value.title,
            better=message("高", "higher") if self.better == "higher" else message("低", "lower"),
            places=list(self.places),
            otherwise=self.otherwise,
        )

    def compared(self, case: Case) -> Fraction:
        """Return the value of one unit."""
        value: Fraction = case.read(self.value).value
        return value

    def score(self, case: Case) -> Result:
        """Return at most one deduction: full points minus what the place earns."""
        own = case.read(self.value)
        peers = case.peers
        if not peers:
            return self._alone(case, own)
        above = peers.above(own.value) if self.better == "higher" else peers.below(own.value)
        equal = peers.equal(own.value)
        least, most = self._earned(above + peers.unknown, equal), self._earned(above, equal)
        if least != most:
            raise MissingEvidence(peers.unknown_names, lost=case.full - most, kept=least)
        spec = ":%" if self.value.is_rate else ""
        template = (
            f"{{value{spec}}}，{{of}}个单位中第{{rank}}名",
            f"{{value{spec}}}, rank {{rank}} of {{of}} units",
        )
        working = message(*template, value=own.value, of=peers.size + 1, rank=above + 1)
        if equal:
            working = message(
                "{place}（并列{n}个）", "{place}, shared by {n}", place=working, n=equal + 1
            )
        if most == case.full:
            return Result(about=own.about, working=working)
        reason = message(
            "{working}，得{earned}分", "{working}: {earned} points", working=working, earned=most
        )
        return Result(
            (Deduction(case.full - most, reason, own.facts),), about=own.about, working=working
        )

    def _earned(self, above: int, equal: int) -> Fraction:
        """Return the points of a unit.

        Args:
            above: how many units stand above it.
            equal: how many other units have the same value and share its places.
        """
        match self.ties:
            case "best":
                return self._place(above)
            case "worst":
                return self._place(above + equal)
            case "mean":
                named = [
                    points
                    for place, points in enumerate(self.places)
                    if above <= place <= above + equal
                ]
                others = (equal + 1 - len(named)) * self.otherwise
                return (sum(named, ZERO) + others) / (equal + 1)
            case _:
                assert_never(self.ties)

    def _place(self, place: int) -> Fraction:
        """Return the points of a place, from 0."""
        # places are compared, not looked up: in tables, `place` may stand for a whole column
        return next(
            (points for at, points in enumerate(self.places) if place <= at), self.otherwise
        )

    def _alone(self, case: Case, own: Reading) -> Result:
        why = message("没有可比的单位", "no other unit to compare with")
        if self.alone == "not_applicable":
            raise DoesNotApply(why)
        if self.alone == "full":
            return Result(
                about=own.about,
                working=message("{why}，按规则得满分", "{why}: full points by rule", why=why),
            )
        reason = message("{why}，按规则不得分", "{why}: no points by rule", why=why)
        return Result((Deduction(case.full, reason, own.facts),), about=own.about)


_WITHIN = {
    "all": message("在全部单位中", "among all units"),
    "group": message("在同组单位中", "within the group"),
    "kind": message("在同类单位中", "within the kind"),
}
