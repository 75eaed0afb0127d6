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
from lawcheck.model.in_points import IN_POINTS
from lawcheck.model.rule import Fault
from lawcheck.model.rule_fields import Number, measures_share
from lawcheck.model.text import Message, join, later, message, written


@attrs.frozen
class Band:
    """A range of values.

    Attributes:
        points: what the band earns; with `other_end`, what it earns at its own `from` or `to`.
        start: the lowest value in the band, written `from`; the band ends below the `from` of the
            band above.
        end: the highest value in the band, written `to`, where low values are the good ones; the
            band begins above the `to` of the band before.
        other_end: the points towards the other end of the band; between the two they change in
            proportion.
    """

    points: Fraction = attrs.field(metadata=IN_POINTS)
    start: Fraction | None = attrs.field(default=None, metadata={"key": "from"})
    end: Fraction | None = attrs.field(default=None, metadata={"key": "to"})
    other_end: Fraction | None = attrs.field(default=None, metadata=IN_POINTS)

    @property
    def edge(self) -> Fraction:
        """The end of the band that belongs to it."""
        edge = self.start if self.end is None else self.end
        assert edge is not None  # noqa: S101 - checked at load
        return edge

    def holds(self, value: Fraction) -> bool:
        """Return whether a value is on the band's side of its edge."""
        return reaches(value, self.edge) if self.end is None else reaches(self.end, value)


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

    With `to`, a band includes its highest value (败诉率不超过10%得5分，不超过20%得3分). With
    `other_end`, points change in proportion within a band, towards this number at its other end:

    ```yaml
    - id: lost
      title: {zh: 行政诉讼败诉率, en: Lost lawsuits}
      points: 5
      type: bands
      value: lost_rate
      bands:
        - {to: 10%, points: 5}
        - {to: 20%, points: 3, other_end: 5}
        - {to: 30%, points: 1}
      otherwise: 0
    ```

    10% earns 5, 15% earns 3 + 5/10 x (5 - 3) = 4, 20% earns 3, 20.1% and 30% earn 1, more earns
    0.

    Attributes:
        value: the value.
        bands: highest `from` first, or lowest `to`.
        otherwise: what a value beyond the last band earns.
    """

    type_name: ClassVar[str] = "bands"
    thresholds: ClassVar[tuple[str, ...]] = ("bands.from", "bands.to")

    value: Number
    bands: tuple[Band, ...]
    otherwise: Fraction = attrs.field(metadata=IN_POINTS)

    def is_share(self) -> bool | None:
        """Return whether the value is a share."""
        return measures_share(self.value)

    def check(self, points: Fraction | None) -> Iterator[Fault]:
        """Check that bands are in order and that the item has the points that they earn."""
        yield from check_has_points(points)
        yield from check_not_empty(self.bands, "bands")
        yield from check_earned(
            (*(band.points for band in self.bands), self.otherwise), points, "bands"
        )
        # that full points can be earned is a question of the points at the band's own end
        ends = [each.other_end for each in self.bands if each.other_end is not None]
        yield from check_earned((*ends, *(() if points is None else (points,))), points, "bands")
        if any((each.start is None) == (each.end is None) for each in self.bands) or (
            len({each.end is None for each in self.bands}) > 1
        ):
            yield Fault(
                message(
                    "每一档都写 from，或每一档都写 to",
                    "write `from` in every band, or `to` in every band",
                ),
                "bands",
            )
            return
        yield from self._check_order()
        if self.bands and self.bands[0].other_end is not None:
            yield Fault(
                message(
                    "第一档没有另一端；请删去 other_end",
                    "the first band has no other end; remove `other_end`",
                ),
                "bands",
            )

    def _check_order(self) -> Iterator[Fault]:
        for above, below in pairwise(self.bands):
            if above.end is None and below.edge >= above.edge:
                yield Fault(
                    message(
                        "from 应从高到低：{above}之后是{below}",
                        "`from` must fall from band to band: {above} is followed by {below}",
                        above=written(above.edge, is_rate=self.value.is_rate),
                        below=written(below.edge, is_rate=self.value.is_rate),
                    ),
                    "bands",
                )
            elif above.end is not None and below.edge <= above.edge:
                yield Fault(
                    message(
                        "to 应从低到高：{above}之后是{below}",
                        "`to` must rise from band to band: {above} is followed by {below}",
                        above=written(above.edge, is_rate=self.value.is_rate),
                        below=written(below.edge, is_rate=self.value.is_rate),
                    ),
                    "bands",
                )

    def describe(self) -> Message:
        """Return a sentence with the bands in order."""
        parts = [message("{value}", "{value}", value=self.value.title)]
        before: Fraction | None = None
        for band in self.bands:
            parts.append(_told(self, band, before))
            before = band.edge
        return join(
            [*parts, message("其余得{points}分", "otherwise {points}", points=self.otherwise)]
        )

    def score(self, case: Case) -> Result:
        """Return at most one deduction: full points minus what the band earns."""
        # every value from the first `from` on earns the same; with `to`, no two values need to
        reading = case.read(self.value, enough=self.bands[0].start)
        band, beyond = self._band_of(reading.value)
        earned = self.otherwise if band is None else _earned(band, beyond, reading.value)
        working = later(_working, self, reading.value, band, beyond, earned)
        if earned == case.full:
            return Result(about=reading.about, working=working)
        reason = later(_reason, working, case.full)
        return Result(
            (Deduction(case.full - earned, reason, reading.cites),),
            about=reading.about,
            working=working,
        )

    def _band_of(self, value: Fraction) -> tuple[Band | None, Fraction | None]:
        """Return the band of a value, and the end of the band before."""
        before: Fraction | None = None
        for band in self.bands:
            if band.holds(value):
                return band, before
            before = band.edge
        return None, before


def _earned(band: Band, beyond: Fraction | None, value: Fraction) -> Fraction:
    if band.other_end is None or beyond is None:
        return band.points
    share = (value - band.edge) / (beyond - band.edge)
    return band.points + share * (band.other_end - band.points)


def _told(rule: Bands, band: Band, before: Fraction | None) -> Message:
    spec = _spec(rule)
    zh, en = (
        (f"{{edge{spec}}}及以上", f"from {{edge{spec}}}")
        if band.end is None
        else (f"{{edge{spec}}}及以下", f"up to {{edge{spec}}}")
    )
    zh, en = f"{zh}得{{points}}分", f"{en} {{points}}"
    if band.other_end is not None:
        zh += f"，至{{before{spec}}}按比例变为{{other}}分"
        en += f", in proportion to {{other}} towards {{before{spec}}}"
    return message(zh, en, edge=band.edge, points=band.points, before=before, other=band.other_end)


def _spec(rule: Bands) -> str:
    return ":%" if rule.value.is_rate else ""


def _working(
    rule: Bands, value: Fraction, band: Band | None, beyond: Fraction | None, earned: Fraction
) -> Message:
    last = rule.bands[-1]
    signs = ("<", "≥") if last.end is None else (">", "≤")
    spec = _spec(rule)
    template = f"{{value{spec}}} {signs[band is not None]} {{edge{spec}}}"
    edge = (last if band is None else band).edge
    compared = message(template, template, value=value, edge=edge)
    shown = message("{earned}", "{earned}", earned=earned)
    if band is not None and band.other_end is not None:
        shown = _in_proportion(spec, value, band, beyond, earned)
    return message("{compared}：得{shown}", "{compared}: {shown}", compared=compared, shown=shown)


def _in_proportion(
    spec: str, value: Fraction, band: Band, beyond: Fraction | None, earned: Fraction
) -> Message:
    above, below = (
        (f"{{value{spec}}} - {{edge{spec}}}", f"{{beyond{spec}}} - {{edge{spec}}}")
        if band.end is None
        else (f"{{edge{spec}}} - {{value{spec}}}", f"{{edge{spec}}} - {{beyond{spec}}}")
    )
    template = f"{{points}} + ({above}) ÷ ({below}) × ({{other}} - {{points}}) = {{earned}}"
    return message(
        template,
        template,
        value=value,
        edge=band.edge,
        beyond=beyond,
        points=band.points,
        other=band.other_end,
        earned=earned,
    )


def _reason(working: Message, full: Fraction) -> Message:
    return message(
        "{working}，满分{full}", "{working} of {full} points", working=working, full=full
    )
