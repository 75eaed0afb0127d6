"""Inputs of `score_table`: tables, and decisions of people about some units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from lawcheck.evidence.from_program import Decisions
from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import EvidenceError, Place, Problem, problem
from lawcheck.model.evidence import Evidence, Judgement, NotApplicable
from lawcheck.model.raw_tables import Encoding
from lawcheck.model.text import fold


@attrs.frozen
class TableInputs:
    """Inputs of `score_table`, as the caller passed them.

    Attributes:
        facts: table with one row per unit.
        registers: tables of records by the register's name.
        unit: name of the column of unit ids, the same in all tables.
        not_applicable: decisions that items do not apply, by unit.
        judgements: points taken off by people, by unit.
        encoding: encoding of the CSV files among the tables, if the user named one.
        is_whole: whether the table holds all units. A row of totals can only be recognized by
            the sum of all other rows, so it is not looked for in a batch of units.
    """

    facts: Any
    registers: Mapping[str, Any] = attrs.field(factory=dict)
    unit: str = "unit"
    not_applicable: Mapping[str, Sequence[NotApplicable]] = attrs.field(factory=dict)
    judgements: Mapping[str, Sequence[Judgement]] = attrs.field(factory=dict)
    encoding: Encoding | None = None
    is_whole: bool = True

    def decided(self, checklist: Checklist, units: Iterable[str]) -> dict[str, Evidence]:
        """Check the decisions, and return them by the key of the unit.

        Args:
            checklist: defines the items that decisions refer to.
            units: keys of all units.

        Returns:
            For each unit with decisions, evidence that holds nothing but these.

        Raises:
            EvidenceError: a decision is not valid, or refers to an unknown unit.
        """
        problems: list[Problem] = []
        found: dict[str, Evidence] = {}
        decisions = Decisions(checklist)
        known = frozenset(units) if self.not_applicable or self.judgements else frozenset()
        for name in dict.fromkeys((*self.not_applicable, *self.judgements)):
            key = fold(name)
            if key not in known:
                what = (
                    "决定里的单位 {unit} 不在单位表里；请检查编号",
                    "a decision is about {unit}, which is not a unit; check the id",
                )
                problems.append(problem(Place(name), *what, unit=name))
                continue
            if key in found:
                what = (
                    "单位 {unit} 有两种写法；请合并",
                    "the unit {unit} is written in two ways; put its decisions together",
                )
                problems.append(problem(Place(name), *what, unit=key))
                continue
            try:
                found[key] = decisions.about(
                    key, self.not_applicable.get(name, ()), self.judgements.get(name, ())
                )
            except EvidenceError as error:
                problems += (
                    Problem(Place(f"{key} {each.place}"), each.what) for each in error.problems
                )
        if problems:
            raise EvidenceError(problems)
        return found
