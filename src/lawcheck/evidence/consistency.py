"""Check evidence for contradictions: a part above its whole, wrong sums, duplicate records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import Problem, problem
from lawcheck.model.evidence import Evidence, Record, Value, compared
from lawcheck.model.exact import ZERO
from lawcheck.model.once_per_checklist import once_per_checklist
from lawcheck.model.rule import Paired
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
