"""The indicator type `parts`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

import attrs

from lawcheck.indicators.blocks.checks import (
    check_above_zero,
    check_cap,
    check_not_empty,
    check_unique,
)
from lawcheck.model.case import AwaitsJudgement, Case, Result
from lawcheck.model.deductions import Deduction, limit
from lawcheck.model.exact import ZERO, add_up
from lawcheck.model.in_points import IN_POINTS
from lawcheck.model.readings import DoesNotApply, MissingEvidence, missing
from lawcheck.model.rule import (
    Dated,
    Fault,
    Judgeable,
    JudgedByMany,
    Paired,
    Rule,
    Sampled,
    SamplingError,
)
from lawcheck.model.text import Message, Text, join, message

_WAITS = message("还有部分待评议", "another part awaits the judgement of a person")


@attrs.frozen
class Part:
    """A rule inside an item; the keys of the rule are written at the same level.

    Attributes:
        id: unique in the item; judgements name it as `item.part`.
        title: what people call it.
        points: the most that it costs.
        rule: the rule: `type` and its keys.
    """

    id: str
    title: Text
    points: Fraction = attrs.field(metadata=IN_POINTS)
    rule: Rule

    def deductions(self, result: Result) -> tuple[Deduction, ...]:
        """Return what the rule takes off, at most `points`.

        A rule that counts up takes off what it did not gain.
        """
        deductions = result.deductions
        if result.gains is not None:
            gained = min(sum((gain.points for gain in result.gains), ZERO), self.points)
            reason = message(
                "累计得{gained}，满分{points}",
                "counted up to {gained} of {points}",
                gained=gained,
                points=self.points,
            )
            deductions = (Deduction(self.points - gained, reason),) if gained < self.points else ()
        why = message(
            "{title}至多扣{points}",
            "{title}: at most {points}",
            title=self.title,
            points=self.points,
        )
        return limit(
            (attrs.evolve(each, reason=self.titled(each.reason)) for each in deductions),
            self.points,
            why,
        )

    def working(self, result: Result) -> Message | None:
        """Return the arithmetic of this part, with its cap if the rule gained more."""
        if result.working is None:
            return None
        told = self.titled(result.working)
        if sum((gain.points for gain in result.gains or ()), ZERO) <= self.points:
            return told
        return message(
            "{told}（至多计{points}）",
            "{told} (at most {points} count)",
            told=told,
            points=self.points,
        )

    def titled(self, what: Message) -> Message:
        """Return a message with the title of this part before it."""
        return message("{title}：{what}", "{title}: {what}", title=self.title, what=what)


@attrs.frozen
class Parts:
    """Several rules in one item, each with its cap (制度0.3分；每少一次扣0.3分，累计不超过1.2分).

    Each part costs at most its own points, all together at most the item's. A part that does not
    apply costs nothing; if no part applies, the item does not apply. One part that is missing or
    awaits a judgement leaves the item open.

    ```yaml
    - id: law_study
      title: {zh: 领导干部学法, en: Law study of leaders}
      points: 1.5
      type: parts
      parts:
        - id: rules
          title: {zh: 学法制度, en: rules}
          points: 0.3
          type: yes_no
          value: has_study_rules
        - id: times
          title: {zh: 学法次数, en: sessions}
          points: 1.2
          type: count_target
          value: study_sessions
          target: 6
          deduct: {points: 0.3, per: 1}
    ```

    No rules and 1 session: 0.3, and 5 x 0.3 = 1.5 of which at most 1.2: 0 earned. Rules and 4
    sessions: 2 x 0.3 = 0.6 off, 0.9 earned.

    Attributes:
        parts: the rules.
    """

    type_name: ClassVar[str] = "parts"

    parts: tuple[Part, ...]

    def check(self, points: Fraction | None) -> Iterator[Fault]:
        """Check that ids are unique and caps can bind.

        The loader checks each rule by itself, so that its faults are reported at its own place in
        the file.
        """
        yield from check_not_empty(self.parts, "parts")
        yield from check_unique((part.id for part in self.parts), "parts")
        for part in self.parts:
            yield from check_above_zero(part.points, "parts")
            yield from check_cap(part.points, points, "parts")

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield the pairs of part and whole that the rules compare."""
        for part in self.parts:
            if isinstance(part.rule, Paired):
                yield from part.rule.pairs()

    def spans(self) -> Iterator[tuple[str, str, str]]:
        """Yield the pairs of dates between which the rules count days."""
        for part in self.parts:
            if isinstance(part.rule, Dated):
                yield from part.rule.spans()

    def judged(self, key: str) -> Iterator[str]:
        """Yield the keys of the parts that are judged."""
        for part in self.parts:
            if isinstance(part.rule, Judgeable):
                yield from part.rule.judged(f"{key}.{part.id}")

    def judged_by_many(self, key: str) -> Iterator[str]:
        """Yield the keys of the parts that several people may judge."""
        for part in self.parts:
            if isinstance(part.rule, JudgedByMany):
                yield from part.rule.judged_by_many(f"{key}.{part.id}")

    def describe(self) -> Message:
        """Return a sentence with every rule and its points."""
        return join(
            message(
                "{title}（{points}分）：{rule}",
                "{title} ({points}): {rule}",
                title=part.title,
                points=part.points,
                rule=part.rule.describe(),
            )
            for part in self.parts
        )

    def sampling_error(self, case: Case) -> SamplingError | None:
        """Add up the sampling errors of all parts: all at their best, and all at their worst.

        Returns:
            None where no part rests on a sample. The confidence is the lowest of all parts.
        """
        least = most = ZERO
        found = []
        for part in self.parts:
            inner = case.part(part.id, part.points)
            try:
                lost = add_up(each.points for each in part.deductions(part.rule.score(inner)))
                error = part.rule.sampling_error(inner) if isinstance(part.rule, Sampled) else None
            except DoesNotApply:
                continue
            if error is not None:
                found.append(error.confidence)
            least += lost if error is None else min(error.least, part.points)
            most += lost if error is None else min(error.most, part.points)
        return SamplingError(least, most, min(found)) if found else None

    def score(self, case: Case) -> Result:
        """Return the deductions of all parts.

        While a part is open, the item loses at least what the other parts took off, and at most
        what the open parts may cost besides.
        """
        results: list[tuple[Part, Result]] = []
        gaps: list[MissingEvidence] = []
        waits, least, most = False, ZERO, ZERO
        applies_not: DoesNotApply | None = None
        for part in self.parts:
            try:
                results.append((part, part.rule.score(case.part(part.id, part.points))))
            except (MissingEvidence, AwaitsJudgement) as error:
                least += min(error.lost, part.points)
                most += max(part.points - error.kept, ZERO)
                if isinstance(error, MissingEvidence):
                    gaps.append(error)
                else:
                    waits = True
            except DoesNotApply as error:
                applies_not = applies_not or error
        if applies_not is not None and not results and not gaps and not waits:
            raise applies_not
        deductions = tuple(each for part, result in results for each in part.deductions(result))
        if gaps or waits:
            lost = sum((each.points for each in deductions), ZERO)
            kept = max(case.full - lost - most, ZERO)
            if gaps:
                gap = missing([*gaps, *([MissingEvidence(why=_WAITS)] if waits else [])])
                raise MissingEvidence(gap.names, gap.records, lost + least, kept, gap.why)
            raise AwaitsJudgement(lost + least, kept)
        about = tuple(dict.fromkeys(each for _, result in results for each in result.about))
        workings = [told for part, result in results if (told := part.working(result)) is not None]
        notes = tuple(part.titled(each) for part, result in results for each in result.notes)
        return Result(deductions, None, about, join(workings) if workings else None, notes)
