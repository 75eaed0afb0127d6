"""The standard for one file (案卷评查标准): the cost of each fault, fatal faults, scores."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import Annotated

import attrs

from lawcheck.plugin import (
    ZERO,
    BadEvidence,
    Fault,
    Message,
    MissingEvidence,
    Record,
    Text,
    Wants,
    check_above_zero,
    check_not_empty,
    check_unique,
    join,
    message,
)


@attrs.frozen
class Defect:
    """A fault that costs points of the file.

    Attributes:
        title: what people call it.
        column: its column: yes/no (yes: the fault was found) or a count (how many times).
        deduct: what it costs each time.
        at_most: the most that it costs in one file.
        part: the part of the file that it belongs to, if the standard has `parts`.
    """

    title: Text
    column: Annotated[str, Wants("column")]
    deduct: Fraction
    at_most: Fraction | None = None
    part: str = ""


@attrs.frozen
class Fatal:
    """A fault that makes the file score 0 and unqualified, whatever else is in it.

    Attributes:
        title: what people call it.
        column: its column: yes/no, or a count, for which 0 means no.
    """

    title: Text
    column: Annotated[str, Wants("column")]


@attrs.frozen
class Review:
    """The result of one file.

    Attributes:
        record: its row in the register.
        score: its points.
        is_qualified: whether it reached `qualified_from` without a fatal fault.
        found: each fault that was found, with its arithmetic.
    """

    record: Record
    score: Fraction
    is_qualified: bool
    found: tuple[Message, ...]

    @property
    def why(self) -> Message:
        """The file, its faults and its score in one line."""
        found = join(self.found) if self.found else Text("未发现问题", "no fault")
        return message(
            "{file}：{found}，得{score}分",
            "{file}: {found}; scores {score}",
            file=self.record.title,
            found=found,
            score=self.score,
        )


@attrs.frozen
class Standard:
    """The standard that a file is reviewed by.

    Attributes:
        points: the full score of a file.
        faults: faults that cost points.
        fatal: faults that cost the whole file.
        parts: the points of each part of the file, which its faults cannot exceed; empty if there
            are not parts.
        qualified_from: the score from which a file is qualified.
    """

    points: Fraction
    faults: tuple[Defect, ...]
    fatal: tuple[Fatal, ...]
    parts: Mapping[str, Fraction] = attrs.field(hash=False)
    qualified_from: Fraction

    @property
    def everything(self) -> tuple[Defect | Fatal, ...]:
        """Every fault, the fatal ones first."""
        return (*self.fatal, *self.faults)

    def check(self) -> Iterator[Fault]:
        """Yield faults of the standard.

        Every fault needs a title and a column of its own and a cost that is possible. Parts must
        add up to the points of a file.
        """
        yield from check_above_zero(self.points, "file_points")
        yield from check_not_empty(self.everything, "faults")
        yield from check_unique((each.title for each in self.everything), "faults")
        yield from check_unique((each.column for each in self.everything), "faults")
        if not ZERO < self.qualified_from <= self.points:
            yield Fault(
                message(
                    "qualified_from 应大于0、不超过 file_points 的{points}",
                    "`qualified_from` must be above 0 and at most {points}, the points of a file",
                    points=self.points,
                ),
                "qualified_from",
            )
        for each in self.faults:
            yield from check_above_zero(each.deduct, "faults")
            yield from check_above_zero(each.at_most, "faults")
            most = each.deduct if each.at_most is None else max(each.deduct, each.at_most)
            if most > self.points:
                yield Fault(
                    message(
                        "{title}扣{most}分，大于一卷的{points}分；请改小，或移到 fatal",
                        "{title} costs {most}, more than the {points} points of a file; lower "
                        "it, or move it to `fatal`",
                        title=each.title,
                        most=most,
                        points=self.points,
                    ),
                    "faults",
                )
        yield from self._check_parts()

    def _check_parts(self) -> Iterator[Fault]:
        for points in self.parts.values():
            yield from check_above_zero(points, "parts")
        for each in self.faults:
            if self.parts and each.part not in self.parts:
                yield Fault(
                    message(
                        "{title}：part 应是 parts 中的一个：{parts}",
                        "{title}: `part` must be one of `parts`: {parts}",
                        title=each.title,
                        parts=list(self.parts),
                    ),
                    "faults",
                )
            if each.part and not self.parts:
                yield Fault(
                    message(
                        "{title}：写了 part，但没有 parts；请补上各部分的分值",
                        "{title}: `part` needs `parts`; add the points of each part",
                        title=each.title,
                    ),
                    "faults",
                )
        total = sum(self.parts.values(), ZERO)
        if self.parts and total != self.points:
            yield Fault(
                message(
                    "各部分合计{total}分，与 file_points 的{points}不符",
                    "the parts add up to {total}, but a file has {points} points",
                    total=total,
                    points=self.points,
                ),
                "parts",
            )

    def describe(self) -> Message:
        """Return the standard as a score sheet prints it."""
        lines: list[Text | Message] = [
            message(
                "每卷{points}分，{mark}分及以上合格",
                "{points} points a file, qualified from {mark}",
                points=self.points,
                mark=self.qualified_from,
            )
        ]
        if self.parts:
            parts = [
                message("{part}{points}分", "{part} {points}", part=name, points=each)
                for name, each in self.parts.items()
            ]
            lines.append(message("其中{parts}", "of which {parts}", parts=parts))
        for each in self.faults:
            line = message(
                "{title}每次扣{deduct}",
                "{title}: {deduct} off each time",
                title=each.title,
                deduct=each.deduct,
            )
            if each.at_most is not None:
                line = message(
                    "{line}，至多扣{most}", "{line}, at most {most}", line=line, most=each.at_most
                )
            lines.append(line)
        if self.fatal:
            titles = join([each.title for each in self.fatal])
            lines.append(
                message(
                    "有下列情形之一，该卷0分、不合格：{titles}",
                    "a file with one of these scores 0: {titles}",
                    titles=titles,
                )
            )
        return join(lines)

    def review(self, records: Iterable[Record]) -> tuple[Review, ...]:
        """Return the result of each file.

        Raises:
            MissingEvidence: a file has blanks, and no fatal fault that decides without them.
            BadEvidence: a cell is neither yes/no nor a number of times.
        """
        reviews = []
        blanks: dict[str, None] = {}
        unknown = []
        for record in records:
            times = {each.column: _times(record, each.column) for each in self.everything}
            fatal = [each for each in self.fatal if times[each.column]]
            blank = [column for column, number in times.items() if number is None]
            if fatal:
                found = tuple(
                    message("{title}（否决）", "{title} (fatal)", title=each.title)
                    for each in fatal
                )
                reviews.append(Review(record, ZERO, False, found))
            elif blank:
                blanks |= dict.fromkeys(f"{record.register}.{column}" for column in blank)
                unknown.append(record)
            else:
                reviews.append(
                    self._score(
                        record, {column: number or ZERO for column, number in times.items()}
                    )
                )
        if unknown:
            raise MissingEvidence(blanks, unknown)
        return tuple(reviews)

    def _score(self, record: Record, times: Mapping[str, Fraction]) -> Review:
        lost: dict[str, Fraction] = {}
        found = []
        for each in self.faults:
            if not times[each.column]:
                continue
            asked = each.deduct * times[each.column]
            cost = asked if each.at_most is None else min(asked, each.at_most)
            lost[each.part] = lost.get(each.part, ZERO) + cost
            found.append(_arithmetic(each, times[each.column], cost))
        for part, points in self.parts.items():
            if lost.get(part, ZERO) > points:
                lost[part] = points
                found.append(
                    message(
                        "{part}至多扣{points}",
                        "{part}: at most {points}",
                        part=part,
                        points=points,
                    )
                )
        score = max(ZERO, self.points - sum(lost.values(), ZERO))
        if sum(lost.values(), ZERO) > self.points:
            found.append(
                message("一卷至多扣{points}", "at most {points} a file", points=self.points)
            )
        return Review(record, score, score >= self.qualified_from, tuple(found))


def refuse_duplicates(records: Iterable[Record], column: str) -> None:
    """Raise an error if a file is in the register twice, since it would count twice.

    Raises:
        BadEvidence: two records have the same value in the column.
    """
    seen: dict[object, Record] = {}
    for record in records:
        value = record.key(column)
        if value is None:
            continue
        if value in seen:
            why = message(
                "{file}已在第{first}条写过；每卷只写一行",
                "{file} is in record {first} already; write each file once",
                file=record.title,
                first=seen[value].number,
            )
            raise BadEvidence(why, [record, seen[value]])
        seen[value] = record


def _times(record: Record, column: str) -> Fraction | None:
    """Return how many times a fault was found; None for a blank."""
    value = record.values.get(column)
    if value is None or isinstance(value, bool):
        return None if value is None else Fraction(value)
    if isinstance(value, Fraction) and value.denominator == 1 and value >= ZERO:
        return value
    why = message(
        "列 {column} 应写是否发现问题，或发现几次",
        "the column {column} must say whether the fault was found, or how many times",
        column=column,
    )
    raise BadEvidence(why, [record])


def _arithmetic(defect: Defect, times: Fraction, cost: Fraction) -> Message:
    """Return `no date on the receipt 3 × 2 = 6 off`, with the cap if it applies."""
    asked = defect.deduct * times
    told = message("{title}扣{asked}", "{title} {asked} off", title=defect.title, asked=asked)
    if times != 1:
        told = message(
            "{title}扣{deduct} × {times} = {asked}",
            "{title} {deduct} × {times} = {asked} off",
            title=defect.title,
            deduct=defect.deduct,
            times=times,
            asked=asked,
        )
    return (
        told
        if cost == asked
        else message("{told}（至多{cost}）", "{told} (at most {cost})", told=told, cost=cost)
    )
