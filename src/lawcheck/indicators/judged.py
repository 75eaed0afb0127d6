"""The indicator type `judged`."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import ClassVar

import attrs

from lawcheck.indicators.blocks.checks import check_is_number
from lawcheck.indicators.blocks.judged_tiers import (
    JudgedTier,
    check_tiers,
    ranges_of,
    within_tier,
)
from lawcheck.indicators.blocks.judging import (
    Allowed,
    JudgedRecords,
    Judges,
    Opinion,
    apart,
)
from lawcheck.model.case import AwaitsJudgement, BadEvidence, Case, Result
from lawcheck.model.deductions import Cited, Deduction, Tally
from lawcheck.model.evidence import Fact, Judgement, Record
from lawcheck.model.exact import ONE, ZERO
from lawcheck.model.in_points import IN_POINTS
from lawcheck.model.readings import MissingEvidence
from lawcheck.model.rule import Fault
from lawcheck.model.rule_fields import Number
from lawcheck.model.text import Message, join, message


@attrs.frozen
class Judged:
    """Points that people take off within a printed range, or give within a tier (酌情扣1—5分).

    Taking nothing off is always allowed. It must be written down like any other judgement: the
    item stays open until there is one.

    ```yaml
    - id: case_files
      title: {zh: 行政执法案卷质量, en: Quality of case files}
      points: 10
      type: judged
      from: 1
      to: 5
    ```

    A judgement of 2.5 earns 7.5, one of 0 earns 10; 0.5 and 6 are refused. With `choices: [2, 5]`
    in place of the range, only 0, 2 and 5 are accepted.

    With `count`, the range is for each event (每发现一起扣0.5—2分), and no event costs nothing.
    The judgement is about all events together:

    ```yaml
    - id: complaints
      title: {zh: 执法投诉属实, en: Complaints found true}
      points: 8
      type: judged
      count: true_complaints
      from: 0.5
      to: 2
    ```

    Of 3 events, 1.5 to 6 must be taken off: a judgement of 4 earns 4, one of 1 is refused. Until
    there is one, the item earns 2 to 6.5. Without events it earns 8 and needs no judgement.

    With `records`, the judge writes the points of each event into a column of the register, and
    each must be in the range:

    ```yaml
    - id: findings
      title: {zh: 检查发现的问题, en: Findings of inspections}
      points: 8
      type: judged
      records: {register: findings, deduct: taken_off, where: {kind: 程序}}
      from: 0.5
      to: 2
    ```

    Findings of 0.5 and 2 cost 2.5 together, 5.5 earned. One with a blank leaves the item open.

    With `tiers`, a judge chooses a tier first, then points within its range. The judgement has a
    `tier`, and `points` instead of `deduct`:

    ```yaml
    - id: plan
      title: {zh: 年度工作方案, en: Plan for the year}
      points: 10
      type: judged
      tiers:
        - {title: {zh: 好, en: good}, from: 9, to: 10}
        - {title: {zh: 一般, en: fair}, from: 6, to: 8}
        - {title: {zh: 差, en: poor}, from: 0, to: 3}
      judges: {at_least: 2, counts: mean}
    ```

    Good with 9 and fair with 8 earn (9 + 8) / 2 = 8.5, and the scorecard says who differs from
    whom by how much. With `counts: lowest` they earn 8; with `counts: lead`, what the judge gave
    whose judgement says `leads: true`. Fair with 9 is refused.

    Attributes:
        least: the smallest deduction (other than 0), written `from`.
        most: the largest deduction, written `to`.
        choices: the deductions that are allowed, in place of a range.
        count: how many events there were; the range is for each.
        records: a register in which each record has the points taken off for it.
        tiers: tiers with ranges of points earned, best first, in place of `from` and `to`.
        judges: several people judge; how many, and what counts.
    """

    type_name: ClassVar[str] = "judged"

    least: Fraction | None = attrs.field(default=None, metadata={**IN_POINTS, "key": "from"})
    most: Fraction | None = attrs.field(default=None, metadata={**IN_POINTS, "key": "to"})
    choices: tuple[Fraction, ...] = attrs.field(default=(), metadata=IN_POINTS)
    count: Number | None = None
    records: JudgedRecords | None = None
    tiers: tuple[JudgedTier, ...] = ()
    judges: Judges | None = None

    @property
    def _range(self) -> Allowed:
        return Allowed(self.least, self.most, self.choices)

    def check(self, points: Fraction | None) -> Iterator[Fault]:
        """Check that one kind of judgement is written, within the item's points."""
        if self.tiers:
            others = (self.least, self.most, self.count, self.records)
            if self.choices or any(each is not None for each in others):
                yield Fault(
                    message(
                        "tiers 的每档自有 from 和 to；请删去本项的其他写法",
                        "each of the `tiers` has its own `from` and `to`; "
                        "remove those of the item, `choices`, `count` and `records`",
                    ),
                    "tiers",
                )
            yield from check_tiers(self.tiers, points)
        else:
            yield from self._range.check(points)
        yield from check_is_number(self.count, "count")
        if self.count is not None and (self.choices or self.records is not None):
            yield Fault(
                message(
                    "count 与 choices、records 不能同时使用；请写 from 和 to",
                    "`count` takes neither `choices` nor `records`; write `from` and `to`",
                ),
                "count",
            )
        if self.judges is not None:
            yield from self.judges.check()
            if self.records is not None:
                yield Fault(
                    message(
                        "records 每条只有一个扣分，不能再由几人评议；请删去 judges",
                        "each of the `records` has one number; remove `judges`",
                    ),
                    "judges",
                )

    def judged(self, key: str) -> Iterator[str]:
        """Yield the item's own key, unless the records hold the points."""
        if self.records is None:
            yield key

    def judged_by_many(self, key: str) -> Iterator[str]:
        """Yield the item's own key if several people judge it."""
        if self.judges is not None:
            yield key

    def describe(self) -> Message:
        """Return a sentence with the range or the tiers, and how many judge."""
        parts = [message("{said}", "{said}", said=self._said())]
        if self.judges is not None:
            parts.append(self.judges.describe())
        return join(parts)

    def _said(self) -> Message:
        if self.tiers:
            return message(
                "先定档次，再在档内给分：{tiers}",
                "a tier by judgement, then points within it: {tiers}",
                tiers=ranges_of(self.tiers),
            )
        if self.count is not None:
            return message(
                "{count}：每件{each}",
                "{count}: taken off by judgement for each: {each}",
                count=self.count.title,
                each=self._range.each,
            )
        if self.records is not None:
            return message(
                "{register}：每件{each}",
                "{register}: taken off by judgement for each record: {each}",
                register=self.records.register,
                each=self._range.each,
            )
        return message("{allowed}", "taken off by judgement: {allowed}", allowed=self._range.once)

    def score(self, case: Case) -> Result:
        """Return one deduction: what the judges decided; or one for each record."""
        if self.records is not None:
            return self._of_records(case, self.records)
        if self.count is None:
            return self._of_judges(case, ())
        reading = case.read(self.count)
        number = reading.value
        if number.denominator != 1 or number < ZERO:
            why = message("件数{n}不是自然数", "{n} is not a number of events", n=number)
            raise BadEvidence(why, reading.sources)
        if number == ZERO and not case.judgements:
            working = message("没有发生，不需要评议", "none happened: there is nothing to judge")
            return Result(about=reading.about, working=working)
        return self._of_judges(case, reading.about, number)

    def _of_judges(
        self, case: Case, about: tuple[Fact | Tally, ...], events: Fraction = ONE
    ) -> Result:
        opinions = [self._opinion(case, each, events) for each in case.judgements]
        waits = None if self.judges is None else self.judges.waits_for(opinions)
        if not opinions or waits is not None:
            raise self._awaits(case, events, waits)
        if self.judges is None:
            return self._of_one(case, opinions[0], about)
        off, counted, working = self.judges.decide(opinions)
        reason = join([working, *(each.said for each in counted)])
        cites: tuple[Cited, ...] = tuple(each.judgement for each in opinions)
        deductions = (Deduction(off, reason, cites),) if off else ()
        return Result(deductions, None, about, working, apart(opinions))

    def _of_one(self, case: Case, opinion: Opinion, about: tuple[Fact | Tally, ...]) -> Result:
        working = message("评议{shown}", "{shown} by judgement", shown=opinion.shown)
        if not opinion.off:
            nothing = message(
                "不扣分：{reason}",
                "nothing taken off: {reason}",
                reason=opinion.judgement.reason,
            )
            return Result(about=about, working=working if self.tiers else nothing)
        reason = opinion.said
        if self.tiers:
            reason = message(
                "{shown}，满分{full}：{said}",
                "{shown} of {full} points: {said}",
                shown=opinion.shown,
                full=case.full,
                said=opinion.said,
            )
        deduction = Deduction(opinion.off, reason, (opinion.judgement,))
        return Result((deduction,), about=about, working=working)

    def _opinion(self, case: Case, judgement: Judgement, events: Fraction) -> Opinion:
        """Return what a judgement takes off.

        Raises:
            BadEvidence: it is not allowed.
        """
        if self.tiers:
            return within_tier(self.tiers, judgement, case.full)
        deduct = judgement.deduct
        if deduct is None or judgement.tier:
            why = message(
                "本项没有档次；请写扣几分（deduct）",
                "the item has no tiers; write what is taken off (`deduct`)",
            )
            raise BadEvidence(why, (judgement,))
        if self.count is None:
            allowed, fits = self._range.once, deduct == ZERO or self._range.has(deduct)
        else:
            of_all = Allowed(
                (self.least or ZERO) * events, (self.most or ZERO) * events, self.choices
            )
            fits = of_all.has(deduct)
            allowed = message(
                "{n}件，每件{each}，合计{all}",
                "{n} events, {each} for each, {all} together",
                n=events,
                each=self._range.each,
                all=of_all.each,
            )
        if not fits:
            why = message(
                "评议扣{deduct}分，不在允许的范围：{allowed}",
                "a judgement takes {deduct} off; allowed: {allowed}",
                deduct=deduct,
                allowed=allowed,
            )
            raise BadEvidence(why, (judgement,))
        shown = message("扣{deduct}分", "{deduct} off", deduct=deduct)
        return Opinion(judgement, deduct, deduct, shown)

    def _awaits(self, case: Case, events: Fraction, why: Message | None) -> AwaitsJudgement:
        """Return how much is lost and kept whatever is decided."""
        if self.tiers:
            return AwaitsJudgement(kept=min(tier.least for tier in self.tiers), why=why)
        if self.count is None:  # nothing may be taken off, too
            lost, most = ZERO, max(self.choices) if self.most is None else self.most
        else:
            lost, most = (self.least or ZERO) * events, (self.most or ZERO) * events
        return AwaitsJudgement(lost, max(case.full - most, ZERO), why)

    def deducted(self, record: Record) -> tuple[Fraction, Fraction]:
        """Return what a record takes off, and 1 if that is outside the range.

        Raises:
            MissingEvidence: the judge has not written it.
        """
        records = self.records
        assert records is not None  # noqa: S101 - it is a record of that register
        deduct = record.values.get(records.deduct)
        if not isinstance(deduct, Fraction):
            raise MissingEvidence([f"{records.register}.{records.deduct}"], (record,))
        return deduct, ZERO if self._range.has(deduct) else ONE

    def _of_records(self, case: Case, records: JudgedRecords) -> Result:
        found = case.each_record(records.register, self.deducted, records.where)
        if found.total(1):
            wrong = [line for line in found.lines if line.numbers[1]]
            why = message(
                "扣{deduct}分，不在允许的范围：每件{allowed}",
                "{deduct} off; allowed for each record: {allowed}",
                deduct=wrong[0].numbers[0],
                allowed=self._range.each,
            )
            raise BadEvidence(why, tuple(line.record for line in wrong))
        deductions = tuple(
            Deduction(
                line.numbers[0],
                message("{record}：评议扣分", "{record}: by judgement", record=line.record.title),
                (line.record,),
            )
            for line in found.lines
            if line.numbers[0]
        )
        working = message(
            "逐件评议，共扣{total}分", "{total} off by judgement of each", total=found.total(0)
        )
        return Result(deductions, about=(found.about,), working=working)
