"""The indicator type `case_files`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Annotated, ClassVar, Final, Literal, assert_never

import attrs

from lawcheck.plugin import (
    EVERYTHING,
    ONE,
    ZERO,
    BadEvidence,
    Case,
    Deduction,
    DoesNotApply,
    Fault,
    Message,
    MissingEvidence,
    Record,
    Result,
    SamplingError,
    Tally,
    Text,
    Wants,
    Where,
    join,
    later,
    message,
    no_points,
    not_above_zero,
    select,
    too_much,
)
from lawcheck_casefile.bounds import CONFIDENCE, INTERVALS, Method, wilson
from lawcheck_casefile.sample_words import confidence, size_message
from lawcheck_casefile.standard import Defect, Fatal, Review, Standard, refuse_duplicates

MAX_FILES: Final = 10_000
"""The most files of one review. Exact bounds take long for more, and nobody reads as many."""

_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "mean": (),
    "share": ("target", "on"),
    "each": ("deduct",),
}
"""The keys that each way to score the unit requires, and that the others do not take."""
_NAMES: Final[Mapping[Method, str]] = {"wilson": "Wilson", "clopper_pearson": "Clopper-Pearson"}


@attrs.frozen
class CaseFiles:
    """Case files that were drawn and reviewed (案卷评查), one row of the register per file.

    Each file is reviewed by a standard: it starts with `file_points` and loses what its faults
    cost, down to 0. A `fatal` fault makes its score 0 and the file unqualified, whatever else is
    in it. The files give the unit's score in one of three ways: `by: mean` gives the mean score of
    the files as a share of the item's points, `by: share` compares the share of qualified files
    with a `target`, `by: each` takes points off for each file that is not qualified.

    ```yaml
    - id: penalty_files
      title: {zh: 行政处罚案卷质量, en: Files of administrative penalties}
      points: 10
      type: case_files
      register: penalty_files
      file_no: number
      file_points: 100
      parts: {外在质量: 20, 内在质量: 80}
      faults:
        - title: {zh: 装订不规范, en: badly bound}
          column: badly_bound
          deduct: 5
          part: 外在质量
        - title: {zh: 文书填写错误, en: errors in forms}
          column: form_errors
          deduct: 10
          at_most: 30
          part: 内在质量
      fatal:
        - {title: {zh: 处罚主体不合法, en: no power to punish}, column: no_power}
      qualified_from: 60
      planned: 10
      on_zero: not_applicable
      by: mean
    ```

    Two files: one with 2 errors scores 100 - 2 x 10 = 80; one without power to punish scores 0.
    Their mean is 40 of 100: 4 of 10 points earned, 1 lost by the first file and 5 by the second.

    The same by the share of qualified files:

    ```yaml
    - id: licence_files
      title: {zh: 行政许可案卷合格率, en: Qualified licence files}
      points: 10
      type: case_files
      register: licence_files
      file_points: 100
      faults: [{title: {zh: 缺少文书, en: missing papers}, column: missing_papers, deduct: 15}]
      qualified_from: 60
      on_zero: full
      by: share
      target: 90%
      on: point
    ```

    9 of 12 files qualified are 75%: (90% - 75%) / 90% x 10 = 5/3 lost. With `on: lower_bound`,
    `bound: wilson` and a target of 60%, the lower end of the 95% interval, 46.7694%, is used
    instead of 75%.

    The explanation says how many files were reviewed and how many were planned, and what the
    sample says about all files: the bounds of Wilson and of Clopper and Pearson. A blank leaves
    the item open, unless a fatal fault of the same file decides already.

    `lawcheck stability` shows how far the score may be from that of all files: what is lost at
    both ends of the 95% interval, by Wilson's method if no `bound` is set.

    Attributes:
        register: the register of files; one row per file.
        file_points: the full score of a file.
        qualified_from: the score from which a file is qualified.
        on_zero: what it means if no file was reviewed.
        by: how the files give the unit's score: `mean`, `share` or `each`.
        faults: what costs points of a file: `title`, `column` (yes/no, or how many times),
            `deduct`, and optionally `at_most` and `part`. At least one of `faults` and `fatal` is
            needed.
        fatal: faults that cost the whole file: `title`, `column`.
        parts: the points of each part of a file; its faults cost no more.
        where: which rows are files of this item.
        file_no: the column that identifies a file; a duplicated file is refused.
        planned: how many files were to be reviewed; if there are fewer, the explanation says so,
            and the score is not changed.
        target: with `by: share`: the share of qualified files that earns full points.
        on: with `by: share`: what is compared with the target, the share that was found (`point`)
            or its `lower_bound`.
        bound: with `on: lower_bound`: which one, `wilson` or `clopper_pearson`.
        deduct: with `by: each`: what each file costs that is not qualified.
    """

    type_name: ClassVar[str] = "case_files"

    register: Annotated[str, Wants("register")]
    file_points: Fraction
    qualified_from: Fraction
    on_zero: Literal["not_applicable", "full", "zero"]
    by: Literal["mean", "share", "each"]
    faults: tuple[Defect, ...] = ()
    fatal: tuple[Fatal, ...] = ()
    parts: Mapping[str, Fraction] = attrs.field(factory=dict, hash=False)
    where: Where = EVERYTHING
    file_no: Annotated[str, Wants("column")] = ""
    planned: int | None = None
    target: Fraction | None = None
    on: Literal["point", "lower_bound"] | None = None
    bound: Method | None = None
    deduct: Fraction | None = None

    @property
    def standard(self) -> Standard:
        """The standard that each file is reviewed by."""
        return Standard(self.file_points, self.faults, self.fatal, self.parts, self.qualified_from)

    def check(self, points: Fraction | None) -> Iterator[Fault]:
        """Yield faults: of the standard, keys that do not go together, an unreachable target."""
        yield from self.standard.check()
        if self.by != "each" or self.on_zero == "zero":
            yield from no_points(points)
        for key in ("target", "on", "deduct"):
            yield from self._check_key(key, f"by: {self.by}", key in _KEYS[self.by])
        yield from self._check_key("bound", f"on: {self.on or 'point'}", self.on == "lower_bound")
        if self.planned is not None:
            yield from not_above_zero(Fraction(self.planned), "planned")
        if self.deduct is not None:
            yield from not_above_zero(self.deduct, "deduct")
            yield from too_much(self.deduct, points, "deduct")
        if self.target is not None:
            yield from self._check_target(self.target)

    def _check_key(self, key: str, to: str, is_needed: bool) -> Iterator[Fault]:
        is_given = getattr(self, key) is not None
        if is_needed and not is_given:
            yield Fault(
                message("{to} 还要写 {key}", "`{to}` needs `{key}`; add it", to=to, key=key), "by"
            )
        if is_given and not is_needed:
            yield Fault(
                message(
                    "{key} 不用于 {to}；请删去",
                    "`{key}` does not belong to `{to}`; remove it",
                    to=to,
                    key=key,
                ),
                key,
            )

    def _check_target(self, target: Fraction) -> Iterator[Fault]:
        if not ZERO < target <= ONE:
            yield Fault(
                message("target 应大于0、不超过100%", "`target` must be above 0 and at most 100%"),
                "target",
            )
        elif self.bound is not None and target == ONE:
            yield Fault(
                message(
                    "置信下限永远到不了100%；请降低 target",
                    "a lower bound never reaches 100%; lower `target`",
                ),
                "target",
            )
        elif self.bound is not None and self.planned is not None and 0 < self.planned <= MAX_FILES:
            best = INTERVALS[self.bound](self.planned, self.planned).low
            if best < target:
                yield Fault(
                    message(
                        "{planned}卷全部合格时下限也只有{best:%}，到不了{target:%}；请降低 "
                        "target 或增加 planned",
                        "even if all {planned} files are qualified the lower bound is {best:%}, "
                        "below {target:%}; lower `target` or plan more files",
                        planned=self.planned,
                        best=best,
                        target=target,
                    ),
                    "target",
                )

    def describe(self) -> Message:
        """Return how the files give the score, and the standard."""
        parts: list[Text | Message] = [self._way()]
        if self.planned is not None:
            parts.append(
                message("计划抽查{planned}卷", "{planned} files planned", planned=self.planned)
            )
        return join([*parts, self.standard.describe()])

    def _way(self) -> Message:
        match self.by:
            case "mean":
                return message(
                    "按各卷平均得分率计分", "the mean score of the files, as a share of the points"
                )
            case "each":
                return message(
                    "每有一卷不合格扣{deduct}分",
                    "{deduct} off for each file that is not qualified",
                    deduct=self.deduct,
                )
            case "share":
                return self._against_target()
            case _:
                assert_never(self.by)

    def _against_target(self) -> Message:
        what = Text("案卷合格率", "the share of qualified files")
        if self.bound is not None:
            what = Text(
                f"案卷合格率的95%置信下限（{_NAMES[self.bound]} 法）",
                f"the lower 95% bound ({_NAMES[self.bound]}) of the share of qualified files",
            )
        return message(
            "{what}达到{target:%}得满分，不足的按比例扣分",
            "{what} against {target:%}, in proportion",
            what=what,
            target=self.target,
        )

    def score(self, case: Case) -> Result:
        """Return a deduction for each file that lowers the score, or one for the share."""
        records = case.evidence.registers.get(self.register)
        if records is None:
            raise MissingEvidence((self.register,))
        chosen = select(records, self.where)
        if len(chosen) > MAX_FILES:
            why = message(
                "{n}卷超过一次评查的上限{most}卷；请只给抽中的案卷",
                "{n} files are more than the {most} that one review may hold; give the files "
                "that were drawn",
                n=len(chosen),
                most=MAX_FILES,
            )
            raise BadEvidence(why, chosen[:1])
        refuse_duplicates(chosen, self.file_no)
        about = (Tally(self.register, len(chosen), len(records)),)
        if not chosen:
            return self._of_nothing(case, about)
        reviews = self.standard.review(chosen)
        return Result(
            tuple(self._deductions(case, reviews)),
            about=about,
            working=later(self._working, reviews),
        )

    def sampling_error(self, case: Case) -> SamplingError | None:
        """Return what is lost at both ends of the 95% interval; None if there are no files.

        The interval is Wilson's if the checklist names no `bound`. For a mean score it is that of
        the mean as a share of the full score.
        """
        reviews = self.standard.review(select(case.evidence.registers[self.register], self.where))
        files = len(reviews)
        if not files:
            return None
        found = sum(map(self._mark, reviews), ZERO)
        interval = (
            wilson(found, files)
            if self.bound is None
            else INTERVALS[self.bound](found.numerator, files)
        )
        worst, best = (self._lost(case, share, files) for share in (interval.low, interval.high))
        return SamplingError(best, worst, CONFIDENCE)

    def _mark(self, review: Review) -> Fraction:
        """Return what one file adds to the share: of the full score, or 1 if it is qualified."""
        match self.by:
            case "mean":
                return review.score / self.file_points
            case "share" | "each":
                return Fraction(review.is_qualified)
            case _:
                assert_never(self.by)

    def _lost(self, case: Case, share: Fraction, files: int) -> Fraction:
        """Return what is lost at a share of qualified files, or of the full score for a mean."""
        if self.deduct is not None:
            return self.deduct * files * (ONE - share)
        if self.target is not None:
            return case.full * max(ZERO, self.target - share) / self.target
        return case.full * (ONE - share)

    def _of_nothing(self, case: Case, about: tuple[Tally, ...]) -> Result:
        told = size_message(0, self.planned)
        match self.on_zero:
            case "not_applicable":
                raise DoesNotApply(
                    message("{told}，按规则不适用", "{told}: not applicable by rule", told=told)
                )
            case "full":
                full = message("{told}，按规则得满分", "{told}: full points by rule", told=told)
                return Result(about=about, working=full)
            case "zero":
                reason = message("{told}，按规则不得分", "{told}: no points by rule", told=told)
                return Result((Deduction(case.full, reason),), about=about, working=told)
            case _:
                assert_never(self.on_zero)

    def _deductions(self, case: Case, reviews: Sequence[Review]) -> Iterator[Deduction]:
        """Return the deductions.

        `check` ensures that `deduct` is set only with `by: each`, and `target` only with `by:
        share`.
        """
        if self.deduct is not None:
            return self._by_each(self.deduct, reviews)
        if self.target is not None:
            return self._by_share(self.target, case, reviews)
        return self._by_mean(case, reviews)

    def _by_mean(self, case: Case, reviews: Sequence[Review]) -> Iterator[Deduction]:
        for each in reviews:
            short = self.file_points - each.score
            if short:
                cost = case.full * short / (self.file_points * len(reviews))
                reason = message(
                    "{why}；({full} − {score}) ÷ {full} ÷ {n}卷 × {points} = {cost}",
                    "{why}; ({full} - {score}) / {full} / {n} files x {points} = {cost}",
                    why=each.why,
                    full=self.file_points,
                    score=each.score,
                    n=len(reviews),
                    points=case.full,
                    cost=cost,
                )
                yield Deduction(cost, reason, (each.record,))

    def _by_each(self, deduct: Fraction, reviews: Sequence[Review]) -> Iterator[Deduction]:
        for each in reviews:
            if not each.is_qualified:
                reason = message("{why}，不合格", "{why}, not qualified", why=each.why)
                yield Deduction(deduct, reason, (each.record,))

    def _by_share(
        self, target: Fraction, case: Case, reviews: Sequence[Review]
    ) -> Iterator[Deduction]:
        failed = [each for each in reviews if not each.is_qualified]
        qualified, n = len(reviews) - len(failed), len(reviews)
        share = (
            Fraction(qualified, n)
            if self.bound is None
            else INTERVALS[self.bound](qualified, n).low
        )
        if share >= target:
            return
        cost = case.full * (target - share) / target
        told = message(
            "合格{a}/{b} = {share:%}",
            "{a}/{b} qualified = {share:%}",
            a=qualified,
            b=n,
            share=Fraction(qualified, n),
        )
        if self.bound is not None:
            told = message(
                "{told}，按 {name} 法的95%置信下限{bound:%}计",
                "{told}, counted at its lower 95% bound ({name}) {bound:%}",
                told=told,
                name=_NAMES[self.bound],
                bound=share,
            )
        arithmetic = message(
            "{told}，低于{target:%}：({target:%} − {share:%}) ÷ {target:%} × {points} = {cost}",
            "{told}, below {target:%}: ({target:%} - {share:%}) / {target:%} x {points} = {cost}",
            told=told,
            target=target,
            share=share,
            points=case.full,
            cost=cost,
        )
        # If all files are qualified, the bound is low because there are few files: cite them all.
        cites: tuple[Record, ...] = tuple(each.record for each in failed or reviews)
        yield Deduction(cost, join([arithmetic, *(each.why for each in failed)]), cites)

    def _working(self, reviews: Sequence[Review]) -> Message:
        n = len(reviews)
        qualified = sum(each.is_qualified for each in reviews)
        mean = sum((each.score for each in reviews), ZERO) / n
        told = message(
            "平均{mean}分（满分{full}）", "mean {mean} of {full}", mean=mean, full=self.file_points
        )
        return join([size_message(n, self.planned), told, *confidence(qualified, n)])
