"""The indicator type `deadline`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Annotated, ClassVar

import attrs

from lawcheck.indicators.blocks.steps import LATE, Steps
from lawcheck.model.calendars import Calendar, Period, add_days, days_between
from lawcheck.model.case import Case, Result
from lawcheck.model.conditions import EVERYTHING, Where
from lawcheck.model.deductions import Deduction
from lawcheck.model.evidence import NEVER, Fact, Never, Record, Value
from lawcheck.model.exact import ONE, ZERO
from lawcheck.model.in_points import IN_POINTS
from lawcheck.model.measures import FactRef
from lawcheck.model.readings import DoesNotApply, MissingEvidence, NotDue
from lawcheck.model.record_lines import RecordLine
from lawcheck.model.rule import Fault
from lawcheck.model.rule_fields import Date, Wants
from lawcheck.model.text import Message, Text, later, message


@attrs.frozen
class DatedRecords:
    """Records that each have a time limit.

    Attributes:
        register: the register.
        done: the column with the date on which it was done.
        after: the column with the date from which the days are counted; not with a common `due`.
        where: which records have the time limit.
    """

    register: Annotated[str, Wants("register")]
    done: Annotated[str, Wants("date column")]
    after: Annotated[str, Wants("date column")] = ""
    where: Where = EVERYTHING


@attrs.frozen
class Deadline:
    """A time limit, with prices for what is done late or never (逾期报送的每次扣…，未报送的扣…).

    The time limit is one day (`due`), or a number of `days` after another date, not counting that
    date. With a calendar, working days are counted, in the limit and in the delay. A delay over
    days off only is 0 working days long and costs something only where `late` has no `per`. The
    last day is not moved if it falls on a day off. `days: 0` makes the other date itself the last
    day. Where the other date never occurred, there is no time limit.

    ```yaml
    - id: yearly_report
      title: {zh: 法治政府建设年度报告, en: Yearly report}
      points: 3
      type: deadline
      done: report_published_on
      due: 2024-03-31
      late: {points: 1}
      never: 3
    ```

    Published on 31 March 2024 earns 3, on 1 April 3 - 1 = 2, never 0.

    Over a register, each record has its own time limit and its own deduction:

    ```yaml
    - id: filing
      title: {zh: 规范性文件报备, en: Record filing of normative documents}
      points: 6
      type: deadline
      records: {register: documents, done: filed_on, after: issued_on, where: {kind: 规范性文件}}
      days: 30
      late: {points: 0.1, per: 1, at_most: 2}
      never: 3
    ```

    Issued on 1 March and filed on 5 April: the last day was 31 March, 5 days late, 5 x 0.1 = 0.5
    off. Another one never filed: 3 more. A register without records costs nothing.

    As of a day, what was not done costs nothing while its time limit still runs.

    Attributes:
        done: the date on which it was done.
        after: the date from which the days are counted.
        records: in place of `done` and `after`: records of a register that each have a time limit.
        due: the last day, for all.
        days: in place of `due`: how many days there are.
        calendar: count working days by this calendar instead of all days.
        late: what a delay costs, by days; `at_most` caps all delays together.
        never: what each thing costs that was never done.
    """

    type_name: ClassVar[str] = "deadline"
    thresholds: ClassVar[tuple[str, ...]] = ("late.per",)

    late: Steps
    never: Fraction = attrs.field(metadata=IN_POINTS)
    done: Date | None = None
    after: Date | None = None
    records: DatedRecords | None = None
    due: date | None = None
    days: int | None = None
    calendar: Calendar | None = None

    def is_share(self) -> bool:
        """Return False: the numbers are days."""
        return False

    def check(self, points: Fraction | None) -> Iterator[Fault]:
        """Check that there is one thing or a register, one kind of time limit, a valid price."""
        yield from self.late.check(whole_things=True, points=points, key="late")
        if self.never < ZERO:
            yield Fault(message("never 不能为负", "`never` may not be negative"), "never")
        if (self.done is None) == (self.records is None):
            yield Fault(message("请写 done，或写 records", "write either `done` or `records`"))
        if self.records is not None and self.after is not None:
            yield Fault(
                message(
                    "after 请写在 records 之内，作为列名",
                    "with `records`, write `after` inside it, as a column",
                ),
                "after",
            )
        start = self.after is not None if self.records is None else bool(self.records.after)
        if (self.due is None) == (self.days is None) or start != (self.days is not None):
            yield Fault(
                message(
                    "请写 due，或同时写 after 和 days", "write `due`, or both `after` and `days`"
                )
            )
        if self.days is not None and self.days < 0:
            yield Fault(message("days 不能为负", "`days` may not be negative"), "days")
        if self.calendar is not None and self.days is None and self.late.per is None:
            yield Fault(
                message(
                    "没有要计算的天数；请删去 calendar", "no days are counted; remove `calendar`"
                ),
                "calendar",
            )

    @property
    def is_timed(self) -> bool:
        """Whether it leaves alone what is not due on the day that is scored: it does."""
        return True

    def spans(self) -> Iterator[tuple[str, str, str]]:
        """Yield the two dates, where the time limit starts from one of them."""
        if self.records is not None and self.records.after:
            yield self.records.register, self.records.after, self.records.done
        if isinstance(self.after, FactRef) and isinstance(self.done, FactRef):
            yield "", self.after.name, self.done.name

    def describe(self) -> Message:
        """Return a sentence with the time limit and the prices."""
        if self.due is not None:
            limit = message("最迟{due}（含当日）", "due by {due}", due=self.due)
        else:
            limit = message(
                "应在{days}{unit}内完成",
                "due within {days} {unit}",
                days=self.days,
                unit=_unit(self),
            )
        return message(
            "{limit}；{late}；未完成的扣{never}分",
            "{limit}; {late}; {never} off if never done",
            limit=limit,
            late=self.late.describe(of=LATE),
            never=self.never,
        )

    def score(self, case: Case) -> Result:
        """Return one deduction for each thing that was done late or never."""
        if self.records is not None:
            return self._over_records(self.records, case)
        assert self.done is not None  # noqa: S101 - checked at load
        values = [self.done] if self.after is None else [self.done, self.after]
        readings = case.read_all(values)
        done, start = readings[0].value, readings[-1].value
        about = tuple(dict.fromkeys(each for reading in readings for each in reading.about))
        if self.after is not None and start is NEVER:
            raise DoesNotApply(
                message(
                    "期限没有起算日，按规则不适用",
                    "the time limit never started: not applicable by rule",
                )
            )
        thing = _Thing(
            done, self._last_day(start), tuple(each for each in about if isinstance(each, Fact))
        )
        if not thing.is_due(case.period):
            raise NotDue(
                message(
                    "期限到{day}，还没有到期",
                    "the time limit runs until {day}",
                    day=thing.last_day,
                )
            )
        return Result(self._price(thing), about=about, working=later(_working, thing))

    def _over_records(self, records: DatedRecords, case: Case) -> Result:
        found = case.each_record(records.register, _Costs(self, case.period), records.where)
        working = message(
            "{all}项，逾期或未完成{late}项",
            "{all} in all, {late} late or never done",
            all=found.total(3),
            late=found.total(2),
        )
        return Result(self._price_lines(found.lines), about=(found.about,), working=working)

    def thing_of(self, record: Record) -> _Thing | None:
        """Return what a record says was done, or never; None if it has no time limit."""
        of = self.records
        assert of is not None  # noqa: S101 - it is a record of that register
        values = {column: record.values.get(column) for column in (of.done, of.after) if column}
        blank = [
            f"{of.register}.{column}"
            for column, value in values.items()
            if not isinstance(value, date | Never)
        ]
        if blank:
            raise MissingEvidence(blank, (record,))
        start = values.get(of.after)
        if start is NEVER:
            return None
        return _Thing(_date(values[of.done]), self._last_day(start), (record,))

    def _price_lines(self, lines: Sequence[RecordLine]) -> tuple[Deduction, ...]:
        late = {
            place: Deduction(line.numbers[0], later(_why_late, self, line), (line.record,))
            for place, line in enumerate(lines)
            if line.numbers[0]
        }
        late = self.late.limited(late)
        made: list[Deduction] = []
        for place, line in enumerate(lines):
            if line.numbers[1]:
                why = later(_why_never, self, line)
                made.append(Deduction(line.numbers[1], why, (line.record,)))
            if place in late:
                made.append(late[place])
        return tuple(made)

    def delay(self, thing: _Thing) -> Fraction:
        """Return by how many days a thing was late."""
        assert isinstance(thing.done, date)  # noqa: S101 - what was never done is not late
        return days_between(thing.last_day, thing.done, self.calendar) * ONE

    def _last_day(self, start: object) -> date:
        if self.due is not None:
            return self.due
        assert isinstance(start, date)  # noqa: S101 - checked at load
        assert self.days is not None  # noqa: S101 - checked at load
        return add_days(start, self.days, self.calendar)

    def _price(self, thing: _Thing) -> tuple[Deduction, ...]:
        if not isinstance(thing.done, date):
            found = Deduction(self.never, later(_working, thing), thing.cites)
        elif thing.is_late:
            days = self.delay(thing)
            cost = self.late.cost(days)
            found = Deduction(cost, later(_reason, self, thing, days, cost), thing.cites)
        else:
            return ()
        return (found,) if found.points else ()


def _why_never(rule: Deadline, line: RecordLine) -> Message:
    return _working(_titled(rule, line.record))


def _why_late(rule: Deadline, line: RecordLine) -> Message:
    thing = _titled(rule, line.record)
    return _reason(rule, thing, rule.delay(thing), line.numbers[0])


def _titled(rule: Deadline, record: Record) -> _Thing:
    thing = rule.thing_of(record)
    assert thing is not None  # noqa: S101 - it costs something
    return attrs.evolve(thing, title=record.title)


@attrs.frozen
class _Costs:
    """What a record costs as of a day: for being late, for never; 1 if it is either; and 1.

    Attributes:
        rule: the rule; a table runs it many times, and it stays the same object.
        period: the period, as far as it is over.
    """

    rule: Deadline = attrs.field(eq=id)
    period: Period

    def __call__(self, record: Record) -> tuple[Fraction, ...] | None:
        """Return the numbers of a record; None if it has no time limit, or is not due."""
        thing = self.rule.thing_of(record)
        if thing is None or not thing.is_due(self.period):
            return None
        if not isinstance(thing.done, date):
            return ZERO, self.rule.never, ONE, ONE
        if not thing.is_late:
            return ZERO, ZERO, ZERO, ONE
        return self.rule.late.cost(self.rule.delay(thing)), ZERO, ONE, ONE


def _date(value: Value | None) -> date | Never:
    assert isinstance(value, date | Never)  # noqa: S101 - blanks are refused before
    return value


@attrs.frozen
class _Thing:
    """Something with a time limit, and the day it was done."""

    done: date | Never
    last_day: date
    cites: tuple[Fact | Record, ...]
    title: Text | None = None

    def is_due(self, period: Period) -> bool:
        """Whether it was done, or its time limit is over on the day that is scored."""
        return isinstance(self.done, date) or period.is_over_by(self.last_day)

    @property
    def is_late(self) -> bool:
        """Whether it was done after the last day, or never."""
        return not isinstance(self.done, date) or self.done > self.last_day


def _working(thing: _Thing) -> Message:
    """Return the last day and the day it was done."""
    done = thing.done if isinstance(thing.done, date) else Text("从未", "never")
    text = message(
        "最迟{last_day}，实际{done}",
        "due by {last_day}, done {done}",
        last_day=thing.last_day,
        done=done,
    )
    return (
        text
        if thing.title is None
        else message("{title}：{text}", "{title}: {text}", title=thing.title, text=text)
    )


def _reason(rule: Deadline, thing: _Thing, days: Fraction, cost: Fraction) -> Message:
    return message(
        "{working}，逾期{days}{unit}：{price}",
        "{working}, {days} {unit} late: {price}",
        working=_working(thing),
        days=days,
        unit=_unit(rule),
        price=rule.late.working(days, cost),
    )


def _unit(rule: Deadline) -> Text:
    return Text("天", "days") if rule.calendar is None else Text("个工作日", "working days")
