"""Checks that many indicator types make when a checklist is loaded.

Each check yields one `Fault` for each problem, and nothing where all is well, so that a type can
write `yield from check_has_points(points)` in its own `check()`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from fractions import Fraction

from lawcheck.model.exact import ZERO
from lawcheck.model.rule import Fault
from lawcheck.model.rule_fields import Value, measures_share
from lawcheck.model.text import Text, fold, message


def check_has_points(points: Fraction | None) -> Iterator[Fault]:
    """Report an item without points, for rules that take a share of the item's points.

    >>> from lawcheck.plugin import ONE, check_has_points
    >>> [fault.what.pick("en") for fault in check_has_points(None)]
    ['this type needs to know what the item is worth: add `points`']
    >>> list(check_has_points(ONE))
    []

    Args:
        points: the item's points; None where it has none.

    Yields:
        At most one fault.
    """
    if points is None:
        yield Fault(
            message(
                "这种评分方式需要满分；请写 points",
                "this type needs to know what the item is worth: add `points`",
            ),
            "type",
        )


def check_is_number(value: Value | None, name: str, key: str = "") -> Iterator[Fault]:
    """Report a rate where things are counted, of which a part or a price is taken for each.

    >>> from lawcheck.plugin import FactRef, check_is_number
    >>> for fault in check_is_number(FactRef("late", is_rate=True), "count"):
    ...     print(fault.what.pick("en"))
    `count` is a rate; name what is counted
    >>> list(check_is_number(FactRef("late"), "count"))
    []

    Args:
        value: the value; None where the key is not written, which is allowed.
        name: the key under which it is written.
        key: the key of the type's fields that holds it, where that is another.

    Yields:
        At most one fault.
    """
    if value is not None and measures_share(value):
        what = message(
            "{name} 是比率；请写件数", "`{name}` is a rate; name what is counted", name=name
        )
        yield Fault(what, key or name)


def check_above_zero(number: Fraction | None, key: str) -> Iterator[Fault]:
    """Report a number that is not above zero.

    >>> from lawcheck.plugin import ONE, ZERO, check_above_zero
    >>> [fault.what.pick("en") for fault in check_above_zero(ZERO, "per")]
    ['`per` must be above 0, not 0']
    >>> list(check_above_zero(ONE, "per")), list(check_above_zero(None, "per"))
    ([], [])

    Args:
        number: the number; None where the key is not written, which is allowed.
        key: the key of the type's fields that holds it.

    Yields:
        At most one fault.
    """
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


def check_not_empty(items: Iterable[object], key: str) -> Iterator[Fault]:
    """Report an empty list.

    >>> from lawcheck.plugin import check_not_empty
    >>> [fault.what.pick("en") for fault in check_not_empty((), "bands")]
    ['`bands` is empty; write at least one entry']
    >>> list(check_not_empty(("one",), "bands"))
    []

    Args:
        items: the list.
        key: the key of the type's fields that holds it.

    Yields:
        At most one fault.
    """
    if not tuple(items):
        yield Fault(
            message(
                "{key} 是空的；请至少写一项", "`{key}` is empty; write at least one entry", key=key
            ),
            key,
        )


def check_unique(names: Iterable[str | Text], key: str) -> Iterator[Fault]:
    """Report names that are duplicated in a list.

    Names that differ only in width or spacing count as the same name. Each is reported once.

    >>> from lawcheck.plugin import check_unique
    >>> [fault.what.pick("en") for fault in check_unique(["A1", "Ａ１", "B"], "parts")]
    ['“A1” appears 2 times; write it once']

    Args:
        names: the names in the order of the list; of a text in two languages the Chinese one
            counts.
        key: the key of the type's fields that holds the list.

    Yields:
        One fault for each duplicated name.
    """
    written = [name.zh if isinstance(name, Text) else name for name in names]
    counts = Counter(map(fold, written))
    first = {fold(text): text for text in reversed(written)}
    for text, times in counts.items():
        if times > 1:
            yield Fault(
                message(
                    "“{name}”出现{times}次；每项只写一次",
                    "“{name}” appears {times} times; write it once",
                    name=first[text],
                    times=times,
                ),
                key,
            )


def check_cap(cap: Fraction | None, points: Fraction | None, key: str) -> Iterator[Fault]:
    """Report a cap above the item's points, which never takes effect.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import check_cap
    >>> [fault.what.pick("en") for fault in check_cap(Fraction(5), Fraction(3), "at_most")]
    ["the cap of 5 is above the item's 3 points and never binds; lower or remove it"]

    Args:
        cap: the cap; None where there is none.
        points: the item's points; None where it has none.
        key: the key of the type's fields that holds the cap.

    Yields:
        At most one fault. It does not apply to an item with a `floor` below zero, which may lose
        more than its points.
    """
    if cap is not None and points is not None and cap > points:
        yield Fault(
            message(
                "上限{cap}大于本项分值{points}，永远不起作用；请改小或删去",
                "the cap of {cap} is above the item's {points} points and never binds; "
                "lower or remove it",
                cap=cap,
                points=points,
            ),
            key,
            unless_below_zero=True,
        )


def check_deduction(deduction: Fraction, points: Fraction | None, key: str) -> Iterator[Fault]:
    """Report a deduction that a person may choose and that is above the item's points.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import check_deduction
    >>> [fault.what.pick("en") for fault in check_deduction(Fraction(5), Fraction(3), "choices")]
    ["a deduction of 5 is more than the item's 3 points; lower it"]

    Args:
        deduction: the deduction.
        points: the item's points; None where it has none.
        key: the key of the type's fields that holds the deduction.

    Yields:
        At most one fault. It does not apply to an item with a `floor` below zero, which may lose
        more than its points.
    """
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


def check_earned(earned: Iterable[Fraction], points: Fraction | None, key: str) -> Iterator[Fault]:
    """Report points that a rule gives and that do not fit the item.

    None may be below zero or above the item's points, and the best must earn all of them.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import check_earned
    >>> for fault in check_earned([Fraction(6), Fraction(2)], Fraction(5), "bands"):
    ...     print(fault.what.pick("en"))
    6 points lie outside 0 to 5; correct them
    >>> list(check_earned([Fraction(5), Fraction(2)], Fraction(5), "bands"))
    []

    Args:
        earned: all numbers of points that the rule can give.
        points: the item's points; None where it has none.
        key: the key of the type's fields that holds them.

    Yields:
        One fault for each number outside the range, and one where the best is below the item's
        points.
    """
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
                "at best {best} points can be earned, but the item is worth {points}; "
                "correct one of them",
                best=max(earned),
                points=points,
            ),
            key,
        )
