"""What would bring more points: changes of the evidence, one after the other, each scored again in full.

Nothing is estimated. A change (one more session, a review made good) is put into the evidence, the unit is scored, and the
gain is the difference of the two totals, whatever caps, floors, other items and redistribution make of it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any, Final

import attrs

from lawcheck.checklist import Checklist, Indicator, Spec
from lawcheck.conditions import Comparison
from lawcheck.errors import EvidenceError
from lawcheck.evidence import NEVER, Evidence, Fact, Record, Value
from lawcheck.exact import ONE, ZERO
from lawcheck.indicator import Paired
from lawcheck.measures import OverRecords
from lawcheck.scorecard import OPEN_STATES, Scorecard, Tally
from lawcheck.scoring import score
from lawcheck.scoring.grading import grade_at
from lawcheck.text import Message, Text, message

_MOST_TIMES: Final = 200
"""How many more of one thing are tried before it is held to bring nothing."""
_MOST_STEPS: Final = 50
"""How many changes a way to the next grade may have."""


@attrs.frozen
class Ask:
    """One thing that would bring points.

    Attributes:
        what: what is asked for.
        points: what it adds to the total, on its own; for a way, on top of what stands before it.
        times: how many of it: two more sessions are two.
        items: ids of the indicators that gain.
    """

    what: Message
    points: Fraction
    times: int = 1
    items: tuple[str, ...] = ()


@attrs.frozen
class Gains:
    """What a unit can still gain.

    Attributes:
        card: the unit's scorecard as it is.
        is_over: the period has ended, so that nothing can be done any more, only reported.
        asks: everything that would bring points, the most for one thing first.
        reports: open items: what is not known yet, and the most that it can add to the lowest score.
        grade: the next grade; None at the top.
        missing: points from the lowest score, rounded or exact as the grade goes by, to the next grade.
        way: the changes that bring it, in order; empty where none do.
    """

    card: Scorecard
    is_over: bool
    asks: tuple[Ask, ...]
    reports: tuple[Ask, ...]
    grade: Text | None
    missing: Fraction
    way: tuple[Ask, ...]


@attrs.frozen
class _Change:
    what: Message
    times: int
    evidence: Evidence


def gains_of(checklist: Checklist, evidence: Evidence, on: date) -> Gains:
    """What one unit can still gain.

    Args:
        checklist: the checklist.
        evidence: of the unit.
        on: the day of the question; after the period's end what happened can no longer change.

    Raises:
        EvidenceError: the evidence contradicts itself.
    """
    card = score(checklist, evidence)
    is_over = on > checklist.period.end
    reports = tuple(sorted(_reports(card), key=lambda ask: -ask.points))
    if card.exact is None:
        return Gains(card, is_over, (), reports, None, ZERO, ())
    position = _position(checklist, card)
    grade, missing = None, ZERO
    if position:
        grade, missing = checklist.grades[position - 1].name, checklist.grades[position - 1].start - _declared(checklist, card)
    if is_over:
        return Gains(card, True, (), reports, grade, missing, ())
    day = max(on, checklist.period.start)
    asks = tuple(ask for ask, _, _ in _best(checklist, evidence, card, day))
    way = () if grade is None else _way(checklist, evidence, card, position - 1, day)
    return Gains(card, False, asks, reports, grade, missing, way)


def _declared(checklist: Checklist, card: Scorecard) -> Fraction:
    """The number that the grade goes by, at its lowest."""
    span = card.score if checklist.grade_on == "rounded" else card.exact
    assert span is not None  # noqa: S101 - asked for cards with a score only
    return span.low


def _position(checklist: Checklist, card: Scorecard) -> int:
    return grade_at(checklist, _declared(checklist, card), [veto.id for veto in card.vetoes if veto.state in ("applied", "open")])


def _reports(card: Scorecard) -> Iterator[Ask]:
    for outcome in card.outcomes():
        if outcome.state in OPEN_STATES and outcome.counted is not None and outcome.why is not None:
            most = outcome.counted.high - outcome.counted.low
            yield Ask(message("{title}：{why}", "{title}: {why}", title=outcome.title, why=outcome.why), most, 1, (outcome.id,))
    for veto in card.vetoes:
        if veto.state == "open" and card.raw is not None and card.exact is not None:
            what = message("一票否决“{title}”：{why}", "veto “{title}”: {why}", title=veto.title, why=veto.why)
            yield Ask(what, card.raw.low - card.exact.low)


def _way(checklist: Checklist, evidence: Evidence, card: Scorecard, wanted: int, day: date) -> tuple[Ask, ...]:
    """The most for one thing first, until the grade is reached."""
    way: list[Ask] = []
    while _position(checklist, card) > wanted and len(way) < _MOST_STEPS:
        best = _best(checklist, evidence, card, day)
        if not best:
            return ()
        ask, evidence, card = best[0]
        way.append(ask)
    return tuple(way) if _position(checklist, card) <= wanted else ()


def _best(checklist: Checklist, evidence: Evidence, card: Scorecard, day: date) -> list[tuple[Ask, Evidence, Scorecard]]:
    assert card.exact is not None  # noqa: S101 - asked for cards with a score only
    found: dict[str, tuple[Ask, Evidence, Scorecard]] = {}
    for change in _changes(checklist, evidence, card, day):
        after = _scored(checklist, change.evidence)
        if after is None or after.exact is None or after.exact.low <= card.exact.low:
            continue
        points = after.exact.low - card.exact.low
        ask = Ask(change.what, points, change.times, tuple(_gaining(card, after)))
        found.setdefault(change.what.pick("en"), (ask, change.evidence, after))
    return sorted(found.values(), key=lambda each: (-each[0].points / each[0].times, each[0].times))


def _gaining(before: Scorecard, after: Scorecard) -> Iterator[str]:
    for one, other in zip(before.outcomes(), after.outcomes(), strict=True):
        if one.earned is not None and other.earned is not None and other.earned.low > one.earned.low:
            yield one.id


def _scored(checklist: Checklist, evidence: Evidence) -> Scorecard | None:
    try:
        return score(checklist, evidence)
    except EvidenceError:  # a change that contradicts the rest of the evidence is none
        return None


# What could be otherwise


def _changes(checklist: Checklist, evidence: Evidence, card: Scorecard, day: date) -> Iterator[_Change]:
    """Every change that might bring an item points, the next step of each thing."""
    indicators = {each.id: each for each in checklist.indicators()}
    for outcome in card.outcomes():
        if outcome.state != "scored" or not outcome.deductions or outcome.advisory:
            continue
        indicator = indicators[outcome.id]
        for about in outcome.about:
            if isinstance(about, Fact):
                yield from _of_fact(checklist, evidence, indicator, about)
            else:
                yield from _of_register(checklist, evidence, indicator, about, day)
        cited = {cite.number: cite for each in outcome.deductions for cite in each.cites if isinstance(cite, Record)}
        for record in cited.values():
            yield from _of_record(checklist, evidence, record)


def _of_fact(checklist: Checklist, evidence: Evidence, indicator: Indicator, fact: Fact) -> Iterator[_Change]:
    spec = checklist.facts[fact.name]
    label = spec.label if spec.label.zh else Text(fact.name)
    if isinstance(fact.value, bool):
        answer = message("{label}：做到“{value}”", "{label}: make it {value}", label=label, value=not fact.value)
        yield _Change(answer, 1, _with_fact(evidence, fact.name, not fact.value))
    elif isinstance(fact.value, Fraction) and spec.kind == "count":
        for direction in _directions(checklist, indicator, fact.name):
            times = _next_rise(checklist, evidence, indicator, fact.name, direction)
            if times:
                more = (
                    message("{label}：再增加{times}", "{label}: {times} more", label=label, times=times)
                    if direction > 0
                    else message("{label}：减少{times}", "{label}: {times} fewer", label=label, times=times)
                )
                yield _Change(more, times, _with_fact(evidence, fact.name, fact.value + times * direction))
    elif isinstance(fact.value, Fraction):
        spec_of = ":%" if spec.kind == "rate" else ""
        for value in _goals(indicator.rule, fact.value):
            what = message(
                f"{{label}}：达到{{value{spec_of}}}", f"{{label}}: bring it to {{value{spec_of}}}", label=label, value=value
            )
            yield _Change(what, 1, _with_fact(evidence, fact.name, value))


def _directions(checklist: Checklist, indicator: Indicator, name: str) -> tuple[Fraction, ...]:
    """More, or fewer; never a smaller whole to mend a rate, and nothing of the year before, which is over."""
    if getattr(getattr(indicator.rule, "before", None), "name", None) == name:
        return ()
    pairs = indicator.rule.pairs() if isinstance(indicator.rule, Paired) else ()
    wholes = {whole for _, whole in pairs} | {spec.at_most for spec in checklist.facts.values()}
    return (ONE,) if name in wholes else (ONE, -ONE)


def _next_rise(checklist: Checklist, evidence: Evidence, indicator: Indicator, name: str, direction: Fraction) -> int:
    """How many more (or fewer) of a count first bring the item points; 0 where none do. More of a good thing never costs."""
    value = evidence.facts[name].value
    assert isinstance(value, Fraction)  # noqa: S101 - asked for counts only
    before = _earned(checklist, evidence, indicator)

    def rises(times: int) -> bool:
        after = _earned(checklist, _with_fact(evidence, name, value + times * direction), indicator)
        return before is not None and after is not None and after > before

    most = _MOST_TIMES if direction > 0 else min(_MOST_TIMES, int(value))
    below, times = 0, 1
    while times <= most:  # in doubles, because far too many may contradict another fact
        if rises(times):
            return below + 1 + bisect_left(range(below + 1, times), True, key=rises)
        below, times = times, 2 * times
    return 0


def _earned(checklist: Checklist, evidence: Evidence, indicator: Indicator) -> Fraction | None:
    card = _scored(checklist, evidence)
    earned = None if card is None else card.outcome(indicator.id).earned
    return None if earned is None else earned.low


def _of_record(checklist: Checklist, evidence: Evidence, record: Record) -> Iterator[_Change]:
    """Each yes/no of a record that was cited, the other way round."""
    columns = checklist.registers[record.register].columns
    for column, value in record.values.items():
        if isinstance(value, bool):
            label = columns[column].label if columns[column].label.zh else Text(column)
            what = message(
                "{record}：{label}改为“{value}”",
                "{record}: {label} becomes {value}",
                record=record.title,
                label=label,
                value=not value,
            )
            yield _Change(what, 1, _with_record(evidence, attrs.evolve(record, values={**record.values, column: not value})))


def _of_register(checklist: Checklist, evidence: Evidence, indicator: Indicator, tally: Tally, day: date) -> Iterator[_Change]:
    """One more record, in order in every respect that a yes or no tells, on the day or at the period's end."""
    register = checklist.registers[tally.register]
    label = register.label if register.label.zh else Text(tally.register)
    wanted = dict(_wanted(indicator.rule, tally.register))
    records = evidence.registers[tally.register]
    for truth in (True, False):
        for when in dict.fromkeys((day, checklist.period.end)):
            values = {name: wanted.get(name, _ordinary(spec, truth, when)) for name, spec in register.columns.items()}
            record = Record(tally.register, len(records) + 1, values)
            what = message("{label}：再增加1条合格记录", "{label}: one more record in order", label=label)
            yield _Change(what, 1, attrs.evolve(evidence, registers={**evidence.registers, tally.register: (*records, record)}))


