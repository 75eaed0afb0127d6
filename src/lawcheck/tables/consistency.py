"""Find facts that contradict each other: parts above their wholes, parts that do not add up."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from math import lcm
from operator import add

import polars as pl

from lawcheck.evidence.consistency import compared_facts
from lawcheck.model.checklist import Checklist
from lawcheck.tables.item_columns import Inputs
from lawcheck.tables.polynomials import NARROW, Polynomial


def contradicting(checklist: Checklist, inputs: Inputs) -> pl.Series:
    """Return which units have facts that contradict each other.

    `lawcheck.evidence.consistency` then reports which facts, and how, for single units.
    """
    found = list(_contradictions(checklist, inputs))
    if not found:
        return pl.zeros(inputs.height, dtype=pl.Boolean, eager=True)
    frame = inputs.lazy()
    if any(size >= NARROW for _, size in found):
        frame = frame.with_columns(pl.all().cast(pl.Int128))
    return (
        frame.select(pl.any_horizontal(here for here, _ in found).fill_null(False))
        .collect(engine="streaming")
        .to_series()
    )


def _contradictions(checklist: Checklist, inputs: Inputs) -> Iterator[tuple[pl.Expr, int]]:
    """Yield conditions that contradict, each with a bound of the numbers that it compares."""
    numbers = {name: each for name, each in inputs.columns.items() if each.kind.holds == "number"}

    bounds = {name: each.bounds for name, each in numbers.items()}
    columns = {name: pl.col(name) for name in numbers}

    def over_one(*names: str) -> list[Polynomial]:
        """Return facts over a common denominator."""
        common = lcm(*(numbers[name].denominator for name in names))
        return [
            Polynomial.column(name).times(common // numbers[name].denominator) for name in names
        ]

    for pair in compared_facts(checklist):
        if numbers.keys() >= set(pair):
            part, whole = over_one(*pair)
            sizes = part.size(bounds), whole.size(bounds)
            yield part.expression(columns) > whole.expression(columns), max(sizes)
    for name, spec in checklist.facts.items():
        if spec.equals_sum and numbers.keys() >= {name, *spec.equals_sum}:
            whole, *parts = over_one(name, *spec.equals_sum)
            left = reduce(add, parts) - whole
            yield left.expression(columns) != 0, left.size(bounds)
