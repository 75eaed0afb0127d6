"""The indicator type `bands`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import ClassVar

import attrs

from lawcheck.indicators.blocks.checks import check_earned, check_has_points, check_not_empty
from lawcheck.model.case import Case, Result
from lawcheck.model.deductions import Deduction
from lawcheck.model.exact import reaches
from lawcheck.model.rule import Fault
from lawcheck.model.rule_fields import Number
from lawcheck.model.text import Message, join, later, message


@attrs.frozen
class Band:
    """A range of values.

    Attributes:
        start: the lowest value in the band, written `from`; the band ends below the `from` of the
            band above.
        points: what it earns.
    """

    start: Fraction = attrs.field(metadata={"key": "from"})
    points: Fraction


@attrs.frozen
class Bands:
    """Points by the band that holds a value (95%以上得5分，90%以上不足95%得3分，不足90%不得分).

    A band includes its own `from` and every value up to the next higher `from`, so there are no
    gaps and no overlaps. Points may also rise towards lower values, where less is better.

    ```yaml
    - id: appearance
      title: {zh: 行政机关负责人出庭应诉率, en: Appearance of the head of the agency}
      points: 5
      type: bands
      value: appearance_rate
      bands:
        - {from: 95%, points: 5}
        - {from: 90%, points: 3}
      otherwise: 0
    ```

    95% earns 5, 94.99% earns 3, 90% earns 3, 89.9% earns 0.

    Attributes:
        value: the value.
        bands: highest `from` first.
        otherwise: what a value below the last band earns.
    """

    type_name: ClassVar[str] = "bands"

    value: Number
    bands: tuple[Band, ...]
    otherwise: Fraction

    def check(self, points: Fraction | None) -> Iterator[Fault]:
        """Check that bands are in order and that the item has the points that they earn."""
        yield from check_has_points(points)
        yield from check_not_empty(self.bands, "bands")
        yield from check_earned(
            (*(band.points for band in self.bands), self.otherwise), points, "bands"
        )
        for above, below in pairwise(self.bands):
            if below.start >= above.start:
                yield Fault(
                    message(
                        "from 应从高到低：{above}之后是{below}",
                        "`from` must fall from band to band: {above} is followed by {below}",
                        above=above.start,
                        below=below.start,
                    ),
                    "bands",
                )

    def describe(self) -> Message:
        """Return a sentence with the bands in order."""
        parts = [message("{value}", "{value}", value=self.value.title)]
        parts += [
            message(
                f"{{start{_spec(self)}}}及以上得{{points}}分",
                f"from {{start{_spec(self)}}} {{points}}",
                start=band.start,
                points=band.points,
            )
            for band in self.bands
        ]
        return join(
            [*parts, message("其余得{points}分", "otherwise {points}", points=self.otherwise)]
        )

    def score(self, case: Case) -> Result:
        """Return at most one deduction: full points minus what the band earns."""
        reading = case.read(self.value)
        band = next((band for band in self.bands if reaches(reading.value, band.start)), None)
        earned = self.otherwise if band is None else band.points
        working = later(_working, self, reading.value, band)
        if earned == case.full:
            return Result(about=reading.about, working=working)
        reason = later(_reason, working, case.full)
        return Result(
            (Deduction(case.full - earned, reason, reading.cites),),
            about=reading.about,
            working=working,
        )


def _spec(rule: Bands) -> str:
    return ":%" if rule.value.is_rate else ""


def _working(rule: Bands, value: Fraction, band: Band | None) -> Message:
    start = rule.bands[-1].start if band is None else band.start
    earned = rule.otherwise if band is None else band.points
    spec = _spec(rule)
    template = f"{{value{spec}}} {'<' if band is None else '≥'} {{start{spec}}}"
    compared = message(template, template, value=value, start=start)
    return message(
        "{compared}：得{earned}", "{compared}: {earned}", compared=compared, earned=earned
    )


def _reason(working: Message, full: Fraction) -> Message:
    return message(
        "{working}，满分{full}", "{working} of {full} points", working=working, full=full
    )
