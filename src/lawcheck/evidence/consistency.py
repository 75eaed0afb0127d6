"""Check evidence for contradictions: wrong parts and sums, duplicate records, dates in reverse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction

from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import Problem, problem
from lawcheck.model.evidence import Evidence, Record, Value, compared
from lawcheck.model.exact import ZERO
from lawcheck.model.once_per_checklist import once_per_checklist
from lawcheck.model.rule import Dated, Paired
from lawcheck.model.text import Message, message


def cross_check(checklist: Checklist, evidence: Evidence) -> Iterator[Problem]:
    """Iterate over contradictions in the evidence of a unit.

    Each is at the place of the fact that is too large or does not add up, or of the duplicate
    record.
    """
    for part, whole in compared_facts(checklist):
        of_part, of_whole = _number(evidence, part), _number(evidence, whole)
        if of_part is not None and of_whole is not None and of_part > of_whole:
            yield problem(
                evidence.facts[part].source.place,
                "{unit}：{part} 为 {a}，大于 {whole} 的 {b}；请核对",
                "{unit}: {part} is {a}, more than the {b} of {whole}; check them",
                unit=evidence.unit.id,
                part=part,
                whole=whole,
                a=of_part,
                b=of_whole,
            )
    for name, parts in _sums(checklist):
        total, found = _number(evidence, name), [_number(evidence, each) for each in parts]
        known = [each for each in found if each is not None]
        if total is not None and len(known) == len(parts) and sum(known, ZERO) != total:
            yield problem(
                evidence.facts[name].source.place,
                "{unit}：{name} 为 {total}，但 {parts} 合计 {sum}；请核对",
                "{unit}: {name} is {total}, but {parts} add up to {sum}; check them",
                unit=evidence.unit.id,
                name=name,
                total=total,
                parts=list(parts),
                sum=sum(known, ZERO),
            )

    yield from _repeated(checklist, evidence)


def _repeated(checklist: Checklist, evidence: Evidence) -> Iterator[Problem]:
    """Iterate over problems with records that are equal in the `unique` columns of a register."""
    unique = {
        name: register.unique for name, register in checklist.registers.items() if register.unique
    }
    for name, columns in unique.items():
        for record, first in duplicate_records(evidence.registers.get(name, ()), columns):
            yield problem(
                record.source.place,
                "{unit} 的 {register} 中这条记录与 {first} 的 {columns} 相同；请删去重复的",
                "{unit}: this record of {register} has the same {columns} as the one at {first}; "
                "remove the repeated one",
                unit=evidence.unit.id,
                register=name,
                first=str(first.source.place),
                columns=list(columns),
            )


def duplicate_records(
    records: Iterable[Record], columns: Sequence[str]
) -> Iterator[tuple[Record, Record]]:
    """Iterate over records that equal an earlier one in some columns, each with the first one.

    A record without a value in any of the columns equals no other.
    """
    seen: dict[tuple[Value | None, ...], Record] = {}
    for record in records if columns else ():
        values = record.values
        key = tuple([compared(values[name]) if name in values else None for name in columns])
        if any(value is not None for value in key):
            first = seen.setdefault(key, record)
            if first is not record:
                yield record, first


def identical_records(checklist: Checklist, evidence: Evidence) -> Iterator[Message]:
    """Iterate over notices about records of a unit that are equal in every column.

    Registers with `unique` columns are left out: there, such records are problems.
    """
    for name, records in evidence.registers.items():
        if name in checklist.registers and not checklist.registers[name].unique:
            found = list(duplicate_records(records, tuple(checklist.registers[name].columns)))
            if found:
                record, first = found[0]
                yield message(
                    "{unit} 的 {register} 有{count}条记录与前面的完全相同，如 {place} 与 {first}；"
                    "每条都算一次",
                    "{unit}: {count} records of {register} equal an earlier one in every column, "
                    "as {place} equals {first}; each is counted",
                    unit=evidence.unit.id,
                    register=name,
                    count=len(found),
                    place=str(record.source.place),
                    first=str(first.source.place),
                )


def reversed_dates(checklist: Checklist, evidence: Evidence) -> Iterator[Message]:
    """Iterate over notices about things that were done before they could be.

    They are in time, however far the dates are apart; one of the two has probably a wrong year.
    """
    for register, start, end in _spans(checklist):
        if register:
            found = [
                str(record.source.place)
                for record in evidence.registers.get(register, ())
                if _is_before(record.values.get(end), record.values.get(start))
            ]
        else:
            facts = [evidence.facts[name] for name in (end, start) if name in evidence.facts]
            is_found = len(facts) > 1 and _is_before(facts[0].value, facts[1].value)
            found = [str(facts[0].source.place)] if is_found else []
        if found:
            yield message(
                "{unit}：{count}处 {end} 早于 {start}，如 {place}；按期内完成计，请核对日期",
                "{unit}: {end} comes before {start} {count} times, as at {place}; it counts as in "
                "time, check the dates",
                unit=evidence.unit.id,
                count=len(found),
                start=start,
                end=end,
                place=found[0],
            )


def _is_before(one: Value | None, other: Value | None) -> bool:
    return isinstance(one, date) and isinstance(other, date) and one < other


@once_per_checklist
def _spans(checklist: Checklist) -> tuple[tuple[str, str, str], ...]:
    """Return the pairs of dates between which items count days, by register."""
    spans = [
        span
        for each in checklist.indicators()
        if isinstance(each.rule, Dated)
        for span in each.rule.spans()
    ]
    return tuple(dict.fromkeys(spans))


@once_per_checklist
def compared_facts(checklist: Checklist) -> tuple[tuple[str, str], ...]:
    """Return the pairs of facts of which the first may not be larger than the second."""
    pairs = [(name, spec.at_most) for name, spec in checklist.facts.items() if spec.at_most]
    pairs += [
        pair
        for each in checklist.indicators()
        if isinstance(each.rule, Paired)
        for pair in each.rule.pairs()
    ]
    return tuple(dict.fromkeys(pairs))


@once_per_checklist
def _sums(checklist: Checklist) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the facts that must be the sum of others, each with their names."""
    return tuple(
        (name, spec.equals_sum) for name, spec in checklist.facts.items() if spec.equals_sum
    )


def _number(evidence: Evidence, name: str) -> Fraction | None:
    fact = evidence.facts.get(name)
    return fact.value if fact is not None and isinstance(fact.value, Fraction) else None
