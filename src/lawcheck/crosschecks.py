"""Facts that contradict one another: a part above its whole, parts that do not add up."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from lawcheck.checklist import Checklist
from lawcheck.errors import Problem, problem
from lawcheck.evidence import Evidence
from lawcheck.exact import ZERO
from lawcheck.indicator import Paired


def cross_check(checklist: Checklist, evidence: Evidence) -> Iterator[Problem]:
    """Every contradiction between the facts of a unit, at the place of the fact that is too large or does not add up."""
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
    for name, spec in checklist.facts.items():
        total, parts = _number(evidence, name), [_number(evidence, each) for each in spec.equals_sum]
        known = [each for each in parts if each is not None]
        if spec.equals_sum and total is not None and len(known) == len(parts) and sum(known, ZERO) != total:
            yield problem(
                evidence.facts[name].source.place,
                "{unit}：{name} 为 {total}，但 {parts} 合计 {sum}；请核对",
                "{unit}: {name} is {total}, but {parts} add up to {sum}; check them",
                unit=evidence.unit.id,
                name=name,
                total=total,
                parts=list(spec.equals_sum),
                sum=sum(known, ZERO),
            )


def compared_facts(checklist: Checklist) -> Iterator[tuple[str, str]]:
    """Facts of which the first may not be above the second."""
    pairs = [(name, spec.at_most) for name, spec in checklist.facts.items() if spec.at_most]
    pairs += [pair for each in checklist.indicators() if isinstance(each.rule, Paired) for pair in each.rule.pairs()]
    yield from dict.fromkeys(pairs)


def _number(evidence: Evidence, name: str) -> Fraction | None:
    fact = evidence.facts.get(name)
    return fact.value if fact is not None and isinstance(fact.value, Fraction) else None
