"""Build evidence from values of a program, with the same checks as for files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import chain
from typing import Any

import attrs

from lawcheck.evidence.arguments import need_checklist, need_list
from lawcheck.evidence.attachments import of_no_record
from lawcheck.evidence.cells import no_number
from lawcheck.evidence.consistency import cross_check
from lawcheck.evidence.non_records import not_a_record
from lawcheck.evidence.other_columns import columns_left_out, sort_out
from lawcheck.evidence.program_decisions import ProgramDecisions, ProgramProblems
from lawcheck.evidence.program_values import Given, is_missing, read_given
from lawcheck.evidence.suspicious import NO_UNIT_ID, damaged, not_a_unit
from lawcheck.model.caller_notices import tell_caller
from lawcheck.model.checklist import Checklist
from lawcheck.model.declarations import Spec
from lawcheck.model.errors import EvidenceError, Place, Problem
from lawcheck.model.evidence import (
    Attachment,
    Evidence,
    Fact,
    Judgement,
    NotApplicable,
    Override,
    Rebuttal,
    Record,
    Source,
    Unit,
    Value,
)
from lawcheck.model.raw_tables import FACTS, Cell
from lawcheck.model.text import Message, fold, message


def build_evidence(
    checklist: Checklist,
    unit: str | Unit,
    facts: Mapping[str, Given] | None = None,
    registers: Mapping[str, Sequence[Mapping[str, Given]]] | None = None,
    not_applicable: Sequence[NotApplicable] = (),
    judgements: Sequence[Judgement] = (),
    overrides: Sequence[Override] = (),
    rebuttals: Sequence[Rebuttal] = (),
    attachments: Sequence[Attachment] = (),
    at_least: Mapping[str, Given] | None = None,
) -> Evidence:
    """Build the evidence of one unit and check it against a checklist.

    >>> import lawcheck
    >>> checklist = lawcheck.load_checklist("district-annual")
    >>> evidence = lawcheck.build_evidence(checklist, "qingshi", facts={"publicity_events": 11})
    >>> evidence.facts["publicity_events"].value
    Fraction(11, 1)

    A float is refused, because it may not be the number that was meant:

    >>> try:
    ...     lawcheck.build_evidence(checklist, "qingshi", facts={"publicity_events": 11.0})
    ... except lawcheck.EvidenceError as error:
    ...     print(error.problems[0].what.pick("en"))
    the float 11.0 is not exact...

    Args:
        checklist: the checklist, which declares what each fact and column holds.
        unit: the unit, or its id.
        facts: values by name. Numbers are int, Decimal, Fraction or text, and a rate is a
            fraction of 1 whatever `written_as` says; dates are date or text; yes/no is bool.
            Integers, booleans and texts of NumPy are accepted too. None, `pd.NA` and `pd.NaT`
            mean that the value is missing.
        registers: records by name. An empty list is a register without records; a name that is
            absent is a missing register.
        not_applicable: decisions that items do not apply.
        judgements: points deducted by people.
        overrides: points of items that people set (豁免、改判).
        rebuttals: objections of the unit to items (申辩); they are recorded and never counted.
        attachments: files that show something of items (附件), with their hashes; they are not
            opened.
        at_least: numbers by name of which only a lowest value is known (160余场). They count
            where a rule asks for no more, and are missing elsewhere.

    Raises:
        EvidenceError: with every problem and the unit: unknown names, floats, wrong kinds,
            contradictions.
        TypeError: an argument is of the wrong type.
    """
    need_checklist(checklist, "build_evidence()")
    _need_arguments(unit, facts, registers, at_least)
    decisions: Mapping[str, tuple[Any, type]] = {
        "not_applicable": (not_applicable, NotApplicable),
        "judgements": (judgements, Judgement),
        "overrides": (overrides, Override),
        "rebuttals": (rebuttals, Rebuttal),
        "attachments": (attachments, Attachment),
    }
    for argument, (given, kind) in decisions.items():
        need_list(given, kind, "build_evidence()", argument)
    reading = _Reading(checklist)
    who = reading.unit(unit if isinstance(unit, Unit) else Unit(unit))
    (given_facts,) = reading.without_others(FACTS, [facts or {}])
    found = {
        name: reading.fact(name, value)
        for name, value in given_facts.items()
        if not is_missing(value)
    }
    lowest = {
        name: reading.lowest(name, value, found)
        for name, value in (at_least or {}).items()
        if not is_missing(value)
    }
    rows = {name: reading.register(name, records) for name, records in (registers or {}).items()}
    evidence = Evidence(
        who,
        {name: fact for name, fact in found.items() if fact is not None},
        {name: records for name, records in rows.items() if records is not None},
        reading.decisions.not_applicable(not_applicable),
        reading.decisions.judgements(judgements),
        1 + sum(max(1, len(records)) for records in rows.values() if records is not None),
        reading.decisions.overrides(overrides),
        reading.decisions.rebuttals(rebuttals),
        reading.decisions.attachments(attachments),
        at_least={name: fact for name, fact in lowest.items() if fact is not None},
    )
    problems = [
        *(_of_unit(each, who) for each in (*reading.problems.found, *of_no_record(evidence))),
        *cross_check(checklist, evidence),
    ]
    if problems:
        raise EvidenceError(problems)
    tell_caller(reading.notices)
    return evidence


class Decisions:
    """Checks decisions about one unit after the other, as `build_evidence` does.

    What does not depend on the unit is computed once.

    Args:
        checklist: defines the items that decisions refer to.
    """

    def __init__(self, checklist: Checklist) -> None:
        self._reading = _Reading(checklist)

    def about(
        self, unit: str, not_applicable: Sequence[NotApplicable], judgements: Sequence[Judgement]
    ) -> Evidence:
        """Return evidence that holds nothing but these decisions.

        Args:
            unit: key of the unit, which has been checked.
            not_applicable: decisions that items do not apply.
            judgements: points deducted by people.

        Raises:
            EvidenceError: a decision is not valid; lists all that are not.
            TypeError: an argument is of the wrong type.
        """
        need_list(not_applicable, NotApplicable, "build_evidence()", "not_applicable")
        need_list(judgements, Judgement, "build_evidence()", "judgements")
        who, reading = Unit(unit), self._reading
        evidence = Evidence(
            who,
            not_applicable=reading.decisions.not_applicable(not_applicable),
            judgements=reading.decisions.judgements(judgements),
        )
        problems = [_of_unit(each, who) for each in reading.problems.found]
        if problems:
            reading.problems.found.clear()
            raise EvidenceError(problems)
        return evidence


def _need_arguments(unit: object, facts: object, registers: object, at_least: object) -> None:
    if not isinstance(unit, (str, Unit)):
        raise TypeError(
            f"build_evidence(): unit must be an id (str) or a Unit, not {type(unit).__name__}"
        )
    for argument, given in (("facts", facts), ("at_least", at_least)):
        if given is not None and not isinstance(given, Mapping):
            raise TypeError(
                f"build_evidence(): {argument} must be a dict of names and values, "
                f"not {type(given).__name__}"
            )
    if registers is not None and not isinstance(registers, Mapping):
        raise TypeError(
            "build_evidence(): registers must be a dict of names and lists of records, "
            f"not {type(registers).__name__}"
        )
    for named in (facts, at_least, registers):
        for name in named if isinstance(named, Mapping) else ():
            if not isinstance(name, str):
                raise TypeError(f"build_evidence(): names must be str, not {name!r}")
    for name, records in (registers or {}).items():
        is_list = isinstance(records, Sequence) and not isinstance(records, str)
        if not is_list or not all(isinstance(each, Mapping) for each in records):
            raise TypeError(
                f"build_evidence(): the register {name} must be a list of dicts, "
                "one for each record"
            )


def _of_unit(fault: Problem, unit: Unit) -> Problem:
    """Add the unit to a problem, because programs often build many units in a row."""
    if not fault.place.file:
        return fault  # the problem is with the unit itself
    return attrs.evolve(
        fault,
        what=message(
            "{what}（单位 {unit}）", "{what} (unit {unit})", unit=unit.id, what=fault.what
        ),
    )


class _Reading:
    """Reads the arguments of one call, and collects problems."""

    def __init__(self, checklist: Checklist) -> None:
        self.checklist = checklist
        self.problems = ProgramProblems()
        self.decisions = ProgramDecisions(checklist, self.problems)
        self.notices: list[Message] = []

    def without_others(
        self, table: str, rows: Sequence[Mapping[str, Given]]
    ) -> Sequence[Mapping[str, Given]]:
        """Return rows without the columns that the checklist allows and does not know."""
        if table not in self.checklist.other_columns:
            return rows
        sorted_out = sort_out(self.checklist, table, dict.fromkeys(chain.from_iterable(rows)))
        for name, why in sorted_out.doubtful.items():
            self.problems.add(Place(name if table == FACTS else table), why)
        if sorted_out.left_out:
            self.notices.append(columns_left_out(table, sorted_out.left_out))
        kept = frozenset(sorted_out.kept)
        return [{name: each for name, each in row.items() if name in kept} for row in rows]

    def fact(self, name: str, value: Given) -> Fact | None:
        spec = self.checklist.facts.get(name)
        if spec is None:
            self.problems.fail(
                Place(name),
                "指标体系里没有指标数据 {name}",
                "the checklist has no fact {name}",
                name=name,
            )
            return None
        known = self._value(value, spec)
        place = Place(name)
        if isinstance(known, Message):
            self.problems.add(place, known)
            return None
        return Fact(name, known, Source(place))

    def lowest(self, name: str, value: Given, exact: Mapping[str, Fact | None]) -> Fact | None:
        """Return a fact of which only the lowest value is known; None if something is wrong."""
        fact = self.fact(name, value)
        if fact is None:
            return None
        if name in exact:
            self.problems.fail(
                fact.source.place,
                "{name} 同时写在 facts 和 at_least 里；请只写一处",
                "{name} is in both `facts` and `at_least`; give it in one",
                name=name,
            )
            return None
        if self.checklist.facts[name].kind.holds != "number":
            self.problems.add(fact.source.place, no_number(name))
            return None
        return attrs.evolve(fact, at_least=True)

    def register(
        self, name: str, records: Sequence[Mapping[str, Given]]
    ) -> tuple[Record, ...] | None:
        register = self.checklist.registers.get(name)
        if register is None:
            self.problems.fail(
                Place(name),
                "指标体系里没有台账 {name}",
                "the checklist has no register {name}",
                name=name,
            )
            return None
        first = next(iter(register.columns))
        read = []
        for number, given in enumerate(self.without_others(name, records), 1):
            values = self._values(name, number, given, register.columns)
            label = given.get(first)
            read.append(
                Record(
                    name,
                    number,
                    values,
                    Source(Place(name, number)),
                    "" if is_missing(label) else str(label or ""),
                )
            )
        return tuple(read)

    def _values(
        self, register: str, number: int, given: Mapping[str, Given], specs: Mapping[str, Spec]
    ) -> dict[str, Value]:
        """Read one record; its place is only made where there is a problem with it."""
        values: dict[str, Value] = {}
        before = len(self.problems.found)
        for column, value in given.items():
            spec = specs.get(column)
            if spec is None:
                self.problems.fail(
                    Place(register, number, column),
                    "台账里没有列 {column}",
                    "the register has no column {column}",
                    column=column,
                )
            elif not is_missing(value):
                known = self._value(value, spec)
                if isinstance(known, Message):
                    self.problems.add(Place(register, number, column), known)
                else:
                    values[column] = known
        is_text = all(isinstance(each, str) for each in values.values())
        if is_text and len(self.problems.found) == before:
            texts = {column: Cell(str(value)) for column, value in values.items()}
            fault = not_a_record(register, texts, specs, specs)
            if fault is not None:
                self.problems.add(Place(register, number), fault)
        return values

    def unit(self, unit: Unit) -> Unit:
        key = fold(unit.id)
        if not key:
            self.problems.add(Place(), NO_UNIT_ID)
        strange = (
            not_a_unit(key) or not_a_unit(unit.name) or damaged(unit.kind) or damaged(unit.group)
        )
        if strange is not None:
            self.problems.add(Place(), strange)
        self.problems.check_texts(Place(), key, unit.name, unit.kind, unit.group)
        return attrs.evolve(unit, id=key)

    def _value(self, value: Given, spec: Spec) -> Value | Message:
        """Return a value as its spec declares it, or what is wrong with it."""
        if isinstance(value, str) and value and self.checklist.words.is_blank(value):
            return message(
                "指标体系里“{text}”表示空白；缺数据请传 None",
                "the checklist says that {text} stands for a blank; pass None for what is missing",
                text=value,
            )
        read = read_given(value, spec)
        if isinstance(read, date):
            return self.checklist.period.refuses(read, spec.any_date) or read
        return read
