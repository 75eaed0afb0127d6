"""Whole numbers of steps as the decimals that people get."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

import polars as pl

_FEW: Final = 4096
"""So many different numbers are looked up, in a table small enough to be at hand."""


def decimals_of(steps: pl.Series, places: int) -> pl.Series:
    """Steps as decimals of so many places."""
    return steps.to_frame("steps").select(as_decimals(pl.col("steps"), places)).to_series()


def as_decimals(steps: pl.Expr, places: int) -> pl.Expr:
    """Steps as decimals of so many places. Polars looks at every number before it calls 128 bits a decimal."""
    return steps.cast(pl.Int128).reinterpret(dtype=pl.Decimal(38, places))


def looked_up(steps: pl.Expr, bounds: tuple[int, int], unit: int, places: int) -> pl.Expr:
    """Steps as decimals, from a table where they are few: it takes less time.

    Args:
        steps: whole numbers.
        bounds: the smallest and the largest of them.
        unit: they lie whole multiples of this above the smallest; 0 where all are alike.
        places: of the decimals.
    """
    least, most = bounds
    if most - least > _FEW * unit:
        return as_decimals(steps, places)
    place = steps - least if least else steps
    return pl.lit(_table(least, most, max(unit, 1), places)).gather(
        place // unit if unit > 1 else place
    )


@lru_cache(maxsize=64)
def _table(least: int, most: int, unit: int, places: int) -> pl.Series:
    """Every number that there may be; most items of a checklist share theirs."""
    return decimals_of(pl.Series(range(least, most + 1, unit), dtype=pl.Int64), places)
