"""The ways in which reviewed files give the unit's score: `by: mean`, `by: each`, `by: share`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final, Protocol

import attrs

from lawcheck.plugin import ONE, ZERO, Deduction, Message, Record, Text, join, message
from lawcheck_casefile.bounds import INTERVALS, Interval, Method, wilson
from lawcheck_casefile.standard import Review

_METHOD_NAMES: Final[dict[Method, str]] = {
    "wilson": "Wilson",
    "clopper_pearson": "Clopper-Pearson",
}


class WayToScore(Protocol):
    """How the files give the unit's score."""

    def describe(self) -> Message:
        """Return the way in words."""

    def deductions(self, full: Fraction, reviews: Sequence[Review]) -> Iterator[Deduction]:
        """Yield what is taken off an item of `full` points."""

    def mark(self, review: Review) -> Fraction:
        """Return what one file adds to the share: from 0 to 1."""

    def interval(self, found: Fraction, files: int) -> Interval:
        """Return the 95 % interval of the share, given the sum of the marks."""

    def lost(self, full: Fraction, share: Fraction, files: int) -> Fraction:
        """Return what an item of `full` points loses at a share."""


@attrs.frozen
class MeanScore:
    """The mean score of the files, as a share of the item's points.

    Attributes:
        file_points: the full score of a file.
    """

    file_points: Fraction

    def describe(self) -> Message:
        """Return the way in words."""
        return message(
            "按各卷平均得分率计分", "the mean score of the files, as a share of the points"
        )

    def deductions(self, full: Fraction, reviews: Sequence[Review]) -> Iterator[Deduction]:
        """Yield one deduction for each file without full score."""
        for each in reviews:
            short = self.file_points - each.score
            if short:
                cost = full * short / (self.file_points * len(reviews))
                reason = message(
                    "{why}；({full} − {score}) ÷ {full} ÷ {n}卷 × {points} = {cost}",
                    "{why}; ({full} - {score}) / {full} / {n} files x {points} = {cost}",
                    why=each.why,
                    full=self.file_points,
                    score=each.score,
                    n=len(reviews),
                    points=full,
                    cost=cost,
                )
                yield Deduction(cost, reason, (each.record,))

    def mark(self, review: Review) -> Fraction:
        """Return the file's score as a share of the full score."""
        return review.score / self.file_points

    def interval(self, found: Fraction, files: int) -> Interval:
        """Return Wilson's interval of the mean."""
        return wilson(found, files)

    def lost(self, full: Fraction, share: Fraction, files: int) -> Fraction:  # noqa: ARG002 - other ways need it
        """Return what the mean is short of the full score."""
        return full * (ONE - share)


@attrs.frozen
class EachFile:
    """Points off for each file that is not qualified.

    Attributes:
        deduct: what each of them costs.
    """

    deduct: Fraction

    def describe(self) -> Message:
        """Return the way in words."""
        return message(
            "每有一卷不合格扣{deduct}分",
            "{deduct} off for each file that is not qualified",
            deduct=self.deduct,
        )

    def deductions(self, full: Fraction, reviews: Sequence[Review]) -> Iterator[Deduction]:  # noqa: ARG002 - other ways need it
        """Yield one deduction for each file that is not qualified."""
        for each in reviews:
            if not each.is_qualified:
                reason = message("{why}，不合格", "{why}, not qualified", why=each.why)
                yield Deduction(self.deduct, reason, (each.record,))

    def mark(self, review: Review) -> Fraction:
        """Return 1 for a qualified file."""
        return Fraction(review.is_qualified)

    def interval(self, found: Fraction, files: int) -> Interval:
        """Return Wilson's interval of the share of qualified files."""
        return wilson(found, files)

    def lost(self, full: Fraction, share: Fraction, files: int) -> Fraction:  # noqa: ARG002 - other ways need it
        """Return what the files cost that are not qualified."""
        return self.deduct * files * (ONE - share)


@attrs.frozen
class ShareOfFiles:
    """The share of qualified files against a target, in proportion.

    Attributes:
        target: the share that earns full points.
        bound: the lower bound that is compared with it; None for the share that was found.
    """

    target: Fraction
    bound: Method | None

    def describe(self) -> Message:
        """Return the way in words."""
        what = Text("案卷合格率", "the share of qualified files")
        if self.bound is not None:
            name = _METHOD_NAMES[self.bound]
            what = Text(
                f"案卷合格率的95%置信下限（{name} 法）",
                f"the lower 95% bound ({name}) of the share of qualified files",
            )
        return message(
            "{what}达到{target:%}得满分，不足的按比例扣分",
            "{what} against {target:%}, in proportion",
            what=what,
            target=self.target,
        )

    def deductions(self, full: Fraction, reviews: Sequence[Review]) -> Iterator[Deduction]:
        """Yield one deduction if the share, or its bound, is below the target."""
        failed = [each for each in reviews if not each.is_qualified]
        qualified, n = len(reviews) - len(failed), len(reviews)
        found = Fraction(qualified, n)
        share = found if self.bound is None else INTERVALS[self.bound](qualified, n).low
        if share >= self.target:
            return
        cost = self.lost(full, share, n)
        arithmetic = message(
            "{found}，低于{target:%}：({target:%} − {share:%}) ÷ {target:%} × {points} = {cost}",
            "{found}, below {target:%}: ({target:%} - {share:%}) / {target:%} x {points} = {cost}",
            found=self._found(qualified, n, share),
            target=self.target,
            share=share,
            points=full,
            cost=cost,
        )
        # If all files are qualified, the bound is low because there are few files: cite them all.
        cites: tuple[Record, ...] = tuple(each.record for each in failed or reviews)
        yield Deduction(cost, join([arithmetic, *(each.why for each in failed)]), cites)

    def _found(self, qualified: int, files: int, bound: Fraction) -> Message:
        found = message(
            "合格{a}/{b} = {share:%}",
            "{a}/{b} qualified = {share:%}",
            a=qualified,
            b=files,
            share=Fraction(qualified, files),
        )
        if self.bound is None:
            return found
        return message(
            "{found}，按 {name} 法的95%置信下限{bound:%}计",
            "{found}, counted at its lower 95% bound ({name}) {bound:%}",
            found=found,
            name=_METHOD_NAMES[self.bound],
            bound=bound,
        )

    def mark(self, review: Review) -> Fraction:
        """Return 1 for a qualified file."""
        return Fraction(review.is_qualified)

    def interval(self, found: Fraction, files: int) -> Interval:
        """Return the interval of the bound that the checklist names, else Wilson's."""
        return INTERVALS[self.bound or "wilson"](found.numerator, files)

    def lost(self, full: Fraction, share: Fraction, files: int) -> Fraction:  # noqa: ARG002 - other ways need it
        """Return what is lost in proportion to the target."""
        return full * max(ZERO, self.target - share) / self.target
