"""Score batches of units, for engines that divide a table among machines.

The engine aggregates the registers, and passes batches of units with the results of the measures.
If the rules of the checklist need single records, it passes these with the units instead. A
checklist that compares units is refused, so the table may be divided anywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, assert_never

import attrs
import polars as pl

from lawcheck.evidence.consistency import cross_check
from lawcheck.model.calendars import Period
from lawcheck.model.checklist import Checklist
from lawcheck.model.declarations import Spec
from lawcheck.model.errors import EvidenceError, Place, Problem, UsageError, problem
from lawcheck.model.evidence import Evidence, Fact, Unit
from lawcheck.model.scorecard import Scorecard
from lawcheck.model.text import Message
from lawcheck.scoring.item_outcome import Contradiction
from lawcheck.scoring.peers import compares_units
from lawcheck.scoring.plan import Plan
from lawcheck.scoring.totals import make_scorecard
from lawcheck.tables.assembly import prepared, results_of
from lawcheck.tables.cell_checks import read_columns
from lawcheck.tables.consistency import contradicting
from lawcheck.tables.exact_fallback import cards_of, results_of_cards
from lawcheck.tables.inputs import TableInputs
from lawcheck.tables.item_columns import Inputs
from lawcheck.tables.register_measures import Columns, Measures, Pass, column_of
from lawcheck.tables.results import Results, frame_of
from lawcheck.tables.rule_per_input import NeedsUnit, Unavailable
from lawcheck.tables.score_table import scored
from lawcheck.tables.source import Source
from lawcheck.tables.text_columns import Texts
from lawcheck.tables.typed_column import Column
from lawcheck.tables.units import UNIT_COLUMNS

HAS = "has "
"""Prefix, before a register's name, of the column for whether a unit has records in it."""
TRUNCATION = "truncation of totals"
"""Name of the column with `Results.truncation`; used for ranks, and then dropped."""
RECORDS = "records "
"""Prefix, before a register's name, of the column with the records of a unit.

It holds a list of structs, in the order of the table.
"""


