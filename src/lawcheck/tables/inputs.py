"""What a caller passes: tables, and what people decided about some units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from lawcheck.evidence.from_program import build_evidence
from lawcheck.model.checklist import Checklist
from lawcheck.model.errors import EvidenceError, Place, Problem, problem
from lawcheck.model.evidence import Evidence, Judgement, NotApplicable
from lawcheck.model.raw_tables import Encoding
from lawcheck.model.text import fold


@attrs.frozen
class Given:
    """Tables of many units.

    Attributes:
        facts: one row a unit.
        registers: tables of records by the register's name.
        unit: the column of the unit's id in all of them.
        not_applicable: decisions that items do not apply, by unit.
        judgements: points taken off by people, by unit.
        encoding: of the CSV files among the tables, where the user said it.
        is_whole: all units are there; rows of totals can be told only by all others.
    """

    facts: Any
    registers: Mapping[str, Any] = attrs.field(factory=dict)
    unit: str = "unit"
    not_applicable: Mapping[str, Sequence[NotApplicable]] = attrs.field(factory=dict)
    judgements: Mapping[str, Sequence[Judgement]] = attrs.field(factory=dict)
    encoding: Encoding | None = None
    is_whole: bool = True

    def decided(self, checklist: Checklist, units: Iterable[str]) -> dict[str, Evidence]:
        """What was decided about units, each as evidence that holds nothing else, by the key of the unit.

        Args:
            checklist: with the items that were decided.
            units: keys of all units.

        Raises:
            EvidenceError: a decision is faulty, or about no unit.
        """
        problems: list[Problem] = []
        found: dict[str, Evidence] = {}
        known = frozenset(units) if self.not_applicable or self.judgements else frozenset()
        for name in dict.fromkeys((*self.not_applicable, *self.judgements)):
            key = fold(name)
            if key not in known:
                what = (
                    "决定里的单位 {unit} 不在单位表里；请检查编号",
                    "a decision is about {unit}, which is no unit; check the id",
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
                found[key] = build_evidence(
                    checklist,
                    key,
                    not_applicable=self.not_applicable.get(name, ()),
                    judgements=self.judgements.get(name, ()),
                )
            except EvidenceError as error:
                problems += (
                    Problem(Place(f"{key} {each.place}"), each.what) for each in error.problems
                )
        if problems:
            raise EvidenceError(problems)
        return found
