"""The indicator type `survey`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Annotated, ClassVar

import attrs

from lawcheck.plugin import (
    BadEvidence,
    Case,
    Deduction,
    Fault,
    Message,
    MissingEvidence,
    Record,
    Result,
    SamplingError,
    Tally,
    Wants,
    message,
)
from lawcheck_survey.margin import CONFIDENCE, margin_of_error


@attrs.frozen
class Question:
    """One question of the survey, counted.

    Attributes:
        record: its row in the register.
        answers: (value, number of people) for each answer.
    """

    record: Record
    answers: tuple[tuple[Fraction, int], ...]

    @property
    def responses(self) -> int:
        """The number of people who answered."""
        return sum(number for _, number in self.answers)

    @property
    def score(self) -> Fraction:
        """The mean answer."""
        return (
            sum((value * number for value, number in self.answers), Fraction(0)) / self.responses
        )


@attrs.frozen
class Survey:
    """A public satisfaction survey (公众满意度), from the answers to each question.

    The register has one row per question and one column per answer, with the number of people who
    chose it. A question's score is the mean of the answers' values, the survey's score the mean of
    its questions. From `zero_at` (no points) to `full_at` (full points) it earns points in
    proportion. The explanation has the margin of error (95 %, of the question with the widest) and
    the number of responses; they never change the score. `lawcheck stability` shows what the item
    loses at both ends of that margin.

    ```yaml
    - id: satisfaction
      title: {zh: 公众满意度, en: Public satisfaction}
      points: 10
      type: survey
      register: answers
      answers: {satisfied: 100%, fair: 60%, dissatisfied: 0%}
      zero_at: 60%
      full_at: 90%
      at_least: 100
    ```

    80 satisfied, 10 fair, 10 dissatisfied of 100: 80% + 6% = 86%; (86 - 60) / (90 - 60) of 10
    points = 26/3 earned.

    Attributes:
        register: the register of questions.
        answers: answer column to the value of the answer.
        zero_at: the score that earns nothing.
        full_at: the score that earns everything.
        at_least: the fewest responses that a question needs; with fewer the item stays open.
    """

    type_name: ClassVar[str] = "survey"
    in_any_order: ClassVar[bool] = True
    thresholds: ClassVar[tuple[str, ...]] = ("zero_at", "full_at")

    register: Annotated[str, Wants("register")]
    answers: Mapping[str, Fraction] = attrs.field(hash=False)
    zero_at: Fraction
    full_at: Fraction
    at_least: Fraction

    def is_share(self) -> bool:
        """Return that the score of a survey is a share, as its answers are."""
        return True

    def check(self, points: Fraction | None) -> Iterator[Fault]:
        """Yield faults of the parameters.

        The item needs a full score, answers values between 0 and 100 %, and the scale must rise
        and end at a score that answers can reach.
        """
        if points is None:
            yield Fault(
                message(
                    "满意度调查需要满分；请写 points",
                    "a survey needs to know what the item is worth: add `points`",
                ),
                "type",
            )
        if len(self.answers) < 2 or not all(0 <= value <= 1 for value in self.answers.values()):
            yield Fault(
                message(
                    "至少写两种回答，取值在0到100%之间",
                    "name at least two answers, each worth 0 to 100%",
                ),
                "answers",
            )
        if not self.zero_at < self.full_at:
            yield Fault(
                message("full_at 应大于 zero_at", "`full_at` must be above `zero_at`"), "full_at"
            )
        if self.full_at > max(self.answers.values(), default=self.full_at):
            yield Fault(
                message(
                    "没有一种回答到得了 full_at；请降低",
                    "no answer is worth as much as `full_at`; lower it",
                ),
                "full_at",
            )
        if self.at_least < 1:
            yield Fault(message("at_least 至少为1", "`at_least` must be 1 or more"), "at_least")

    def describe(self) -> Message:
        """Return the scale in one sentence."""
        return message(
            "满意度{zero:%}及以下0分，{full:%}及以上满分，其间按比例；每题至少{least}份",
            "{zero:%} or less earns nothing, {full:%} or more everything; at least {least} "
            "responses a question",
            zero=self.zero_at,
            full=self.full_at,
            least=self.at_least,
        )

    def score(self, case: Case) -> Result:
        """Return at most one deduction, for how far the survey's score is below `full_at`."""
        questions = self._questions(case)
        mean = _mean(questions)
        working = message(
            "{n}题平均{mean:%}，每题{least}份以上，误差不超过±{margin:pp}（95%置信度）",
            "mean of {n} questions {mean:%}, {least} responses or more each, margin of error "
            "±{margin:pp} at most (95%)",
            n=len(questions),
            mean=mean,
            least=min(question.responses for question in questions),
            margin=_margin(questions),
        )
        about = (Tally(self.register, len(questions), len(questions)),)
        cost = self._cost(case, mean)
        if not cost:
            return Result(about=about, working=working)
        reason = message(
            "{working}；不高于{zero:%}，不得分",
            "{working}; {zero:%} or less earns nothing",
            working=working,
            zero=self.zero_at,
        )
        if mean > self.zero_at:
            reason = message(
                "{working}；({full:%} − {mean:%}) ÷ {width:pp} × {points} = {cost}",
                "{working}; ({full:%} - {mean:%}) / {width:pp} x {points} = {cost}",
                working=working,
                full=self.full_at,
                mean=mean,
                width=self.full_at - self.zero_at,
                points=case.full,
                cost=cost,
            )
        worst = min(questions, key=lambda question: question.score)
        return Result((Deduction(cost, reason, (worst.record,)),), about=about, working=working)

    def sampling_error(self, case: Case) -> SamplingError:
        """Return the losses at both ends of the margin of error, since not everybody was asked."""
        questions = self._questions(case)
        mean, margin = _mean(questions), _margin(questions)
        return SamplingError(
            self._cost(case, mean + margin), self._cost(case, mean - margin), CONFIDENCE
        )

    def _cost(self, case: Case, mean: Fraction) -> Fraction:
        """Return what a score loses on the scale from `zero_at` to `full_at`."""
        width = self.full_at - self.zero_at
        return case.full * min(max(self.full_at - mean, Fraction(0)), width) / width

    def _questions(self, case: Case) -> list[Question]:
        records = case.evidence.registers.get(self.register)
        if records is None:
            raise MissingEvidence((self.register,))
        if not records:
            raise MissingEvidence(why=_NO_QUESTION)
        for record in records:
            self._refuse_parts_of_people(record)
        questions = [self._question(record) for record in records]
        few = [question.record for question in questions if question.responses < self.at_least]
        if few:
            fewest = min(question.responses for question in questions)
            raise MissingEvidence(why=_too_few(fewest, self.at_least, few))
        return questions

    def _refuse_parts_of_people(self, record: Record) -> None:
        """Refuse a number that is not whole, even if others are blank."""
        for column in self.answers:
            number = record.values.get(column)
            if number is not None and not (
                isinstance(number, Fraction) and number.denominator == 1
            ):
                why = message(
                    "列 {column} 应是人数",
                    "the column {column} must hold a number of people",
                    column=column,
                )
                raise BadEvidence(why, [record])

    def _question(self, record: Record) -> Question:
        answers = []
        for column, value in self.answers.items():
            number = record.values.get(column)
            if number is None:
                raise MissingEvidence((f"{self.register}.{column}",), [record])
            assert isinstance(number, Fraction)  # noqa: S101 - others are refused before
            answers.append((value, number.numerator))
        if not any(number for _, number in answers):
            raise MissingEvidence(why=_too_few(0, self.at_least, [record]))
        return Question(record, tuple(answers))


_NO_QUESTION = message("问卷没有题目", "the survey holds no question")


def _too_few(fewest: int, wanted: Fraction, records: Sequence[Record]) -> Message:
    return message(
        "问卷太少，最少{fewest}份，至少要{wanted}份：{questions}",
        "too few responses, {fewest} where at least {wanted} are needed: {questions}",
        fewest=fewest,
        wanted=wanted,
        questions=[record.title for record in records],
    )


def _mean(questions: Sequence[Question]) -> Fraction:
    return sum((question.score for question in questions), Fraction(0)) / len(questions)


def _margin(questions: Sequence[Question]) -> Fraction:
    """Return the widest margin of any question; that of their mean is not wider."""
    return max(margin_of_error(question.answers) for question in questions)
