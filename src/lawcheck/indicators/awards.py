"""The indicator type `awards`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Annotated, ClassVar, Literal

import attrs

from lawcheck.indicators.blocks.checks import (
    check_above_zero,
    check_cap,
    check_has_points,
    check_unique,
)
from lawcheck.model.case import BadEvidence, Case, Result
from lawcheck.model.conditions import EVERYTHING, Where
from lawcheck.model.deductions import Gain, Tally, limit
from lawcheck.model.evidence import Record, compared
from lawcheck.model.exact import ONE, ZERO
from lawcheck.model.in_points import IN_POINTS
from lawcheck.model.readings import MissingEvidence, missing
from lawcheck.model.register_measures import refuse_undated, select
from lawcheck.model.rule import Fault
from lawcheck.model.rule_fields import Wants
from lawcheck.model.text import Message, Text, fold, join, message

_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
_LENGTHS = {
    "month": Text("每月", "a month"),
    "quarter": Text("每季度", "a quarter"),
    "half_year": Text("每半年", "a half-year"),
    "year": Text("每年", "a year"),
}
_HIGHEST = message("同一事项只计最高的一项", "the same matter counts once, at its highest")


@attrs.frozen
class PeriodCap:
    """The most that the records of one calendar month, quarter, half-year or year add.

    Attributes:
        points: the most.
        per: the length of the period.
        by: the date column that says in which period a record lies.
    """

    points: Fraction
    per: Literal["month", "quarter", "half_year", "year"]
    by: Annotated[str, Wants("date column")]


@attrs.frozen
class Awards:
    """Points for each record, for instance commendations (国家级加4分，省级加3分，累计不超过…).

    `duplicates` says how records of the same matter count. Which record counts, and what the caps
    take away, does not depend on the order of the register: the highest comes first, and of equals
    the earliest.

    ```yaml
    - id: commendations
      title: {zh: 表彰奖励, en: Commendations}
      points: 5
      type: awards
      register: commendations
      level: level
      levels: {国家级: 4, 省级: 2, 市级: 1}
      matter: matter
      duplicates: highest
      cap: {points: 4, per: quarter, by: awarded_on}
    ```

    One matter praised by state and province adds 4; with `duplicates: add` it adds 6, with
    `duplicates: reduced` and `reduced_to: 50%` it adds 4 + 2 x 50% = 5. Two matters at 4 and 2 in
    one quarter add 4; in two quarters they add 4 + 2 = 6, of which the item's 5 points count.

    Attributes:
        register: the register.
        where: which records count.
        each: the points of every record; or else `level` and `levels`.
        level: the column that holds the level.
        levels: the points of each level.
        matter: the column that says which records are about the same matter.
        duplicates: of the same matter, only the `highest` counts, all `add` up, or all but the
            highest are `reduced`.
        reduced_to: the share that counts of a record that is `reduced`.
        cap: the most for each month, quarter, half-year or year.
    """

    type_name: ClassVar[str] = "awards"
    is_earned: ClassVar[Literal[True]] = True

    register: Annotated[str, Wants("register")]
    where: Where = EVERYTHING
    each: Fraction | None = attrs.field(default=None, metadata=IN_POINTS)
    level: Annotated[str, Wants("column")] = ""
    levels: Mapping[str, Fraction] = attrs.field(factory=dict, hash=False, metadata=IN_POINTS)
    matter: Annotated[str, Wants("column")] = ""
    duplicates: Literal["highest", "add", "reduced"] | None = None
    reduced_to: Fraction | None = None
    cap: PeriodCap | None = None

    def check(self, points: Fraction | None) -> Iterator[Fault]:
        """Check that there is one price, that paired keys are complete, and that caps can bind."""
        yield from check_has_points(points)
        yield from check_above_zero(self.each, "each")
        if (self.each is not None) == bool(self.level) or bool(self.level) != bool(self.levels):
            yield Fault(
                message(
                    "请写 each，或同时写 level 和 levels",
                    "write `each`, or both `level` and `levels`",
                )
            )
        elif self.levels and (
            min(self.levels.values()) < ZERO or max(self.levels.values()) == ZERO
        ):
            yield Fault(
                message(
                    "levels 的分值不能为负，也不能全为0",
                    "`levels` may not be negative, nor zero throughout",
                ),
                "levels",
            )
        yield from check_unique(self.levels, "levels")
        if bool(self.matter) != (self.duplicates is not None):
            yield Fault(
                message(
                    "matter 和 duplicates 要一起写", "`matter` and `duplicates` belong together"
                )
            )
        if (self.duplicates == "reduced") != (self.reduced_to is not None):
            yield Fault(
                message(
                    "reduced_to 与 duplicates: reduced 要一起写",
                    "`reduced_to` and `duplicates: reduced` belong together",
                )
            )
        if self.reduced_to is not None and not ZERO < self.reduced_to < ONE:
            yield Fault(
                message("reduced_to 应在0与100%之间", "`reduced_to` must lie between 0 and 100%"),
                "reduced_to",
            )
        if self.cap is not None:
            yield from check_above_zero(self.cap.points, "cap")
            yield from check_cap(self.cap.points, points, "cap")

    def describe(self) -> Message:
        """Return a sentence with the price of a record, the rule for duplicates and the cap."""
        prices = [
            message("{level}加{points}分", "{level} {points}", level=level, points=points)
            for level, points in self.levels.items()
        ]
        if self.each is not None:
            prices = [message("每项加{points}分", "{points} each", points=self.each)]
        parts: list[Text | Message] = [message("{prices}", "{prices}", prices=prices)]
        if self.duplicates == "highest":
            parts.append(_HIGHEST)
        elif self.duplicates == "add":
            parts.append(Text("同一事项累计", "records of the same matter add up"))
        elif self.duplicates == "reduced":
            parts.append(
                message(
                    "同一事项其余按{to:%}计",
                    "further records of the same matter count {to:%}",
                    to=self.reduced_to,
                )
            )
        if self.cap is not None:
            parts.append(
                message(
                    "{per}至多{points}分",
                    "at most {points} {per}",
                    per=_LENGTHS[self.cap.per],
                    points=self.cap.points,
                )
            )
        return join(parts)

    def score(self, case: Case) -> Result:
        """Return one gain for each record, highest first, with the reason if a rule reduced it."""
        records = case.evidence.registers.get(self.register)
        if records is None:
            raise MissingEvidence((self.register,))
        chosen = select(records, self.where)
        self._refuse_blanks(chosen)
        points = self._prices(chosen)
        ordered = sorted(
            chosen, key=lambda record: (-points[record.number], self._day(record), record.number)
        )
        gains = self._within_periods(ordered, self._without_duplicates(ordered, points))
        about = (Tally(self.register, len(chosen), len(records)),)
        counted = sum((gain.points for gain in gains), ZERO)
        working = message(
            "{number}项，计{points}",
            "{number} records, {points}",
            number=len(chosen),
            points=counted,
        )
        return Result(
            gains=tuple(gain for gain in gains if gain.points or gain.limited),
            about=about,
            working=working,
        )

    def _refuse_blanks(self, records: Iterable[Record]) -> None:
        blank = {
            self.level: [each for each in records if self.level and self.level not in each.values],
            self.matter: [
                each for each in records if self.matter and each.key(self.matter) is None
            ],
        }
        gaps = [
            MissingEvidence((f"{self.register}.{column}",), found)
            for column, found in blank.items()
            if found
        ]
        if self.cap is not None:
            try:
                refuse_undated(records, self.cap.by)
            except MissingEvidence as gap:
                gaps.append(gap)
        if gaps:
            raise missing(gaps)

    def _prices(self, records: Iterable[Record]) -> dict[int, Fraction]:
        if self.each is not None:
            return {record.number: self.each for record in records}
        levels = {fold(level): points for level, points in self.levels.items()}
        unknown = [
            record for record in records if compared(record.values[self.level]) not in levels
        ]
        if unknown:
            why = message(
                "{record}的级别“{level}”不在评分表中，可用：{levels}",
                "{record}: the checklist has no level “{level}”; it has {levels}",
                record=unknown[0].title,
                level=unknown[0].values[self.level],
                levels=list(self.levels),
            )
            raise BadEvidence(why, unknown)
        return {record.number: levels[fold(str(record.values[self.level]))] for record in records}

    def _day(self, record: Record) -> date:
        day = record.values[self.cap.by] if self.cap is not None else None
        return day if isinstance(day, date) else date.min

    def _without_duplicates(
        self, records: Iterable[Record], points: Mapping[int, Fraction]
    ) -> Iterator[Gain]:
        seen = set()
        for record in records:
            full = points[record.number]
            title: Text | Message = record.title
            if self.level:
                title = message(
                    "{record}（{level}）",
                    "{record} ({level})",
                    record=title,
                    level=record.values[self.level],
                )
            gain = Gain(
                full,
                message("{title}：加{points}", "{title}: {points}", title=title, points=full),
                (record,),
            )
            repeats = bool(self.matter) and record.key(self.matter) in seen
            if self.matter:
                seen.add(record.key(self.matter))
            if repeats and full and self.duplicates == "highest":
                gain = attrs.evolve(gain, points=ZERO, asked=full, limited=_HIGHEST)
            elif repeats and full and self.reduced_to is not None:
                why = message(
                    "同一事项，按{to:%}计", "same matter, counted {to:%}", to=self.reduced_to
                )
                gain = attrs.evolve(gain, points=full * self.reduced_to, asked=full, limited=why)
            yield gain

    def _within_periods(self, records: Iterable[Record], gains: Iterable[Gain]) -> list[Gain]:
        if self.cap is None:
            return list(gains)
        cap = self.cap
        why = message(
            "{per}至多{points}", "at most {points} {per}", per=_LENGTHS[cap.per], points=cap.points
        )
        kept = []
        left: dict[int, Fraction] = {}
        for record, gain in zip(records, gains, strict=True):
            day = self._day(record)
            period = (12 * day.year + day.month - 1) // _MONTHS[cap.per]
            (capped,) = limit((gain,), left.setdefault(period, cap.points), why)
            left[period] -= capped.points
            kept.append(capped)
        return kept
