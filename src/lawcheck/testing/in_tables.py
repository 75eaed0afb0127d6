"""Compare the scores that table scoring and scoring unit by unit give for a rule."""

from __future__ import annotations

import csv
import tempfile
import unittest
from collections.abc import Mapping, Sequence
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from lawcheck.model.checklist import Checklist
from lawcheck.model.declarations import Register, Spec
from lawcheck.model.evidence import NEVER, Evidence, Fact, Record, Unit, Value
from lawcheck.model.exact import decimal_text
from lawcheck.model.text import Text
from lawcheck.scoring import score
from lawcheck.testing.rule_checks import one_item

CASES: Final = "cases"
"""The register that the tested rules read."""
Cells = Mapping[str, Value]
"""The known values of one record, by column; a blank is absent."""


def column_of(kind: str) -> Spec:
    """Return the declaration of a column of this kind.

    It may be blank, and a date may be `never`.
    """
    return Spec(
        kind,
        optional=True,
        may_be_never=kind == "date",
        written_as="fraction" if kind == "rate" else None,
    )


def records_of(cells: Sequence[Cells]) -> tuple[Record, ...]:
    """Return the records of a unit."""
    return tuple(
        Record(CASES, number, {**each, "no": f"r{number}"}) for number, each in enumerate(cells, 1)
    )


def same_in_tables(
    rule: Any, columns: Mapping[str, Spec], units: Sequence[Sequence[Cells]]
) -> None:
    """Check that table scoring gives every unit the score of its scorecard.

    Raises:
        AssertionError: a score differs.
        SkipTest: the extra `tables` is not installed.
    """
    specs = {"no": Spec("text"), **columns}
    checklist = one_item(rule, registers={CASES: Register(Text("案件", "cases"), specs)})
    evidence = [
        Evidence(Unit(f"u{place}"), registers={CASES: records_of(cells)})
        for place, cells in enumerate(units)
    ]
    rows = [
        (each.unit.id, *(_cell(record.values.get(name)) for name in specs))
        for each in evidence
        for record in each.registers[CASES]
    ]
    units_alone = [("unit",), *((each.unit.id,) for each in evidence)]
    _compare(checklist, evidence, units_alone, {CASES: [("unit", *specs), *rows]})


def same_facts_in_tables(rule: Any, facts: Mapping[str, Spec], units: Sequence[Cells]) -> None:
    """Check the same for a rule that reads facts.

    Raises:
        AssertionError: a score differs.
        SkipTest: the extra `tables` is not installed.
    """
    specs = {"no": Spec("count"), **facts}
    checklist = one_item(rule, facts=specs)
    known = [{**given, "no": Fraction(place)} for place, given in enumerate(units)]
    evidence = [
        Evidence(Unit(f"u{place}"), {name: Fact(name, value) for name, value in given.items()})
        for place, given in enumerate(known)
    ]
    rows = [
        (f"u{place}", *(_cell(given.get(name)) for name in specs))
        for place, given in enumerate(known)
    ]
    _compare(checklist, evidence, [("unit", *specs), *rows], {})


def _compare(
    checklist: Checklist,
    evidence: Sequence[Evidence],
    facts: Sequence[Sequence[str]],
    registers: Mapping[str, Sequence[Sequence[str]]],
) -> None:
    """Compare the table of scores with the scorecards; a table is a header and its rows."""
    try:
        from lawcheck.tables import score_table
    except ImportError as error:
        raise unittest.SkipTest("lawcheck[tables] is not installed") from error
    with tempfile.TemporaryDirectory() as folder:
        units = Path(folder, "units.csv")
        _write(units, facts)
        records = {name: Path(folder, f"{name}.csv") for name in registers}
        for name, rows in registers.items():
            _write(records[name], rows)
        table = score_table(checklist, units, records).to_dicts()
    for row, each in zip(table, evidence, strict=True):
        span = score(checklist, each).score
        card = None if span is None else (span.low, span.high)
        found = (
            None
            if row["score_low"] is None
            else (Fraction(row["score_low"]), Fraction(row["score_high"]))
        )
        assert found == card, (
            f"the table scores {found}, the card {card}, for {each.facts} {each.registers}"
        )


def _write(path: Path, rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def _cell(value: Value | None) -> str:
    if value is None:
        return ""
    if value is NEVER:
        return "never"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return decimal_text(value) if isinstance(value, Fraction) else str(value)
