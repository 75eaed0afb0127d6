"""Sections (一级、二级指标), which group indicators, and bonuses (加分项) beside them."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

import attrs

from lawcheck.model.exact import ZERO
from lawcheck.model.indicator import Indicator
from lawcheck.model.rounding import SectionRounding
from lawcheck.model.scoring_method import Aggregation
from lawcheck.model.text import Text


@attrs.frozen
class Section:
    """A group of indicators or of sections (一级、二级指标).

    >>> import lawcheck
    >>> checklist = lawcheck.load_checklist("street-visit")
    >>> section = checklist.root.children[0]
    >>> [item.id for item in section.indicators()][:2]
    ['first_person', 'study_each_quarter']

    Attributes:
        id: unique in the checklist.
        title: what people call it.
        children: the sections and indicators in it, in order.
        scoring: how the scores of its children become its score; None for a plain grouping, whose
            children count as its parent's.
        points: its full score under the parent's method.
        weight: its weight under the parent's method.
        rounding: how its score is rounded before it counts; None where it is not.
    """

    tag: ClassVar[str] = "section"

    id: str
    title: Text
    children: tuple[Section | Indicator, ...]
    scoring: Aggregation | None = None
    points: Fraction | None = None
    weight: Fraction = ZERO
    rounding: SectionRounding | None = None

    def sections(self) -> Iterator[Section]:
        """Yield the section and every one below, each before those in it."""
        yield self
        for child in self.children:
            if isinstance(child, Section):
                yield from child.sections()

    def indicators(self) -> Iterator[Indicator]:
        """Yield every indicator below, in order."""
        for child in self.children:
            if isinstance(child, Section):
                yield from child.indicators()
            else:
                yield child


@attrs.frozen
class Bonus:
    """Points outside the base points (加分项), capped.

    Attributes:
        indicators: the bonus items.
        at_most: the most that all bonuses together add.
        only_from: the score that a unit needs for bonuses to count; None for any.
        total_at_most: the score above which bonuses cannot raise a unit; None for no limit.
    """

    indicators: tuple[Indicator, ...]
    at_most: Fraction
    only_from: Fraction | None = None
    total_at_most: Fraction | None = None
