"""Faults that many indicator types look for when a checklist is loaded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction

from lawcheck.model.exact import ZERO
from lawcheck.model.indicator import Fault
from lawcheck.model.text import Text, fold, message


def no_points(points: Fraction | None) -> Iterator[Fault]:
    """The rule takes a share of the item's points, and the item has none."""
    if points is None:
        yield Fault(
            message(
                "这种评分方式需要满分；请写 points",
                "this type needs to know what the item is worth: add `points`",
            ),
            "type",
        )


def not_above_zero(number: Fraction | None, key: str) -> Iterator[Fault]:
    """A number that must be above zero, and is not."""
    if number is not None and number <= ZERO:
        yield Fault(
            message(
                "{key} 应大于0，实际是{number}",
                "`{key}` must be above 0, not {number}",
                key=key,
                number=number,
            ),
            key,
        )


def nothing_in(items: Iterable[object], key: str) -> Iterator[Fault]:
    """A list that is empty."""
    if not tuple(items):
        yield Fault(
            message(
                "{key} 是空的；请至少写一项", "`{key}` is empty; write at least one entry", key=key
            ),
            key,
        )


def twice(names: Iterable[str | Text], key: str) -> Iterator[Fault]:
    """Names that stand more than once in a list, in whatever width or spacing, each reported once."""
    written = [name.zh if isinstance(name, Text) else name for name in names]
    counts = Counter(map(fold, written))
    first = {fold(text): text for text in reversed(written)}
    for text, times in counts.items():
        if times > 1:
            yield Fault(
                message(
                    "“{name}”出现{times}次；每项只写一次",
                    "“{name}” stands {times} times; write it once",
                    name=first[text],
                    times=times,
                ),
                key,
            )


def useless_cap(cap: Fraction | None, points: Fraction | None, key: str) -> Iterator[Fault]:
    """A cap above the item's points, which never binds."""
    if cap is not None and points is not None and cap > points:
        yield Fault(
            message(
                "上限{cap}大于本项分值{points}，永远不起作用；请改小或删去",
                "the cap of {cap} is above the item's {points} points and never binds; lower or remove it",
                cap=cap,
                points=points,
            ),
            key,
            unless_below_zero=True,
        )


def too_much(deduction: Fraction, points: Fraction | None, key: str) -> Iterator[Fault]:
    """A deduction that a person may choose, and that is more than the item is worth."""
    if points is not None and deduction > points:
        yield Fault(
            message(
                "扣{deduction}分大于本项分值{points}；请改小",
                "a deduction of {deduction} is more than the item's {points} points; lower it",
                deduction=deduction,
                points=points,
            ),
            key,
            unless_below_zero=True,
        )


def outside(earned: Iterable[Fraction], points: Fraction | None, key: str) -> Iterator[Fault]:
    """Points that a rule gives: none below zero or above the item's, and the best must be all of them."""
    earned = tuple(earned)
    for each in dict.fromkeys(earned):
        if each < ZERO or (points is not None and each > points):
            yield Fault(
                message(
                    "得分{each}超出0到{points}的范围；请改正",
                    "{each} points lie outside 0 to {points}; correct them",
                    each=each,
                    points="…" if points is None else points,
                ),
                key,
            )
    if points is not None and earned and max(earned) < points:
        yield Fault(
            message(
                "最高只能得{best}分，达不到本项分值{points}；请改正其一",
                "at best {best} points can be earned, but the item is worth {points}; correct one of them",
                best=max(earned),
                points=points,
            ),
            key,
        )