@attrs.frozen
class Batches:
    """Scores batches of units by one checklist.

    Attributes:
        plan: the plan of the checklist.
        measures: the measures of the checklist.
        registers: columns of the registers that are given, by name.
        unit: name of the column of unit ids.
        takes_records: whether the rules need single records; if so, a batch has the columns
            `RECORDS` in place of the results of measures.
    """

    plan: Plan
    measures: Measures
    registers: Mapping[str, Columns]
    unit: str
    takes_records: bool = False

    @classmethod
    def of(cls, checklist: Checklist, registers: Mapping[str, Columns], unit: str) -> Batches:
        """Prepare a checklist.

        Raises:
            UsageError: the checklist compares units.
        """
        if compares_units(checklist):
            what = problem(
                Place(),
                "有的指标要和其他单位比较，不能分批评分；请用 --engine tables",
                "an item compares units, so they cannot be scored in parts; use --engine tables",
            )
            raise UsageError([what])
        made = cls(*prepared(checklist), registers, unit)
        across = checklist.once or checklist.overlays or checklist.cause_caps
        return attrs.evolve(made, takes_records=bool(across) or not made._knows_enough())

    def _knows_enough(self) -> bool:
        """Whether units can be scored from facts and results of measures.

        Tries it with three units that stand for all: one with every fact and no record that
        counts, one with every fact and such a record, one with nothing.
        """
        checklist = self.plan.checklist
        measures = [
            measure for register in self.registers for measure in self.measures.of(register)
        ]
        known: dict[str, list[Any]] = {}
        for name, spec in checklist.facts.items():
            value = _some_value(spec, checklist.period)
            known[name] = [value, value, None]
        known |= {name: [0, 1, None] for measure in measures for name in measure.facts}
        known |= {self.unit: ["", "", None]}
        known |= {HAS + name: [True, True, None] for name in self.registers}
        try:
            for register in self.registers:
                self.asked(register)
            self._by_results(pl.DataFrame(known))
        except NeedsUnit:
            return False
        except Contradiction:  # the invented facts contradict each other; no record was needed
            return True
        return True

    def asked(self, register: str) -> Pass:
        """Return the pass that computes the measures over a register.

        Raises:
            NeedsUnit: a measure needs single records.
        """
        found = Pass(self.registers[register])
        for measure in self.measures.of(register):
            found.add(measure)
        return found

    def scores(self, batch: pl.DataFrame) -> pl.DataFrame:
        """Score a batch of units.

        Args:
            batch: the columns of the table of units; and for each register `HAS` and the results
                of its measures, or `RECORDS`.

        Returns:
            The columns of `score_table` without the ranks, and `TRUNCATION`.

        Raises:
            EvidenceError: the evidence of a unit contradicts itself, or records have problems.
            UsageError: an indicator type needs single records, but only for some units.
        """
        if self.takes_records:
            return self._by_records(batch)
        try:
            return self._by_results(batch)
        except Contradiction as error:
            raise EvidenceError(error.problems) from None
        except NeedsUnit:
            what = problem(
                Place(),
                "有的评分方式要看单条记录，事先没有看出来；请用 --engine tables",
                "a type takes single records, which did not show before; use --engine tables",
            )
            raise UsageError([what]) from None

    def _by_records(self, batch: pl.DataFrame) -> pl.DataFrame:
        source, results = scored(self.plan.checklist, self._with_records(batch))
        return self._as_frame(source.identity.columns, results)

    def _as_frame(self, identity: Mapping[str, pl.Series], results: Results) -> pl.DataFrame:
        return frame_of(self.plan.checklist, identity, results).with_columns(
            pl.lit(results.truncation, dtype=pl.Int64).alias(TRUNCATION)
        )

    def _with_records(self, batch: pl.DataFrame) -> TableInputs:
        records = {
            name: batch.select(self.unit, pl.col(RECORDS + name))
            .explode(RECORDS + name)
            .drop_nulls(RECORDS + name)
            for name in self.registers
        }
        registers = {name: frame.unnest(RECORDS + name) for name, frame in records.items()}
        return TableInputs(
            batch.drop(RECORDS + name for name in self.registers),
            registers,
            self.unit,
            is_whole=False,
        )

    def cards(self, batch: pl.DataFrame) -> tuple[Scorecard, ...]:
        """Return the scorecards of a batch of units, in order.

        Results of measures stand among their facts.

        Args:
            batch: as for `scores`.

        Raises:
            EvidenceError: the evidence of a unit contradicts itself, or records have problems.
        """
        if self.takes_records:
            source = Source.read(
                self.plan.checklist,
                self._with_records(batch),
                Measures(self.plan.checklist.period),
            )
            return tuple(
                cards_of(
                    self.plan.checklist, source, pl.Series(range(batch.height), dtype=pl.UInt32)
                )
            )
        columns, ids = (
            self._facts(batch)[0] | dict(self._results(batch)),
            batch[self.unit].cast(pl.String),
        )
        return tuple(
            make_scorecard(self.plan, self._evidence(columns, ids, row))
            for row in range(batch.height)
        )

    def _by_results(self, batch: pl.DataFrame) -> pl.DataFrame:
        columns = self._facts(batch)[0] | dict(self._results(batch))
        identity = {
            name: batch[name].cast(pl.String)
            for name in (self.unit, *UNIT_COLUMNS)
            if name in batch.columns
        }

        def fallback(rows: pl.Series) -> Results:
            units = (self._evidence(columns, identity[self.unit], row) for row in rows.to_list())
            return results_of_cards(
                self.plan.checklist, (make_scorecard(self.plan, each) for each in units)
            )

        no_units = pl.zeros(batch.height, dtype=pl.Boolean, eager=True)
        return self._as_frame(
            identity,
            results_of(self.plan, self._inputs(columns, batch.height), no_units, fallback),
        )

    def problems_of(self, batch: pl.DataFrame) -> Iterator[tuple[str, str, Message]]:
        """Check the facts of a batch of units.

        Yields:
            For each problem the unit ("" if it concerns a whole column), the column, and the
            message.
        """
        ids = batch[self.unit].cast(pl.String)
        columns, problems = self._facts(batch)
        for each in problems:
            yield (
                (ids[each.place.line - 1] if each.place.line else ""),
                str(each.place.column),
                each.what,
            )
        if not problems:
            for row in (
                contradicting(self.plan.checklist, self._inputs(columns, batch.height))
                .arg_true()
                .to_list()
            ):
                evidence = self._evidence(columns, ids, row)
                yield from (
                    (ids[row], "", each.what)
                    for each in cross_check(self.plan.checklist, evidence)
                )

    def _evidence(self, columns: Mapping[str, Column], ids: pl.Series, row: int) -> Evidence:
        """Return the evidence of a unit: facts and results of measures, and no records."""
        values = {name: column.value(column.codes[row]) for name, column in columns.items()}
        facts = {name: Fact(name, value) for name, value in values.items() if value is not None}
        return Evidence(Unit(ids[row]), facts, Unavailable(self.registers))

    def _facts(self, batch: pl.DataFrame) -> tuple[dict[str, Column], list[Problem]]:
        checklist = self.plan.checklist
        return read_columns(batch, checklist.facts, Texts(checklist.period, checklist.words), "")

    def _results(self, batch: pl.DataFrame) -> Iterator[tuple[str, Column]]:
        for register, table in self.registers.items():
            has = batch[HAS + register].fill_null(False)
            for measure in self.measures.of(register):
                for name in measure.facts:
                    yield (
                        name,
                        column_of(
                            measure, name, batch[name], has, table.denominators.get(measure.of, 1)
                        ),
                    )

    def _inputs(self, columns: Mapping[str, Column], height: int) -> Inputs:
        checklist = self.plan.checklist
        return Inputs(
            columns,
            frozenset(checklist.facts),
            height,
            checklist.period,
            registers=dict.fromkeys(self.registers),
        )


def _some_value(spec: Spec, period: Period) -> int | bool | date | str:
    """Return a value that is valid for a fact."""
    match spec.kind.holds:
        case "number":
            return 0
        case "date":
            return period.start
        case "yes_no":
            return False
        case "text":
            return spec.choices[0] if spec.choices else "x"
        case _:
            assert_never(spec.kind.holds)
