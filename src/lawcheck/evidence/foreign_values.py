"""Find values that a checklist would not have accepted, in evidence that was made for another one.

Facts and columns of two checklists may have the same names and mean other things: 70 is an amount
in one, and 7000% in the other.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import chain
from typing import assert_never

from lawcheck.evidence.cells import bounded
from lawcheck.model.calendars import Period
from lawcheck.model.checklist import Checklist
from lawcheck.model.declarations import Spec
from lawcheck.model.errors import Problem, problem
from lawcheck.model.evidence import NEVER, Evidence, Source, Value
from lawcheck.model.text import Message, message


def foreign_values(checklist: Checklist, evidence: Evidence) -> Iterator[Problem]:
    """Iterate over problems with values that facts and columns of the checklist cannot have.

    Also with dates after the day as of which is scored, in evidence that was read for the whole
    period.
    """
    period = checklist.period
    for name, fact in chain(evidence.facts.items(), evidence.at_least.items()):
        spec = checklist.facts.get(name)
        why = None if spec is None else _fault(fact.value, spec, period)
        if why is not None:
            yield _problem(evidence, name, why, fact.source)
    for register, records in evidence.registers.items():
        declared = checklist.registers.get(register)
        if declared is None:
            continue
        for record in records:
            for name, value in record.values.items():
                spec = declared.columns.get(name)
                why = _no_column() if spec is None else _fault(value, spec, period)
                if why is not None:
                    yield _problem(evidence, f"{register}.{name}", why, record.source)


def _fault(value: Value, spec: Spec, period: Period) -> Message | None:
    match spec.kind.holds:
        case "yes_no":
            is_good = value is True or value is False
        case "text":
            is_good = isinstance(value, str)
        case "date":
            if isinstance(value, date):
                return period.refuses(value, spec.any_date)
            is_good = value is NEVER
        case "number":
            if type(value) is Fraction:
                found = bounded(value, spec)
                return found if isinstance(found, Message) else None
            is_good = False
        case _:
            assert_never(spec.kind.holds)
    if is_good:
        return None
    return message("应是{kind}", "it should be of kind {kind}", kind=spec.kind)


def _no_column() -> Message:
    return message("台账没有这一列", "the register has no such column")


def _problem(evidence: Evidence, name: str, why: Message, source: Source) -> Problem:
    return problem(
        source.place,
        "单位 {unit} 的 {name}：{why}；佐证材料是为另一份指标体系或另一个期间准备的",
        "unit {unit}, {name}: {why}; the evidence is for another checklist or period",
        unit=evidence.unit.id,
        name=name,
        why=why,
    )
