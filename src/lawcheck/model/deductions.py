"""Deductions (扣分) and gains: points taken off or added, and what they cite."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import TypeVar

import attrs

from lawcheck.model.calendars import Period
from lawcheck.model.evidence import Fact, Judgement, NotApplicable, Record
from lawcheck.model.text import Message, join

Cited = Fact | Record | Judgement | NotApplicable
"""What a deduction or a decision cites."""


@attrs.frozen
class Tally:
    """How many records of a register a measure counted.

    >>> from lawcheck.plugin import Tally
    >>> tally = Tally("visits", counted=3, records=5)
    >>> tally.records - tally.counted
    2

    Attributes:
        register: the register's name.
        counted: how many records met the conditions.
        records: how many records the unit has.
    """

    register: str
    counted: int
    records: int


@attrs.frozen
class Deduction:
    """Points taken off (扣分项).

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import Deduction, message
    >>> reason = message("少{n}次 × 0.5", "{n} short x 0.5", n=2)
    >>> deduction = Deduction(Fraction(1), reason)
    >>> deduction.reason.pick("en")
    '2 short x 0.5'

    Attributes:
        points: what is taken off, after all caps.
        reason: why, with the arithmetic.
        cites: the facts, records or judgements that caused it.
        cause: deductions of one cause may share a cap.
        asked: what the rule would take off without caps; None where no cap reached it.
        limited: which cap reached it.
        period: the month, quarter or half-year that it is for, where an item looks at each by
            itself.
    """

    points: Fraction
    reason: Message
    cites: tuple[Cited, ...] = ()
    cause: str = ""
    asked: Fraction | None = None
    limited: Message | None = None
    period: Period | None = None


@attrs.frozen
class Gain:
    """Points added, for bonuses and for items that count up from zero.

    >>> from fractions import Fraction
    >>> from lawcheck.plugin import Gain, message
    >>> Gain(Fraction(2), message("省级表彰", "provincial award")).points
    Fraction(2, 1)

    Attributes:
        points: what is added, after all caps.
        reason: why, with the arithmetic.
        cites: the facts, records or judgements that caused it.
        asked: what the rule would add without caps; None where no cap reached it.
        limited: which cap reached it.
    """

    points: Fraction
    reason: Message
    cites: tuple[Cited, ...] = ()
    asked: Fraction | None = None
    limited: Message | None = None


_Change = TypeVar("_Change", Deduction, Gain)


def limit(changes: Iterable[_Change], at_most: Fraction, why: Message) -> tuple[_Change, ...]:
    """Cap the sum of these deductions (or gains).

    The first ones count in full, the one that passes the cap in part, the rest 0. For example,
    at most 5 of 3, 3 and 1 leaves 3, 2 and 0. Each that is reduced keeps what it asked for in
    `asked`, and one that several caps reduced names all of them in `limited`. The sum of the
    result is exactly the smaller of their sum and `at_most`.
    """
    left = at_most
    kept = []
    for change in changes:
        points = min(change.points, left)
        left -= points
        if points == change.points:
            kept.append(change)
        else:
            asked = change.points if change.asked is None else change.asked
            limited = why if change.limited is None else join((change.limited, why))
            kept.append(attrs.evolve(change, points=points, asked=asked, limited=limited))
    return tuple(kept)
