"""The effects that a veto (一票否决) may have on a unit to which it applies.

An effect is a frozen attrs class with one field: the key that a checklist writes under `effect`,
which the loader and the schema read from it. To add one, derive it from `VetoEffect`, override
the members that differ, and put it into `VETO_EFFECTS`.

Tables apply `zeroed`, `highest_total`, `highest_grade` and `leaves_score` to whole columns. Units
struck by an effect that overrides anything else are scored one by one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import ClassVar, Final, Literal

import attrs

from lawcheck.model.exact import ZERO
from lawcheck.model.text import Message, Text, message


@attrs.frozen
class VetoEffect:
    """The base of all effects; it changes nothing.

    Attributes:
        tag: its name in digests of checklists; must never change.
        form: how it is written in a checklist, for messages.
        while_open: what is open while it is not known whether the veto applies.
        leaves_score: whether the unit keeps a score. Without a score it has no grade and no rank.
    """

    tag: ClassVar[str]
    form: ClassVar[Text]
    while_open: ClassVar[Text] = Text(
        "没有报告的，得分为区间", "the score is an interval if not reported"
    )
    leaves_score: ClassVar[bool] = True

    def describe(self, titles: Mapping[str, Text]) -> Message:
        """Return what it does, in words.

        Args:
            titles: titles of sections and items by id; an id without a title is printed itself.
        """
        raise NotImplementedError

    @property
    def fault(self) -> Text | None:
        """Why what is written in the checklist is not valid; None if it is."""
        return None

    @property
    def zeroed(self) -> tuple[str, ...]:
        """Ids of the sections and items whose points become 0."""
        return ()

    @property
    def highest_grade(self) -> Text | None:
        """The best grade that the unit can have; None for any."""
        return None

    def with_grades(self, grades: Sequence[Text]) -> VetoEffect:  # noqa: ARG002 - for subclasses
        """Return the effect with the full names of grades.

        A checklist may name a grade in one language only; `grades` has the names in both.
        """
        return self

    @property
    def highest_total(self) -> Fraction | None:
        """The highest total, bonus included, that the unit can have; None for any."""
        return None

    def total(self, total: Fraction) -> Fraction:
        """Return the total, bonus included, after the veto."""
        return total if self.highest_total is None else min(total, self.highest_total)


@attrs.frozen
class ZeroTotal(VetoEffect):
    """The total becomes 0; a total below zero stays."""

    tag: ClassVar[str] = "zero_total"
    form = Text("total: 0")

    # `total: 0` is the only thing that a checklist can write
    to: Literal["0"] = attrs.field(default="0", eq=False, metadata={"key": "total"})

    def describe(self, titles: Mapping[str, Text]) -> Message:  # noqa: ARG002, D102
        return message("总分计0分", "total counts 0")

    @property
    def highest_total(self) -> Fraction:  # noqa: D102
        return ZERO


@attrs.frozen
class ZeroParts(VetoEffect):
    """The points of these sections or items become 0; points below zero stay."""

    tag: ClassVar[str] = "zero_parts"
    form = Text("zero: [编号]", "zero: [ids]")

    ids: tuple[str, ...] = attrs.field(metadata={"key": "zero"})

    def describe(self, titles: Mapping[str, Text]) -> Message:  # noqa: D102
        parts = [titles.get(each, Text(each)) for each in self.ids]
        return message("{parts}计0分", "{parts}: no points", parts=parts)

    @property
    def fault(self) -> Text | None:  # noqa: D102
        return (
            None
            if self.ids
            else Text("zero 是空的；请写编号", "`zero` is empty; name items or sections")
        )

    @property
    def zeroed(self) -> tuple[str, ...]:  # noqa: D102
        return self.ids


@attrs.frozen
class CapGrade(VetoEffect):
    """The score stays, and the grade is at most this one."""

    tag: ClassVar[str] = "cap_grade"
    form = Text("grade_at_most: 等次", "grade_at_most: NAME")
    while_open = Text("没有报告的，等次未定", "the grade is open if not reported")

    grade: Text = attrs.field(metadata={"key": "grade_at_most"})

    def describe(self, titles: Mapping[str, Text]) -> Message:  # noqa: ARG002, D102
        return message("等次不高于{grade}", "grade at most {grade}", grade=self.grade)

    @property
    def highest_grade(self) -> Text:  # noqa: D102
        return self.grade

    def with_grades(self, grades: Sequence[Text]) -> CapGrade:  # noqa: D102
        written = {self.grade.zh, self.grade.en} - {""}
        return next((CapGrade(each) for each in grades if written & {each.zh, each.en}), self)


@attrs.frozen
class NoScore(VetoEffect):
    """The unit has no score, no grade and no rank; the score without the veto is still shown."""

    tag: ClassVar[str] = "no_score"
    form = Text("score: none")
    while_open = Text("没有报告的，暂无得分", "there is no score until it is reported")
    leaves_score = False

    # `score: none` is the only thing that a checklist can write
    to: Literal["none"] = attrs.field(default="none", eq=False, metadata={"key": "score"})

    def describe(self, titles: Mapping[str, Text]) -> Message:  # noqa: ARG002, D102
        return message("不评定得分和等次", "no score, no grade")


VETO_EFFECTS: Final[tuple[type[VetoEffect], ...]] = (ZeroTotal, ZeroParts, CapGrade, NoScore)
"""The effects that a checklist may write."""
