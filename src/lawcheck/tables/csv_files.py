"""Read the CSV files among the tables as evidence files are read.

They go through the same code as those of `lawcheck score`, with all encodings, refusals and nil
reports; the resulting values are then written into text columns for the table code.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import polars as pl

from lawcheck.evidence.csv_sheets import read_csv
from lawcheck.evidence.interpret import interpret
from lawcheck.model.caller_notices import tell_caller
from lawcheck.model.checklist import Checklist
from lawcheck.model.declarations import Spec
from lawcheck.model.errors import EvidenceError
from lawcheck.model.evidence import Evidence, Never, Value
from lawcheck.model.exact import HUNDRED, decimal_text
from lawcheck.model.kinds import Kind
from lawcheck.model.raw_tables import FACTS, Tables
from lawcheck.tables.inputs import TableInputs

_UNIT_FIELDS = {"unit_name": "name", "unit_kind": "kind", "unit_group": "group"}


@attrs.frozen
class CsvFiles:
    """Content of the CSV files of a run.

    Attributes:
        evidence: evidence of each unit, by the key of the unit.
        has_facts: whether the facts came from a CSV file.
        registers: names of the registers that came from CSV files.
    """

    evidence: Mapping[str, Evidence] = attrs.field(factory=dict)
    has_facts: bool = False
    registers: frozenset[str] = frozenset()

    @classmethod
    def read(cls, checklist: Checklist, given: TableInputs) -> tuple[CsvFiles, TableInputs]:
        """Read the CSV files among the tables.

        Returns:
            The content of the files, and the inputs with a frame in place of each file.

        Raises:
            EvidenceError: the files have problems; lists all of them.
            LimitError: a file is too large.
        """
        paths = {
            name: Path(table)
            for name, table in {FACTS: given.facts, **given.registers}.items()
            if _is_csv(table)
        }
        if not paths:
            return cls(), given
        inputs = []
        for name, path in paths.items():
            try:
                inputs.append(read_csv(path, has_units=True, encoding=given.encoding, name=name))
            except EvidenceError as error:  # told with the problems of the other files
                inputs.append(Tables((), (), problems=error.problems))
        intake = interpret(checklist, inputs)
        tell_caller(intake.notices)
        files = cls(
            {each.unit.id: each for each in intake.evidence},
            FACTS in paths,
            frozenset(paths) - {FACTS},
        )
        facts = files._facts(checklist, given.unit) if files.has_facts else given.facts
        records = {
            name: files._records(name, checklist.registers[name].columns, given.unit)
            for name in files.registers
        }
        return files, attrs.evolve(given, facts=facts, registers={**given.registers, **records})

    def reported(self, register: str) -> list[str]:
        """Return the units that handed in a register, be it only a nil report."""
        return [key for key, evidence in self.evidence.items() if register in evidence.registers]

    def _facts(self, checklist: Checklist, unit: str) -> pl.DataFrame:
        rows = [
            {name: fact.value for name, fact in each.facts.items()}
            for each in self.evidence.values()
        ]
        about = {
            name: [getattr(each.unit, field) or None for each in self.evidence.values()]
            for name, field in _UNIT_FIELDS.items()
        }
        known = {name: column for name, column in about.items() if any(column)}
        return _frame({unit: list(self.evidence), **known}, checklist.facts, rows)

    def _records(self, register: str, columns: Mapping[str, Spec], unit: str) -> pl.DataFrame:
        found = [
            (key, record)
            for key, each in self.evidence.items()
            for record in each.registers.get(register, ())
        ]
        return _frame(
            {unit: [key for key, _ in found]}, columns, [record.values for _, record in found]
        )


def _is_csv(table: Any) -> bool:
    return isinstance(table, str | Path) and Path(table).suffix.lower() == ".csv"


def _frame(
    about: Mapping[str, Sequence[str | None]],
    specs: Mapping[str, Spec],
    rows: Sequence[Mapping[str, Value]],
) -> pl.DataFrame:
    """Write values into text columns, in the notation that the table code reads."""
    columns = {name: [_text(row.get(name), spec) for row in rows] for name, spec in specs.items()}
    return pl.DataFrame({**about, **columns}, schema=dict.fromkeys((*about, *columns), pl.String))


def _text(value: Value | None, spec: Spec) -> str | None:
    if isinstance(value, Fraction):
        is_percentage = spec.kind is Kind.RATE and spec.written_as != "fraction"
        return decimal_text(value * HUNDRED) + "%" if is_percentage else decimal_text(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Never):
        return value.value
    return None if value is None else str(value)
