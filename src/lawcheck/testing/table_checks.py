"""Checks that a type gives on whole columns, as tables run it, what it gives for each unit."""

from __future__ import annotations

import unittest
from collections.abc import Sequence
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING, Final, assert_never

from hypothesis import given
from hypothesis import strategies as st

from lawcheck.model.checklist import Checklist
from lawcheck.model.declarations import Spec
from lawcheck.model.evidence import Evidence, Value
from lawcheck.scoring.item_outcome import Contradiction, outcome_of
from lawcheck.scoring.peers import compares_units
from lawcheck.scoring.plan import Plan
from lawcheck.testing.no_deadline import NO_DEADLINE
from lawcheck.testing.rule_checks import RuleChecks

if TYPE_CHECKING:
    from lawcheck.tables.typed_column import Column

_MOST_DENOMINATORS: Final = 10**6


class TableChecks(RuleChecks):
    """What a type gives in tables."""

    @NO_DEADLINE
    @given(data=st.data())
    def test_columns_agree(self, data: st.DataObject) -> None:
        """Run on whole columns, the rule gives each unit its state and points.

        In tables a value may stand for a whole column. So a rule computes with values and compares
        them; it does not ask `type(value) is Fraction`, or whether a value is a certain object.
        Types that read registers, compare units or await a judgement are not tried.
        """
        checklist = self.checklist(data.draw(self.rules(), label="rule"))
        if self.registers or self.judged is not None or compares_units(checklist):
            return
        each = self.evidence(checklist, gaps=True)
        units = data.draw(st.lists(each, min_size=1, max_size=6), label="units")
        check_columns(checklist, units)


def check_columns(checklist: Checklist, units: Sequence[Evidence]) -> None:
    """Check that the formula of the only item gives each unit what its rule gives.

    Raises:
        AssertionError: a state or points differ.
        SkipTest: the extra `tables` is not installed.
    """
    try:
        import polars as pl
    except ImportError as error:
        raise unittest.SkipTest("lawcheck[tables] is not installed") from error
    from lawcheck.tables.fixed_point import PointScale
    from lawcheck.tables.formulas import formula_of
    from lawcheck.tables.item_columns import EXCLUDED, Inputs, entry_of

    columns = {}
    for name, spec in checklist.facts.items():
        values = [fact.value if (fact := unit.facts.get(name)) else None for unit in units]
        column = _column(values, spec)
        if column is None:
            return
        columns[name] = column
    inputs = Inputs(columns, frozenset(checklist.facts), len(units), checklist.period)
    scale = PointScale.of(checklist)
    (item,) = Plan.of(checklist).leaves
    formula = formula_of(item, inputs, scale)
    if formula is None or not formula.is_safe:
        return
    frame = inputs.lazy()
    if formula.is_wide:
        frame = frame.with_columns(pl.all().cast(pl.Int128))
    high = formula.low if formula.high is None else formula.high
    made = frame.select(
        pl.col("of units"),
        fits=pl.lit(True) if formula.fits is None else formula.fits.fill_null(False),
        state=pl.lit(formula.state) if isinstance(formula.state, int) else formula.state,
        low=formula.low.expression,
        high=high.expression,
    ).collect()
    for row, unit in zip(made.to_dicts(), units, strict=True):
        if not row["fits"] or unit.not_applicable:
            continue
        try:
            state, low, most = entry_of(outcome_of(item, unit, checklist.period))
        except Contradiction:
            continue
        ends = scale.to_steps(low), scale.to_steps(most)
        same = row["state"] == state and (state >= EXCLUDED or (row["low"], row["high"]) == ends)
        assert same, (
            f"on columns the rule gives state {row['state']} and {row['low']} to {row['high']} "
            f"thousand-millionths of a point, by itself {state} and {ends[0]} to {ends[1]}, for "
            f"{ {name: fact.value for name, fact in unit.facts.items()} }"
        )


def _column(values: Sequence[Value | None], spec: Spec) -> Column | None:
    """Return values as a column of a table; None if it takes too large numbers."""
    import polars as pl

    from lawcheck.tables.typed_column import Column, code_of

    codes: list[int | None]
    match spec.kind.holds:
        case "number":
            numbers = [each if isinstance(each, Fraction) else None for each in values]
            common = lcm(*(each.denominator for each in numbers if each is not None))
            codes = [None if each is None else int(each * common) for each in numbers]
            if common > _MOST_DENOMINATORS or any(abs(each or 0) >= 2**62 for each in codes):
                return None
            return Column(pl.Series(codes, dtype=pl.Int64), spec.kind, common)
        case "text":
            texts = tuple(dict.fromkeys(str(each) for each in values if each is not None))
            codes = [None if each is None else texts.index(str(each)) for each in values]
            return Column(pl.Series(codes, dtype=pl.Int64), spec.kind, 1, texts)
        case "date" | "yes_no":
            codes = [None if each is None else code_of(each) for each in values]
            return Column(pl.Series(codes, dtype=pl.Int64), spec.kind)
        case _:
            assert_never(spec.kind.holds)