def _ordinary(spec: Spec, truth: bool, day: date) -> Value:
    if spec.kind == "yes_no":
        return truth
    if spec.kind == "date":
        return NEVER if spec.may_be_never else day
    if spec.kind == "text":
        return spec.choices[0] if spec.choices else "…"
    return ONE if spec.least is None else max(ONE, spec.least)


def _wanted(thing: Any, register: str) -> Iterator[tuple[str, Value]]:
    """What the measures of a rule over a register ask of a record."""
    for measure in _inside(thing, OverRecords):
        if measure.register == register:
            for test in measure.where.tests:
                if isinstance(test, Comparison) and test.word in ("equals", "at_least", "at_most"):
                    yield test.column, test.operand
                elif isinstance(test, Comparison) and test.word == "in":
                    yield test.column, test.operand[0]


def _goals(thing: Any, value: Fraction) -> Iterator[Fraction]:
    """Numbers that a rule names, nearest first: a target, the start of a band, the end of a scale."""
    numbers = {number for number in _inside(thing, Fraction) if number != value}
    yield from sorted(numbers, key=lambda number: abs(number - value))


def _inside(thing: Any, kind: type[Any]) -> Iterator[Any]:
    if isinstance(thing, kind):
        yield thing
    elif attrs.has(type(thing)):
        for field in attrs.fields(type(thing)):
            yield from _inside(getattr(thing, field.name), kind)
    elif isinstance(thing, Mapping):
        yield from _inside(tuple(thing.values()), kind)
    elif isinstance(thing, Iterable) and not isinstance(thing, str):
        for each in thing:
            yield from _inside(each, kind)


def _with_fact(evidence: Evidence, name: str, value: Value) -> Evidence:
    return attrs.evolve(evidence, facts={**evidence.facts, name: attrs.evolve(evidence.facts[name], value=value)})


def _with_record(evidence: Evidence, record: Record) -> Evidence:
    records = tuple(record if each.number == record.number else each for each in evidence.registers[record.register])
    return attrs.evolve(evidence, registers={**evidence.registers, record.register: records})
