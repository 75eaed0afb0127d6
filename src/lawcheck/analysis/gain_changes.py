"""Changes of a unit's evidence to try: another value of a fact, of a record, or more records."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Final, assert_never

import attrs

from lawcheck.analysis.gain_rules import goals, guarded_facts, is_counted, lengths, wanted
from lawcheck.analysis.rescoring import Rescorer
from lawcheck.model.calendars import Period
from lawcheck.model.checklist import Checklist
from lawcheck.model.declarations import Spec
from lawcheck.model.deductions import Tally
from lawcheck.model.evidence import NEVER, Evidence, Fact, Record, Value
from lawcheck.model.exact import ONE, ZERO
from lawcheck.model.indicator import Indicator
from lawcheck.model.kinds import Kind
from lawcheck.model.outcomes import Outcome
from lawcheck.model.rule import Paired, Rule
from lawcheck.model.text import Message, Text, message

MOST_TIMES: Final = 200
"""How many more of one thing are tried before it is taken to bring nothing."""


@attrs.frozen
class EvidenceChange:
    """A change of the evidence.

    Attributes:
        what: what to do.
        times: how many of it.
        made: makes the change in evidence.
    """

    what: Message
    times: int
    made: Callable[[Evidence], Evidence]


def changes(
    checklist: Checklist, rescorer: Rescorer, evidence: Evidence, outcome: Outcome, day: date
) -> Iterator[EvidenceChange]:
    """Yield the changes that might bring an item points, for each thing the next useful step."""
    if outcome.state != "scored" or not outcome.deductions or outcome.advisory:
        return
    indicator = next(each for each in checklist.indicators() if each.id == outcome.id)
    for about in outcome.about:
        if isinstance(about, Fact):
            yield from _of_fact(checklist, rescorer, evidence, indicator, about)
        else:
            yield from _of_register(checklist, rescorer, evidence, indicator, about, day)
    cited = {
        cite.number: cite
        for each in outcome.deductions
        for cite in each.cites
        if isinstance(cite, Record)
    }
    for record in cited.values():
        yield from _of_record(checklist, record, day)


def small_changes(checklist: Checklist, outcome: Outcome) -> Iterator[EvidenceChange]:
    """Yield one more and one fewer of every count that an item read, whatever they bring."""
    if outcome.state != "scored" or outcome.advisory:
        return
    indicator = next(each for each in checklist.indicators() if each.id == outcome.id)
    for fact in outcome.about:
        if (
            isinstance(fact, Fact)
            and isinstance(fact.value, Fraction)
            and checklist.facts[fact.name].kind is Kind.COUNT
            and fact.name not in guarded_facts(indicator.rule)
        ):
            for direction in _directions(checklist, indicator, fact.name):
                if fact.value + direction >= ZERO:
                    yield _more_of(checklist, fact.name, 1, direction)


def _of_fact(
    checklist: Checklist,
    rescorer: Rescorer,
    evidence: Evidence,
    indicator: Indicator,
    fact: Fact,
) -> Iterator[EvidenceChange]:
    if fact.name in guarded_facts(indicator.rule):
        return
    spec = checklist.facts[fact.name]
    label = spec.label if spec.label.zh else Text(fact.name)
    if isinstance(fact.value, bool):
        if fact.value and not spec.can_be_put_right:
            return  # what was done cannot be undone
        answer = message(
            "{label}：做到“{value}”", "{label}: make it {value}", label=label, value=not fact.value
        )
        yield EvidenceChange(answer, 1, partial(_with_fact, name=fact.name, value=not fact.value))
    elif isinstance(fact.value, Fraction) and spec.kind is Kind.COUNT:
        for direction in _directions(checklist, indicator, fact.name):
            most = MOST_TIMES if direction > 0 else min(MOST_TIMES, int(fact.value))
            some = partial(_with_times, evidence, fact.name, direction)
            times = _next_rise(rescorer, evidence, indicator, some, most)
            if times:
                yield _more_of(checklist, fact.name, times, direction)
    elif isinstance(fact.value, Fraction):
        spec_of = spec.kind.form
        for value in goals(indicator.rule, fact.value):
            what = message(
                f"{{label}}：达到{{value{spec_of}}}",
                f"{{label}}: bring it to {{value{spec_of}}}",
                label=label,
                value=value,
            )
            yield EvidenceChange(what, 1, partial(_with_fact, name=fact.name, value=value))


def _more_of(checklist: Checklist, name: str, times: int, direction: Fraction) -> EvidenceChange:
    spec = checklist.facts[name]
    label = spec.label if spec.label.zh else Text(name)
    more = (
        message("{label}：再增加{times}", "{label}: {times} more", label=label, times=times)
        if direction > 0
        else message("{label}：减少{times}", "{label}: {times} fewer", label=label, times=times)
    )
    return EvidenceChange(more, times, partial(_with_more, name=name, more=times * direction))


def _directions(checklist: Checklist, indicator: Indicator, name: str) -> tuple[Fraction, ...]:
    """Return whether to try more of a fact, or fewer.

    A part is not improved by reducing its whole. What has happened is not undone: there are fewer
    only of what can be put right.
    """
    pairs = indicator.rule.pairs() if isinstance(indicator.rule, Paired) else ()
    wholes = {whole for _, whole in pairs} | {spec.at_most for spec in checklist.facts.values()}
    may_fall = checklist.facts[name].can_be_put_right and name not in wholes
    return (ONE, -ONE) if may_fall else (ONE,)


def _next_rise(
    rescorer: Rescorer,
    evidence: Evidence,
    indicator: Indicator,
    more: Callable[[int], Evidence],
    most: int = MOST_TIMES,
) -> int:
    """Return how many more of a thing first bring the item points; 0 where none do.

    More of the thing must never cost points, since the number is found by bisection.
    """
    before = rescorer.earned(indicator.id, evidence)

    def rises(times: int) -> bool:
        after = rescorer.earned(indicator.id, more(times))
        return before is not None and after is not None and after > before

    below, times = 0, 1
    # doubling first, because far too many may contradict another fact
    while times <= most:
        if rises(times):
            return below + 1 + bisect_left(range(below + 1, times), True, key=rises)
        below, times = times, 2 * times
    return 0


def _of_record(checklist: Checklist, record: Record, day: date) -> Iterator[EvidenceChange]:
    """Yield what can be put right of a record that was cited.

    All else that it says has happened. Of what can be put right, each yes/no is changed into its
    opposite, and what was never done is done on the day.
    """
    columns = checklist.registers[record.register].columns
    for column, value in record.values.items():
        if not columns[column].can_be_put_right:
            continue
        label = columns[column].label if columns[column].label.zh else Text(column)
        if isinstance(value, bool):
            what = message(
                "{record}：{label}改为“{value}”",
                "{record}: {label} becomes {value}",
                record=record.title,
                label=label,
                value=not value,
            )
            made = partial(_with_value, record=record, column=column, value=not value)
            yield EvidenceChange(what, 1, made)
        elif value is NEVER:
            what = message(
                "{record}：{label}补办，{day}",
                "{record}: {label}, done on {day}",
                record=record.title,
                label=label,
                day=day,
            )
            made = partial(_with_value, record=record, column=column, value=day)
            yield EvidenceChange(what, 1, made)


def _of_register(
    checklist: Checklist,
    rescorer: Rescorer,
    evidence: Evidence,
    indicator: Indicator,
    tally: Tally,
    day: date,
) -> Iterator[EvidenceChange]:
    """Yield more records in good order, dated on the day or at the end of a part of the period.

    Which answer is the good one is not known, so all yes and all no are tried. Nothing is added
    that only improves a rate, such as a lawsuit: where points are not given for the number of
    records, the register must declare that a further record is a good deed.
    """
    register = checklist.registers[tally.register]
    if not register.worth_adding and not is_counted(indicator.rule, tally.register):
        return
    label = register.label if register.label.zh else Text(tally.register)
    columns = dict(wanted(indicator.rule, tally.register))
    for truth in (True, False):
        for when in _days(checklist.period, indicator.rule, day):
            values = {
                name: columns.get(name, _ordinary(spec, truth, when))
                for name, spec in register.columns.items()
            }
            if any(isinstance(value, date) and value < day for value in values.values()):
                continue  # a record of the past cannot be made any more
            record = Record(tally.register, 0, values)
            times = _next_rise(
                rescorer, evidence, indicator, partial(_with_records, evidence, record)
            )
            if times:
                what = message(
                    "{label}：再增加{times}条合格记录",
                    "{label}: {times} more, in order",
                    label=label,
                    times=times,
                )
                yield EvidenceChange(
                    what, times, partial(_with_records, record=record, times=times)
                )


def _days(period: Period, rule: Rule, day: date) -> Iterable[date]:
    """Return the days on which a record may still bring points: one in each part of the period."""
    ends = {part.end for length in lengths(rule) for part in period.split(length)}
    return dict.fromkeys((day, *sorted(end for end in ends if end >= day), period.end))


def _ordinary(spec: Spec, truth: bool, day: date) -> Value:
    match spec.kind.holds:
        case "yes_no":
            return truth
        case "date":
            return NEVER if spec.may_be_never else day
        case "text":
            return spec.choices[0] if spec.choices else "…"
        case "number":
            return ONE if spec.least is None else max(ONE, spec.least)
        case _:
            assert_never(spec.kind.holds)


def _with_fact(evidence: Evidence, name: str, value: Value) -> Evidence:
    return attrs.evolve(
        evidence, facts={**evidence.facts, name: attrs.evolve(evidence.facts[name], value=value)}
    )


def _with_times(evidence: Evidence, name: str, direction: Fraction, times: int) -> Evidence:
    return _with_more(evidence, name, times * direction)


def _with_more(evidence: Evidence, name: str, more: Fraction) -> Evidence:
    value = evidence.facts[name].value
    assert isinstance(value, Fraction)  # noqa: S101 - asked for counts only
    return _with_fact(evidence, name, value + more)


def _with_value(evidence: Evidence, record: Record, column: str, value: Value) -> Evidence:
    records = tuple(
        attrs.evolve(each, values={**each.values, column: value})
        if each.number == record.number
        else each
        for each in evidence.registers[record.register]
    )
    return attrs.evolve(evidence, registers={**evidence.registers, record.register: records})


def _with_records(evidence: Evidence, record: Record, times: int) -> Evidence:
    records = evidence.registers[record.register]
    added = tuple(
        attrs.evolve(record, number=len(records) + place) for place in range(1, times + 1)
    )
    return attrs.evolve(
        evidence, registers={**evidence.registers, record.register: (*records, *added)}
    )
