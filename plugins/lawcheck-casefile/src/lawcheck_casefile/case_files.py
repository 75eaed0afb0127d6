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
    Result,
    SamplingError,
    Tally,
    Wants,
    Where,
    check_above_zero,
    check_deduction,
    check_has_points,
    join,
    later,
    message,
    select,
)
from lawcheck_casefile.bounds import CONFIDENCE, INTERVALS, Method
from lawcheck_casefile.sample_words import confidence, size_message
from lawcheck_casefile.standard import Defect, Fatal, Review, Standard, refuse_duplicates
from lawcheck_casefile.ways_to_score import EachFile, MeanScore, ShareOfFiles, WayToScore

MAX_FILES: Final = 10_000
"""The most files of one review. Exact bounds take long for more, and nobody reads as many."""

_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "mean": (),
    "share": ("target", "on"),
    "each": ("deduct",),
}
"""The keys that each way to score the unit requires, and that the others do not take."""


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
    in_any_order: ClassVar[bool] = True
    thresholds: ClassVar[tuple[str, ...]] = ("target",)

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

    @property
    def way(self) -> WayToScore:
        """How the files give the score, once `check` has found the keys that it needs."""
        match self.by:
            case "mean":
                return MeanScore(self.file_points)
            case "each":
                assert self.deduct is not None  # noqa: S101 - `check` asks for it
                return EachFile(self.deduct)
            case "share":
                assert self.target is not None  # noqa: S101 - `check` asks for it
                return ShareOfFiles(self.target, self.bound)
            case _:
                assert_never(self.by)

    def is_share(self) -> bool:
        """Return that the target is a share: of the files that are qualified."""
        return True

    def check(self, points: Fraction | None) -> Iterator[Fault]:
        """Yield faults: of the standard, keys that do not go together, an unreachable target."""
        yield from self.standard.check()
        if self.by != "each" or self.on_zero == "zero":
            yield from check_has_points(points)
        for key in ("target", "on", "deduct"):
            yield from self._check_key(key, f"by: {self.by}", key in _KEYS[self.by])
        yield from self._check_key("bound", f"on: {self.on or 'point'}", self.on == "lower_bound")
        if self.planned is not None:
            yield from check_above_zero(Fraction(self.planned), "planned")
        if self.deduct is not None:
            yield from check_above_zero(self.deduct, "deduct")
            yield from check_deduction(self.deduct, points, "deduct")
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
        parts = [self.way.describe()]
        if self.planned is not None:
            parts.append(
                message("计划抽查{planned}卷", "{planned} files planned", planned=self.planned)
            )
        return join([*parts, self.standard.describe()])

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
            tuple(self.way.deductions(case.full, reviews)),
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
        way = self.way
        interval = way.interval(sum(map(way.mark, reviews), ZERO), files)
        worst, best = (
            way.lost(case.full, share, files) for share in (interval.low, interval.high)
        )
        return SamplingError(best, worst, CONFIDENCE)

    def _of_nothing(self, case: Case, about: tuple[Tally, ...]) -> Result:
        size = size_message(0, self.planned)
        match self.on_zero:
            case "not_applicable":
                raise DoesNotApply(
                    message("{size}，按规则不适用", "{size}: not applicable by rule", size=size)
                )
            case "full":
                full = message("{size}，按规则得满分", "{size}: full points by rule", size=size)
                return Result(about=about, working=full)
            case "zero":
                reason = message("{size}，按规则不得分", "{size}: no points by rule", size=size)
                return Result((Deduction(case.full, reason),), about=about, working=size)
            case _:
                assert_never(self.on_zero)

    def _working(self, reviews: Sequence[Review]) -> Message:
        n = len(reviews)
        qualified = sum(each.is_qualified for each in reviews)
        mean = sum((each.score for each in reviews), ZERO) / n
        mean_score = message(
            "平均{mean}分（满分{full}）", "mean {mean} of {full}", mean=mean, full=self.file_points
        )
        return join([size_message(n, self.planned), mean_score, *confidence(qualified, n)])
