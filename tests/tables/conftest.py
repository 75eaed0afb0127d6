"""Evidence of units as tables, and what a table of scores must say of them."""

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

import polars as pl
import pytest

from lawcheck.model.checklist import Checklist
from lawcheck.model.declarations import Spec
from lawcheck.model.evidence import NEVER, Evidence, Value
from lawcheck.model.exact import decimal_text
from lawcheck.scoring import score
from lawcheck.session import Session


@pytest.fixture
def load(tmp_path):
    """Loads a checklist from its text."""

    def loaded(text):
        (tmp_path / "c.yaml").write_text(text, "utf-8")
        return Session.start(only=()).load(tmp_path / "c.yaml")

    return loaded


def cell(value: Value | None) -> object:
    """A value as a program would pass it in a column of texts."""
    if value is NEVER:
        return "never"
    if isinstance(value, Fraction):
        return decimal_text(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if value is None or isinstance(value, str) else str(value)


def table_of(
    specs: dict[str, Spec], rows: Sequence[dict[str, Value]], units: Sequence[str]
) -> pl.DataFrame:
    """One column a fact, typed where the values allow it."""
    columns = {"unit": pl.Series(units, dtype=pl.String)}
    for name, spec in specs.items():
        values = [row.get(name) for row in rows]
        if spec.kind == "yes_no":
            columns[name] = pl.Series(values, dtype=pl.Boolean)
        elif spec.kind == "count":
            numbers = [None if each is None else int(each) for each in values]  # type: ignore[arg-type]
            columns[name] = pl.Series(numbers, dtype=pl.Int64)
        else:
            columns[name] = pl.Series([cell(each) for each in values], dtype=pl.String)
    return pl.DataFrame(columns)


def tables_of(
    checklist: Checklist, units: Sequence[Evidence]
) -> tuple[pl.DataFrame, dict[str, pl.DataFrame]]:
    """The facts of units, and their registers."""
    ids = [each.unit.id for each in units]
    facts = table_of(
        dict(checklist.facts),
        [{name: f.value for name, f in each.facts.items()} for each in units],
        ids,
    )
    registers = {}
    for name, register in checklist.registers.items():
        if all(name in each.registers for each in units):
            records = [(each.unit.id, record) for each in units for record in each.registers[name]]
            registers[name] = table_of(
                dict(register.columns),
                [dict(record.values) for _, record in records],
                [unit for unit, _ in records],
            )
    return facts, registers


def expected(checklist: Checklist, evidence: Evidence) -> dict[str, object]:
    """What the row of one unit must hold, from its scorecard."""
    card = score(checklist, evidence)
    rounding = checklist.rounding
    row: dict[str, object] = {"unit": evidence.unit.id}
    for name, span, places in (("score", card.score, rounding.places), ("exact", card.exact, 9)):
        for end in ("low", "high"):
            row[f"{name}_{end}"] = None if span is None else cut(getattr(span, end), places)
    grades = [grade.name for grade in checklist.grades]
    row["grade"] = None if card.grade is None else grades.index(card.grade) + 1
    flags = {flag.kind for flag in card.flags}
    row["full_by_rounding"] = None if card.score is None else "full_by_rounding" in flags
    row["near_cut"] = None if card.score is None else "near_cut" in flags
    for outcome in card.outcomes():
        row[f"state.{outcome.id}"] = outcome.state
        earned = outcome.earned
        shown = outcome.state == "scored" or (
            outcome.state == "not_applicable" and not outcome.advisory
        )
        places = rounding.places if rounding.at == "item" else 9
        points = (
            None
            if earned is None or not shown
            else rounding.apply(earned.low)
            if rounding.at == "item"
            else earned.low
        )
        row[f"points.{outcome.id}"] = None if points is None else cut(points, places)
    return row


def cut(value: Fraction, places: int) -> Decimal:
    """Towards minus infinity, to so many places."""
    return Decimal(value.numerator * 10**places // value.denominator).scaleb(-places)
