"""Tiers that a judge chooses first, each with a range of points (好9—10分，一般6—8分)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

import attrs

from lawcheck.indicators.blocks.checks import check_earned, check_has_points, check_unique
from lawcheck.indicators.blocks.judging import Opinion
from lawcheck.model.case import BadEvidence
from lawcheck.model.evidence import Judgement
from lawcheck.model.in_points import IN_POINTS
from lawcheck.model.rule import Fault
from lawcheck.model.text import Message, Text, fold, join, message


@attrs.frozen
class JudgedTier:
    """A tier with the points that it can earn.

    Attributes:
        title: what people call it.
        least: the fewest points that it earns, written `from`.
        most: the most points that it earns, written `to`.
    """

    title: Text
    least: Fraction = attrs.field(metadata={**IN_POINTS, "key": "from"})
    most: Fraction = attrs.field(metadata={**IN_POINTS, "key": "to"})

    def is_called(self, name: str) -> bool:
        """Return whether this is the tier of that name, in either language."""
        return fold(name) in {fold(self.title.zh), fold(self.title.en)} - {""}

    @property
    def range(self) -> Message:
        """The tier with its points."""
        return message(
            "{title}得{least}至{most}分",
            "{title}: {least} to {most}",
            title=self.title,
            least=self.least,
            most=self.most,
        )


def ranges_of(tiers: Sequence[JudgedTier]) -> Message:
    """Return all tiers with their points."""
    return join([tier.range for tier in tiers])


def check_tiers(tiers: Sequence[JudgedTier], points: Fraction | None) -> Iterator[Fault]:
    """Check that tiers are in order, do not overlap, and fit the item's points."""
    yield from check_has_points(points)
    yield from check_unique((tier.title for tier in tiers), "tiers")
    yield from check_earned(
        [end for tier in tiers for end in (tier.most, tier.least)], points, "tiers"
    )
    for tier in tiers:
        if tier.least > tier.most:
            yield Fault(
                message(
                    "档次“{title}”的 from 大于 to",
                    "tier “{title}”: `from` is above `to`",
                    title=tier.title,
                ),
                "tiers",
            )
    for above, below in pairwise(tiers):
        if below.most > above.least:
            yield Fault(
                message(
                    "档次“{below}”的 to 高于“{above}”的 from；请从高到低，不要重叠",
                    "tier “{below}” ends above the `from` of “{above}”; "
                    "write the best first, without overlaps",
                    above=above.title,
                    below=below.title,
                ),
                "tiers",
            )


def within_tier(tiers: Sequence[JudgedTier], judgement: Judgement, full: Fraction) -> Opinion:
    """Return what a judgement with a tier takes off an item.

    Raises:
        BadEvidence: there is no such tier, or the points are not in its range.
    """
    points = judgement.points
    tier = next((each for each in tiers if each.is_called(judgement.tier)), None)
    if points is None or tier is None:
        why = message(
            "请写档次（tier）和档内得分（points）；档次有：{tiers}",
            "write a `tier` and `points` within it; the tiers are: {tiers}",
            tiers=ranges_of(tiers),
        )
        raise BadEvidence(why, (judgement,))
    if not tier.least <= points <= tier.most:
        why = message(
            "得{points}分，不在该档的范围：{range}",
            "{points} points are not in the range of the tier: {range}",
            points=points,
            range=tier.range,
        )
        raise BadEvidence(why, (judgement,))
    shown = message("{tier}得{points}分", "{tier}, {points}", tier=tier.title, points=points)
    return Opinion(judgement, full - points, points, shown)
