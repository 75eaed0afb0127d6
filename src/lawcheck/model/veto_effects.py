"""What a veto (一票否决) may do to a unit that it strikes.

An effect is a frozen attrs class with one field: the key that a checklist writes under `effect`, which the loader and the schema
read from it. Everything else that is asked of an effect is a member of `VetoEffect`; a new effect overrides what it changes and
is put into `VETO_EFFECTS`.

An effect needs no column form: `lawcheck.tables.vetoes` finds the units that a veto strikes or may strike, and the rule scores
them.
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
    """An effect that changes nothing, for others to derive from.

    Attributes:
        tag: tells it from other effects in digests; never changes.
        form: how it is written in a checklist, for messages.
        while_open: what is not known of the unit while nobody has reported whether the veto strikes.
        leaves_score: whether the unit keeps a score. Where it does not, it has no grade either, and no rank.
    """

    tag: ClassVar[str]
    form: ClassVar[Text]
    while_open: ClassVar[Text] = Text(
        "没有报告的，得分为区间", "the score is an interval if not reported"
    )
    leaves_score: ClassVar[bool] = True

    def describe(self, titles: Mapping[str, Text]) -> Message:
        """What it does, for a reader.

        Args:
            titles: of sections and items by id; an id that is not there stands for itself.
        """
        raise NotImplementedError

    @property
    def fault(self) -> Text | None:
        """Why it cannot be meant, where what is written says nothing."""
        return None

    @property
    def zeroed(self) -> tuple[str, ...]:
        """Ids of the sections and items that are left without points."""
        return ()

    @property
    def highest_grade(self) -> Text | None:
        """The best grade that is left to the unit; None for any."""
        return None

    def with_grades(self, grades: Sequence[Text]) -> VetoEffect:  # noqa: ARG002 - for effects that name one
        """The same where grades have their names in all languages; a checklist may write one of them."""
        return self

    def total(self, total: Fraction) -> Fraction:
        """What becomes of the total with its bonus."""
        return total


@attrs.frozen
class ZeroTotal(VetoEffect):
    """The total counts nothing; one below zero stays."""

    tag: ClassVar[str] = "zero_total"
    form = Text("total: 0")

    to: Literal["0"] = attrs.field(
        default="0", eq=False, metadata={"key": "total"}
    )  # nothing else can be written

    def describe(self, titles: Mapping[str, Text]) -> Message:  # noqa: ARG002, D102
        return message("总分计0分", "total counts 0")

    def total(self, total: Fraction) -> Fraction:  # noqa: D102
        return min(total, ZERO)


@attrs.frozen
class ZeroParts(VetoEffect):
    """These sections or items count nothing; points below zero stay."""

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
    """The score stands, the grade is no better than this one."""

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
    """The unit has no score, no grade and no rank; what it would have scored stands beside that."""

    tag: ClassVar[str] = "no_score"
    form = Text("score: none")
    while_open = Text("没有报告的，暂无得分", "there is no score until it is reported")
    leaves_score = False

    to: Literal["none"] = attrs.field(
        default="none", eq=False, metadata={"key": "score"}
    )  # nothing else can be written

    def describe(self, titles: Mapping[str, Text]) -> Message:  # noqa: ARG002, D102
        return message("不评定得分和等次", "no score, no grade")


VETO_EFFECTS: Final[tuple[type[VetoEffect], ...]] = (ZeroTotal, ZeroParts, CapGrade, NoScore)
"""The effects that a checklist may write."""
