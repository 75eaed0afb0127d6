"""The indicator type `tiers`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

import attrs

from lawcheck.indicators.blocks.checks import (
    check_earned,
    check_has_points,
    check_not_empty,
    check_unique,
)
from lawcheck.model.case import Case, Result
from lawcheck.model.conditions import EVERYTHING, Where
from lawcheck.model.deductions import Deduction
from lawcheck.model.evidence import Fact
from lawcheck.model.in_points import IN_POINTS
from lawcheck.model.rule import Fault
from lawcheck.model.text import Message, Text, join, message

_OTHERWISE = Text("其他情形", "otherwise")


@attrs.frozen
class Tier:
    """A state of affairs and what it earns.

    Attributes:
        title: what people call the state.
        when: conditions on facts; all must hold.
        points: what the state earns.
    """

    title: Text
    when: Where
    points: Fraction = attrs.field(metadata=IN_POINTS)


@attrs.frozen
class Tiers:
    """Points by the first tier whose conditions hold (专职得3分，兼职得2分，否则不得分).

    If a fact that an earlier tier needs is not known, the item stays open, since that tier may be
    the one that holds.

    ```yaml
    - id: legal_unit
      title: {zh: 法制机构和人员, en: Legal unit and staff}
      points: 3
      type: tiers
      tiers:
        - title: {zh: 独立法制机构且配备专职人员, en: own unit with staff}
          when: {own_unit: true, legal_staff: {at_least: 1}}
          points: 3
        - title: {zh: 明确责任机构, en: a responsible unit}
          when: {responsible_unit: true}
          points: 2
      otherwise: 0
    ```

    An own unit with 2 staff earns 3; an own unit without staff and a responsible unit earn 2;
    neither earns 0.

    Attributes:
        tiers: in the order in which they are tried.
        otherwise: what is earned where no tier holds.
    """

    type_name: ClassVar[str] = "tiers"

    tiers: tuple[Tier, ...]
    otherwise: Fraction = attrs.field(metadata=IN_POINTS)

    def check(self, points: Fraction | None) -> Iterator[Fault]:
        """Check that every tier can be reached, and earns no more than the item has."""
        yield from check_has_points(points)
        yield from check_not_empty(self.tiers, "tiers")
        yield from check_unique((tier.title for tier in self.tiers), "tiers")
        yield from check_earned(
            (*(tier.points for tier in self.tiers), self.otherwise), points, "tiers"
        )
        for index, tier in enumerate(self.tiers):
            if tier.when == EVERYTHING:
                yield Fault(
                    message(
                        "档次“{title}”没有条件；请写 when，或用 otherwise",
                        "tier “{title}” has no condition; write one, or use `otherwise`",
                        title=tier.title,
                    ),
                    "tiers",
                )
            elif any(tier.when == earlier.when for earlier in self.tiers[:index]):
                yield Fault(
                    message(
                        "档次“{title}”的条件与前面相同，永远轮不到",
                        "tier “{title}” repeats an earlier condition and is never reached",
                        title=tier.title,
                    ),
                    "tiers",
                )

    def describe(self) -> Message:
        """Return a sentence with the tiers in order."""
        pairs = [(tier.title, tier.points) for tier in self.tiers] + [(_OTHERWISE, self.otherwise)]
        return join(
            message("{title}得{points}分", "{title}: {points}", title=title, points=points)
            for title, points in pairs
        )

    def score(self, case: Case) -> Result:
        """Return at most one deduction: full points minus what the tier earns."""
        about: dict[Fact, None] = {}
        title, earned = _OTHERWISE, self.otherwise
        for tier in self.tiers:
            reading = case.holds(tier.when)
            about |= dict.fromkeys(reading.facts)
            if reading.value:
                title, earned = tier.title, tier.points
                break
        cites = tuple(about)
        working = message("{title}：得{earned}", "{title}: {earned}", title=title, earned=earned)
        lost = case.full - earned
        if not lost:
            return Result(about=cites, working=working)
        reason = message(
            "{title}：得{earned}，满分{full}",
            "{title}: {earned} of {full} points",
            title=title,
            earned=earned,
            full=case.full,
        )
        return Result((Deduction(lost, reason, cites),), about=cites, working=working)
