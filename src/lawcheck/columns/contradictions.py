"""Facts of a table that contradict each other: parts above their wholes, parts that do not add up."""

from __future__ import annotations

from math import lcm

import polars as pl

from lawcheck.checklist import Checklist
from lawcheck.columns.items import Inputs
from lawcheck.crosschecks import compared_facts

_MOST = 2**62


def contradicting(checklist: Checklist, inputs: Inputs) -> pl.Series:
    """Which units have facts that contradict each other; `lawcheck.crosschecks` tells which and how."""
    numbers = {name: each for name, each in inputs.columns.items() if each.kind in ("count", "amount", "rate")}
    common = lcm(*(each.denominator for each in numbers.values()))
    bounds = [max(map(abs, each.bounds)) for each in numbers.values()]
    dtype = pl.Int64() if sum(bounds) * common < _MOST else pl.Int128()

    def scaled(name: str) -> pl.Expr:
        return pl.col(name).cast(dtype) * pl.lit(common // numbers[name].denominator, dtype=dtype)

    found = [scaled(part) > scaled(whole) for part, whole in compared_facts(checklist) if {part, whole} <= numbers.keys()]
    for name, spec in checklist.facts.items():
        if spec.equals_sum and {name, *spec.equals_sum} <= numbers.keys():
            found.append(sum(map(scaled, spec.equals_sum), pl.lit(0, dtype=dtype)) != scaled(name))
    if not found:
        return pl.zeros(inputs.height, dtype=pl.Boolean, eager=True)
    frame = pl.DataFrame([each.codes.alias(name) for name, each in numbers.items()])
    return frame.select(pl.any_horizontal(found).fill_null(False)).to_series()
