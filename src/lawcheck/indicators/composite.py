"""The indicator type `composite`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

import attrs

from lawcheck.indicators.blocks.checks import (
    check_above_zero,
    check_has_points,
    check_not_empty,
    check_unique,
)
from lawcheck.model.case import BadEvidence, Case, Result
from lawcheck.model.deductions import Deduction
from lawcheck.model.exact import ONE, ZERO, reaches
from lawcheck.model.rule import Fault
from lawcheck.model.rule_fields import Number, measures_share
from lawcheck.model.text import Message, Text, join, later, message


@attrs.frozen
class Source:
    """One of the scores that are combined.

    Attributes:
        title: what people call it.
        value: the score.
        out_of: its full score.
        weight: its share of the whole.
    """

    thresholds: ClassVar[tuple[str, ...]] = ("out_of",)

    title: Text
    value: Number
    out_of: Fraction
    weight: Fraction

    def is_share(self) -> bool | None:
        """Return whether the score is a rate."""
        return measures_share(self.value)


@attrs.frozen
class Composite:
    """Scores from several sources, combined by weight (日常考核占20%，年终考核占80%).

    If a source does not apply, the whole item does not apply: giving its weight to the others
    would be another formula.

    ```yaml
    - id: enforcement
      title: {zh: 行政执法评议, en: Review of law enforcement}
      points: 10
      type: composite
      parts:
        - {title: {zh: 平时考核, en: day-to-day}, value: daily_score, out_of: 50, weight: 20%}
        - {title: {zh: 年终考核, en: year-end}, value: yearly_score, out_of: 100, weight: 80%}
    ```

    40 of 50 and 90 of 100 lose 10 x 20% x 10/50 = 0.4 and 10 x 80% x 10/100 = 0.8, and earn 8.8.

    Attributes:
        parts: the sources; their weights add up to 100%.
    """

    type_name: ClassVar[str] = "composite"

    parts: tuple[Source, ...]

    def check(self, points: Fraction | None) -> Iterator[Fault]:
        """Check that the weights add up to 100% and that every source counts."""
        yield from check_has_points(points)
        yield from check_not_empty(self.parts, "parts")
        yield from check_unique((part.title for part in self.parts), "parts")
        for part in self.parts:
            yield from check_above_zero(part.out_of, "parts")
            yield from check_above_zero(part.weight, "parts")
        total = sum((part.weight for part in self.parts), ZERO)
        if self.parts and total != ONE:
            yield Fault(
                message(
                    "权重合计{total:%}，应为100%",
                    "the weights add up to {total:%}; they must add up to 100%",
                    total=total,
                ),
                "parts",
            )

    def describe(self) -> Message:
        """Return a sentence with the sources and their weights."""
        return join(
            message(
                "{title}（满分{out_of}）占{weight:%}",
                "{title} (of {out_of}) {weight:%}",
                title=part.title,
                out_of=part.out_of,
                weight=part.weight,
            )
            for part in self.parts
        )

    def score(self, case: Case) -> Result:
        """Return one deduction for each source that is below its full score."""
        readings = case.read_all([part.value for part in self.parts])
        deductions = []
        for part, reading in zip(self.parts, readings, strict=True):
            value = reading.value
            if value.numerator < 0 or not reaches(part.out_of, value):
                why = message(
                    "{score}超出0到满分",
                    "{score} lies outside 0 to its full score",
                    score=_score(part, value),
                )
                raise BadEvidence(why, reading.sources)
            short = part.out_of - value
            lost = case.full * part.weight * short / part.out_of if short else ZERO
            if lost:
                reason = later(_reason, part, value, case.full, lost)
                deductions.append(Deduction(lost, reason, reading.facts))
        about = tuple(dict.fromkeys([each for reading in readings for each in reading.about]))
        working = later(_working, self, tuple([reading.value for reading in readings]))
        return Result(tuple(deductions), about=about, working=working)


def _score(part: Source, value: Fraction) -> Message:
    return message(
        "{title}{value}/{out_of}",
        "{title} {value}/{out_of}",
        title=part.title,
        value=value,
        out_of=part.out_of,
    )


def _working(rule: Composite, values: tuple[Fraction, ...]) -> Message:
    return join(_score(part, value) for part, value in zip(rule.parts, values, strict=True))


def _reason(part: Source, value: Fraction, full: Fraction, lost: Fraction) -> Message:
    return message(
        "{score}：{full} × {weight:%} × {short}/{out_of} = {lost}",
        "{score}: {full} × {weight:%} × {short}/{out_of} = {lost}",
        score=_score(part, value),
        full=full,
        weight=part.weight,
        short=part.out_of - value,
        out_of=part.out_of,
        lost=lost,
    )
