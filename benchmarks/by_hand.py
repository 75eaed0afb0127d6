"""The 100 mixed indicators of `one_unit.py`, written by hand in plain Python and Fractions.

The rules know what they are written for: every value is there, every item applies, no person set
points. They give the exact points of each item, every reason and working with the facts or
records behind it, and the total with its grade. A text is written when it is read, as in lawcheck.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any, NamedTuple

from worlds import (
    ALL_OF,
    BANDS,
    CHANGE,
    COMPOSITE,
    COUNT,
    DEADLINE,
    INCIDENTS,
    RATE,
    SCALE,
    TIERS,
    VARIED,
    YES,
)

ITEMS = 100

Facts = Mapping[str, Any]
Registers = Mapping[str, Sequence[Mapping[str, Any]]]
Text = tuple[Any, ...]
"""A text that is written when it is read: the function that writes it, and its arguments."""
ZERO, ONE, HUNDRED = Fraction(0), Fraction(1), Fraction(100)


class Loss(NamedTuple):
    """Points taken off an item, why, and the facts or records behind it."""

    points: Fraction
    reason: Text
    cites: tuple[str, ...]


class Item(NamedTuple):
    """The result of one item."""

    id: str
    earned: Fraction
    losses: tuple[Loss, ...]
    working: Text


class Card(NamedTuple):
    """The result of one unit."""

    items: tuple[Item, ...]
    exact: Fraction
    score: Fraction
    grade: str


def item_of(
    name: str, lost: Fraction, reason: Text, cites: tuple[str, ...], working: Text
) -> Item:
    lost = min(lost, ONE)
    return Item(name, ONE - lost, (Loss(lost, reason, cites),) if lost else (), working)


# -- the rules, each with the texts that belong to it --------------------------------------------


def shown(number: Fraction) -> str:
    return f"{(Decimal(number.numerator) / number.denominator).normalize():f}"


def percent(number: Fraction) -> str:
    return shown(number * 100) + "%"


def points(number: Fraction) -> str:
    return shown(number * 100) + f" percentage point{'' if number * 100 == 1 else 's'}"


TARGET, STEP, PRICE = Fraction("0.95"), Fraction("0.01"), Fraction("0.1")


def rate(n: int) -> Callable[[Facts, Registers], Item]:
    name, num, den = f"rate{n}", f"num{n}", f"den{n}"

    def score(facts: Facts, _: Registers) -> Item:
        part, whole = facts[num], facts[den]
        if part > whole or whole <= 0:
            raise ValueError(name)
        share = part / whole
        working = (rate_working, part, whole, share)
        if share >= TARGET:
            return Item(name, ONE, (), working)
        lost = (TARGET - share) / STEP * PRICE
        return item_of(name, lost, (rate_reason, part, whole, share, lost), (num, den), working)

    return score


def rate_working(part: Fraction, whole: Fraction, share: Fraction) -> str:
    return f"{shown(part)}/{shown(whole)} = {percent(share)}, target {percent(TARGET)}"


def rate_reason(part: Fraction, whole: Fraction, share: Fraction, lost: Fraction) -> str:
    return (
        f"{shown(part)}/{shown(whole)} = {percent(share)}, below {percent(TARGET)}: "
        f"{points(TARGET - share)} ÷ {points(STEP)} × {shown(PRICE)} = {shown(lost)}"
    )


DOZEN = Fraction(12)


def count(n: int) -> Callable[[Facts, Registers], Item]:
    name, fact = f"count{n}", f"count{n}"

    def score(facts: Facts, _: Registers) -> Item:
        value = facts[fact]
        working = (count_working, value)
        if value >= DOZEN:
            return Item(name, ONE, (), working)
        lost = (DOZEN - value) * PRICE
        return item_of(name, lost, (count_reason, value, lost), (fact,), working)

    return score


def count_working(value: Fraction) -> str:
    return f"{shown(value)}, target {shown(DOZEN)}"


def count_reason(value: Fraction, lost: Fraction) -> str:
    short = shown(DOZEN - value)
    return f"{shown(value)}, {short} short: {short} ÷ 1 × {shown(PRICE)} = {shown(lost)}"


def yes(n: int) -> Callable[[Facts, Registers], Item]:
    name = f"yes{n}"

    def score(facts: Facts, _: Registers) -> Item:
        answer = facts[name]
        working = (yes_working, name, answer)
        if answer:
            return Item(name, ONE, (), working)
        return Item(name, ZERO, (Loss(ONE, (yes_reason, name, answer), (name,)),), working)

    return score


def yes_working(name: str, answer: bool) -> str:
    return f"{name}: {'yes' if answer else 'no'}"


def yes_reason(name: str, answer: bool) -> str:
    return f"{yes_working(name, answer)}, no points"


LIMITS = ((Fraction(90), ONE), (Fraction(60), Fraction("0.5")))
BELOW = (Fraction(60), ZERO)


def bands(n: int) -> Callable[[Facts, Registers], Item]:
    name, fact = f"bands{n}", f"band{n}"

    def score(facts: Facts, _: Registers) -> Item:
        value = facts[fact]
        start, earned = next((band for band in LIMITS if value >= band[0]), BELOW)
        working = (bands_working, value, start, earned)
        if earned == ONE:
            return Item(name, ONE, (), working)
        reason = (bands_reason, value, start, earned)
        return Item(name, earned, (Loss(ONE - earned, reason, (fact,)),), working)

    return score


def bands_working(value: Fraction, start: Fraction, earned: Fraction) -> str:
    return f"{shown(value)} {'≥' if value >= start else '<'} {shown(start)}: {shown(earned)}"


def bands_reason(value: Fraction, start: Fraction, earned: Fraction) -> str:
    return f"{bands_working(value, start, earned)} of 1 points"


EACH = Fraction("0.5")


def all_of(n: int) -> Callable[[Facts, Registers], Item]:
    name, wanted = f"all{n}", (("甲", f"yes{n}"), ("乙", f"other{n}"))

    def score(facts: Facts, _: Registers) -> Item:
        losses = tuple(
            [
                Loss(EACH, (all_of_reason, title), (fact,))
                for title, fact in wanted
                if not facts[fact]
            ]
        )
        working = (all_of_working, len(wanted) - len(losses), len(wanted))
        return Item(name, ONE - EACH * len(losses) if losses else ONE, losses, working)

    return score


def all_of_working(met: int, of: int) -> str:
    return f"{met} of {of} met"


def all_of_reason(title: str) -> str:
    return f"{title} no"


INCIDENT = Fraction("0.3")


def incidents(n: int) -> Callable[[Facts, Registers], Item]:
    name, step = f"incidents{n}", f"step{n}"

    def score(_: Facts, registers: Registers) -> Item:
        found = [record["name"] for record in registers["docs"] if not record[step]]
        working = (incidents_working, len(found))
        if not found:
            return Item(name, ONE, (), working)
        losses, left = [], ONE
        for record in found:
            lost = min(INCIDENT, left)
            left -= lost
            losses.append(Loss(lost, (incidents_reason, record), (record,)))
        return Item(name, left, tuple(losses), working)

    return score


def incidents_working(found: int) -> str:
    return f"未审查: {found}"


def incidents_reason(record: str) -> str:
    return f"未审查: {record}"


def scale(n: int) -> Callable[[Facts, Registers], Item]:
    name, fact = f"scale{n}", f"band{n}"

    def score(facts: Facts, _: Registers) -> Item:
        value = facts[fact]
        earned = min(max((value - ZERO) / (HUNDRED - ZERO), ZERO), ONE)
        working = (scale_working, value, earned)
        return item_of(name, ONE - earned, (scale_reason, fact, value, earned), (fact,), working)

    return score


def scale_working(value: Fraction, earned: Fraction) -> str:
    capped = "" if ZERO < earned < ONE else f" → {shown(earned)}"
    return f"({shown(value)} - 0) ÷ (100 - 0){capped} × 1 = {shown(earned)}"


def scale_reason(name: str, value: Fraction, earned: Fraction) -> str:
    return f"{name}: {scale_working(value, earned)}"


DUE = date(2023, 6, 30)


def deadline(n: int) -> Callable[[Facts, Registers], Item]:
    name, fact = f"late{n}", f"day{n}"

    def score(facts: Facts, _: Registers) -> Item:
        done = facts[fact]
        working = (deadline_working, done)
        if done <= DUE:
            return Item(name, ONE, (), working)
        lost = (done - DUE).days * PRICE
        return item_of(name, lost, (deadline_reason, done, lost), (fact,), working)

    return score


def deadline_working(done: date) -> str:
    return f"due by {DUE}, done {done}"


def deadline_reason(done: date, lost: Fraction) -> str:
    days = (done - DUE).days
    return (
        f"{deadline_working(done)}, {days} days late: {days} ÷ 1 × {shown(PRICE)} = {shown(lost)}"
    )


FULL_TIME, PART_TIME = Fraction(95), Fraction("0.6")


def tiers(n: int) -> Callable[[Facts, Registers], Item]:
    name, fact, level = f"tiers{n}", f"yes{n}", f"band{n}"

    def score(facts: Facts, _: Registers) -> Item:
        if facts[fact] and facts[level] >= FULL_TIME:
            return Item(name, ONE, (), (tiers_working, "专职", ONE))
        title, earned = ("兼职", PART_TIME) if facts[fact] else ("otherwise", ZERO)
        loss = Loss(ONE - earned, (tiers_reason, title, earned), (fact, level))
        return Item(name, earned, (loss,), (tiers_working, title, earned))

    return score


def tiers_working(title: str, earned: Fraction) -> str:
    return f"{title}: {shown(earned)}"


def tiers_reason(title: str, earned: Fraction) -> str:
    return f"{title}: {shown(earned)} of 1 points"


TENTH, FIFTH = Fraction("0.1"), Fraction("0.2")


def change(n: int) -> Callable[[Facts, Registers], Item]:
    name, now, before = f"change{n}", f"now{n}", f"before{n}"

    def score(facts: Facts, _: Registers) -> Item:
        value, base = facts[now], facts[before]
        working = (change_working, base, value)
        if value <= base:
            return Item(name, ONE, (), working)
        if base <= 0:
            raise ValueError(name)
        worse = (value - base) / base
        steps = floor(worse / TENTH)
        lost = steps * FIFTH
        reason = (change_reason, base, value, worse, steps, lost)
        return item_of(name, lost, reason, (now, before), working)

    return score


def change_working(base: Fraction, value: Fraction) -> str:
    return f"{shown(base)} → {shown(value)}"


def change_reason(
    base: Fraction, value: Fraction, worse: Fraction, steps: int, lost: Fraction
) -> str:
    rounded = "" if steps == worse / TENTH else f" → {steps}"
    return (
        f"{change_working(base, value)}, worse by {percent(worse)}: "
        f"{percent(worse)} ÷ {percent(TENTH)}{rounded} × {shown(FIFTH)} = {shown(lost)}"
    )


def composite(n: int) -> Callable[[Facts, Registers], Item]:
    name = f"composite{n}"
    sources = (
        ("平时", f"daily{n}", Fraction(50), Fraction("0.2")),
        ("年终", f"yearly{n}", Fraction(100), Fraction("0.8")),
    )

    def score(facts: Facts, _: Registers) -> Item:
        losses, told, earned = [], [], ONE
        for title, fact, of, weight in sources:
            value = facts[fact]
            if not 0 <= value <= of:
                raise ValueError(name)
            told.append((title, value, of))
            lost = weight * (of - value) / of
            if lost:
                earned -= lost
                reason = (composite_reason, title, value, of, weight, lost)
                losses.append(Loss(lost, reason, (fact,)))
        return Item(name, earned, tuple(losses), (composite_working, *told))

    return score


def composite_working(*told: tuple[str, Fraction, Fraction]) -> str:
    return "; ".join(f"{title} {shown(value)}/{shown(of)}" for title, value, of in told)


def composite_reason(
    title: str, value: Fraction, of: Fraction, weight: Fraction, lost: Fraction
) -> str:
    share = f"{shown(of - value)}/{shown(of)}"
    told = composite_working((title, value, of))
    return f"{told}: 1 × {percent(weight)} × {share} = {shown(lost)}"


BY_HAND = {
    RATE: rate, COUNT: count, YES: yes, BANDS: bands, ALL_OF: all_of, INCIDENTS: incidents,
    SCALE: scale, DEADLINE: deadline, TIERS: tiers, CHANGE: change, COMPOSITE: composite,
}  # fmt: skip
RULES = [BY_HAND[VARIED[n % len(VARIED)]](n) for n in range(ITEMS)]


def by_hand(facts: Facts, registers: Registers) -> Card:
    """Return the result of a unit."""
    items = tuple([rule(facts, registers) for rule in RULES])
    exact = sum((item.earned for item in items), ZERO)
    score = Fraction(floor(exact * 100 + Fraction(1, 2)), 100)
    return Card(items, exact, score, "合格" if score >= 20 else "不合格")


def written(text: Text) -> str:
    """Write a text."""
    return text[0](*text[1:])
