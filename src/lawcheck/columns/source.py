"""The tables of a run, read and checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import lcm
from pathlib import Path
from typing import Any

import attrs
import polars as pl

from lawcheck.building import build_evidence
from lawcheck.checklist import Checklist
from lawcheck.columns.frames import Back, to_polars
from lawcheck.columns.items import Inputs
from lawcheck.columns.keys import bounds_of
from lawcheck.columns.measures import Measures
from lawcheck.columns.registers import RegisterTable
from lawcheck.columns.values import Column, read_column
from lawcheck.crosschecks import compared_facts, cross_check
from lawcheck.errors import EvidenceError, Place, Problem, UsageError, problem
from lawcheck.evidence import Evidence, Fact, Judgement, NotApplicable, Unit
from lawcheck.evidence import Source as Origin
from lawcheck.kinds import unit_key
from lawcheck.nearest import nearest

_MOST_TOLD = 20
_ABOUT = ("name", "kind", "group")


@attrs.frozen
class Source:
    """What the tables hold.

    Attributes:
        identity: the columns of the unit's id, name, kind and group that there are.
        inputs: facts and measures as columns.
        is_special: units of which more is known than the tables tell.
        back: makes the caller's kind of frame.
    """

    checklist: Checklist
    identity: dict[str, pl.Series]
    inputs: Inputs
    is_special: pl.Series
    back: Back
    at: str
    not_applicable: Mapping[str, Sequence[NotApplicable]]
    judgements: Mapping[str, Sequence[Judgement]]
    registers: tuple[RegisterTable, ...] = ()

    @property
    def height(self) -> int:
        """How many units."""
        return self.inputs.height

    @classmethod
    def read(
        cls,
        checklist: Checklist,
        facts: Any,
        registers: Mapping[str, Any],
        unit: str,
        not_applicable: Mapping[str, Sequence[NotApplicable]],
        judgements: Mapping[str, Sequence[Judgement]],
        measures: Measures,
    ) -> Source:
        """Read and check tables.

        Raises:
            EvidenceError: with every fault.
            UsageError: something is no table.
        """
        lazy, back = to_polars(facts, "facts")
        at = str(facts) if isinstance(facts, str | Path) else "facts"
        names = lazy.collect_schema().names()
        problems = [*_unknown(names, checklist, unit, at), *_unknown_registers(registers, checklist)]
        if problems:
            raise EvidenceError(problems)
        frame = lazy.collect()
        columns: dict[str, Column] = {}
        for name in names:
            if name in checklist.facts:
                columns[name], faults = read_column(
                    frame[name], checklist.facts[name], checklist.period, Place(at, 0, name), isinstance(facts, str | Path)
                )
                problems += faults
        identity = {unit: frame[unit].cast(pl.String)}
        identity |= {name: frame[name].cast(pl.String) for name in _ABOUT if name in names and name not in checklist.facts}
        problems += _bad_units(identity[unit], unit, at)
        if problems:
            raise EvidenceError(problems)
        keys = identity[unit].str.normalize("NFKC").str.strip_chars()
        tables = [
            RegisterTable.of(name, checklist.registers[name], table, unit, checklist.period) for name, table in registers.items()
        ]
        alone: list[str] = []
        for table in tables:
            for name, column in table.columns(measures, keys, checklist.period):
                if column is None:
                    alone.append(name)
                else:
                    columns[name] = column
        special = identity[unit].is_in([*not_applicable, *judgements])
        inputs = Inputs(columns, frozenset(checklist.facts), frame.height, checklist.period, frozenset(alone))
        source = cls(checklist, identity, inputs, special, back, at, not_applicable, judgements, tuple(tables))
        source._refuse_contradictions()
        return source

    def _refuse_contradictions(self) -> None:
        """Parts above their wholes, parts that do not add up: told for the first units that have them."""
        contradicting = self._contradicting().arg_true()
        problems = [each for one in self.evidence(contradicting.head(_MOST_TOLD)) for each in cross_check(self.checklist, one)]
        if len(contradicting) > _MOST_TOLD:
            count = len(contradicting) - _MOST_TOLD
            problems.append(
                problem(
                    Place(self.at), "还有{count}个单位的数据自相矛盾", "{count} more units contradict themselves", count=count
                )
            )
        if problems:
            raise EvidenceError(problems)

    def _contradicting(self) -> pl.Series:
        numbers = {name: each for name, each in self.inputs.columns.items() if each.kind in ("count", "amount", "rate")}
        common = lcm(*(each.denominator for each in numbers.values()))
        bounds = [max(map(abs, bounds_of(each.codes) or (0, 0))) for each in numbers.values()]
        dtype = pl.Int64() if sum(bounds) * common < 2**62 else pl.Int128()

        def scaled(name: str) -> pl.Expr:
            return pl.col(name).cast(dtype) * pl.lit(common // numbers[name].denominator, dtype=dtype)

        found = [
            scaled(part) > scaled(whole) for part, whole in compared_facts(self.checklist) if part in numbers and whole in numbers
        ]
        for name, spec in self.checklist.facts.items():
            if spec.equals_sum and {name, *spec.equals_sum} <= numbers.keys():
                found.append(sum(map(scaled, spec.equals_sum), pl.lit(0, dtype=dtype)) != scaled(name))
        if not found:
            return pl.zeros(self.height, dtype=pl.Boolean, eager=True)
        frame = pl.DataFrame([each.codes.alias(name) for name, each in numbers.items()])
        return frame.select(pl.any_horizontal(found).fill_null(False)).to_series()

    def rows_of(self, units: Sequence[str]) -> pl.Series:
        """Where some units stand.

        Raises:
            UsageError: one is not there.
        """
        ids = next(iter(self.identity.values()))
        places = {name: row for row, name in enumerate(ids.to_list())}
        absent = [name for name in units if name not in places]
        if absent:
            what = problem(Place(self.at), "没有单位 {units}", "there is no unit {units}", units=absent)
            raise UsageError([what])
        return pl.Series([places[name] for name in units], dtype=pl.UInt32)

    def evidence(self, rows: pl.Series) -> Iterator[Evidence]:
        """The evidence of some units, as if each had come by itself."""
        about = {name: series.gather(rows).to_list() for name, series in self.identity.items()}
        ids, *_ = about.values()
        if not ids:
            return
        values = {name: each.values(rows) for name, each in self.inputs.columns.items() if name in self.checklist.facts}
        keys = pl.Series([unit_key(each) for each in ids], dtype=pl.String)
        records = {table.name: table.records(keys) for table in self.registers}
        for place, row in enumerate(rows.to_list()):
            facts = {
                name: Fact(name, value, Origin(Place(self.at, row + 1, name)))
                for name, found in values.items()
                if (value := found[place]) is not None
            }
            mine = {name: found.get(keys[place], ()) for name, found in records.items()}
            decided = build_evidence(
                self.checklist,
                ids[place],
                not_applicable=self.not_applicable.get(ids[place], ()),
                judgements=self.judgements.get(ids[place], ()),
            )
            yield Evidence(
                Unit(keys[place], *(about[name][place] or "" if name in about else "" for name in _ABOUT)),
                facts,
                mine,
                decided.not_applicable,
                decided.judgements,
                1 + sum(max(1, len(each)) for each in mine.values()),
            )


def _unknown(names: Sequence[str], checklist: Checklist, unit: str, at: str) -> Iterator[Problem]:
    if unit not in names:
        yield problem(Place(at), "没有单位列 {unit}", "there is no column {unit} of unit ids", unit=unit)
    for name in names:
        if name not in checklist.facts and name != unit and name not in _ABOUT:
            near = nearest(name, list(checklist.facts))
            if near:
                yield problem(
                    Place(at),
                    "不认识的列 {name}；是不是 {near}？",
                    "unknown column {name}; did you mean {near}?",
                    name=name,
                    near=near,
                )
            else:
                yield problem(Place(at), "指标体系里没有指标数据 {name}", "the checklist has no fact {name}", name=name)


def _unknown_registers(registers: Mapping[str, Any], checklist: Checklist) -> Iterator[Problem]:
    for name in registers:
        if name not in checklist.registers:
            near = nearest(name, list(checklist.registers)) or "、".join(checklist.registers) or "—"
            yield problem(
                Place(name),
                "指标体系里没有台账 {name}；有：{near}",
                "the checklist has no register {name}; there is {near}",
                name=name,
                near=near,
            )


def _bad_units(ids: pl.Series, unit: str, at: str) -> Iterator[Problem]:
    blank = (ids.is_null() | (ids.str.strip_chars() == "")).arg_true()
    for row in blank.head(20).to_list():
        yield problem(Place(at, row + 1, unit), "单位编号是空的；请补上", "the unit has no id; add one")
    if not len(blank) and ids.n_unique() < len(ids):
        for name in ids.filter(ids.is_duplicated()).unique(maintain_order=True).head(20).to_list():
            yield problem(
                Place(at), "单位 {name} 不止一行；请只保留一行", "the unit {name} has several rows; keep one", name=name
            )
